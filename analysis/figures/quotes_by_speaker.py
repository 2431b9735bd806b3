"""Who is given the floor: each speaker's share of all attributed words, apart by direct, mixed and indirect quotation."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.bars import stacked
from analysis.figures.words import count, most, share

KINDS = ("direct", "mixed", "indirect")
EMPTY = "No quote was found in these articles, so there is no share of words to draw."


def data(speakers: pd.DataFrame, top_n: int = 15) -> pd.DataFrame:
    """The rows drawn: the ``top_n`` speakers with most attributed words and their share of all of them by kind, in per cent.

    ``speakers`` is ``tables.summaries.quotes_by_speaker``: a row a speaker, most words first.
    """
    whole = speakers["words"].sum()
    top = speakers[speakers["words"] > 0].head(top_n).reset_index(drop=True)
    shares = {kind: 100 * top[f"words_{kind}"].astype(float) / (whole or 1) for kind in KINDS}
    return top[["speaker", "words", "quotes"]].assign(**shares)


def figure(speakers: pd.DataFrame, top_n: int = 15) -> Figure | None:
    """Bars of the share of words a speaker; None where there is no quote."""
    top = data(speakers, top_n)
    if top.empty:
        return None
    whole = speakers["words"].sum()
    parts = {kind: style.KIND[kind] for kind in KINDS if top[kind].sum()}
    return stacked(
        top,
        names=top["speaker"].tolist(),
        parts=parts,
        unit="share of all attributed words, %",
        totals=[
            f"{share(r.words, whole)} · {count(r.words, 'word')} in {count(r.quotes, 'quote')}"
            for r in top.itertuples()
        ],
        title="Who is given the floor",
        subtitle=f"Words of {most(len(top), len(speakers), 'speaker', 'most quoted')}, by kind of quotation; "
        f"n = {count(whole, 'word')} in {count(speakers['quotes'].sum(), 'quote')}",
    )


def alt_text(speakers: pd.DataFrame, top_n: int = 15) -> str:
    """The finding in a sentence: who has most words, and how much the first three have together."""
    top, whole = data(speakers, top_n), speakers["words"].sum()
    if top.empty:
        return EMPTY
    first = top.iloc[0]
    text = (
        f"{style.label(first.speaker)} is given most room, {share(first.words, whole)} of {count(whole, 'attributed word')} "
        f"in {count(first.quotes, 'quote')}"
    )
    if len(top) > 3:
        text += f"; the first three of {count(len(speakers), 'speaker')} have {share(top.words.head(3).sum(), whole)} together"
    return text + "."
