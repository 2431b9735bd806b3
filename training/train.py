"""Train the one model on all tasks jointly. Writes a checkpoint after each pass and a log; see project.yml for the
command.

    python -m training.train OUT [--seed 0]

A stage of which OUT holds the last checkpoint is not trained again: what was cut off goes on with the stage it was in,
to the same weights. OUT is for one seed and one state of the data.
"""

import argparse
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import onnxruntime
import torch
from torch import nn

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
    masked,
    packs,
    syntax_windows,
    targeted_window,
)
from training.export import export_encoder
from training.network import WIDTH, Network, base_weights
from training.scores import evaluate

BUDGET = 4096  # padded pieces a batch


@dataclass(frozen=True)
class Stage:
    """Some passes, each with a share of every task's examples; the rates fall to zero over them."""

    passes: int
    encoder_rate: (
        float  # 0 leaves the encoder as it is, and the reader learns from its int8 states, as it will read them
    )
    reader_rate: float
    head_rate: float
    articles: float = 1.0
    entities: float = 0.0
    syntax: float = 0.0
    tone: float = 0.0
    stance: float = 0.0
    act: float = 0.1  # weight of act, polarity and basis: few are labelled, and a larger one drowns spans and links
    lower_rate: float = 0.9  # a layer's rate is that of the layer above times this


STAGES = (
    Stage(4, 1.5e-4, 1.5e-4, 6e-4, entities=0.7, syntax=0.2, tone=0.7, stance=0.5),
    Stage(5, 1.3e-4, 1.3e-4, 5e-4, entities=0.35, syntax=0.2, tone=0.5, stance=0.25),
    Stage(4, 1.1e-4, 1.1e-4, 5e-4, entities=0.3, syntax=0.1, tone=0.4, stance=0.2),
    Stage(2, 0.0, 1e-4, 3e-4, articles=0.0, tone=1.0, stance=0.4),
)
SMOOTHED = 0.1  # share of a tone label spread over all classes: readers of NewsMTSC disagree too
MASKED = 0.06  # share of pieces hidden from the encoder in training
AVERAGED = 0.998  # the checkpoint is a running mean of the weights, with this decay a step
SWAPPED = [0, 2, 1, 4, 3]  # stance classes when the two actors change places


def span_means(hidden: torch.Tensor, ranges: list) -> torch.Tensor:
    """Mean hidden state of each piece range of one row (pieces follow [CLS], so positions shift by one)."""
    return torch.stack([hidden[a + 1 : b + 1].mean(0) for a, b in ranges])


def attribution_losses(net: Network, batch, hidden, cross) -> dict:
    """Tags of all pieces; links between gold spans; act, polarity and basis where they were labelled."""
    scores, lengths = net.attribution(hidden), batch.mask.sum(1) - 2
    losses = {
        "tags": 0.5 * cross(scores.flatten(0, 1), batch.tags.flatten()),  # so that a tag's probability means something
        "chain": net.chain.loss(scores[:, 1:-1], batch.tags[:, 1:-1], lengths),
    }
    link, judged, labels = [], [], []
    for row, window in zip(hidden, batch.windows, strict=False):
        found, cues, contents, sources_of, cue_of = link_targets(window)
        if not cues:
            continue
        cue_vectors = span_means(row, cues)
        if found:
            scores = net.source_of(cue_vectors, span_means(row, found), buckets(cues, found)).log_softmax(-1)
            for line, own in zip(scores, sources_of, strict=False):
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
        gold = torch.tensor([[k if k >= 0 else IGNORE for k in row] for row in labels])
        losses["act"] = cross(acts, gold[:, 0])
        for scores, column in ((polarity, 1), (basis, 2)):
            if (gold[:, column] >= 0).any():
                losses["act"] = losses["act"] + 0.5 * cross(scores, gold[:, column])
        losses["act"] = losses["act"] * min(1.0, len(judged) / 24)
    return losses


def read_marked(net: Network, batch, middle: torch.Tensor, roles: int) -> torch.Tensor:
    """Each reading's sentence read again with its actors marked: mean state of the sentence and of each role, side by
    side."""
    readings = [(row, r) for row, window in zip(middle, batch.windows, strict=False) for r in window.readings]
    n = max(r.high - r.low for _, r in readings)
    states = torch.stack(
        [nn.functional.pad(row[1 + r.low : 1 + r.high], (0, 0, 0, n - r.high + r.low)) for row, r in readings]
    )
    mask, role = (torch.zeros(len(readings), n, dtype=torch.long) for _ in range(2))
    for k, (_, r) in enumerate(readings):
        mask[k, : r.high - r.low] = 1
        role[k, : r.high - r.low] = torch.from_numpy(r.roles)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = net.reader(states, role, mask)
    hidden = hidden.float()
    parts = []
    for marked in (mask == 1, *(role == k for k in range(1, roles + 1))):
        marked = marked.to(hidden.dtype)[..., None]
        parts.append((hidden * marked).sum(1) / marked.sum(1).clamp(min=1))
    return torch.cat(parts, -1)


def by_sentence(examples: list) -> list[list]:
    """Examples that mark targets of one sentence, together."""
    groups = defaultdict(list)
    for window in examples:
        groups[window.ids.tobytes()].append(window)
    return list(groups.values())


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
        self.syntax = sources.dependencies(root / "ud" / "ewt_train.conllu") + sources.dependencies(
            root / "ud" / "gum_train.conllu"
        )
        self.tone = by_sentence([w for e in tone if (w := targeted_window(tokenizer, e))])
        self.stance = [w for e in stance if (w := targeted_window(tokenizer, e))]

    def one_pass(self, rng: random.Random, stage: Stage) -> list:
        def part(examples, share):
            return rng.sample(examples, int(share * len(examples)))

        articles = [w for a in self.articles for w in a.windows(rng, rng.randrange(len(a.article.annotators)))]
        articles = articles if stage.articles == 1 else part(articles, stage.articles)
        entities = part(entity_windows(self.tokenizer, self.sentences, rng), stage.entities) + part(
            2 * entity_windows(self.tokenizer, self.politics, rng), stage.entities
        )
        syntax = part(syntax_windows(self.tokenizer, self.syntax, rng), stage.syntax)
        stance = [[self._swap(w, rng)] for w in self.stance if w.label or rng.random() < 0.4]
        tone, stance = part(self.tone, stage.tone), part(stance, stage.stance)
        plan = []
        for task, windows, budget in (
            ("attribution", articles, BUDGET),
            ("entities", entities, BUDGET),
            ("syntax", syntax, BUDGET),
            ("tone", packs(tone, rng), BUDGET // 2),
            ("stance", packs(stance, rng), BUDGET // 2),
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
    top = len(net.encoder.bert.encoder.layer)
    for name, parameter in net.named_parameters():
        layer = re.search(r"\.layers?\.(\d+)\.", name)
        if name.startswith("reader.layers."):
            rate = stage.reader_rate
        elif name.startswith("encoder."):
            rate = stage.encoder_rate * stage.lower_rate ** (top - 1 - int(layer.group(1)) if layer else top)
        else:
            rate = stage.head_rate
        groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim >= 2 else 0.0})
    return torch.optim.AdamW(groups)


class Mean:
    """A running mean of a network's weights; steadier on unseen text than the weights of the last step."""

    def __init__(self, net: Network):
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    @torch.no_grad()
    def update(self, net: Network, step: int) -> None:
        share = 1 - min(AVERAGED, (1 + step) / (10 + step))
        for name, value in net.state_dict().items():
            if value.is_floating_point():
                self.state[name].lerp_(value, share)


def checkpoint(out: Path, number: int, after: int) -> Path:
    """Where the weights go after a pass of a stage; both are counted from 1."""
    return out / f"stage{number}-pass{after}.pt"


def finished(out: Path) -> int:
    """How many stages have been trained to their end in this folder."""
    return max((n for n, stage in enumerate(STAGES, 1) if checkpoint(out, n, stage.passes).exists()), default=0)


def train(out: Path, seed: int, root: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    done = finished(out)
    torch.manual_seed(seed)
    net = Network()
    if done:
        last = checkpoint(out, done, STAGES[done - 1].passes)
        net.load_state_dict(torch.load(last, map_location="cpu", weights_only=True))
        print(f"going on after stage {done} of {len(STAGES)}, from {last}", flush=True)
    plan = Plan(load_tokenizer(base_weights()), root) if done < len(STAGES) else None
    for number, stage in list(enumerate(STAGES, 1))[done:]:
        torch.manual_seed(1000 * seed + number)  # the same draws whether the stages run in one go or one by one
        rng = random.Random(1000 * seed + number)
        run(stage, net, plan, rng, lambda after, number=number: checkpoint(out, number, after), root)


def int8_encoder(net: Network):
    """The encoder as it is shipped: a function from a batch's pieces to the middle states (batch, n, 384)."""
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        export_encoder(net, Path(folder) / "encoder.onnx")
        session = onnxruntime.InferenceSession(str(Path(folder) / "encoder.onnx"), providers=["CPUExecutionProvider"])

    def middle(ids, case, quote, mask):
        out = torch.zeros(*ids.shape, WIDTH)
        for k, n in enumerate(mask.sum(1).tolist()):  # one window at a time, as in analysis.annotate.model
            given = {"ids": ids, "case": case, "quote": quote}
            out[k, :n] = torch.from_numpy(
                session.run(["middle"], {m: v[k : k + 1, :n].numpy() for m, v in given.items()})[0][0]
            )
        return out

    return middle


def losses_of(net: Network, task: str, windows: list, cross, cross_stance, stage: Stage, frozen=None) -> dict:
    """The losses of one batch by name. ``frozen``: the int8 encoder, where only the reader learns."""
    batch = collate(windows)
    pieces = masked(batch.ids, MASKED), batch.case, batch.quote, batch.mask
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden, middle = (None, frozen(*pieces)) if frozen else net.encoder(*pieces)
    if task in ("tone", "stance"):
        pooled = read_marked(net, batch, middle, 1 if task == "tone" else 2)
        loss = cross_stance if task == "stance" else nn.CrossEntropyLoss(label_smoothing=SMOOTHED)
        return {task: loss(getattr(net, task)(pooled), batch.labels)}
    hidden = hidden.float()
    if task == "attribution":
        losses = attribution_losses(net, batch, hidden, cross)
        return losses | ({"act": losses["act"] * stage.act} if "act" in losses else {})
    if task == "entities":
        return {"entities": cross(net.entities(hidden).flatten(0, 1), batch.tags.flatten())}
    return {
        "pos": 0.5 * cross(net.pos(hidden).flatten(0, 1), batch.tags.flatten()),
        "relation": 0.5 * cross(net.relation(hidden).flatten(0, 1), batch.relations.flatten()),
    }


def run(stage: Stage, net: Network, plan: Plan, rng: random.Random, place, root: Path) -> None:
    """One stage; the mean weights and quick dev figures of them after each pass. The network ends with the mean."""
    schedule = [plan.one_pass(random.Random(rng.random()), stage) for _ in range(stage.passes)]
    steps = sum(map(len, schedule))
    optimizer, warm, mean = optimizer_of(net, stage), max(1, 0.06 * steps), Mean(net)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / warm) * max(0.0, (steps - s) / steps)
    )
    cross = nn.CrossEntropyLoss(ignore_index=IGNORE)
    counts = torch.bincount(torch.tensor([w.label for w in plan.stance]), minlength=5).float()
    cross_stance = nn.CrossEntropyLoss(weight=(0.4 * counts[0] / counts).clamp(min=1) ** 0.4)
    frozen = None if stage.encoder_rate else int8_encoder(net)
    began, step, running = time.time(), 0, {}
    for number, one in enumerate(schedule, 1):
        net.train()
        for task, windows in one:
            losses = losses_of(net, task, windows, cross, cross_stance, stage, frozen)
            optimizer.zero_grad()
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            step += 1
            mean.update(net, step)
            for name, loss in losses.items():
                running[name] = 0.98 * running.get(name, loss.item()) + 0.02 * loss.item()
            if step % 50 == 0:
                shown = {k: round(v, 3) for k, v in running.items()}
                print(number, step, steps, shown, round(time.time() - began), flush=True)
        partial = place(number).with_suffix(".partial")
        torch.save(mean.state, partial)
        partial.replace(place(number))  # a file of this name is whole
        own = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(mean.state)
        print("DEV", number, json.dumps(evaluate(net, plan.tokenizer, root)), round(time.time() - began), flush=True)
        if number < stage.passes:
            net.load_state_dict(own)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    arguments = parser.parse_args()
    train(arguments.out, arguments.seed, arguments.data)
