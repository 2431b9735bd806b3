"""Which personal names in an article are one person."""

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise

from analysis.annotate import gazetteer
from analysis.annotate.clauses import subject
from analysis.annotate.gazetteer import fold
from analysis.annotate.names import PersonName, compatible, near, parse, sound
from analysis.annotate.naming import Name
from analysis.annotate.reading import Reading
from analysis.annotate.roles import Role, after, before

_WINDOW = 12  # people of one surname that a new name is compared with: no article needs more
_FORMS = 12  # different forms of one person's name that are kept for comparing
_AHEAD = 5  # sentences before a full name in which a bare surname can already be the same person
_LONG = 7  # letters of a surname in which one may be wrong
_FEW = 3  # bare surnames further ahead than that which can still be the person named in full later
_RELATIVE = "relative"  # class of the titles that tell whose kin somebody is
_FAMILY = gazetteer.words("people of one family")
_KNOWN_AS = 6  # words from a name to another one by which the same person goes
_RECENT = 2  # sentences in which a full name still settles who a bare surname is


class Person:
    """One person of one article: names, mentions and what stands beside them."""

    def __init__(self, order: int):
        self.order = order
        self.parsed: list[PersonName] = []
        self.mentions: list[Name] = []
        self.roles: list[Role] = []
        self.genders: Counter[str] = Counter()
        self.last_led = -(10**9)  # sentence of the latest full name that looks like a subject
        self.first_full = -(10**9)  # and of the first; a bare surname may come before it only in a headline or lead
        self.whole = 0  # how often the article names it in full
        self.forms: Counter[str] = Counter()

    def fits(self, name: PersonName) -> bool:
        """Whether a full name can be this person's."""
        return any(compatible(known, name) for known in self.parsed if not known.single)

    @property
    def relative(self) -> bool:
        """Whether the article brings this person in as somebody's daughter, wife and so on; behind that other
        such a one is named in full, and the bare surname stays with the one named first."""
        return any(role.title.kind == _RELATIVE for role in self.roles)

    @property
    def gender(self) -> str:
        """m, f, or "" where nothing tells or the signs disagree."""
        strong = self.genders["m"], self.genders["f"]
        if strong[0] != strong[1]:
            return "m" if strong[0] > strong[1] else "f"
        return next((p.gender for p in self.parsed if p.gender), "") if strong == (0, 0) else ""

    @property
    def name(self) -> str:
        """The fullest form; of those the most frequent, then the one in ordinary letter case, then the first."""

        def rank(item):
            form, count = item
            ordinary = all(
                w[1:] == w[1:].lower()
                for w in form.replace("-", " ").split()
                if "." not in w and not w.startswith("Mc")
            )
            return len(parse(form).middle) + 2 * (not parse(form).single) + bool(parse(form).suffix), count, ordinary

        return max(self.forms.items(), key=rank)[0]


def split_run(reading: Reading, name: Name, known: dict[tuple[str, ...], str]) -> list[Name]:
    """Two people run together ("Xi Jinping Putin" under a picture) as two names, where the article names each
    elsewhere.

    ``known`` maps the lower-case words of the article's full names to their family name.
    """
    words = tuple(fold(w).lower() for w in reading.words[name.start : name.end])
    for cut in range(2, len(words)):
        rest = words[cut:]
        opens = reading.words[name.start + cut]
        named = opens in gazetteer.given_names() or opens in gazetteer.family_names_first()
        if (
            words[:cut] in known
            and (
                rest in known
                and named  # Aung San Suu Kyi is one woman
                or len(rest) == 1
                and any(family == rest[0] and full != words and full != words[:cut] for full, family in known.items())
            )
        ):
            return [Name(name.start, name.start + cut, "person"), Name(name.start + cut, name.end, "person")]
    return [name]


def honorific_gender(reading: Reading, start: int) -> str:
    """The gender told by Mr., Mrs. or Ms. before a name."""
    return gazetteer.honorifics().get(reading.word(start - 1), "")


class People:
    """Clusters of personal names. ``banned`` maps the first word of a mention to people it cannot be (their own
    words)."""

    def __init__(self, reading: Reading, names: list[Name], banned: dict[int, set[int]] | None = None):
        self.reading, self.banned = reading, banned or {}
        self.people: list[Person] = []
        self.exact: dict[PersonName, Person] = {}
        self.by_sound: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.by_middle: dict[str, list[Person]] = defaultdict(list)
        counted = Counter(reading.surface(n.start, n.end).lower() for n in names)
        known = {
            tuple(fold(w).lower() for w in reading.words[n.start : n.end]): parse(
                reading.surface(n.start, n.end)
            ).surname
            for n in names
            if n.end - n.start in (2, 3)
        }
        self.names = [
            part
            for n in names
            for part in (
                split_run(reading, n, known)
                if n.end - n.start > 2 and counted[reading.surface(n.start, n.end).lower()] < 3 and len(known) < 400
                else [n]
            )
        ]
        self.names.sort(key=lambda n: n.start)
        self.shared = self._shared_surnames()
        full = [n for n in self.names if not self._parsed(n).single]
        self.owner: dict[int, Person] = {}
        for name in full:
            self._add(self._match_full(name) or self._new(name), name)
        self._latest: dict[str, Person] = {}
        self._singles: dict[str, list[int]] = defaultdict(list)  # surname that stands alone to where it does
        for name in self.names:
            if self._parsed(name).single:
                self._singles[self._parsed(name).surname].append(name.start)
        for person in self.people:
            person.whole = len(person.mentions)
            person.first_full = min(reading.sentence[m.start] for m in person.mentions)
        for name in self.names:
            parsed = self._parsed(name)
            if parsed.single:
                self._add(self._known_as(name) or self._match_single(name, parsed) or self._new(name), name)
            elif subject(reading, name.start, name.end) == 2:
                self.owner[name.start].last_led = reading.sentence[name.start]
        self.people = [p for p in self.people if p.mentions]
        self.people.sort(key=lambda p: min(m.start for m in p.mentions))
        for person in self.people:
            person.mentions.sort(key=lambda m: m.start)

    def _known_as(self, name: Name) -> Person | None:
        """Who goes by a name: "Ann Lee, known as" Lia."""
        reading = self.reading
        if reading.lower[max(0, name.start - 2) : name.start] != ["known", "as"]:
            return None
        k = bisect_left(self.names, name.start, key=lambda m: m.start)
        last = self.names[k - 1] if k else None
        near = last is not None and name.start - _KNOWN_AS <= last.end and reading.word(last.end) == ","
        return self.owner.get(last.start) if near else None

    def _shared_surnames(self) -> dict[int, str]:
        """By first word, given names whose surname comes with another one: "the brothers David and Karl Roeder"."""
        reading, out = self.reading, {}
        for one, other in pairwise(self.names):
            rest = reading.words[other.start : other.end]
            if (
                one.end - one.start == 1
                and len(rest) == 2
                and other.start == one.end + 1
                and reading.lower[one.end] == "and"
                and not _FAMILY.isdisjoint(reading.lower[max(0, one.start - 2) : one.start])
            ):
                out[one.start] = rest[1]
        return out

    def _text(self, name: Name) -> str:
        """A name as written, with the surname that it shares."""
        text = self.reading.surface(name.start, name.end)
        return f"{text} {self.shared[name.start]}" if name.start in self.shared else text

    def _parsed(self, name: Name) -> PersonName:
        return parse(self._text(name))

    def _new(self, name: Name) -> Person:
        person = Person(len(self.people))
        self.people.append(person)
        return person

    def _add(self, person: Person, name: Name) -> None:
        parsed, reading = self._parsed(name), self.reading
        if parsed not in person.parsed and len(person.parsed) < _FORMS:
            person.parsed.append(parsed)
            self.exact.setdefault(parsed, person)
            tables = [(self.by_sound, sound(parsed.surname))]
            if " " in parsed.surname:
                tables.append((self.by_sound, sound(parsed.surname.split()[-1])))
            if parsed.given:
                tables.append((self.by_given, parsed.given))
                tables += [(self.by_middle, m) for m in parsed.middle]
                if parsed.family_first and " " in parsed.given:
                    tables.append((self.by_middle, parsed.given.split()[-1]))
            for table, key in tables:
                if person not in table[key][-_WINDOW:]:
                    table[key].append(person)
        person.forms[self._text(name)] += 1
        person.mentions.append(name)
        self.owner[name.start] = person
        if gender := honorific_gender(reading, name.start):
            person.genders[gender] += 3
        for role in (before(reading, name.start), after(reading, name.end)):
            if role:
                person.roles.append(role)
                if role.title.gender:
                    person.genders[role.title.gender] += 2

    def _match_full(self, name: Name) -> Person | None:
        parsed = self._parsed(name)
        if parsed in self.exact:
            return self.exact[parsed]
        for person in self.by_sound[sound(parsed.surname)][-_WINDOW:]:
            if person.fits(parsed):
                return person
        for table, key in ((self.by_given, parsed.given), *((self.by_sound, sound(m)) for m in parsed.middle)):
            for person in table[key][-_WINDOW:]:
                if (
                    table is not self.by_given or any(near(k.surname, parsed.surname) for k in person.parsed)
                ) and person.fits(parsed):
                    return person
        return None

    def _candidates(self, parsed: PersonName) -> list[Person]:
        word = parsed.surname
        found = list(self.by_sound[sound(word)][-_WINDOW:])
        exact = [p for p in found if any(k.surname == word or k.surname.split()[-1] == word for k in p.parsed)]
        found = exact or found
        if not found and len(word) >= _LONG:
            found = [p for p in self.people[-_WINDOW:] if any(near(k.surname, word) for k in p.parsed)]
        if not found:
            found = list(self.by_given[word][-_WINDOW:])
        if not found and len(word) > 2:
            found = list(self.by_middle[word][-_WINDOW:])
        return found

    def _early(self, person: Person, parsed: PersonName) -> bool:
        """Whether a surname far before the full name can be the same person: a few such, more of him after it, and
        nothing beside any of them that speaks of somebody else."""
        whole = [m.start for m in person.mentions if not self._parsed(m).single]
        full = min(whole, default=0)
        seen = self._singles[parsed.surname]
        early = seen[: bisect_left(seen, full)]
        titles = {role.title.text for role in person.roles}
        return (
            len(early) <= _FEW
            and len(seen) + len(whole) > len(early) + 1
            and all(
                honorific_gender(self.reading, start) in ("", person.gender)
                and (not (role := before(self.reading, start)) or role.title.text in titles)
                for start in early
            )
        )

    def _match_single(self, name: Name, parsed: PersonName) -> Person | None:
        reading = self.reading
        found = self._candidates(parsed)
        own = [p for p in found if p.order in self.banned.get(name.start, ())]
        if own and (len(found) > len(own) or own[0].parsed[0].surname.title() in gazetteer.family_names_first()):
            found = [p for p in found if p not in own]
        sentence = reading.sentence[name.start]
        found = [p for p in found if p.first_full - sentence <= _AHEAD or len(found) == 1 and self._early(p, parsed)]
        if gender := honorific_gender(reading, name.start):
            found = [p for p in found if p.gender in ("", gender)]
        if found and (beside := after(reading, name.end)) and beside.title.capacity == "expert":
            leads = ("government", "party", "military")  # and so is not "Kim, the Brookings expert"
            found = [
                p for p in found if not any(r.title.text == "leader" or r.title.capacity in leads for r in p.roles)
            ]
        if found and (role := before(reading, name.start)):
            head = role.title.text
            same = [p for p in found if any(r.title.text == head for r in p.roles)] or [
                p for p in found if any(r.title.text.split()[-1] == head.split()[-1] for r in p.roles)
            ]
            if not same and role.title.speaks:  # "President Obama" is not Michelle Obama, the first lady
                same = [
                    p for p in found if not any(r.title.capacity == "government" or r.title.gender for r in p.roles)
                ]
                found = same
            found = same or found
        if len(found) > 1:  # "Trump" alone is not Donald Trump Jr.
            suffix = parsed.suffix
            same = [p for p in found if any(k.suffix == suffix if suffix else k.suffix != "jr" for k in p.parsed)]
            found = same or found
        if not found:
            return None
        # Who is named in full as a subject takes the bare surname over; "the wife of Bill Clinton" does not.
        recent = [p for p in found if 0 <= sentence - p.last_led <= _RECENT]
        if len(found) > 1 and recent:
            best = max(recent, key=lambda p: (p.last_led, -p.order))
            tie = [p for p in recent if p.last_led == best.last_led]
            chosen = self._latest.get(parsed.surname) if self._latest.get(parsed.surname) in tie else best
        else:
            latest = self._latest.get(parsed.surname)
            unnamed = latest in found and not latest.whole  # known by the surname alone so far: it stays his
            named = [p for p in found if not p.relative or p is min(found, key=lambda q: q.mentions[0].start)]
            chosen = latest if unnamed else max(named, key=lambda p: (p.whole, p is latest, -p.order))
        self._latest[parsed.surname] = chosen
        return chosen
