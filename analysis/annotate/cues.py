"""From the words of a cue to what they usually do: lemma lookup and the reviewed cue lexicon.

``data/cues.csv`` holds one cue a line, its first word as a lemma: the act it usually performs, its medium (``speech``:
something uttered; ``mind``: a belief, wish or feeling; ``deed``: narrated behaviour) and what decides the act: ``cue``
where the cue alone tells ("accused"), ``content`` where it only introduces words to be judged themselves ("said").
"""

import re
from dataclasses import dataclass
from functools import cache

from analysis.annotate import gazetteer

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|['’][^\W\d_]+|[^\w\s]", re.UNICODE)
_NEGATION = frozenset("not n't n’t never no nor neither without cannot hardly barely seldom".split())
_SKIP = gazetteer.words("before the head of a cue") | _NEGATION  # they tell nothing of its act
_LIGHT = gazetteer.words("verb of a cue with a noun")


@dataclass(frozen=True)
class Cue:
    """What the lexicon knows of a cue: ``entry`` is its key there, None where no word of the cue is listed."""

    entry: str | None
    act: str = "state"
    medium: str = "speech"  # speech, mind, deed
    decided_by: str = "content"  # cue, content
    negated: bool = False


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Inflected form to lemmas, from ``data/irregular_forms.csv``."""
    forms: dict[str, list[str]] = {}
    for row in gazetteer.rows("irregular_forms.csv"):
        for form in row["forms"].split():
            forms.setdefault(form, []).append(row["lemma"])
    return {form: tuple(dict.fromkeys(lemmas)) for form, lemmas in forms.items()}


@cache
def lexicon() -> dict[str, Cue]:
    """The cue lexicon, entry to Cue."""
    return {r["cue"]: Cue(r["cue"], r["act"], r["medium"], r["decided_by"]) for r in gazetteer.rows("cues.csv")}


@cache
def _starts() -> dict[str, list[tuple[str, ...]]]:
    """Lexicon entries as words, by their first word, longest first."""
    starts: dict[str, list[tuple[str, ...]]] = {}
    for entry in lexicon():
        words = tuple(entry.split())
        starts.setdefault(words[0], []).append(words)
    return {first: sorted(entries, key=lambda e: (-len(e), e)) for first, entries in starts.items()}


@cache
def known_words() -> frozenset[str]:
    """Every word that an entry of the lexicon holds."""
    return frozenset(word for entry in lexicon() for word in entry.split())


def words(text: str) -> list[str]:
    """Lower-cased words and punctuation marks; "didn't" is "did", "n't"."""
    out = []
    for word in _WORD.findall(re.sub(r"(?i)n['’]t\b", " n't", text).replace(" n't", " not").lower()):
        out.append(word)
    return out


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """Every lemma that a lower-cased word may have, itself first: "urging" is urging, urg or urge."""
    found = [word, *_irregular().get(word, ())]
    for suffix, endings in (
        ("ies", ("y", "ie")),
        ("ied", ("y",)),
        ("es", ("e", "")),
        ("s", ("",)),
        ("ed", ("e", "")),
        ("ing", ("", "e")),
    ):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)]
            found += [stem + ending for ending in endings]
            if suffix in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def _match(tokens: list[str], i: int) -> tuple[str, int] | None:
    """The longest lexicon entry that starts at word ``i``, with the index after it. Adverbs inside a phrase are passed
    over."""
    best = None
    for first in lemmas(tokens[i]):
        for entry in _starts().get(first, ()):
            j = i + 1
            for wanted in entry[1:]:
                while j < len(tokens) and tokens[j].endswith("ly") and wanted not in lemmas(tokens[j]):
                    j += 1
                if j >= len(tokens) or wanted not in lemmas(tokens[j]):
                    break
                j += 1
            else:
                if best is None or len(entry) > len(best[0].split()):
                    best = " ".join(entry), j
    return best


@cache
def look_up(cue: str) -> Cue:
    """The lexicon's view of a cue as it stands in the text ("has repeatedly refused to", "'s claim that").

    The first entry that decides an act wins over entries that leave it to the content; a phrase wins over its first
    word.
    """
    tokens = words(cue)
    neutral, negated, i = None, False, 0
    while i < len(tokens):
        match = _match(tokens, i)
        if match is None or (tokens[i] in _SKIP and match[1] == i + 1):
            negated |= tokens[i] in _NEGATION
            i += 1
            continue
        known = lexicon()[match[0]]
        if known.decided_by == "cue":
            return Cue(known.entry, known.act, known.medium, known.decided_by, negated)
        if neutral is None or (neutral.entry.split()[0] in _LIGHT and known.entry.split()[0] not in _LIGHT):
            neutral = Cue(known.entry, known.act, known.medium, known.decided_by, negated)
        i = match[1]
    return neutral or Cue(None, negated=negated)


def head(cue: str) -> str:
    """The word that carries the cue, lower-cased as it stands: the first one that is no auxiliary, article or -ly
    adverb."""
    tokens = words(cue)
    for word in tokens:
        if word not in _SKIP and word[0].isalpha() and not (word.endswith("ly") and len(word) > 5):
            return word
    return tokens[-1] if tokens else ""
