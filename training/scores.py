"""Quick figures on the dev sets while training, over word pieces; the figures of record come from training.evaluate."""

import random

import numpy as np
import torch

from analysis.annotate.tags import decode
from training import sources
from training.batches import (
    IGNORE,
    Article,
    batches,
    buckets,
    collate,
    entity_windows,
    link_targets,
    packs,
    syntax_windows,
    targeted_window,
)

_DEV_ARTICLES, _DEV_SENTENCES = 30, 800


def f1(right: int, predicted: int, gold: int) -> float:
    return round(200 * right / max(1, predicted + gold), 1)


def macro(gold: list[int], predicted: list[int], classes: int) -> float:
    """Macro-averaged F1 in percent."""
    total = 0.0
    for c in range(classes):
        right = sum(g == p == c for g, p in zip(gold, predicted, strict=True))
        total += 2 * right / max(1, gold.count(c) + predicted.count(c))
    return round(100 * total / classes, 1)


def _free(n: int):
    """No word or paragraph bounds: the quick figures are over pieces."""
    return np.ones(n, bool), np.zeros(n, bool)


def _spans(path) -> set:
    from analysis.annotate.tags import spans

    return set(spans(path))


@torch.no_grad()
def evaluate(net, tokenizer, root) -> dict:
    from training.train import read_marked, span_means

    net.eval()
    out = {}

    def run(windows):
        for rows in batches(windows, 8192, None):
            batch = collate(rows)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden, middle = net.encoder(batch.ids, batch.case, batch.quote, batch.mask)
            yield batch, hidden.float(), middle

    articles = [Article(tokenizer, a) for a in sources.polnear("dev", root)[:_DEV_ARTICLES]]
    counts = {k: [0, 0, 0] for k in range(3)}
    links, acts = {"source": [0, 0], "cue": [0, 0]}, [[], []]
    for batch, hidden, _ in run([w for a in articles for w in a.windows(None)]):
        for row, scores, window in zip(hidden, net.attribution(hidden).log_softmax(-1), batch.windows, strict=True):
            n = len(window)
            found = set(decode(scores[1 : n + 1].numpy(), *_free(n), net.chain.follow.numpy()))
            gold = _spans(window.tags)
            for k in range(3):
                f, g = {s for s in found if s[0] == k}, {s for s in gold if s[0] == k}
                counts[k] = [a + b for a, b in zip(counts[k], (len(f & g), len(f), len(g)), strict=True)]
            found_sources, cues, contents, sources_of, cue_of = link_targets(window)
            if cues and found_sources:
                best = net.source_of(
                    span_means(row, cues), span_means(row, found_sources), buckets(cues, found_sources)
                ).argmax(-1)
                links["source"][0] += sum(
                    int(b) - 1 in own or (int(b) == 0 and not own) for b, own in zip(best, sources_of, strict=True)
                )
                links["source"][1] += len(cues)
            if cues and contents:
                best = (
                    net.cue_of(span_means(row, contents), span_means(row, cues), buckets(contents, cues)).argmax(-1) - 1
                )
                links["cue"][0] += sum(int(b) == k for b, k in zip(best, cue_of, strict=True))
                links["cue"][1] += len(contents)
            for ranges, gold_unit in window.units:
                if gold_unit.act >= 0 and ranges["Content"]:
                    source = span_means(row, ranges["Source"]).mean(0) if ranges["Source"] else torch.zeros_like(row[0])
                    vector = torch.cat(
                        [span_means(row, ranges["Cue"])[0], span_means(row, ranges["Content"]).mean(0), source]
                    )
                    acts[0].append(gold_unit.act)
                    acts[1].append(int(net.act(vector[None])[0, :12].argmax()))
    out["exact"] = {r: f1(*counts[k]) for k, r in enumerate(sources.ROLES)}
    out["links"] = {k: round(a / max(1, b), 3) for k, (a, b) in links.items()}
    out["act"] = round(sum(a == b for a, b in zip(*acts, strict=True)) / max(1, len(acts[0])), 3)
    for name in ("conll2003_dev", "politics_dev"):
        sentences = sources.conll(root / "ner" / f"{name}.txt")[:_DEV_SENTENCES]
        total = [0, 0, 0]
        for batch, hidden, _ in run(entity_windows(tokenizer, sentences, None)):
            for scores, tags in zip(net.entities(hidden), batch.tags, strict=True):
                keep = tags != IGNORE
                found = set(decode(scores[keep].log_softmax(-1).numpy(), *_free(int(keep.sum()))))
                gold = _spans(tags[keep])
                total = [a + b for a, b in zip(total, (len(found & gold), len(found), len(gold)), strict=True)]
        out[name] = f1(*total)
    for name in ("dev_rw", "dev_mt"):
        examples = [
            w for e in sources.newsmtsc(root / "newsmtsc" / f"{name}.jsonl") if (w := targeted_window(tokenizer, e))
        ]
        gold, predicted = [], []
        for batch, _, middle in run(packs([[e] for e in examples], None)):
            gold += batch.labels.tolist()
            predicted += net.tone(read_marked(net, batch, middle, 1)).argmax(-1).tolist()
        out[name] = macro(gold, predicted, 3)
    examples = [
        w for e in sources.directed(root / "directed_sentiment" / "valid.txt") if (w := targeted_window(tokenizer, e))
    ]
    gold, predicted = [], []
    for batch, _, middle in run(packs([[e] for e in random.Random(0).sample(examples, min(700, len(examples)))], None)):
        gold += batch.labels.tolist()
        predicted += net.stance(read_marked(net, batch, middle, 2)).argmax(-1).tolist()
    out["stance"] = macro(gold, predicted, 5)
    right = [0, 0, 0]
    for batch, hidden, _ in run(
        syntax_windows(tokenizer, sources.dependencies(root / "ud" / "gum_dev.conllu")[:300], None)
    ):
        keep = batch.tags != IGNORE
        right[0] += int(keep.sum())
        right[1] += int((net.pos(hidden).argmax(-1) == batch.tags)[keep].sum())
        right[2] += int((net.relation(hidden).argmax(-1) == batch.relations)[keep].sum())
    out["pos"], out["relation"] = (round(100 * k / max(1, right[0]), 1) for k in right[1:])
    return out
