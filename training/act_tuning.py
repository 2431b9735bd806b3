"""Fits and measures the models behind act, target, towards and basis on gold spans; nothing here runs at run time.

    python -m training.act_tuning polarity             # data/polarity.csv from NewsMTSC and directed sentiment
    python -m training.act_tuning fit [--stand-ins]    # data/judgement_weights.json from speakers/train.jsonl
    python -m training.act_tuning measure dev [--stand-ins]   # or train, which the weights have seen

Both files are those of analysis/annotate/data. Actors, mentions and tone come from our own components, run on the
gold attributions; ``--stand-ins`` needs no model and takes the labelled names as they stand in the text instead.
Data: ONRECORD_DATA. Deterministic: full-batch steps from zero, articles dealt to folds in order of name.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from analysis import settings
from analysis.annotate import act_rules, acts, addressees, basis, loglinear, targets, wording
from analysis.annotate.targets import Cast
from analysis.annotate.types import ACTS, BASES, TOWARDS, Actor, Attribution, Mention
from training.evaluate import same_name

FOLDS, STEPS, RATE = 5, 250, 0.1
LEAST = {"act": 3, "towards": 3, "basis": 3, "target": 2}  # a feature must occur in so many rows
RIDGE = {"act": 3.0, "towards": 4.0, "basis": 2.0, "target": 2.0, "polarity": 12.0}
_WORDY = ("word=", "opens1=", "opens2=", "opens=", "cue=")
_POLARITY = {-1: "critical", 0: "neutral", 1: "supportive"}
_TYPES = {"person": "person", "organization": "organization", "state": "state"}


# --- gold labels as Attributions, with stand-ins for actors and mentions
# ------------------------------------------------


def _events(path: Path) -> list[dict[str, list]]:
    spans, events = {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0][:1] == "T" and len(cells) > 2:
            spans[cells[0]] = [tuple(map(int, s.split())) for s in cells[1].split(" ", 1)[1].split(";")]
        elif cells[0][:1] == "E" and len(cells) > 1:
            event = defaultdict(list)
            for part in cells[1].split():
                name, key = part.split(":")
                event[re.sub(r"\d+$", "", name)] += spans.get(key, [])
            events.append(event)
    return events


def _kind(content: str) -> str:
    share = wording.quoted_share(content)
    return "direct" if share > 0.95 else "mixed" if share > 0 else "indirect"


def _surname(name: str) -> str:
    words = [w for w in name.split() if w.rstrip(".") not in ("Jr", "Sr", "II", "III")]
    return words[-1] if words else name


def stand_ins(text: str, rows: list[dict], attributions: list[Attribution]) -> tuple[list[Actor], list[Mention]]:
    """Actors and mentions of an article found with plain means: labelled names, their surnames, other capitalised
    names.

    A pronoun goes to the last named person who is not the speaker of the content it stands in; "I" to nobody.
    """
    kinds: dict[str, str] = {}
    for row in rows:
        if row["speaker"]:
            kinds.setdefault(row["speaker"], _TYPES.get(row["speaker_type"], "group"))
    for row in rows:
        if row["target"]:
            likely = (
                "person" if re.fullmatch(r"(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+", row["target"]) else "organization"
            )
            kinds.setdefault(row["target"], likely if row["target"][:1].isupper() else "group")
    known = {word for name in kinds for word in name.split()}
    for found, _count in sorted(Counter(re.findall(r"\b[A-Z][a-z]+ [A-Z][a-z]{2,}\b", text)).items()):
        if not set(found.split()) & known:
            kinds.setdefault(found, "person")
    names, owner = list(kinds), {}
    weights = Counter([r["speaker"] for r in rows] + [r["target"] for r in rows])
    for name in names:
        forms = {name} | ({_surname(name), name.split()[0]} if kinds[name] == "person" and " " in name else set())
        for form in forms - {"The", "the"}:
            if form not in owner or weights[name] > weights[owner[form]]:
                owner[form] = name
    taken: list[tuple[int, int, str]] = []
    used = np.zeros(len(text) + 1, bool)
    for form in sorted(owner, key=lambda f: (-len(f), f)):
        for m in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text):
            if not used[m.start() : m.end()].any():
                used[m.start() : m.end()] = True
                taken.append((m.start(), m.end(), owner[form]))
    mentions = [Mention(s, e, "name", names.index(name)) for s, e, name in sorted(taken)]
    speakers = [(s, e, a.speaker) for a in attributions for s, e in a.content]
    people = [m for m in mentions if kinds[names[m.actor]] == "person"]
    for m in re.finditer(r"\b(?:he|him|his|she|her|hers)\b", text, re.I):
        speaker = next((w for s, e, w in speakers if s <= m.start() < e), None)
        last = [p for p in people if p.start < m.start() and names[p.actor] != speaker]
        if last:
            mentions.append(Mention(m.start(), m.end(), "pronoun", last[-1].actor))
    actors = [
        Actor(name, kinds[name], tuple((m.start, m.end) for m in mentions if m.actor == k and m.form == "name"))
        for k, name in enumerate(names)
    ]
    return actors, sorted(mentions, key=lambda m: m.start)


@dataclass
class Case:
    """One labelled article: its cast, attributions with gold spans, label rows in the same order, the encoder's
    scores."""

    cast: Cast
    found: list[Attribution]
    rows: list[dict]
    scores: list[dict] | None = None


def gold(split: str, pipeline: bool = False) -> list[Case]:
    """Labelled articles of a split. ``pipeline``: actors, mentions and speakers by our components instead of
    stand-ins."""
    root = settings.data_folder()
    files = defaultdict(list)
    for path in sorted((root / "polnear" / split / "attributions").iterdir()):
        files[re.sub(r"_[0-9a-f]{4}\.ann$", "", path.name)].append(path)
    by_article = defaultdict(list)
    for line in (root / "speakers" / f"{split}.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        by_article[row["name"]].append(row)
    out = []
    for name in sorted(by_article):
        text = (root / "polnear" / split / "text" / f"{name}.txt").open(encoding="utf-8", newline="").read()
        events = {(min(c)[0], max(c)[1]): e for e in _events(files[name][0]) if (c := e["Content"])}
        rows = sorted(
            (r for r in by_article[name] if (r["start"], r["end"]) in events), key=lambda r: (r["start"], r["end"])
        )
        found = []
        for row in rows:
            event = events[row["start"], row["end"]]
            content = tuple(sorted(event["Content"]))
            source = sorted(event["Source"])
            found.append(
                Attribution(
                    (source[0][0], source[-1][1]) if source else None,
                    min(event["Cue"]),
                    content,
                    _kind(act_rules.words_of(text, content)),
                    speaker=row["speaker"],
                )
            )
        out.append(_through_pipeline(text, found, rows) if pipeline else _with_stand_ins(text, found, rows))
    return out


def _with_stand_ins(text: str, found: list[Attribution], rows: list[dict]) -> Case:
    actors, mentions = stand_ins(text, rows, found)
    index = {a.name: k for k, a in enumerate(actors)}
    bounds = [m.start() for m in re.finditer(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])|\n+", text)]
    sentences = [(s, e) for s, e in zip([0, *bounds], [*bounds, len(text)], strict=False) if e > s]
    return Case(
        Cast(text, actors, mentions, sentences), [replace(a, speaker_actor=index.get(a.speaker)) for a in found], rows
    )


def _through_pipeline(text: str, found: list[Attribution], rows: list[dict]) -> Case:
    import analysis
    from analysis.annotate.encoder import encoding
    from analysis.annotate.extensions import get_records, set_records

    parts = dict(analysis.load_pipeline().pipeline)
    doc = analysis.load_pipeline().make_doc(text)
    for name in ("sentences", "encoder", "entities"):
        doc = parts[f"onrecord_{name}"](doc)
    set_records(doc, "attributions", [replace(a, speaker=None) for a in found])
    scores = [_encoder_scores(doc, a) for a in found]
    for name in ("actors", "speakers", "tone"):
        doc = parts[f"onrecord_{name}"](doc)
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    return Case(
        Cast(
            text, get_records(doc, "actors"), get_records(doc, "mentions"), sentences, doc._.tone, encoding(doc).state
        ),
        get_records(doc, "attributions"),
        rows,
        scores,
    )


def _encoder_scores(doc, attribution: Attribution) -> dict[str, np.ndarray]:
    """What the encoder's head says of gold spans, as onrecord_attributions asks it about found ones."""
    from analysis.annotate.encoder import encoding
    from analysis.annotate.model import load_model, log_softmax

    read = encoding(doc)

    def mean(span):
        return read.hidden[(read.pieces.starts < span[1]) & (read.pieces.ends > span[0])].mean(0)

    content = np.mean([mean(s) for s in attribution.content], 0)
    source = mean(attribution.source) if attribution.source else np.zeros_like(content)
    judged = load_model().mlp("act", np.concatenate([mean(attribution.cue), content, source]))
    act, towards, whose = np.split(judged, [len(ACTS), len(ACTS) + len(TOWARDS)])
    return {"act": log_softmax(act), "towards": log_softmax(towards), "basis": log_softmax(whose)}


def same_actor(a: str | None, b: str | None) -> bool:
    """Whether two names are one by the rules of the evaluation."""
    return a == b or a is not None and b is not None and same_name(a, b)


# --- fitting -------------------------------------------------------------------------------------------------------


def _matrix(rows: list[dict], names: list[str]) -> np.ndarray:
    where = {n: k for k, n in enumerate(names)}
    out = np.zeros((len(rows), len(names)), np.float32)
    for i, row in enumerate(rows):
        for feature, value in row.items():
            if feature in where:
                out[i, where[feature]] = value
    return out


@cache
def common_words() -> frozenset[str]:
    """Words that polnear/train writes in lower case at least as often as with a capital inside a sentence: no names."""
    small, capital = Counter(), Counter()
    for path in sorted((settings.data_folder() / "polnear" / "train" / "text").iterdir()):
        for word in re.findall(r"(?<=[a-z,;] )[A-Za-z]+(?:-[A-Za-z]+)*", path.read_text(encoding="utf-8")):
            (small if word[0].islower() else capital)[word.lower()] += 1
    return frozenset(w for w, n in small.items() if n >= 3 and n >= capital[w]) | {"i", "i'm", "n't"}


def _vocabulary(rows: list[dict], least: int) -> list[str]:
    """Features that occur often enough; of those made of words, the ones that hold no name."""
    counts = Counter(f for row in rows for f in row)
    return sorted(
        f
        for f, n in counts.items()
        if n >= least
        and (
            not f.startswith(_WORDY) or all(not w.isalpha() or w in common_words() for w in f.split("=", 1)[1].split())
        )
    )


def _descend(gradient, shape, ridge: float, steps: int = STEPS) -> np.ndarray:
    """Adam from zero on a convex loss with an L2 penalty; ``gradient`` gives that of the summed loss."""
    weights, first, second = (np.zeros(shape, np.float32) for _ in range(3))
    for step in range(1, steps + 1):
        slope = gradient(weights) + ridge * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return weights


def _softmax(values: np.ndarray) -> np.ndarray:
    values = np.exp(values - values.max(1, keepdims=True))
    return values / values.sum(1, keepdims=True)


def fit_classes(rows, labels, classes, least, ridge, offsets=None) -> dict[str, np.ndarray]:
    """Multinomial logistic regression: feature to one weight a class. ``offsets``: log scores that are given, not
    learned."""
    names = _vocabulary(rows, least)
    x = _matrix(rows, names)
    y = np.eye(len(classes), dtype=np.float32)[[classes.index(label) for label in labels]]
    given = np.zeros_like(y) if offsets is None else np.asarray(offsets, np.float32)
    weights = _descend(lambda w: x.T @ (_softmax(given + x @ w) - y), (len(names), len(classes)), ridge)
    return dict(zip(names, weights, strict=False))


def fit_choice(groups: list[list[dict]], chosen: list[int], least, ridge) -> dict[str, np.ndarray]:
    """Conditional logit: one weight a feature, each group's candidates against each other."""
    rows = [row for group in groups for row in group]
    names = _vocabulary(rows, least)
    x = _matrix(rows, names)
    starts = np.cumsum([0] + [len(g) for g in groups])
    right = np.zeros(len(rows), np.float32)
    right[[starts[k] + c for k, c in enumerate(chosen)]] = 1
    owner = np.repeat(np.arange(len(groups)), [len(g) for g in groups])

    def gradient(w):
        values = (x @ w)[:, 0]
        values = np.exp(values - np.maximum.reduceat(values, starts[:-1])[owner])
        return x.T @ (values / np.add.reduceat(values, starts[:-1])[owner] - right)[:, None]

    return dict(zip(names, _descend(gradient, (len(names), 1), ridge), strict=False))


def _dot(weights: dict, row: dict, size: int) -> np.ndarray:
    out = np.zeros(size)
    for feature, value in row.items():
        if feature in weights:
            out += value * weights[feature]
    return out


def _folds(split) -> list[tuple[list[int], list[int]]]:
    """Article indices to fit on and to judge, five times."""
    return [
        ([i for i in range(len(split)) if i % FOLDS != k], [i for i in range(len(split)) if i % FOLDS == k])
        for k in range(FOLDS)
    ]


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
    with (wording.DATA / "polarity.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["words", "weight"])
        writer.writerows((w, f"{v:.2f}") for w, v in kept if abs(v) >= 0.15)


def _tones(case: Case, k: int) -> list[tuple[float, float]]:
    return case.cast.tones(case.found[k].content, besides=case.found[k].speaker_actor)


def fit(split: list[Case]) -> None:
    """Fit all four models; the later ones see the act of a model that had not seen the article. Prints cross-fitted
    figures."""
    everyone = range(len(split))
    said = {(i, k): act_rules.read(split[i].cast.text, a) for i in everyone for k, a in enumerate(split[i].found)}
    label = {(i, k): row for i in everyone for k, row in enumerate(split[i].rows)}

    def keys(articles):
        return [(i, k) for i in articles for k in range(len(split[i].found))]

    every = keys(everyone)
    rows = {key: act_rules.act_features(said[key], _tones(split[key[0]], key[1])) for key in every}
    base = {key: act_rules.lexicon_scores(said[key].cue) for key in every}

    def fit_act(chosen):
        return fit_classes(
            [rows[k] for k in chosen],
            [label[k]["act"] for k in chosen],
            ACTS,
            LEAST["act"],
            RIDGE["act"],
            [base[k] for k in chosen],
        )

    logs = {}
    for seen, held in _folds(split):
        weights = fit_act(keys(seen))
        logs |= {k: loglinear.log_softmax(base[k] + _dot(weights, rows[k], len(ACTS))) for k in keys(held)}
    act = {k: ACTS[int(logs[k].argmax())] for k in every}
    print(f"act: {np.mean([act[k] == label[k]['act'] for k in every]):.3f}")
    fitted = {"act": (ACTS, fit_act(every))}

    basis_rows = {k: basis.basis_features(said[k], split[k[0]].found[k[1]], act[k]) for k in every}

    def fit_basis(chosen):
        return fit_classes(
            [basis_rows[k] for k in chosen], [label[k]["basis"] for k in chosen], BASES, LEAST["basis"], RIDGE["basis"]
        )

    right = []
    for seen, held in _folds(split):
        weights = fit_basis(keys(seen))
        right += [
            BASES[int(_dot(weights, basis_rows[k], len(BASES)).argmax())] == label[k]["basis"] for k in keys(held)
        ]
    print(f"basis: {np.mean(right):.3f}")
    fitted["basis"] = (BASES, fit_basis(every))

    groups, answers, who_of, ids_of, fits_of = {}, {}, {}, {}, {}
    for i, case in enumerate(split):
        thread = acts.Thread()
        for k, a in enumerate(case.found):
            key, truth = (i, k), case.rows[k]["target"]
            context = replace(thread.context(a), addressee=addressees.find_addressee(case.cast.text, a, case.cast)[1])
            who = targets.candidates(case.cast, a, context)
            groups[key] = [targets.features(case.cast, a, said[key], act[key], c, context) for c in who]
            groups[key].append(targets.nobody_features(case.cast, a, said[key], act[key]))
            ids_of[key] = [*who, None]
            who_of[key] = [case.cast.actors[c].name for c in who] + [None]
            fits = [n for n, name in enumerate(who_of[key]) if same_actor(name, truth)]
            fits_of[key] = fits
            answers[key] = max(fits, key=lambda n: case.cast.counts[who[n]] if n < len(who) else 0, default=None)
            known = truth is not None and fits and who[answers[key]] < case.cast.named
            thread.note(a, who[answers[key]] if known else None)

    def fit_target(chosen):
        usable = [k for k in chosen if answers[k] is not None]
        return fit_choice([groups[k] for k in usable], [answers[k] for k in usable], LEAST["target"], RIDGE["target"])

    hits, offered, target_scores = 0, 0, {}
    of = sum(label[k]["target"] is not None for k in every)
    for seen, held in _folds(split):
        weights = fit_target(keys(seen))
        for k in keys(held):
            target_scores[k] = np.array([_dot(weights, row, 1) for row in groups[k]])
            best = who_of[k][int(np.argmax(target_scores[k]))]
            offered += best is not None
            hits += best is not None and same_actor(best, label[k]["target"])
    print(
        f"target: recall {hits / of:.3f}, precision {hits / offered:.3f}, "
        f"label among the candidates {np.mean([answers[k] is not None for k in every]):.3f}"
    )
    fitted["target"] = (("score",), fit_target(every))

    with_target = [k for k in every if label[k]["target"] is not None]
    toward_rows, target_of = {}, {}
    for i, k in with_target:
        cast = split[i].cast
        target = next((n for n, a in enumerate(cast.actors) if same_actor(a.name, label[i, k]["target"])), None)
        target_of[i, k] = target
        toward_rows[i, k] = acts.towards_features(said[i, k], logs[i, k], cast, split[i].found[k], target)

    def fit_towards(chosen):
        return fit_classes(
            [toward_rows[k] for k in chosen],
            [_POLARITY[label[k]["polarity"]] for k in chosen],
            TOWARDS,
            LEAST["towards"],
            RIDGE["towards"],
        )

    toward_scores = {}
    for seen, held in _folds(split):
        weights = fit_towards([k for k in with_target if k[0] in set(seen)])
        toward_scores |= {k: _dot(weights, toward_rows[k], 3)[None] for k in with_target if k[0] in set(held)}
    right = [TOWARDS[int(toward_scores[k].argmax())] == _POLARITY[label[k]["polarity"]] for k in with_target]
    print(f"towards the labelled target: {np.mean(right):.3f}")
    fitted["towards"] = (TOWARDS, fit_towards(with_target))
    shipped = {
        name: {
            "labels": list(labels),
            "weights": {f: [round(float(x), 2) for x in w] for f, w in weights.items() if np.abs(w).max() >= 0.03},
        }
        for name, (labels, weights) in fitted.items()
    }
    if split[0].cast.state is not None:
        case_of = {(i, k): (split[i].cast, a) for i in everyone for k, a in enumerate(split[i].found)}
        fit_judges(
            [_example(*case_of[k], ids_of[k], target_scores[k], fits_of[k]) for k in every if answers[k] is not None],
            [
                _example(
                    *case_of[k], [target_of[k]], toward_scores[k], [TOWARDS.index(_POLARITY[label[k]["polarity"]])]
                )
                for k in with_target
            ],
        )
    loglinear.PATH.write_text(
        json.dumps(shipped, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="utf-8"
    )


def _example(cast: Cast, a: Attribution, candidates: list[int | None], given: np.ndarray, right: list[int]) -> tuple:
    return cast.asked(a), np.stack([cast.candidate(a, c) for c in candidates]), given, right


def fit_judges(target: list[tuple], towards: list[tuple]) -> None:
    """analysis/model/judges.npz: the networks on top of scores that had not seen the article either."""
    from analysis.annotate.model import FOLDER
    from training import judges

    nets = {
        "judge_target": judges.fit(target, "candidates", seed=1),
        "judge_towards": judges.fit(towards, "classes", seed=1),
    }
    weights = {name: array for head, net in nets.items() for name, array in judges.arrays(head, net).items()}
    np.savez_compressed(FOLDER / "judges.npz", **weights)


def measure(split: list[Case], encoder: bool = True) -> dict[str, float]:
    """Figures on gold spans by the rules of the evaluation script. ``encoder``: with its scores, where the cases have
    any."""
    count = Counter()
    for case in split:
        scores = case.scores if encoder else None
        judged = acts.judge_all(case.cast, case.found, scores)
        for a, row in zip(judged, case.rows, strict=False):
            count["n"] += 1
            count["act"] += a.act == row["act"]
            count["basis"] += a.basis == row["basis"]
            count["lexicon"] += act_rules.read(case.cast.text, a).cue.act == row["act"]
            count["offered"] += a.target is not None
            if row["target"] is not None:
                count["targets"] += 1
                hit = a.target is not None and same_actor(a.target, row["target"])
                count["hit"] += hit
                count["towards"] += hit and a.towards == _POLARITY[row["polarity"]]
    n = count["n"]
    return {
        "attributions": n,
        "act": count["act"] / n,
        "act by lexicon alone": count["lexicon"] / n,
        "basis": count["basis"] / n,
        "target recall": count["hit"] / count["targets"],
        "target precision": count["hit"] / max(1, count["offered"]),
        "target and towards": count["towards"] / count["targets"],
    }


if __name__ == "__main__":
    options = [o for o in sys.argv[1:] if o != "--stand-ins"]
    real = "--stand-ins" not in sys.argv
    if options == ["polarity"]:
        polarity()
    elif options == ["fit"]:
        fit(gold("train", real))
    elif options[:1] == ["measure"] and options[1:] in (["train"], ["dev"]):
        cases = gold(options[1], real)
        for encoder in (True, False) if real else (False,):
            print(
                "with the encoder" if encoder else "rules alone",
                {k: round(v, 3) for k, v in measure(cases, encoder).items()},
            )
    else:
        sys.exit(__doc__)
