"""What the words of a content say before anyone judges them: phrases that signal an act, polarity, person, openings.

``data/content_phrases.csv`` holds reviewed phrases by the act they signal; ``data/polarity.csv`` words and their
weight, from critical (negative) to supportive (positive).
"""

import re
from functools import cache

from analysis.annotate import gazetteer
from analysis.annotate.loglinear import Features

FIRST_PERSON = frozenset("i we me my our us".split())
OTHER_PERSON = frozenset("he she they him her them his their it its you your".split())
NAME = "<name>"
_WORD = re.compile(r"n't|[^\W\d_]+(?:-[^\W\d_]+)*|'[^\W\d_]+|\d+|[^\w\s]", re.UNICODE)
_END = frozenset(".!?:")
_MARKS = frozenset("\"“”‘’'()[]")


def normal(text: str) -> list[str]:
    """Lower-cased words and marks, names as ``<name>``: a model of these must not learn what people think of a person.

    A capitalised word counts as a name unless it opens a sentence.
    """
    out: list[str] = []
    fresh = True
    for word in _WORD.findall(re.sub(r"(?i)n[’']t\b", " n't", text).replace("’", "'")):
        if word in _MARKS:
            out.append('"' if word in '“”"' else word)
            continue
        capital = word[0].isupper() and word != "I"
        out.append(NAME if capital and not fresh else word.lower())
        fresh = word in _END
    return out


def grams(tokens: list[str], most: int = 3) -> list[tuple[str, ...]]:
    """All runs of one to ``most`` words."""
    return [tuple(tokens[i : i + n]) for n in range(1, most + 1) for i in range(len(tokens) - n + 1)]


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Signalling phrase, as words, to the acts that it signals."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in gazetteer.rows("content_phrases.csv"):
        found.setdefault(tuple(row["phrase"].split()), []).append(row["act"])
    return {phrase: tuple(acts) for phrase, acts in found.items()}


@cache
def polarity_words() -> dict[tuple[str, ...], float]:
    """Words and word pairs with their weight: negative is critical, positive supportive."""
    return {tuple(row["words"].split()): float(row["weight"]) for row in gazetteer.rows("polarity.csv")}


def polarity(tokens: list[str]) -> float:
    """Sum of the weights of words and word pairs over the square root of the length: about -3 to 3."""
    known = polarity_words()
    return 2 * sum(known.get(gram, 0.0) for gram in grams(tokens, 2)) / max(1, len(tokens)) ** 0.5


def signals(tokens: list[str]) -> dict[str, float]:
    """Act to the number of phrases in the words that signal it."""
    known, counts = phrases(), {}
    for gram in grams(tokens):
        for act in known.get(gram, ()):
            counts[act] = counts.get(act, 0) + 1
    return counts


def quoted_share(content: str) -> float:
    """Share of the characters of a content that stand inside its own quotation marks."""
    inside = sum(len(m.group()) for m in re.finditer(r"[“\"„][^”\"“]*[”\"“]?|''.*?(?:''|$)", content, re.DOTALL))
    return min(1.0, inside / max(1, len(content)))


def describe(tokens: list[str], unit: str) -> Features:
    """Interpretable features of a content; ``unit`` prefixes those that mean different things after different cues."""
    size, out = max(1, len(tokens)), {}
    for act, count in signals(tokens).items():
        out[f"{unit}signal={act}"] = min(count, 3) / 2
        out[f"{unit}any={act}"] = 0.5
    for act in signals(tokens[:7]):
        out[f"{unit}early={act}"] = 0.5
    plain = [t for t in tokens if t not in _MARKS]
    for n in (1, 2):
        out[f"opens{n}={' '.join(plain[:n])}"] = 0.5
    value, name = polarity(tokens), float(NAME in tokens[1:])
    first = sum(t in FIRST_PERSON for t in tokens) / size * 10
    other = sum(t in OTHER_PERSON for t in tokens) / size * 10
    for sign, amount in (("+", max(0.0, value)), ("-", max(0.0, -value))):
        out[f"{unit}polarity{sign}"] = amount
        out[f"{unit}polarity{sign}name"] = amount * name
        out[f"{unit}polarity{sign}first"] = amount * min(1.0, first)
        out[f"{unit}polarity{sign}other"] = amount * min(1.0, other)
    out |= {
        f"{unit}first": first,
        f"{unit}other": other,
        f"{unit}length": min(3.0, size / 20),
        "short": float(size < 4),
        f"{unit}names": min(3, tokens.count(NAME)) / 3,
        f"{unit}digits": float(any(t.isdigit() for t in tokens)),
        f"{unit}?": float("?" in tokens),
        f"{unit}!": float("!" in tokens),
    }
    for token in dict.fromkeys(tokens):
        if token.isalpha() or token == "n't":
            out[f"word={token}"] = size**-0.25
    return {feature: value for feature, value in out.items() if value}
