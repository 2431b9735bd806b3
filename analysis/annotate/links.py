"""Which source and which content belong to a cue: biaffine scores over span vectors, with their distance."""

import numpy as np

BUCKETS = 17


def distance_buckets(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Signed, roughly logarithmic distance classes between piece positions a (rows) and b (columns), 0 to BUCKETS -
    1."""
    gap = b[None, :] - a[:, None]
    size = np.digitize(np.abs(gap), [2, 4, 7, 12, 20, 35, 60, 110])  # 0..8
    return np.where(gap < 0, 8 - size, 8 + size)


def scores(head: dict[str, np.ndarray], a: np.ndarray, b: np.ndarray, at_a: np.ndarray, at_b: np.ndarray) -> np.ndarray:
    """Scores (len(a), 1 + len(b)) of each row of a against none (column 0) and each row of b.

    ``a`` and ``b`` are mean hidden states of spans, ``at_*`` the positions of their first pieces, ``head`` the weights.
    """
    left = np.tanh(a @ head["a.weight"].T + head["a.bias"])
    right = np.tanh(b @ head["b.weight"].T + head["b.bias"])
    pairs = (left @ head["pair.weight"].T) @ right.T + (right @ head["single.weight"].T + head["single.bias"]).T
    pairs = pairs + head["distance.weight"][distance_buckets(at_a, at_b), 0]
    none = left @ head["null.weight"].T + head["null.bias"]
    return np.concatenate([none, pairs], 1)
