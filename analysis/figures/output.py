"""A figure on the page, with its finding as alt text, and in the run's folder of figures."""

import base64
import html
import io
from pathlib import Path

import matplotlib.style
from IPython.display import HTML, display
from matplotlib.figure import Figure

from analysis.figures import numbers, style
from analysis.settings import expand


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
        return f'<p class="nothing" id="figure-{html.escape(name)}">{html.escape(alt)}</p>'
    # HTML keeps the alt text in every exporter; an image/png output loses it in some.
    data = base64.b64encode(png(fig)).decode("ascii")
    width = round(fig.get_figwidth() * 100)
    return (
        f'<figure class="chart" id="figure-{html.escape(name)}" style="margin:0.6em 0">'
        f'<img alt="{html.escape(alt)}" width="{width}" '
        f'style="max-width:100%;height:auto;background:#fff" src="data:image/png;base64,{data}"></figure>'
    )


def save(fig: Figure, alt: str, name: str, folder: str | Path) -> None:
    """Write NAME.svg and NAME.png into ``folder``, which is made if need be."""
    folder = expand(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_bytes(svg(fig, alt))
    (folder / f"{name}.png").write_bytes(png(fig))


def show(fig: Figure | None, alt: str, name: str, folder: str | Path = "", below: str = "") -> None:
    """Display a figure with its alt text and save it where a folder is given; None shows the alt sentence instead.

    ``below`` is HTML that is shown under a figure that was drawn.
    """
    if fig is not None and str(folder):
        save(fig, alt, name, folder)
    display(HTML(as_html(fig, alt, name) + (below if fig is not None else "")))


def draw(chart, *tables, folder: str | Path = "", **options) -> None:
    """Draw, describe, display and save a chart, its numbers folded under it:
    ``draw(figures.mention_frequency, counts, top_n=9, folder="out")``."""
    show(
        chart.figure(*tables, **options),
        chart.alt_text(*tables, **options),
        chart.__name__.rsplit(".", 1)[-1],
        folder,
        numbers.as_html(chart, *tables, **options),
    )
