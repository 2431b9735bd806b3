"""A figure on the page, with its finding as alt text, and in the run's folder of figures."""

import base64
import html
import io
from pathlib import Path

import matplotlib.style
import pandas as pd
from IPython.display import HTML, display
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.settings import expand
from analysis.tables import show as tables_show
from analysis.tables.words import AS_IT_IS

SUMMARY = "The numbers of this chart"


def png(fig: Figure) -> bytes:
    """The figure as PNG: the same bytes for the same figure, no date and no version in it."""
    buffer = io.BytesIO()
    with matplotlib.style.context(["default", style.SHEET]):
        fig.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def svg(fig: Figure, alt: str) -> bytes:
    """The figure as SVG with its alt text as title: the same bytes for the same figure."""
    buffer = io.BytesIO()
    with matplotlib.style.context(["default", style.SHEET]):
        fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": alt})
    return buffer.getvalue()


def as_html(fig: Figure | None, alt: str, name: str) -> str:
    """The figure as HTML with an embedded picture; the sentence alone where there is nothing to draw."""
    if fig is None:
        return f'<p class="nothing {AS_IT_IS}" id="figure-{html.escape(name)}">{html.escape(alt)}</p>'
    # HTML keeps the alt text in every exporter; an image/png output loses it in some.
    data = base64.b64encode(png(fig)).decode("ascii")
    width = round(fig.get_figwidth() * 100)
    return (
        f'<figure class="chart" id="figure-{html.escape(name)}">'
        f'<img alt="{html.escape(alt)}" width="{width}" src="data:image/png;base64,{data}"></figure>'
    )


def save(fig: Figure, alt: str, name: str, folder: str | Path) -> None:
    """Write NAME.svg and NAME.png into ``folder``, which is made if need be."""
    folder = expand(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_bytes(svg(fig, alt))
    (folder / f"{name}.png").write_bytes(png(fig))


def data_html(data: pd.DataFrame, name: str, unit: str = "") -> str:
    """The numbers of a chart as a table folded under it, whose rows link to what they rest on: for who cannot see the
    chart, and for who wants to count. ``unit`` says what those are that are no plain counts."""
    if data.empty:
        return ""
    caption = f"{SUMMARY}: {name.replace('_', ' ')}{'; ' if unit else ''}{unit}"
    table = tables_show.table(data, caption=caption)
    return f"<details><summary>{SUMMARY}</summary>{table.html}</details>"


def show(
    fig: Figure | None,
    alt: str,
    name: str,
    folder: str | Path = "",
    data: pd.DataFrame | None = None,
    unit: str = "",
) -> None:
    """Display a figure with its alt text and its data, and save it where a folder is given; None shows the alt sentence
    instead."""
    if fig is not None and str(folder):
        save(fig, alt, name, folder)
    display(
        HTML(as_html(fig, alt, name) + (data_html(data, name, unit) if fig is not None and data is not None else ""))
    )


def draw(chart, *tables, folder: str | Path = "", **options) -> None:
    """Draw, describe, display and save a chart: ``draw(figures.mention_frequency, counts, top_n=9, folder="out")``."""
    name = chart.__name__.rsplit(".", 1)[-1]
    fig, alt = chart.figure(*tables, **options), chart.alt_text(*tables, **options)
    data = None if fig is None else chart.data(*tables, **options)
    show(fig, alt, name, folder, data, getattr(chart, "UNIT", ""))
