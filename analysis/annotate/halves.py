"""Names that a small model found by half, as two, or not at all: "Kim Jong" of Kim Jong Un, "George" and "Bush" with an
initial between them, "Accountability" of an office of that name."""

import re

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer
from analysis.annotate.model import load_model
from analysis.annotate.names import is_generation, is_initial, parse
from analysis.annotate.reading import POSSESSIVE, Reading
from analysis.annotate.roles import title_ending

_SURNAMES = gazetteer.words("title or surname")
_SITES = gazetteer.words("ends the name of a site")
_TRAILING = gazetteer.words("trails after a name")  # and is no part of it: Monday
_AMBIGUOUS = gazetteer.words("place or person or word")
_LONGEST_NICKNAME = 3  # words
_GROWING = gazetteer.words("takes another word behind a body")
_OFFICES = gazetteer.words("office of a person") - {"office"}  # and not of his name

Entity = tuple[int, int, str]


def grown(
    reading: Reading, start: int, end: int, covered: list[bool], plain: set[str], headlines: set[int]
) -> tuple[int, int]:
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

    while end < len(reading) and end - start < 3 and reading.adjacent(end) and free(end, surname=True):
        joined = reading.surface(start, end + 1)
        given = end - start == 1 and reading.words[start] in gazetteer.given_names()
        if not given and not parse(joined).family_first:
            break
        end += 1
    if start and end - start < 3 and reading.adjacent(start) and free(start - 1):
        joined = reading.surface(start - 1, end)
        if parse(joined).family_first or end - start == 1 and reading.words[start - 1] in gazetteer.given_names():
            start -= 1
    if end - start == 1 and reading.sentence[start] not in headlines:
        if start and not covered[start - 1] and reading.adjacent(start) and _may_precede(reading, start):
            start -= 1  # "Laquan" McDonald, "Sung" Kim
        elif end < len(reading) and not covered[end] and reading.adjacent(end) and _rare(reading, end):
            end += 1  # Zephyr "Teachout"
    if end - start == 2 and start > 1 and not covered[start - 1] and reading.adjacent(start):
        titled = title_ending(reading, start - 1, reading.first[reading.sentence[start]])
        start -= titled is not None and free(start - 1) and _rare(reading, start - 1)  # Minister "Govind" Singh Rathore
    if start and end - start < 3 and not covered[start - 1] and reading.adjacent(start):
        start -= is_initial(reading.words[start - 1])  # S. Jaishankar
    if end < len(reading) and not covered[end] and reading.adjacent(end) and is_generation(reading.words[end]):
        end += 1  # Ferdinand Marcos Jr.
    return start, end


def _may_precede(reading: Reading, start: int) -> bool:
    """Whether the word before a surname looks like its given name."""
    korean = "ko" in gazetteer.family_names_first().get(reading.words[start], ())
    syllable = reading.words[start - 1].istitle() and reading.lower[start - 1] in gazetteer.korean_syllables()
    inside = start - 1 > reading.first[reading.sentence[start]]
    return korean and syllable and inside or _rare(reading, start - 1)


def _rare(reading: Reading, i: int) -> bool:
    """Whether a word looks like a name and like nothing else: a capital within a sentence, and no English word."""
    word = reading.words[i]
    return (
        word.istitle()
        and word.isalpha()
        and len(word) > 3
        and i > reading.first[reading.sentence[i]]
        and not load_model().knows(word.lower())
        and not gazetteer.is_no_person(word)
        and word.lower() not in gazetteer.titles()
    )


def nickname(reading: Reading, end: int, start: int) -> bool:
    """Whether the words between two names are a nickname in quotation marks: Robert C. "Bobby" Scott, Ann "Hands of
    Stone" Lee."""
    return (
        3 <= start - end <= _LONGEST_NICKNAME + 2
        and reading.words[end] in ('"', "“", "‘", "'", "(")
        and reading.words[start - 1] in ('"', "”", "’", "'", ")")
        and reading.words[end + 1][:1].isupper()
        and reading.sentence[end] == reading.sentence[start]
    )


def _initial(reading: Reading, end: int, start: int) -> bool:
    """Whether the word between two names is an initial: George "W." Bush."""
    return start == end + 1 and is_initial(reading.words[end]) and reading.sentence[end - 1] == reading.sentence[start]


def _cut_nickname(reading: Reading, end: int, start: int) -> bool:
    """Whether a name broke off within a nickname: 'George "Jay' and Keyworth."""
    return (
        end >= 2
        and start == end + 1
        and reading.words[end] in ('"', "”", "’", "'")
        and reading.words[end - 2] in ('"', "“", "‘", "'")
        and reading.words[end - 1][:1].isupper()
        and reading.adjacent(start)
    )


def halves(reading: Reading, end: int, start: int) -> bool:
    """Whether two names are the halves of one: with nothing, a nickname or an initial between them."""
    if end == start:
        return reading.adjacent(start)
    return nickname(reading, end, start) or _initial(reading, end, start) or _cut_nickname(reading, end, start)


def two_words(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities, with a given name and a surname that a model took for two things as one person."""
    out: list[Entity] = []
    for start, end, label in entities:
        first, word = reading.words[out[-1][0]] if out else "", reading.words[start]
        if (
            out
            and out[-1][1] - out[-1][0] == end - start == 1
            and out[-1][1] == start
            and reading.adjacent(start)
            and {out[-1][2], label} != {"PERSON"}
            and first in gazetteer.given_names()
            and word.istitle()
            and not (gazetteer.is_no_person(first) or gazetteer.is_no_person(word))
            and word.lower() not in gazetteer.titles()
        ):
            out[-1] = out[-1][0], end, "PERSON"
        else:
            out.append((start, end, label))
    return out


def missed(
    reading: Reading, entities: list[Entity], covered: list[bool], plain: set[str], headlines: set[int]
) -> list[Entity]:
    """People that no entity covers, or no more of them than the given name ("Ted" of Ted Cruz): a given name and one
    more name in a sentence that is no headline."""
    alone = {start for start, end, _ in entities if end - start == 1}

    def name(i: int) -> bool:
        word, lower = reading.words[i], reading.lower[i]
        return (
            word[:1].isupper()
            and not word.isupper()
            and re.sub(r"['’-]", "", word).isalpha()
            and lower not in plain
            and lower not in STOP_WORDS
            and lower not in _SITES
            and lower not in _TRAILING
            and (lower not in gazetteer.titles() or lower in _SURNAMES)
            and not gazetteer.is_no_person(word)
        )

    out, i = [], 0
    while i + 1 < len(reading):
        end = i + 2 + _initial(reading, i + 1, i + 2) if i + 2 < len(reading) else i + 2
        if (
            reading.words[i] in gazetteer.given_names()
            and reading.sentence[i] not in headlines
            and (i in alone or not covered[i])
            and name(i)
            and not any(covered[i + 1 : end])
            and name(end - 1)
            and (end - i == 3 or reading.adjacent(i + 1))
            and not (i and (covered[i - 1] and reading.adjacent(i) or _on_a_hyphen(reading, i)))
            and not (end < len(reading) and reading.adjacent(end) and reading.words[end][:1].isupper())
        ):
            out.append((i, end, "PERSON"))
            i = end
        else:
            i += 1
    return out


def _on_a_hyphen(reading: Reading, i: int) -> bool:
    """Whether the word at i goes on behind a hyphen, which is no dash before a line."""
    return reading.words[i - 1] == "-" and i > 1 and reading.starts[i - 1] == reading.ends[i - 2]


def missed_places(reading: Reading, covered: list[bool]) -> list[Entity]:
    """Provinces and cities that no entity covers ("a Texas trader"), but for those that are as often something else."""
    out, i = [], 0
    while i < len(reading):
        for size in (3, 2, 1) if reading.words[i][0].isupper() and reading.lower[i] != "the" else ():
            end = i + size
            text = reading.surface(i, end) if end <= len(reading) else ""
            if (
                len(text) > 3
                and reading.words[end - 1] not in POSSESSIVE
                and gazetteer.is_place(text)
                and text.lower() not in _AMBIGUOUS
                and text not in gazetteer.given_names()
                and not any(covered[i:end])
                and reading.words[i - 1 if i else 0] != "-"
                and not (reading.adjacent(i) and reading.words[i - 1][:1].isupper() and not covered[i - 1])
                and not (end < len(reading) and reading.adjacent(end) and _longer(reading, end))
            ):
                out.append((i, end, "GPE"))
                i = end
                break
        else:
            i += 1
    return out


def _longer(reading: Reading, i: int) -> bool:
    """Whether the name of a place goes on in a word: Boston Marathon, not Ohio Governor."""
    return reading.words[i][:1].isupper() and reading.lower[i] not in gazetteer.titles()


def _of_an_officer(reading: Reading, end: int) -> int | None:
    """Where the name of an office ends that goes on with whose it is: "Office" of the Prime Minister."""
    if reading.lower[end : end + 2] != ["of", "the"]:
        return None
    for stop in (end + 5, end + 4, end + 3):
        words = reading.words[end + 2 : stop]
        if all(word[:1].isupper() for word in words) and " ".join(words).lower() in gazetteer.titles():
            return stop
    return None


def grown_body(reading: Reading, start: int, end: int, label: str, covered: list[bool]) -> Entity:
    """An organization's name with the telling word that was cut off: "Accountability" of Government Accountability
    Office, also where the rest was taken for a person."""
    telling = (
        end < len(reading)
        and not covered[end]
        and reading.adjacent(end)
        and reading.words[end][:1].isupper()
        and not reading.words[end].isupper()
        and gazetteer.organization_capacity(reading.words[end]) != "unknown"
        and reading.lower[end] not in _OFFICES
        and not (end + 1 < len(reading) and reading.adjacent(end + 1) and _longer(reading, end + 1))
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
    if label == "ORG" and reading.lower[start:end] == ["office"] and (stop := _of_an_officer(reading, end)):
        return start, stop, label  # Office of the President
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
        and reading.adjacent(start)
        and reading.words[start - 1][:1].isupper()
        and (start - 1 > reading.first[reading.sentence[start]])
        and reading.words[start - 1].isalpha()
    ):
        start -= 1
    return start, end, "ORG"
