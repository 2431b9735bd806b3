"""A figure of summed counts, with the interval that the choice of articles leaves open."""

import math
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

RESAMPLES = 1000

Interval = tuple[float, float, float]  # a figure, and the ends of its 95 % interval
Figure = Callable[[Mapping], float]


def f1(right: float, predicted: float, gold: float) -> float:
    """F1 in percent of counts; not a number where there is nothing to find and nothing was found."""
    return 200 * right / (predicted + gold) if predicted + gold else math.nan


def intervals(units: list[Counter], figures: Mapping[str, Figure]) -> dict[str, Interval]:
    """Figures of the summed counts with their 95 % bootstrap percentiles: units drawn anew with replacement, the same
    draws for every figure; those in which it is not a number are passed over. Nothing where there are no units."""
    if not units:
        return {}
    keys = sorted(set().union(*units))
    counts = np.array([[unit[key] for key in keys] for unit in units])
    drawn = np.random.default_rng(0).multinomial(len(units), np.full(len(units), 1 / len(units)), RESAMPLES) @ counts
    total, resampled = (
        [Counter(dict(zip(keys, row, strict=True))) for row in rows.tolist()] for rows in (counts.sum(0)[None], drawn)
    )
    out = {}
    for name, figure in figures.items():
        low, high = np.nanpercentile([figure(c) for c in resampled], [2.5, 97.5])
        out[name] = (float(figure(total[0])), float(low), float(high))
    return out


def interval(units: list[Counter], figure: Figure) -> Interval:
    """One figure of the summed counts with its interval."""
    return intervals(units, {"": figure})[""]
