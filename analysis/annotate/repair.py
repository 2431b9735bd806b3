"""Entities set right by the gazetteer and the shape of names, where a small model cut or labelled them wrongly."""

from analysis.annotate import gazetteer, roles
from analysis.annotate.names import parse
from analysis.annotate.reading import Reading

_NO_NAMES = gazetteer.words("never part of a name")
_LONGEST = 5  # words of a known name that is looked up


def _adjacent(reading: Reading, i: int) -> bool:
    """Whether the word at i follows the word before it after one space, in one sentence."""
    return (
        0 < i < len(reading)
        and reading.sentence[i] == reading.sentence[i - 1]
        and reading.starts[i] == reading.ends[i - 1] + 1
    )


def _known_names(reading: Reading) -> list[tuple[int, int, str]]:
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
                hit = gazetteer.state(text)
                if hit or gazetteer.organization(text):
                    out.append((i, end, "NORP" if hit and hit[1] == "demonym" else "GPE" if hit else "ORG"))
                    step = size
                    break
        i += step
    return out


def _grown(reading: Reading, start: int, end: int, covered: list[bool], plain: set[str]) -> tuple[int, int]:
    """A person's name with the part that was cut off: "Kim Jong" of Kim Jong Un, "Scott" of Scott Slinker."""

    def free(i: int) -> bool:
        word = reading.words[i]
        return (
            not covered[i]
            and word[:1].isupper()
            and word.replace("-", "").isalpha()
            and word.lower() not in plain
            and word.lower() not in gazetteer.titles()
            and word.lower() not in gazetteer.honorifics()
            and not gazetteer.is_demonym(word)
        )

    while end < len(reading) and end - start < 3 and _adjacent(reading, end) and free(end):
        joined = reading.surface(start, end + 1)
        given = end - start == 1 and reading.words[start] in gazetteer.given_names()
        if not given and not parse(joined).family_first:
            break
        end += 1
    if start and end - start < 3 and _adjacent(reading, start) and free(start - 1):
        joined = reading.surface(start - 1, end)
        if parse(joined).family_first or end - start == 1 and reading.words[start - 1] in gazetteer.given_names():
            start -= 1
    return start, end


def _grown_body(reading: Reading, start: int, end: int, covered: list[bool]) -> tuple[int, int]:
    """An organization's name with the telling word that was cut off: "Accountability" of Government Accountability
    Office."""
    if (
        end < len(reading)
        and not covered[end]
        and _adjacent(reading, end)
        and reading.words[end][:1].isupper()
        and (
            gazetteer.organization_capacity(reading.words[end]) != "unknown"
            and gazetteer.organization_capacity(reading.surface(start, end)) == "unknown"
        )
    ):
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
    return start, end


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
    if title and _adjacent(reading, start) and (family_first or reading.words[start - 1][:1].isupper()):
        return True
    if family_first and len(words) == 3:
        return True
    return len(words) == 2 and words[0] in gazetteer.given_names() and not words[1].isupper()


def _without_title(reading: Reading, start: int, end: int) -> int:
    """Where a name ends before a title that it was cut into: after "U.S." in "U.S. Defense" Secretary, before
    "National Security" Adviser, which leaves no name."""
    for low in range(start, end):
        for high in (end + 1, end + 2):
            if high <= len(reading) and " ".join(reading.lower[low:high]) in gazetteer.titles():
                return low
    return end


def repaired(reading: Reading, entities: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Entities (start, end, label in words) in text order, none overlapping: known names whole, people whole and as
    people."""
    covered = [False] * len(reading)
    for start, end, _ in entities:
        covered[start:end] = [True] * (end - start)
    plain = {word for word in reading.words if word.islower()}
    known = _known_names(reading)
    out: list[tuple[int, int, str]] = []
    for start, end, label in entities:
        while start < end and reading.lower[start] in _NO_NAMES and label == "PERSON":
            start += 1
        if label != "PERSON" and (cut := _without_title(reading, start, end)) < end:
            hit = gazetteer.state(reading.surface(start, cut)) if cut > start else None
            end, label = cut, "NORP" if hit and hit[1] == "demonym" else "GPE" if hit else label
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
        if label == "ORG":
            start, end = _grown_body(reading, start, end, covered)
        if label == "PERSON":
            if (
                out
                and out[-1][2] == "PERSON"
                and out[-1][1] == start
                and _adjacent(reading, start)
                and end - out[-1][0] <= 4
                and (out[-1][1] - out[-1][0] == 1)
            ):
                start = out.pop()[0]  # one name cut in two
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
        if all(start <= out[k][0] and out[k][1] <= end for k in over):
            dropped |= over
            out.append((start, end, label))
    return sorted(entity for k, entity in enumerate(out) if k not in dropped)
