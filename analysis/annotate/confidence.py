"""Confidence: the calibrated probability that a careful reader would accept an attribution and its speaker.

Logistic regression over what the components before it were sure of; the weights come from ``training.calibrate``.
"""

import functools
import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.extensions import set_records
from analysis.annotate.types import Attribution

FEATURES = (
    "bias",
    "content",
    "cue",
    "cue_link",
    "has_source",
    "source",
    "source_link",
    "certainty",
    "named",
    "pronoun",
    "description",
    "previous",
    "no_actor",
    "direct",
    "mixed",
    "length",
)


def _logit(p: float) -> float:
    p = min(max(p, 0.002), 0.998)
    return float(np.log(p / (1 - p)))


def features(attribution: Attribution, scores: dict) -> np.ndarray:
    """Feature values (len(FEATURES),) in their order; ``scores`` as find_attributions gives them."""
    a, source = attribution, attribution.source is not None
    value = {
        "bias": 1.0,
        "content": _logit(scores["content"]),
        "cue": _logit(scores["cue"]),
        "cue_link": _logit(scores["cue_link"]),
        "has_source": float(source),
        "source": _logit(scores["source"]) if source else 0.0,
        "source_link": _logit(scores["source_link"]),
        "certainty": a.confidence if a.speaker else 0.0,
        "no_actor": float(a.speaker is not None and a.speaker_actor is None),
        "direct": float(a.kind == "direct"),
        "mixed": float(a.kind == "mixed"),
        "length": float(np.log1p(sum(e - s for s, e in a.content) / 20)),
    }
    value |= {how: float(a.speaker_from == how) for how in ("named", "pronoun", "description", "previous")}
    return np.array([value[name] for name in FEATURES])


@functools.cache
def _weights() -> np.ndarray:
    stored = json.loads((files("analysis.annotate") / "data" / "confidence.json").read_text(encoding="utf-8"))
    return np.array([stored["weights"][name] for name in FEATURES])


def probability(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Probability of each row of feature values (..., len(FEATURES)): the logistic function of their weighted sum."""
    return 1 / (1 + np.exp(-(values @ weights)))


@Language.component("onrecord_confidence", assigns=["doc._.attributions"])
def set_confidence(doc: Doc) -> Doc:
    """Replace the raw certainty of each attribution by the calibrated one; a claim within a content takes its
    holder's."""
    found = doc._.attributions
    judged = [
        replace(a, confidence=round(float(probability(features(a, s), _weights())), 3))
        for a, s in zip(found, doc.user_data["onrecord.certainties"], strict=True)
    ]
    set_records(doc, "attributions", judged)
    claimed = []
    for one in doc._.ascribed:
        holders = [a.confidence for a in judged if any(s <= one.content[0][0] < e for s, e in a.content)]
        claimed.append(replace(one, confidence=round(0.8 * max(holders, default=0.5), 3)))
    set_records(doc, "ascribed", claimed)
    return doc
