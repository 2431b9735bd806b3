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
    """The shipped models: name to labels (n of them) and weights, feature to a float array (n,)."""
    loaded = json.loads(PATH.read_text(encoding="utf-8"))
    return {
        name: {"labels": tuple(model["labels"]), "weights": {f: np.array(w) for f, w in model["weights"].items()}}
        for name, model in loaded.items()
    }


def scores(name: str, features: Features) -> np.ndarray:
    """Unnormalised log scores (n,), one a label of the model; features without a weight count nothing. KeyError for a
    model that does not exist."""
    model = models()[name]
    out = np.zeros(len(model["labels"]))
    for feature, value in features.items():
        weights = model["weights"].get(feature)
        if weights is not None:
            out += value * weights
    return out
