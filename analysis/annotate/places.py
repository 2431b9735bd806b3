"""States by name, demonym and seat of government, and when the seat is but a place."""

from analysis.annotate import gazetteer
from analysis.annotate.reading import Reading

_PLACE_PREPOSITIONS = gazetteer.words("before a place")
_MOTION = gazetteer.words("motion")
_FROM_A_GOVERNMENT = gazetteer.words("comes from a government")
_PLACE_NOUNS = gazetteer.words("after a place")


def literal(reading: Reading, start: int, end: int, places: set[int]) -> bool:
    """Whether the seat of a government is but a place here; ``places`` holds the last words of literal places read
    before."""
    sentence = reading.sentence[start]
    before, two = reading.word(start - 1, sentence), reading.word(start - 2, sentence)
    nxt, beyond = reading.word(end, sentence), reading.word(end + 1, sentence)
    if reading.possessive(end):
        return beyond in _PLACE_NOUNS or before in {"in", "at", "near"} and beyond == ""
    if nxt in _PLACE_NOUNS or (nxt == "-" and beyond in {"based", "area", "born"}) or nxt in {"-based", "d.c."}:
        return True
    if nxt == "," and _region(reading, end + 1, sentence):
        return True
    if start == reading.first[sentence] and nxt in {":", "—", "–", "(", "-"} | {","}:
        return True  # a dateline
    if before in _PLACE_PREPOSITIONS:
        return True
    if before == "to":
        return two in _MOTION
    if before == "from":
        return two not in _FROM_A_GOVERNMENT
    if before in {"and", "or", ","} and (start - 2) in places:
        return True
    return False


def _region(reading: Reading, i: int, sentence: int) -> bool:
    """Whether the words at i are a state or region that tells where a city lies: Paris, Texas; Washington, D.C."""
    for size in (3, 2, 1):
        if reading.word(i + size - 1, sentence):
            text = reading.surface(i, i + size)
            hit = gazetteer.state(text)
            if hit and hit[1] in ("name", "alias") or gazetteer.is_place(text):
                return reading.word(i + size, sentence) in {",", "", ".", ":", "(", "—", "–", "-", ")"}
    return False


_ELSEWHERE = {"Georgia"}  # also a province of the United States, which is meant in its news
_CAUCASUS = {
    "georgian",
    "georgians",
    "tbilisi",
    "abkhazia",
    "ossetia",
    "caucasus",
    "saakashvili",
    "ivanishvili",
    "zourabichvili",
}


def shared_name(reading: Reading) -> bool:
    """Whether "Georgia" means the country in this article."""
    return any(word in _CAUCASUS for word in set(reading.lower))


def state_at(reading: Reading, start: int, end: int, caucasus: bool) -> tuple[str, str] | None:
    """The state named by some words, and how: name, alias, demonym or capital."""
    text = reading.surface(start, end)
    hit = gazetteer.state(text)
    if not hit or (hit[0].name in _ELSEWHERE and hit[1] == "name" and not caucasus):
        return None
    if text == "US" or text.isupper() or not text.islower():
        return hit[0].name, hit[1]
    return None
