"""Log-linear scores over named features: the whole of the small models behind act, towards, basis and target.

A weights file is JSON: model name to {"labels": [...], "weights": {feature: [one number a label]}}. Written by
``training/act_tuning.py``; readable, so that a wrong decision can be traced to the words that made it.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np

PATH = Path(__file__).parent / "data" / "judgement_weights.json"
Features = dict[str, float]


@cache
def models() -> dict[str, dict]:
    """The shipped models: labels (n of them), rows (feature to its row) and weights: a float array, a row a feature and
    a column a label."""
    loaded = json.loads(PATH.read_text(encoding="utf-8"))
    return {
        name: {
            "labels": tuple(model["labels"]),
            "rows": {feature: k for k, feature in enumerate(model["weights"])},
            "weights": np.array(list(model["weights"].values())),
        }
        for name, model in loaded.items()
    }


def scores(name: str, features: Features) -> np.ndarray:
    """Unnormalised log scores (n,), one a label of the model; features without a weight count nothing. KeyError for a
    model that does not exist."""
    model = models()[name]
    known = {model["rows"][feature]: value for feature, value in features.items() if feature in model["rows"]}
    if not known:
        return np.zeros(len(model["labels"]))
    terms = model["weights"][list(known)] * np.fromiter(known.values(), float)[:, None]
    return np.cumsum(terms, 0)[-1]  # unlike sum, always one after the other: the last digit too is the same everywhere
