"""Who is given the floor: each speaker's share of all attributed words, by direct, mixed and indirect quotation."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.bars import stacked
from analysis.figures.words import count, most, sentence, share

EMPTY = "No quote with a known speaker was found in these articles, so there is no share of words to draw."
UNIT = "direct, mixed and indirect in % of all attributed words"


def data(speakers: pd.DataFrame, top_n: int = 15) -> pd.DataFrame:
    """The rows drawn: the ``top_n`` speakers with most words and their share of all attributed words by kind, in %.

    ``speakers`` is ``tables.summaries.quotes_by_speaker``: a row a speaker, most words first; its ``share`` counts the
    words of speakers whom nobody can tell in the whole.
    """
    top = speakers[speakers["words"] > 0].head(top_n).reset_index(drop=True)
    shares = {kind: 100 * top["share"] * top[f"words_{kind}"] / top["words"] for kind in style.KIND}
    return top.filter(["speaker", "words", "quotes", "share", "quote_ids"]).assign(**shares)


def figure(speakers: pd.DataFrame, top_n: int = 15) -> Figure | None:
    """Bars of the share of words a speaker; None where there is no quote."""
    top = data(speakers, top_n)
    return stacked(
        top,
        "speaker",
        style.KIND,
        [f"{share(r.share, 1)} · {count(r.words, 'word')} in {count(r.quotes, 'quote')}" for r in top.itertuples()],
        unit="share of all attributed words, %",
        title="Who is given the floor",
        subtitle=f"Words of {most(len(top), len(speakers), 'speaker', 'most quoted')}, by kind of quotation; n = "
        f"{count(speakers['words'].sum(), 'word')} in {count(speakers['quotes'].sum(), 'quote')} of a known speaker",
    )


def alt_text(speakers: pd.DataFrame, top_n: int = 15) -> str:
    """The finding in a sentence: who has most words, and how much the first three have together."""
    top = data(speakers, top_n)
    if top.empty:
        return EMPTY
    first = top.iloc[0]
    text = (
        f"{style.label(first.speaker)} is given most room, {share(first.share, 1)} of all attributed words: "
        f"{count(first.words, 'word')} in {count(first.quotes, 'quote')}"
    )
    if len(top) > 3:
        three = share(top["share"].head(3).sum(), 1)
        text += f"; the first three of {count(len(speakers), 'speaker')} have {three} together"
    return sentence(text)
