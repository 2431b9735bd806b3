"""The last chapter of a report: every article as it was read, quotes marked, with an anchor for every row.

A link to ``#<quote_id>``, ``#<position_id>``, ``#<mention_id>`` or ``#<article_id>`` ends here. Made from the
tables alone; all text is escaped.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from analysis.tables.words import ACTS


@dataclass
class _Marks:
    """What happens at each offset of one article."""

    anchors: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # ids that begin here
    opens: dict[int, int] = field(default_factory=lambda: defaultdict(int))  # quote spans that begin here
    closes: dict[int, int] = field(default_factory=lambda: defaultdict(int))  # quote spans that end here
    labels: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # whose quotes end here
    at: list[int] = field(default_factory=list)  # every such offset, sorted
    depth: int = 0  # quotes open where writing has come to


def articles(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """HTML of each used article in the order of the articles table, one ``<article id="...">`` a row."""
    marks = _collect(tables)
    used = tables["articles"]
    for row in used[used["status"] != "skipped"].to_dict("records"):
        yield _article(row, marks[row["article_id"]])


def _collect(tables: dict[str, pd.DataFrame]) -> dict[str, _Marks]:
    found: dict[str, _Marks] = defaultdict(_Marks)
    for row in tables["quotes"].to_dict("records"):
        marks = found[row["article_id"]]
        marks.anchors[row["start"]].append(row["quote_id"])
        for start, end in _spans(row):
            marks.opens[start] += 1
            marks.closes[end] += 1
        marks.labels[row["end"]].append(
            f"{_or(row['speaker'], 'speaker not told')}: {ACTS.get(row['act'], row['act'])}"
        )
    for table, key in (("positions", "position_id"), ("mentions", "mention_id")):
        for article_id, start, row_id in tables[table][["article_id", "start", key]].itertuples(index=False):
            found[article_id].anchors[start].append(row_id)
    for marks in found.values():
        marks.at = sorted({*marks.anchors, *marks.opens, *marks.closes, *marks.labels})
    return found


def _spans(row: dict) -> list[tuple[int, int]]:
    """The pieces of a quote: those of ``spans`` where it is interrupted, else start to end."""
    pieces = json.loads(row["spans"]) if isinstance(row["spans"], str) else []
    return [(s, e) for s, e in pieces if s < e] or [(row["start"], row["end"])]


def _article(row: dict, marks: _Marks) -> str:
    """One article: heading, where it is from, and its paragraphs. A quote may run over the end of a paragraph."""
    text, parts, position = _or(row["text"], ""), [], 0
    heading = escape(_or(row["title"], row["file"]))
    for paragraph in text.split("\n\n"):
        body = _paragraph(text, position, position + len(paragraph), marks)
        if not position and paragraph == row["title"]:
            heading = body
            position += len(paragraph) + 2
            continue
        if body.strip():
            parts.append(f"<p>{body}</p>")
        position += len(paragraph) + 2
    when = _or(row["published"], None) or _range(row)
    facts = [_or(row["publisher"], "publisher not known"), when, row["file"]]
    link = _or(row["url"], "")
    if link.startswith(("https://", "http://")):
        facts.append(link)
    return (
        f'<article id="{escape(row["article_id"])}"><h3>{heading}</h3>'
        f'<p class="source">{escape(" · ".join(facts))}</p>\n' + "\n".join(parts) + "</article>"
    )


def _paragraph(text: str, low: int, high: int, marks: _Marks) -> str:
    """HTML of text[low:high]. Quotes that overlap share one mark; what was due in the gap before is done now."""
    out = ["<mark>"] if marks.depth else []
    here = low
    while marks.at and marks.at[0] <= high:
        offset = marks.at.pop(0)
        out.append(_escape(text[here : max(here, offset)]))
        here = max(here, offset)
        if marks.depth and marks.depth <= marks.closes[offset]:
            out.append("</mark>")
        marks.depth = max(0, marks.depth - marks.closes[offset])
        out.extend(f'<span class="who">{escape(label)}</span>' for label in marks.labels[offset])
        ids = marks.anchors[offset]
        if marks.opens[offset] and not marks.depth:
            out.append(f'<mark id="{escape(ids.pop(0))}">' if ids else "<mark>")
        out.extend(f'<a id="{escape(i)}"></a>' for i in ids)
        marks.depth += marks.opens[offset]
    out.append(_escape(text[here:high]))
    if marks.depth:
        out.append("</mark>")
    return "".join(out)


def _escape(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _range(row: dict) -> str:
    """What is known of an article's date, in words."""
    earliest, latest = _or(row["published_earliest"], None), _or(row["published_latest"], None)
    if earliest and latest:
        return f"date not known, {earliest} to {latest}"
    return (
        f"date not known, {earliest} or later"
        if earliest
        else f"date not known, {latest} or before"
        if latest
        else "date not known"
    )


def _or(value: object, other):
    """``value``, or ``other`` where it is missing."""
    return other if value is None or value != value or value is pd.NA else value
