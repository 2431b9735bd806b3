"""Tables as accessible HTML for notebooks and reports: every cell escaped, every row linked to its evidence."""

import html
import json
from collections.abc import Sequence

import pandas as pd

from analysis import schema
from analysis.tables.brief import Sentence
from analysis.tables.words import heading, word

_LINKS = 8  # links that a sentence of the brief shows
# What a reader sees first of each table; everything is in the table itself.
SCREEN = {
    "articles": ("published", "publisher", "title", "words", "status", "reason", "file"),
    "actors": (
        "name",
        "type",
        "role",
        "affiliation",
        "capacity",
        "nationality_or_base",
        "n_mentions",
        "n_articles",
        "n_quotes",
    ),
    "mentions": ("text", "form", "part"),
    "quotes": ("speaker", "act", "text", "kind", "publisher", "published", "said_on", "confidence"),
    "positions": (
        "actor",
        "act",
        "target",
        "towards",
        "issue",
        "stance",
        "basis",
        "stated_by",
        "content",
        "confidence",
    ),
    "sentiment": ("voice", "negative", "neutral", "positive", "score"),
    "problems": ("file", "step", "code", "message"),
}
_EVIDENCE = (
    "position_id",
    "quote_id",
    "mention_id",
    "row_id",
    "article_id",
)  # ids with an anchor in the evidence chapter, own first


def table(
    rows: pd.DataFrame,
    columns: Sequence[str] | None = None,
    caption: str = "",
    limit: int | None = None,
    evidence: str | None = None,
) -> "Shown":
    """A table to display: the chosen columns (else a reader's choice), at most ``limit`` rows, and a link a row.

    ``evidence`` names the id column that the links go to, by default the row's own id where it has one. Nothing found
    shows as a sentence.
    """
    key = evidence or next((c for c in _EVIDENCE if c in rows.columns), None)
    name = next((n for n, spec in schema.TABLES.items() if list(rows.columns) == list(spec.columns)), "")
    chosen = list(columns or SCREEN.get(name) or _readable(rows))
    return Shown(
        render(rows if limit is None else rows.head(limit), chosen, caption, key, len(rows)), f"{len(rows)} rows"
    )


def sentences(brief: Sequence[Sentence], level: int = 2) -> "Shown":
    """A brief to display: a heading for each matter (``level`` 2 is h2), its sentences, each with numbered links to its
    rows."""
    parts, about = [], None
    for sentence in brief:
        if sentence.about != about:
            parts.append(("</ul>" if about else "") + f"<h{level}>{html.escape(sentence.about)}</h{level}><ul>")
            about = sentence.about
        links = " ".join(link(row_id, str(n)) for n, row_id in enumerate(sentence.rows[:_LINKS], 1))
        links += f" and {len(sentence.rows) - _LINKS} more" if len(sentence.rows) > _LINKS else ""
        parts.append(f"<li>{html.escape(sentence.text)}{' [' + links + ']' if links else ''}</li>")
    return Shown("".join(parts) + ("</ul>" if about else ""), f"{len(brief)} sentences")


class Shown:
    """HTML that a notebook displays and an exporter keeps."""

    def __init__(self, markup: str, summary: str):
        self.html, self._summary = markup, summary

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self._summary


def render(rows: pd.DataFrame, columns: Sequence[str], caption: str, key: str | None, total: int) -> str:
    """The markup of :func:`table`."""
    if rows.empty:
        return f'<p class="nothing">{html.escape(caption) + ": " if caption else ""}nothing found.</p>'
    note = f" ({len(rows):,} of {total:,} rows)" if len(rows) < total else ""
    numeric = {c for c in columns if pd.api.types.is_numeric_dtype(rows[c]) and not pd.api.types.is_bool_dtype(rows[c])}
    head = "".join(f'<th scope="col">{html.escape(heading(c))}</th>' for c in columns)
    head += '<th scope="col">evidence</th>' if key else ""
    body = []
    for row in rows.to_dict("records"):
        cells = [cell(c, row[c], c in numeric, first=i == 0) for i, c in enumerate(columns)]
        if key:
            cells.append(f"<td>{link(row[key])}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<table class="onrecord"><caption>{html.escape(caption + note)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def cell(column: str, value: object, numeric: bool, first: bool) -> str:
    """One cell, escaped; the first of a row is its header."""
    tag, scope = ("th", ' scope="row"') if first else ("td", "")
    kind = ' class="number"' if numeric else ""
    return f"<{tag}{scope}{kind}>{html.escape(shown(column, value))}</{tag}>"


def shown(column: str, value: object) -> str:
    """A value as text: nothing for null, two decimals for a float, thousands parted, the analyst's word for a code."""
    if value is None or value is pd.NA or isinstance(value, float) and value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0%}" if column.endswith("share") else f"{value:.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if column == "aliases":
        return "; ".join(json.loads(value))
    return str(word(column, value))


def link(row_id: object, text: str = "show") -> str:
    """A link to a row's anchor in the evidence chapter; nothing where there is no id."""
    if not isinstance(row_id, str):
        return ""
    return f'<a href="#{html.escape(row_id)}" title="The sentence in the article">{html.escape(text)}</a>'


def _readable(rows: pd.DataFrame) -> list[str]:
    """Columns without ids and offsets, where no choice is known."""
    return [
        c for c in rows.columns if not c.endswith("_id") and c not in ("start", "end", "spans", "file", "confidence")
    ] or list(rows.columns)
