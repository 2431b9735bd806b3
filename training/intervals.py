"""A figure of summed counts, with the interval that the choice of articles leaves open."""

import random
from collections import Counter

RESAMPLES = 300


def f1(right: float, predicted: float, gold: float) -> float:
    return 200 * right / max(1, predicted + gold)


def interval(units: list[Counter], figure) -> tuple[float, float, float]:
    """A figure of summed counts and its 95 % bootstrap interval over the units."""
    total = sum(units, Counter())
    rng = random.Random(0)
    drawn = sorted(figure(sum(rng.choices(units, k=len(units)), Counter())) for _ in range(RESAMPLES))
    return figure(total), drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]
