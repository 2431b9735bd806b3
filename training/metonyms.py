"""Place or government: what names of capitals, seats of government and states stand for, against labels by reading.

    python -m training.metonyms [--data DIR] [--errors]

metonyms.csv holds 300 mentions in PolNeAR (train and dev), CoNLL-2003 (train) and Universal Dependencies (EWT, GUM),
one a row: corpus, file, start, end, label. Offsets are code points in the text that ``text_of`` gives; no text is
kept. They were drawn at random within corpus and kind of name, at most two a file; a second draw left out those
behind "in", "at" and the like, so that governments are as frequent as places. The label was given by reading the
sentence, by this guide:

- ``government``: somebody who acts, wants, owns, is addressed or dealt with: the state, its government, its soldiers
  or diplomats, or those who hold power at the seat ("Beijing wants", "talks with Moscow", "Russia's president", "the
  Kremlin's reply", "ties between Washington and Ankara", "aid from the United States", "the White House said", "win
  the White House");
- ``place``: where something is, happens, goes or comes from ("in Beijing", "flew to Moscow", "the Kremlin's walls",
  "outside the White House", "Russia's forests", a dateline), also for working there or being in office ("served at
  the Pentagon", "a second term in the White House");
- ``other``: neither: a team, a person, an adjective of a longer name ("Washington Post"), people or a market as a
  whole.

What we say of a capital or a seat is what the pipeline says: a mention without an actor is a place, one with an actor
a government (other where the actor is a person, or it is only part of a longer name). A state is one actor whether it
acts or only lies there; for its name the same rules are asked, though the pipeline has no use for the answer. Half of
the files, by the hash of their names, are ``held``: rules were improved on the errors of the other half, ``seen``.
"""

import argparse
import csv
import functools
import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

from spacy.tokens import Doc

import analysis
from analysis.annotate import gazetteer, places
from analysis.annotate.reading import Reading
from training import sources
from training.intervals import interval

LABELS = Path(__file__).with_name("metonyms.csv")
_BLOCK = 8  # sentences of CoNLL that are one text


def plain(words: list[str]) -> str:
    """Words put together as they are written: no space before points and possessives, none after a bracket."""
    text = " ".join(words)
    text = re.sub(r" (?=[.,;:!?%)]|'s\b|n't\b|'(?: |$))", "", text)
    return re.sub(r"(?<=[($]) ", "", text)


@functools.cache
def _universal(path: Path) -> dict[str, str]:
    return {a.name: a.text for a in sources.linked(path, "")}


@functools.cache
def _conll(path: Path) -> list[str]:
    return [plain([word for word, _ in sentence]) for sentence in sources.conll(path)]


def text_of(corpus: str, file: str, root: Path) -> str:
    """The text that the offsets of a row count in. ``file``: train/NAME or dev/NAME of polnear; ewt_dev/DOCUMENT and
    such of ud; of conll the number of a run of eight sentences."""
    if corpus == "polnear":
        part, _, name = file.partition("/")
        with open(root / "polnear" / part / "text" / f"{name}.txt", encoding="utf-8", newline="") as handle:
            return handle.read()
    if corpus == "ud":
        part, _, name = file.partition("/")
        return _universal(root / "ud" / f"{part}.conllu")[name]
    at = int(file) * _BLOCK
    return "\n".join(_conll(root / "ner" / "conll2003_train.txt")[at : at + _BLOCK])


def held(file: str) -> bool:
    """Whether a file's rows are kept for the test."""
    return hashlib.sha256(file.encode()).digest()[0] % 2 == 1


def said(doc: Doc, start: int, end: int) -> str:
    """What the pipeline takes a name for: place, government or other."""
    reading, literal = Reading(doc), set()
    answer = "other"
    for mention in doc._.mentions:
        low, high = reading.span(mention.start, mention.end)
        actor = None if mention.actor is None else doc._.actors[mention.actor]
        known = gazetteer.state(doc.text[mention.start : mention.end])
        lies = actor is None or known and known[1] != "capital" and places.literal(reading, low, high, literal)
        if lies:
            literal.add(high - 1)
        if mention.end == end and mention.start < start and actor is None:
            answer = "place"  # East Jerusalem
        longer = actor is not None and actor.type == "state" and mention.start <= start and end <= mention.end
        if ((mention.start, mention.end) == (start, end) or longer) and mention.form != "pronoun":  # Pyongyang regime
            answer = "place" if lies else "other" if actor.type == "person" else "government"
    return answer


def metonyms(root: Path, show: bool = False) -> dict[str, tuple[float, float, float]]:
    """Accuracy in percent with its interval over files: of all, of the rows seen and of those held."""
    nlp, units = analysis.load_pipeline(), {"": defaultdict(Counter), "_seen": defaultdict(Counter)}
    units["_held"] = defaultdict(Counter)
    with open(LABELS, encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        text, start, end = text_of(row["corpus"], row["file"], root), int(row["start"]), int(row["end"])
        label, half = said(nlp(text), start, end), "_held" if held(row["file"]) else "_seen"
        for part in ("", half):
            units[part][row["file"]].update(right=label == row["label"], all=1, **{row["label"]: 1})
        if show and half == "_seen" and label != row["label"]:
            around = text[max(0, start - 70) : start] + f"[[{text[start:end]}]]" + text[end : end + 50]
            print(f"{row['label']} taken for {label}: {around!r}")
    return {
        f"metonyms{part}": interval(list(found.values()), lambda c: 100 * c["right"] / max(1, c["all"]))
        for part, found in units.items()
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--errors", action="store_true", help="print the errors on the rows that are not held")
    arguments = parser.parse_args()
    for figure, (value, low, high) in metonyms(arguments.data, arguments.errors).items():
        print(f"{figure:20s} {value:5.1f}  ({low:.1f} to {high:.1f})")
