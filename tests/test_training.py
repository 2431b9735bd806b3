"""Batching of training examples, on hand-made windows; needs PyTorch, no network and no corpus."""

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
from training import batches  # noqa: E402  (needs torch)


def window(n: int, label: int, role_at: int) -> batches.Window:
    roles = np.zeros(n, np.int64)
    roles[role_at] = 1
    return batches.Window(np.arange(n), np.zeros(n, np.int64), np.zeros(n, np.int64), roles=roles, label=label)


def test_a_pack_keeps_every_example_at_the_place_of_its_sentence():
    first, second = [window(5, 0, 1), window(5, 2, 3)], [window(7, 1, 6)]
    packs = [p for seed in range(9) for p in batches.packs([first, second], random.Random(seed))]
    together = next(p for p in packs if len(p) == 12)
    assert [(r.low, r.high, r.label) for r in together.readings] == [(0, 5, 0), (0, 5, 2), (5, 12, 1)]
    assert together.readings[2].roles.tolist() == [0] * 6 + [1]
    assert batches.collate([together]).labels.tolist() == [0, 2, 1]


def test_without_a_generator_every_sentence_stands_alone():
    assert [len(p) for p in batches.packs([[window(5, 0, 1)], [window(7, 1, 6)]], None)] == [5, 7]


def test_masking_spares_the_frame_and_the_padding():
    ids = torch.tensor([[batches.CLS, 7, 8, batches.SEP, 0]])
    assert batches.masked(ids, 1.1).tolist() == [[batches.CLS, batches.MASK, batches.MASK, batches.SEP, 0]]
    assert batches.masked(ids, 0.0).tolist() == ids.tolist()
