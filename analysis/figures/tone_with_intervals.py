"""Mean tone towards actors with its interval, where ten articles or more speak of them; below that only counts."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures import style
from analysis.figures.words import VOICES, count, sentence

EMPTY = (
    "No actor is written or spoken about in ten articles or more, so no mean tone is drawn: the counts of sentences "
    "say what can be said."
)


def data(tones: pd.DataFrame, top_n: int = 12) -> pd.DataFrame:
    """The rows drawn: both voices of the ``top_n`` actors with most sentences of which one voice has an interval.

    ``tones`` is ``tables.summaries.tone_by_actor``: a row an actor and voice, most sentences first.
    """
    order = list(dict.fromkeys(tones.loc[tones["low"].notna(), "actor_id"]))[:top_n]
    return tones[tones["actor_id"].isin(order)].reset_index(drop=True)


@style.styled
def figure(tones: pd.DataFrame, top_n: int = 12) -> Figure | None:
    """Two panels of means and intervals from -1 to 1; None where no actor has ten articles."""
    shown = data(tones, top_n)
    if shown.empty:
        return None
    order = list(dict.fromkeys(shown["actor_id"]))
    names = dict(zip(shown["actor_id"], shown["actor"], strict=True))
    voices = [v for v in VOICES if shown.loc[shown["voice"] == v, "low"].notna().any()]
    fig, first = style.canvas(
        0.4 * len(order) + 0.85,
        "How negative or positive the tone is on average",
        f"Mean tone of the sentences towards the actor, from −1 (negative) to 1 (positive), {len(order)} of "
        f"{count(tones['actor_id'].nunique(), 'actor')}; n = {count(shown['sentences'].sum(), 'sentence')}. "
        "Line: 95 % interval over articles.",
        None,
        "Tone is not approval or guilt: grim events also read as negative. Below ten articles only counts are given.",
    )
    first.remove()
    reach = max(0.3, 1.15 * shown[["low", "high", "score"]].where(shown["low"].notna()).abs().max().max())
    for ax, voice in zip(fig.subplots(1, len(voices), sharey=True, squeeze=False)[0], voices, strict=True):
        held = shown[shown["voice"] == voice].set_index("actor_id")
        ax.axvline(0, color="#8a8f98", linewidth=0.9, zorder=1)
        for i, actor in enumerate(order):
            _row(ax, i, held.loc[actor] if actor in held.index else None, reach)
        ax.set_title(VOICES[voice], size=9.5, weight="bold")
        ax.set_yticks(range(len(order)), [style.wrap(names[a], 24, 2) for a in order], linespacing=0.95)
        ax.set_ylim(len(order) - 0.4, -0.6)
        ax.set_xlim(-reach, reach)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5]))
        ax.xaxis.set_major_formatter(lambda x, _: f"{x:.1f}".replace("-", "−"))
        ax.set_xlabel("mean tone: negative ← 0 → positive")
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
    return fig


def _row(ax, i: int, r, reach: float) -> None:
    """One actor in one voice: mean and interval over their number, or the counts alone."""
    if r is None or pd.isna(r["low"]):
        text = (
            "no sentence" if r is None else f"{r.negative:,} negative, {r.neutral:,} neutral, {r.positive:,} positive"
        )
        ax.text(0, i, text, ha="center", va="center", size=7.5, color=style.FAINT, bbox=_BEHIND)
        return
    colour = style.ORANGE if r["high"] < 0 else style.BLUE if r["low"] > 0 else "#7d828c"
    ax.plot([r["low"], r["high"]], [i + 0.12] * 2, color=colour, linewidth=3, solid_capstyle="round", zorder=3)
    ax.plot([r["score"]], [i + 0.12], marker="o", color=style.INK, markersize=5, zorder=4)
    text = f"{r['score']:.2f}, n = {r['sentences']:,} in {count(r['articles'], 'article')}".replace("-", "−")
    inside = max(0.0, reach * (1 - 0.02 * len(text)))  # the text stays within its panel
    middle = min(max(r["score"], -inside), inside)
    ax.text(middle, i - 0.22, text, ha="center", va="center", size=7.5, color=style.FAINT, bbox=_BEHIND)


_BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


def alt_text(tones: pd.DataFrame, top_n: int = 12) -> str:
    """The finding for each voice: who is written about in a tone that is surely negative or positive."""
    shown = data(tones, top_n)
    if shown.empty:
        return EMPTY
    found = []
    for voice, where in VOICES.items():
        sure = shown[(shown["voice"] == voice) & shown["low"].notna()]
        if sure.empty:
            continue
        below, above = sure[sure["high"] < 0], sure[sure["low"] > 0]
        parts = []
        for part, tone, up in ((below, "negative", True), (above, "positive", False)):
            if len(part):
                r = part.sort_values("score", ascending=up, kind="stable").iloc[0]
                parts.append(
                    f"surely {tone} towards {len(part)} of {len(sure)}, most towards {style.label(r['actor'])}"
                )
        rest = f"not surely negative or positive towards any of {count(len(sure), 'actor')}"
        found.append(f"{where}, the mean tone is " + (" and ".join(parts) or rest))
    return sentence(*found)
