"""Which rows the explorer shows: filters over the quotes or positions table, as one pure function."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

WHO = {"quotes": "speaker", "positions": "actor"}
WHOM = {"quotes": "addressee", "positions": "target"}
WORDS = {"quotes": "text", "positions": "content"}
NOBODY = "(not known)"  # label of a missing speaker or publisher
ORDERS = {"as read": "", "least certain first": "confidence", "latest first": "published"}


@dataclass(frozen=True)
class Choice:
    """What is asked for; an empty value asks for everything. Dates are inclusive, ``certain`` is the least confidence
    (0 to 1), ``reviewed`` asks for rows that a human has reviewed (True) or has not (False)."""

    who: str = ""
    publisher: str = ""
    after: date | None = None
    before: date | None = None
    words: str = ""
    whom: str = ""
    act: str = ""
    kind: str = ""
    stance: str = ""
    basis: str = ""
    certain: float = 0.0
    reviewed: bool | None = None
    order: str = ""  # a value of ORDERS


def names(table: pd.DataFrame, column: str) -> list[tuple[str, int]]:
    """The values of a column with their number of rows, most frequent first, missing ones as ``NOBODY``."""
    counts = (
        table[column].fillna(NOBODY).value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    )
    return [(str(name), int(n)) for name, n in counts.items()]


def select(table: pd.DataFrame, articles: pd.DataFrame, choice: Choice, *, kind: str) -> pd.DataFrame:
    """The rows of ``table`` (``kind``: quotes or positions) that meet every part of the choice, in the order asked for.

    A row of an article whose date is not known stays as long as the article can be from the time asked for.
    Words are looked for in the words said, the speaker and the cite line, whatever their case; all of them must occur.
    A filter on a column that the table does not have asks for everything.
    """
    keep = pd.Series(True, index=table.index)
    columns = {column: getattr(choice, column) for column in ("publisher", "act", "kind", "stance", "basis")}
    for column, wanted in (columns | {WHO[kind]: choice.who, WHOM[kind]: choice.whom}).items():
        if wanted and column in table:
            keep &= table[column].fillna(NOBODY) == wanted
    if choice.after or choice.before:
        bounds = articles.set_index("article_id")[["published", "published_earliest", "published_latest"]]
        first = table["article_id"].map(bounds["published"].fillna(bounds["published_earliest"])).fillna("0001-01-01")
        last = table["article_id"].map(bounds["published"].fillna(bounds["published_latest"])).fillna("9999-12-31")
        if choice.after:
            keep &= last >= choice.after.isoformat()
        if choice.before:
            keep &= first <= choice.before.isoformat()
    if choice.certain:
        keep &= table["confidence"] >= choice.certain
    if choice.reviewed is not None:
        keep &= table["reviewed"] == choice.reviewed
    if choice.words.split():
        held = table[[WORDS[kind], WHO[kind], "cite"]].fillna("").agg(" ".join, axis=1).str.casefold()
        for word in choice.words.casefold().split():
            keep &= held.str.contains(word, regex=False)
    if choice.order:
        return table[keep].sort_values(choice.order, ascending=choice.order == "confidence", kind="stable")
    return table[keep]
