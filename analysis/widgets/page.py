"""What the explorer shows, as HTML: a table of rows, and the passage of an article with its evidence marked.

All text is escaped.
"""

import json
from html import escape

import pandas as pd

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
    },
}
AROUND = 2  # paragraphs shown before and after the evidence
STYLE = """<style>
.onr-table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.4 }
.onr-table th, .onr-table td { text-align: left; vertical-align: top; padding: 3px 8px;
  border-bottom: 1px solid #c3c7ce; overflow-wrap: break-word; white-space: normal }
.onr-table td.onr-short { white-space: nowrap }
.onr-table tr.onr-on td { background: #fff3cd; color: #1f2328 }
.onr-passage { border-left: 4px solid #5790fc; padding: 2px 12px; max-width: 75ch; line-height: 1.5; font-size: 14px;
  white-space: pre-wrap; overflow-wrap: anywhere }
.onr-passage mark { background: #ffe08a; color: #1f2328 }
</style>"""
SHORT = {"act", "kind", "published", "confidence", "towards", "stance"}  # cells that never break


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
    return f'{STYLE}<table class="onr-table"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'


def _cell(value, column: str) -> str:
    text = "" if pd.isna(value) else f"{value:.2f}" if column == "confidence" else str(word(column, value))
    return f"<td{' class=onr-short' if column in SHORT else ''}>{escape(one_line(text))}</td>"


def spans_of(row) -> list[tuple[int, int]]:
    """The evidence of a row: the spans of a quote, else its start and end."""
    spans = getattr(row, "spans", None)
    pairs = json.loads(spans) if isinstance(spans, str) and spans else [(row.start, row.end)]
    return sorted((int(a), int(b)) for a, b in pairs)


def marked(text: str, spans: list[tuple[int, int]], around: int = AROUND) -> str:
    """The paragraphs that hold the spans and ``around`` more on either side, escaped, with the spans in ``<mark>``."""
    left, right = text.rfind("\n\n", 0, spans[0][0]), text.find("\n\n", spans[-1][1])
    for _ in range(around):
        left = text.rfind("\n\n", 0, left) if left > 0 else left
        right = text.find("\n\n", right + 2) if right >= 0 else right
    left, right = max(left, 0), right if right >= 0 else len(text)
    left += 2 if text.startswith("\n\n", left) else 0
    out, at = ["… " if left else ""], left
    for start, end in spans:
        out += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join(out + [escape(text[at:right]), " …" if text[right:].strip() else ""])


def evidence(row, text: str, article, kind: str) -> str:
    """The passage of a row under the line that says where it is from, and its copy-ready citation."""
    date = article.published if pd.notna(article.published) else "date not known"
    source = " · ".join(escape(one_line(v)) for v in (article.publisher, article.title, date) if pd.notna(v))
    return (
        f"{STYLE}<p><b>{source}</b></p><div class='onr-passage'>{marked(text, spans_of(row))}</div>"
        f"<p>To cite: {escape(one_line(row.cite))}</p>"
    )
