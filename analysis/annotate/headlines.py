"""Names of persons that took in words of a headline, where Every Word Has a Capital: "Icon Ann Lee Endorses". What the
article tells elsewhere of who is called how sets them right."""

from dataclasses import dataclass

from analysis.annotate import gazetteer
from analysis.annotate.names import is_generation, parse
from analysis.annotate.reading import Reading

_BEARERS = 12  # full names with one word in common that are looked at: no article needs more
_LONGEST = 5  # words of a name that may hold another

Entity = tuple[int, int, str]


def full_names(reading: Reading, entities: list[Entity]) -> dict[str, int]:
    """Full names of persons to how often the article gives them."""
    out: dict[str, int] = {}
    for start, end, label in entities:
        if label == "PERSON" and end - start > 1:
            out[reading.surface(start, end)] = out.get(reading.surface(start, end), 0) + 1
    return out


def headlines_in(reading: Reading) -> set[int]:
    """The sentences that are written like a headline: Nearly Every Word of It Begins With a Capital."""
    out = set()
    for sentence, first in enumerate(reading.first):
        words = [w for w in reading.words[first : reading.last(sentence)] if w.isalpha() and len(w) > 3]
        if len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words):
            out.add(sentence)
    return out


@dataclass(frozen=True)
class Told:
    """What an article tells of the names of persons in it."""

    full: dict[str, int]  # full names to how often it gives them
    alone: set[str]  # single names
    headlines: set[int]  # sentences that are written like a headline
    first: set[str]  # first words of full names
    bearers: dict[str, list[list[str]]]  # surnames, given names that stand alone: words of some full names with them


def told_by(reading: Reading, entities: list[Entity], headlines: set[int]) -> Told:
    """What the article's own sentences say of its persons: full names, surnames that stand alone, who bears which.

    `headlines` holds the sentences (by index) that are set in title case."""
    full = full_names(reading, entities)
    alone = {reading.words[start] for start, end, label in entities if label == "PERSON" and end - start == 1}
    bearers: dict[str, list[list[str]]] = {}
    for name in full:
        words = name.split()
        for word in {words[-1], words[0]} if words[0] in alone else {words[-1]}:
            if len(held := bearers.setdefault(word, [])) < _BEARERS:
                held.append(words)
    return Told(full, alone, headlines, {name.split()[0] for name in full}, bearers)


def _named_within(reading: Reading, start: int, end: int, told: Told) -> tuple[int, int] | None:
    """The full name, given elsewhere, that words of a headline were added to: "Icon Ann Lee Endorses"."""
    if end - start > _LONGEST or is_generation(reading.words[end - 1]):
        return None
    for size in range(end - start - 1, 1, -1):
        for low in range(start, end - size + 1):
            around = [*reading.words[start:low], *reading.words[low + size : end]]
            if (
                reading.surface(low, low + size) in told.full
                and not told.alone.intersection(around)
                and (low == start or reading.words[start] not in gazetteer.given_names())
            ):
                return low, low + size
    return None


def without_neighbours(reading: Reading, entity: Entity, told: Told) -> Entity:
    """A person's name without the words of a headline that were taken into it ("Ann Lee Hammers", "Rip Ann Lee"), where
    the article gives the name without them."""
    start, end, label = entity
    text = reading.surface(start, end)
    headed = reading.sentence[start] in told.headlines
    if label == "ORG" and headed and end - start > 2 and gazetteer.organization_capacity(text) == "unknown":
        within = _named_within(reading, start, end, told)
        return (*within, "PERSON") if within else entity  # "Ann Lee Scores"
    if label != "PERSON" or end - start < 2 or told.full.get(text, 0) > 1 or parse(text).family_first:
        return entity
    first, last = reading.words[start], reading.words[end - 1]
    if end - start > 2:
        within = _named_within(reading, start, end, told)
        if headed or within == (start, end - 1) or within == (start + 1, end) and reading.paragraph[start] == 0:
            return (*within, label) if within else entity
    elif last in gazetteer.given_names() and first not in gazetteer.given_names() and last in told.first:
        return start + 1, end, label  # "Poor Ann" of Ann Lee
    elif last not in told.alone and headed and any(last not in words for words in told.bearers.get(first, ())):
        return start, start + 1, label  # "Lee Slams" of Ann Lee
    return entity
