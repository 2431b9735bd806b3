"""Names that a model cut at hyphens and small words: Jean-Luc Lee, Ann Lee-Roe, Ahmed al-Roe, Lai Ching-te, Tamim bin
Roe, Nagorno-Karabakh. Two people joined by a hyphen ("the Lee-Roe talks") stay two."""

import re

from analysis.annotate import gazetteer
from analysis.annotate.model import load_model
from analysis.annotate.names import is_syllable
from analysis.annotate.reading import Reading

_HYPHENS = {"-", "\u2010", "\u2011"}
_ARTICLES = gazetteer.words("article before a surname")
# Behind a double name, and not behind one of two who are set against each other.
_CLOSING = {",", "(", "said", "says", "told"}
_LONGEST = 11  # words and hyphens of one name
_AFTER_HYPHEN = gazetteer.words("behind a name and a hyphen")
_SONS = gazetteer.words("son of")
_PREFIXES = gazetteer.words("prefix before a name")

Entity = tuple[int, int, str]


def _tight(reading: Reading, i: int) -> bool:
    """Whether the word at i is a hyphen with nothing but itself between the words around it."""
    return (
        0 < i < len(reading) - 1
        and reading.words[i] in _HYPHENS
        and reading.starts[i] == reading.ends[i - 1]
        and reading.starts[i + 1] == reading.ends[i]
    )


def _with_article(reading: Reading, entity: Entity) -> Entity:
    """A name from its article on: "al-Roe"."""
    start, end, label = entity
    if label != "NORP" and _tight(reading, start - 1) and reading.lower[start - 2] in _ARTICLES:
        start -= 2
    return start, end, label


def _with_syllable(reading: Reading, entity: Entity) -> Entity:
    """A Chinese or Korean name to its last syllable: "Lai Ching-te"; not "Xi Jinping-led"."""
    start, end, label = entity
    if label != "PERSON" and end - start == 4 and _tight(reading, start + 2):
        family = "ko" in gazetteer.family_names_first().get(reading.words[start], frozenset())
        given = {reading.lower[start + 1], reading.lower[start + 3]} <= gazetteer.korean_syllables()
        return (start, end, "PERSON") if family and given else entity  # "Park Yong-hwa" that was taken for a body
    if not _tight(reading, end):
        return entity
    before, after, korean = reading.lower[end - 1], reading.lower[end + 1], gazetteer.korean_syllables()
    if end - start < 2:  # "Ju" of Ju-ae
        given = label == "PERSON" and {before, after} <= korean and reading.words[end + 1].islower()
        return (start, end + 2, label) if given else entity
    languages = gazetteer.family_names_first().get(reading.words[end - 2], frozenset())
    if "ko" in languages and end - start == 2 and {before, after} <= korean and label in ("ORG", "LOC", "MISC"):
        return start, end + 2, "PERSON"  # "Park Sun" that was taken for a body
    if label != "PERSON":
        return entity
    chinese = "zh" in languages and is_syllable(before) and is_syllable(after)
    own = before in korean and after.isalpha() and not load_model().knows(after)  # Seong-kweun, and no Kim Jong Un-era
    half = end - start == 2 and before in korean and reading.words[end + 1].islower()  # Lee Hae-rang
    own = own or half and after not in _AFTER_HYPHEN and not after.endswith(("ed", "ing"))
    if chinese or "ko" in languages and (after in korean or own):
        return start, end + 2, label
    return entity


def _double(reading: Reading, entities: list[Entity]) -> set[tuple[str, str]]:
    """The halves of the double names that stand whole in one entity."""
    return {
        (reading.words[i - 1], reading.words[i + 1])
        for start, end, label in entities
        if label == "PERSON"
        for i in range(start + 1, end - 1)
        if _tight(reading, i)
    }


def _with_second(
    reading: Reading, entity: Entity, covered: set[int], others: set[str], pairs: set[tuple[str, str]]
) -> Entity:
    """A person's name with the second half of a double name that no entity covers: "Eakin" of Holtz-Eakin; not
    "Lee-supporting", nor a person of his own."""
    end = entity[1]
    if entity[2] != "PERSON" or not _tight(reading, end) or end + 1 in covered:
        return entity
    word = reading.words[end + 1]
    last, given = reading.words[end - 1], gazetteer.given_names()
    own = word.istitle() and word.isalpha() and not (word in others or _known(word) or load_model().knows(word.lower()))
    both = last in given and word in given and not {last, word} & others  # Rose-Lynn
    closed = reading.word(end + 2) in _CLOSING and end - entity[0] > 1 and word.istitle() and word not in others
    both = both or closed  # "Ann Lee-Hill, a lawyer"
    return (entity[0], end + 2, "PERSON") if own or both or (last, word) in pairs else entity


def _may_open(reading: Reading, i: int) -> bool:
    """Whether a word that no name covers can be the first half of a given name: "Jo" of Jo-Anne Lee."""
    word = reading.words[i]
    return word.istitle() and word.isalpha() and word.lower() not in _PREFIXES and not _known(word)


def _known(word: str) -> bool:
    """Whether a word is a title or the name of something that is no person."""
    return gazetteer.is_no_person(word) or word.lower() in gazetteer.titles()


def _given_first(reading: Reading, first: Entity, second: Entity) -> bool:
    """Whether two entities are a Korean given name, cut at its hyphen, and the family name behind it: "Hye"-won
    Baek."""
    (start, low, _), (high, end, _) = first, second
    syllables = {reading.lower[start], reading.words[min(start + 2, len(reading) - 1)]}
    return (
        low in (start + 1, start + 3)
        and high == start + 3
        and end - high == 1
        and _tight(reading, start + 1)
        and syllables <= gazetteer.korean_syllables()
        and reading.adjacent(high)
        and "ko" in gazetteer.family_names_first().get(reading.words[high], frozenset())
    )


def _with_given(reading: Reading, entity: Entity, covered: set[int]) -> Entity:
    """A Korean family name with the given name before it that no entity covers: Hye-won "Baek"."""
    start, end, label = entity
    given = start - 3
    if given < 0 or not covered.isdisjoint(range(given, start)) or not reading.words[given].istitle():
        return entity
    alone = (given, given + 1, "PERSON")
    return (given, end, "PERSON") if _given_first(reading, alone, entity) else entity


def _halves(reading: Reading, first: Entity, second: Entity, others: set[str], pairs: set[tuple[str, str]]) -> bool:
    """Whether two entities with a hyphen between them are one name. ``others``: names by which the article calls
    somebody elsewhere; ``pairs``: halves of double names that it gives in full."""
    if second[1] - first[0] > _LONGEST:
        return False
    one, two = first[1] - first[0] == 1, second[1] - second[0] == 1
    last, opens = reading.words[first[1] - 1], reading.words[second[0]]
    if gazetteer.organization(reading.surface(first[0], second[1])):
        return True  # Itar-Tass
    if first[2] == second[2] == "LOC":
        return one and two and not _known(last) and not _known(opens)  # Nagorno-Karabakh
    if second[2] != "PERSON" or first[2] != "PERSON" and not (one and _may_open(reading, first[0])):
        return False
    if one and two:
        given = gazetteer.given_names()
        return (last, opens) in pairs or last in given and opens in given and not {last, opens} & others
    return last not in others if one else two and opens not in others


def _continues(reading: Reading, first: Entity, second: Entity) -> bool:
    """Whether a name goes on in another that begins with its article ("Ahmed" al-Roe) or follows on "bin"."""
    low, start, end = first[1], second[0], second[1]
    spaced = all(reading.starts[i] == reading.ends[i - 1] + 1 for i in range(low, start + 1))
    if end - first[0] > _LONGEST or not spaced or reading.sentence[first[0]] != reading.sentence[start]:
        return False
    if low == start:
        return reading.lower[start] in _ARTICLES and _tight(reading, start + 1)
    inner = re.fullmatch(r"[A-Z]\w*['’][a-z]\w+", reading.words[low]) is not None  # Ahmadu Sa'ad Roe
    return start == low + 1 and (reading.words[low] in _SONS or inner)


def joined(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """The entities in text order, none overlapping, with the halves of hyphenated names put together."""
    others = set()
    for start, end, label in entities:
        if label == "PERSON" and not _tight(reading, start - 1) and not _tight(reading, end):
            others.add(reading.words[end - 1])
    whole = [_with_syllable(reading, _with_article(reading, entity)) for entity in entities]
    covered = {i for start, end, _ in whole for i in range(start, end)}
    pairs = _double(reading, whole)
    whole = [_with_second(reading, _with_given(reading, entity, covered), covered, others, pairs) for entity in whole]
    for _ in range(2):  # bare double names are known by the full ones, which may come later
        out: list[Entity] = []
        for entity in whole:
            start, end, label = entity
            if out and start < out[-1][1]:
                low, high, _ = out[-1]
                if start == low and end > high:  # "Al" of "Al-Roe"
                    out[-1] = entity
                continue
            if label == "PERSON" and end - start > 1 and _tight(reading, start - 1) and _may_open(reading, start - 2):
                if not out or out[-1][1] <= start - 2:
                    start, entity = start - 2, (start - 2, end, label)
            if out and start == out[-1][1] + 1 and _tight(reading, start - 1):
                if _halves(reading, out[-1], entity, others, pairs):
                    if out[-1][1] - out[-1][0] > 1 or end - start > 1:
                        pairs.add((reading.words[out[-1][1] - 1], reading.words[start]))
                    body = gazetteer.organization(reading.surface(out[-1][0], end))
                    out[-1] = out[-1][0], end, "ORG" if body else label
                    continue
            if out and _given_first(reading, out[-1], entity):
                out[-1] = out[-1][0], end, "PERSON"
                continue
            if out and out[-1][2] == label in ("PERSON", "LOC") and _continues(reading, out[-1], entity):
                out[-1] = out[-1][0], end, label
                continue
            out.append(entity)
        whole = out
    return whole
