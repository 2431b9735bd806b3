"""How annotations are judged: counts of one unit (an article, a sentence) against what people annotated, and the
figures that are taken of summed counts. Nothing here runs the pipeline."""

import functools
import math
import re
from collections import Counter
from collections.abc import Mapping

from analysis.annotate.attributions import kind_of
from analysis.annotate.features import quotation
from training.intervals import Figure, f1
from training.sources import ROLES, GoldAttribution

FOUND = 0.5  # Jaccard, in characters, from which on a predicted content is the gold one

_STOP = {"the", "a", "an", "mr", "mrs", "ms", "sen", "gov", "president", "senator", "dr", "rep"}
_QUOTED = re.compile(r"[“”\"]")
_quotation = functools.lru_cache(maxsize=1)(quotation)
POLARITY = {"supportive": 1, "neutral": 0, "critical": -1}


def share(part: str, whole: str) -> Figure:
    """The figure "percent of ``whole`` that are ``part``"; not a number where there is no whole."""
    return lambda c: 100 * c[part] / c[whole] if c[whole] else math.nan


def macro_f1(classes: int) -> Figure:
    """Macro-averaged F1 of counts by (gold class, predicted class)."""

    def figure(c: Mapping) -> float:
        scores = []
        for k in range(classes):
            gold, predicted = sum(v for (g, _), v in c.items() if g == k), sum(v for (_, p), v in c.items() if p == k)
            scores.append(2 * c[k, k] / max(1, gold + predicted))
        return 100 * sum(scores) / classes

    return figure


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cover(spans) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


def jaccard(a: set, b: set) -> float:
    return len(a & b) / max(1, len(a | b))


def matches(gold: list, predicted: list) -> list[int | None]:
    """For each gold span list the index of the predicted one that covers most of it (Jaccard of at least ``FOUND``),
    each predicted one used once, in the order of gold."""
    used, covers, out = set(), [cover(p) for p in predicted], []
    for one in gold:
        own = cover(one)
        free = [(jaccard(own, other), -k) for k, other in enumerate(covers) if k not in used]
        overlap, k = max(free, default=(0.0, 0))
        out.append(-k if overlap >= FOUND else None)
        used.add(out[-1])
    return out


def kind_of_gold(text: str, spans: list[tuple[int, int]]) -> str:
    """direct, mixed or indirect: what the pipeline would have to say of a gold content. Its reading of quotation marks
    is taken for right here, so that only wrong ends of contents make a wrong kind."""
    return kind_of(_quotation(text), text, tuple(spans))


def attribution_counts(text: str, gold: list[GoldAttribution], predicted: list) -> Counter:
    """Counts of one article: right, predicted and gold spans by role; attributions gold, predicted, found, linked, and
    found with the right kind."""
    count = Counter(gold=len(gold), predicted=len(predicted))
    rows = [
        {"Source": [a.source] if a.source else [], "Cue": [a.cue] if a.cue else [], "Content": list(a.content)}
        for a in predicted
    ]
    for role in ROLES:
        g = {trim(text, *s) for a in gold for s in a.spans.get(role, [])}
        p = {trim(text, *s) for a in rows for s in a[role]}
        count.update({f"{role}_right": len(g & p), f"{role}_predicted": len(p), f"{role}_gold": len(g)})
    for one, k in zip(
        gold, matches([g.spans.get("Content", []) for g in gold], [r["Content"] for r in rows]), strict=True
    ):
        if k is not None:
            count["found"] += 1
            a, b = cover(one.spans.get("Source", [])), cover(rows[k]["Source"])
            count["linked"] += (not a and not b) or bool(a & b)
            count["kind"] += predicted[k].kind == kind_of_gold(text, one.spans["Content"])
    return count


SPAN_FIGURES: dict[str, Figure] = {
    **{f"exact_{r.lower()}": lambda c, r=r: f1(c[f"{r}_right"], c[f"{r}_predicted"], c[f"{r}_gold"]) for r in ROLES},
    "found": share("found", "gold"),
    "source_right": share("linked", "found"),
    "linked": lambda c: f1(c["linked"], c["predicted"], c["gold"]),
    "kind": share("kind", "found"),
}


def _words(name: str) -> list[str]:
    plain = re.sub(r"\W+", " ", re.sub(r"[’']s\b", "", name)).lower().split()
    return [w for w in plain if w not in _STOP]


def same_name(a: str | None, b: str | None) -> bool:
    """Equal, or one within the other with the same last word, or 60 % of the words shared; titles and articles
    aside. Nobody (None) is the same as nobody only, and a title alone as that title."""
    if a is None or b is None:
        return a is b
    x, y = _words(a), _words(b)
    if not x or not y:
        return a.lower() == b.lower()
    return x == y or (x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x))) or jaccard({*x}, {*y}) >= 0.6


def is_quoted(text: str, row: dict) -> bool:
    """Whether a labelled attribution has quotation marks in it."""
    return bool(_QUOTED.search(text[row["start"] : row["end"]]))


def speaker_matches(rows: list[dict], attributions: list) -> list[int | None]:
    """For each labelled attribution the index of the predicted one, by its extent from first to last character."""
    return matches(
        [[(r["start"], r["end"])] for r in rows], [[(a.content[0][0], a.content[-1][1])] for a in attributions]
    )


def speaker_counts(text: str, rows: list[dict], attributions: list, quoted_only: bool = True) -> Counter:
    """Counts of one article against its labels: speakers (of content with quotation marks alone, if so told); act,
    target, towards and basis of whatever was found."""
    count = Counter()
    for row, k in zip(rows, speaker_matches(rows, attributions), strict=True):
        judged = not quoted_only or is_quoted(text, row)
        count["gold"] += judged and row["speaker"] is not None
        if k is None:
            continue
        a = attributions[k]
        count.update(any=1, act=a.act == row["act"], basis=a.basis == row["basis"])
        if row["target"] is not None:
            hit = same_name(a.target, row["target"])
            count.update(targets=1, target=hit, towards=hit and POLARITY.get(a.towards) == row["polarity"])
        if judged and a.speaker is not None:
            right = row["speaker"] is not None and same_name(a.speaker, row["speaker"])
            count.update(right=right, named=1)
    return count


SPEAKER_FIGURES: dict[str, Figure] = {
    "speaker_precision": share("right", "named"),
    "speaker_recall": share("right", "gold"),
    "speaker_f1": lambda c: f1(c["right"], c["named"], c["gold"]),
    "act": share("act", "any"),
    "target": share("target", "targets"),
    "towards": share("towards", "targets"),
    "basis": share("basis", "any"),
}
