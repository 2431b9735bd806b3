"""Trains the judge of analysis/annotate/judges.py: layers that read a passage with an attribution and the actors
marked, and heads on act, basis, target and towards that add to given log scores. Called by training.act_tuning."""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from analysis.annotate import judges
from analysis.annotate.judges import Passage
from analysis.annotate.model import WIDTH
from analysis.annotate.types import ACTS, BASES, TOWARDS, Attribution
from training.judgements import Case
from training.network import Network, reading_layers
from training.quantize import quantized

SIZE, DROP, SMOOTHED = 128, 0.2, 0.05
PASSES, RATE, HEAD_RATE, DECAY, AVERAGED = 2, 1e-4, 6e-4, 0.02, 0.996
BATCH = 24


class Reader(nn.Module):
    """Passages' middle states (rows, n, 384) read again with the marks of analysis.annotate.judges.Passage."""

    def __init__(self, start: Network):
        super().__init__()
        self.parts, self.named = nn.Embedding(4, WIDTH), nn.Embedding(3, WIDTH)
        for table in (self.parts, self.named):
            nn.init.normal_(table.weight, 0, 0.02)
        self.layers = reading_layers(start)

    def forward(self, middle, parts, named, mask=None):
        hidden = middle + self.parts(parts) + self.named(named)
        if mask is not None:
            mask = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * torch.finfo(hidden.dtype).min
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


def _mlp(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(DROP), nn.Linear(width, 256), nn.GELU(), nn.Dropout(DROP), nn.Linear(256, out))


class Target(nn.Module):
    """Scores of candidates, the last of whom is nobody."""

    def __init__(self):
        super().__init__()
        self.about, self.candidate = nn.Linear(4 * WIDTH, SIZE), nn.Linear(WIDTH, SIZE)
        self.known = nn.Linear(WIDTH, SIZE)
        self.absent, self.nobody = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        self.inner, self.out = nn.Linear(3 * SIZE + 1, 64), nn.Linear(64, 1)
        self.drop = nn.Dropout(DROP)

    def forward(self, about, named, known, given):
        states = torch.stack([*named, self.nobody])
        q = torch.tanh(self.about(self.drop(about)))[None].expand(len(states), -1)
        v = torch.tanh(self.candidate(self.drop(states)) + self.known(self.drop(known)))
        inner = nn.functional.gelu(self.inner(self.drop(torch.cat([q, v, q * v, given[:, None]], 1))))
        return given + self.out(inner)[:, 0]


@dataclass
class Question:
    """One attribution: its passage, the scores that are given, the right answers (None where unlabelled; classes as
    positions in ACTS, BASES, TOWARDS)."""

    passage: Passage
    middle: np.ndarray  # (pieces of the passage, 384), half precision
    candidates: list[int | None]  # n of them, the last is nobody
    known: np.ndarray  # (n, 384): state of each candidate, see Cast.known_by
    meant: int | None  # the labelled target, where it is an actor of the article
    act_given: np.ndarray  # log scores (12,), and so on
    basis_given: np.ndarray  # (5,)
    target_given: np.ndarray  # (n,)
    towards_given: np.ndarray | None  # (3,); None without a labelled target
    act: int
    basis: int | None
    fits: list[int]  # candidates that are the labelled target, the last for nobody; none: it is not among them
    towards: int | None


def question(case: Case, attribution: Attribution, **given) -> Question:
    """``given``: the fields of Question from candidates on, besides ``known``."""
    read = case.cast.passage(attribution)
    known = np.stack([case.cast.known_by(attribution, c) for c in given["candidates"]])
    return Question(read, case.cast.read.middle[read.low : read.high].astype(np.float16), known=known, **given)


class Judge(nn.Module):
    """The reader and its heads; analysis.annotate.judges.Judge says what each head is asked."""

    def __init__(self, start: Network):
        super().__init__()
        self.reader = Reader(start)
        self.act, self.basis = _mlp(4 * WIDTH, len(ACTS)), _mlp(4 * WIDTH, len(BASES))
        self.target, self.towards = Target(), _mlp(3 * WIDTH, len(TOWARDS))

    def read(self, questions: list[Question]) -> torch.Tensor:
        """States (questions, n, 384) of their passages."""
        n = max(len(q.middle) for q in questions)
        middle = torch.zeros(len(questions), n, WIDTH)
        parts, named, mask = (torch.zeros(len(questions), n, dtype=torch.long) for _ in range(3))
        for k, q in enumerate(questions):
            own = slice(0, len(q.middle))
            middle[k, own] = torch.from_numpy(q.middle.astype(np.float32))
            parts[k, own], named[k, own] = torch.from_numpy(q.passage.parts), torch.from_numpy(q.passage.named)
            mask[k, own] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.reader(middle, parts, named, mask).float()

    def loss(self, questions: list[Question]) -> torch.Tensor:
        """Mean over the questions."""
        read = zip(questions, self.read(questions), strict=True)
        return sum(self._loss(q, states) for q, states in read) / len(questions)

    def _loss(self, q: Question, states: torch.Tensor) -> torch.Tensor:
        def mean(positions):
            return states[torch.from_numpy(positions)].mean(0) if len(positions) else torch.zeros(WIDTH)

        def cross(scores, given, label):
            scores = scores + torch.from_numpy(np.asarray(given, np.float32))
            return nn.functional.cross_entropy(scores[None], torch.tensor([label]), label_smoothing=SMOOTHED)

        vectors = torch.cat([mean(q.passage.where(part)) for part in (judges.SOURCE, judges.CUE, judges.CONTENT, None)])
        loss = cross(self.act(vectors), q.act_given, q.act)
        if q.basis is not None:
            loss = loss + 0.5 * cross(self.basis(vectors), q.basis_given, q.basis)
        if q.fits:
            found = [q.passage.of(c) for c in q.candidates[:-1]]
            named = [mean(f) if len(f) else self.target.absent for f in found]
            scores = self.target(vectors, named, torch.from_numpy(q.known), torch.from_numpy(q.target_given))
            loss = loss + torch.logsumexp(scores, 0) - torch.logsumexp(scores[q.fits], 0)
        if q.towards is not None:
            found = q.passage.of(q.meant)
            actor = mean(found if len(found) else q.passage.where(judges.CONTENT))
            loss = loss + cross(self.towards(torch.cat([actor, vectors[2 * WIDTH :]])), q.towards_given, q.towards)
        return loss


def _batches(questions: list[Question], rng: random.Random) -> list[list[Question]]:
    """Passages of like length together, in shuffled order."""
    order = sorted(questions, key=lambda q: len(q.middle) + 20 * rng.random())
    out = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
    rng.shuffle(out)
    return out


def fit(questions: list[Question], start: Network, seed: int = 1, after=lambda net: None) -> Judge:
    """A judge whose layers begin as those of ``start``; ends with a running mean of the weights. ``after`` is called
    with the mean after each pass."""
    torch.manual_seed(seed)
    rng, net = random.Random(seed), Judge(start)
    layers = [p for n, p in net.named_parameters() if n.startswith("reader.layers")]
    heads = [p for n, p in net.named_parameters() if not n.startswith("reader.layers")]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    steps = PASSES * -(-len(questions) // BATCH)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0.0, 1 - s / steps)
    )
    mean = {k: v.detach().clone() for k, v in net.state_dict().items()}
    began, step = time.time(), 0
    for number in range(1, PASSES + 1):
        net.train()
        running = 0.0
        for batch in _batches(questions, rng):
            value = net.loss(batch)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            step += 1
            share = 1 - min(AVERAGED, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, weights in net.state_dict().items():
                    mean[name].lerp_(weights, share)
            running = 0.98 * running + 0.02 * value.item()
        own = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(mean)
        net.eval()
        print(f"judge, pass {number} of {PASSES}: loss {running:.3f}, {time.time() - began:.0f} s", flush=True)
        after(net)
        if number < PASSES:
            net.load_state_dict(own)
    return net


def export(net: Judge, folder: Path) -> None:
    """judge.onnx (int8) and judges.npz (heads, half precision) as analysis.annotate.model reads them."""
    zeros = torch.zeros(1, 12, dtype=torch.long)
    inputs = {"middle": torch.zeros(1, 12, WIDTH), "parts": zeros, "named": zeros}
    quantized(net.reader, inputs, ["hidden"], folder / "judge.onnx")
    heads = {k: v.numpy().astype(np.float16) for k, v in net.state_dict().items() if not k.startswith("reader.")}
    np.savez_compressed(folder / "judges.npz", **{f"judge_{k}": v for k, v in heads.items()})
