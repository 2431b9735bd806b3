"""Horizontal stacked bars with a label on every row, as for mention frequency, share of words and sourcing."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures import style


@style.styled
def stacked(
    table: pd.DataFrame, by: str, parts: dict[str, str], totals: list[str], *, title: str, subtitle: str, unit: str
) -> Figure | None:
    """One bar a row of ``table``, in its order, its columns ``parts`` (column to colour) end to end; None without rows.

    The column ``by`` names each bar at its foot, ``totals`` at its end; ``unit`` says what the axis counts. Parts that
    no row has are left out of the key.
    """
    if table.empty:
        return None
    rows, parts = len(table), {part: colour for part, colour in parts.items() if table[part].sum()}
    names = [style.wrap(name, 30, 2) for name in table[by]]
    fig, ax = style.canvas(0.29 * rows + 0.55, title, subtitle, parts if len(parts) > 1 else None)
    left = [0.0] * rows
    for part, colour in parts.items():
        values = [float(v) for v in table[part]]
        ax.barh(range(rows), values, left=left, height=0.72, color=colour, edgecolor="white", linewidth=0.6)
        left = [a + b for a, b in zip(left, values, strict=True)]
    for row, (end, text) in enumerate(zip(left, totals, strict=True)):
        ax.annotate(text, (end, row), xytext=(4, 0), textcoords="offset points", va="center", size=8.5).set_bbox(
            {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
        )
    ax.set_yticks(range(rows), names, linespacing=0.95)
    for tick in ax.get_yticklabels():
        tick.set_size(8 if "\n" in tick.get_text() else 9.5)
    ax.set_ylim(rows - 0.4, -0.6)
    # Room on the right for the label of each bar: about 0.07 inches a character, beside the names on the left.
    inches = style.WIDTH - 0.3 - 0.075 * max(len(line) for name in names for line in name.split("\n"))
    room = (inches - 0.15 - 0.071 * len(text) for text in totals)
    reach = max(end * inches / free for end, free in zip(left, room, strict=True)) or 1
    ax.set_xlim(0, reach)
    # No figures on the axis beyond the longest bar, where they would measure nothing, nor on each other.
    longest = max(left)
    bins = int(inches * longest / reach / (0.25 + 0.09 * len(f"{longest:,.0f}")))
    ticks = MaxNLocator(nbins=min(max(bins, 1), 5), integer=True).tick_values(0, longest)
    ax.set_xticks([t for t in ticks if t <= longest + 1e-9])
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
    ax.set_xlabel(unit)
    ax.grid(axis="x")
    return fig
