"""When the articles read were published, by publisher; unknown dates as ranges."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style, timeline
from analysis.figures.words import count, day, sentence

EMPTY = "No article could be used, so there is nothing to draw over time."
UNDATED = "None of these articles has a known date or a date that its text proves, so they cannot be drawn over time."


def rows(articles: pd.DataFrame, top_n: int = 8) -> list[timeline.Row]:
    """The rows drawn: the ``top_n`` publishers with most articles that were used; the others as one row."""
    used = _used(articles)
    names = (
        used["publisher"]
        .value_counts(sort=False)
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index.tolist()
    )
    if len(names) > top_n:
        rest = f"{len(names) - top_n + 1} other publishers"
        used = used.assign(publisher=used["publisher"].where(used["publisher"].isin(names[: top_n - 1]), rest))
        names = names[: top_n - 1] + [rest]
    return timeline.rows(used, "publisher", "one", dict(zip(names, names, strict=True)))


def data(articles: pd.DataFrame, top_n: int = 8) -> pd.DataFrame:
    """What is drawn as a table: articles by publisher and time."""
    return timeline.data(rows(articles, top_n), _used(articles), "publisher", "articles")


def _used(articles: pd.DataFrame) -> pd.DataFrame:
    used = articles[articles["status"] != "skipped"]
    return used.assign(publisher=used["publisher"].fillna("publisher not known"), one=1)


def figure(articles: pd.DataFrame, top_n: int = 8) -> Figure | None:
    """A row of bars a publisher; None where no article was used or no date is known."""
    shown, used = rows(articles, top_n), _used(articles)
    if not shown or not timeline.bounds(shown):
        return None
    unknown = int(used["published"].isna().sum())
    return timeline.draw(
        shown,
        unit=timeline.unit_for(used),
        noun="article",
        plural="articles",
        title="When the articles were published",
        subtitle=f"Articles by publisher; n = {count(len(used), 'article')}, "
        f"{f'{unknown:,}' if unknown else 'none'} of unknown date",
    )


def alt_text(articles: pd.DataFrame, top_n: int = 8) -> str:
    """The finding in a sentence: from when to when, who published most, what has no date."""
    shown, used = rows(articles, top_n), _used(articles)
    if not shown:
        return EMPTY
    if not timeline.bounds(shown):
        return UNDATED
    known, first = used["published"].dropna(), shown[0]
    amount = sum(first.bins.values()) + sum(r.amount for r in first.ranges)
    part = "all" if amount == len(used) else f"{amount:,}"
    text = f"{style.label(first.name)} published {part} of {count(len(used), 'article')}"
    if len(known):
        low, high = timeline.read(known.min()), timeline.read(known.max())
        text += (
            f"; the known date is {day(low)}" if low == high else f"; known dates run from {day(low)} to {day(high)}"
        )
    if unknown := len(used) - len(known):
        text += f"; {count(unknown, 'article')} {'has' if unknown == 1 else 'have'} no known date"
    return sentence(text)
