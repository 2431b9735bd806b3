"""Two small networks over the encoder's states that add to the log-linear scores: which candidate is the target, and how
it is treated. Trained by training/judges.py on the labels by reading."""

import numpy as np

from analysis.annotate.model import gelu, load_model
from analysis.annotate.types import Attribution, Span

STATE = 768  # numbers in a state (encoder.Encoding.state)
MOST_MENTIONS = 3  # of a candidate inside the content that are read


def about(state, attribution: Attribution, sentence: Span) -> np.ndarray:
    """The attribution as one vector (4 * STATE): its content, cue, source, and the sentence in which the content begins."""
    cue, source = ((span,) if span else () for span in (attribution.cue, attribution.source))
    return np.concatenate([state(attribution.content), state(cue), state(source), state((sentence,))])


def correction(head: str, asked: np.ndarray, candidates: np.ndarray, given: np.ndarray) -> np.ndarray:
    """What the network adds to the log scores ``given`` (n, k) of n candidates with states (n, STATE)."""
    w = load_model().heads[head]
    q = np.tanh(w["about.weight"] @ asked + w["about.bias"])[None].repeat(len(candidates), 0)
    v = np.tanh(candidates @ w["candidate.weight"].T + w["candidate.bias"])
    inner = gelu(np.concatenate([q, v, q * v, given], 1) @ w["inner.weight"].T + w["inner.bias"])
    return inner @ w["out.weight"].T + w["out.bias"]
