"""Train the one model on all tasks jointly, in three stages. Writes checkpoints and a log; see project.yml for the command.

    python -m training.train OUT [--seed 0] [--from CHECKPOINT --stage N]

``--from`` begins with stage N, from the last checkpoint of the stage before.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from analysis.annotate.tags import ATTRIBUTION_TAGS, ENTITY_TAGS
from analysis.annotate.types import ACTS, BASES
from training import sources
from training.batches import (
    IGNORE,
    Article,
    batches,
    buckets,
    collate,
    entity_windows,
    link_targets,
    load_tokenizer,
    targeted_window,
)
from training.network import Network, base_weights
from training.scores import evaluate

BUDGET = 4096  # padded pieces a batch


@dataclass(frozen=True)
class Stage:
    """Some passes over the articles with a share of the other tasks' examples. The rate falls to zero over ``decay`` passes."""

    passes: int
    decay: int
    encoder_rate: float
    head_rate: float
    articles: float  # share of the article windows in a pass
    others: float  # share of entity and tone examples; stance takes two thirds of it, all of it where it is 1
    act: float  # weight of act, polarity and basis


# Entities, tone and stance are learned after two passes; spans and links gain most from more passes with fewer examples of
# the rest, and from a small weight of the few labelled acts, whose noisy gradient otherwise drowns theirs. A last pass at a
# low rate brings back what tone lost meanwhile.
STAGES = (
    Stage(passes=2, decay=4, encoder_rate=1.5e-4, head_rate=6e-4, articles=1.0, others=1.0, act=1.0),
    Stage(passes=4, decay=4, encoder_rate=1.3e-4, head_rate=5e-4, articles=1.0, others=0.35, act=0.1),
    Stage(passes=1, decay=1, encoder_rate=4e-5, head_rate=1.5e-4, articles=0.4, others=1.0, act=0.1),
)
SWAPPED = [0, 2, 1, 4, 3]  # stance classes when the two actors change places


def span_means(hidden: torch.Tensor, ranges: list) -> torch.Tensor:
    """Mean hidden state of each piece range of one row (pieces follow [CLS], so positions shift by one)."""
    return torch.stack([hidden[a + 1 : b + 1].mean(0) for a, b in ranges])


def attribution_losses(net: Network, batch, hidden, cross) -> dict:
    """Tags of all pieces; links between gold spans; act, polarity and basis where they were labelled."""
    losses = {"tags": cross(net.attribution(hidden).flatten(0, 1), batch.tags.flatten())}
    link, judged, labels = [], [], []
    for row, window in zip(hidden, batch.windows):
        found, cues, contents, sources_of, cue_of = link_targets(window)
        if not cues:
            continue
        cue_vectors = span_means(row, cues)
        if found:
            scores = net.source_of(cue_vectors, span_means(row, found), buckets(cues, found)).log_softmax(-1)
            for line, own in zip(scores, sources_of):
                link.append(-torch.logsumexp(line[[k + 1 for k in own] or [0]], 0))
        if contents:
            scores = net.cue_of(span_means(row, contents), cue_vectors, buckets(contents, cues))
            link.append(cross(scores, torch.tensor(cue_of) + 1) * len(contents))
        for k, (ranges, gold) in enumerate(window.units):
            if gold.act >= 0 and ranges["Content"]:
                source = span_means(row, ranges["Source"]).mean(0) if ranges["Source"] else torch.zeros_like(row[0])
                judged.append(torch.cat([cue_vectors[k], span_means(row, ranges["Content"]).mean(0), source]))
                labels.append((gold.act, gold.polarity, gold.basis))
    if link:
        losses["link"] = 0.5 * torch.stack(link).sum() / max(1, sum(len(w.units) for w in batch.windows))
    if judged:
        out = net.act(torch.stack(judged))
        acts, polarity, basis = out.split([len(ACTS), 3, len(BASES)], 1)
        gold = torch.tensor([[a, p if p >= 0 else IGNORE, b] for a, p, b in labels])
        losses["act"] = cross(acts, gold[:, 0]) + 0.5 * cross(basis, gold[:, 2])
        if (gold[:, 1] >= 0).any():
            losses["act"] = losses["act"] + 0.5 * cross(polarity, gold[:, 1])
        losses["act"] = losses["act"] * min(1.0, len(judged) / 24)
    return losses


def pooled(hidden, batch, *roles) -> torch.Tensor:
    """[CLS] and the mean hidden state of each marked role, side by side."""
    parts = [hidden[:, 0]]
    for role in roles:
        marked = (batch.role == role).to(hidden.dtype)[..., None]
        parts.append((hidden * marked).sum(1) / marked.sum(1).clamp(min=1))
    return torch.cat(parts, -1)


class Plan:
    """All examples, encoded once; ``passes(rng)`` gives the shuffled batches of one pass as (task, windows)."""

    def __init__(self, tokenizer, root: Path):
        self.tokenizer = tokenizer
        self.articles = [Article(tokenizer, a) for a in sources.polnear("train", root)]
        self.sentences = sources.conll(root / "ner" / "conll2003_train.txt")
        self.politics = sources.conll(root / "ner" / "politics_train.txt")
        tone, stance = (
            sources.newsmtsc(root / "newsmtsc" / "train.jsonl"),
            sources.directed(root / "directed_sentiment" / "train.txt"),
        )
        self.tone = [w for e in tone if (w := targeted_window(tokenizer, e))]
        self.stance = [w for e in stance if (w := targeted_window(tokenizer, e))]

    def one_pass(self, rng: random.Random, stage: Stage) -> list:
        others = stage.others
        article_windows = [w for a in self.articles for w in a.windows(rng, rng.randrange(len(a.article.annotators)))]
        article_windows = rng.sample(article_windows, int(stage.articles * len(article_windows)))
        entities = entity_windows(self.tokenizer, self.sentences, rng) + 2 * entity_windows(
            self.tokenizer, self.politics, rng
        )
        entities, tone = (rng.sample(windows, int(others * len(windows))) for windows in (entities, self.tone))
        stance = [self._swap(w, rng) for w in self.stance if w.label or rng.random() < 0.4]
        if others < 1:
            stance = rng.sample(stance, int(others * len(stance) * 2 / 3))
        plan = []
        for task, windows, budget in (
            ("attribution", article_windows, BUDGET),
            ("entities", entities, BUDGET),
            ("tone", tone, BUDGET // 2),
            ("stance", stance, BUDGET // 2),
        ):
            plan += [(task, b) for b in batches(windows, budget, rng)]
        rng.shuffle(plan)
        return plan

    @staticmethod
    def _swap(window, rng):
        if rng.random() < 0.5:
            return window
        return type(window)(
            window.ids, window.case, window.quote, None, (3 - window.roles) % 3, [], SWAPPED[window.label]
        )


def optimizer_of(net: Network, stage: Stage) -> torch.optim.Optimizer:
    groups = []
    for encoder, rate in ((True, stage.encoder_rate), (False, stage.head_rate)):
        own = [p for n, p in net.named_parameters() if n.startswith("encoder.") is encoder]
        groups.append({"params": [p for p in own if p.ndim >= 2], "lr": rate, "weight_decay": 0.01})
        groups.append({"params": [p for p in own if p.ndim < 2], "lr": rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups)


def train(out: Path, seed: int, root: Path, start: Path | None = None, first: int = 1) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = load_tokenizer(base_weights())
    plan = Plan(tokenizer, root)
    net = Network(len(ENTITY_TAGS), len(ATTRIBUTION_TAGS), len(ACTS), len(BASES))
    if start:
        net.load_state_dict(torch.load(start, map_location="cpu", weights_only=True))
    out.mkdir(parents=True, exist_ok=True)
    for number, stage in enumerate(STAGES, 1):
        if number >= first:
            run(stage, net, plan, rng, lambda k, number=number: out / f"stage{number}-pass{k}.pt", root)


def run(stage: Stage, net: Network, plan: Plan, rng: random.Random, checkpoint, root: Path) -> None:
    """One stage; a checkpoint and quick dev figures after each pass."""
    schedule = [plan.one_pass(random.Random(rng.random()), stage) for _ in range(stage.passes)]
    steps = sum(map(len, schedule)) * stage.decay // stage.passes
    optimizer, warm = optimizer_of(net, stage), max(1, 0.06 * steps)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / warm) * max(0.0, (steps - s) / steps)
    )
    cross = nn.CrossEntropyLoss(ignore_index=IGNORE)
    counts = torch.bincount(torch.tensor([w.label for w in plan.stance]), minlength=5).float()
    cross_stance = nn.CrossEntropyLoss(weight=(0.4 * counts[0] / counts).clamp(min=1) ** 0.4)
    began, step, running = time.time(), 0, {}
    for number, one in enumerate(schedule, 1):
        net.train()
        for task, windows in one:
            batch = collate(windows)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = net.encoder(batch.ids, batch.case, batch.quote, batch.role, batch.mask)
            hidden = hidden.float()
            if task == "attribution":
                losses = attribution_losses(net, batch, hidden, cross)
                if "act" in losses:
                    losses["act"] = losses["act"] * stage.act
            elif task == "entities":
                losses = {"entities": cross(net.entities(hidden).flatten(0, 1), batch.tags.flatten())}
            elif task == "tone":
                losses = {"tone": cross(net.tone(pooled(hidden, batch, 1)), batch.labels)}
            else:
                losses = {"stance": cross_stance(net.stance(pooled(hidden, batch, 1, 2)), batch.labels)}
            optimizer.zero_grad()
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            step += 1
            for name, loss in losses.items():
                running[name] = 0.98 * running.get(name, loss.item()) + 0.02 * loss.item()
            if step % 50 == 0:
                print(
                    number,
                    step,
                    steps,
                    {k: round(v, 3) for k, v in running.items()},
                    round(time.time() - began),
                    flush=True,
                )
        torch.save(net.state_dict(), checkpoint(number))
        print("DEV", number, json.dumps(evaluate(net, plan.tokenizer, root)), round(time.time() - began), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--from", type=Path, dest="start", help="a checkpoint of the stage before")
    parser.add_argument("--stage", type=int, default=1, choices=range(1, len(STAGES) + 1))
    parser.add_argument("--data", type=Path, default=sources.DATA)
    arguments = parser.parse_args()
    train(arguments.out, arguments.seed, arguments.data, arguments.start, arguments.stage)
