"""Who is named together: actors on a circle, a line for paragraphs that name both, the wider the more of them.

On a circle labels stand outside and never on each other, and the same table always gives the same picture.
"""

from math import cos, pi, sin

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis.figures import style
from analysis.figures.words import count, sentence

EMPTY = "No two actors are named in one paragraph, so there is no network to draw."
LINES = 40  # strongest lines that are drawn; more would hide each other
COUNTED = 8  # strongest lines that have their number written on them


def data(pairs: pd.DataFrame, lines: int = LINES) -> pd.DataFrame:
    """The rows drawn: the pairs named together in most paragraphs.

    ``pairs`` is ``tables.summaries.co_mentions``: a row a pair of actors, most often together first.
    """
    return pairs.head(lines).reset_index(drop=True)


@style.styled
def figure(pairs: pd.DataFrame, lines: int = LINES) -> Figure | None:
    """The network; None where no pair is named together."""
    shown = data(pairs, lines)
    if shown.empty:
        return None
    order = _order(shown)
    names = dict(zip(shown["actor_id"], shown["actor"], strict=True)) | dict(
        zip(shown["other_id"], shown["other"], strict=True)
    )
    left = "" if len(shown) == len(pairs) else f", the {len(shown)} strongest of {len(pairs):,} links"
    fig, ax = style.canvas(
        5.4 if len(order) > 5 else 3.6,
        "Who is named together",
        f"Paragraphs that name both actors, {count(len(order), 'actor')}{left}; n = "
        f"{count(pairs['paragraphs'].sum(), 'pair')} in one paragraph. The wider a line, the more; figures on the "
        "strongest.",
    )
    places = {a: 2 * pi * (i / len(order)) for i, a in enumerate(order)}
    at = {a: (sin(angle), cos(angle)) for a, angle in places.items()}
    highest, taken = shown["paragraphs"].max(), []
    for r in shown[::-1].itertuples():  # the strongest on top
        weight = r.paragraphs / highest
        (x1, y1), (x2, y2) = at[r.actor_id], at[r.other_id]
        bend = (
            (x1 + x2) * 0.22,
            (y1 + y2) * 0.22,
        )  # lines bend to the middle, so that neighbours' do not run through names
        ax.add_patch(
            PathPatch(
                Path([(x1, y1), bend, (x2, y2)], [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
                facecolor="none",
                edgecolor=style.blend(style.BLUE, 0.25 + 0.75 * weight, "#eef1f6"),
                linewidth=0.6 + 6.4 * weight,
                capstyle="round",
                zorder=2 + weight,
            )
        )
    for r in shown.head(COUNTED).itertuples():
        spot = _free(at[r.actor_id], at[r.other_id], taken)
        taken.append(spot)
        ax.text(
            *spot,
            f"{r.paragraphs:,}",
            ha="center",
            va="center",
            size=8,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
        )
    sums = pd.concat([shown.groupby("actor_id")["paragraphs"].sum(), shown.groupby("other_id")["paragraphs"].sum()])
    strength = sums.groupby(level=0).sum()
    for a, (x, y) in at.items():
        ax.plot(
            [x], [y], marker="o", color=style.INK, markersize=4 + 7 * (strength[a] / strength.max()) ** 0.5, zorder=4
        )
        side = 0 if abs(x) < 0.05 else (1 if x > 0 else -1)
        ax.annotate(
            style.wrap(names[a], 24, 2),
            (x, y),
            xytext=(9 * x, 9 * y + (2 if side == 0 and y > 0 else -2 if side == 0 else 0)),
            textcoords="offset points",
            ha=("right", "center", "left")[side + 1],
            va="center" if side else ("bottom" if y > 0 else "top"),
            size=9,
            linespacing=0.95,
            zorder=6,
        )
    ax.set_aspect("equal")
    ax.set_xlim(-1.85, 1.85)
    ax.set_ylim(-1.22, 1.22)
    ax.axis("off")
    return fig


def _order(shown: pd.DataFrame) -> list[str]:
    """Actors round the circle: each next to the one of those left that it is most often named with."""
    links: dict[str, dict[str, int]] = {}
    for r in shown.itertuples():
        links.setdefault(r.actor_id, {})[r.other_id] = int(r.paragraphs)
        links.setdefault(r.other_id, {})[r.actor_id] = int(r.paragraphs)
    order = [shown["actor_id"].iloc[0]]
    while len(order) < len(links):
        held = links[order[-1]]
        rest = [a for a in links if a not in order]
        order.append(min(rest, key=lambda a: (-held.get(a, 0), -sum(links[a].values()), a)))
    return order


def _free(one: tuple, other: tuple, taken: list[tuple]) -> tuple:
    """A spot on the line between two actors that is furthest from the spots that are taken."""
    spots = []
    for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        spots.append(tuple(a * p + b * (p + q) * 0.22 + c * q for p, q in zip(one, other, strict=True)))

    def room(spot):
        return min((((spot[0] - x) / 1.4) ** 2 + (spot[1] - y) ** 2 for x, y in taken), default=1.0)

    return next((s for s in spots if room(s) > 0.02), max(spots, key=room))


def alt_text(pairs: pd.DataFrame, lines: int = LINES) -> str:
    """The finding in a sentence: the pairs that are named together most."""
    shown = data(pairs, lines)
    if shown.empty:
        return EMPTY
    first = shown.iloc[0]
    text = (
        f"{style.label(first.actor)} and {style.label(first.other)} are named together most, in "
        f"{count(first.paragraphs, 'paragraph')} of {count(first.articles, 'article')}"
    )
    if len(shown) > 1:
        then = shown.iloc[1]
        text += f", ahead of {style.label(then.actor)} and {style.label(then.other)} ({then.paragraphs:,})"
    return sentence(text)
