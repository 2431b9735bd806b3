"""Charts: a table in, a matplotlib Figure out, and a sentence that states its finding.

Each chart is a module with ``figure(table, ...)``, which returns a Figure, or None where there is nothing to draw, and
``alt_text(table, ...)``, which says what it shows or what is missing. ``draw`` does both and puts them on the page.
"""

from analysis.figures import (
    actor_by_issue,
    actor_towards_actor,
    articles_over_time,
    mention_frequency,
    mentions_over_time,
    quotes_by_speaker,
    sentiment_by_actor,
)
from analysis.figures.output import draw, show

CHARTS = (
    articles_over_time,
    mention_frequency,
    mentions_over_time,
    quotes_by_speaker,
    actor_by_issue,
    actor_towards_actor,
    sentiment_by_actor,
)

__all__ = [
    "CHARTS",
    "actor_by_issue",
    "actor_towards_actor",
    "articles_over_time",
    "draw",
    "mention_frequency",
    "mentions_over_time",
    "quotes_by_speaker",
    "sentiment_by_actor",
    "show",
]
