"""Mistakes on the annotated articles, a fixed sample for reading: what people annotated, what was found, where.

    python -m training.errors [--n 100] [--what attributions|speakers|acts|targets] [--split dev] [--data DIR]

What was learned from reading a hundred stands in ERRORS.md. Prints article text: nothing of it is to be committed.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training import metrics, sources
from training.reading import Read, read_articles
from training.sources import ROLES

_AROUND = 150  # characters of context on both sides


@dataclass
class Mistake:
    """One mistake in an article: what is wrong in a word or two, the spans that it is about, gold and found as
    lines."""

    article: Read
    what: str
    spans: list[tuple[int, int]]
    gold: str
    found: str

    def told(self) -> str:
        start, end = sources.extent(self.spans)
        text = self.article.text
        context = text[max(0, start - _AROUND) : start] + "[[" + text[start:end] + "]]" + text[end : end + _AROUND]
        place = f"{self.article.name} {start}-{end}"
        return f"{self.what}  ({place})\n  gold:  {self.gold}\n  found: {self.found}\n  {context!r}"


def _spans(text: str, roles: dict[str, list[tuple[int, int]]]) -> str:
    return "  ".join(f"{r}={[text[s:e] for s, e in spans]}" for r, spans in roles.items() if spans) or "-"


def attributions(a: Read) -> Iterator[Mistake]:
    """Gold attributions that were missed, have another source or other ends; found ones that are none."""
    found = [
        dict(zip(ROLES, ([p.source] if p.source else [], [p.cue] if p.cue else [], list(p.content)), strict=True))
        for p in a.predicted
    ]
    matched = metrics.matches([g.spans.get("Content", []) for g in a.gold], [f["Content"] for f in found])
    golds = [{r: g.spans.get(r, []) for r in ROLES} for g in a.gold]
    left = [k for k in range(len(found)) if k not in matched]
    for own, k in zip(golds, matched, strict=True):
        if k is None:  # one of which less than half was found is shown beside what was found of it
            k = next((j for j in left if _touches(own["Content"], found[j]["Content"])), None)
            left = [j for j in left if j != k]
            what = "less than half of the content" if k is not None else "missed"
        else:
            what = "other"
        other = found[k] if k is not None else {}
        wrong = [
            r.lower()
            for r in ROLES
            if {metrics.trim(a.text, *s) for s in own[r]} != {metrics.trim(a.text, *s) for s in other.get(r, [])}
        ]
        if wrong:
            spans = [s for roles in (own, other) for one in roles.values() for s in one]
            told = what if what == "missed" else f"{what}: {', '.join(wrong)}"
            yield Mistake(a, told, spans, _spans(a.text, own), _spans(a.text, other))
    for k in left:
        yield Mistake(a, "not gold", [s for one in found[k].values() for s in one], "-", _spans(a.text, found[k]))


def _touches(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    return bool(metrics.cover(one) & metrics.cover(other))


def _labelled(wrong: Callable, gold: Callable, found: Callable) -> Callable[[Read], Iterator[Mistake]]:
    """Mistakes in what was said of a found attribution that is labelled."""

    def mistakes(a: Read) -> Iterator[Mistake]:
        for row, k in zip(a.labels or [], metrics.speaker_matches(a.labels or [], a.predicted), strict=True):
            if k is not None and (what := wrong(row, a.predicted[k])):
                one = a.predicted[k]
                spans = [s for s in (one.source, one.cue) if s] + [(row["start"], row["end"])]
                yield Mistake(a, what, spans, gold(row), found(one))

    return mistakes


def _speaker(row: dict, a) -> str | None:
    if metrics.same_name(a.speaker, row["speaker"]):
        return None
    return "no speaker" if a.speaker is None else "other speaker"


def _target(row: dict, a) -> str | None:
    if metrics.same_name(a.target, row["target"]):
        return None
    return "no target" if a.target is None else "target where none is" if row["target"] is None else "other target"


KINDS: dict[str, Callable[[Read], Iterator[Mistake]]] = {
    "attributions": attributions,
    "speakers": _labelled(_speaker, lambda r: str(r["speaker"]), lambda a: f"{a.speaker} ({a.speaker_from})"),
    "acts": _labelled(lambda r, a: "act" if a.act != r["act"] else None, lambda r: r["act"], lambda a: str(a.act)),
    "targets": _labelled(
        _target, lambda r: f"{r['target']}, {r['polarity']}", lambda a: f"{a.target}, {a.towards} (act {a.act})"
    ),
}


def sampled(mistakes: list[Mistake], n: int) -> list[Mistake]:
    """At most ``n`` of them, the same ones every time, in the order of the articles."""
    kept = random.Random(0).sample(range(len(mistakes)), min(n, len(mistakes)))
    return [mistakes[k] for k in sorted(kept)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--what", choices=KINDS, default="attributions")
    parser.add_argument("--split", default="dev", help="dev or train")
    parser.add_argument("--data", type=Path, default=sources.DATA)
    arguments = parser.parse_args()
    every = [
        mistake
        for article in read_articles(
            arguments.data, arguments.split, limit=None if arguments.what == "attributions" else 0
        )
        for mistake in KINDS[arguments.what](article)
    ]
    print(f"{len(every)} mistakes; {min(arguments.n, len(every))} of them:")
    for number, mistake in enumerate(sampled(every, arguments.n), 1):
        print(f"\n{number}. {mistake.told()}")
