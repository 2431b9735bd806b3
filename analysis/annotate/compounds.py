"""Organizations that a small model ran together with the people and the words around them, taken apart: "House Speaker
Ann Lee", "The Daily Post's Ann Lee", "Acme moderator Ann Lee", "left-leaning Acme Institute"."""

from collections.abc import Container

from analysis.annotate import gazetteer, roles
from analysis.annotate.model import load_model
from analysis.annotate.reading import POSSESSIVE, Reading

_INSIDE = gazetteer.words("small word inside a name") | gazetteer.words("particle of a surname")
_QUALIFIERS = gazetteer.words("before a body")  # and no part of its name
_PUNCTUATION = {",", ";", ":"}
_QUOTES = set('“”"')
_LONGEST_NAME = 4  # words of a person's name
_LONGEST = 25  # words; what is longer is left as it is
_TELLING = 5  # letters from which on a lower-case word is taken for English and not for "des" or "und"

Entity = tuple[int, int, str]


def _name_word(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    return (
        word[:1].isupper()
        and word.replace("-", "").replace(".", "").replace("’", "").replace("'", "").isalpha()
        and gazetteer.organization_capacity(word) == "unknown"
        and word.lower() not in gazetteer.titles()
        and not gazetteer.is_demonym(word)
    )


def _person_end(reading: Reading, start: int, end: int) -> int:
    """Where the name of two words or more ends that begins at ``start``; ``start`` where none does."""
    stop = start
    while stop < min(end, start + _LONGEST_NAME) and _name_word(reading, stop):
        stop += 1
    text = reading.surface(start, stop)
    placed = gazetteer.is_state_or_city(reading.words[start]) or gazetteer.is_place(text)
    return stop if stop - start > 1 and not placed and not gazetteer.organization(text) else start


def _led_from(reading: Reading, at: int, start: int) -> int | None:
    """Where the title, or the possessive ending of a body, begins that stands before the word ``at``."""
    if title := roles.title_ending(reading, at, start):
        return title[0]
    return at - 1 if reading.words[at - 1] in POSSESSIVE else None


def _person_in(reading: Reading, start: int, end: int, people: Container[str]) -> tuple[int, int, int] | None:
    """Where the words that lead to a person begin, where his name begins and ends; None where nobody is in it."""
    for at in range(start, end - 1):
        stop = _person_end(reading, at, end)
        if stop == at:
            continue
        given = reading.words[at] in gazetteer.given_names()
        known = reading.surface(at, stop) in people or reading.words[stop - 1] in people
        ends = stop == end or reading.words[stop] in {",", "("} | POSSESSIVE
        if at == start:
            if given and (ends and (known or stop < end) or known and reading.lower[stop] == "of"):
                return start, at, stop  # "Ann Lee, a fellow at the Acme Institute"; "Ann Lee" that the article names
            continue
        led = _led_from(reading, at, start)
        if ends or reading.lower[stop] in ("of", "and"):
            if led is not None and (given or known):
                return led, at, stop
            if given and known:
                return at, at, stop
    return None


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A range without marks, small words and qualifiers at its ends."""

    def loose(i: int) -> bool:
        return reading.words[i].islower() or reading.words[i] in _PUNCTUATION | POSSESSIVE

    while start < end and (loose(start) or reading.lower[start] in _QUALIFIERS):
        start += 1
    while start < end and loose(end - 1):
        end -= 1
    return start, end


def _rest(reading: Reading, start: int, end: int) -> list[Entity]:
    """What is named beside a person or other words: bodies, states, or nothing."""
    start, end = _trimmed(reading, start, end)
    if start >= end:
        return []
    text = reading.surface(start, end)
    if gazetteer.is_state_or_city(text):
        return [(start, end, "GPE")]
    if not gazetteer.organization(text):
        for low, high in [*((start, k) for k in range(end - 1, start + 1, -1)), *((k, end) for k in range(start, end))]:
            if gazetteer.organization(reading.surface(low, high)):
                return [(low, high, "ORG")]  # "Republican National Committee" Research; anti-Lee "National Review"
    if "and" in reading.lower[start:end]:
        cut = reading.lower.index("and", start)
        sides = (start, cut), (cut + 1, end)
        if all(gazetteer.is_state_or_city(reading.surface(*side)) for side in sides):
            return [entity for side in sides for entity in _rest(reading, *side)]
    if gazetteer.is_demonym(reading.words[end - 1]):
        return _rest(reading, start, end - 1)  # "Ohio Democratic" voters
    known = gazetteer.organization_capacity(text) != "unknown"
    return [(start, end, "ORG")] if known or end - start > 1 or text.isupper() or text[1:] != text[1:].lower() else []


def _lower_words(reading: Reading, start: int, end: int) -> list[int]:
    """The words that belong to no name: in lower case, not small words, endings or second parts ("Fact-checkers"); none
    where they may be the words of a foreign name."""
    found = [
        i
        for i in range(start, end)
        if reading.words[i].islower()
        and reading.lower[i] not in _INSIDE
        and reading.words[i] not in POSSESSIVE
        and not (i - 1 > start and reading.words[i - 1] == "-" and not reading.words[i - 2].islower())
    ]
    long = (reading.words[i] for i in found if len(reading.words[i]) >= _TELLING)
    return found if any(load_model().knows(word) for word in long) else []


def _couple(reading: Reading, start: int, end: int) -> bool:
    """Whether the words are two given names before one surname: "Ann and Bob Lee"."""
    return (
        end - start == 4
        and reading.lower[start + 1] == "and"
        and all(reading.words[i] in gazetteer.given_names() for i in (start, start + 2))
        and _name_word(reading, start + 3)
    )


def _two_bodies(reading: Reading, start: int, end: int) -> int | None:
    """Where "and the" stands between two bodies that were taken for one; None in the name of one body: Committee on
    Energy and the Environment."""
    for i in range(start + 1, end - 2):
        if reading.lower[i] == "and" and reading.lower[i + 1] == "the":
            sides = reading.surface(start, i), reading.surface(i + 2, end)
            known = [gazetteer.organization(side) is not None for side in sides]
            told = [gazetteer.organization_capacity(side) != "unknown" for side in sides]
            if known[0] or told[0] and (known[1] or told[1] and " " in sides[1]):
                return i
    return None


def person_within(reading: Reading, start: int, end: int, people: Container[str]) -> bool:
    """Whether a person is named behind other words that a model took for one name with his: "Republican nominee Ann
    Lee"."""
    found = _person_in(reading, start, end, people)
    return found is not None and start < found[1]


def apart(reading: Reading, start: int, end: int, people: Container[str]) -> list[Entity]:
    """The names in what a model took for one organization, in text order; ``people``: the names of persons that the
    article gives."""
    while end - start > 1 and reading.words[end - 1] in _PUNCTUATION | POSSESSIVE:
        end -= 1
    opens = start + 1 < end and reading.lower[start] in ("a", "an") and reading.words[start + 1].islower()
    if reading.lower[start] in _QUALIFIERS or opens:  # "A new" Acme Institute poll
        start, end = _trimmed(reading, start + opens, end) if end - start > 1 else (start, end)
    text = reading.surface(start, end)
    if end - start > _LONGEST or gazetteer.organization(text) or _QUOTES & set(text):
        return [(start, end, "ORG")]
    if (cut := _two_bodies(reading, start, end)) is not None:
        return [*apart(reading, start, cut, people), *apart(reading, cut + 2, end, people)]
    if _couple(reading, start, end):
        return [(start, start + 1, "PERSON"), (start + 2, end, "PERSON")]
    if found := _person_in(reading, start, end, people):
        led, at, stop = found
        before = apart(reading, *_trimmed(reading, start, led), people) if _lower_words(reading, start, led) else []
        behind = _lower_words(reading, stop, end)
        after = _rest(reading, behind[-1] + 1, end) if behind else []
        if "and" in reading.lower[stop:end]:
            after = apart(reading, reading.lower.index("and", stop) + 1, end, people)  # and "Senator Bob Diaz"
        return [*(before or _rest(reading, start, led)), (at, stop, "PERSON"), *after]
    if lower := _lower_words(reading, start, end):
        return [*_rest(reading, start, lower[0]), *_rest(reading, lower[-1] + 1, end)]
    return [(start, end, "ORG")]
