"""Roles and affiliations of a person: what stands before the name, and what stands beside it in apposition."""

from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer
from analysis.annotate.reading import Reading

_DETERMINERS = {"a", "an", "the", "its", "his", "her", "their", "one", "another", "our"}
_PREPOSITIONS = {"of", "at", "with", "for", "from", "in", "to", "on", "who", "where", "that", "which", "under", "and"}
FORMER = gazetteer.words("former")
_FORMERLY = {"ex"}  # before a hyphen
_PREFIXES = gazetteer.words("former or lesser")
_AFTER_SUBJECT = gazetteer.words("after a subject")
# What goes on with the sentence behind a name and a comma: "Lee, after talks with the premier", "Lee, has told all".
_NO_APPOSITION = (STOP_WORDS | _AFTER_SUBJECT) - (
    _DETERMINERS | gazetteer.role_modifiers() | gazetteer.words("opens an apposition")
)
_SAID = {"said", "says", "added", "told"}
_RANKS = gazetteer.words("rank behind an office")
_COMPLEMENT = 4  # words of the name of what somebody is ambassador to
_ACRONYMS = gazetteer.words("title in capitals")


@dataclass(frozen=True)
class Role:
    """A role as read beside a name; ``words`` are all its words, lower-case; ``start`` and ``end`` are positions."""

    text: str
    title: gazetteer.Title
    words: frozenset[str]
    former: bool
    start: int
    end: int
    head: int  # the word after the title itself


def title_ending(reading: Reading, end: int, floor: int) -> tuple[int, gazetteer.Title] | None:
    """The longest title whose last word is the one before ``end``, not reaching below ``floor``: its first word and
    the title."""
    table = gazetteer.titles()
    for size in (5, 4, 3, 2, 1):
        if end - size >= floor:
            text = " ".join(reading.surface(end - size, end).lower().split())
            if text in table:
                return end - size, table[text]
            if size > 2 and text.replace("-", " ") in table:
                return end - size, table[text.replace("-", " ")]  # Auditor-General
            if size == 1 and text.endswith("s") and text[:-1] in table and len(text) > 3:
                return end - size, table[text[:-1]]  # Presidents Trump and Macron
            if size == 1 and text.endswith("s.") and text[:-2] + "." in table:
                return end - size, table[text[:-2] + "."]  # Sens. Lee and Diaz
            if size == 1 and text.endswith("men") and f"{text[:-3]}man" in table:
                return end - size, table[f"{text[:-3]}man"]  # spokesmen
            if "-" in text and size == 1 and text.rsplit("-", 1)[-1] in table:
                return end - size, table[text.rsplit("-", 1)[-1]]
    return None


def _role(reading: Reading, start: int, first: int, end: int, title: gazetteer.Title) -> Role:
    """A role from its first modifier on; demonyms and states are left out of its text."""
    kept = [w for w in range(start, end) if not reading.possessive(w)]
    former = any(
        reading.lower[w].strip("-") in FORMER | _FORMERLY or reading.lower[w].startswith(("ex-", "then-")) for w in kept
    )
    body = [reading.lower[w] for w in range(first, end)]
    if body and body[-1] not in gazetteer.titles() and body[-1].removesuffix("s") in gazetteer.titles():
        body[-1] = body[-1].removesuffix("s")  # one of "members Lee and Roe" is a member
    if body and body[-1].endswith("men") and f"{body[-1][:-3]}man" in gazetteer.titles():
        body[-1] = f"{body[-1][:-3]}man"
    lead = []
    for w in range(first - 1, start - 1, -1):
        if not _modifier(reading, w) or reading.lower[w] in ("the", "a", "an"):
            break
        lead.insert(0, reading.lower[w])
    if lead[:1] == ["old"] and reading.words[first - len(lead) - 1] == "-":
        lead = lead[1:]  # "a 41-year-old teacher"
    text = (
        " ".join(word.upper() if word in _ACRONYMS else word for word in lead + body)
        .replace(" - ", "-")
        .replace(" .", ".")
    )
    if former and "former" in reading.lower[start:first] and "former" not in text:
        text = f"former {text}"  # "former Norwegian Prime Minister" Ann Lee
    elif "-" in reading.words[start:first] and not _FORMERLY.isdisjoint(reading.lower[start:first]):
        text = f"former {text}"  # "Ex-president" Ann Lee
    return Role(text, title, frozenset(reading.lower[w] for w in kept), former, start, end, end)


def _modifier(reading: Reading, w: int) -> bool:
    word = reading.lower[w]
    return word in gazetteer.role_modifiers() or word.split("-")[0] in _PREFIXES or (word.endswith("-year-old"))


def before(reading: Reading, start: int) -> Role | None:
    """The role that stands directly before a name: "U.S. Defense Secretary", "the Vatican spokesman,"."""
    floor = max(reading.first[reading.sentence[start]], start - 12)
    end = start
    while end > floor and reading.lower[end - 1] in gazetteer.honorifics():
        end -= 1
    comma = end - 1 > floor and reading.words[end - 1] == ","
    if comma and _subject(reading, start):
        return None  # "the thanks of the spokesman, Lee said"
    found = title_ending(reading, end - comma, floor)
    if not found:
        return _inverted(reading, start, end - 1, floor) if comma else _completed(reading, end, floor)
    first, title = found
    if comma and not _introduced(reading, first, floor):
        return None
    if comma and first > floor and gazetteer.organization(reading.surface(first - 1, end - 1)):
        return None  # "in an interview with The Diplomat," Ann Lee
    while not comma and (over := title_ending(reading, first, floor)):
        if title.capacity != "military" and not (title.text in _RANKS and over[1].speaks):
            break
        end, (first, title) = first, over  # the post before the rank: "press secretary" Gen. Lee
    begin = first
    while begin > floor:
        word = reading.words[begin - 1]
        if (
            _modifier(reading, begin - 1)
            or reading.possessive(begin - 1)
            or (word[:1].isupper() and word[-1:].isalnum())
            or (word[:1].isupper() and word.endswith("."))
        ):
            begin -= 1
        elif word in {"&", "/"} or word in {"-", "–"} and reading.starts[begin] == reading.ends[begin - 1]:
            begin -= 1  # not the dash behind a dateline
        else:
            break
    while begin < first and reading.lower[begin] in _DETERMINERS:
        begin += 1
    return _role(reading, begin, first, end - comma, title)


def _completed(reading: Reading, end: int, floor: int) -> Role | None:
    """The role whose complement stands before the name: "Russian ambassador to Seoul" Ann Lee."""
    stop = end
    while stop > max(floor, end - _COMPLEMENT) and reading.adjacent(stop) and reading.words[stop - 1][:1].isupper():
        stop -= 1
    head = stop - 1 - (reading.word(stop - 1) == "the")
    if stop == end or head <= floor or reading.lower[head] not in ("to", "for", "of"):
        return None
    found = title_ending(reading, head, floor)
    if not found:
        return None
    begin = first = found[0]
    while begin > floor and (
        _modifier(reading, begin - 1) or reading.possessive(begin - 1) or reading.words[begin - 1][:1].isupper()
    ):
        begin -= 1
    role = _role(reading, begin, first, head, found[1])
    return Role(role.text, role.title, role.words, role.former, begin, head, head)


def _inverted(reading: Reading, start: int, comma: int, floor: int) -> Role | None:
    """The role of somebody whose name stands in apposition to it: "the mayor of Moscow, Ann Lee,"."""
    sentence, after = reading.sentence[start], start
    while reading.word(after, sentence) and (reading.words[after][:1].isupper() or reading.words[after] in {"-", "–"}):
        after += 1
    if after == start or reading.word(after, sentence) not in {",", ")", ".", ""}:
        return None
    for stop in range(comma - 1, floor, -1):
        if reading.words[stop] in {",", "(", ")", "“", "”", '"', ";", ":"} or reading.lower[stop] in _AFTER_SUBJECT:
            return None
        if reading.lower[stop] in ("of", "to", "for", "at") and (found := title_ending(reading, stop, floor)):
            first, title = found
            if not _introduced(reading, first, floor):
                continue
            begin = first
            while begin > floor and (
                _modifier(reading, begin - 1) or reading.possessive(begin - 1) or reading.words[begin - 1][:1].isupper()
            ):
                begin -= 1
            role = _role(reading, begin, first, stop, title)
            return Role(role.text, title, role.words, role.former, begin, comma, stop)
    return None


def _subject(reading: Reading, start: int) -> bool:
    """Whether the name that begins at a word is followed by a verb, so that no apposition can end with it."""
    sentence, i = reading.sentence[start], start
    while reading.word(i, sentence) and reading.words[i][:1].isupper():
        i += 1
    return reading.word(i, sentence) in _AFTER_SUBJECT - {"and", "who"}


def _introduced(reading: Reading, first: int, floor: int) -> bool:
    """A title before a comma only goes with the name after it where a determiner or possessive opens it: "the
    spokesman, X,"."""
    i = first
    while (
        i > floor
        and reading.lower[i - 1] not in _DETERMINERS
        and (_modifier(reading, i - 1) or reading.words[i - 1][:1].isupper())
    ):
        i -= 1
    return i > floor and (reading.lower[i - 1] in _DETERMINERS or reading.possessive(i - 1))


def after(reading: Reading, end: int) -> Role | None:
    """The role in apposition after a name: ", a senior fellow with the Hudson Institute,"."""
    sentence = reading.sentence[end - 1]
    limit = min(reading.last(sentence), end + 24)
    i = end
    if i >= limit or reading.words[i] not in {",", "(", "—", "–", "-"}:
        return None
    if reading.words[i] == "-" and reading.starts[i] == reading.ends[i - 1]:
        return None  # "Lee-supporting voters"
    i += 1
    if i < limit and reading.words[i].isdigit():
        if reading.word(i + 1) != ",":
            return None  # "Lee, 171 scientists said"
        i += 2
    elif i + 1 < limit and reading.lower[i] in {"left", "right", "center"} and reading.words[i + 1] == ",":
        i += 2
    begin = i
    if i < limit and reading.lower[i] in _DETERMINERS:
        i += 1
        begin = i
    elif i < limit and reading.lower[i] in _NO_APPOSITION:
        return None
    if reading.lower[i - 1] not in _DETERMINERS and _acts(reading, i, limit):
        return None
    stop = i
    while (
        stop < limit
        and reading.lower[stop] not in _AFTER_SUBJECT
        and reading.words[stop] not in {",", ")", "—", "–", ";", ":", "“", "”", '"', "."}
        and (reading.lower[stop] not in _PREPOSITIONS or stop == i)
    ):
        stop += 1
    if stop < limit and reading.lower[stop] in _SAID and reading.lower[i - 1] in _DETERMINERS:
        return None  # "Lee listened, the official said"
    for tail in range(stop, i, -1):
        found = title_ending(reading, tail, i)
        if not found:
            continue
        first, title = found
        named = any(
            reading.words[w][:1].isupper()
            and not gazetteer.state(reading.words[w])
            and reading.lower[w] not in gazetteer.role_modifiers()
            for w in range(tail, stop)
        )
        if named and (tail < stop - 4 or begin == i and reading.words[tail][:1].isupper()):
            return None  # "Roe, party chairwoman Ann Lee said": that is her title
        role = _role(reading, begin, first, tail, title)
        return Role(role.text, title, role.words, role.former, begin, _phrase_end(reading, stop, limit), tail)
    return None


def _acts(reading: Reading, i: int, limit: int) -> bool:
    """Whether a verb with its object stands where an apposition might: "Lee, accused the auditor of bias"."""
    follows = reading.words[i + 1] if i + 1 < limit else ""
    return reading.lower[i].endswith("ed") and (follows.lower() in _DETERMINERS or follows[:1].isupper())


def _phrase_end(reading: Reading, i: int, limit: int) -> int:
    while (
        i < limit
        and reading.words[i] not in {",", ")", "—", "–", ";", ":", "“", '"'}
        and reading.lower[i] not in {"who", "said", "says"}
    ):
        i += 1
    return i
