"""What the explorer shows, as HTML: a table of rows, a chart of them, and the article with its evidence marked.

All text is escaped.
"""

import json
from html import escape

import pandas as pd

from analysis.figures import actor_towards_actor, output, quotes_by_speaker
from analysis.tables import summaries
from analysis.tables.evidence import marked
from analysis.tables.words import word
from analysis.widgets.select import NOBODY, WHO, WORDS

COLUMNS = {
    "quotes": {
        "speaker": "Speaker",
        "act": "Act",
        "text": "Words",
        "kind": "Kind",
        "publisher": "Publisher",
        "published": "Published",
        "confidence": "Confidence",
        "reviewed": "Reviewed",
    },
    "positions": {
        "actor": "Actor",
        "act": "Act",
        "target": "Target",
        "towards": "Towards",
        "issue": "Issue",
        "stance": "Stance",
        "basis": "Basis",
        "content": "Words",
        "published": "Published",
        "confidence": "Confidence",
        "reviewed": "Reviewed",
    },
}
AROUND = 2  # paragraphs shown before and after the evidence
# JupyterLab's own colours, so that its dark theme is ours too; the marks are tints that both themes bear.
STYLE = """<style>
.onr { --line: var(--jp-border-color2, #c3c7ce); --faint: var(--jp-ui-font-color2, #57606a); max-width: 1100px }
.onr .widget-html-content { line-height: 1.45; font-size: 13px; color: var(--jp-ui-font-color1, #1f2328) }
.onr h3 { font-size: 14px; margin: 4px 0 2px; font-weight: 600 }
.onr p { margin: 4px 0 }
.onr .onr-panel { border: 1px solid var(--line); border-radius: 4px; padding: 8px 12px; margin: 4px 2px }
.onr .widget-combobox input, .onr .widget-text input { width: 100% }
.onr select:focus-visible, .onr input:focus-visible, .onr button:focus-visible, .onr summary:focus-visible {
  outline: 2px solid #2f6fde; outline-offset: 1px }
.onr-scroll { overflow-x: auto }
.onr-table { border-collapse: collapse; width: 100%; font-size: 12.5px; line-height: 1.4 }
.onr-table th { border-bottom: 2px solid var(--line); white-space: nowrap }
.onr-table th, .onr-table td { text-align: left; vertical-align: top; padding: 3px 8px; overflow-wrap: break-word }
.onr-table td { border-bottom: 1px solid var(--line); white-space: normal }
.onr-table td.onr-short { white-space: nowrap }
.onr-table td.onr-said { min-width: 18em }
.onr-table tr.onr-on td { background: rgba(248, 156, 32, .22) }
.onr-article { max-width: 75ch; font-size: 14px; line-height: 1.55; overflow-wrap: anywhere }
.onr-article mark, .onr-key mark { color: inherit; background: none; padding: 1px 0 }
.onr mark.content { background: rgba(87, 144, 252, .16) }
.onr mark.chosen { background: rgba(248, 156, 32, .42) }
.onr mark.source { border-bottom: 2px solid #2f6fde; font-weight: 600 }
.onr mark.cue { border-bottom: 2px solid #c2680a; font-style: italic }
.onr mark.mention { text-decoration: underline dotted; text-underline-offset: 3px }
.onr-article details > summary, .onr-from, .onr-key { color: var(--faint); font-size: 12px }
.onr-article details > summary { cursor: pointer; margin: 4px 0 }
.onr-key mark { margin-right: 1em; color: var(--jp-ui-font-color1, #1f2328) }
.onr-wrong { color: #b3261e; font-weight: 600 }
.onr-done::before { content: "✓ " }
</style>"""
KEY = (
    "<p class='onr-key'>Marked: <mark class='chosen'>the words of this row</mark> <mark class='content'>other reported "
    "words</mark> <mark class='source'>source</mark> <mark class='cue'>cue</mark> <mark class='mention'>mention of an "
    "actor</mark></p>"
)
SHORT = {"act", "kind", "published", "confidence", "towards", "stance", "reviewed"}  # cells that never break
SAID = {"text", "content"}


def one_line(text, width: int = 0) -> str:
    """A cell as one line of plain text, cut at ``width`` where that is not 0; empty for a missing value."""
    line = " ".join(str(text).split()) if pd.notna(text) else ""
    return line if not width or len(line) <= width else line[: width - 1].rstrip() + "…"


def option(row, kind: str) -> str:
    """A row as one line for the list that one picks from: who, act, first words."""
    who = getattr(row, WHO[kind])
    said = one_line(getattr(row, WORDS[kind]), 90)
    return f"{one_line(who if pd.notna(who) else NOBODY, 40)} · {word('act', row.act)} · {said}"


def table(rows: pd.DataFrame, kind: str, chosen: str | None = None) -> str:
    """Rows as an HTML table, the chosen one set off; ``chosen`` is a quote_id or position_id."""
    columns = COLUMNS[kind]
    head = "".join(f'<th scope="col">{name}</th>' for name in columns.values())
    body = []
    for row in rows.itertuples():
        cells = "".join(_cell(getattr(row, c), c) for c in columns)
        on = ' class="onr-on" aria-current="true"' if chosen is not None and row[1] == chosen else ""
        body.append(f"<tr{on}>{cells}</tr>")
    return (
        f'<div class="onr-scroll"><table class="onr-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(value, column: str) -> str:
    if column == "reviewed":
        text = "yes" if value else ""
    else:
        text = "" if pd.isna(value) else f"{value:.2f}" if column == "confidence" else str(word(column, value))
    kind = " class=onr-short" if column in SHORT else " class=onr-said" if column in SAID else ""
    return f"<td{kind}>{escape(one_line(text))}</td>"


def chart(rows: pd.DataFrame, kind: str) -> str:
    """A chart of the rows as HTML with alt text: who is given the floor, or who supports and criticizes whom."""
    drawn, data = (
        (quotes_by_speaker, summaries.quotes_by_speaker(rows))
        if kind == "quotes"
        else (actor_towards_actor, summaries.actor_towards_actor(rows))
    )
    return output.as_html(drawn.figure(data, top_n=8), drawn.alt_text(data, top_n=8), "explore")


def spans_of(row) -> list[tuple[int, int]]:
    """The evidence of a row: the spans of a quote, else its start and end."""
    spans = getattr(row, "spans", None)
    pairs = json.loads(spans) if isinstance(spans, str) and spans else [(row.start, row.end)]
    return sorted((int(a), int(b)) for a, b in pairs)


def bounds(text: str, spans: list[tuple[int, int]], around: int = AROUND) -> tuple[int, int]:
    """Where the paragraphs that hold the spans and ``around`` more on either side begin and end."""
    left, right = text.rfind("\n\n", 0, spans[0][0]), text.find("\n\n", spans[-1][1])
    for _ in range(around):
        left = text.rfind("\n\n", 0, left) if left > 0 else left
        right = text.find("\n\n", right + 2) if right >= 0 else right
    return (left + 2 if left >= 0 else 0), (right if right >= 0 else len(text))


def evidence(row, text: str, article, marks: list[tuple[int, int, str]]) -> str:
    """The article with the words of a row where they stand: the passage, what is before and after it folded away, where
    it is from, and the copy-ready citation. ``marks`` are those of the whole article."""
    date = article.published if pd.notna(article.published) else "date not known"
    source = " · ".join(escape(one_line(v)) for v in (article.publisher, date) if pd.notna(v))
    title = escape(one_line(article.title if pd.notna(article.title) else article.file))
    every = [*marks, *((start, end, "chosen") for start, end in spans_of(row))]
    low, high = bounds(text, spans_of(row))
    before, after = (_folded(text, every, *part) for part in ((0, low, "before"), (high, len(text), "after")))
    return (
        f"<h3>{title}</h3><p class='onr-from'>{source}</p>{KEY}"
        f"<div class='onr-article'>{before}<p>{marked(text, every, low, high)}</p>{after}</div>"
        f"<p class='onr-from'>To cite: {escape(one_line(row.cite))}</p>"
    )


def _folded(text: str, marks: list[tuple[int, int, str]], low: int, high: int, where: str) -> str:
    words = len(text[low:high].split())
    if not words:
        return ""
    low, high = high - len(text[low:high].lstrip()), low + len(text[low:high].rstrip())
    told = f"The article {where} this passage ({words:,} word{'' if words == 1 else 's'})"
    return f"<details><summary>{told}</summary><p>{marked(text, marks, low, high)}</p></details>"
