"""What the encoder reads: word pieces, the letter case of each word, and where quotation marks stand.

The vocabulary is uncased, so letter case is given beside the pieces; and whether a piece stands inside quotation marks
is counted here rather than learned. Training and running use these same functions.
"""

import re
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

NO_LETTER, LOWER, CAPITALISED, UPPER, MIXED = range(5)
OUTSIDE, INSIDE, MARK = range(3)

_WORD = re.compile(r"[^\W_]+")
_POINTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PARAGRAPH = re.compile(r"[^\n\r]+")
_MARK = re.compile(r"[“”„\"«»‘’']")
_OPENING, _CLOSING = "“„«", "”»"


@dataclass(frozen=True)
class Pieces:
    """The word pieces of a text: parallel integer arrays of length n; ``starts``/``ends`` are code-point offsets."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    case: np.ndarray
    quote: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that a span of characters touches: the first, and one past the last."""
        return int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end))


def letter_case(text: str) -> np.ndarray:
    """The case class of the word that each character of the text belongs to (int8, one per character)."""
    classes = np.zeros(len(text), np.int8)
    for match in _WORD.finditer(text):
        word = match.group()
        if not any(ch.isalpha() for ch in word):
            continue
        if word.islower():
            kind = LOWER
        elif word[0].isupper() and (len(word) == 1 or word[1:].islower()):
            kind = CAPITALISED
        elif word.isupper():
            kind = UPPER
        else:
            kind = MIXED
        classes[match.start() : match.end()] = kind
    return classes


def quotation(text: str) -> np.ndarray:
    """Whether each character is outside, inside, or itself a quotation mark (int8, one per character).

    The state is reset at each paragraph, so an unclosed mark (as in a quotation that runs over several paragraphs) ends
    there. Straight marks open before a word and close after one. Single marks count only outside double ones, and only
    as a pair: an apostrophe opens nothing.
    """
    states = np.zeros(len(text), np.int8)
    for paragraph in _PARAGRAPH.finditer(text):
        first, last = paragraph.span()
        opened, single = None, None  # where the open double, the open single mark stands
        for match in _MARK.finditer(text, first, last):
            at, mark = match.start(), match.group()
            before = text[at - 1] if at > first else " "
            after = text[at + 1] if at + 1 < last else " "
            if mark in "‘’'":
                if opened is not None:
                    continue
                if single is None:
                    if mark != "’" and not before.isalnum() and after.isalnum():
                        single = at
                elif mark != "‘" and not after.isalnum() and not before.isspace():
                    states[single : at + 1] = INSIDE
                    states[[single, at]] = MARK
                    single = None
                continue
            if mark in _OPENING:
                opens = True
            elif mark in _CLOSING:
                opens = False
            elif before.isspace() != after.isspace():
                opens = before.isspace()
            else:
                opens = opened is None
            if opened is not None:
                states[opened + 1 : at] = INSIDE
            states[at] = MARK
            opened = at if opens else None
            single = None
        if opened is not None:
            states[opened + 1 : last] = INSIDE
    return states


def encode(tokenizer: Tokenizer, text: str) -> Pieces:
    """The word pieces of a text with their features. The tokenizer must neither truncate nor pad."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    return Pieces(
        np.array(encoding.ids, np.int64),
        starts,
        ends,
        letter_case(text)[starts].astype(np.int64) if len(starts) else np.zeros(0, np.int64),
        quotation(text)[starts].astype(np.int64) if len(starts) else np.zeros(0, np.int64),
    )


def paragraph_starts(text: str, pieces: Pieces) -> np.ndarray:
    """Indices of the pieces that begin a paragraph (a line break stands before them), 0 first; none without pieces."""
    if not len(pieces):
        return np.zeros(0, np.int64)
    breaks = np.array([m.start() for m in re.finditer(r"[\n\r]", text)], np.int64)
    line = np.searchsorted(breaks, pieces.starts)
    return np.concatenate([[0], np.flatnonzero(np.diff(line)) + 1])


def word_begins(text: str, pieces: Pieces) -> np.ndarray:
    """For each piece whether it begins a word (n booleans): not where letters or digits stand on both sides of its
    start, nor inside an abbreviation with points ("U.S.")."""
    inside = np.zeros(len(text) + 1, bool)
    for match in _POINTED.finditer(text):
        inside[match.start() + 1 : match.end()] = True
    return np.array(
        [s == 0 or not (inside[s] or text[s].isalnum() and text[s - 1].isalnum()) for s in pieces.starts.tolist()], bool
    )


def blocks(starts: np.ndarray, n: int, size: int, first: int | None = None) -> list[tuple[int, int]]:
    """Cut n pieces into consecutive runs (low, high) of at most ``size``, at paragraph starts (``starts``, 0 first)
    where that is possible.

    ``first`` is the size of the first run, if another (training shifts the cuts between passes this way).
    """
    out, low = [], 0
    limit = first or size
    edges = np.append(starts[1:], n) if n else np.zeros(0, np.int64)
    while low < n:
        last = int(np.searchsorted(edges, low + limit, "right")) - 1  # of the paragraphs that fit
        high = int(edges[last]) if last >= 0 and edges[last] > low else min(n, low + limit)
        out.append((low, high))
        low, limit = high, size
    return out
