"""When actors are mentioned; articles without a known date are drawn over the time they can be from."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style, timeline
from analysis.figures.words import count, day, most, sentence

EMPTY = "No actor is mentioned in these articles, so there is nothing to draw over time."
UNDATED = (
    "None of these articles has a known date or a date that its text proves, so mentions cannot be drawn over time."
)


def rows(mentions: pd.DataFrame, top_n: int = 6) -> list[timeline.Row]:
    """The rows drawn: the ``top_n`` most mentioned actors.

    ``mentions`` is ``tables.summaries.mentions_over_time``: a row an actor and article.
    """
    totals = (
        mentions.groupby(["actor", "actor_id"], sort=True)["mentions"].sum().sort_values(ascending=False, kind="stable")
    )
    return timeline.rows(mentions, "actor_id", "mentions", {actor_id: name for name, actor_id in totals.index[:top_n]})


def data(mentions: pd.DataFrame, top_n: int = 6) -> pd.DataFrame:
    """What is drawn as a table: mentions by actor and time."""
    return timeline.data(rows(mentions, top_n), mentions, "actor", "mentions")


def figure(mentions: pd.DataFrame, top_n: int = 6) -> Figure | None:
    """A row of bars an actor; None where nothing is mentioned or no date is known."""
    shown = rows(mentions, top_n)
    if not shown or not timeline.bounds(shown):
        return None
    articles = mentions.drop_duplicates("article_id")
    unknown = int(articles["published"].isna().sum())
    return timeline.draw(
        shown,
        unit=timeline.unit_for(mentions),
        noun="mention",
        plural="mentions",
        title="When they are mentioned",
        subtitle=f"Mentions of {most(len(shown), mentions['actor_id'].nunique(), 'actor', 'most mentioned')}; "
        f"n = {count(len(articles), 'article')}, "
        f"{f'{unknown:,}' if unknown else 'none'} of unknown date; all rows have the same scale",
    )


def alt_text(mentions: pd.DataFrame, top_n: int = 6) -> str:
    """The finding in a sentence: the highest bar and what has no date."""
    shown = rows(mentions, top_n)
    if not shown:
        return EMPTY
    if not timeline.bounds(shown):
        return UNDATED
    unit, parts = timeline.unit_for(mentions), []
    peak = max(((n, r.name, d) for r in shown for d, n in r.bins.items()), key=lambda p: p[0], default=None)
    if peak:
        when = f"on {day(peak[2])}" if unit == "day" else f"in the {unit} from {day(peak[2])}"
        parts.append(f"{style.label(peak[1])} peaks highest, with {count(peak[0], 'mention')} {when}")
    undated = [r for row in shown for r in row.ranges]
    if undated:
        widest = max(undated, key=lambda r: r.amount)
        unknown = mentions.loc[mentions["published"].isna(), "article_id"].nunique()
        parts.append(
            f"{count(sum(r.amount for r in undated), 'mention')} of these actors stand in {count(unknown, 'article')} "
            f"without a known date ({timeline.extent(widest)})"
        )
    return sentence(*parts)
