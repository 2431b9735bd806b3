"""Entities set right by the gazetteer and the shape of names, where a small model cut or labelled them wrongly."""

import re
from collections import Counter

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer, roles
from analysis.annotate.compounds import apart, person_within
from analysis.annotate.halves import grown, grown_body, halves, missed, missed_places, nickname, two_words
from analysis.annotate.headlines import full_names, headlines_in, told_by, without_neighbours
from analysis.annotate.hyphens import joined
from analysis.annotate.model import load_model
from analysis.annotate.names import is_initial, parse, without_generation
from analysis.annotate.reading import Reading
from analysis.annotate.trimming import is_title, openers, sound, without_title

_TRAILING = gazetteer.words("trails after a name")
_SITES = gazetteer.words("ends the name of a site")
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_LONGEST_ACRONYM = 8  # letters
_LONGEST = 5  # words of a known name that is looked up
_LONGEST_HEADLINE = 16  # words; longer ones are lists
_LONGEST_PERSON = 7  # words of a person's name that was cut in two
_SHORT_TITLES = gazetteer.words("title in capitals")
_STORMS = gazetteer.words("names a storm")
_OF_PLACES = gazetteer.words("office of a place")
_LABELS = gazetteer.words("label of an article")
_WHERE = gazetteer.words("stands in a city")
_OFFICES = gazetteer.words("office of a person") - {"office"}  # and not of his name
_OFFICIAL = {"government", "military", "party", "expert"}
_QUOTES = {'"', "“", "‘"}

Entity = tuple[int, int, str]


def _known_names(reading: Reading) -> list[Entity]:
    """States and organizations of two words or more that the gazetteer knows, longest first at each word; acronyms of
    organizations in sentences that have small letters."""
    shouted = [
        not any(w.islower() for w in reading.words[first : reading.last(k)]) for k, first in enumerate(reading.first)
    ]
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
            word = reading.words[i]
            if (
                step == 1
                and _ACRONYM.fullmatch(word)
                and reading.lower[i] not in STOP_WORDS  # IS
                and not shouted[reading.sentence[i]]
                and gazetteer.organization(word)
            ):
                out.append((i, i + 1, "ORG"))
        i += step
    return out


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
    if title and reading.adjacent(start) and (family_first or official or reading.words[start - 1][:1].isupper()):
        return True  # also "Hamas official" Ann Lee
    if family_first and (len(words) == 3 or len(words[-1]) > 5):
        return True  # Kim Jong Un, Xi Jinping; not Hong Kong
    if len(words) == 3:
        words = [word for word in words if not is_initial(word)]  # J. Ann Lee, Ann J. Lee
    return (
        len(words) == 2
        and words[0] in gazetteer.given_names()
        and not gazetteer.is_demonym(words[0])
        and words[1].lower() not in _SITES
        and not words[1].isupper()
    )


def _abbreviates_a_title(text: str) -> bool:
    """Whether what was taken for a name is but a letter ("R" for a party) or a title cut short: "Sens."."""
    short = text.lower().rstrip(".")
    if text.isupper() and short in _SHORT_TITLES:
        return True  # "the CM"
    return len(short) < 2 or {f"{short}.", f"{short.removesuffix('s')}."} & gazetteer.titles().keys() != set()


def _with_rest(reading: Reading, end: int, covered: list[bool]) -> int:
    """Where a name really ends of which the model saw one common English word: "National" of National Guard."""
    if reading.words[end - 1].isupper() or not load_model().knows(reading.lower[end - 1]):
        return end
    stop = end
    while (
        stop < min(len(reading), end + 2)
        and not covered[stop]
        and reading.adjacent(stop)
        and reading.words[stop].istitle()
        and reading.lower[stop] not in gazetteer.titles()
        and reading.lower[stop] not in _TRAILING
    ):
        stop += 1
    return stop


def _is_body(word: str) -> bool:
    """Whether a single name that was taken for a person is that of an organization alone."""
    known = gazetteer.organization(word)
    return (
        known is not None
        and known.capacity != "unknown"
        and known.name != f"The {word}"  # Hill is somebody, The Hill is not
        and word not in gazetteer.given_names()
    )


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
    full = full_names(reading, entities)
    alone = {reading.words[start] for start, end, label in entities if label == "PERSON" and end - start == 1}
    entities = [
        (start, end, "PERSON" if label == "ORG" and _surnamed(reading, start, end, alone) else label)
        for start, end, label in entities
    ]
    single = {word for name in full for word in without_generation(name).split()[-1:]} | {
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


def _with_acronyms(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities in text order, with the acronym in brackets behind a body as that body."""
    at = {start: k for k, (start, _, _) in enumerate(entities)}
    out = list(entities)
    for start, end, label in entities:
        word = reading.words[end + 1] if end + 2 < len(reading) else ""
        if (
            label == "ORG"
            and word
            and reading.words[end] == "("
            and reading.words[end + 2] == ")"
            and 2 <= len(word) <= _LONGEST_ACRONYM
            and sum(c.isupper() for c in word) >= 2
            and word[0] == reading.words[start + (reading.lower[start] == "the" and end - start > 1)][0].upper()
        ):
            if (k := at.get(end + 1)) is None:
                out.append((end + 1, end + 2, "ORG"))
            elif out[k][1] == end + 2:
                out[k] = end + 1, end + 2, "ORG"
    return sorted(out)


def _with_second_place(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities with the bodies of two places whole: "Port Authority of New York" and New Jersey."""
    out: list[Entity] = []
    for entity in entities:
        start, end, _ = entity
        if out and out[-1][2] == "ORG" and start == out[-1][1] + 1 and reading.lower[start - 1] == "and":
            first, stop, label = out[-1]
            of = next((i for i in range(stop - 1, first, -1) if reading.lower[i] == "of"), None)
            two = of and gazetteer.is_place(reading.surface(of + 1, stop))
            if two and gazetteer.is_place(reading.surface(start, end)):
                out[-1] = first, end, label
                continue
        out.append(entity)
    return out


def _taken_apart(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities, with those in which a person stands beside other names or words as what each is."""
    people = Counter(reading.surface(start, end) for start, end, label in entities if label == "PERSON")
    out = []
    for start, end, label in entities:
        if label == "ORG" or label == "MISC" and person_within(reading, start, end, people):
            out += apart(reading, start, end, people)
        else:
            out.append((start, end, label))
    return out


class _Mending:
    """Entities of one article, and what it tells of names: the words that it writes small, those of its full names of
    persons, its headlines, and which words stand in an entity."""

    def __init__(self, reading: Reading, entities: list[Entity]):
        self.reading = reading
        self.plain = {word for word in reading.words if word.islower()} | openers(reading)
        full = [name.split() for name in full_names(reading, entities)]
        self.families = {word for words in full if not is_title(words[-1]) for word in words if not is_title(word)}
        self.headlines = headlines_in(reading)
        self.bodies = {
            reading.surface(start, end)
            for start, end, label in entities
            if label == "ORG" and reading.sentence[start] not in self.headlines
        }
        self.covered = [False] * len(reading)
        self.entities = [part for entity in entities for part in sound(reading, entity, self.plain, self.families)]
        self._cover(self.entities)
        passed_over = missed(reading, self.entities, self.covered, self.plain, self.headlines)
        passed_over += missed_places(reading, self.covered)
        self._cover(passed_over)
        begun = {start for start, _, _ in passed_over}
        self.entities = sorted([entity for entity in self.entities if entity[0] not in begun] + passed_over)

    def _cover(self, entities: list[Entity]) -> None:
        for start, end, _ in entities:
            self.covered[start:end] = [True] * (end - start)

    def mended(self) -> list[Entity]:
        """The entities with their labels and bounds set right, in text order, none overlapping."""
        out: list[Entity] = []
        for entity in self.entities:
            settled = self._settled(entity)
            if settled and settled[2] == "PERSON":
                settled = self._whole_person(settled, out)
            if settled:
                start = max(settled[0], out[-1][1]) if out else settled[0]
                if start < settled[1]:
                    out.append((start, *settled[1:]))
        return out

    def _settled(self, entity: Entity) -> Entity | None:
        """An entity with its label and its end set right; None where no name is left."""
        reading, (start, end, label) = self.reading, entity
        if label == "PERSON" and (reading.lower[start] in _STORMS or reading.word(start - 1) in _STORMS):
            return None  # Storm Berit
        if label == "PERSON" and end - start == 1 and reading.word(end) == "crude":
            return None  # Brent
        if reading.word(end) == ":" and reading.surface(start, end).lower() in _LABELS:
            return None  # "Explainer: why it matters"
        if _abbreviates_a_title(reading.surface(start, end)) or label == "ORG" and self._of_a_headline(start, end):
            return None
        if label == "ORG" and end - start == 1:
            if reading.word(end) in _OFFICES and not gazetteer.is_no_person(reading.words[start]):
                label = "PERSON"  # the "Obama" administration
            elif reading.sentence[start] not in self.headlines:
                end = _with_rest(reading, end, self.covered)
                if reading.words[end - 1] == "Day":
                    return None
        if label != "PERSON":
            start, end, label = without_title(reading, (start, end, label))
        if start >= end or not any(w[:1].isupper() or w[1:2].isupper() for w in reading.words[start:end]):
            return None
        label = self._kind(start, end, label)
        inside = reading.lower[start + 1 : end]
        if label == "PERSON" and "of" in inside and not _QUOTES & set(inside):
            end = start + 1 + inside.index("of")
        return (
            grown_body(reading, start, end, label, self.covered) if label in ("ORG", "PERSON") else (start, end, label)
        )

    def _of_a_headline(self, start: int, end: int) -> bool:
        """Whether what was taken for a body is but the common words of a headline, which the article names nowhere
        else: "Media Reports Reveal"."""
        reading = self.reading
        sentence, words = reading.sentence[start], reading.words[start:end]
        return (
            end - start > 1
            and reading.paragraph[start] == 0 < reading.paragraph[-1]
            and sentence in self.headlines
            and reading.last(sentence) - reading.first[sentence] <= _LONGEST_HEADLINE
            and all(not word[0].isalpha() or load_model().knows(word.lower()) for word in words)
            and not all(word.isupper() for word in words)
            and reading.lower[end - 1] not in _OFFICES
            and reading.surface(start, end) not in self.bodies
            and not gazetteer.organization(reading.surface(start, end))
        )

    def _kind(self, start: int, end: int, label: str) -> str:
        """The label of a name by its words and by what stands beside it."""
        reading = self.reading
        first = reading.words[start]
        if label == "PERSON" and end - start == 1 and first not in self.families and self._before_its_senator(end):
            return "LOC"
        if label == "PERSON":
            body = end - start == 1 and first not in self.families and _is_body(first)
            return "ORG" if body else label  # Xinhua
        if label not in ("GPE", "NORP") and _is_person(reading, start, end):
            return "PERSON"
        if end - start == 1 and first in gazetteer.family_names_first():
            _, high = grown(reading, start, end, self.covered, self.plain, self.headlines)
            return "PERSON" if high > end else label  # "Xi" of Xi Jinping
        title = first.endswith(".") and end - start > 2 or first.isupper() and end - start > 1
        if label == "ORG" and title and first.lower() in gazetteer.titles():
            return "PERSON"  # "Rep. Elijah Cummings of Maryland", "MEC Ann Lee"
        return label

    def _before_its_senator(self, end: int) -> bool:
        """Whether a name ends before the office of whoever is elected there: "Nandi" Senator Ann Lee."""
        reading = self.reading
        for size in (1, 2):
            title = " ".join(reading.lower[end : end + size])
            large = all(word[:1].isupper() for word in reading.words[end : end + size + 1])
            if title in _OF_PLACES and large and end + size < len(reading):
                return reading.adjacent(end)
        return False

    def _whole_person(self, entity: Entity, out: list[Entity]) -> Entity:
        """A person's name with the half before it, which is taken from what has been found, and with what no entity
        covers."""
        reading, (start, end, label) = self.reading, entity
        if len(out) > 1 and out[-2][2] == label and out[-1][1] < start and nickname(reading, out[-2][1], start):
            out.pop()  # the nickname between two halves
        if out and out[-1][2] == label and halves(reading, out[-1][1], start):
            first, stop, _ = out[-1]
            single = stop - first == 1 or stop < start
            if end - first <= _LONGEST_PERSON and (single or parse(reading.surface(first, end)).family_first):
                out.pop()  # one name cut in two
                start = start if reading.lower[first] in gazetteer.titles() else first
        return *grown(reading, start, end, self.covered, self.plain, self.headlines), label


def _with_known(entities: list[Entity], known: list[Entity]) -> list[Entity]:
    """The entities in text order, with known names in place of the parts of them that were found."""
    owner = {i: k for k, (start, end, _) in enumerate(entities) for i in range(start, end)}
    dropped: set[int] = set()
    added = []
    for start, end, label in known:
        over = {owner[i] for i in range(start, end) if i in owner}
        if any(entities[k][:2] == (start, end) and entities[k][2] != "PERSON" for k in over):
            continue
        if all(start <= entities[k][0] and entities[k][1] <= end for k in over):
            dropped |= over
            added.append((start, end, label))
    return sorted([entity for k, entity in enumerate(entities) if k not in dropped] + added)


def repaired(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """Entities (start, end, label in words) in text order, none overlapping: known names whole, people whole and as
    people, words that are no names left out. What is repaired already stays as it is."""
    found = _Mending(reading, _taken_apart(reading, two_words(reading, joined(reading, entities))))
    whole = _with_second_place(reading, found.mended())
    out = _with_acronyms(reading, _with_known(whole, _known_names(reading)))
    told = told_by(reading, out, found.headlines)
    return _as_persons(reading, [without_neighbours(reading, entity, told) for entity in out])
