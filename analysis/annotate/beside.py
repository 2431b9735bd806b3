"""The plainest form of attribution, read off the words beside a quote: “...,” X said; “...,” said X; “...,” X told the
paper."""

import functools
import re
from itertools import pairwise

from analysis.annotate import gazetteer
from analysis.annotate.reading import Reading
from analysis.annotate.types import Attribution

_TELL = {"told", "tell", "tells", "telling"}
_BE = {"was", "were", "is", "are", "been", "being", "be"}
_FILLERS = gazetteer.words("between subject and verb")
_SIGNATURE = re.compile(r"[”\"»]\s*(?:[―—–]|--?)\s*([A-Z][^\s”“\":;]*(?:[^\S\n][^\s”“\":;]+){0,6}?)[\s.]*$")
_LABEL = re.compile(r"[“\"]?((?:[A-ZÀ-Þ][\w.’'-]*[^\S\n]){0,4}[A-ZÀ-Þ][\w.’'-]*):(?=[^\S\n])")
_QUOTING = gazetteer.words("quotes another")
_SAYING = gazetteer.words("as the quoted one did") | {"having"}  # "as having said"
_NEAR = 8  # words between "as saying" and what is said
_TAIL = 26  # words after a quote that may say whose it was
_LONGEST = 16  # words of a source that is read off


@functools.cache
def speech_verbs() -> frozenset[str]:
    """Verbs of speech in the forms that stand beside a quote."""
    return frozenset(row["verb"] for row in gazetteer.rows("speech_verbs.csv"))


def _before(reading: Reading, verb: int, floor: int) -> tuple[int, int] | None:
    """The words that end before a verb and its auxiliaries, back to ``floor`` or a comma; an apposition goes with its
    name."""
    stop = verb
    while stop > floor and (reading.lower[stop - 1] in _FILLERS or reading.lower[stop - 1].endswith("ly")):
        stop -= 1
    commas = 2 if stop > floor and reading.words[stop - 1] == "," else 0  # "Ward, a senior fellow, told"
    begin = stop
    while begin > floor and begin > stop - _LONGEST and not reading.quoted[begin - 1]:
        if reading.words[begin - 1] == ",":
            if not commas:
                break
            commas -= 1
        elif not (
            reading.words[begin - 1][0].isalnum()
            or reading.words[begin - 1] in {"-", "(", ")"}
            or reading.possessive(begin - 1)
        ):
            break
        begin -= 1
    while begin < stop and (
        not reading.words[begin][0].isalnum() or reading.lower[begin] in ("but", "and", "as", "that")
    ):
        begin += 1
    while stop > begin and reading.words[stop - 1] == ",":
        stop -= 1
    return (begin, stop) if begin < stop else None


def _after(reading: Reading, verb: int) -> tuple[int, int] | None:
    stop, limit = verb + 1, min(reading.last(reading.sentence[verb]), verb + 1 + _LONGEST)
    while (
        stop < limit
        and not reading.quoted[stop]
        and (reading.words[stop][0].isalnum() or reading.words[stop] in {"-", ",", "’s", "'s"})
    ):
        stop += 1
    while stop > verb + 1 and reading.words[stop - 1] in {",", "-"}:
        stop -= 1
    return (verb + 1, stop) if stop > verb + 1 else None


def source_beside(reading: Reading, a: Attribution) -> tuple[tuple[int, int], int] | None:
    """The words of the source and the verb that stand right behind a direct quote, in its sentence; None where none
    do."""
    last = reading.span(*a.content[-1])[1] - 1
    if last < 0 or last >= len(reading) or not reading.quoted[last]:
        return None
    sentence, first = reading.sentence[last], last + 1
    end = reading.last(sentence)
    while first < end and reading.words[first] in {",", "”", '"', "''"}:
        first += 1
    for verb in range(first, min(end, first + _LONGEST)):
        if reading.quoted[verb]:
            return None
        if reading.lower[verb] in speech_verbs():
            if verb > first:
                words = _before(reading, verb, first)
                passive = any(reading.lower[i] in _BE for i in (verb - 1, verb - 2) if i >= first)
                return (words, verb) if words and not passive else None
            words = _after(reading, verb) if reading.lower[verb] not in _TELL else None
            return (words, verb) if words else None
    return None


def signed(reading: Reading, a: Attribution) -> tuple[int, int] | None:
    """Characters of the name with which the paragraph of a quote is signed, as letters from readers are: “...” — X."""
    end = a.content[-1][1]
    line = reading.text.find("\n", end)
    found = _SIGNATURE.search(reading.text, max(0, end - 2), line if line >= 0 else len(reading.text))
    return found.span(1) if found and found.start() >= a.content[0][0] else None


def labelled(reading: Reading, a: Attribution) -> tuple[int, int] | None:
    """Characters of the name before the colon with which the paragraph of a content begins, as in a transcript
    ("WALLACE: Let me ask you"), where the content begins there too."""
    start = a.content[0][0]
    line = reading.text.rfind("\n", 0, start + 1) + 1
    found = _LABEL.match(reading.text, line)
    return found.span(1) if found and start <= found.end() + 2 else None


def introduced(reading: Reading, a: Attribution) -> tuple[int, int] | None:
    """Where a direct quote is led up to: (first, stop) words of the sentence before it, up to a colon or a verb of
    speech.

    "X said: “...”", "X told the mayors, “...”", also where the quote begins the next paragraph after a colon. None
    otherwise.
    """
    first = reading.span(*a.content[0])[0]
    while first < len(reading) and not reading.words[first][0].isalnum():
        first += 1
    at = first - 1
    while at >= 0 and reading.quoted[at] and not reading.words[at][0].isalnum():
        at -= 1
    if at < 0 or first >= len(reading) or not reading.quoted[first]:
        return None
    sentence = reading.sentence[at]
    low = reading.first[sentence]
    if reading.words[at] == ":":
        return (low, at) if reading.paragraph[first] - reading.paragraph[at] <= 1 else None
    if sentence != reading.sentence[first] or reading.words[at] not in {",", "that"} and at - low > 30:
        return None
    for verb in range(at, max(low, at - 9), -1):
        if reading.quoted[verb]:
            return None
        if reading.lower[verb] in speech_verbs():
            return low, verb
    return None


def teller(reading: Reading, a: Attribution) -> tuple[int, int] | bool:
    """Who tells, where the source given is the one who is told; True where the source is right, False for nobody.

    "Ward told Newsweek" and "Newsweek was told" are easily confused: whoever stands after "told", or before "was told",
    is told. The words of the teller are empty, at the verb, where they do not stand right before it.
    """
    if not a.cue or not a.source:
        return True
    start, end = reading.span(*a.source)
    low, high = reading.span(*a.cue)
    if end <= low + 1 and (done := _done_to_the_subject(reading, low, high)) is not None:
        sentence = reading.sentence[done]
        by = next((i for i in range(done + 1, done + 4) if reading.word(i, sentence) == "by"), None)
        return by is not None and _after(reading, by) or False
    at = next((i for i in range(low, min(high + 2, len(reading))) if reading.lower[i] in _TELL), None)
    if at is None:
        return True
    sentence = reading.sentence[at]
    if reading.lower[at] == "told" and any(reading.word(i, sentence) in _BE for i in (at - 1, at - 2)) and end <= at:
        if reading.word(at + 1, sentence) != "by":
            return False
        return _after(reading, at + 1) or False
    if start <= at:
        return True
    return _before(reading, at, reading.first[sentence]) or (at, at)


def _done_to_the_subject(reading: Reading, low: int, high: int) -> int | None:
    """Where in a cue a passive stands whose subject is spoken of, not speaking: "has been accused of", "was
    criticized"."""
    for i in range(low, min(high, len(reading))):
        if reading.lower[i] in gazetteer.words("done to the subject"):
            before = i - 2 if reading.word(i - 1).endswith("ly") else i - 1
            if reading.word(before, reading.sentence[i]) in _BE:
                return i
    return None


def quoted_by_another(reading: Reading, a: Attribution) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The words of the source, and the word "quoted", where somebody is quoted as saying the content: "the paper quoted
    Lee as saying “...”", "“...,” Lee was quoted as saying by the paper"."""
    low, high = reading.span(a.content[0][0], a.content[-1][1])
    if not low < high <= len(reading):
        return None
    for first, last in ((max(reading.first[reading.sentence[low]], low - _TAIL), low), (high, high + _TAIL)):
        for at in range(first, min(last, len(reading) - 1)):
            if reading.lower[at] != "as" or reading.lower[at + 1] not in _SAYING or reading.quoted[at]:
                continue
            sentence = reading.sentence[at]
            if sentence != reading.sentence[low if at < low else high - 1] or at < low - _NEAR <= low:
                continue
            floor = reading.first[sentence] if at < low or reading.sentence[low] != sentence else high
            verb = next((i for i in range(at - 1, floor - 1, -1) if reading.lower[i] in _QUOTING), None)
            if verb is None:
                continue
            if reading.lower[verb] == "citing" and at >= low:
                continue  # "“...,” Lee said, citing his doctor as saying so"
            passive = next((i for i in (verb - 1, verb - 2) if i >= floor and reading.lower[i] in _BE), None)
            words = _before(reading, passive, floor) if passive is not None else (verb + 1, at)
            if words and words[0] < words[1]:
                return words, (verb, verb + 1)
    return None


def passed_along(reading: Reading, a: Attribution) -> tuple[tuple[int, int], int, tuple[int, int]] | None:
    """Who spoke, where the source is but according to whom: "Lee said “...,” according to a transcript", "According to
    the report, Lee said “...”". The words of the speaker, the verb, and the words of what was said."""
    if not a.cue:
        return None
    cue, _ = reading.span(*a.cue)
    ahead = [part for part in a.content if part[1] <= a.cue[0]]
    low, high = reading.span(a.content[0][0], (ahead or a.content)[-1][1])
    if not low < high <= len(reading) or reading.word(cue) != "according":
        return None
    if a.kind != "indirect" or not ahead:
        within = next((i for i in range(low, min(low + _LONGEST, high)) if _speaks(reading, i)), None)
        if within is not None and low < within and not any(reading.quoted[low : within + 1]):
            words = _before(reading, within, low)
            return (words, within, (within + 1, high)) if words and words[0] == low and within + 1 < high else None
    stop = next((i + 1 for i in range(high - 1, low, -1) if reading.quoted[i]), high)  # behind the words in marks
    verb = next((i for i in range(stop, min(cue, stop + _LONGEST)) if _speaks(reading, i)), None)
    words = verb and (_before(reading, verb, stop) or _after(reading, verb))
    return (words, verb, (low, stop)) if words and words[1] <= cue else None


def _speaks(reading: Reading, i: int) -> bool:
    """Whether the word at i is a verb of speech, and not done to its subject."""
    return reading.lower[i] in speech_verbs() and reading.word(i - 1, reading.sentence[i]) not in _BE


def goes_on(reading: Reading, last: int, a: Attribution) -> bool:
    """Whether a quote goes on, in the same paragraph, right after the words that say whose the quote before was."""
    first = reading.span(*a.content[0])[0]
    if not last < first < len(reading) or reading.paragraph[last] != reading.paragraph[first] or first - last > _TAIL:
        return False
    return reading.sentence[first] != reading.sentence[last] and not any(
        reading.words[i] in {":"} for i in range(last, first)
    )


def told(reading: Reading, a: Attribution) -> bool:
    """Whether the cue is a passive: "was told", "were warned"."""
    start, end = reading.span(*a.cue)
    words = reading.lower[max(0, start - 1) : end + 2]
    return any(
        x in _BE and y in ("told", "informed", "assured", "warned", "asked", "advised") for x, y in pairwise(words)
    )


def alone(reading: Reading, a: Attribution) -> bool:
    """Whether the paragraph of a quote holds nothing but quoted words."""
    first, last = reading.span(a.content[0][0], a.content[-1][1])
    last -= 1
    if not 0 <= first <= last < len(reading):
        return False
    low, high = first, last + 1
    while low > 0 and reading.paragraph[low - 1] == reading.paragraph[first] and first - low < 400:
        low -= 1
    while high < len(reading) and reading.paragraph[high] == reading.paragraph[last] and high - last < 400:
        high += 1
    return all(reading.quoted[i] or not reading.words[i][0].isalnum() for i in range(low, high))
