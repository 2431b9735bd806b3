"""A matrix of counted signs: rows are actors, each cell says how often with which sign, in words and in colour."""

import textwrap
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures import style


def top(table: pd.DataFrame, limits: dict[str, int], amount: str = "statements") -> pd.DataFrame:
    """The rows of the most frequent values of each column of ``limits`` (column to how many), with ``<column>_rank``.

    Two actors of one name stay two: a value is its id, where the table has one, else its name.
    """
    for column, limit in limits.items():
        ids = table[f"{column}_id"].fillna(table[column]) if f"{column}_id" in table else table[column]
        totals = table[amount].groupby([table[column], ids]).sum().sort_values(ascending=False, kind="stable")
        order = {value: rank for rank, (_, value) in enumerate(totals.index[:limit])}
        table = table.assign(**{f"{column}_rank": ids.map(order)})
        table = table[table[f"{column}_rank"].notna()]
    for column in limits:  # what later limits emptied leaves no gap
        table = table.assign(**{f"{column}_rank": table[f"{column}_rank"].rank(method="dense").astype("int64") - 1})
    return table.sort_values([f"{c}_rank" for c in reversed(limits)], kind="stable").reset_index(drop=True)


def names(table: pd.DataFrame, column: str) -> list[str]:
    """Names of a ranked column, in the order of their ranks."""
    return table.drop_duplicates(f"{column}_rank").sort_values(f"{column}_rank")[column].tolist()


CLEAR = 3  # times the rest from above which one side colours a cell
BOTH = f"both, up to {CLEAR} to 1"  # how a key names the others


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: its text ("+3 −1") and the meaning that colours it; ``faint`` cells are hatched."""

    text: str
    colour: str
    faint: bool = False


def signed(counts: dict[str, int], plus: str, minus: str, other: str) -> tuple[str, str]:
    """Text and meaning of a cell from counts by meaning: ``{"for": 3, "against": 1}`` gives ``("+3 −1", "mixed")``.

    A side that has more than ``CLEAR`` times the rest gives its meaning to the cell: 34 against 1 is not mixed.
    ``other`` is the meaning of everything that is neither ``plus`` nor ``minus`` nor mixed, shown as "·".
    """
    marks = (("+", plus), ("−", minus), ("±", "mixed"), ("·", other))
    text = " ".join(f"{mark}{counts[m]:,}" for mark, m in marks if counts.get(m))
    sides = {m: counts.get(m, 0) for m in (plus, minus, "mixed")}
    for side in (plus, minus):
        if sides[side] > CLEAR * (sum(sides.values()) - sides[side]):
            return text, side
    return text, "mixed" if any(sides.values()) else other


@style.styled
def draw(
    cells: dict[tuple[int, int], Cell],
    *,
    rows: list[str],
    columns: list[str],
    groups: list[tuple[str, int]] | None,
    title: str,
    subtitle: str,
    key: dict[str, str] | None,
    note: str = "",
) -> Figure:
    """Cells by (row, column); ``groups`` names runs of columns (name, how many) in a line above their own labels.
    What of ``key`` (label, which begins with its sign, to colour) no cell has is left out."""
    key = {
        name: colour
        for name, colour in (key or {}).items()
        if any(c.colour == colour or name[0] in c.text for c in cells.values())
    }
    across = max(len(columns), 4)  # a few columns do not stretch over the whole width
    heads = [style.wrap(c, max(6 if groups else 10, int(68 / across)), 3) for c in columns]
    tops = [style.wrap(name, max(10, int(74 * n / across)), 8) for name, n in groups or []]
    lines = max([h.count("\n") + 1 for h in heads], default=1)
    top_lines = max([t.count("\n") + 1 for t in tops], default=0)
    above = 0.17 * (lines + top_lines) + (0.14 if tops else 0)
    # A cell's text takes as many lines as its column is narrow: about 0.075 inches a character.
    room = int((style.WIDTH - 0.2 - 0.075 * max(min(len(r), 26) for r in rows)) / across / 0.075) - 1
    texts = {place: textwrap.fill(cell.text, max(room, 6), break_long_words=False) for place, cell in cells.items()}
    deep = max(text.count("\n") + 1 for text in texts.values())
    fig, ax = style.canvas((0.18 + 0.15 * deep) * len(rows) + above + 0.2, title, subtitle, key, note)
    for (row, column), cell in sorted(cells.items()):
        ax.add_patch(
            Rectangle(
                (column + 0.04, row - 0.45),
                0.92,
                0.9,
                facecolor=cell.colour,
                edgecolor="#6a707a" if cell.faint else "none",
                linewidth=0.8,
                linestyle=(0, (2, 2)) if cell.faint else "-",
            )
        )
        size = 9 if len(columns) <= 10 and deep == 1 else 8
        ax.text(column + 0.5, row, texts[row, column], ha="center", va="center", size=size, linespacing=1.1)
    ax.set_xlim(0, across)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.xaxis.tick_top()
    ax.set_xticks([i + 0.5 for i in range(len(columns))], heads, size=8.5, color=style.INK)
    ax.tick_params(length=0)
    ax.set_yticks(range(len(rows)), [style.wrap(r, 26, 2) for r in rows], linespacing=0.95)
    ax.hlines([i + 0.5 for i in range(len(rows) - 1)], 0, len(columns), color="#e3e5e9", linewidth=0.7)
    ax.spines[:].set_visible(False)
    start = 0
    for text, (_, n) in zip(tops, groups or [], strict=True):
        if start:
            ax.axvline(start, color="#8a8f98", linewidth=0.8)
        ax.annotate(
            text,
            (start + n / 2, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 8 + 12.5 * lines),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=9,
            weight="bold",
        )
        start += n
    return fig


def shaded(
    table: pd.DataFrame, rows: str, columns: str, amount: str, text: list[str], *, title: str, subtitle: str, note: str
) -> Figure:
    """A matrix of numbers: ``text`` in each cell, the darker the higher its ``amount``. The table is ranked by
    ``top``."""
    highest = table[amount].max() or 1
    cells = {
        (r[f"{rows}_rank"], r[f"{columns}_rank"]): Cell(t, style.blend(style.BLUE, r[amount] / highest, "#f2f5fb"))
        for r, t in zip(table.to_dict("records"), text, strict=True)
    }
    return draw(
        cells,
        rows=names(table, rows),
        columns=names(table, columns),
        groups=None,
        title=title,
        subtitle=subtitle,
        key=None,
        note=note,
    )
