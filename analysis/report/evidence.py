"""The last chapters of a report: where each actor stands in the articles, and every article as it was read, with what
is attributed marked and an anchor for every row.

A link to ``#<quote_id>``, ``#<position_id>``, ``#<mention_id>``, ``#<article_id>`` or ``#<actor_id>`` ends here, and
what was linked leads back. Made from the tables alone; all text is escaped.
"""

import heapq
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from analysis.report.html import LONG
from analysis.report.links import Back
from analysis.tables.frames import records
from analysis.tables.words import ACTS

_NUMBERS = 40  # links that an actor shows at once, the others are behind a click

Backs = Mapping[str, list[Back]]


@dataclass
class _Marks:
    """What is shown in one article's text: spans with the ids of their rows, and what is said behind a span's end."""

    said: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    named: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


# --- articles ---


def articles(tables: dict[str, pd.DataFrame], backs: Backs | None = None) -> Iterator[str]:
    """HTML of each article in the order of the articles table, one ``<article id="...">`` a row; of one that was not
    used, why."""
    backs = backs or {}
    marks = _collect(tables, backs)
    for row in records(tables["articles"]):
        yield _unused(row, backs) if row["status"] == "skipped" else _article(row, marks[row["article_id"]], backs)


def _collect(tables: dict[str, pd.DataFrame], backs: Backs) -> dict[str, _Marks]:
    found: dict[str, _Marks] = defaultdict(_Marks)
    positions = defaultdict(list)  # by the quote that they rest on
    for row in records(tables["positions"]):
        found[row["article_id"]].said[row["start"], row["end"]].append(row["position_id"])
        if row["quote_id"]:
            positions[row["quote_id"]].append(row["position_id"])
        else:
            note = _note(row["actor"] or "actor not told", row["act"], [row["position_id"]], backs)
            found[row["article_id"]].notes[row["end"]].append(note)
    for row in records(tables["quotes"]):
        marks, (first, *others) = found[row["article_id"]], _spans(row)
        marks.said[first].insert(0, row["quote_id"])
        for span in others:
            marks.said[span]  # an interrupted quote is marked where it goes on
        ids = [row["quote_id"], *positions[row["quote_id"]]]
        marks.notes[row["end"]].append(_note(row["speaker"] or "speaker not told", row["act"], ids, backs))
    for row in records(_anchored(tables, backs)[["article_id", "mention_id", "start", "end"]]):
        marks = found[row["article_id"]]
        marks.named[row["start"], row["end"]].append(row["mention_id"])
        if row["mention_id"] in backs:
            marks.notes[row["end"]].append(f'<span class="who">{_back("", [row["mention_id"]], backs)}</span>')
    return found


def _anchored(tables: dict[str, pd.DataFrame], backs: Backs) -> pd.DataFrame:
    """The mentions that get an anchor: all; in a long report those that something links to, and each actor's first in
    an article, since tens of thousands more would make it open slowly."""
    mentions = tables["mentions"]
    if len(tables["articles"]) <= LONG:
        return mentions
    again = mentions.duplicated(["actor_id", "article_id"]) | mentions["actor_id"].isna()
    return mentions[~again | mentions["mention_id"].isin(backs.keys())]


def _spans(row: dict) -> list[tuple[int, int]]:
    """The pieces of a quote: those of ``spans`` where it is interrupted, else start to end."""
    pieces = json.loads(row["spans"]) if isinstance(row["spans"], str) else []
    return [(s, e) for s, e in pieces if s < e] or [(row["start"], row["end"])]


def _note(who: str, act: str, ids: list[str], backs: Backs) -> str:
    return f'<span class="who">{_back(f"{who}: {ACTS.get(act, act)}", ids, backs)}</span>'


def _back(label: str, ids: list[str], backs: Backs) -> str:
    """A label that leads back to the first row that rests on what ``ids`` name, and links to all of them: the chapter's
    name, then numbers for its other rows. The style sheet shows them where one has come from a row, points or tabs."""
    anchors: dict[str, list[str]] = defaultdict(list)
    for row_id in ids:
        for back in backs.get(row_id, ()):
            anchors[back.chapter].append(back.anchor)
    if not anchors:
        return escape(label)
    chapter, (first, *_) = next(iter(anchors.items()))
    more = "".join(_places(*held) for held in anchors.items())
    says = f"{label}, back to {chapter}" if label else f"Back to {chapter}"
    return (
        f'<a href="#{escape(first)}" aria-label="{escape(says)}">{escape(label)} ↑</a><span class="more">{more}</span>'
    )


def _places(chapter: str, anchors: list[str]) -> str:
    numbers = "".join(f' <a href="#{escape(a)}">{n}</a>' for n, a in enumerate(anchors[1:], 2))
    return f' <a href="#{escape(anchors[0])}">{escape(chapter)}</a>{numbers}'


def _article(row: dict, marks: _Marks, backs: Backs) -> str:
    """One article: heading, where it is from, and its paragraphs. A quote may run over the end of a paragraph."""
    text, parts, at = row["text"] or "", [], 0
    heading = escape(row["title"] or row["file"])
    spans = sorted(
        [(s, -e, "mark", ids) for (s, e), ids in marks.said.items()]
        + [(s, -e, "span", ids) for (s, e), ids in marks.named.items()]
    )
    notes, going_on, taken = sorted(marks.notes.items()), [], 0
    for paragraph in text.split("\n\n"):
        end = at + len(paragraph)
        here = going_on
        while taken < len(spans) and spans[taken][0] <= end:
            here.append(spans[taken])
            taken += 1
        body, going_on = _paragraph(text, at, end, here, notes)
        if not at and paragraph == row["title"]:
            heading = body
        elif body.strip():
            parts.append(f"<p>{body}</p>")
        at = end + 2
    facts = [row["publisher"] or "publisher not known", row["published"] or _range(row), row["file"]]
    if (row["url"] or "").startswith(("https://", "http://")):
        facts.append(row["url"])
    return _framed(row, heading, facts, backs) + "\n".join(parts) + "</article>"


def _unused(row: dict, backs: Backs) -> str:
    facts = ["not used", (row["reason"] or "").replace("_", " "), row["file"]]
    return _framed(row, escape(row["title"] or row["file"]), [f for f in facts if f], backs) + "</article>"


def _framed(row: dict, heading: str, facts: list[str], backs: Backs) -> str:
    """The beginning of an article; its source stays in view while one reads."""
    return (
        f'<article id="{escape(row["article_id"])}"><h3>{heading}</h3>'
        f'<p class="source">{escape(" · ".join(facts))}'
        f'<span class="who">{_back("", [row["article_id"]], backs)}</span></p>\n'
    )


def _paragraph(text: str, low: int, high: int, spans: list[tuple], notes: list[tuple[int, list[str]]]):
    """HTML of text[low:high], and the spans that go on behind it. Spans that cross are cut where the first one ends;
    ``notes`` that are due up to ``high`` are taken from the list."""
    out, going_on, open_, at = [], [], [], low
    waiting = [(max(s, low), e, tag, ids) for s, e, tag, ids in spans]
    heapq.heapify(waiting)

    def move(to: int, notes_to: int) -> None:
        nonlocal at
        while notes and notes[0][0] <= notes_to:
            offset, due = notes.pop(0)
            out.append(_escape(text[at : max(at, offset)]))
            at = max(at, offset)
            out.extend(due)
        out.append(_escape(text[at : max(at, to)]))
        at = max(at, to)

    while waiting or open_:
        if open_ and (not waiting or open_[-1][0] <= waiting[0][0]):
            end, tag = open_.pop()
            move(end, end - 1)  # what is said of a span stands behind it
            out.append(f"</{tag}>")
            continue
        start, minus_end, tag, ids = heapq.heappop(waiting)
        end = min(-minus_end, high)
        if open_ and end > open_[-1][0]:
            heapq.heappush(waiting, (open_[-1][0], minus_end, tag, []))
            end = open_[-1][0]
        elif -minus_end > high:
            going_on.append((high, minus_end, tag, []))
        move(start, start)
        if end <= start and not ids:
            continue
        first, *others = ids or [""]
        out.append(f'<{tag} id="{escape(first)}">' if first else f"<{tag}>")
        out.extend(f'<a id="{escape(other)}"></a>' for other in others)
        open_.append((end, tag))
    move(high, high)
    return "".join(out), going_on


def _escape(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _range(row: dict) -> str:
    """What is known of an article's date, in words."""
    earliest, latest = row["published_earliest"], row["published_latest"]
    if earliest and latest:
        return f"date not known, {earliest} to {latest}"
    return (
        f"date not known, {earliest} or later"
        if earliest
        else f"date not known, {latest} or before"
        if latest
        else "date not known"
    )


# --- actors ---


def actors(tables: dict[str, pd.DataFrame], backs: Backs) -> Iterator[str]:
    """HTML of each actor that a chapter links to, by name: its first mention in each article, its quotes and
    positions."""
    titles = {r["article_id"]: r["title"] or r["file"] for r in records(tables["articles"])}
    mentions: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for r in records(tables["mentions"][["actor_id", "article_id", "mention_id"]]):
        mentions[r["actor_id"]][r["article_id"]].append(r["mention_id"])
    rows = {
        name: tables[name].groupby(who, sort=False)[key].agg(list).to_dict()
        for name, who, key in (("quotes", "speaker_id", "quote_id"), ("positions", "actor_id", "position_id"))
    }
    for r in sorted(records(tables["actors"]), key=lambda r: (r["name"].casefold(), r["actor_id"])):
        if r["actor_id"] not in backs:
            continue
        lines = [
            f'<div class="numbered">{name.capitalize()}: {_numbered(held[r["actor_id"]])}</div>'
            for name, held in rows.items()
            if r["actor_id"] in held
        ]
        named = "".join(
            f'<li><a href="#{escape(ids[0])}">{escape(titles[article])}</a>{f" ({len(ids):,})" if ids[1:] else ""}</li>'
            for article, ids in mentions[r["actor_id"]].items()
        )
        lines += [f"<p>Mentioned first (and how often) in:</p><ul>{named}</ul>"] if named else []
        yield (
            f'<section class="actor" id="{escape(r["actor_id"])}"><h3>{escape(r["name"])}'
            f'<span class="who">{_back("", [r["actor_id"]], backs)}</span></h3>{"".join(lines)}</section>'
        )


def _numbered(ids: list[str]) -> str:
    """Links by number, those beyond the first behind a click."""
    made = [f'<a href="#{escape(i)}">{n}</a>' for n, i in enumerate(ids, 1)]
    first, rest = made[:_NUMBERS], made[_NUMBERS:]
    more = f"<details><summary>{len(rest):,} more</summary>{' '.join(rest)}</details>" if rest else ""
    return " ".join(first) + more
