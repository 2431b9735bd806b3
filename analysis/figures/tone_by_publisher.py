"""In what tone each publisher's journalists write about actors: counts of sentences, coloured by their mean tone."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import matrix, style
from analysis.figures.words import count, sentence

EMPTY = "No sentence in the journalist’s voice was read for its tone, so there is nothing to compare."
ONE = "All sentences are in articles of one publisher (or none has a known one), so there is no tone to compare."
FEW = 10  # articles below which a cell is dashed: its counts are all that can be said
FULL = 0.5  # founded tone at which a cell has its full colour
DOUBT = 5  # neutral sentences that are added to each cell, so that two sentences make no strong colour


def data(tones: pd.DataFrame, top_n: int = 10, top_publishers: int = 5) -> pd.DataFrame:
    """The rows drawn: journalists' sentences about the most mentioned actors by the publishers with most of them.

    ``tones`` is ``tables.summaries.tone_by_publisher``: a row an actor, publisher and voice.
    """
    own = tones[tones["voice"] == "journalist"].fillna({"publisher": "publisher not known"})
    own = own.assign(founded=own["score"] * own["sentences"] / (own["sentences"] + DOUBT))
    return matrix.top(own, {"publisher": top_publishers, "actor": top_n}, "sentences")


def figure(tones: pd.DataFrame, top_n: int = 10, top_publishers: int = 5) -> Figure | None:
    """Cells of counts; None where there are not two publishers to compare."""
    shown = data(tones, top_n, top_publishers)
    if shown["publisher"].nunique() < 2:
        return None
    cells = {}
    for r in shown.to_dict("records"):
        side = style.TONE["positive"] if r["score"] > 0 else style.TONE["negative"]
        text = " ".join(f"{sign}{r[t]:,}" for sign, t in (("−", "negative"), ("+", "positive")) if r[t])
        cells[r["actor_rank"], r["publisher_rank"]] = matrix.Cell(
            f"{text} of {r['sentences']:,}" if text else f"0 of {r['sentences']:,}",
            style.blend(side, abs(r["founded"]) / FULL, "#f1f2f5"),
            faint=r["articles"] < FEW,
        )
    return matrix.draw(
        cells,
        rows=matrix.names(shown, "actor"),
        columns=matrix.names(shown, "publisher"),
        groups=None,
        title="In what tone each publisher writes",
        subtitle="Negative (−) and positive (+) of all sentences about the actor in the journalist’s voice, "
        f"{shown['publisher_rank'].nunique()} of {count(_publishers(tones), 'publisher')}; n = "
        f"{count(shown['sentences'].sum(), 'sentence')}. The stronger the colour, the stronger and better founded "
        "the mean tone: orange negative, blue positive. Dashed: under ten articles.",
        key=None,
        note="Tone is not approval or guilt: grim events also read as negative.",
    )


def _publishers(tones: pd.DataFrame) -> int:
    return tones.loc[tones["voice"] == "journalist", "publisher"].nunique(dropna=False)


def alt_text(tones: pd.DataFrame, top_n: int = 10, top_publishers: int = 5) -> str:
    """The finding in a sentence: the actor on whom publishers differ most in their tone."""
    shown = data(tones, top_n, top_publishers)
    if shown.empty:
        return EMPTY
    if shown["publisher"].nunique() < 2:
        return ONE
    wide = shown.pivot_table(index="actor_rank", columns="publisher", values="founded").dropna(thresh=2)
    if wide.empty:
        return "No two publishers write about the same actor, so there is no tone to compare."
    rank = (wide.max(axis=1) - wide.min(axis=1)).sort_values(ascending=False, kind="stable").index[0]
    part = shown[shown["actor_rank"] == rank].sort_values("founded", kind="stable")
    few = " (few articles: read the counts)" if (part["articles"] < FEW).any() else ""
    low, high = part.iloc[0], part.iloc[-1]
    text = (
        f"publishers’ tone differs most on {style.label(low.actor)}: {high.score:.2f} on average in "
        f"{style.label(high.publisher)}, {low.score:.2f} in {style.label(low.publisher)}{few}"
    )
    return sentence(text.replace(" -", " −"))
