"""Which rows the explorer shows: filters over the quotes or positions table, as one pure function."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

WHO = {"quotes": "speaker", "positions": "actor"}
WORDS = {"quotes": "text", "positions": "content"}
NOBODY = "(not known)"  # label of a missing speaker or publisher


@dataclass(frozen=True)
class Choice:
    """What is asked for; an empty value asks for everything. Dates are inclusive."""

    who: str = ""
    publisher: str = ""
    after: date | None = None
    before: date | None = None
    words: str = ""


def names(table: pd.DataFrame, column: str) -> list[tuple[str, int]]:
    """The values of a column with their number of rows, most frequent first, missing ones as ``NOBODY``."""
    counts = (
        table[column].fillna(NOBODY).value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    )
    return [(str(name), int(n)) for name, n in counts.items()]


def select(table: pd.DataFrame, articles: pd.DataFrame, choice: Choice, *, kind: str) -> pd.DataFrame:
    """The rows of ``table`` (``kind``: quotes or positions) that meet every part of the choice, in their order.

    A row of an article whose date is not known stays as long as the article can be from the time asked for.
    Words are looked for in the words said, the speaker and the cite line, whatever their case; all of them must occur.
    """
    keep = pd.Series(True, index=table.index)
    for column, wanted in ((WHO[kind], choice.who), ("publisher", choice.publisher)):
        if wanted:
            keep &= table[column].fillna(NOBODY) == wanted
    if choice.after or choice.before:
        bounds = articles.set_index("article_id")[["published", "published_earliest", "published_latest"]]
        first = table["article_id"].map(bounds["published"].fillna(bounds["published_earliest"])).fillna("0001-01-01")
        last = table["article_id"].map(bounds["published"].fillna(bounds["published_latest"])).fillna("9999-12-31")
        if choice.after:
            keep &= last >= choice.after.isoformat()
        if choice.before:
            keep &= first <= choice.before.isoformat()
    if choice.words.split():
        held = table[[WORDS[kind], WHO[kind], "cite"]].fillna("").agg(" ".join, axis=1).str.casefold()
        for word in choice.words.casefold().split():
            keep &= held.str.contains(word, regex=False)
    return table[keep]
