"""How the coverage is sourced: statements of named, institutional, unnamed and unresolved sources, by publisher."""

import json

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.bars import stacked
from analysis.figures.words import count, sentence, share

EMPTY = "No statement was found in these articles, so there is no sourcing to draw."
UNIT = "kinds of source in % of the publisher’s statements"


def data(sources: pd.DataFrame, top_n: int = 12) -> pd.DataFrame:
    """The rows drawn: the ``top_n`` publishers with most statements, their number, the share of each kind in %, and the
    ids of the statements (a list).

    ``sources`` is ``tables.summaries.sourcing``: a row a publisher and kind of source.
    """
    known = sources.fillna({"publisher": "publisher not known"})
    wide = known.pivot_table(index="publisher", columns="sourcing", values="quotes", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=list(style.SOURCING), fill_value=0)
    wide = wide.assign(quotes=wide.sum(axis=1)).sort_values("quotes", ascending=False, kind="stable").head(top_n)
    shares = wide[list(style.SOURCING)].div(wide["quotes"], axis=0) * 100
    ids = known["quote_ids"].map(json.loads).groupby(known["publisher"]).sum()
    counts = {"quotes": wide["quotes"].astype("int64"), "quote_ids": ids.reindex(wide.index)}
    return shares.assign(**counts).rename_axis(columns=None).reset_index()


def figure(sources: pd.DataFrame, top_n: int = 12) -> Figure | None:
    """A bar of 100 % a publisher; None without statements."""
    shown = data(sources, top_n)
    every = sources["publisher"].fillna("").nunique()
    return stacked(
        shown,
        "publisher",
        style.SOURCING,
        [f"{share(r.named, 100)} named, n = {r.quotes:,}" for r in shown.itertuples()],
        unit="share of statements, %",
        title="How the coverage is sourced",
        subtitle=f"Statements by kind of source, {len(shown)} of {count(every, 'publisher')}; "
        f"n = {count(sources['quotes'].sum(), 'statement')}",
    )


def alt_text(sources: pd.DataFrame, top_n: int = 12) -> str:
    """The finding in a sentence: what part has a named source, and who relies most on unnamed ones."""
    shown = data(sources, top_n)
    if shown.empty:
        return EMPTY
    totals = sources.groupby("sourcing")["quotes"].sum()
    whole = totals.sum()
    parts = {kind: share(totals.get(kind, 0), whole) for kind in style.SOURCING}
    text = (
        f"named sources are behind {parts['named']} of {count(whole, 'statement')}, institutions behind "
        f"{parts['institution']}, unnamed ones behind {parts['unnamed']}; of {parts['unresolved']} the source "
        "cannot be told"
    )
    if len(shown) > 1 and shown["unnamed"].max():
        most = shown.sort_values("unnamed", ascending=False, kind="stable").iloc[0]
        text += f"; {style.label(most.publisher)} relies most on unnamed sources ({share(most.unnamed, 100)})"
    return sentence(text)
