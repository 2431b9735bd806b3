"""Fits log-linear models over named features by full-batch steps from zero: deterministic, no random draws."""

import re
from collections import Counter
from functools import cache

import numpy as np
import torch

from analysis import settings

STEPS, RATE = 250, 0.1
_WORDY = ("word=", "opens1=", "opens2=", "opens=", "cue=")


@cache
def common_words() -> frozenset[str]:
    """Words that polnear/train writes in lower case at least as often as with a capital inside a sentence: no names."""
    small, capital = Counter(), Counter()
    for path in sorted((settings.data_folder() / "polnear" / "train" / "text").iterdir()):
        for word in re.findall(r"(?<=[a-z,;] )[A-Za-z]+(?:-[A-Za-z]+)*", path.read_text(encoding="utf-8")):
            (small if word[0].islower() else capital)[word.lower()] += 1
    return frozenset(w for w, n in small.items() if n >= 3 and n >= capital[w]) | {"i", "i'm", "n't"}


def _vocabulary(rows: list[dict], least: int) -> list[str]:
    """Features that occur often enough; of those made of words, the ones that hold no name."""
    counts = Counter(f for row in rows for f in row)

    def nameless(feature: str) -> bool:
        return all(not w.isalpha() or w in common_words() for w in feature.split("=", 1)[1].split())

    return sorted(f for f, n in counts.items() if n >= least and (not f.startswith(_WORDY) or nameless(f)))


def _matrix(rows: list[dict], names: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of features as a sparse matrix, and its transpose."""
    where = {n: k for k, n in enumerate(names)}
    cells = [(i, where[f], value) for i, row in enumerate(rows) for f, value in row.items() if f in where]
    i, j, values = (torch.tensor(side) for side in zip(*cells, strict=True))
    values = values.to(torch.float32)

    def sparse(a, b, shape):
        return torch.sparse_coo_tensor(torch.stack([a, b]), values, shape).coalesce().to_sparse_csr()

    return sparse(i, j, (len(rows), len(names))), sparse(j, i, (len(names), len(rows)))


def _descend(gradient, shape, ridge: float) -> np.ndarray:
    """Adam from zero on a convex loss with an L2 penalty; ``gradient`` gives that of the summed loss."""
    weights, first, second = (torch.zeros(shape) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = gradient(weights) + ridge * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / STEPS))
        weights = weights - rate * (first / (1 - 0.9**step)) / ((second / (1 - 0.99**step)).sqrt() + 1e-6)
    return weights.numpy()


def fit_classes(rows: list[dict], labels: list[str], classes: tuple, least: int, ridge: float, offsets=None) -> dict:
    """Multinomial logistic regression: feature to one weight a class. ``offsets``: log scores that are given, not
    learned."""
    names = _vocabulary(rows, least)
    x, transposed = _matrix(rows, names)
    y = torch.eye(len(classes))[[classes.index(label) for label in labels]]
    given = torch.zeros_like(y) if offsets is None else torch.tensor(np.array(offsets), dtype=torch.float32)
    weights = _descend(lambda w: transposed @ ((given + x @ w).softmax(1) - y), (len(names), len(classes)), ridge)
    return dict(zip(names, weights, strict=True))


def fit_choice(groups: list[list[dict]], chosen: list[int], least: int, ridge: float) -> dict:
    """Conditional logit: one weight a feature, each group's candidates against each other."""
    rows = [row for group in groups for row in group]
    names = _vocabulary(rows, least)
    x, transposed = _matrix(rows, names)
    sizes = torch.tensor([len(g) for g in groups])
    owner = torch.repeat_interleave(torch.arange(len(groups)), sizes)
    right = torch.zeros(len(rows))
    right[torch.cumsum(sizes, 0) - sizes + torch.tensor(chosen)] = 1

    def gradient(w):
        values = (x @ w)[:, 0]
        highest = torch.full((len(groups),), -torch.inf).scatter_reduce(0, owner, values, "amax")
        values = (values - highest[owner]).exp()
        total = torch.zeros(len(groups)).index_add(0, owner, values)
        return transposed @ (values / total[owner] - right)[:, None]

    return dict(zip(names, _descend(gradient, (len(names), 1), ridge), strict=True))


def dot(weights: dict, row: dict, size: int) -> np.ndarray:
    """Log scores of one row of features."""
    out = np.zeros(size)
    for feature, value in row.items():
        if feature in weights:
            out += value * weights[feature]
    return out
