"""Tables as accessible HTML for notebooks and reports: every cell escaped, every row linked to its evidence."""

import html
import json
from collections.abc import Sequence

import pandas as pd

from analysis import schema
from analysis.tables.brief import Sentence
from analysis.tables.ids import slug
from analysis.tables.words import AS_IT_IS, heading, share, word

_LINKS = 5  # links that a sentence or a row shows at once
_SPARE = 3  # more links that are shown too, since a click would hide no more than these
_LISTED = 100  # links that a row holds, the others are behind a click
_WIDE = 60  # characters from which on a column is one of sentences and needs room
_CROWDED, _MANY = 3, 10  # columns of sentences, and columns in all, from which on each of these gets less of it
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
# Columns that say what a row rests on, own rows first; each id has an anchor in the report. Those in the plural hold
# several ids, as a list or as JSON.
_EVIDENCE = (
    "position_ids",
    "quote_ids",
    "mention_ids",
    "article_ids",
    "position_id",
    "quote_id",
    "mention_id",
    "row_id",
    "article_id",
    "actor_id",
    "speaker_id",
)
# What this process has linked: for each id the anchors of the links to it, and what these stand in.
_LINKED: dict[str, dict[str, str]] = {}
pd.set_option("display.html.use_mathjax", False)  # as AS_IT_IS, for bare tables of pandas


def table(
    rows: pd.DataFrame,
    columns: Sequence[str] | None = None,
    caption: str = "",
    limit: int | None = None,
    evidence: str | Sequence[str] = (),
) -> "Shown":
    """A table to display: the chosen columns (else a reader's choice), at most ``limit`` rows, and links a row.

    A column that is empty in every row shown is named in a line below instead, so that it takes no width.

    ``evidence`` names the column of ids that the links go to (one id a row, or several), by default the row's own where
    it has one; of several such columns each gives one link, called as the column unless it is the row's own. Nothing
    found shows as a sentence.
    """
    keys = [evidence] if isinstance(evidence, str) else list(evidence)
    keys = keys or [c for c in _EVIDENCE if c in rows.columns][:1]
    name = next((n for n, spec in schema.TABLES.items() if list(rows.columns) == list(spec.columns)), "")
    chosen = list(columns or SCREEN.get(name) or _readable(rows))
    return Shown(
        render(rows if limit is None else rows.head(limit), chosen, caption, keys, len(rows)), f"{len(rows)} rows"
    )


def sentences(brief: Sequence[Sentence], level: int = 2) -> "Shown":
    """A brief to display: a heading for each matter (``level`` 2 is h2), its sentences, each with numbered links to its
    rows."""
    parts, about = [], None
    for sentence in brief:
        if sentence.about != about:
            parts.append(
                ("</ul>" if about else "")
                + f'<h{level}>{html.escape(sentence.about)}</h{level}><ul class="{AS_IT_IS}">'
            )
            about = sentence.about
        held = links(sentence.rows, sentence.about, once="1") if sentence.rows else ""
        parts.append(
            f"<li>{html.escape(sentence.text)}" + (f' <span class="links">[{held}]</span>' if held else "") + "</li>"
        )
    return Shown("".join(parts) + ("</ul>" if about else ""), f"{len(brief)} sentences")


class Shown:
    """HTML that a notebook displays and an exporter keeps."""

    def __init__(self, markup: str, summary: str):
        self.html, self._summary = markup, summary

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self._summary


def render(rows: pd.DataFrame, columns: Sequence[str], caption: str, keys: Sequence[str], total: int) -> str:
    """The markup of :func:`table`."""
    if rows.empty:
        return f'<p class="nothing">{html.escape(caption) + ": " if caption else ""}nothing found.</p>'
    note = f" ({len(rows):,} of {total:,} rows)" if len(rows) < total else ""
    empty = [c for c in columns[1:] if not any(shown(c, value) for value in rows[c])]
    columns = [c for c in columns if c not in empty]
    numeric = {c for c in columns if pd.api.types.is_numeric_dtype(rows[c]) and not pd.api.types.is_bool_dtype(rows[c])}
    lengths = {c: rows[c].astype("str").str.len() for c in columns if c not in numeric}
    # The first column is bold and narrow, as names are, unless sentences are its rule and not the exception.
    wide = {c for c, n in lengths.items() if (n.median() if c == columns[0] else n.max()) > _WIDE}
    head = "".join(f'<th scope="col">{html.escape(heading(c))}</th>' for c in columns)
    head += '<th scope="col" class="evidence">evidence</th>' if keys else ""
    body = []
    for row in rows.to_dict("records"):
        cells = [cell(c, row[c], c in numeric, first=i == 0, wide=c in wide) for i, c in enumerate(columns)]
        if keys:
            cells.append(f'<td class="evidence">{_evidence(row, keys, caption or "Table")}</td>')
        body.append(f"<tr>{''.join(cells)}</tr>")
    below = f'<p class="empty">Empty here, so not shown: {html.escape(", ".join(map(heading, empty)))}.</p>'
    kind = "onrecord crowded" if len(wide) >= _CROWDED or len(columns) >= _MANY else "onrecord"
    return (
        f'<table class="{kind} {AS_IT_IS}"><caption>{html.escape(caption + note)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>" + (below if empty else "")
    )


def cell(column: str, value: object, numeric: bool, first: bool, wide: bool = False) -> str:
    """One cell, escaped; the first of a row is its header and never empty. A number that is shown rounded or parted
    keeps its value in ``data-value``, for sorting."""
    tag, scope = ("th", ' scope="row"') if first else ("td", "")
    text = shown(column, value) or ("not known" if first else "")
    if numeric and not pd.isna(value):
        exact = f"{value:.6g}"
        scope += ' class="number"' + (f' data-value="{exact}"' if exact != text else "")
    elif wide:
        scope += ' class="wide"'
    return f"<{tag}{scope}>{html.escape(text)}</{tag}>"


def shown(column: str, value: object) -> str:
    """A value as text: nothing for null, two decimals for a float under a hundred, thousands parted, the
    analyst's word for a code."""
    if value is None or value is pd.NA or isinstance(value, float) and value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if column.endswith("share"):
            return share(value)
        # Past a hundred, decimals say nothing; z: what rounds to nothing has no sign.
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:z.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if column == "aliases":
        return "; ".join(json.loads(value))
    return str(word(column, value))


def _evidence(row: dict, keys: Sequence[str], where: str) -> str:
    """The links of one row of the table ``where``."""
    if len(keys) > 1:
        named = ((key, "show" if key in _EVIDENCE else heading(key.removesuffix("_id"))) for key in keys)
        return " ".join(made for key, text in named if (made := link(row[key], where, text)))
    ids = row[keys[0]]
    if keys[0].endswith("_ids"):
        return links(json.loads(ids) if isinstance(ids, str) else ids, where)
    return link(ids, where)


def link(row_id: object, where: str, text: str = "show") -> str:
    """A link to a row's anchor among the articles, and an anchor for the way back; nothing where there is no id.
    ``where`` says what the link stands in."""
    if not isinstance(row_id, str):
        return ""
    back = f"{slug(where)}-{row_id}"
    _LINKED.setdefault(row_id, {})[back] = where
    return (
        f'<a id="{html.escape(back)}" href="#{html.escape(row_id)}" title="The sentence in the article">'
        f"{html.escape(text)}</a>"
    )


def links(ids: Sequence[str], where: str, once: str = "show") -> str:
    """Links to what a row rests on: ``once`` for one id, else numbers, all but the first few behind a click."""
    if len(ids) == 1:
        return link(ids[0], where, once)
    made = [link(row_id, where, str(n)) for n, row_id in enumerate(ids[:_LISTED], 1)]
    if len(made) <= _LINKS + _SPARE:
        return " ".join(made)
    shown_now, rest = " ".join(made[:_LINKS]), " ".join(made[_LINKS:])
    if len(ids) > _LISTED:
        rest += f" and {len(ids) - _LISTED:,} more, which are marked in the articles"
    return f"{shown_now}<details><summary>{len(ids) - _LINKS:,} more</summary>{rest}</details>"


def linked() -> dict[str, dict[str, str]]:
    """What the tables and sentences that this process has shown link to: for each id the anchors of its links, and the
    caption that each stands under."""
    return {row_id: dict(places) for row_id, places in _LINKED.items()}


def _readable(rows: pd.DataFrame) -> list[str]:
    """Columns without ids and offsets, where no choice is known."""
    return [
        c
        for c in rows.columns
        if not c.endswith(("_id", "_ids", "_rank")) and c not in ("start", "end", "spans", "file", "confidence")
    ] or list(rows.columns)
