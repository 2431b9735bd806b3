"""Who mentions whom how much: mentions per thousand words, which compares publishers of different size."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import matrix, style
from analysis.figures.words import count, sentence

EMPTY = "No actor is mentioned in these articles, so there is nothing to compare between publishers."
ONE = "All mentions are in articles of one publisher (or none has a known one), so there is nothing to compare."


def data(mentions: pd.DataFrame, top_n: int = 12, top_publishers: int = 6) -> pd.DataFrame:
    """The rows drawn: the most mentioned actors and the publishers that mention them most.

    ``mentions`` is ``tables.summaries.mentions_by_publisher``: a row an actor and publisher.
    """
    known = mentions.fillna({"publisher": "publisher not known"})
    return matrix.top(known, {"publisher": top_publishers, "actor": top_n}, "mentions")


def figure(mentions: pd.DataFrame, top_n: int = 12, top_publishers: int = 6) -> Figure | None:
    """Cells of mentions per thousand words, the darker the more; None where there are not two publishers to compare."""
    shown = data(mentions, top_n, top_publishers)
    if shown["publisher"].nunique() < 2:
        return None
    every = mentions.fillna({"publisher": ""})["publisher"].nunique()
    return matrix.shaded(
        shown,
        "actor",
        "publisher",
        "per_thousand",
        [f"{n:.1f}" for n in shown["per_thousand"]],
        title="Who mentions whom",
        subtitle=f"Mentions per 1,000 words of the publisher, {shown['actor'].nunique()} of "
        f"{count(mentions['actor_id'].nunique(), 'actor')}, {shown['publisher'].nunique()} of "
        f"{count(every, 'publisher')}; n = {count(mentions['mentions'].sum(), 'mention')}",
        note="An empty cell: not mentioned. Few articles make large figures of small counts: see the table.",
    )


def alt_text(mentions: pd.DataFrame, top_n: int = 12, top_publishers: int = 6) -> str:
    """The finding in a sentence: the actor whose mentions differ most between publishers."""
    shown = data(mentions, top_n, top_publishers)
    if shown.empty:
        return EMPTY
    if shown["publisher"].nunique() < 2:
        return ONE
    wide = shown.pivot_table(index="actor_rank", columns="publisher", values="per_thousand", fill_value=0.0)
    rank = (wide.max(axis=1) - wide.min(axis=1)).sort_values(ascending=False, kind="stable").index[0]
    row, name = wide.loc[rank], shown.loc[shown["actor_rank"] == rank, "actor"].iloc[0]
    return sentence(
        f"publishers differ most on {style.label(name)}: {row.max():.1f} mentions per 1,000 words in "
        f"{style.label(row.idxmax())}, {row.min():.1f} in {style.label(row.idxmin())}"
    )
