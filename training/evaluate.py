"""The figures of the model card, taken through the public entry points on the dev sets; each article is read once.

    python -m training.evaluate [--data DIR] [--small] [--json FILE]

Attribution: exact span F1 of source, cue and content (trimmed of white space, first annotator); an attribution is found
when a predicted one covers its content with a Jaccard of at least .5 in characters, and linked when the sources overlap
besides; its kind is right when it is that of the gold content by the quotation marks around its words. Speakers and
what they do: labels by reading. Actors and metonyms: see the modules of those names.
Confidence: see training.calibrate. Intervals are 95 % bootstrap percentiles over articles (texts of eight sentences
for entities, sentences for tone and stance).
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

import analysis
from training import calibrate, metrics, sources
from training.actors import actors
from training.intervals import Interval, f1, interval, intervals
from training.metonyms import metonyms
from training.reading import Read, read_articles

KINDS = ("direct", "mixed", "indirect")
_ENTITY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}
_SMALL = {"articles": 16, "labelled": 12, "sentences": 400, "stances": 200}  # the part of each set that the gate uses


@dataclass
class Measured:
    """Figures in percent, each with the ends of its 95 % interval: of everything; of gold and predicted attributions of
    one kind; of the articles of one publisher; what confidence is worth (None where too little was read)."""

    figures: dict[str, Interval]
    by_kind: dict[str, dict[str, Interval]]
    by_publisher: dict[str, dict[str, Interval]]
    confidence: calibrate.Calibration | None


def attribution(articles: list[Read], kind: str | None = None) -> dict[str, Interval]:
    """Spans and links; of one kind of quote only, where it is given (a wrong kind is then an error in both)."""
    units = []
    for a in articles:
        gold = [g for g in a.gold if kind in (None, metrics.kind_of_gold(a.text, g.spans.get("Content", [])))]
        units.append(metrics.attribution_counts(a.text, gold, [p for p in a.predicted if kind in (None, p.kind)]))
    figures = {k: f for k, f in metrics.SPAN_FIGURES.items() if kind is None or k != "kind"}
    return intervals(units, figures)


def speakers(articles: list[Read], kind: str | None = None) -> dict[str, Interval]:
    """Speakers (of quotations; of every attribution, where a kind is given), acts, targets and bases, by the labels."""
    units = []
    for a in articles:
        rows = [r for r in a.labels if kind in (None, metrics.kind_of_gold(a.text, [(r["start"], r["end"])]))]
        units.append(metrics.speaker_counts(a.text, rows, a.predicted, quoted_only=kind is None))
    return intervals(units, metrics.SPEAKER_FIGURES)


def entities(path: Path, limit: int | None) -> Interval:
    """Exact F1 of persons, organizations and locations; eight sentences a text, as paragraphs."""
    nlp, units, sentences = analysis.load_pipeline(), [], sources.conll(path)
    with nlp.select_pipes(enable=["onrecord_sentences", "onrecord_encoder", "onrecord_entities"]):
        for k in range(0, len(sentences[:limit]), 8):
            text, gold = sources.joined(sentences[k : k + 8])
            gold = {g for g in gold if g[2] != "MISC"}
            found = {(e.start_char, e.end_char, _ENTITY[e.label_]) for e in nlp(text).ents if e.label_ in _ENTITY}
            units.append(Counter(right=len(found & gold), predicted=len(found), gold=len(gold)))
    return interval(units, lambda c: f1(c["right"], c["predicted"], c["gold"]))


def tone(path: Path) -> Interval:
    """Macro-F1 of negative, neutral, positive."""
    nlp, units, sentences = analysis.load_pipeline(), [], defaultdict(list)
    for example in sources.newsmtsc(path):
        sentences[example.text].append(example)
    with nlp.select_pipes(enable=["onrecord_sentences"]):
        for text, examples in sentences.items():
            scores = analysis.score_targets(nlp(text), [e.spans[0] for e in examples])
            units.append(Counter((e.label, int(k)) for e, k in zip(examples, scores.argmax(1), strict=True)))
    return interval(units, metrics.macro_f1(3))


def every(examples: list, limit: int | None) -> list:
    """About ``limit`` of the examples, evenly spaced (the file is sorted by class); all of them without a limit."""
    return examples[:: max(1, len(examples) // limit)] if limit else examples


def stance(path: Path, limit: int | None) -> Interval:
    """Macro-F1 of five classes, from the scores of both directions."""
    nlp, units = analysis.load_pipeline(), []
    with nlp.select_pipes(enable=["onrecord_sentences"]):
        for example in every(sources.directed(path), limit):
            p, q = example.spans
            s = analysis.score_stances(nlp(example.text), [(p, q), (q, p)])
            best = int(np.argmax([min(s[0, 1], s[1, 1]), s[0, 2], s[1, 2], s[0, 0], s[1, 0]]))
            units.append(Counter({(example.label, best): 1}))
    return interval(units, metrics.macro_f1(5))


def evaluate(root: Path, small: bool) -> Measured:
    """Every figure; ``small`` takes a fixed part of each set, for the gate."""
    limit = _SMALL if small else dict.fromkeys(_SMALL)
    articles = list(read_articles(root, "dev", limit["articles"], limit["labelled"]))
    spanned, labelled = articles[: limit["articles"]], [a for a in articles if a.labels]
    figures = attribution(spanned) | speakers(labelled[: limit["labelled"]]) | actors(root)
    for name in ("conll2003", "politics"):
        figures[f"entities_{name}"] = entities(root / "ner" / f"{name}_dev.txt", limit["sentences"])
    for name in ("rw", "mt"):
        figures[f"tone_{name}"] = tone(root / "newsmtsc" / f"dev_{name}.jsonl")
    figures["stance"] = stance(root / "directed_sentiment" / "valid.txt", limit["stances"])
    if small:
        return Measured(figures, {}, {}, None)
    figures |= metonyms(root)
    by_publisher = {}
    for publisher in sorted({a.publisher for a in articles}):
        theirs = [a for a in articles if a.publisher == publisher]
        by_publisher[publisher] = attribution(theirs) | speakers([a for a in theirs if a.labels])
    by_kind = {kind: attribution(spanned, kind) | speakers(labelled, kind) for kind in KINDS}
    return Measured(figures, by_kind, by_publisher, calibrate.calibration(calibrate.examples(labelled)))


def _print(measured: Measured) -> None:
    for name, (value, low, high) in measured.figures.items():
        print(f"{name:20s} {value:5.1f}  ({low:.1f} to {high:.1f})")
    for part in (measured.by_kind, measured.by_publisher):
        if part:
            names = list(next(iter(part.values())))
            print("\n" + " " * 20 + "".join(f"{group:>13s}" for group in part))
            for name in names:
                print(f"{name:20s}" + "".join(f"{part[group][name][0]:13.1f}" for group in part))
    if measured.confidence:
        print("\n" + measured.confidence.told())
    print("cost: python -m benchmarks.cost FOLDER")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--small", action="store_true", help="the part of each dev set that the gate uses")
    parser.add_argument("--json", type=Path, help="write the figures to this file too, for training.card")
    arguments = parser.parse_args()
    began = time.time()
    measured = evaluate(arguments.data, arguments.small)
    _print(measured)
    print(f"{time.time() - began:.0f} s")
    if arguments.json:
        arguments.json.write_text(json.dumps(asdict(measured), indent=1) + "\n", encoding="utf-8")
