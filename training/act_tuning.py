"""Fits what decides on act, target, towards and basis, on the attributions labelled by reading.

    python -m training.act_tuning polarity           # annotate/data/polarity.csv from NewsMTSC and directed sentiment
    python -m training.act_tuning fit CHECKPOINT     # annotate/data/judgement_weights.json; judge.onnx, judges.npz

``fit`` reads the labelled articles with the shipped encoder; the layers of CHECKPOINT that read tone are where the
judge begins. Data: ONRECORD_DATA. What it is worth: ``training.acts``.
"""

import csv
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis import settings
from analysis.annotate import act_rules, acts, addressees, basis, gazetteer, loglinear, targets, wording
from analysis.annotate.model import FOLDER, log_softmax
from analysis.annotate.types import ACTS, BASES, TOWARDS
from training import judges
from training.export import load
from training.judgements import Case, cases
from training.loglinear import common_words, dot, fit_choice, fit_classes
from training.metrics import POLARITY, same_name

FOLDS = 5
LEAST = {"act": 4, "towards": 4, "basis": 3, "target": 3}  # a feature must occur in so many rows
RIDGE = {"act": 3.0, "towards": 4.0, "basis": 2.0, "target": 2.0, "polarity": 12.0}
_TOWARDS = {number: word for word, number in POLARITY.items()}


def polarity() -> None:
    """Weights of words and word pairs for critical against supportive sentences; names are masked."""
    sentences, labels = [], []
    root = settings.data_folder()
    for line in (root / "newsmtsc" / "train.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        marks = {t["polarity"] for t in row["targets"]}
        if len(marks) == 1:
            sentences.append(row["sentence_normalized"])
            labels.append({2.0: "-", 4.0: "0", 6.0: "+"}[float(marks.pop())])
    for line in (root / "directed_sentiment" / "train.txt").open(encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        sentences.append(re.sub(r"[\[\]]", "", cells[0]))
        labels.append("0++--"[int(cells[3])])
    tokens = [wording.normal(s) for s in sentences]
    rows = [{" ".join(g): 1.0 for g in wording.grams(t, 2) if all(w in common_words() for w in g)} for t in tokens]
    weights = fit_classes(rows, labels, ("-", "0", "+"), 20, RIDGE["polarity"])
    kept = sorted((w, float(v[2] - v[0])) for w, v in weights.items())
    with (gazetteer.DATA / "polarity.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["words", "weight"])
        writer.writerows((w, f"{v:.2f}") for w, v in kept if abs(v) >= 0.15)


class Fitting:
    """The labelled attributions of many articles by key (article, attribution), in order, and the models fitted on
    them.

    The log scores that a model gives to what it was fitted on say too much; so each has its scores from a model of four
    fifths of the articles, fitted on the others (``crossed``), and what comes after learns from those.
    """

    def __init__(self, split: list[Case]):
        self.split = split
        self.keys = [(i, k) for i, case in enumerate(split) for k in range(len(case.found))]
        self.said = {(i, k): act_rules.read(split[i].cast.text, split[i].found[k]) for i, k in self.keys}
        self.label = {(i, k): split[i].rows[k] for i, k in self.keys}
        self.weights: dict[str, tuple] = {}

    def crossed(self, name: str, labels: tuple, fit, rows: dict, keys: list, given=None) -> dict:
        """Log scores of every key by the fold's model that has not seen its article. ``fit``: from keys to weights;
        ``rows``: features of a key, or of each of its candidates; ``given``: log scores to which the model's are
        added."""
        out = {}
        for fold in range(FOLDS):
            weights = fit([k for k in keys if k[0] % FOLDS != fold])
            for key in (k for k in keys if k[0] % FOLDS == fold):
                several = isinstance(rows[key], list)
                scores = [dot(weights, row, len(labels)) for row in (rows[key] if several else [rows[key]])]
                out[key] = np.array(scores)[:, 0] if several else scores[0] + (given[key] if given else 0)
        self.weights[name] = labels, fit(keys)
        return out

    def classes(self, name: str, labels: tuple, rows: dict, right: dict, given=None) -> dict:
        """Crossed log scores of a model that chooses one of the classes ``labels``; ``right``: the answer for each
        key."""

        def fit(keys):
            offsets = [given[k] for k in keys] if given else None
            some = [rows[k] for k in keys], [right[k] for k in keys]
            return fit_classes(*some, labels, LEAST[name], RIDGE[name], offsets)

        out = self.crossed(name, labels, fit, rows, list(right), given)
        hits = [labels[int(out[k].argmax())] == right[k] for k in right]
        print(f"{name}: {np.mean(hits):.3f} of {len(hits)}", flush=True)
        return out

    def acts(self) -> dict:
        tones = {
            (i, k): self.split[i].cast.tones(a.content, besides=a.speaker_actor)
            for i, case in enumerate(self.split)
            for k, a in enumerate(case.found)
        }
        rows = {k: act_rules.act_features(self.said[k], tones[k]) for k in self.keys}
        lexicon = {k: act_rules.lexicon_scores(self.said[k].cue) for k in self.keys}
        scores = self.classes("act", ACTS, rows, {k: self.label[k]["act"] for k in self.keys}, lexicon)
        return {k: log_softmax(v) for k, v in scores.items()}

    def bases(self, act: dict) -> dict:
        """Of every key, though only some are labelled."""
        rows = {(i, k): basis.basis_features(self.said[i, k], self.split[i].found[k], act[i, k]) for i, k in self.keys}
        labelled = {k: self.label[k]["basis"] for k in self.keys if self.label[k]["basis"]}
        scores = self.classes("basis", BASES, rows, labelled)
        weights = self.weights["basis"][1]
        return {k: log_softmax(scores.get(k, dot(weights, rows[k], len(BASES)))) for k in self.keys}

    def targets(self, act: dict) -> tuple[dict, dict, dict]:
        """Of each key the candidates (the last None), their crossed scores, and which of them are the labelled
        target."""
        who_of, rows, fits, chosen = {}, {}, {}, {}
        for i, case in enumerate(self.split):
            thread = acts.Thread()
            for k, a in enumerate(case.found):
                key, truth, cast = (i, k), case.rows[k]["target"], case.cast
                context = replace(thread.context(a), addressee=addressees.find_addressee(cast.text, a, cast)[1])
                who = targets.candidates(cast, a, context)
                rows[key] = [targets.features(cast, a, self.said[key], act[key], c, context) for c in who]
                rows[key].append(targets.nobody_features(cast, a, self.said[key], act[key]))
                names = [cast.actors[c].name for c in who] + [None]
                who_of[key], fits[key] = [*who, None], [n for n, x in enumerate(names) if same_name(x, truth)]
                if fits[key]:  # of several that are called so, the one that the article names most
                    chosen[key] = max(fits[key], key=lambda n: cast.counts[who[n]] if n < len(who) else 0)
                named = truth is not None and fits[key] and who[chosen[key]] < cast.named
                thread.note(a, who[chosen[key]] if named else None)

        def fit(keys):
            keys = [k for k in keys if k in chosen]
            return fit_choice([rows[k] for k in keys], [chosen[k] for k in keys], LEAST["target"], RIDGE["target"])

        scores = self.crossed("target", ("score",), fit, rows, self.keys)
        aimed = [k for k in self.keys if self.label[k]["target"] is not None]
        print(
            f"target: {np.mean([int(scores[k].argmax()) in fits[k] for k in aimed]):.3f} of {len(aimed)},"
            f" among the candidates {np.mean([bool(fits[k]) for k in aimed]):.3f}",
            flush=True,
        )
        return who_of, scores, fits

    def towards(self, act_scores: dict) -> tuple[dict, dict]:
        """Of each key with a target the actor that is meant and the crossed scores."""
        target_of, rows, right = {}, {}, {}
        for key in (k for k in self.keys if self.label[k]["target"] is not None):
            cast, a = self.split[key[0]].cast, self.split[key[0]].found[key[1]]
            names = (n for n, actor in enumerate(cast.actors) if same_name(actor.name, self.label[key]["target"]))
            target_of[key], right[key] = next(names, None), _TOWARDS[self.label[key]["polarity"]]
            rows[key] = acts.towards_features(self.said[key], act_scores[key], cast, a, target_of[key])
        return target_of, self.classes("towards", TOWARDS, rows, right)

    def save(self) -> None:
        """annotate/data/judgement_weights.json; weights near zero are left out."""
        shipped = {
            name: {
                "labels": list(labels),
                "weights": {f: [round(float(x), 2) for x in w] for f, w in weights.items() if np.abs(w).max() >= 0.03},
            }
            for name, (labels, weights) in self.weights.items()
        }
        text = json.dumps(shipped, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
        loglinear.PATH.write_text(text + "\n", encoding="utf-8")


def questions(split: list[Case], save: bool = True) -> list:
    """Fits the log-linear models; what the judge learns from, with their crossed scores."""
    fitting = Fitting(split)
    act_scores = fitting.acts()
    act = {k: ACTS[int(v.argmax())] for k, v in act_scores.items()}
    basis_scores = fitting.bases(act)
    who, target_scores, fits = fitting.targets(act)
    target_of, towards_scores = fitting.towards(act_scores)
    if save:
        fitting.save()
    return [
        judges.question(
            case,
            attribution,
            candidates=who[i, k],
            meant=target_of.get((i, k)),
            act_given=act_scores[i, k],
            basis_given=basis_scores[i, k],
            target_given=target_scores[i, k].astype(np.float32),
            towards_given=towards_scores.get((i, k)),
            act=ACTS.index(row["act"]),
            basis=BASES.index(row["basis"]) if row["basis"] else None,
            fits=fits[i, k],
            towards=None if row["target"] is None else TOWARDS.index(_TOWARDS[row["polarity"]]),
        )
        for i, case in enumerate(split)
        for k, (attribution, row) in enumerate(zip(case.found, case.rows, strict=True))
    ]


def fit(checkpoint: Path) -> None:
    """Everything but the encoder that decides on act, target, towards and basis."""
    net = judges.fit(questions(list(cases("train"))), load([checkpoint]))
    judges.export(net, FOLDER)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["polarity"]:
            polarity()
        case ["fit", checkpoint]:
            fit(Path(checkpoint))
        case _:
            sys.exit(__doc__)
