"""Whom each publisher gives the floor: shares of the words that it attributes to anybody."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import matrix, style
from analysis.figures.words import count, sentence, share

EMPTY = "No quote with a known speaker was found, so there is nothing to compare between publishers."
ONE = "All quotes are in articles of one publisher (or none has a known one), so there is nothing to compare."


def data(speakers: pd.DataFrame, top_n: int = 12, top_publishers: int = 6) -> pd.DataFrame:
    """The rows drawn: the speakers with most words and the publishers that quote them most.

    ``speakers`` is ``tables.summaries.speakers_by_publisher``: a row a publisher and speaker.
    """
    known = speakers.fillna({"publisher": "publisher not known"})
    return matrix.top(known, {"publisher": top_publishers, "speaker": top_n}, "words")


def figure(speakers: pd.DataFrame, top_n: int = 12, top_publishers: int = 6) -> Figure | None:
    """Cells of shares, the darker the larger; None where there are not two publishers to compare."""
    shown = data(speakers, top_n, top_publishers)
    if shown["publisher"].nunique() < 2:
        return None
    return matrix.shaded(
        shown,
        "speaker",
        "publisher",
        "share",
        [share(s, 1) for s in shown["share"]],
        title="Whom each publisher gives the floor",
        subtitle="Share of all words that the publisher attributes to anybody, the "
        f"{shown['speaker_rank'].nunique()} most quoted speakers, {shown['publisher_rank'].nunique()} of "
        f"{count(speakers['publisher'].nunique(dropna=False), 'publisher')}; n = "
        f"{count(speakers['words'].sum(), 'word')} in {count(speakers['quotes'].sum(), 'quote')}",
        note="An empty cell: not quoted.",
    )


def alt_text(speakers: pd.DataFrame, top_n: int = 12, top_publishers: int = 6) -> str:
    """The finding in a sentence: whom each of the first publishers gives most room."""
    shown = data(speakers, top_n, top_publishers)
    if shown.empty:
        return EMPTY
    if shown["publisher"].nunique() < 2:
        return ONE
    found = []
    for rank in sorted(shown["publisher_rank"].unique())[:3]:
        part = shown[shown["publisher_rank"] == rank].sort_values("words", ascending=False, kind="stable").iloc[0]
        found.append(
            f"{style.label(part.publisher)} gives {style.label(part.speaker)} most room, {share(part.share, 1)} of its "
            "attributed words"
        )
    return sentence(*found)
