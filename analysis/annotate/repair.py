"""Entities set right by the gazetteer and the shape of names, where a small model cut or labelled them wrongly."""

import re
from collections import Counter
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer, roles
from analysis.annotate.compounds import apart
from analysis.annotate.hyphens import joined
from analysis.annotate.names import parse
from analysis.annotate.reading import Reading

_NO_NAMES = gazetteer.words("never part of a name")
_NO_NAMES_ALONE = gazetteer.words("never a name alone")
_SURNAMES = gazetteer.words("title or surname")
_SITES = gazetteer.words("ends the name of a site")
_LONGEST = 5  # words of a known name that is looked up
_BEARERS = 12  # full names with one word in common that are looked at: no article needs more
_SUFFIX = re.compile(r",? (?:[JS]r\.?|I{2,3}|IV)$")
_GENERATION = re.compile(r"[JS]r\.?|I{2,3}|IV")
_LETTERS = "".join(sorted(gazetteer.words("letter of a party"))).upper()
_LAWMAKER = re.compile(rf"[{_LETTERS}]-(?:[A-Z][\w.]*\)?)?")  # party and state of a member of Congress: D-Mass.
_TRAILING = gazetteer.words("trails after a name")  # and is no part of it: Monday
_WHERE = gazetteer.words("stands in a city")
_NOT_BODIES = gazetteer.words("before a body")  # and no part of its name
_GROWING = gazetteer.words("takes another word behind a body")
_POLITE = gazetteer.words("opens the name of a person")
_MANY = {"expert", "business", "media"}  # kinds of bodies that are named in one breath
_OFFICES = gazetteer.words("office of a person") - {"office"}  # and not of his name
_OFFICIAL = {"government", "military", "party", "expert"}
_PARTISAN = gazetteer.party_members()

Entity = tuple[int, int, str]


def _adjacent(reading: Reading, i: int) -> bool:
    """Whether the word at i follows the word before it after one space, in one sentence."""
    return (
        0 < i < len(reading)
        and reading.sentence[i] == reading.sentence[i - 1]
        and reading.starts[i] == reading.ends[i - 1] + 1
    )


def _known_names(reading: Reading) -> list[Entity]:
    """States and organizations of two words or more that the gazetteer knows, longest first at each word."""
    out, i = [], 0
    while i < len(reading):
        step = 1
        if reading.words[i][:1].isupper():
            for size in range(_LONGEST, 1, -1):
                end = i + size
                if (
                    end > len(reading)
                    or reading.sentence[end - 1] != reading.sentence[i]
                    or not reading.words[end - 1][:1].isupper()
                ):
                    continue
                text = reading.surface(i, end)
                if "\n" in text:
                    continue
                hit, body = gazetteer.state(text), gazetteer.organization(text)
                if hit or body:
                    first = i + (reading.lower[i] == "the" and not (body and body.name.startswith("The ")))
                    out.append((first, end, "NORP" if hit and hit[1] == "demonym" else "GPE" if hit else "ORG"))
                    step = size
                    break
        i += step
    return out


def _grown(reading: Reading, start: int, end: int, covered: list[bool], plain: set[str]) -> tuple[int, int]:
    """A person's name with the part that was cut off: "Kim Jong" of Kim Jong Un, "Scott" of Scott Slinker."""

    def free(i: int, surname: bool = False) -> bool:
        word = reading.words[i]
        return (
            not covered[i]
            and word[:1].isupper()
            and word.replace("-", "").isalpha()
            and word.lower() not in plain
            and (
                word.lower() not in gazetteer.titles()
                or surname
                and (word.lower() in _SURNAMES or word.lower() in gazetteer.korean_syllables())  # Choe Son Hui
            )
            and word.lower() not in gazetteer.honorifics()
            and not gazetteer.is_demonym(word)
        )

    while end < len(reading) and end - start < 3 and _adjacent(reading, end) and free(end, surname=True):
        joined = reading.surface(start, end + 1)
        given = end - start == 1 and reading.words[start] in gazetteer.given_names()
        if not given and not parse(joined).family_first:
            break
        end += 1
    if start and end - start < 3 and _adjacent(reading, start) and free(start - 1):
        joined = reading.surface(start - 1, end)
        if parse(joined).family_first or end - start == 1 and reading.words[start - 1] in gazetteer.given_names():
            start -= 1
    if start and end - start < 3 and not covered[start - 1] and _adjacent(reading, start):
        start -= re.fullmatch(r"[A-Z]\.", reading.words[start - 1]) is not None  # S. Jaishankar
    if (
        end < len(reading)
        and not covered[end]
        and _adjacent(reading, end)
        and _GENERATION.fullmatch(reading.words[end])
    ):
        end += 1  # Ferdinand Marcos Jr.
    return start, end


def _nickname(reading: Reading, end: int, start: int) -> bool:
    """Whether the words between two names are a nickname in quotation marks: Robert C. "Bobby" Scott."""
    return (
        start == end + 3
        and reading.words[end] in ('"', "“", "‘", "'", "(")
        and reading.words[end + 1][:1].isupper()
        and reading.sentence[end] == reading.sentence[start]
    )


def _initial(reading: Reading, end: int, start: int) -> bool:
    """Whether the word between two names is an initial: George "W." Bush."""
    return (
        start == end + 1
        and len(reading.words[end]) == 2
        and reading.words[end][0].isupper()
        and reading.words[end][1] == "."
        and reading.sentence[end - 1] == reading.sentence[start]
    )


def _joined(reading: Reading, end: int, start: int) -> bool:
    """Whether two names are the halves of one: with nothing, a nickname or an initial between them."""
    return end == start and _adjacent(reading, start) or _nickname(reading, end, start) or _initial(reading, end, start)


def _two_words(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities, with a given name and a surname that a model took for two things as one person."""
    out: list[Entity] = []
    for start, end, label in entities:
        first, word = reading.words[out[-1][0]] if out else "", reading.words[start]
        if (
            out
            and out[-1][1] - out[-1][0] == end - start == 1
            and out[-1][1] == start
            and _adjacent(reading, start)
            and {out[-1][2], label} != {"PERSON"}
            and first in gazetteer.given_names()
            and word.istitle()
            and not any(gazetteer.is_state_or_city(w) or gazetteer.is_demonym(w) for w in (first, word))
            and word.lower() not in gazetteer.titles()
            and gazetteer.organization_capacity(word) == "unknown"
            and not gazetteer.organization(word)
        ):
            out[-1] = out[-1][0], end, "PERSON"
        else:
            out.append((start, end, label))
    return out


def _missed(reading: Reading, covered: list[bool], plain: set[str], headlines: set[int]) -> list[Entity]:
    """People that no entity covers: a given name and one more name in a sentence that is no headline."""

    def name(i: int) -> bool:
        word, lower = reading.words[i], reading.lower[i]
        return (
            not covered[i]
            and word[:1].isupper()
            and not word.isupper()
            and re.sub(r"['’-]", "", word).isalpha()
            and lower not in plain
            and lower not in STOP_WORDS
            and lower not in _SITES
            and lower not in _TRAILING
            and (lower not in gazetteer.titles() or lower in _SURNAMES)
            and not gazetteer.is_demonym(word)
            and not gazetteer.is_state_or_city(word)
            and gazetteer.organization_capacity(word) == "unknown"
        )

    out, i = [], 0
    while i + 1 < len(reading):
        end = i + 2 + _initial(reading, i + 1, i + 2) if i + 2 < len(reading) else i + 2
        if (
            reading.words[i] in gazetteer.given_names()
            and reading.sentence[i] not in headlines
            and name(i)
            and name(end - 1)
            and (end - i == 3 or _adjacent(reading, i + 1))
            and not (i and (covered[i - 1] and _adjacent(reading, i) or reading.words[i - 1] == "-"))
            and not (end < len(reading) and _adjacent(reading, end) and reading.words[end][:1].isupper())
        ):
            out.append((i, end, "PERSON"))
            i = end
        else:
            i += 1
    return out


def _grown_body(reading: Reading, start: int, end: int, label: str, covered: list[bool]) -> Entity:
    """An organization's name with the telling word that was cut off: "Accountability" of Government Accountability
    Office, also where the rest was taken for a person."""
    telling = (
        end < len(reading)
        and not covered[end]
        and _adjacent(reading, end)
        and reading.words[end][:1].isupper()
        and not reading.words[end].isupper()
        and gazetteer.organization_capacity(reading.words[end]) != "unknown"
        and reading.lower[end] not in _OFFICES
        and not (end + 1 < len(reading) and _adjacent(reading, end + 1) and reading.words[end + 1][:1].isupper())
    )
    if (
        label == "ORG"
        and reading.word(end) == "at"
        and gazetteer.organization_capacity(reading.words[start]) == "expert"
    ):
        stop = end + 1
        while stop < min(len(reading), end + 4) and reading.words[stop][:1].isupper() and reading.words[stop].isalpha():
            stop += 1
        return start, stop if stop > end + 1 else end, label  # University of Texas at Austin
    if (
        not telling
        or (label == "ORG")
        and (
            gazetteer.organization_capacity(reading.surface(start, end)) != "unknown"
            and reading.lower[end] not in _GROWING
        )
    ):
        return start, end, label
    end += 1
    while (
        start
        and not covered[start - 1]
        and _adjacent(reading, start)
        and reading.words[start - 1][:1].isupper()
        and (start - 1 > reading.first[reading.sentence[start]])
        and reading.words[start - 1].isalpha()
    ):
        start -= 1
    return start, end, "ORG"


def _is_person(reading: Reading, start: int, end: int) -> bool:
    """Whether words that a model took for something else are a person: a title before them, or a given name first."""
    words = reading.words[start:end]
    text = reading.surface(start, end)
    if len(words) > 3 or not all(w[:1].isupper() and w.replace("-", "").replace(".", "").isalpha() for w in words):
        return False
    if (
        gazetteer.organization(text)
        or gazetteer.organization_capacity(text) != "unknown"
        or gazetteer.state(text)
        or gazetteer.is_place(text)
    ):
        return False
    family_first = len(words) > 1 and parse(text).family_first
    title = roles.title_ending(reading, start, reading.first[reading.sentence[start]])
    official = title and (title[1].capacity in _OFFICIAL or title[1].speaks) and len(words) > 1
    official = official and not any(gazetteer.is_demonym(word) for word in words)  # "fellow Asian Indian"
    if title and _adjacent(reading, start) and (family_first or official or reading.words[start - 1][:1].isupper()):
        return True  # also "Hamas official" Ann Lee
    if family_first and (len(words) == 3 or len(words[-1]) > 5):
        return True  # Kim Jong Un, Xi Jinping; not Hong Kong
    if len(words) == 3 and re.fullmatch(r"[A-Z]\.", words[0]):
        words = words[1:]  # J. Ann Lee
    return (
        len(words) == 2
        and words[0] in gazetteer.given_names()
        and not gazetteer.is_demonym(words[0])
        and words[1].lower() not in _SITES
        and not words[1].isupper()
    )


def _without_title(reading: Reading, start: int, end: int) -> int:
    """Where a name ends before a title that it was cut into: after "U.S." in "U.S. Defense" Secretary, before
    "National Security" Adviser, which leaves no name."""
    for low in range(max(0, start - 3), start):
        if " ".join(reading.lower[low:end]) in gazetteer.titles():
            return start  # "Defense" of Secretary of Defense
    for low in range(start, end):
        for high in (end + 1, end + 2):
            if (
                high <= len(reading)
                and " ".join(reading.lower[low:high]) in gazetteer.titles()
                and reading.lower[low] != "party"
            ):
                return low
    return end


def _remaining(reading: Reading, start: int, end: int, label: str) -> str:
    """The label of a name that was cut: "U.S." of "U.S. Senator" is a state."""
    hit = gazetteer.state(reading.surface(start, end)) if end > start else None
    return "NORP" if hit and hit[1] == "demonym" else "GPE" if hit else label


def _whole(name: str) -> bool:
    """Whether a name is that of a university or firm by its own words, and so not half of a name with "and"."""
    return gazetteer.organization_capacity(name) in _MANY and (
        " of " in name or gazetteer.organization_capacity(name.split()[-1]) in _MANY
    )


def _is_title(word: str) -> bool:
    """Whether a word is a title and nobody's surname: Governor, not King."""
    forms = {word.lower(), f"{word.lower()}."}  # "Cmdr" whose point is a word of its own
    known = forms & gazetteer.titles().keys() or forms & gazetteer.honorifics().keys()
    return bool(known) and word.lower() not in _SURNAMES


def _openers(reading: Reading) -> set[str]:
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


def _before_quotation(reading: Reading, start: int, end: int) -> int:
    """Where a person's name ends that runs on into quoted words: after "Lee" in "Lee is “weak like a child"."""
    for i in range(start + 1, end):
        if reading.words[i] in ("“", '"', "‘") and not _nickname(reading, i, min(i + 3, len(reading) - 1)):
            while i > start + 1 and reading.words[i - 1].islower():
                i -= 1
            return i
    return end


def _sound(reading: Reading, entity: Entity, plain: set[str], families: set[str]) -> list[Entity]:
    """An entity without the words that are no part of a name; as two where it joins two; none where nothing is left."""
    start, end, label = entity
    while start < end - 1 and not any(c.isalnum() for c in reading.words[start]):
        start += 1  # ". Ann Lee" after "Hon"
    text = reading.surface(start, end)
    if _LAWMAKER.fullmatch(text):
        return []
    if label == "PERSON":
        end = _before_quotation(reading, start, end)
        while end - start > 1 and (
            title := roles.title_ending(reading, start + 1, reading.first[reading.sentence[start]])
        ):
            if title[0] >= start:
                break
            start += 1  # "State Ana Ruiz" after "Secretary of"
    if label != "PERSON" and reading.lower[start].rstrip(".") in _POLITE:
        label = "PERSON"  # "Mrs. Clinton", "Mr. Lee and Mr. Diaz"
    if "and" in reading.words[start + 1 : end - 1] and not gazetteer.organization(text) and not gazetteer.state(text):
        cut = reading.words.index("and", start + 1)
        sides = reading.surface(start, cut), reading.surface(cut + 1, end)
        if (
            label == "PERSON"
            or label == "ORG"
            and (all(gazetteer.organization(side) for side in sides) or all(_whole(side) for side in sides))
        ):
            parts = ((start, cut, label), (cut + 1, end, label))
            return [entity for part in parts for entity in _sound(reading, part, plain, families)]
    if label == "ORG" and end - start == 3 and reading.words[start] in families:
        seat = reading.surface(start + 1, end)
        if (known := gazetteer.organization(seat)) and known.capacity == "government":
            return [(start, start + 1, "PERSON"), (start + 1, end, "ORG")]  # "the Obama White House"
    while end - start > 1 and (
        reading.lower[start] in _NO_NAMES
        and label == "PERSON"
        or reading.lower[start] in (_NOT_BODIES if label == "ORG" else _PARTISAN if label == "PERSON" else ())
    ):
        start += 1
        if reading.lower[start] in ("at", "with", "in") and end - start > 1:
            start += 1
    if label == "ORG" and end - start > 1:
        if reading.lower[start] in _PARTISAN and reading.lower[start + 1] == "of":
            return []  # "Republican of Iowa"
        if reading.lower[end - 1] in _PARTISAN and gazetteer.is_place(reading.surface(start, end - 1)):
            return []  # "New York Democrat"
        title = roles.title_ending(reading, end, start + 1)
        if (
            title
            and not reading.lower[end - 1].endswith("s")
            and reading.lower[title[0] - 1] not in ("of", "the", "and", "for", "to")
        ):
            end, label = title[0], _remaining(reading, start, title[0], label)  # "Wells Fargo CEO"
    if end - start == 1 and reading.words[start] not in families:
        word, lower = reading.words[start], reading.lower[start]
        opens = reading.first[reading.sentence[start]] == start
        known = (
            gazetteer.organization_capacity(word) != "unknown"
            or gazetteer.is_state_or_city(word)
            or gazetteer.is_demonym(word)
        )
        if (
            lower in _NO_NAMES_ALONE
            and label in ("PERSON", "ORG")
            or not known
            and (
                len(word) == 1
                or lower in STOP_WORDS
                and not word.isupper()
                and (label != "PERSON" or opens and word not in gazetteer.given_names())
                or lower in _NO_NAMES
                or _is_title(word)
                or opens
                and lower in plain
            )
        ):
            return []  # "Governor", "Many", a first word of a sentence that the article writes small elsewhere
    return [(start, end, label)]


def _full_names(reading: Reading, entities: list[Entity]) -> dict[str, int]:
    """Full names of persons to how often the article gives them."""
    out: dict[str, int] = {}
    for start, end, label in entities:
        if label == "PERSON" and end - start > 1:
            out[reading.surface(start, end)] = out.get(reading.surface(start, end), 0) + 1
    return out


def _headlines(reading: Reading) -> set[int]:
    """The sentences that are written like a headline: Nearly Every Word of It Begins With a Capital."""
    out = set()
    for sentence, first in enumerate(reading.first):
        words = [w for w in reading.words[first : reading.last(sentence)] if w.isalpha() and len(w) > 3]
        if len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words):
            out.add(sentence)
    return out


@dataclass(frozen=True)
class _Told:
    """What an article tells of the names of persons in it."""

    full: dict[str, int]  # full names to how often it gives them
    alone: set[str]  # single names
    headlines: set[int]  # sentences that are written like a headline
    first: set[str]  # first words of full names
    bearers: dict[str, list[list[str]]]  # surnames, given names that stand alone: words of some full names with them


def _told(reading: Reading, entities: list[Entity], headlines: set[int]) -> _Told:
    full = _full_names(reading, entities)
    alone = {reading.words[start] for start, end, label in entities if label == "PERSON" and end - start == 1}
    bearers: dict[str, list[list[str]]] = {}
    for name in full:
        words = name.split()
        for word in {words[-1], words[0]} if words[0] in alone else {words[-1]}:
            if len(held := bearers.setdefault(word, [])) < _BEARERS:
                held.append(words)
    return _Told(full, alone, headlines, {name.split()[0] for name in full}, bearers)


def _named_within(reading: Reading, start: int, end: int, told: _Told) -> tuple[int, int] | None:
    """The full name, given elsewhere, that words of a headline were added to: "Icon Ann Lee Endorses"."""
    if end - start > _LONGEST or _SUFFIX.search(reading.surface(start, end)):
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


def _without_neighbours(reading: Reading, entity: Entity, told: _Told) -> Entity:
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


def _surnamed(reading: Reading, start: int, end: int, alone: set[str]) -> bool:
    """Whether a body of two words is a person whom the article then calls by the second: "Rush Stone", "Stone said"."""
    first, last = reading.words[start], reading.words[end - 1]
    return (
        end - start == 2
        and last in alone
        and first.istitle()
        and first.isalpha()
        and first.lower() not in gazetteer.titles()
        and not gazetteer.is_demonym(first)
        and not gazetteer.is_place(first)
        and gazetteer.organization_capacity(reading.surface(start, end)) == "unknown"
        and first.lower() not in _OFFICES
    )


def _as_persons(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities, with a single name that the article gives a person in full ("Austin" after "Lloyd Austin", "Kim"
    after "Kim Jong Un") read as that person and not as a place or body."""
    full = _full_names(reading, entities)
    alone = {reading.words[start] for start, end, label in entities if label == "PERSON" and end - start == 1}
    entities = [
        (start, end, "PERSON" if label == "ORG" and _surnamed(reading, start, end, alone) else label)
        for start, end, label in entities
    ]
    single = {word for name in full for word in _SUFFIX.sub("", name).split()[-1:]} | {
        name.split()[0] for name in full if parse(name).family_first
    }
    return [
        (start, end, "PERSON")
        if label in ("GPE", "LOC", "ORG")
        and (
            (text := reading.surface(start, end)) in full
            or text in single
            and reading.word(start - 1, reading.sentence[start]) not in _WHERE
        )
        else (start, end, label)
        for start, end, label in entities
    ]


def repaired(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """Entities (start, end, label in words) in text order, none overlapping: known names whole, people whole and as
    people, words that are no names left out. What is repaired already stays as it is."""
    plain = {word for word in reading.words if word.islower()} | _openers(reading)
    entities = _two_words(reading, joined(reading, entities))
    people = Counter(reading.surface(start, end) for start, end, label in entities if label == "PERSON")
    entities = [
        part
        for start, end, label in entities
        for part in (apart(reading, start, end, people) if label == "ORG" else [(start, end, label)])
    ]
    families = {word for name in _full_names(reading, entities) for word in name.split() if not _is_title(word)}
    entities = [part for entity in entities for part in _sound(reading, entity, plain, families)]
    covered = [False] * len(reading)
    for start, end, _ in entities:
        covered[start:end] = [True] * (end - start)
    headlines = _headlines(reading)
    for start, end, label in _missed(reading, covered, plain, headlines):
        covered[start:end] = [True] * (end - start)
        entities.append((start, end, label))
    entities.sort()
    known = _known_names(reading)
    out: list[Entity] = []
    for start, end, label in entities:
        if label != "PERSON" and (cut := _without_title(reading, start, end)) < end:
            end, label = cut, _remaining(reading, start, cut, label)
        if start >= end or not any(w[:1].isupper() or w[1:2].isupper() for w in reading.words[start:end]):
            continue
        if label not in ("PERSON", "GPE", "NORP") and _is_person(reading, start, end):
            label = "PERSON"
        if label != "PERSON" and end - start == 1 and reading.words[start] in gazetteer.family_names_first():
            low, high = _grown(reading, start, end, covered, plain)
            label = "PERSON" if high > end else label  # "Xi" of Xi Jinping
        if (
            label == "ORG"
            and end - start > 2
            and reading.words[start].endswith(".")
            and reading.lower[start] in gazetteer.titles()
        ):
            label = "PERSON"  # "Rep. Elijah Cummings of Maryland"
        if label == "PERSON" and "of" in reading.lower[start + 1 : end]:
            end = start + 1 + reading.lower[start + 1 : end].index("of")
        if label in ("ORG", "PERSON"):
            start, end, label = _grown_body(reading, start, end, label, covered)
        if label == "PERSON":
            if (
                out
                and out[-1][2] == "PERSON"
                and _joined(reading, out[-1][1], start)
                and end - out[-1][0] <= 6
                and (
                    out[-1][1] - out[-1][0] == 1
                    or out[-1][1] < start
                    or parse(reading.surface(out[-1][0], end)).family_first
                )
            ):
                first = out.pop()[0]  # one name cut in two
                start = start if reading.lower[first] in gazetteer.titles() else first
            start, end = _grown(reading, start, end, covered, plain)
        if out and start < out[-1][1]:
            start = out[-1][1]
            if start >= end:
                continue
        out.append((start, end, label))
    owner = {i: k for k, (start, end, _) in enumerate(out) for i in range(start, end)}
    dropped: set[int] = set()
    for start, end, label in known:
        over = {owner[i] for i in range(start, end) if i in owner}
        if any(out[k][:2] == (start, end) and out[k][2] != "PERSON" for k in over):
            continue
        if all(start <= out[k][0] and out[k][1] <= end for k in over):
            dropped |= over
            out.append((start, end, label))
    out = sorted(entity for k, entity in enumerate(out) if k not in dropped)
    told = _told(reading, out, headlines)
    return _as_persons(reading, [_without_neighbours(reading, entity, told) for entity in out])
