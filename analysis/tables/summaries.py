"""Every table function in one place: what notebooks, figures and people call on the tables of a workbook.

All are pure, sorted and never change what they are given; an empty table gives an empty answer with the same columns.
"""

from analysis.tables.acts import acts_of, acts_towards, most_quoted
from analysis.tables.answers import (
    actor_issue_matrix,
    actor_towards_actor,
    contested,
    demands,
    lines,
    who_speaks_for_whom,
)
from analysis.tables.brief import Sentence, brief
from analysis.tables.card import actor_card
from analysis.tables.checks import least_certain
from analysis.tables.counts import co_mentions, mention_counts, mentions_by_publisher, mentions_over_time, stand_ins
from analysis.tables.coverage import articles_by_publisher, copies, texts_set_aside
from analysis.tables.numbers import numbers_claimed
from analysis.tables.phrases import shared_phrases
from analysis.tables.shifts import middle, shifts
from analysis.tables.tones import extremes, tone_by_actor, tone_by_publisher, tone_over_time
from analysis.tables.voices import (
    quote_variants,
    quotes_by_speaker,
    repeated_quotes,
    sourcing,
    speakers_by_publisher,
)

__all__ = [
    "Sentence",
    "actor_card",
    "actor_issue_matrix",
    "actor_towards_actor",
    "acts_of",
    "acts_towards",
    "articles_by_publisher",
    "brief",
    "co_mentions",
    "contested",
    "copies",
    "demands",
    "extremes",
    "least_certain",
    "lines",
    "mention_counts",
    "mentions_by_publisher",
    "mentions_over_time",
    "middle",
    "most_quoted",
    "numbers_claimed",
    "quote_variants",
    "quotes_by_speaker",
    "repeated_quotes",
    "shared_phrases",
    "shifts",
    "sourcing",
    "speakers_by_publisher",
    "stand_ins",
    "texts_set_aside",
    "tone_by_actor",
    "tone_by_publisher",
    "tone_over_time",
    "who_speaks_for_whom",
]
