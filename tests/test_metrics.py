"""The figures of record: how annotations are judged, on hand-made spans."""

from collections import Counter

import numpy as np
import pytest

from analysis.annotate.types import Attribution
from training import calibrate, metrics
from training.intervals import intervals
from training.sources import GoldAttribution

TEXT = "Ann said it rained. Bob said it snowed."
ANN = GoldAttribution({"Source": [(0, 3)], "Cue": [(4, 8)], "Content": [(9, 18)]})
BOB = GoldAttribution({"Source": [(20, 23)], "Cue": [(24, 28)], "Content": [(29, 38)]})


def test_attributions_are_found_by_content_and_linked_by_source():
    predicted = [
        Attribution((0, 3), (4, 8), ((9, 18),), "indirect"),
        Attribution((0, 3), (24, 28), ((29, 38),), "direct"),
    ]
    count = metrics.attribution_counts(TEXT, [ANN, BOB], predicted)
    assert (count["found"], count["linked"], count["Cue_right"], count["Source_right"]) == (2, 1, 2, 1)
    assert count["kind"] == 1


def test_a_predicted_content_finds_one_gold_one_only():
    assert metrics.matches([[(0, 10)], [(0, 9)]], [[(0, 10)]]) == [0, None]
    assert metrics.matches([[(0, 10)]], [[(6, 10)], [(0, 6)]]) == [1]
    assert metrics.matches([[]], [[(0, 4)]]) == [None]


def test_speakers_are_judged_on_quotations_and_acts_on_everything():
    text = "“It rained,” Ann said. Bob said it snowed."
    keys = ("start", "end", "speaker", "act", "basis", "target", "polarity")
    rows = [
        dict(zip(keys, (0, 12, "Ann", "state", "own_words", None, None), strict=True)),
        dict(zip(keys, (32, 41, "Bob", "state", "paraphrase", "Ann", -1), strict=True)),
    ]
    found = [
        Attribution((13, 16), (17, 21), ((0, 12),), "direct", act="state", speaker="Bob", basis="own_words"),
        Attribution(
            (23, 26), (27, 31), ((32, 41),), "indirect", act="deny", speaker="Bob", target="Ann", towards="critical"
        ),
    ]
    count = metrics.speaker_counts(text, rows, found)
    assert (count["gold"], count["named"], count["right"], count["any"], count["act"]) == (1, 1, 0, 2, 1)
    assert (count["targets"], count["towards"], count["basis"]) == (1, 1, 2)
    assert metrics.speaker_counts(text, rows, found, quoted_only=False)["right"] == 1


def test_an_interval_holds_its_figure_and_comes_out_the_same_again():
    units = [Counter(a=k % 3, b=3) for k in range(30)]
    (once,) = intervals(units, {"share": metrics.share("a", "b")}).values()
    assert once[0] == pytest.approx(100 / 3)
    assert once[1] < once[0] < once[2]
    assert intervals(units, {"share": metrics.share("a", "b")}) == {"share": once}
    assert intervals([], {"share": metrics.share("a", "b")}) == {}


def test_draws_without_anything_to_judge_are_passed_over():
    units = [Counter(right=1, named=1, gold=1), Counter(gold=1)]
    (precise,) = intervals(units, {"precision": metrics.share("right", "named")}).values()
    assert precise == (100, 100, 100)


def test_macro_f1_counts_a_class_that_is_never_right():
    assert metrics.macro_f1(2)(Counter({(0, 0): 3, (1, 0): 1})) == pytest.approx(100 * (6 / 7) / 2)


def test_confidence_is_judged_on_articles_that_it_was_not_fitted_on():
    rng = np.random.default_rng(1)
    x = np.c_[np.ones(600), rng.normal(size=(600, 15))]
    y = (rng.random(600) < 1 / (1 + np.exp(-2 * x[:, 1]))).astype(float)
    told = calibrate.calibration(calibrate.Examples(x, y, np.repeat(np.arange(30), 20), labelled=800))
    assert told.error[0] < 8
    assert [t for t, *_ in told.thresholds] == list(calibrate.THRESHOLDS)
    kept, precision = [k for _, k, _, _ in told.thresholds], [p for _, _, p, _ in told.thresholds]
    assert kept == sorted(kept, reverse=True) and precision[-1] > precision[0] == pytest.approx(y.mean())
    assert told.curve[-1] == pytest.approx((y.sum() / 800, y.mean()), abs=1e-4)


def test_the_error_of_confidence_that_says_nothing():
    y = np.array([1.0, 0.0, 1.0, 0.0])
    assert calibrate.calibration_error(np.full(4, 0.5), y) == 0
    assert calibrate.calibration_error(np.full(4, 0.9), y) == pytest.approx(0.4)
