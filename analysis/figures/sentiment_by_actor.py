"""In what tone actors are written about, and spoken about: the journalist's voice and speakers' voices apart.

Counts of sentences, never shares or intervals: under ten articles nothing more can be said, and counts stay true above.
"""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures import style
from analysis.figures.words import VOICES, count, most, sentence
from analysis.tables.tones import TONES

EMPTY = "No sentence was read for its tone towards an actor, so there is no sentiment to draw."


def data(tones: pd.DataFrame, top_n: int = 12) -> pd.DataFrame:
    """The rows drawn: for each of the ``top_n`` actors with most sentences a row a voice, also where a voice has none.

    ``tones`` is ``tables.summaries.tone_by_actor``: a row an actor and voice (journalist, speakers), most first.
    """
    order = tones[["actor", "actor_id"]].drop_duplicates().head(top_n)
    wanted = order.merge(pd.DataFrame({"voice": list(VOICES)}), how="cross")
    return (
        wanted.merge(tones[["actor_id", "voice", *TONES]], how="left", on=["actor_id", "voice"])
        .fillna(dict.fromkeys(TONES, 0))
        .astype(dict.fromkeys(TONES, "int64"))
    )


@style.styled
def figure(tones: pd.DataFrame, top_n: int = 12) -> Figure | None:
    """Two panels of counts, negative left and positive right of a neutral middle; None without sentences."""
    shown = data(tones, top_n)
    if shown.empty:
        return None
    names = shown["actor"].tolist()[::2]
    voices = [v for v in VOICES if shown.loc[shown["voice"] == v, list(TONES)].to_numpy().sum()]
    fig, first = style.canvas(
        0.31 * len(names) + 0.8,
        "In what tone actors are written and spoken about",
        "Sentences that mention the actor, by likeliest tone towards it: "
        f"{most(len(names), tones['actor_id'].nunique(), 'actor', 'most mentioned')}; "
        f"n = {count(tones[list(TONES)].to_numpy().sum(), 'sentence')}",
        {t: style.TONE[t] for t in TONES},
        "Tone of the sentence towards the actor, not approval or guilt: grim events also read as negative.",
    )
    first.remove()
    panels = fig.subplots(1, len(voices), sharey=True, sharex=True, squeeze=False)[0]
    edge = 1.12 + 0.055 * len(f"{shown[list(TONES)].to_numpy().max():,}")  # room for the numbers
    reach = max(r.neutral / 2 + max(r.negative, r.positive) for r in shown.itertuples())
    for ax, voice in zip(panels, voices, strict=True):
        part = shown[shown["voice"] == voice].reset_index(drop=True)
        for i, r in enumerate(part.to_dict("records")):
            left = -r["neutral"] / 2 - r["negative"]
            for tone in TONES:
                if r[tone]:
                    ax.barh(
                        i, r[tone], left=left, height=0.74, color=style.TONE[tone], edgecolor="white", linewidth=0.6
                    )
                    _number(ax, r[tone], tone, left, i, reach)
                    left += r[tone]
            if not any(r[t] for t in TONES):
                ax.text(0, i, "no sentence", ha="center", va="center", size=8, color=style.FAINT)
        ax.set_title(VOICES[voice], size=9.5, weight="bold")
        ax.set_yticks(range(len(names)), [style.wrap(x, 26, 2) for x in names], linespacing=0.95)
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(-reach * edge, reach * edge)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        ax.xaxis.set_major_formatter(lambda x, _: f"{abs(x):,.0f}")
        ax.set_xlabel("sentences; neutral ones centred on 0")
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
    return fig


def _number(ax, n: int, tone: str, left: float, row: int, reach: float) -> None:
    """Write a count: outside the bar for negative and positive, inside for neutral where it fits."""
    if tone == "neutral":
        if n / reach > 0.06 * len(f"{n:,}"):
            ax.text(left + n / 2, row, f"{n:,}", ha="center", va="center", size=8)
        return
    end, side = (left, -1) if tone == "negative" else (left + n, 1)
    ax.annotate(
        f"{n:,}",
        (end, row),
        xytext=(3 * side, 0),
        textcoords="offset points",
        ha="right" if side < 0 else "left",
        va="center",
        size=8,
    )


def alt_text(tones: pd.DataFrame, top_n: int = 12) -> str:
    """The finding for each voice: the actor with most negative and the one with most positive sentences."""
    shown = data(tones, top_n)
    if shown.empty:
        return EMPTY
    found = []
    for voice, where in VOICES.items():
        part = shown[shown["voice"] == voice]
        total = part[list(TONES)].to_numpy().sum()
        if not total:
            continue
        said = []
        for tone in ("negative", "positive"):
            r = part.sort_values(tone, ascending=False, kind="stable").iloc[0]
            if r[tone]:
                whole = sum(r[t] for t in TONES)
                said.append(f"{tone} ones most often about {style.label(r['actor'])} ({r[tone]:,} of its {whole:,})")
        if said:
            said[0] = said[0].replace("ones", "sentences are", 1)
        found.append(f"{where}, " + (", ".join(said) if said else f"all {total:,} sentences are neutral"))
    return sentence(*found)
