"""Fit the confidence of attributions on the labelled dev articles, and say what it is worth.

    python -m training.calibrate [--data DIR] [--update]

A predicted attribution is acceptable when it finds a gold one (content Jaccard of at least .5) and names its speaker,
or names none. What is told comes from five folds of articles, each judged by weights fitted on the other four;
``--update`` writes the weights fitted on all.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.annotate.confidence import FEATURES, probability
from training import metrics, sources
from training.intervals import Interval
from training.reading import Read, read_articles

WEIGHTS = Path(__file__).parents[1] / "analysis" / "annotate" / "data" / "confidence.json"
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
_FOLDS, _RESAMPLES = 5, 300


@dataclass
class Examples:
    """What the labels can judge: features (n, len(FEATURES)) of predicted attributions, whether a reader would accept
    each, its article's number; and how many attributions are labelled at all."""

    values: np.ndarray
    accepted: np.ndarray
    article: np.ndarray
    labelled: int


@dataclass
class Calibration:
    """Confidence against what a reader accepts. ``error``: expected calibration error in percent, with its interval
    (drawing anew can only add to this error, so the interval lies high).
    ``thresholds``: rows (least confidence, share of rows kept, precision of these, recall); ``curve``: (recall,
    precision) while rows are taken in from the surest on. Shares of 1; recall is of all that is labelled."""

    n: int
    labelled: int
    error: Interval
    thresholds: list[tuple[float, float, float, float]]
    curve: list[tuple[float, float]]

    def told(self) -> str:
        value, low, high = self.error
        lines = [
            f"confidence of {self.n} attributions, five folds of articles: expected calibration error {value:.1f} "
            f"({low:.1f} to {high:.1f})",
            "at least   kept  precision  recall",
        ]
        return "\n".join(lines + [f"{t:8.1f} {k:6.3f} {p:10.3f} {r:7.3f}" for t, k, p, r in self.thresholds])


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 2.0) -> np.ndarray:
    """Logistic regression by Newton's method with a ridge penalty on all weights but the first."""
    w, penalty = np.zeros(x.shape[1]), np.full(x.shape[1], ridge)
    penalty[0] = 0
    for _ in range(50):
        p = probability(x, w)
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty) + 1e-9 * np.eye(len(w)), x.T @ (y - p) - penalty * w
        )
        w = w + step
        if np.abs(step).max() < 1e-8:
            break
    return w


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and share accepted, over equal-width bins."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(abs(p[at == b].mean() - y[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())
    )


def examples(articles: Iterable[Read]) -> Examples:
    """Every predicted attribution of the labelled articles, but those that find a gold one without a label."""
    values, accepted, article, labelled = [], [], [], 0
    for number, one in enumerate(a for a in articles if a.labels):
        names = {(r["start"], r["end"]): r["speaker"] for r in one.labels}
        gold = [(metrics.cover(g.spans["Content"]), g.spans["Content"]) for g in one.gold if g.spans.get("Content")]
        labelled += len(one.labels)
        for a, row in zip(one.predicted, one.values, strict=True):
            content = metrics.cover(a.content)
            overlap, spans = max(((metrics.jaccard(content, g), s) for g, s in gold), default=(0.0, []))
            found = overlap >= metrics.FOUND
            if found and sources.extent(spans) not in names:
                continue
            values.append(row)
            accepted.append(found and (a.speaker is None or metrics.same_name(a.speaker, names[sources.extent(spans)])))
            article.append(number)
    return Examples(np.array(values), np.array(accepted, float), np.array(article), labelled)


def calibration(e: Examples) -> Calibration:
    """What confidence is worth on articles that its weights were not fitted on."""
    p, y = np.zeros(len(e.accepted)), e.accepted
    for fold in range(_FOLDS):
        held = e.article % _FOLDS == fold
        p[held] = probability(e.values[held], fit(e.values[~held], y[~held]))
    rows = [np.flatnonzero(e.article == k) for k in range(e.article.max() + 1)]
    rng = np.random.default_rng(0)
    drawn = [np.concatenate([rows[k] for k in rng.integers(len(rows), size=len(rows))]) for _ in range(_RESAMPLES)]
    low, high = np.percentile([calibration_error(p[d], y[d]) for d in drawn], [2.5, 97.5])
    order = np.argsort(-p, kind="stable")
    right = y[order].cumsum()
    curve = [(round(float(r) / e.labelled, 4), round(float(r) / n, 4)) for n, r in enumerate(right, 1)]
    thresholds = []
    for least in THRESHOLDS:
        kept = p >= least
        thresholds.append(
            (least, float(kept.mean()), float(y[kept].mean()) if kept.any() else 1.0, float(y[kept].sum() / e.labelled))
        )
    error = (100 * calibration_error(p, y), 100 * float(low), 100 * float(high))
    return Calibration(len(y), e.labelled, error, thresholds, curve)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--update", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    judged = examples(read_articles(arguments.data, limit=0))
    print(calibration(judged).told())
    if arguments.update:
        weights = zip(FEATURES, fit(judged.values, judged.accepted), strict=True)
        about = {"weights": {k: round(float(w), 4) for k, w in weights}}
        about["fitted_on"] = f"PolNeAR dev, {len(np.unique(judged.article))} articles labelled by reading"
        WEIGHTS.write_text(json.dumps(about, indent=1) + "\n")
