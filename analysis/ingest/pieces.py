"""Lines and paragraphs of a text before cleaning, and the few questions that cleaning asks of one of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\xad"))
_BULLET = re.compile(r"^[•●▪‣◦·∙*]\s+")
_END = re.compile(r"[.!?]['\"’”»)\]*]*$")
_OPEN_END = re.compile(r"[:;,–—-]['\"’”]*$")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
# an opening mark never stands inside, so that a line of nothing but marks is read once
_QUOTED = re.compile(r"[“\"«][^“”\"«»]{2,}[”\"»]|''[^']{2,}''|[‘'][^‘’']{8,}[’']")
_SPEECH = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|wrote|writes|asked|asks|stated|states|warned|warns|called|calls|argued|"
    r"argues|insisted|replied|according|tweeted|claimed|claims|noted|explained|continued|declared|announced)\b",
    re.IGNORECASE,
)


@dataclass
class Piece:
    """One paragraph or line. ``block`` numbers the runs of lines that stand without an empty line between them.

    ``kind`` is what the page says it is (head, item, caption), ``reason`` why cleaning set it aside (None: it stays).
    """

    text: str
    block: int
    kind: str | None = None
    reason: str | None = None

    @property
    def words(self) -> int:
        return len(self.text.split())


def tidy(text: str) -> str:
    """The line without invisible joiners, with runs of white space (also non-breaking) made one space."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def split(text: str) -> list[Piece]:
    """Paragraphs of plain text: hard-wrapped lines are joined again, other lines stay paragraphs of their own."""
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    width = _wrap_width(lines)
    found: list[tuple[list[str], int, str | None]] = []  # lines of a paragraph, its block, its kind
    block, before = 0, ""
    for raw in lines:
        tidied = tidy(raw)
        line = _BULLET.sub("", tidied)
        if line in {"•", "●", "▪", "·", "*"}:
            continue
        if not line:
            block, before = block + 1, ""
            continue
        if before and _continues(before, line, raw, width):
            found[-1][0].append(line)
        else:
            found.append(([line], block, "item" if line != tidied else None))
        before = line
    return [Piece(" ".join(parts), block, kind) for parts, block, kind in found]


def _wrap_width(lines: list[str]) -> int:
    """The column at which the whole text is hard-wrapped, 0 where it is not."""
    filled = [line.rstrip() for line in lines if line.strip()]
    widest = max(map(len, filled), default=0)
    if len(filled) < 6 or widest > 110:
        return 0
    long = [line for line in filled if len(line) >= 55]
    broken = sum(not ends_sentence(line) for line in long)
    return widest if len(long) >= 0.45 * len(filled) and broken >= 0.5 * len(long) else 0


def _continues(before: str, line: str, raw: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if width and len(before) >= 0.75 * width:
        return not (raw[:1] in " \t" and ends_sentence(before))  # an indented line begins a paragraph
    return not ends_sentence(before) and not is_cut(before) and (line[0].islower() or line[0] in ",;)")


def ends_sentence(text: str) -> bool:
    """Whether it ends like a sentence: a full stop, question or exclamation mark, then only closing marks."""
    return bool(_END.search(text[-12:])) and not is_cut(text)


def is_cut(text: str) -> bool:
    """Whether it ends in an ellipsis, as teasers and shortened captions do."""
    return bool(_CUT.search(text[-8:]))


def is_open(text: str) -> bool:
    """Whether it leads on to what follows it (a colon, a dash)."""
    return bool(_OPEN_END.search(text[-4:]))


def is_prose(piece: Piece) -> bool:
    """Whether it reads like a paragraph of an article: sentences, not a label, a headline or a button."""
    words = piece.words
    if words >= 25:
        return True
    ended = ends_sentence(piece.text) or is_open(piece.text)
    return ended and words >= 5 and any(w.isalpha() and w.islower() for w in piece.text[:400].split()[1:])


def is_speech(text: str) -> bool:
    """Whether it quotes somebody: a quotation and a verb of saying. Such a paragraph is never taken for furniture."""
    return bool(_QUOTED.search(text)) and bool(_SPEECH.search(text))


def key(text: str) -> str:
    """What two pieces share that say the same: letters and digits, in small letters."""
    return "".join(c for c in text.casefold() if c.isalnum())


def staying(pieces: list[Piece]) -> Iterator[tuple[int, Piece]]:
    """Index and piece of those that no rule has set aside."""
    return ((i, p) for i, p in enumerate(pieces) if p.reason is None)
