"""How names are compared: spelling keys that transliteration, diacritics, hyphens and case do not change."""

import functools
import re

from analysis.tables.ids import ascii_fold

# A generational suffix that newspapers add or leave out. "Jr." tells a son from his father, so it stays.
_SUFFIXES = {"ii", "iii", "iv", "sr"}
# Spellings of one sound in names carried over from another script, applied in order to folded text.
_SOUNDS = (
    (r"(?<=[aeiou])j", "y"),  # Sergej, Sergey
    (r"y+|iy|yi", "i"),  # Zelenskyy, Zelenskiy, Zelensky, Zelenski
    (r"i+", "i"),
    (r"tz", "z"),  # Scholtz, Scholz
    (r"z", "s"),  # Luiz, Luis
    (r"ph", "f"),
    (r"([bcdfghklmnpqrstvwx])\1", r"\1"),
)


@functools.lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name; hyphens and full stops part words, apostrophes do not; II, III, IV and Sr. are left
    out."""
    folded = re.sub(r"[’'`]", "", ascii_fold(name))
    words = re.findall(r"[^\W_]+", folded)
    return tuple(w for i, w in enumerate(words) if not (i >= 2 and w in _SUFFIXES))


@functools.lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word with one spelling for each sound of ``_SOUNDS``."""
    for pattern, to in _SOUNDS:
        word = re.sub(pattern, to, word)
    return word


def person_key(name: str) -> str:
    """Equal for spellings of one person's name: "Kim Jong-un" and "Kim Jong Un", "Zelensky" and "Zelenskyy"."""
    return "".join(sound(w) for w in tokens(name))


def body_key(name: str) -> str:
    """Equal for spellings of one organization's or group's name; the article "the" does not count."""
    words = tokens(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a given name and a surname are those of a fuller name: "Joseph Biden" and "Joseph R. Biden"."""
    return len(short) == 2 < len(full) and sound(short[0]) == sound(full[0]) and sound(short[1]) == sound(full[-1])
