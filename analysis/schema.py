"""The tables, as checkable schemas: one place that says what a column is called and holds.

Kinds: ``text`` (str or null), ``date`` (ISO string or null), ``int`` (Int64), ``float`` (float64, NaN for missing),
``bool``, ``json`` (a JSON list as text). Keys are unique; column order is reader's columns first in CSV and on screen.
"""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import SchemaError

_DTYPES = {"text": "str", "date": "str", "json": "str", "int": "Int64", "float": "float64", "bool": "bool"}


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key and its columns in order (name to kind); ``choices`` closes a column's
    values."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    machine: tuple[str, ...] = ()  # columns that are shown last in CSV and on screen


def _columns(spec: str) -> dict[str, str]:
    """Parse ``name`` or ``name:kind`` words; the kind is text where none is given."""
    return dict((word.split(":") + ["text"])[:2] for word in spec.split())


ACTS = (
    "state",
    "deny",
    "believe",
    "warn",
    "agree",
    "support",
    "concede",
    "consult",
    "request",
    "accuse",
    "reject",
    "threaten",
)
TYPES = ("person", "organization", "state", "group")
CAPACITIES = (
    "government",
    "military",
    "party",
    "intergovernmental",
    "expert",
    "media",
    "business",
    "civil",
    "unnamed",
    "unknown",
)
BASES = ("own_words", "paraphrase", "relayed", "ascribed", "reporter")
TOWARDS = ("supportive", "critical", "neutral")
STANCES = ("for", "against", "mixed", "unclear")

TABLES = {
    t.name: t
    for t in (
        Table(
            "articles",
            "one article found",
            ("article_id",),
            _columns(
                "article_id set file title publisher agency author url dateline published:date published_from "
                "published_earliest:date published_latest:date language words:int status reason duplicate_of text"
            ),
            {"status": ("used", "used_with_warning", "skipped")},
            ("article_id", "duplicate_of", "text"),
        ),
        Table(
            "actors",
            "one person, organization, state or group",
            ("actor_id",),
            _columns(
                "actor_id name type role affiliation capacity speaks_for nationality_or_base aliases:json "
                "n_articles:int n_mentions:int n_quotes:int n_positions:int n_times_addressed:int "
                "sentiment_by_journalists:float sentiment_in_quotes:float n_sentences:int"
            ),
            {"type": TYPES, "capacity": CAPACITIES},
            ("actor_id", "speaks_for"),
        ),
        Table(
            "mentions",
            "one mention",
            ("mention_id",),
            _columns("mention_id article_id actor_id text start:int end:int form part"),
            {"form": ("name", "alias", "metonym", "description", "pronoun"), "part": ("headline", "body", "caption")},
            ("mention_id", "article_id", "actor_id", "start", "end"),
        ),
        Table(
            "quotes",
            "one attribution",
            ("quote_id",),
            _columns(
                "quote_id article_id publisher published:date said_on:date speaker speaker_id kind text words:int cue "
                "act addressee addressee_id sourcing speaker_text speaker_from cite confidence:float reviewed:bool "
                "cluster_id start:int end:int spans:json"
            ),
            {
                "kind": ("direct", "mixed", "indirect"),
                "act": ACTS,
                "sourcing": ("named", "unnamed", "institution", "document", "unresolved"),
                "speaker_from": ("named", "pronoun", "description", "previous"),
            },
            ("quote_id", "article_id", "speaker_id", "addressee_id", "cluster_id", "start", "end", "spans"),
        ),
        Table(
            "positions",
            "one actor taking one position",
            ("position_id",),
            _columns(
                "position_id article_id publisher published:date said_on:date actor actor_id speaks_for act target "
                "target_id towards towards_score:float issue stance basis stated_by content cite quote_id "
                "confidence:float reviewed:bool start:int end:int"
            ),
            {"act": ACTS, "towards": TOWARDS, "stance": STANCES, "basis": BASES},
            ("position_id", "article_id", "actor_id", "speaks_for", "target_id", "quote_id", "start", "end"),
        ),
        Table(
            "sentiment",
            "one actor mention in one sentence",
            ("mention_id",),
            _columns("article_id mention_id actor_id voice negative:float neutral:float positive:float score:float"),
            {},
            ("article_id", "mention_id", "actor_id"),
        ),
        Table("problems", "one thing that went wrong", (), _columns("file article_id step code message"), {}),
    )
}


def frame(name: str, rows: list[dict]) -> pd.DataFrame:
    """A table from its rows, in schema order and dtypes; missing values become null. Raises KeyError for an unknown
    column."""
    columns = TABLES[name].columns
    for row in rows:
        if unknown := row.keys() - columns.keys():
            raise KeyError(f"{name} has no column {sorted(unknown)}")
    data = {}
    for column, kind in columns.items():
        values = [row.get(column) for row in rows]
        if kind == "bool":
            values = [bool(v) for v in values]
        elif kind == "float":
            values = [float("nan") if v is None else float(v) for v in values]
        data[column] = pd.Series(values, dtype=_DTYPES[kind])
    return pd.DataFrame(data)


def reading_order(name: str) -> list[str]:
    """Columns of a table with the machine columns last, as in CSV files and on screen."""
    table = TABLES[name]
    return [c for c in table.columns if c not in table.machine] + [c for c in table.columns if c in table.machine]


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table unchanged; raise SchemaError naming the table, the column and a value where it breaks its
    schema."""
    spec = TABLES[name]
    if list(table.columns) != list(spec.columns):
        raise SchemaError(name, f"columns are {list(table.columns)}, expected {list(spec.columns)}")
    for column, kind in spec.columns.items():
        if str(table[column].dtype) != _DTYPES[kind]:
            raise SchemaError(name, f"column {column} is {table[column].dtype}, expected {_DTYPES[kind]}")
    if spec.key and (twice := table[list(spec.key)][table.duplicated(list(spec.key))]).shape[0]:
        raise SchemaError(name, f"key {spec.key} is not unique: {twice.iloc[0].tolist()}")
    for column, allowed in spec.choices.items():
        if extra := sorted(set(table[column].dropna()) - set(allowed)):
            raise SchemaError(name, f"column {column} holds {extra}, allowed are {list(allowed)}")
    return table
