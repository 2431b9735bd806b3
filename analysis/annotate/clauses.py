"""Whether a name is the subject of its clause, by the words around it."""

from analysis.annotate import gazetteer, roles
from analysis.annotate.reading import Reading

_NOT_SUBJECT = gazetteer.words("before no subject")
_DETERMINERS = gazetteer.words("determiner")
_CLAUSE = gazetteer.words("before a subject")
_VERBS = gazetteer.words("after a subject")
_OFFICES = gazetteer.words("office of a person")
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
    if before == "for" and reading.word(begin - 2, sentence) == "as":
        return 2  # "As for Kasich, he"
    if before in _NOT_SUBJECT:
        return 0
    if reading.possessive(end):
        return 1 if opens else 0
    return 2 if opens or reading.word(end, sentence) in _VERBS else 0
