"""Whether a name is the subject of its clause, by the words around it."""

from analysis.annotate import gazetteer, roles
from analysis.annotate.reading import Reading

_NOT_SUBJECT = gazetteer.words("before no subject")
_DETERMINERS = gazetteer.words("determiner")
_OWNERS = {"his", "her", "its", "their"}
_OPENING = _DETERMINERS | _OWNERS
_CLAUSE = gazetteer.words("before a subject")
_VERBS = gazetteer.words("after a subject")
_OFFICES = gazetteer.words("office of a person")
_APPOSED = 6  # words of the description that a sentence opens with, and a name in apposition to it follows
_MODIFIERS = 3  # words between a name and the title that it stands before


def modifier(reading: Reading, end: int) -> bool:
    """Whether the name that ends here but tells whose office or man comes next: "Lee campaign manager Ann Roe"."""
    for i in range(end, end + _MODIFIERS):
        if i >= len(reading) or not reading.adjacent(i):
            return False
        word = reading.words[i]
        if word in _OFFICES or word in gazetteer.titles():
            return True
        if word not in gazetteer.role_modifiers():
            return False
    return False


def subject(reading: Reading, start: int, end: int) -> int:
    """2 where the name of the words ``start`` to ``end`` looks like a subject, 1 where it looks like the subject's
    owner, else 0."""
    if modifier(reading, end):
        return 0
    sentence = reading.sentence[start]
    begin = start
    if role := roles.before(reading, start):
        begin = role.start
    while begin > reading.first[sentence] and (
        reading.lower[begin - 1] in gazetteer.honorifics() or reading.lower[begin - 1] in _DETERMINERS
    ):
        begin -= 1
    before = reading.word(begin - 1, sentence)
    opens = begin == reading.first[sentence] or before in _CLAUSE or before.endswith("ly")
    opens = opens or _apposed(reading, begin)
    if before == "for" and reading.word(begin - 2, sentence) == "as":
        return 2  # "As for Kasich, he"
    if before == "for" and begin - 1 == reading.first[sentence] and reading.word(end, sentence) == ",":
        return 2  # "For Ann Lee, a driver, the vote is about fuel"
    if before in _NOT_SUBJECT:
        return 0
    if reading.possessive(end):
        return 1 if opens else 0
    return 2 if opens or reading.word(end, sentence) in _VERBS else 0


def _apposed(reading: Reading, begin: int) -> bool:
    """Whether a sentence opens with a description of whoever is named from a word on, so that this is the subject:
    "Her co-author, Ann Lee, said", "The panel's chairman Ann Lee", "His aide, the former nurse Ann Lee,", "His foreman
    Ann Lee"."""
    sentence = reading.sentence[begin]
    first, stop = reading.first[sentence], begin + reading.possessive(begin)
    if begin - first == 2 and reading.lower[first] in _OWNERS and reading.words[first + 1].islower():
        return reading.lower[first + 1] not in _VERBS
    while (
        stop > max(first, begin - _MODIFIERS)
        and reading.words[stop - 1].islower()
        and reading.words[stop - 1].isalpha()
    ):
        stop -= 1
    stop -= reading.word(stop - 1, sentence) == ","
    words = reading.words[first:stop]
    plain = all(w[0].isalpha() or w == "-" or reading.possessive(k) for k, w in enumerate(words, first))
    opens = bool(words) and (words[0].lower() in _OPENING or reading.possessive(stop - 1))
    return opens and 1 < len(words) <= _APPOSED and plain and _VERBS.isdisjoint(reading.lower[first:begin])
