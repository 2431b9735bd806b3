"""Who is mentioned most, and in what form: by name, by a capital that stands for its government, or by description."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.bars import stacked
from analysis.figures.words import count, listing, most, sentence, share

PARTS = {
    "by name": style.FORM["named"],
    "by capital or seat (“Beijing” for China)": style.FORM["metonym"],
    "by description or pronoun": style.FORM["described"],
}
EMPTY = "No actor is mentioned in these articles, so there is no mention frequency to draw."


def data(counts: pd.DataFrame, top_n: int = 15) -> pd.DataFrame:
    """The rows drawn: the ``top_n`` most mentioned actors with their mentions by form.

    ``counts`` is ``tables.summaries.mention_counts``: a row an actor, most mentioned first.
    """
    top = counts[counts["mentions"] > 0].head(top_n).reset_index(drop=True)
    forms = [top["name"] + top["alias"], top["metonym"], top["description"] + top["pronoun"]]
    return top.filter(["actor", "mentions", "per_thousand", "articles", "actor_id"]).assign(
        **dict(zip(PARTS, forms, strict=True))
    )


def figure(counts: pd.DataFrame, top_n: int = 15) -> Figure | None:
    """Bars of mentions an actor; None where no actor is mentioned."""
    top = data(counts, top_n)
    return stacked(
        top,
        "actor",
        PARTS,
        [
            f"{int(r.mentions):,} in {count(r.articles, 'article')} · {r.per_thousand:.1f} per 1,000 words"
            for r in top.itertuples()
        ],
        unit="mentions",
        title="Who is mentioned most",
        subtitle=f"Mentions of {most(len(top), len(counts), 'actor', 'most mentioned')}; "
        f"n = {int(counts['mentions'].sum()):,} mentions",
    )


def alt_text(counts: pd.DataFrame, top_n: int = 15) -> str:
    """The finding in a sentence: who leads, by how much, and how often a metonym stands for the first."""
    top = data(counts, top_n)
    if top.empty:
        return EMPTY
    first = top.iloc[0]
    times = f"{count(first.mentions, 'time')} in {count(first.articles, 'article')}"
    text = f"{style.label(first.actor)} is mentioned most, {times}"
    if len(top) > 1:
        text += ", ahead of " + listing(
            [f"{style.label(r.actor)} ({int(r.mentions):,})" for r in top.iloc[1:4].itertuples()]
        )
    metonym = top.sort_values(list(PARTS)[1], ascending=False, kind="stable").iloc[0]
    if metonym[list(PARTS)[1]] > 0:
        part = share(metonym[list(PARTS)[1]], metonym.mentions)
        text += f"; {part} of the mentions of {style.label(metonym.actor)} are by its capital or seat"
    return sentence(text)
