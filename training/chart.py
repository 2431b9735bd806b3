"""The chart of the model card: how many of the kept rows are right, and how many are kept at all, by confidence."""

from matplotlib.figure import Figure

from analysis.figures import style
from training.calibrate import Calibration

_FEWEST = 20  # rows before which a share of right ones jumps about


def alt_text(found: Calibration) -> str:
    """The finding in a sentence."""
    _, _, base, reach = found.thresholds[0]
    least, kept, precision, recall = found.thresholds[-1]
    return (
        f"Precision rises from {base:.0%} of all rows to {precision:.0%} of those with a confidence of at least "
        f"{least}, while recall falls from {reach:.0%} to {recall:.0%}, since {kept:.0%} of the rows are kept."
    )


@style.styled
def figure(found: Calibration) -> Figure:
    """Precision over recall while rows are taken in from the surest on, with marks where a threshold lies."""
    fig, ax = style.canvas(
        3.6,
        "What a threshold of confidence buys",
        f"Precision and recall of attributions and their speakers, from the surest row on; n = {found.n} rows, "
        f"{found.labelled} labelled attributions of PolNeAR dev, judged in five folds of articles",
    )
    ax.plot(*zip(*found.curve[_FEWEST - 1 :], strict=True), color=style.BLUE, linewidth=1.6)
    for least, _, precision, recall in found.thresholds:
        ax.plot(recall, precision, "o", color=style.INK, markersize=4)
        name = "every row" if not least else f"at least {least}"
        ax.annotate(name, (recall, precision), xytext=(4, 6), textcoords="offset points", size=8.5)
    ax.set_xlim(0, 1)
    ax.set_ylim(0.5, 1)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda share, _: f"{share:.0%}")
    ax.set_xlabel("recall: labelled attributions that a kept row gives")
    ax.set_ylabel("precision: kept rows that a reader accepts")
    ax.grid()
    return fig
