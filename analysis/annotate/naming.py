"""Every name in an article: where it stands and what kind of thing it names, before anybody asks who is who."""

from collections import Counter
from dataclasses import dataclass

from analysis.annotate import gazetteer, places
from analysis.annotate.gazetteer import fold
from analysis.annotate.names import parse
from analysis.annotate.reading import Reading
from analysis.annotate.repair import repaired
from analysis.annotate.roles import title_ending

_SHARED_WITH_PERSONS = gazetteer.words("place or person or word")
OFFICES = gazetteer.words("office of a person")
_STATE_BEFORE = gazetteer.words("state before a body")
_STATE_BODIES = {"government", "military", "party"}
_CAPITAL_ARTICLE = gazetteer.words("paper only with its capital article")
_SMALL = {"of", "the", "and", "for", "on", "in", "&", "to", "at", "de"}  # in the names of bodies
_ACRONYM = 4  # letters of an acronym that is written like a word: Nato, Wada
_LONGEST = 40  # words of a name; what is longer is a list or no language at all, and costs time by its square
_NO_PLACES = {"expert", "media", "party", "intergovernmental"}  # kinds of bodies that a model takes for their buildings


@dataclass
class Name:
    """One name: words from ``start`` to ``end`` of the reading; ``kind`` is person, organization, state, group or
    place.

    ``state`` is the state it names (also for a literal place: its country, where known); ``form`` is name, alias or
    metonym.
    """

    start: int
    end: int
    kind: str
    form: str = "name"
    state: str | None = None


def initials(name: str) -> str:
    """The capitals by which a body of several words may go, small words left out: WADA; "" for a body of one word."""
    words = [w for w in fold(name).replace("-", " ").split() if w.lower() not in _SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def _trim(reading: Reading, start: int, end: int) -> tuple[int, int]:
    while start < end and not any(c.isalnum() for c in reading.words[start]):
        start += 1
    while end > start and (reading.possessive(end - 1) or not any(c.isalnum() for c in reading.words[end - 1])):
        end -= 1
    return start, end


def without_titles(reading: Reading, start: int, end: int) -> int:
    """Where the name proper begins in words that a model took for a person: after "President", "Sen.", "Mr."."""
    titles, polite = gazetteer.titles(), gazetteer.honorifics()
    cut = start
    for i in range(start, end - 1):
        word = reading.lower[i]
        if end - i == 2 and reading.words[i] in gazetteer.given_names():
            continue  # "Dean" Lee
        if reading.words[i + 1] == "." and i + 2 < end and (word + "." in titles or word + "." in polite):
            cut = i + 2  # "Cmdr.", which is cut in two
        elif (
            word in titles
            or word in polite
            or (
                word in gazetteer.role_modifiers()
                and i == cut
                and (reading.lower[i + 1] in titles or reading.lower[i + 1] in gazetteer.role_modifiers())
            )
        ):
            cut = i + 1
    return cut


class _Scan:
    def __init__(self, reading: Reading, families: set[str], surnames: set[str]):
        self.reading, self.surnames = reading, surnames
        self.families = families  # words of the article's names of persons
        self.other = places.other_places(reading)
        self.literal: set[int] = set()
        self.names: list[Name] = []
        self.covered = [False] * len(reading)

    def add(self, start: int, end: int, kind: str, form: str = "name", state: str | None = None) -> None:
        self.names.append(Name(start, end, kind, form, state))
        for i in range(start, end):
            self.covered[i] = True

    def place_or_state(self, start: int, end: int) -> bool:
        """Add words that name a state, its people or its capital; False if they do not."""
        reading = self.reading
        while end - start > 1 and reading.lower[start] == "the":
            start += 1
        hit = places.state_at(reading, start, end, self.other)
        if not hit:
            return False
        name, how = hit
        if how == "capital":
            if places.literal(reading, start, end, self.literal) or places.inside_a_name(reading, start, end):
                self.literal.add(end - 1)
                self.add(start, end, "place", "name", name)
            else:
                self.add(start, end, "state", "metonym", name)
        else:
            self.add(start, end, "state", "name" if how == "name" else "alias", name)
            if how != "demonym" and places.literal(reading, start, end, self.literal):
                self.literal.add(end - 1)
        return True

    def entity(self, start: int, end: int, label: str) -> None:
        reading = self.reading
        start, end = _trim(reading, start, end)
        if start >= end or end - start > _LONGEST:
            return
        if label == "ORG" and self._of_a_person(start, end) and not self.place_or_state(start, end - 1):
            label, end = "PERSON", end - 1  # the Clinton campaign, the Obama administration
            start, end = _trim(reading, start, end)
            start += start < end - 1 and reading.lower[start] == "the"
        if label in ("PERSON", "ORG") and end - start == 1 and gazetteer.is_demonym(reading.words[start]):
            label = "NORP"
        text = reading.surface(start, end)
        if not any(c.isupper() for c in text):
            return
        if label == "PERSON":
            if "-" in reading.words[start:end] and self._chain(start, end):
                return
            if not parse(text).family_first:  # Choe Son Hui is nobody's son
                start = without_titles(reading, start, end)
            text = reading.surface(start, end)
            if not fold(text):
                return  # a possessive ending alone
            known = gazetteer.organization(text)
            if (
                known
                and (end - start == 1 or "-" in reading.words[start:end])  # al-Qaeda
                and known.capacity != "unknown"
                and text not in gazetteer.given_names()
                and text not in self.surnames
            ):
                self.add(start, end, "organization")
            elif not (
                end - start == 1
                and not (text.lower() in _SHARED_WITH_PERSONS and self._is_somebody(start))
                and not self._of_somebody(start)
                and self.place_or_state(start, end)
            ):
                self.add(start, end, "person")
            return
        if label in ("GPE", "LOC", "NORP", "MISC", "ORG") and self.place_or_state(start, end):
            return
        if "-" in reading.words[start:end] and self._chain(start, end):
            return
        if label == "ORG" and not gazetteer.organization(text) and gazetteer.is_demonym(reading.words[start]):
            office = gazetteer.organization(reading.surface(start + 1, end))
            if office and office.speaks_for and self.place_or_state(start, start + 1):
                start, text = start + 1, reading.surface(start + 1, end)  # "German Foreign Office"
        ocean = end - start == 1 and reading.lower[start] in _CAPITAL_ARTICLE
        if ocean and reading.words[start - 1 : start] == ["the"]:
            return  # both sides of the Atlantic
        if label == "ORG" and gazetteer.is_place(text) and not gazetteer.organization(text):
            label = "LOC"  # "Vermont" governor Ann Lee
        if label in ("GPE", "LOC"):
            if (
                gazetteer.organization(text)
                and not gazetteer.is_place(text)
                or end - start > 1
                and gazetteer.organization_capacity(text) in _NO_PLACES
            ):
                self.add(start, end, "organization")
                self.inside_body(start, end)
            else:
                self.literal.add(end - 1)
                self.add(start, end, "place")
                if "," in reading.words[start:end]:
                    self.nested(start, end)
                else:
                    self.inside_body(start, end)
        elif (
            label == "ORG"
            and (known := gazetteer.group(text))
            and known.capacity != "unknown"
            and not gazetteer.organization(text)
        ):
            self.add(start, end, "group")
        elif label == "ORG" or gazetteer.organization(text):
            if reading.lower[start] == "the" and reading.words[start] == "the":
                start += 1
            self.add(start, end, "organization")
            if gazetteer.organization_capacity(reading.surface(start, end)) in _STATE_BODIES:
                self.nested(start, end)
            else:
                self.inside_body(start, end)
        elif label in ("NORP", "MISC"):
            known = gazetteer.group(text)
            if known and (
                known.capacity != "unknown" or text.endswith("s")
            ):  # Europeans act, "European" only describes
                self.add(start, end, "group")
            else:
                self.nested(start, end)

    def _is_somebody(self, i: int) -> bool:
        """Whether a name that states and cities share with people is a person's here: the article names him in full or
        with a title, or it is a given name and no state's."""
        word = self.reading.words[i]
        state = gazetteer.state(word)
        given = word in gazetteer.given_names() and (state is None or state[1] == "capital")
        return word in self.surnames or given

    def _of_somebody(self, i: int) -> bool:
        """Whether what the model takes for a person, and we for a state or capital, is the family name of somebody in
        the article, or the given name: Governor Kenneth Lusaka, Chad Lee."""
        word = self.reading.words[i]
        state = gazetteer.state(word)
        by_name = state is not None and state[1] != "demonym"
        return by_name and (word in self.surnames or word in self.families and word in gazetteer.given_names())

    def _of_a_person(self, start: int, end: int) -> bool:
        """Whether a body goes by a person's name: the Clinton campaign, Ryan's office; not the Home Office."""
        reading = self.reading
        if reading.lower[end - 1] not in OFFICES or end - start < 2:
            return False
        if gazetteer.organization(reading.surface(start, end)):
            return False
        if reading.lower[end - 1] == "office":
            return reading.possessive(end - 2)
        return end - start == 2 or any(
            word in self.families or word in gazetteer.given_names() for word in reading.words[start : end - 1]
        )

    def _chain(self, start: int, end: int) -> bool:
        """States joined by hyphens, "Russia-China-Iran": each for itself; False if a part is no state."""
        bounds = [start - 1, *(i for i in range(start, end) if self.reading.words[i] == "-"), end]
        parts = [(a + 1, b) for a, b in zip(bounds, bounds[1:], strict=False) if b > a + 1]
        if not all(self.words_name_state(a, b) for a, b in parts):
            return False
        for a, b in parts:
            self.place_or_state(a, b)
        return True

    def nested(self, start: int, end: int) -> None:
        """States named inside a longer name: Chinese Communist Party, Embassy of China."""
        i = start
        while i < end:
            for size in (3, 2, 1):
                inner = i + size <= end and (i, i + size) != (start, end)
                if inner and self.words_name_state(i, i + size):
                    self.place_or_state(i, i + size)
                    i += size
                    break
                if inner and size > 1 and gazetteer.is_place(self.reading.surface(i, i + size)):
                    i += size  # Northern Ireland is not Ireland
                    break
            else:
                i += 1

    def inside_body(self, start: int, end: int) -> None:
        """Places inside the name of a body that is no state's: behind "of" or "in", and "US" or "UK" before it."""
        reading = self.reading
        if gazetteer.organization(reading.surface(start, end)):
            return
        if reading.words[start].isupper() and reading.lower[start] in _STATE_BEFORE and end - start > 2:
            self.place_or_state(start, start + 1)
        for i in range(start + 1, end - 1):
            if reading.lower[i] in ("of", "in", "at"):
                at = i + 1 + (reading.lower[i + 1] == "the")
                for stop in range(end, at, -1):
                    text = reading.surface(at, stop)
                    if gazetteer.is_place(text) and not gazetteer.state(text):
                        self.add(at, stop, "place")
                        break
                    hit = gazetteer.state(text)
                    if hit and hit[1] != "demonym" and self.place_or_state(at, stop):
                        break

    def words_name_state(self, start: int, end: int) -> bool:
        return places.state_at(self.reading, start, end, self.other) is not None

    def settle(self) -> None:
        """One word that is a person's family name elsewhere is that person, whatever the model took it for; one that
        opens the name of a body and is nobody's is that body; any other name is of the kind that the model took it
        for most often."""
        reading = self.reading
        acronyms = self._acronyms()
        opening = {
            reading.words[n.start] for n in self.names if n.kind == "organization" and n.end - n.start > 1
        } - gazetteer.given_names().keys()
        for name in self.names:
            word = reading.words[name.start]
            if (
                name.kind == "person"
                and name.end - name.start == 1
                and (word in opening or word.upper() in acronyms)
                and word not in self.surnames
            ):
                name.kind = "organization"  # "Wells" of Wells Fargo, "Wada" of the World Anti-Doping Agency
        families = {
            parse(reading.surface(n.start, n.end)).surname
            for n in self.names
            if n.kind == "person" and n.end - n.start > 1
        }
        for name in self.names:
            word = reading.words[name.start]
            if (
                name.kind in ("organization", "place")
                and name.end - name.start == 1
                and word.lower() in families
                and not (gazetteer.organization(word) or gazetteer.is_state_or_city(word))
            ):
                name.kind = "person"
        kinds: dict[str, Counter[str]] = {}
        for name in self.names:
            if name.kind in ("person", "organization", "place") and not name.state:
                kinds.setdefault(reading.surface(name.start, name.end), Counter())[name.kind] += 1
        for name in self.names:
            text = reading.surface(name.start, name.end)
            if name.kind in ("person", "organization", "place") and not name.state and len(kinds[text]) > 1:
                if gazetteer.is_place(text):
                    continue
                name.kind = kinds[text].most_common(1)[0][0]

    def _acronyms(self) -> set[str]:
        """Initials, four letters or more, of the bodies of the article."""
        texts = [self.reading.surface(n.start, n.end) for n in self.names if n.kind == "organization"]
        return {letters for text in texts if len(letters := initials(text)) >= _ACRONYM}

    def again(self) -> None:
        """Names that the model found in one place and missed in another."""
        reading = self.reading
        plain = {word for word in reading.words if word.islower()}
        known: dict[str, dict[tuple[str, ...], str]] = {}
        for n in self.names:
            words = tuple(reading.words[n.start : n.end])
            if (
                n.kind in ("person", "organization")
                and len(words) <= 6
                and words[0][:1].isupper()
                and (len(words) > 1 or words[0].lower() not in plain and len(words[0]) > 2)
            ):
                known.setdefault(words[0], {}).setdefault(words, n.kind)
        i = 0
        while i < len(reading):
            forms = known.get(reading.words[i]) if not self.covered[i] else None
            for words in sorted(forms or (), key=len, reverse=True)[:8]:
                end = i + len(words)
                if (
                    tuple(reading.words[i:end]) == words
                    and not any(self.covered[i:end])
                    and reading.sentence[i] == reading.sentence[end - 1]
                ):
                    self.add(i, end, forms[words])
                    i = end - 1
                    break
            i += 1

    def acronyms(self) -> None:
        """Acronyms in parentheses behind an organization: "the World Health Organization (WHO)"."""
        reading = self.reading
        for name in [n for n in self.names if n.kind == "organization"]:
            at = name.end + 1
            if (
                reading.word(name.end) == "("
                and reading.word(at + 1) == ")"
                and not self.covered[at]
                and reading.words[at].isupper()
                and 2 <= len(reading.words[at]) <= 8
            ):
                self.add(at, at + 1, "organization")

    def rest(self) -> None:
        """States that no entity covers, found by name; words that are as often something else are left alone."""
        reading, i = self.reading, 0
        while i < len(reading):
            if self.covered[i] or not reading.words[i][:1].isupper():
                i += 1
                continue
            for size in (4, 3, 2, 1):
                if (
                    i + size > len(reading)
                    or any(self.covered[i : i + size])
                    or reading.sentence[i] != reading.sentence[i + size - 1]
                ):
                    continue
                text = reading.surface(i, i + size)
                first = reading.first[reading.sentence[i]]
                before = reading.words[i - 1] if i > first and not self.covered[i - 1] else ""
                bound = before in ("-", "–") and i - 1 > first and not self.covered[i - 2]
                joined = before[:1].isupper() and size == 1 or bound
                if (
                    len(text) > 2
                    and text.lower() not in _SHARED_WITH_PERSONS
                    and not joined
                    and self.place_or_state(i, i + size)
                ):
                    i += size
                    break
                if places.is_seat(text) and not joined:
                    self.add(i, i + size, "organization")
                    i += size
                    break
                known = gazetteer.group(text)
                if known and text.endswith("s") and (known.capacity == "party" or "-" in text) and not joined:
                    self.add(i, i + size, "group")
                    i += size
                    break
            else:
                i += 1

    def seats(self) -> None:
        """Seats of power that are but places: "at the White House"."""
        for name in self.names:
            if (
                name.kind == "organization"
                and places.is_seat(self.reading.surface(name.start, name.end))
                and places.literal(self.reading, name.start, name.end, self.literal)
            ):
                name.kind = "place"

    def contextual(self) -> None:
        """ "the North" for North Korea, where the article speaks of it; "North and South Korea"; "Korea" for the
        South where the article speaks of that one alone."""
        reading, divided = self.reading, gazetteer.divided_states()
        halves, alone = {d.half: d for d in divided}, {d.whole: d for d in divided if d.alone}
        parts = {d.whole: {other.name for other in divided if other.whole == d.whole} for d in divided}
        named = {name.state for name in self.names}
        as_places = {n.start: n for n in self.names if n.kind in ("place", "organization") and n.end == n.start + 1}
        for i, word in enumerate(reading.words):
            whole = alone.get(word)
            if whole and not self.covered[i] and named & parts[word] == {whole.name}:
                self.add(i, i + 1, "state", "alias", whole.name)
            half = halves.get(word)
            if half is None or self.covered[i] and i not in as_places:
                continue
            following = reading.words[i + 1 : i + 4]
            both = following[:1] in (["and"], ["or"]) and following[1:3] in [
                [other.half, other.whole] for other in divided if other.whole == half.whole
            ]
            if both or (
                half.name in named
                and reading.word(i - 1) == "the"
                and not (following and (following[0][:1].isupper() or following[0] in ("of", "-")))
            ):
                named |= parts[half.whole] if both else set()
                if i in as_places:
                    self.names.remove(as_places[i])
                self.add(i, i + 1, "state", "alias", half.name)


def _source_body(reading: Reading, start: int, stop: int) -> bool:
    """Whether the words of a source are the name of an organization, by the gazetteer or by their look."""
    text = reading.surface(start, stop)
    if gazetteer.organization(text) and (text[:1].isupper()):
        return True
    words = reading.words[start:stop]
    return (
        2 <= len(words) <= 6
        and all(w[:1].isupper() or w in ("of", "for", "and", "the", "&") for w in words)
        and (gazetteer.organization_capacity(text) != "unknown")
    )


def in_sources(reading: Reading, names: list[Name], sources: list[tuple[int, int]]) -> list[Name]:
    """People and organizations that no entity covers but that stand as the source of an attribution.

    A person is two to four capitalized words, titles left out; an organization is known, or shows it by a telling word.
    """
    covered = {i for n in names for i in range(n.start, n.end)}
    plain = {word for word in reading.words if word.islower()}
    out = []
    for start, end in sources:
        stop = next((i for i in range(start, end) if reading.words[i] in {",", "("} or reading.possessive(i)), end)
        begin = start + (stop - start > 1 and reading.lower[start] == "the")
        if not any(i in covered for i in range(start, stop)) and _source_body(reading, begin, stop):
            out.append(Name(begin, stop, "organization"))
            covered.update(range(begin, stop))
            continue
        if any(i in covered for i in range(start, stop)) or reading.lower[start] in ("the", "a", "an"):
            continue
        begin = without_titles(reading, start, stop)
        words = reading.words[begin:stop]
        if (
            2 <= len(words) <= 4
            and all(w[:1].isupper() and w.lower() not in plain for w in words)
            and (gazetteer.organization_capacity(" ".join(words)) == "unknown")
        ):
            out.append(Name(begin, stop, "person"))
            covered.update(range(begin, stop))
    return out


def _in_full(reading: Reading, start: int, end: int) -> bool:
    """Whether a person is named by more than one word, or with a title or Mr. before it."""
    floor = reading.first[reading.sentence[start]]
    polite = start > floor and reading.lower[start - 1] in gazetteer.honorifics()
    return end - start > 1 or polite or title_ending(reading, start, floor) is not None


def find_names(reading: Reading, entities: list[tuple[int, int, str]]) -> list[Name]:
    """All names, in text order, nested ones after the name they stand in; ``entities`` are (start, end, label) in
    words."""
    found = repaired(reading, entities)
    persons = [(start, end) for start, end, label in found if label == "PERSON"]
    families = {word for span in persons for word in reading.words[slice(*span)]}
    scan = _Scan(reading, families, {reading.words[end - 1] for start, end in persons if _in_full(reading, start, end)})
    for start, end, label in found:
        scan.entity(start, end, label)
    scan.settle()
    scan.again()
    scan.acronyms()
    scan.rest()
    scan.contextual()
    scan.seats()
    scan.names.sort(key=lambda n: (n.start, -n.end))
    return scan.names
