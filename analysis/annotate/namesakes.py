"""Bare surnames that were taken for the wrong one of those who bear them, by what is known once it is told who
speaks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from analysis.annotate import gazetteer
from analysis.annotate.beside import speech_verbs
from analysis.annotate.naming import Name
from analysis.annotate.persons import Person, honorific_gender
from analysis.annotate.reading import Reading
from analysis.annotate.references import References
from analysis.annotate.roles import before
from analysis.annotate.types import Attribution

_PREPOSITIONS = gazetteer.words("before no subject")
_NEAR = 2  # sentences in which a full name still settles who a bare surname is


def misread(
    reading: Reading,
    people: list[Person],
    draft_of: Mapping[int, object],
    attributions: list[Attribution],
    references: References,
) -> dict[int, set[int]]:
    """By first word of a bare surname, the people (by order) whom it cannot mean. ``draft_of``: the draft of the person
    who is named at a word."""
    found = _Namesakes(reading, people, draft_of, attributions, references)
    out: dict[int, set[int]] = {}
    for start, order in (*found.own_words(), *found.talked_of(), *found.silent(), *found.taken_over()):
        out.setdefault(start, set()).add(order)
    return out


def _whole(name: Name) -> bool:
    """Whether a person is named by more than one word."""
    return name.end - name.start > 1


def _says(cue: str) -> bool:
    """Whether a cue is of speech, and not of what somebody wants or fears."""
    return not speech_verbs().isdisjoint(cue.lower().split())


class _Namesakes:
    """The people of one article who share a family name, and who of them speaks."""

    def __init__(self, reading, people, draft_of, attributions, references):
        self.reading, self.people, self.draft_of = reading, people, draft_of
        self.attributions, self.references = attributions, references
        self.sources = {  # words of those who speak
            i
            for a in attributions
            if a.source and (a.kind != "indirect" or a.cue and _says(reading.text[slice(*a.cue)]))
            for i in range(*reading.span(*a.source))
        }
        self.told = {i for a in attributions for span in a.content for i in range(*reading.span(*span))}
        self.by_surname: dict[str, dict[int, Person]] = defaultdict(dict)
        for person in people:
            for name in person.parsed:
                self.by_surname[name.surname][person.order] = person
        self.pointed: dict[int, set[int]] = defaultdict(set)  # by identity of a draft, the sentences that point to it
        for start, found in references.resolved.items():
            self.pointed[id(references.drafts[found.draft])].add(reading.sentence[start])
        first = {p.order: next((m.start for m in self._full(p) if m.start in self.sources), None) for p in people}
        # Where somebody first speaks under the full name.
        self.spoke = {order: start for order, start in first.items() if start is not None}

    @staticmethod
    def _full(person: Person) -> list[Name]:
        return [m for m in person.mentions if _whole(m)]

    @staticmethod
    def _bare(person: Person) -> list[Name]:
        return [m for m in person.mentions if not _whole(m)]

    def _others(self, person: Person) -> list[Person]:
        """Those of the same family name whom the article names in full, kin aside."""
        same = {p.order: p for name in person.parsed for p in self.by_surname[name.surname].values()}
        return [p for p in same.values() if p is not person and p.whole and not p.relative]

    def own_words(self) -> Iterator[tuple[int, int]]:
        """Nobody speaks of himself by bare surname: in somebody's quoted words it is another's."""
        bare = {m.start: p.order for p in self.people for m in self._bare(p) if self.reading.quoted[m.start]}
        for a in self.attributions if bare else ():
            speaker = self.references.speaker_draft(a) if a.source else None
            for low, high in a.content if speaker is not None else ():
                for start in range(*self.reading.span(low, high)):
                    if start in bare and self.draft_of.get(start) is speaker:
                        yield start, bare[start]

    def talked_of(self) -> Iterator[tuple[int, int]]:
        """An expert is quoted, not talked of: where nobody speaks, a bare surname is another's."""
        for person in self.people:
            others = [p for p in self._others(person) if self._capacity(p) != "expert" and self._full(p)]
            if self._capacity(person) != "expert" or not others:
                continue
            first = min(self._full(p)[0].start for p in others)
            named = {self.reading.sentence[m.start] for m in person.mentions if _whole(m) or m.start in self.sources}
            for m in self._bare(person):
                if m.start > first and m.start not in self.sources and self.reading.sentence[m.start] not in named:
                    yield m.start, person.order

    def silent(self) -> Iterator[tuple[int, int]]:
        """Who never speaks does not begin to under a bare surname, where another one has spoken before him."""
        for person in self.people:
            full = self._full(person)
            if person.whole != 1 or not full or person.order in self.spoke:
                continue
            own = full[0].start
            heard = [p for p in self._others(person) if self.spoke.get(p.order, own) < own]
            for m in self._bare(person) if heard else ():
                if m.start > own and m.start in self.sources and not any(self._new(person, p, m) for p in heard):
                    yield m.start, person.order

    def taken_over(self) -> Iterator[tuple[int, int]]:
        """Whom the narrator has just brought in under the family name takes it over: "The council met Peter Smith.
        Smith said"."""
        for person in self.people:
            others = self._others(person)
            for m in self._bare(person) if others else ():
                if any(self._new(p, person, m) for p in others):
                    yield m.start, person.order

    def _new(self, person: Person, other: Person, bare: Name) -> bool:
        """Whether a person is first named right before a bare surname, in no words of others, and another one of that
        name not since."""
        first, sentence = person.mentions[0], self.reading.sentence
        began, now = sentence[first.start], sentence[bare.start]
        if not 0 < now - began <= _NEAR or not _whole(first) or first.start in self.told:
            return False
        role = before(self.reading, first.start)
        lead = self.reading.word((role.start if role else first.start) - 1, began)
        if lead in _PREPOSITIONS or before(self.reading, bare.start) or honorific_gender(self.reading, bare.start):
            return False  # "a picture of Peter Smith" brings nobody in, and "Mr. Smith" says who he is
        return not any(began <= s < now for s in self._sentences(other))

    def _sentences(self, person: Person) -> set[int]:
        """In which a person is named or pointed to."""
        draft = self.draft_of[person.mentions[0].start]
        return self.pointed[id(draft)] | {self.reading.sentence[m.start] for m in person.mentions}

    def _capacity(self, person: Person) -> str:
        return self.draft_of[person.mentions[0].start].capacity
