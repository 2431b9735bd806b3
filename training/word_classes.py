"""Words that are no part of the description of a group ("allows companies", "much voters"), by how Universal
Dependencies tags them.

    python -m training.word_classes      # annotate/data/no_modifiers.txt from English EWT and GUM, train

A word is listed where at least ``LEAST`` of its occurrences, and more than half of them, are neither noun, name,
adjective nor number. Words in -ing, -ed and -ly are left to analysis.annotate.targets. Data: ONRECORD_DATA.
"""

import re
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

from analysis import settings
from analysis.annotate import gazetteer
from training import sources

LEAST = 2
_DESCRIBING = {"NOUN", "PROPN", "ADJ", "NUM"}
_ELSEWHERE = re.compile(r"(?:ing|ed|ly)$")
_KEPT = {"super", "outside", "worldwide", "select", "support"}  # super PACs, outside groups, support staff


def no_modifiers(folder: Path) -> list[str]:
    """The words in order; ``folder`` holds the treebanks' ``*_train.conllu``."""
    tagged: dict[str, Counter] = defaultdict(Counter)
    for path in sorted(folder.glob("*_train.conllu")):
        for word, _, tag, _ in chain.from_iterable(sources.dependencies(path)):
            tagged[word.lower()][tag] += 1
    out = []
    for word, tags in tagged.items():
        other = sum(n for tag, n in tags.items() if tag not in _DESCRIBING)
        frequent = other >= LEAST and other > tags.total() / 2
        if frequent and word.isascii() and word.isalpha() and not _ELSEWHERE.search(word):
            out.append(word)
    return sorted(set(out) - _KEPT)


if __name__ == "__main__":
    words = no_modifiers(settings.data_folder() / "ud")
    (gazetteer.DATA / "no_modifiers.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words")
