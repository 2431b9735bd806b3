"""Fit the confidence of attributions on the labelled dev articles, and say how well it is calibrated.

    python -m training.calibrate [--data DIR] [--update]

A predicted attribution is acceptable when it finds a gold one (content Jaccard of at least .5) and names its speaker, or names
none. Prints the expected calibration error (10 bins) over five folds of articles; ``--update`` writes the weights.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

import analysis
from analysis.annotate.confidence import FEATURES, features, probability
from training import sources
from training.evaluate import _cover, same_name

WEIGHTS = Path(__file__).parents[1] / "analysis" / "annotate" / "data" / "confidence.json"


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


def examples(root: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, acceptable or not, and the article's number, of every predicted attribution that the labels can judge."""
    nlp, labels = analysis.load_pipeline(), defaultdict(dict)
    for line in (root / "speakers" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["name"]][row["start"], row["end"]] = row["speaker"]
    rows, accepted, article = [], [], []
    pipes = [
        name for name in nlp.pipe_names if name not in ("onrecord_confidence", "onrecord_tone", "onrecord_cleaner")
    ]
    for number, one in enumerate(a for a in sources.polnear("dev", root) if a.name in labels):
        with nlp.select_pipes(enable=pipes):
            doc = nlp(one.text)
        gold = [(_cover(g.spans["Content"]), g.spans["Content"]) for g in one.annotators[0] if g.spans.get("Content")]
        for a, scores in zip(doc._.attributions, doc.user_data["onrecord.judgements"]):
            content = _cover(a.content)
            overlap, spans = max(((len(content & g) / len(content | g), s) for g, s in gold), default=(0, None))
            key = spans and (min(s for s, _ in spans), max(e for _, e in spans))
            if overlap >= 0.5 and key not in labels[one.name]:
                continue
            rows.append(features(a, scores))
            accepted.append(overlap >= 0.5 and (a.speaker is None or same_name(a.speaker, labels[one.name][key])))
            article.append(number)
    return np.array(rows), np.array(accepted, float), np.array(article)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--update", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    x, y, article = examples(arguments.data)
    p = np.zeros(len(y))
    for fold in range(5):
        held = article % 5 == fold
        p[held] = probability(x[held], fit(x[~held], y[~held]))
    print(
        f"{len(y)} attributions, {y.mean():.3f} acceptable; expected calibration error {100 * calibration_error(p, y):.1f} % (five folds of articles)"
    )
    for low in (0.5, 0.7, 0.8, 0.9):
        keep = p >= low
        print(f"confidence at least {low}: {keep.mean():.3f} of the rows, {y[keep].mean():.3f} of them acceptable")
    if arguments.update:
        weights = {name: round(float(w), 4) for name, w in zip(FEATURES, fit(x, y))}
        WEIGHTS.write_text(
            json.dumps({"weights": weights, "fitted_on": "PolNeAR dev, 40 articles labelled by reading"}, indent=1)
            + "\n"
        )
