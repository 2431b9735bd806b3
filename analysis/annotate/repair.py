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

_NO_NAMES = gazetteer.words("never part of a name")
_TRAILING = gazetteer.words("trails after a name")
_PREFIXES = gazetteer.words("prefix before a name")
_NO_NAMES_ALONE = gazetteer.words("never a name alone")
_SURNAMES = gazetteer.words("title or surname")
_SITES = gazetteer.words("ends the name of a site")
_ACRONYM = re.compile(r"[A-Z]{3,8}")
_LONGEST_ACRONYM = 8  # letters
_LONGEST = 5  # words of a known name that is looked up
_LETTERS = "".join(sorted(gazetteer.words("letter of a party"))).upper()
_LAWMAKER = re.compile(rf"[{_LETTERS}]-(?:[A-Z][\w.]*\)?)?")  # party and state of a member of Congress: D-Mass.
_DOCUMENTS = frozenset(row["noun"] for row in gazetteer.rows("source_nouns.csv"))
_WHERE = gazetteer.words("stands in a city")
_NOT_BODIES = gazetteer.words("before a body")  # and no part of its name
_POLITE = gazetteer.words("opens the name of a person")
_MANY = {"expert", "business", "media"}  # kinds of bodies that are named in one breath
_OFFICES = gazetteer.words("office of a person") - {"office"}  # and not of his name
_OFFICIAL = {"government", "military", "party", "expert"}
_PARTISAN = gazetteer.party_members()

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


def _abbreviates_a_title(word: str) -> bool:
    """Whether a word alone is no name but a letter ("R" for a party) or a title cut short: "Sens"."""
    short = word.lower().rstrip(".")
    return len(short) < 2 or {f"{short}.", f"{short.removesuffix('s')}."} & gazetteer.titles().keys() != set()


def _may_be_a_name(word: str) -> bool:
    return not gazetteer.organization(word) and not gazetteer.is_state_or_city(word) and not gazetteer.is_demonym(word)


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
    i = start + 1
    while i < end:
        if reading.words[i] in ("“", '"', "‘"):
            behind = next((k for k in range(i + 3, min(i + 6, len(reading))) if nickname(reading, i, k)), None)
            if behind is None:
                while i > start + 1 and reading.words[i - 1].islower():
                    i -= 1
                return i
            i = behind
        i += 1
    return end


def _sound(reading: Reading, entity: Entity, plain: set[str], families: set[str]) -> list[Entity]:
    """An entity without the words that are no part of a name; as two where it joins two; none where nothing is left."""
    start, end, label = entity
    while start < end - 1 and not any(c.isalnum() for c in reading.words[start]):
        start += 1  # ". Ann Lee" after "Hon"
    if end - start > 2 and reading.words[start] in _PREFIXES and reading.words[start + 1] == "-":
        start += 2 if end - start == 3 else 3  # "pro-Lee", "pro-Lee Great Lakes PAC"
    text = reading.surface(start, end)
    if _LAWMAKER.fullmatch(text):
        return []
    if label == "PERSON":
        end = _before_quotation(reading, start, end)
        while end - start > 1 and reading.words[end - 1].endswith(".") and _is_title(reading.words[end - 1]):
            end -= 1  # "Florida Gov."
        text = reading.surface(start, end)
        if gazetteer.is_place(text) and (
            text not in gazetteer.given_names()
            and not {text, text.split()[-1]} & families
            or end < len(reading)
            and reading.adjacent(end)
            and reading.words[end][:1].isupper()
            and _is_title(reading.words[end])
        ):
            return [(start, end, "GPE")]  # "Georgia" Rep. John Lewis
        if end - start > 1 and reading.lower[end - 1] in _OFFICES:
            return [(start, end - 1, "PERSON")]  # "Obama Administration"
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
                and (
                    lower in plain
                    or _opens_plainly(label, lower)
                    or reading.word(end) in _DOCUMENTS
                    and load_model().knows(lower)
                )
            )
        ):
            return []  # "Governor", "Many", a first word that the article writes small elsewhere, "Exit" polls
    return [(start, end, label)]


def _opens_plainly(label: str, word: str) -> bool:
    """Whether a lower-case word is written large where it opens a sentence, but is a common one: an adverb, or a plural
    that is nobody's name."""
    plural = label != "PERSON" and word.endswith("s") and load_model().knows(word[:-1])
    return len(word) > 5 and load_model().knows(word) and (word.endswith("ly") or plural)


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


def repaired(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """Entities (start, end, label in words) in text order, none overlapping: known names whole, people whole and as
    people, words that are no names left out. What is repaired already stays as it is."""
    plain = {word for word in reading.words if word.islower()} | _openers(reading)
    entities = two_words(reading, joined(reading, entities))
    people = Counter(reading.surface(start, end) for start, end, label in entities if label == "PERSON")
    entities = [
        part
        for start, end, label in entities
        for part in (
            apart(reading, start, end, people)
            if label == "ORG" or label == "MISC" and person_within(reading, start, end, people)
            else [(start, end, label)]
        )
    ]
    full = [name.split() for name in full_names(reading, entities)]
    families = {word for words in full if not _is_title(words[-1]) for word in words if not _is_title(word)}
    entities = [part for entity in entities for part in _sound(reading, entity, plain, families)]
    covered = [False] * len(reading)
    for start, end, _ in entities:
        covered[start:end] = [True] * (end - start)
    headlines = headlines_in(reading)
    passed_over = missed(reading, entities, covered, plain, headlines) + missed_places(reading, covered)
    for start, end, _ in passed_over:
        covered[start:end] = [True] * (end - start)
    begun = {start for start, _, _ in passed_over}
    entities = sorted([entity for entity in entities if entity[0] not in begun] + passed_over)
    known = _known_names(reading)
    out: list[Entity] = []
    for start, end, label in entities:
        if end - start == 1 and _abbreviates_a_title(reading.words[start]):
            continue
        if (
            label == "ORG"
            and end - start == 1
            and reading.word(end) in _OFFICES
            and _may_be_a_name(reading.words[start])
        ):
            label = "PERSON"  # the "Obama" administration
        if label == "ORG" and end - start == 1 and reading.sentence[start] not in headlines:
            end = _with_rest(reading, end, covered)
            if reading.words[end - 1] == "Day":
                continue
        if label != "PERSON" and (cut := _without_title(reading, start, end)) < end:
            end, label = cut, _remaining(reading, start, cut, label)
        if start >= end or not any(w[:1].isupper() or w[1:2].isupper() for w in reading.words[start:end]):
            continue
        if (
            label == "PERSON"
            and end - start == 1
            and reading.words[start] not in families
            and _is_body(reading.words[start])
        ):
            label = "ORG"  # Xinhua
        if label not in ("PERSON", "GPE", "NORP") and _is_person(reading, start, end):
            label = "PERSON"
        if label != "PERSON" and end - start == 1 and reading.words[start] in gazetteer.family_names_first():
            low, high = grown(reading, start, end, covered, plain, headlines)
            label = "PERSON" if high > end else label  # "Xi" of Xi Jinping
        if (
            label == "ORG"
            and end - start > 2
            and reading.words[start].endswith(".")
            and reading.lower[start] in gazetteer.titles()
        ):
            label = "PERSON"  # "Rep. Elijah Cummings of Maryland"
        inside = reading.lower[start + 1 : end]
        if label == "PERSON" and "of" in inside and not {'"', "“", "‘"} & set(inside):
            end = start + 1 + inside.index("of")
        if label in ("ORG", "PERSON"):
            start, end, label = grown_body(reading, start, end, label, covered)
        if label == "PERSON":
            if len(out) > 1 and out[-2][2] == "PERSON" and out[-1][1] < start and nickname(reading, out[-2][1], start):
                out.pop()  # the nickname between two halves
            if (
                out
                and out[-1][2] == "PERSON"
                and halves(reading, out[-1][1], start)
                and end - out[-1][0] <= 7
                and (
                    out[-1][1] - out[-1][0] == 1
                    or out[-1][1] < start
                    or parse(reading.surface(out[-1][0], end)).family_first
                )
            ):
                first = out.pop()[0]  # one name cut in two
                start = start if reading.lower[first] in gazetteer.titles() else first
            start, end = grown(reading, start, end, covered, plain, headlines)
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
    out = _with_acronyms(reading, out)
    told = told_by(reading, out, headlines)
    return _as_persons(reading, [without_neighbours(reading, entity, told) for entity in out])
