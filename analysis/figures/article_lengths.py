"""How long the articles are, by publisher: a long line is no outlier to be hidden."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures import style
from analysis.figures.words import count, sentence

EMPTY = "No article could be used, so there are no lengths to draw."
WIDE = 30  # longest to shortest from which on the axis is logarithmic


def data(articles: pd.DataFrame, top_n: int = 12) -> pd.DataFrame:
    """The rows drawn: for the ``top_n`` publishers with most articles the words of the shortest, the quarter, the
    middle, the three-quarter and the longest article, and the ids of all."""
    used = articles[articles["status"] != "skipped"]
    publishers = used["publisher"].fillna("publisher not known")
    lengths = used["words"].astype("float64").groupby(publishers)
    cuts = {"shortest": 0, "quarter": 0.25, "middle": 0.5, "three_quarters": 0.75, "longest": 1}
    table = pd.DataFrame({name: lengths.quantile(q) for name, q in cuts.items()}).assign(articles=lengths.size())
    table["article_ids"] = used["article_id"].groupby(publishers).agg(list)
    table.index.name = "publisher"
    return table.sort_values("articles", ascending=False, kind="stable").head(top_n).reset_index()


@style.styled
def figure(articles: pd.DataFrame, top_n: int = 12) -> Figure | None:
    """A line from the shortest to the longest, a bar over the middle half, a mark in the middle; None without
    articles."""
    shown = data(articles, top_n)
    if shown.empty:
        return None
    used = articles[articles["status"] != "skipped"]
    every = used["publisher"].fillna("").nunique()
    fig, ax = style.canvas(
        0.34 * len(shown) + 0.6,
        "How long the articles are",
        f"Words of an article, by publisher ({len(shown)} of {every}); n = {count(len(used), 'article')}. "
        "Line: shortest to longest. Bar: the middle half. Mark: the middle one, in figures.",
    )
    low, high = max(shown["shortest"].min(), 1), shown["longest"].max()
    for i, r in enumerate(shown.to_dict("records")):
        ax.plot([max(r["shortest"], 1), r["longest"]], [i, i], color=style.FAINT, linewidth=1, zorder=2)
        ax.plot([max(r["quarter"], 1), r["three_quarters"]], [i, i], color=style.BLUE, linewidth=9, zorder=3)
        ax.plot([r["middle"]], [i], marker="|", color=style.INK, markersize=13, markeredgewidth=2, zorder=4)
        ax.annotate(
            f"{r['middle']:,.0f}",
            (r["middle"], i),
            xytext=(0, 8.5),
            textcoords="offset points",
            ha="center",
            size=8,
        )
    ax.set_yticks(
        range(len(shown)),
        [f"{style.label(r.publisher, 34)} (n = {r.articles:,})" for r in shown.itertuples()],
        size=8.5,
    )
    ax.set_ylim(len(shown) - 0.4, -0.7)
    if high / low > WIDE:
        ax.set_xscale("log")
        ax.xaxis.set_minor_formatter(lambda x, _: "")
        ax.set_xlim(low * 0.8, high * 1.25)
    else:
        ax.set_xlim(0, high * 1.06)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
    ax.set_xlabel("words" + (", logarithmic axis" if high / low > WIDE else ""))
    ax.grid(axis="x")
    return fig


def alt_text(articles: pd.DataFrame, top_n: int = 12) -> str:
    """The finding in a sentence: how long the middle article is, and who writes longest."""
    shown = data(articles, top_n)
    if shown.empty:
        return EMPTY
    used = articles.loc[articles["status"] != "skipped", "words"].astype("float64")
    text = (
        f"the middle one of {count(len(used), 'article')} has {used.median():,.0f} words, "
        f"the shortest {used.min():,.0f}, the longest {used.max():,.0f}"
    )
    if shown["middle"].nunique() > 1:
        longest = shown.sort_values("middle", ascending=False, kind="stable").iloc[0]
        text += (
            f"; {style.label(longest.publisher)} runs longest, with {longest.middle:,.0f} words in its middle article"
        )
    return sentence(text)
