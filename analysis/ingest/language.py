"""Whether a text is English, which is all that the model reads."""

import re

# frequent in English prose, rare as words of other languages
_WORDS = frozenset(
    "the and of to that for with from this have has had which who would their they been were said not but are was is "
    "it he she his her by as at be will about than there when what you your we our".split()
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 60_000
_LEAST_WORDS, _LEAST_SHARE = 20, 0.08  # English news has .10 to .40, other languages up to .02


def is_english(text: str) -> bool:
    """True for English, and for texts of under 20 words in Latin letters, too short to tell."""
    tokens = [t.casefold() for t in _TOKEN.findall(text[:_SAMPLE])]
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    if letters and latin < 0.7 * len(letters):
        return False
    return len(tokens) < _LEAST_WORDS or sum(t in _WORDS for t in tokens) >= _LEAST_SHARE * len(tokens)
