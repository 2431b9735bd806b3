"""The passage that a row rests on, as HTML: the sentences around it with source, cue and words marked. All text is
escaped."""

import json
from collections import Counter
from html import escape
from itertools import pairwise

from analysis.annotate.types import Attribution, Span
from analysis.tables import records
from analysis.tables.records import Reading
from analysis.tables.words import AS_IT_IS


def snippet(reading: Reading, row: dict, around: int = 1) -> str:
    """A ``<blockquote>`` with the sentences that hold a row of quotes, positions or mentions, ``around`` more on each
    side, and where it is from. ``row`` has ``start``, ``end`` and, for an interrupted quote, ``spans``."""
    spans = (
        [tuple(s) for s in json.loads(row["spans"])]
        if isinstance(row.get("spans"), str)
        else [(int(row["start"]), int(row["end"]))]
    )
    marks = [(start, end, "content") for start, end in spans]
    if found := _attribution(reading, row):
        marks += [(*span, kind) for span, kind in ((found.cue, "cue"), (found.source, "source")) if span]
    low, high = _bounds(reading, min(m[0] for m in marks), max(m[1] for m in marks), around)
    article = reading.article
    where = " · ".join(
        escape(part)
        for part in (article.publisher, article.published or "date not known", article.title or article.file)
        if part
    )
    words = marked(article.text, marks, low, high)
    return f'<blockquote class="evidence {AS_IT_IS}"><p>{words}</p><footer>{where}</footer></blockquote>'


def marks(reading: Reading, quotes: list[dict], mentions: list[dict]) -> list[tuple[int, int, str]]:
    """What there is to mark in a whole article, as (start, end, what): ``content``, ``source`` and ``cue`` of the
    quotes and each ``mention`` of an actor. ``quotes`` and ``mentions`` are rows of the article."""
    found = []
    for row in quotes:
        found += [(start, end, "content") for start, end in json.loads(row["spans"])]
        if attribution := _attribution(reading, row):
            both = ((attribution.source, "source"), (attribution.cue, "cue"))
            found += [(*span, what) for span, what in both if span]
    return found + [(row["start"], row["end"], "mention") for row in mentions if row["actor_id"]]


def marked(text: str, marks: list[tuple[int, int, str]], low: int, high: int) -> str:
    """``text[low:high]`` escaped, with what is marked in ``<mark class=...>``; where marks overlap all their classes
    are given."""
    opens: dict[int, list[str]] = {}
    for start, end, kind in marks:
        start, end = max(start, low), min(end, high)
        if start < end:
            opens.setdefault(start, []).append("+" + kind)
            opens.setdefault(end, []).append("-" + kind)
    parts, here = [], Counter()
    for start, end in pairwise(sorted({low, high, *opens})):
        for change in opens.get(start, ()):
            here[change[1:]] += 1 if change[0] == "+" else -1
        kinds = sorted(kind for kind, n in here.items() if n)
        piece = escape(text[start:end]).replace("\n", "<br>")
        parts.append(f'<mark class="{" ".join(kinds)}">{piece}</mark>' if kinds else piece)
    return "".join(parts)


def _attribution(reading: Reading, row: dict) -> Attribution | None:
    """The attribution behind a row: the same words and, for a quote, the same cue."""
    text = reading.article.text
    for found in (*reading.attributions, *reading.ascribed):
        held = records.joined(text, records.spans(found))
        if (
            held
            and (held[0][0], held[-1][1]) == (row["start"], row["end"])
            and ("cue" not in row or (found.cue and text[found.cue[0] : found.cue[1]]) == row["cue"])
        ):
            return found
    return None


def _bounds(reading: Reading, start: int, end: int, around: int) -> Span:
    """From the start of the sentence ``around`` before ``start`` to the end of the one ``around`` after ``end``."""
    holding = [i for i, (s, e) in enumerate(reading.sentences) if s < end and start < e]
    if not holding:
        return max(0, start - 200), min(len(reading.article.text), end + 200)
    first, last = max(0, holding[0] - around), min(len(reading.sentences) - 1, holding[-1] + around)
    return min(start, reading.sentences[first][0]), max(
        end, reading.sentences[last][1]
    )  # whatever a sentence leaves out
