"""Who is who within an article, against the names of GUM's news that have a Wikipedia identity.

    python -m training.actors [--data DIR] [--errors]

B-cubed (Bagga and Baldwin 1998) over name mentions of persons, organizations and places whose head is a proper noun:
for each mention, the share of its actor's mentions that are of its identity (precision) and the share of its
identity's mentions that its actor has (recall), averaged. A gold mention is paired with the mention of ours that
shares the most of its words, one to one; one that finds none counts as nothing in recall, and not in precision.
Mentions of ours that no gold name stands for are left out: names without an article in Wikipedia have no identity to
be judged by.

Places: a state is an actor, whether it acts or only lies there, and is compared as that actor. Any other place that
is but a place has no actor; it is compared by its name without article, case and accents, so that "Paris" is the same
place twice, and is never the same as the state whose capital it is. The intervals are 95 % bootstraps over the
documents. There are only 16, and no part of the rules is fitted to them: they are kept whole instead of being cut
into folds.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import analysis
from analysis.annotate.gazetteer import fold
from analysis.annotate.types import NAMING
from training import sources
from training.intervals import interval
from training.sources import LinkedArticle, LinkedName


def paired(article: LinkedArticle, mentions: list) -> list[tuple[LinkedName, object | None]]:
    """Each gold name with the mention of ours that shares the most of its characters; None where it is missing."""
    ways = []
    for g, name in enumerate(article.names):
        for m, mention in enumerate(mentions):
            if any(mention.start < end and start < mention.end for start, end in name.words):
                both = min(name.end, mention.end) - max(name.start, mention.start)
                ways.append((both / (max(name.end, mention.end) - min(name.start, mention.start)), -g, -m))
    gold, ours = {}, set()
    for _, g, m in sorted(ways, reverse=True):
        if -g not in gold and -m not in ours:
            gold[-g] = mentions[-m]
            ours.add(-m)
    return [(name, gold.get(g)) for g, name in enumerate(article.names)]


def identity(text: str, mention) -> tuple | None:
    """What our mention is a mention of: an actor, or a place by its name."""
    if mention is None:
        return None
    if mention.actor is None:
        return ("place", fold(text[mention.start : mention.end]).lower())
    return ("actor", mention.actor)


def counts(pairs: list[tuple[str, tuple | None]]) -> Counter:
    """Sums of B-cubed precision and recall over (gold identity, our identity or None), and how many of each."""
    gold, ours, both = Counter(g for g, _ in pairs), Counter(o for _, o in pairs if o), Counter(pairs)
    count = Counter(gold=len(pairs), named=ours.total())
    for g, o in pairs:
        if o:
            count["precision"] += both[g, o] / ours[o]
            count["recall"] += both[g, o] / gold[g]
    return count


def precision(c: Counter) -> float:
    return 100 * c["precision"] / max(1, c["named"])


def recall(c: Counter) -> float:
    return 100 * c["recall"] / max(1, c["gold"])


def b_cubed(c: Counter) -> float:
    p, r = precision(c), recall(c)
    return 2 * p * r / max(1e-9, p + r)


def articles(root: Path) -> list[LinkedArticle]:
    """The news of GUM's training and dev parts."""
    return [a for part in ("train", "dev") for a in sources.linked(root / "ud" / f"gum_{part}.conllu")]


def actors(root: Path) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in percent, each with its interval."""
    nlp, units = analysis.load_pipeline(), []
    for article in articles(root):
        named = [m for m in nlp(article.text)._.mentions if m.form in NAMING]
        units.append(counts([(n.identity, identity(article.text, m)) for n, m in paired(article, named)]))
    return {
        f"actors_{name}": interval(units, figure)
        for name, figure in (("precision", precision), ("recall", recall), ("f1", b_cubed))
    }


def errors(root: Path) -> None:
    """Print each article's figure, the names that we miss, the identities that we split and the actors that we mix."""
    nlp = analysis.load_pipeline()
    for article in articles(root):
        doc, text = nlp(article.text), article.text
        pairs = paired(article, [m for m in doc._.mentions if m.form in NAMING])
        print(f"\n{article.name} {b_cubed(counts([(n.identity, identity(text, m)) for n, m in pairs])):.1f}")
        of_gold, of_ours = defaultdict(Counter), defaultdict(Counter)
        for name, mention in pairs:
            ours = identity(text, mention)
            label = None if ours is None else ours[1] if ours[0] == "place" else doc._.actors[ours[1]].name
            of_gold[name.identity][label] += 1
            if ours:
                of_ours[ours[0], label][name.identity] += 1
            else:
                print("  missed:", repr(text[max(0, name.start - 40) : name.end + 30]), name.kind, name.identity)
        for gold, labels in of_gold.items():
            if len(labels.keys() - {None}) > 1:
                print("  split:", gold, dict(labels))
        for label, golds in of_ours.items():
            if len(golds) > 1:
                print("  mixed:", label, dict(golds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--errors", action="store_true", help="print every error, by article")
    arguments = parser.parse_args()
    if arguments.errors:
        errors(arguments.data)
    for figure, (value, low, high) in actors(arguments.data).items():
        print(f"{figure:20s} {value:5.1f}  ({low:.1f} to {high:.1f})")
