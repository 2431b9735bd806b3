"""States by name, demonym and seat of government, and when the seat is but a place."""

from analysis.annotate import gazetteer
from analysis.annotate.gazetteer import fold
from analysis.annotate.reading import Reading

_PLACE_PREPOSITIONS = gazetteer.words("before a place")
_MOTION = gazetteer.words("motion")
_FROM_A_GOVERNMENT = gazetteer.words("comes from a government")
_PLACE_NOUNS = gazetteer.words("after a place")
_CITY_NOUNS = gazetteer.words("belongs to a city")
_PARTS = gazetteer.words("part of a place")
_SEATS = gazetteer.words("seat of power")


def is_seat(text: str) -> bool:
    """Whether an organization goes by the house or street where it sits: the White House, the Kremlin."""
    return fold(text).lower() in _SEATS


def literal(reading: Reading, start: int, end: int, places: set[int]) -> bool:
    """Whether the name of a state or the seat of a government is but a place here; ``places`` holds the last words of
    literal places read before."""
    sentence = reading.sentence[start]
    opens = start == reading.first[sentence]
    start -= reading.word(start - 1, sentence) == "the"
    before, two = reading.word(start - 1, sentence), reading.word(start - 2, sentence)
    large = two != "" and reading.words[start - 2][:1].isupper()
    nxt, beyond = reading.word(end, sentence), reading.word(end + 1, sentence)
    if reading.possessive(end):
        named = reading.words[end + 1][:1].isupper() if beyond else False
        return (
            beyond in _PLACE_NOUNS
            and not named
            or before in {"in", "at", "near"}
            and beyond == ""
            or any(reading.word(end + k, sentence) in _CITY_NOUNS for k in (1, 2, 3))
        )
    if nxt in _PLACE_NOUNS or (nxt == "-" and beyond in {"based", "area", "born"}) or nxt in {"-based", "d.c."}:
        return True
    if nxt == "," and _region(reading, end + 1, sentence):
        return True
    if opens and nxt in {":", "—", "–", "(", "-"} | {","}:
        return True  # a dateline
    if before in _PLACE_PREPOSITIONS or before == "on" and reading.lower[end - 1] in ("hill", "street"):
        return True
    if before == "to":
        return two in _MOTION or reading.word(start - 3, sentence) in _MOTION - {"over"}  # "brought it to Kabul"
    if before == "from":
        return two not in _FROM_A_GOVERNMENT
    if before == "of":
        return two in _PARTS or two in _PLACE_NOUNS or large
    if before == "(" and nxt == ")":
        return large  # Haneda (Tokyo)
    if before in {"and", "or", ",", "&"} and two and (start - 2) in places:
        return True
    return False


def inside_a_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a capital is the first word of a longer name that is no government's: the Paris Marathon, Moscow
    Newsroom; not in headlines, where any word is written large."""
    sentence = reading.sentence[start]
    if end >= reading.last(sentence) or reading.starts[end] != reading.ends[end - 1] + 1:
        return False
    word = reading.words[end]
    if not word[:1].isupper() or word.isupper() or gazetteer.is_demonym(word):
        return False
    if any(" ".join(reading.lower[end : end + size]) in gazetteer.titles() for size in (1, 2, 3)):
        return False
    others = [w for w in reading.words[reading.first[sentence] : reading.last(sentence)] if len(w) > 3 and w.isalpha()]
    return sum(w[0].isupper() for w in others) <= 0.6 * len(others)


def _region(reading: Reading, i: int, sentence: int) -> bool:
    """Whether the words at i are a state or region that tells where a city lies: Paris, Texas; Washington, D.C."""
    for size in (3, 2, 1):
        if reading.word(i + size - 1, sentence):
            text = reading.surface(i, i + size)
            hit = gazetteer.state(text)
            if hit and hit[1] in ("name", "alias") or gazetteer.is_place(text):
                return reading.word(i + size, sentence) in {
                    *(",", "", ".", ";", ":", "(", ")", "—", "–", "-", "and", "or"),
                }
    return False


def other_places(reading: Reading) -> frozenset[str]:
    """Names of states that are those of other places in this article: "Georgia", where nothing tells of the country."""
    words = set(reading.lower)
    return frozenset(name for name, told_by in gazetteer.shared_names().items() if not told_by & words)


def state_at(reading: Reading, start: int, end: int, other: frozenset[str]) -> tuple[str, str] | None:
    """The state named by some words, and how: name, alias, demonym or capital; ``other``: see ``other_places``."""
    text = reading.surface(start, end)
    hit = gazetteer.state(text)
    if not hit or (hit[0].name in other and hit[1] == "name"):
        return None
    if text == "US" or text.isupper() or not text.islower():
        return hit[0].name, hit[1]
    return None
