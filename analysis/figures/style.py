"""The look that all charts share: style sheet, colours by meaning, header, key and labels that are safe to draw."""

import functools
import unicodedata
from pathlib import Path

import matplotlib.style
from matplotlib.figure import Figure
from matplotlib.patches import Patch

SHEET = Path(__file__).parent / "data" / "onrecord.mplstyle"
WIDTH = 8.0  # inches; shown at 800 pixels
INK, FAINT = "#1f2328", "#6a707a"

# Hues of matplotlib's petroff6 cycle (told apart by colour-blind readers), lightened where dark figures stand on them.
BLUE, ORANGE, PURPLE, GREY, PALE = "#5790fc", "#f89c20", "#b58bd0", "#b9bbc1", "#e6e8ec"
STANCE = {"for": BLUE, "against": ORANGE, "mixed": PURPLE, "unclear": PALE}
TOWARDS = {"supportive": BLUE, "critical": ORANGE, "mixed": PURPLE, "neutral": PALE}
TONE = {"negative": ORANGE, "neutral": PALE, "positive": BLUE}
KIND = {"direct": BLUE, "mixed": "#a9c5fd", "indirect": GREY}
SOURCING = {
    "named": BLUE,
    "institution": "#a9c5fd",
    "document": PURPLE,
    "unnamed": ORANGE,
    "unresolved": PALE,
}
FORM = {"named": BLUE, "metonym": ORANGE, "described": GREY}

_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def styled(draw):
    """Run a drawing function under our style sheet, whatever the user's own settings are, and lay its figure out once.

    Laying out again at every save would move things by a hair, and equal figures would no longer be equal files.
    """

    @functools.wraps(draw)
    def inner(*args, **kwargs):
        with matplotlib.style.context(["default", SHEET]):
            fig = draw(*args, **kwargs)
            if fig is not None:
                fig.draw_without_rendering()
                fig.draw_without_rendering()  # the second pass settles what the first moved
                fig.set_layout_engine("none")
            return fig

    return inner


def canvas(
    body: float, title: str, subtitle: str, key: dict[str, str] | None = None, note: str = ""
) -> tuple[Figure, object]:
    """A figure ``body`` inches high under its header, and its one axes.

    The header holds what is shown, its units and n, and the key (label to colour) right above what it explains.
    """
    subtitle = wrap(subtitle, 118)
    head = 0.42 + 0.17 * (subtitle.count("\n") + 1) + (0.26 if key else 0.06)
    foot = 0.24 if note else 0.04
    height = head + body + foot
    fig = Figure(figsize=(WIDTH, height))
    fig.set_layout_engine("constrained", rect=(0, foot / height, 1, body / height), w_pad=0.06, h_pad=0.02)
    fig.text(0.01, 1 - 0.10 / height, title, size=12, weight="bold", va="top")
    fig.text(0.01, 1 - 0.36 / height, subtitle, size=9, color=FAINT, va="top", linespacing=1.3)
    if key:
        fig.legend(
            [Patch(facecolor=c, edgecolor="#8a8f98", linewidth=0.5) for c in key.values()],
            list(key),
            ncols=len(key),
            loc="upper left",
            bbox_to_anchor=(0.007, 1 - (head - 0.25) / height),
            frameon=False,
            fontsize=9,
            handlelength=0.9,
            handleheight=0.9,
            columnspacing=1.4,
            handletextpad=0.5,
            borderpad=0,
            borderaxespad=0.2,
        )
    if note:
        fig.text(0.01, 0.07 / height, note, size=8, color=FAINT, va="bottom")
    return fig, fig.add_subplot()


def blend(colour: str, share: float, ground: str = PALE) -> str:
    """A colour mixed into a ground: ``share`` 0 gives the ground, 1 the colour."""
    pairs = [(int(ground[i : i + 2], 16), int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * min(max(share, 0.0), 1.0)):02x}" for a, b in pairs)


def label(text, width: int = 34) -> str:
    """A name as one line that can be drawn: no control or text-direction characters, cut at ``width`` with "…"."""
    line = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in str(text) if c not in _BIDI)
    line = " ".join(line.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def wrap(text, width: int, lines: int = 6) -> str:
    """A sentence broken into at most ``lines`` lines of about ``width`` characters; the last ends in "…" if cut."""
    out = [""]
    for word in label(text, 2000).split():
        word = label(word, width)
        if out[-1] and len(out[-1]) + 1 + len(word) > width:
            out.append(word)
        else:
            out[-1] = f"{out[-1]} {word}".strip()
    if len(out) > lines:
        out = out[:lines]
        out[-1] = label(out[-1] + " …", width)
    return "\n".join(out)
