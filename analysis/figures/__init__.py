"""Charts: a table in, a matplotlib Figure out, and a sentence that states its finding.

Each chart is a module with ``figure(table, ...)``, which returns a Figure, or None where there is nothing to draw,
``data(table, ...)``, the rows that it draws, and ``alt_text(table, ...)``, which says what it shows or what is missing;
where its data are not plain counts, ``UNIT`` says what they are.
``draw`` does all three and puts them on the page.
"""

from analysis.figures import (
    actor_by_issue,
    actor_towards_actor,
    acts_over_time,
    article_lengths,
    articles_over_time,
    co_mentions,
    mention_frequency,
    mentions_by_publisher,
    mentions_over_time,
    quotes_by_speaker,
    sentiment_by_actor,
    sourcing,
    tone_by_publisher,
    tone_over_time,
    tone_with_intervals,
    words_by_publisher,
)
from analysis.figures.output import draw, show

CHARTS = (
    articles_over_time,
    article_lengths,
    mention_frequency,
    mentions_over_time,
    mentions_by_publisher,
    co_mentions,
    quotes_by_speaker,
    words_by_publisher,
    sourcing,
    actor_by_issue,
    actor_towards_actor,
    acts_over_time,
    sentiment_by_actor,
    tone_with_intervals,
    tone_over_time,
    tone_by_publisher,
)

__all__ = [
    "CHARTS",
    "actor_by_issue",
    "actor_towards_actor",
    "acts_over_time",
    "article_lengths",
    "articles_over_time",
    "co_mentions",
    "draw",
    "mention_frequency",
    "mentions_by_publisher",
    "mentions_over_time",
    "quotes_by_speaker",
    "sentiment_by_actor",
    "show",
    "sourcing",
    "tone_by_publisher",
    "tone_over_time",
    "tone_with_intervals",
    "words_by_publisher",
]
