"""Every table function in one place: what notebooks, figures and people call on the tables of a workbook.

All are pure, sorted and never change what they are given; an empty table gives an empty answer with the same columns.
"""

from analysis.tables.answers import (
    actor_issue_matrix,
    actor_towards_actor,
    contested,
    demands,
    lines,
    who_speaks_for_whom,
)
from analysis.tables.brief import Sentence, brief
from analysis.tables.counts import (
    least_certain,
    mention_counts,
    mentions_over_time,
    quotes_by_speaker,
    repeated_quotes,
    sourcing,
)
from analysis.tables.tones import extremes, tone_by_actor

__all__ = [
    "Sentence",
    "actor_issue_matrix",
    "actor_towards_actor",
    "brief",
    "contested",
    "demands",
    "extremes",
    "least_certain",
    "lines",
    "mention_counts",
    "mentions_over_time",
    "quotes_by_speaker",
    "repeated_quotes",
    "sourcing",
    "tone_by_actor",
    "who_speaks_for_whom",
]
