"""The model card: tables between its markers, and a chart that says what it shows."""

import pytest

from training import card, chart
from training.calibrate import Calibration

FOUND = Calibration(
    40, 50, (3.0, 2.0, 6.0), [(0.0, 1.0, 0.6, 0.5), (0.9, 0.25, 0.9, 0.2)], [(k / 80, 1 - k / 100) for k in range(40)]
)


def test_a_block_is_put_between_its_markers_and_nowhere_else():
    text = "a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb"
    assert card.between(text, "x", "| new \\1 |") == "a\n<!-- x:begin -->\n| new \\1 |\n<!-- x:end -->\nb"
    with pytest.raises(ValueError, match="no markers y:begin"):
        card.between(text, "y", "")


def test_a_figure_that_one_part_lacks_has_no_row():
    parts = {"direct": {"found": (90.0, 80.0, 95.0), "act": (1.0, 0.0, 2.0)}, "mixed": {"found": (70.0, 60.0, 75.0)}}
    assert card.crossed(parts).split("\n") == [
        "| | direct | mixed |",
        "|---|---|---|",
        card.crossed(parts).split("\n")[2],
    ]
    assert "90.0 (80 to 95) | 70.0 (60 to 75)" in card.crossed(parts)


def test_the_chart_states_its_finding_and_is_the_same_every_time():
    assert chart.alt_text(FOUND).startswith("Precision rises from 60% of all rows to 90%")
    one, other = (card.svg(chart.figure(FOUND), chart.alt_text(FOUND)) for _ in range(2))
    assert one == other and b"Precision rises" in one
