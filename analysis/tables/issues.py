"""Which issues of the codebook a statement is about, and which stance its words take. Precision over recall.

A statement is about an issue when one of its ``about`` phrases occurs in it, or when every group of ``all_of`` does.
Its stance comes from the phrases for and against, turned round by a negation before them or by a cue that denies or
rejects.
"""

import functools
import re
from dataclasses import dataclass

from analysis.ingest.sets import Issue

# A prefix keeps its word: "escalation" is not in "de-escalation".
_TOKEN = re.compile(r"\w+n't\b|(?:de|non|anti|counter|pre|post|un|re)-\w+|\w+", re.IGNORECASE)
_NEGATIONS = frozenset("not no never neither nor cannot refuses refused refuse refusing hardly".split())
_AUXILIARIES = frozenset(
    "do does did is are was were wo would should could ca must has have had need".split()
)  # before n't
_REACH = 5  # words before a phrase within which a negation turns it round
_STOPS = re.compile(r"[.;:!?,—]")
_SHOULD = re.compile(r"\b(?:should|must|ought)\b", re.IGNORECASE)
BREAK = "\n"  # parts pieces of text that do not follow each other: no phrase runs over it


@dataclass(frozen=True)
class _Word:
    text: str
    content: bool
    stop: bool  # a clause ends between the word before and this one


class _Words(list):
    """The words of a passage, with an index: a codebook has hundreds of phrases and most do not occur."""

    def __init__(self, words):
        super().__init__(words)
        self.at: dict[str, list[int]] = {}
        for i, word in enumerate(self):
            self.at.setdefault(word.text, []).append(i)


@dataclass(frozen=True)
class Passage:
    """The words of a statement: ``parts`` in text order, ``content`` tells which hold what was said (the other is the
    cue)."""

    parts: tuple[str, ...]
    content: tuple[bool, ...]
    also: tuple[str, ...] = ()  # names that the statement is about without saying them ("it" is China)
    reversed: bool = False  # its cue denies or rejects what is said, or is itself negated

    @functools.cached_property
    def words(self) -> _Words:
        """The words, read once for all issues."""
        found = []
        for text, content in zip(self.parts, self.content, strict=True):
            last = 0
            for token, start in _tokens(text):
                apart = _STOPS.search(text, last, start) or last == 0 and text.startswith(BREAK)
                found.append(_Word(token, content, bool(apart)))
                last = start + len(token)
        return _Words(found)

    @functools.cached_property
    def names(self) -> list[_Words]:
        """The words of each name in ``also``."""
        return [_Words(_Word(token, True, False) for token, _ in _tokens(name)) for name in self.also]


def stance(issue: Issue, passage: Passage) -> str | None:
    """for, against, mixed or unclear; None where the passage is not about the issue."""
    words = passage.words
    if not _is_about(issue, words, passage.names):
        return None
    hits = [
        (*hit, side)
        for side, phrases in (("for", issue.phrases_for), ("against", issue.phrases_against))
        for phrase in phrases
        for hit in _find(phrase, words)
    ]
    taken = set()
    for start, end, side in hits:
        if any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in hits):
            continue  # part of a longer phrase, which says more
        turned = _negated(words, start) != (passage.reversed and all(w.content for w in words[start:end]))
        taken.add({"for": "against", "against": "for"}[side] if turned else side)
    return "unclear" if not taken else taken.pop() if len(taken) == 1 else "mixed"


def is_normative(issue: Issue) -> bool:
    """Whether the proposition says what should be, not what is."""
    return bool(_SHOULD.search(issue.proposition))


def _is_about(issue: Issue, words: _Words, names: list[_Words]) -> bool:
    if any(_find(phrase, words) for phrase in issue.about):
        return True
    groups = [group if isinstance(group, tuple) else (group,) for group in issue.all_of]
    return bool(groups) and all(
        any(_find(phrase, held) for phrase in group for held in (words, *names)) for group in groups
    )


@functools.lru_cache(maxsize=4096)
def _phrase(phrase: str) -> tuple[str, ...]:
    return tuple(word for word, _ in _tokens(phrase))


def _tokens(text: str) -> list[tuple[str, int]]:
    """Words in lower case with where they start; the possessive is left out."""
    text = text.replace("’", "'").replace("‘", "'")
    return [
        (match[0].lower().replace("'", ""), match.start())
        for match in _TOKEN.finditer(text)
        if match[0] not in ("s", "S") or text[match.start() - 1 : match.start()] != "'"
    ]


def _find(phrase: str, words: _Words) -> list[tuple[int, int]]:
    """Where a phrase occurs, word by word; a word of the text may have a plural or verbal s that the phrase's has
    not."""
    wanted = _phrase(phrase)
    starts = words.at.get(wanted[0], []) + words.at.get(wanted[0] + "s", []) if wanted else []
    if not starts:
        return []
    return [
        (i, i + len(wanted))
        for i in starts
        if all(w.text in (p, p + "s") for p, w in zip(wanted, words[i : i + len(wanted)], strict=False))
        and i + len(wanted) <= len(words)
        and not any(w.stop for w in words[i + 1 : i + len(wanted)])
    ]


def _negated(words: _Words, start: int) -> bool:
    """Whether a negation stands before the phrase in its clause; the cue's own counts as ``reversed``."""
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if words[i + 1].stop or not words[i].content:
            return False
        if words[i].text in _NEGATIONS or words[i].text.endswith("nt") and words[i].text[:-2] in _AUXILIARIES:
            return not (words[i].text == "not" and words[i + 1].text == "only")
    return False
