"""How the tone towards actors moves: negative sentences down, positive ones up, by date and voice."""

import pandas as pd
from matplotlib.dates import AutoDateLocator, date2num, num2date
from matplotlib.figure import Figure

from analysis.figures import style, timeline
from analysis.figures.words import VOICES, count, day, most, sentence

EMPTY = "No sentence was read for its tone towards an actor, so there is no tone to draw over time."
UNDATED = "No article with a sentence about an actor has a known date, so tone cannot be drawn over time."
NEUTRAL = "All dated sentences about the most mentioned actors are neutral, so there is no tone to draw over time."
HALF = 0.31  # height of the longest bar, in rows: two of them and their numbers fit between two rows


def data(tones: pd.DataFrame, top_n: int = 6) -> pd.DataFrame:
    """The bars drawn: actor, voice, first day of the day, week, month or year, negative and positive sentences.

    ``tones`` is ``tables.summaries.tone_over_time``: a row an actor, voice and article.
    """
    totals = tones.groupby(["actor", "actor_id"], sort=True)["sentences"].sum()
    order = totals.sort_values(ascending=False, kind="stable").index[:top_n]
    rank = {actor_id: i for i, (_, actor_id) in enumerate(order)}
    part = tones[tones["published"].notna() & tones["actor_id"].isin(rank)]
    unit = timeline.unit_for(part)
    bins = [timeline.bin_of(timeline.read(d), unit).isoformat() for d in part["published"]]
    part = part.assign(**{"from": pd.Series(bins, index=part.index, dtype="str")})
    keys = ["actor", "actor_id", "voice", "from"]
    made = part.groupby(keys, sort=True)[["negative", "neutral", "positive"]].sum().reset_index()
    made = made.assign(actor_rank=made["actor_id"].map(rank).rank(method="dense").astype("int64") - 1)
    return made.sort_values(["actor_rank", "voice", "from"], kind="stable").reset_index(drop=True)


@style.styled
def figure(tones: pd.DataFrame, top_n: int = 6) -> Figure | None:
    """A row an actor, a panel a voice; None where nothing is dated or nothing but neutral."""
    shown = data(tones, top_n)
    if shown.empty or not shown[["negative", "positive"]].to_numpy().any():
        return None
    unit = timeline.unit_for(tones[tones["published"].notna() & tones["actor_id"].isin(shown["actor_id"])])
    names = shown.drop_duplicates("actor_rank")["actor"].tolist()
    voices = [v for v in VOICES if shown.loc[shown["voice"] == v, ["negative", "positive"]].to_numpy().any()]
    undated = tones.loc[tones["published"].isna(), "sentences"].sum()
    fig, first = style.canvas(
        0.72 * len(names) + 0.75,
        "How the tone moves",
        "Sentences with a negative or positive tone towards "
        f"{most(len(names), tones['actor_id'].nunique(), 'actor', 'most mentioned')}; "
        f"n = {count(shown[['negative', 'neutral', 'positive']].to_numpy().sum(), 'sentence')}, neutral ones not drawn"
        + (f"; {count(undated, 'sentence')} of unknown date left out" if undated else ""),
        {"positive, upwards": style.TONE["positive"], "negative, downwards": style.TONE["negative"]},
    )
    first.remove()
    width = timeline.DAYS[unit]
    low, high = (date2num(timeline.read(d)) for d in (shown["from"].min(), shown["from"].max()))
    margin = max(width, 0.04 * (high - low), (8 - (high - low)) / 2)
    top = shown[["negative", "positive"]].to_numpy().max()
    for ax, voice in zip(fig.subplots(1, len(voices), sharey=True, squeeze=False)[0], voices, strict=True):
        part = shown[shown["voice"] == voice]
        for base in range(len(names)):
            ax.axhline(base, color="#c3c7ce", linewidth=0.8, zorder=1)
            held = part[part["actor_rank"] == base]
            if not held[["negative", "positive"]].to_numpy().any():
                text = "only neutral sentences" if len(held) else "no sentence"
                spot = ax.text(
                    (low + high + width) / 2, base, text, ha="center", va="center", size=8, color=style.FAINT
                )
                spot.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})
                continue
            for tone, sign in (("negative", 1), ("positive", -1)):
                _bars(ax, held, tone, sign, base, HALF / top, width)
        ax.set_title(VOICES[voice], size=9.5, weight="bold")
        ax.set_yticks(range(len(names)), [style.wrap(n, 22, 2) for n in names], linespacing=0.95)
        ax.set_ylim(len(names) - 0.42, -0.6)
        ax.set_xlim(low - margin, high + margin + width)
        ax.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=4))
        ax.xaxis.set_major_formatter(lambda x, _: day(num2date(x).date()))
        ax.tick_params(axis="x", labelsize=8)
        ax.set_xlabel(f"date of publication; a bar is one {unit}")
        ax.spines["left"].set_visible(False)
    return fig


def _bars(ax, held: pd.DataFrame, tone: str, sign: int, base: int, scale: float, width: int) -> None:
    """Bars of one tone; their numbers where there are few bars, else on the longest."""
    drawn = held[held[tone] > 0]
    if drawn.empty:
        return
    days = [date2num(timeline.read(d)) for d in drawn["from"]]
    heights = [sign * scale * n for n in drawn[tone]]
    ax.bar(days, heights, bottom=base, width=0.86 * width, align="edge", color=style.TONE[tone], zorder=2)
    longest = drawn[tone].max()
    written = drawn[tone] > 0 if len(drawn) <= 6 else (drawn[tone] == longest) & ~drawn[tone].eq(longest).duplicated()
    for x, height, n, wanted in zip(days, heights, drawn[tone], written, strict=True):
        if wanted:
            ax.annotate(
                f"{n:,}",
                (x + 0.43 * width, base + height),
                xytext=(0, -2 * sign),
                textcoords="offset points",
                ha="center",
                va="top" if sign > 0 else "bottom",
                size=7.5,
            )


def alt_text(tones: pd.DataFrame, top_n: int = 6) -> str:
    """The finding in a sentence: when which actor has most negative sentences, and most positive ones."""
    if tones.empty:
        return EMPTY
    shown = data(tones, top_n)
    if shown.empty:
        return UNDATED
    unit = timeline.unit_for(tones[tones["published"].notna() & tones["actor_id"].isin(shown["actor_id"])])
    found = []
    for tone in ("negative", "positive"):
        r = shown.sort_values(tone, ascending=False, kind="stable").iloc[0]
        if r[tone]:
            when = day(timeline.read(r["from"]))
            where = f"on {when}" if unit == "day" else f"in the {unit} from {when}"
            found.append(
                f"most {tone} sentences are about {style.label(r['actor'])} {where}, {VOICES[r['voice']]} ({r[tone]:,})"
            )
    return sentence(*found) if found else NEUTRAL
