"""The figures of the model card, taken through the public entry points on the dev sets.

    python -m training.evaluate [--data DIR] [--small] [--json FILE]

Attribution: exact span F1 of source, cue and content (trimmed of white space, first annotator); an attribution is found when
a predicted one covers its content with a Jaccard of at least .5 in characters, and linked when the sources overlap besides.
Speakers: see speakers(); actors and metonyms: see the modules of those names, which the small evaluation leaves out. Intervals are 95 % bootstrap percentiles over articles (sentences for entities and tone).
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

import analysis
from training import actors, metonyms, sources
from training.intervals import f1, interval
from training.sources import ROLES

_STOP = {"the", "a", "an", "mr", "mrs", "ms", "sen", "gov", "president", "senator", "dr", "rep"}
_ENTITY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cover(spans) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


def attribution_counts(text: str, gold: list, predicted: list) -> Counter:
    """Counts of one article: right, predicted and gold spans by role; attributions gold, predicted, found and linked."""
    count = Counter()
    rows = [
        {"Source": [a.source] if a.source else [], "Cue": [a.cue] if a.cue else [], "Content": list(a.content)}
        for a in predicted
    ]
    for role in ROLES:
        g = {_trim(text, *s) for a in gold for s in a.spans.get(role, [])}
        p = {_trim(text, *s) for a in rows for s in a[role]}
        count.update({f"{role}_right": len(g & p), f"{role}_predicted": len(p), f"{role}_gold": len(g)})
    count.update(gold=len(gold), predicted=len(rows))
    used, contents = set(), [_cover(a["Content"]) for a in rows]
    for one in gold:
        content, best, overlap = _cover(one.spans.get("Content", [])), None, 0.0
        for k, other in enumerate(contents):
            if k not in used and (both := len(content & other)):
                jaccard = both / len(content | other)
                if jaccard > overlap:
                    best, overlap = k, jaccard
        if overlap >= 0.5:
            used.add(best)
            count["found"] += 1
            a, b = _cover(one.spans.get("Source", [])), _cover(rows[best]["Source"])
            count["linked"] += (not a and not b) or bool(a & b)
    return count


def attribution(root: Path, limit: int | None) -> dict:
    nlp = analysis.load_pipeline()
    units = [
        attribution_counts(a.text, a.annotators[0], nlp(a.text)._.attributions)
        for a in sources.polnear("dev", root)[:limit]
    ]
    out = {
        f"exact_{r.lower()}": interval(units, lambda c, r=r: f1(c[f"{r}_right"], c[f"{r}_predicted"], c[f"{r}_gold"]))
        for r in ROLES
    }
    out["found"] = interval(units, lambda c: 100 * c["found"] / max(1, c["gold"]))
    out["source_right"] = interval(units, lambda c: 100 * c["linked"] / max(1, c["found"]))
    out["linked"] = interval(units, lambda c: f1(c["linked"], c["predicted"], c["gold"]))
    return out


def entities(path: Path, limit: int | None) -> tuple[float, float, float]:
    """Exact F1 of persons, organizations and locations; eight sentences a text, as paragraphs."""
    nlp, units, sentences = analysis.load_pipeline(), [], sources.conll(path)
    with nlp.select_pipes(enable=["onrecord_sentences", "onrecord_encoder", "onrecord_entities"]):
        for k in range(0, len(sentences[:limit]), 8):
            text, gold = "", set()
            for sentence in sentences[k : k + 8]:
                open_ = None
                for word, tag in [*sentence, ("", "O")]:
                    if open_ and not tag.startswith("I-"):
                        gold.add(tuple(open_))
                        open_ = None
                    if tag.startswith("B-"):
                        open_ = [len(text), len(text) + len(word), tag[2:]]
                    elif open_:
                        open_[1] = len(text) + len(word)
                    text += word + " " if word else ""
                text = text.rstrip() + "\n"
            gold = {g for g in gold if g[2] != "MISC"}
            found = {(e.start_char, e.end_char, _ENTITY[e.label_]) for e in nlp(text).ents if e.label_ in _ENTITY}
            units.append(Counter(right=len(found & gold), predicted=len(found), gold=len(gold)))
    return interval(units, lambda c: f1(c["right"], c["predicted"], c["gold"]))


def _macro(classes: int):
    def figure(c: Counter) -> float:
        scores = []
        for k in range(classes):
            gold, predicted = sum(v for (g, _), v in c.items() if g == k), sum(v for (_, p), v in c.items() if p == k)
            scores.append(2 * c[k, k] / max(1, gold + predicted))
        return 100 * sum(scores) / classes

    return figure


def tone(path: Path) -> tuple[float, float, float]:
    """Macro-F1 of negative, neutral, positive."""
    nlp, units = analysis.load_pipeline(), []
    with nlp.select_pipes(enable=["onrecord_sentences"]):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            scores = analysis.score_targets(
                nlp(row["sentence_normalized"]), [(t["from"], t["to"]) for t in row["targets"]]
            )
            units.append(
                Counter((int(t["polarity"]) // 2 - 1, int(k)) for t, k in zip(row["targets"], scores.argmax(1)))
            )
    return interval(units, _macro(3))


def every(examples: list, limit: int | None) -> list:
    """About ``limit`` of the examples, evenly spaced (the file is sorted by class); all of them without a limit."""
    return examples[:: max(1, len(examples) // limit)] if limit else examples


def stance(path: Path, limit: int | None) -> tuple[float, float, float]:
    """Macro-F1 of five classes, from the scores of both directions."""
    nlp, units = analysis.load_pipeline(), []
    with nlp.select_pipes(enable=["onrecord_sentences"]):
        for example in every(sources.directed(path), limit):
            p, q = example.spans
            s = analysis.score_stances(nlp(example.text), [(p, q), (q, p)])
            best = int(np.argmax([min(s[0, 1], s[1, 1]), s[0, 2], s[1, 2], s[0, 0], s[1, 0]]))
            units.append(Counter({(example.label, best): 1}))
    return interval(units, _macro(5))


def _words(name: str | None) -> list[str]:
    plain = re.sub(r"\W+", " ", re.sub(r"[’']s\b", "", str(name or ""))).lower().split()
    return [w for w in plain if w not in _STOP]


def same_name(a: str | None, b: str | None) -> bool:
    """Equal, or one within the other with the same last word, or 60 % of the words shared; titles and articles aside."""
    x, y = _words(a), _words(b)
    if not x or not y:
        return not x and not y
    return (
        x == y
        or (x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x)))
        or len({*x} & {*y}) / len({*x} | {*y}) >= 0.6
    )


def speaker_counts(text: str, rows: list[dict], attributions: list) -> Counter:
    """Counts of one article against its labels: speakers of content with quotation marks; act, target, towards, basis."""
    count, used = Counter(), set()
    polarity = {"supportive": 1, "neutral": 0, "critical": -1}
    for row in rows:
        quoted = bool(re.search(r"[“”\"]", text[row["start"] : row["end"]]))
        count["gold"] += quoted and row["speaker"] is not None
        best, overlap = None, 0.0
        for k, a in enumerate(attributions):
            start, end = a.content[0][0], a.content[-1][1]
            both = max(0, min(end, row["end"]) - max(start, row["start"]))
            jaccard = both / max(1, end - start + row["end"] - row["start"] - both)
            if k not in used and jaccard > overlap:
                best, overlap = k, jaccard
        if overlap < 0.5:
            continue
        used.add(best)
        a = attributions[best]
        count.update(any=1, act=a.act == row["act"], basis=a.basis == row["basis"])
        if row["target"] is not None:
            hit = same_name(a.target, row["target"])
            count.update(targets=1, target=hit, towards=hit and polarity.get(a.towards) == row["polarity"])
        if quoted and a.speaker is not None:
            right = row["speaker"] is not None and same_name(a.speaker, row["speaker"])
            count.update(right=right, named=1)
    return count


def speakers(root: Path, limit: int | None) -> dict:
    nlp, labels = analysis.load_pipeline(), defaultdict(list)
    for line in (root / "speakers" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["name"]].append(row)
    units = []
    for name in sorted(labels)[:limit]:
        with open(root / "polnear" / "dev" / "text" / f"{name}.txt", encoding="utf-8", newline="") as handle:
            text = handle.read()
        units.append(speaker_counts(text, labels[name], nlp(text)._.attributions))

    def share(a, b):
        return lambda c: 100 * c[a] / max(1, c[b])

    return {
        "speaker_precision": interval(units, share("right", "named")),
        "speaker_recall": interval(units, share("right", "gold")),
        "speaker_f1": interval(units, lambda c: f1(c["right"], c["named"], c["gold"])),
        "act": interval(units, share("act", "any")),
        "target": interval(units, share("target", "targets")),
        "towards": interval(units, share("towards", "targets")),
        "basis": interval(units, share("basis", "any")),
    }


def evaluate(root: Path, small: bool) -> dict[str, tuple[float, float, float]]:
    """Every figure in percent with its interval; ``small`` takes a fixed part of each set, for the gate."""
    out = attribution(root, 16 if small else None)
    for name in ("conll2003", "politics"):
        out[f"entities_{name}"] = entities(root / "ner" / f"{name}_dev.txt", 400 if small else None)
    for name in ("rw", "mt"):
        out[f"tone_{name}"] = tone(root / "newsmtsc" / f"dev_{name}.jsonl")
    out["stance"] = stance(root / "directed_sentiment" / "valid.txt", 200 if small else None)
    out |= speakers(root, 12 if small else None)
    return out if small else out | actors.actors(root) | metonyms.metonyms(root)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--small", action="store_true", help="the part of each dev set that the gate uses")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    arguments = parser.parse_args()
    began = time.time()
    figures = evaluate(arguments.data, arguments.small)
    for name, (value, low, high) in figures.items():
        print(f"{name:20s} {value:5.1f}  ({low:.1f} to {high:.1f})")
    print(f"{time.time() - began:.0f} s")
    if arguments.json:
        arguments.json.write_text(
            json.dumps({k: [round(x, 2) for x in v] for k, v in figures.items()}, indent=1) + "\n"
        )
