"""Entities without the words that are no part of a name: "Lee is" before a quotation, the title in "Wells Fargo CEO",
the "pro" of "pro-Lee", a first word that the article writes small elsewhere."""

import re
from collections import Counter

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer, roles
from analysis.annotate.halves import nickname
from analysis.annotate.model import load_model
from analysis.annotate.reading import Reading

_NO_NAMES = gazetteer.words("never part of a name")
_PREFIXES = gazetteer.words("prefix before a name")
_NO_NAMES_ALONE = gazetteer.words("never a name alone")
_SURNAMES = gazetteer.words("title or surname")
_LETTERS = "".join(sorted(gazetteer.words("letter of a party"))).upper()
_LAWMAKER = re.compile(rf"[{_LETTERS}]-(?:[A-Z][\w.]*\)?)?")  # party and state of a member of Congress: D-Mass.
_DOCUMENTS = frozenset(row["noun"] for row in gazetteer.rows("source_nouns.csv"))
_NOT_BODIES = gazetteer.words("before a body")  # and no part of its name
_POLITE = gazetteer.words("opens the name of a person")
_MANY = {"expert", "business", "media"}  # kinds of bodies that are named in one breath
_OFFICES = gazetteer.words("office of a person") - {"office"}  # and not of his name
_PARTISAN = gazetteer.party_members()
_BEFORE_TITLES = {"party", "committee"}  # of bodies, and of their chairmen
_BEHIND = gazetteer.words("behind a name")
_QUOTES = ("“", '"', "‘")

Entity = tuple[int, int, str]


def is_title(word: str) -> bool:
    """Whether a word is a title and nobody's surname: Governor, not King."""
    forms = {word.lower(), f"{word.lower()}."}  # "Cmdr" whose point is a word of its own
    known = forms & gazetteer.titles().keys() or forms & gazetteer.honorifics().keys()
    return bool(known) and word.lower() not in _SURNAMES


def openers(reading: Reading) -> set[str]:
    """Participles that open a sentence and occur once ("Lamenting their luck"), in lower case: no names either."""
    counted = Counter(reading.lower)
    return {
        word
        for i in reading.first
        if counted[word := reading.lower[i]] == 1
        and len(word) > 5  # King, Reed
        and word.endswith(("ing", "ed"))
        and reading.word(i + 1) not in gazetteer.words("after a subject")  # "Harding said"
        and reading.words[i].title() not in gazetteer.given_names()
    }


def without_title(reading: Reading, entity: Entity) -> Entity:
    """A name without the title that it was cut into: "U.S." of "U.S. Defense" Secretary; no words are left of "National
    Security" Adviser."""
    start, end, label = entity
    for low in range(max(0, start - 3), start):
        if " ".join(reading.lower[low:end]) in gazetteer.titles():
            return start, start, label  # "Defense" of Secretary of Defense
    for low in range(start, end):
        for high in (end + 1, end + 2):
            if (
                high <= len(reading)
                and " ".join(reading.lower[low:high]) in gazetteer.titles()
                and not (reading.lower[low] in _BEFORE_TITLES and low > start)
            ):
                return _cut(reading, start, low, label)
    return entity


def sound(reading: Reading, entity: Entity, plain: set[str], families: set[str]) -> list[Entity]:
    """An entity without the words that are no part of a name; as two where it joins two; none where nothing is left.

    ``plain``: words that the article writes small; ``families``: words of its full names of persons."""
    start, end, label = entity
    start = _begin(reading, start, end)
    if _LAWMAKER.fullmatch(reading.surface(start, end)):
        return []
    if label == "ORG" and (name := _behind_title(reading, start, end)) > start:
        start, label = name, "PERSON"
    if label == "PERSON":
        start, end, label = _person(reading, start, end, families)
    elif reading.lower[start].rstrip(".") in _POLITE or (
        end - start > 1 and reading.lower[start] in _PARTISAN and set(reading.words[start + 1 : end]) <= families
    ):
        label = "PERSON"  # "Mrs. Clinton", "Mr. Lee and Mr. Diaz", "Democrat Clinton"
    if parts := _two(reading, start, end, label, families):
        return [entity for part in parts for entity in sound(reading, part, plain, families)]
    start = _behind_qualifiers(reading, start, end, label)
    if label == "ORG" and end - start > 1:
        start, end, label = _body(reading, start, end)
    alone = end - start == 1 and reading.words[start] not in families
    if start == end or alone and _no_name(reading, start, label, plain):
        return []
    return [(start, end, label)]


def _cut(reading: Reading, start: int, end: int, label: str) -> Entity:
    """A name that was cut, with its label: "U.S." of "U.S. Senator" is a state."""
    hit = gazetteer.state(reading.surface(start, end)) if end > start else None
    return start, end, "NORP" if hit and hit[1] == "demonym" else "GPE" if hit else label


def _begin(reading: Reading, start: int, end: int) -> int:
    """Where a name begins behind marks (". Ann Lee" after "Hon") and prefixes ("pro-Lee Great Lakes PAC")."""
    while start < end - 1 and not any(c.isalnum() for c in reading.words[start]):
        start += 1
    if end - start > 2 and reading.words[start] in _PREFIXES and reading.words[start + 1] == "-":
        start += 2 if end - start == 3 else 3
    return start


def _behind_title(reading: Reading, start: int, end: int) -> int:
    """Where a person's name begins that was taken for a body with the end of the title before it: "Lloyd Austin" of
    "Defense Lloyd Austin" after "Secretary of"; ``start`` where that is not so."""
    floor = reading.first[reading.sentence[start]]
    for name in range(start + 1, end - 1):
        title = roles.title_ending(reading, name, floor)
        if title and title[0] < start and reading.words[name] in gazetteer.given_names():
            return name
    return start


def _person(reading: Reading, start: int, end: int, families: set[str]) -> Entity:
    """A person's name without the words around it; a place that was taken for a person, as that place."""
    end = _before_quotation(reading, start, end)
    while end - start > 1 and reading.words[end - 1].endswith(".") and is_title(reading.words[end - 1]):
        end -= 1  # "Florida Gov."
    while end - start > 2 and reading.lower[end - 1].replace(".", "") in _BEHIND:
        end -= 1  # "Ann Lee KC"
    text = reading.surface(start, end)
    if gazetteer.is_place(text) and (
        text not in gazetteer.given_names()
        and not {text, text.split()[-1]} & families
        or end < len(reading)
        and reading.adjacent(end)
        and reading.words[end][:1].isupper()
        and is_title(reading.words[end])
    ):
        return start, end, "GPE"  # "Georgia" Rep. John Lewis
    if end - start > 1 and reading.lower[end - 1] in _OFFICES:
        return start, end - 1, "PERSON"  # "Obama Administration"
    while end - start > 1 and (title := roles.title_ending(reading, start + 1, reading.first[reading.sentence[start]])):
        if title[0] >= start:
            break
        start += 1  # "State Ana Ruiz" after "Secretary of"
    return start, end, "PERSON"


def _before_quotation(reading: Reading, start: int, end: int) -> int:
    """Where a person's name ends that runs on into quoted words: after "Lee" in "Lee is “weak like a child"."""
    i = start + 1
    while i < end:
        if reading.words[i] in _QUOTES:
            behind = next((k for k in range(i + 3, min(i + 6, len(reading))) if nickname(reading, i, k)), None)
            if behind is None:
                while i > start + 1 and reading.words[i - 1].islower():
                    i -= 1
                return i
            i = behind
        i += 1
    return end


def _two(reading: Reading, start: int, end: int, label: str, families: set[str]) -> list[Entity]:
    """The two names that were taken for one; empty where it is one."""
    text = reading.surface(start, end)
    if "and" in reading.words[start + 1 : end - 1] and not gazetteer.organization(text) and not gazetteer.state(text):
        cut = reading.words.index("and", start + 1)
        sides = reading.surface(start, cut), reading.surface(cut + 1, end)
        if (
            label == "PERSON"
            or label == "ORG"
            and (all(gazetteer.organization(side) for side in sides) or all(_whole(side) for side in sides))
        ):
            return [(start, cut, label), (cut + 1, end, label)]
    if label == "ORG" and end - start == 3 and reading.words[start] in families:
        seat = gazetteer.organization(reading.surface(start + 1, end))
        if seat and seat.capacity == "government":
            return [(start, start + 1, "PERSON"), (start + 1, end, "ORG")]  # "the Obama White House"
    return []


def _whole(name: str) -> bool:
    """Whether a name is that of a university or firm by its own words, and so not half of a name with "and"."""
    return gazetteer.organization_capacity(name) in _MANY and (
        " of " in name or gazetteer.organization_capacity(name.split()[-1]) in _MANY
    )


def _behind_qualifiers(reading: Reading, start: int, end: int, label: str) -> int:
    """Where a name begins behind words that only describe it: "Republican" Ann Lee."""
    loose = {"ORG": _NOT_BODIES, "PERSON": _PARTISAN | _NO_NAMES}.get(label, frozenset())
    while end - start > 1 and reading.lower[start] in loose:
        start += 1
        if reading.lower[start] in ("at", "with", "in") and end - start > 1:
            start += 1
    return start


def _body(reading: Reading, start: int, end: int) -> Entity:
    """An organization of two words or more without the title behind it; no words where it is but somebody's party and
    state."""
    if reading.lower[start] in _PARTISAN and reading.lower[start + 1] == "of":
        return start, start, "ORG"  # "Republican of Iowa"
    if reading.lower[end - 1] in _PARTISAN and gazetteer.is_place(reading.surface(start, end - 1)):
        return start, start, "ORG"  # "New York Democrat"
    title = roles.title_ending(reading, end, start + 1)
    if (
        title
        and not reading.lower[end - 1].endswith("s")
        and reading.lower[title[0] - 1] not in ("of", "the", "and", "for", "to")
    ):
        return _cut(reading, start, title[0], "ORG")  # "Wells Fargo CEO"
    return start, end, "ORG"


def _no_name(reading: Reading, i: int, label: str, plain: set[str]) -> bool:
    """Whether a word that was taken for a name is none: "Governor", "Many", a first word that the article writes small
    elsewhere, "Exit" polls."""
    word, lower = reading.words[i], reading.lower[i]
    if lower in _NO_NAMES_ALONE and label in ("PERSON", "ORG"):
        return True
    if gazetteer.is_no_person(word):
        return False
    opens = reading.first[reading.sentence[i]] == i
    stops = lower in STOP_WORDS and not word.isupper()
    return (
        len(word) == 1
        or stops
        and (label != "PERSON" or opens and word not in gazetteer.given_names())
        or lower in _NO_NAMES
        or is_title(word)
        or opens
        and (
            lower in plain
            or _opens_plainly(label, lower)
            or reading.word(i + 1) in _DOCUMENTS
            and load_model().knows(lower)
        )
    )


def _opens_plainly(label: str, word: str) -> bool:
    """Whether a lower-case word is written large where it opens a sentence, but is a common one: an adverb, or a plural
    that is nobody's name."""
    plural = label != "PERSON" and word.endswith("s") and load_model().knows(word[:-1])
    return len(word) > 5 and load_model().knows(word) and (word.endswith("ly") or plural)
