"""Which issues of the codebook a statement is about, and which stance its words take. Precision over recall.

A statement is about an issue when one of its ``about`` phrases occurs in it, or when every group of ``all_of`` does. Its
stance comes from the phrases for and against, turned round by a negation before them or by a cue that denies or rejects.
"""

import functools
import re
from dataclasses import dataclass

from analysis.ingest.sets import Issue

# A prefix keeps its word: "escalation" is not in "de-escalation".
_TOKEN = re.compile(r"\w+n[’'‘]t\b|(?:de|non|anti|counter|pre|post|un|re)-\w+|\w+", re.IGNORECASE)
_NEGATIONS = frozenset("not no never neither nor without cannot refuses refused refuse refusing hardly".split())
_AUXILIARIES = frozenset("do does did is are was were wo would should could ca must has have had need".split())   # before n't
_REACH = 5       # words before a phrase within which a negation turns it round
_STOPS = re.compile(r"[.;:!?,—]")
BREAK = "\n"     # parts pieces of text that do not follow each other: no phrase runs over it


@dataclass(frozen=True)
class Passage:
    """The words of a statement: ``parts`` in text order, ``content`` tells which hold what was said (the other is the cue)."""

    parts: tuple[str, ...]
    content: tuple[bool, ...]
    also: tuple[str, ...] = ()       # names that the statement is about without saying them ("it" is China)
    reversed: bool = False           # its cue denies or rejects what is said, or is itself negated


@dataclass(frozen=True)
class _Word:
    text: str
    content: bool
    stop: bool                       # a clause ends between the word before and this one


def stance(issue: Issue, passage: Passage) -> str | None:
    """for, against, mixed or unclear; None where the passage is not about the issue."""
    words = _words(passage)
    if not _is_about(issue, words, passage.also):
        return None
    hits = [(*hit, "for") for phrase in issue.phrases_for for hit in _find(_phrase(phrase), words)]
    hits += [(*hit, "against") for phrase in issue.phrases_against for hit in _find(_phrase(phrase), words)]
    taken = set()
    for start, end, side in hits:
        if any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in hits):
            continue                 # part of a longer phrase, which says more
        turned = _negated(words, start) != (passage.reversed and all(w.content for w in words[start:end]))
        taken.add({"for": "against", "against": "for"}[side] if turned else side)
    return "unclear" if not taken else taken.pop() if len(taken) == 1 else "mixed"


def _is_about(issue: Issue, words: list[_Word], also: tuple[str, ...]) -> bool:
    if any(_find(_phrase(phrase), words) for phrase in issue.about):
        return True
    names = [[_Word(t, True, False) for t in _phrase(name)] for name in also]
    groups = [group if isinstance(group, tuple) else (group,) for group in issue.all_of]
    return bool(groups) and all(any(_find(_phrase(p), held) for p in group for held in [words, *names]) for group in groups)


@functools.lru_cache(maxsize=4096)
def _phrase(phrase: str) -> tuple[str, ...]:
    return tuple(t for t, _ in _tokens(phrase))


def _tokens(text: str) -> list[tuple[str, int]]:
    """Words in lower case with where they start; the possessive is left out."""
    found = []
    for match in _TOKEN.finditer(text):
        word = re.sub(r"[’'‘]", "", match[0].casefold())
        if word == "s" and match.start() and text[match.start() - 1] in "’'‘":
            continue
        found.append((word, match.start()))
    return found


def _words(passage: Passage) -> list[_Word]:
    words: list[_Word] = []
    for text, content in zip(passage.parts, passage.content):
        last = 0
        for token, start in _tokens(text):
            words.append(_Word(token, content, bool(_STOPS.search(text[last:start])) or (last == 0 and text.startswith(BREAK))))
            last = start + len(token)
    return words


def _find(phrase: tuple[str, ...], words: list[_Word]) -> list[tuple[int, int]]:
    """Where a phrase occurs, word by word; a word of the text may have a plural or verbal s that the phrase's has not."""
    if not phrase:
        return []
    return [(i, i + len(phrase)) for i in range(len(words) - len(phrase) + 1)
            if all(w.text in (p, p + "s") for p, w in zip(phrase, words[i:i + len(phrase)]))
            and not any(w.stop for w in words[i + 1:i + len(phrase)])]


def _negated(words: list[_Word], start: int) -> bool:
    """Whether a negation stands before the phrase in its clause; the cue's own counts as ``reversed``."""
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if words[i + 1].stop or not words[i].content:
            return False
        if words[i].text in _NEGATIONS or words[i].text.endswith("nt") and words[i].text[:-2] in _AUXILIARIES:
            return not (words[i].text == "not" and words[i + 1].text == "only")
    return False
