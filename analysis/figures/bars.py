"""Horizontal stacked bars with a label on every row: the shape behind mention frequency and share of words."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures import style


@style.styled
def stacked(
    table: pd.DataFrame,
    *,
    names: list[str],
    parts: dict[str, str],
    totals: list[str],
    title: str,
    subtitle: str,
    unit: str,
    note: str = "",
) -> Figure:
    """One bar a row of ``table``, longest first, its columns ``parts`` (column to colour) end to end.

    ``names`` and ``totals`` label each bar at its foot and at its end; ``unit`` says what the axis counts.
    """
    rows = len(table)
    fig, ax = style.canvas(0.29 * rows + 0.55, title, subtitle, parts if len(parts) > 1 else None, note)
    left = [0.0] * rows
    for part, colour in parts.items():
        values = [float(v) for v in table[part]]
        ax.barh(range(rows), values, left=left, height=0.72, color=colour, edgecolor="white", linewidth=0.6)
        left = [a + b for a, b in zip(left, values)]
    for row, (end, text) in enumerate(zip(left, totals)):
        ax.annotate(text, (end, row), xytext=(4, 0), textcoords="offset points", va="center", size=8.5)
    ax.set_yticks(range(rows), [style.label(n) for n in names])
    ax.set_ylim(rows - 0.4, -0.6)
    # Room on the right for the label of each bar: about 0.07 inches a character, beside the names on the left.
    inches = style.WIDTH - 0.3 - 0.075 * max(len(style.label(n)) for n in names)
    ax.set_xlim(0, max(end * inches / (inches - 0.15 - 0.071 * len(text)) for end, text in zip(left, totals)) or 1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.set_xlabel(unit)
    ax.grid(axis="x")
    return fig
