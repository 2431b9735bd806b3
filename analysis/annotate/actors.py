"""Who is who in one article: its actors, and every mention of them."""

from dataclasses import dataclass, field

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import gazetteer
from analysis.annotate.extensions import get_records, set_records
from analysis.annotate.gazetteer import fold
from analysis.annotate.names import family_name, parse
from analysis.annotate.namesakes import misread
from analysis.annotate.naming import OFFICES, Name, find_names, in_sources
from analysis.annotate.organizations import Bodies, Institution
from analysis.annotate.persons import People, Person
from analysis.annotate.reading import Reading
from analysis.annotate.references import References
from analysis.annotate.roles import FORMER, Role, before
from analysis.annotate.types import NAMING, Actor, Mention

_LABELS = {label: label for label in ("PERSON", "ORG", "GPE", "LOC", "NORP", "MISC")} | {
    "PER": "PERSON",
    "FAC": "LOC",
    **dict.fromkeys(("EVENT", "LANGUAGE", "LAW", "PRODUCT", "WORK_OF_ART"), "MISC"),
}
_LETTERS = gazetteer.words("letter of a party")
_IN_A_PARTY = gazetteer.words("role in a party")
_HEADS = gazetteer.words("head of a body")  # who speaks for the state that the body speaks for
_IN_A_CAMPAIGN = gazetteer.words("role in a campaign")
_KINDS_OF_CAMPAIGN = gazetteer.words("kind of campaign")
_ANYWHERE = gazetteer.words("office of a state or of anyone")
_IN_BUSINESS = gazetteer.words("office of a firm")
_ITS = 60  # words before "its" among which the body stands that it means
_BESIDE = 4  # words before a role among which another may stand
_COUNTRIES = gazetteer.words("state by description") | {"country", "nation"}
_ADMINISTRATION = "administration"
_OFFICE_NAMES = {"camp": "campaign", "team": "campaign"}


@dataclass
class Draft:
    """An actor in the making: mentions as (start, end, form) in words of the reading."""

    name: str
    type: str
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    role: str | None = None
    affiliation: str | None = None
    capacity: str = "unknown"
    speaks_for: str | None = None
    base: str | None = None
    gender: str = ""
    words: frozenset[str] = frozenset()  # all words of its roles, lower-case
    heads: frozenset[str] = frozenset()  # its titles proper
    kinds: frozenset[str] = frozenset()  # kinds of those titles: candidate, lawmaker


def entities(reading: Reading, doc: Doc) -> list[tuple[int, int, str]]:
    """doc.ents as (start, end, label) in words of the reading; labels of other pipelines under ours; dates, numbers and
    white space left out."""
    return [
        (*reading.span(ent.start_char, ent.end_char), _LABELS[ent.label_])
        for ent in doc.ents
        if ent.label_ in _LABELS and not ent.text.isspace()
    ]


class _Article:
    """Builds the drafts of one article."""

    def __init__(self, reading: Reading, names: list[Name], banned: dict[int, set[int]]):
        self.reading, self.names = reading, names
        self.bodies = Bodies(reading, names)
        self.drafts: list[Draft] = []
        self.places = [n for n in names if n.kind == "place"]
        self.states = {n.end: n for n in (*names, *self.bodies.extra) if n.kind in ("state", "place") and n.state}
        self.starts = {n.start: n for n in names if n.kind in ("state", "place") and n.state}
        self.body_at = {m.start: e for e in self.bodies.found.values() for m in e.mentions}
        self.body_ends = {m.end: e for e in self.bodies.found.values() for m in e.mentions}
        self._states()
        self._bodies()
        people = [n for n in names if n.kind == "person" and not self._inside_institution(n)]
        self.people = People(reading, people + self._missed(people), banned)
        self.person_of: dict[int, Draft] = {}
        for person in self.people.people:
            self._person(person)
        self._offices()

    def _inside_institution(self, name: Name) -> bool:
        return name.start in self.bodies.taken

    def _missed(self, people: list[Name]) -> list[Name]:
        """Bare surnames of people named in full elsewhere that no entity covers."""
        reading = self.reading
        known = {parse(reading.surface(n.start, n.end)).surname for n in people if n.end - n.start > 1}
        known -= {word for word in reading.words if word.islower()} | STOP_WORDS  # "He" is rarely Mr. He
        covered = {i for n in self.names for i in range(n.start, n.end)} | self.bodies.taken
        return [
            Name(i, i + 1, "person")
            for i, word in enumerate(reading.lower)
            if word in known and i not in covered and reading.words[i][:1].isupper()
        ]

    def _states(self) -> None:
        by_name: dict[str, Draft] = {}
        for name in sorted(
            [n for n in self.names if n.kind == "state"] + [n for n in self.bodies.extra if n.kind == "state"],
            key=lambda n: n.start,
        ):
            draft = by_name.setdefault(name.state, Draft(name.state, "state", capacity="government"))
            draft.mentions.append((name.start, name.end, name.form))
        groups: dict[str, Draft] = {}
        for name in (n for n in self.names if n.kind == "group"):
            known = gazetteer.group(self.reading.surface(name.start, name.end))
            draft = groups.setdefault(known.name, Draft(known.name, "group", capacity=known.capacity, base=known.base))
            draft.mentions.append(
                (name.start, name.end, "name" if self.reading.surface(name.start, name.end) == known.name else "alias")
            )
        self.drafts += [*by_name.values(), *groups.values()]

    def _bodies(self) -> None:
        for entry in self.bodies.found.values():
            draft = Draft(
                entry.name, "organization", capacity=entry.capacity, base=entry.base, speaks_for=entry.speaks_for
            )
            for m in sorted(entry.mentions, key=lambda m: m.start):
                text = self.reading.surface(m.start, m.end)
                draft.mentions.append(
                    (m.start, m.end, "name" if fold(text).lower() == fold(entry.name).lower() else "alias")
                )
            self.drafts.append(draft)

    def _person(self, person: Person) -> None:
        reading = self.reading
        name = person.name
        draft = Draft(name, "person", gender=person.gender)
        for m in person.mentions:
            form = "name" if fold(reading.surface(m.start, m.end)) in (fold(name), fold(name).split()[-1]) else "alias"
            draft.mentions.append((m.start, m.end, form))
            self.person_of[m.start] = draft
        roles = [r for r in person.roles if r.title.text != "counterpart"]
        for r in person.roles:
            if r.title.text == "counterpart" and not draft.base:  # "his Norwegian counterpart"
                draft.base = next((self.starts[w].state for w in range(r.start, r.end) if w in self.starts), None)
        draft.words = frozenset(w for r in roles for w in r.words)
        draft.heads = frozenset(r.title.text for r in roles)
        draft.kinds = frozenset(r.title.kind for r in roles if r.title.kind)
        for role in sorted(roles, key=lambda r: (r.former, not r.title.capacity, r.start)):
            self._take(draft, role)
        for m in person.mentions:
            self._of(draft, m)
            if reading.possessive(m.start - 1) and m.start - 1 in self.states and not draft.base:
                draft.base = self.states[m.start - 1].state  # "Norway's Ann Lee"
            if reading.word(m.end) in ("(", ",") and reading.word(m.end + 2) == "-":
                draft.words |= {reading.word(m.end + 1)} & _LETTERS  # Ann Lee (D-Mass.)
        self.drafts.append(draft)

    def _take(self, draft: Draft, role: Role) -> None:
        """What one role beside the name tells of a person."""
        abroad = self.reading.word(role.head) in ("to", "for")  # an ambassador is not his hosts'
        told = role.head if abroad else role.end
        base = next((self.starts[w].state for w in range(role.start, told) if self._tells_base(role, w)), None)
        if base is None and self.reading.adjacent(role.start) and role.start in self.states:
            base = self.states[role.start].state  # "Norwegian government" spokesperson
        of = role.head + 1 + (self.reading.word(role.head + 1) == "the")
        if (
            base is None
            and self.reading.word(role.head) == "of"
            and of in self.starts
            and role.title.capacity != "expert"
        ):
            base = self.starts[of].state  # "President of Norway" Ann Lee
        body = next(
            (self.body_at[w] for w in range(role.start, role.end + 1) if w in self.body_at and w != role.start - 1),
            None,
        )
        for w in range(role.end - 1, role.start, -1):
            body = body or self.body_ends.get(w)
        if self.reading.adjacent(role.start):
            body = body or self.body_ends.get(role.start)  # "Chinese foreign ministry" spokesperson
        body = body or self._its_body(role)
        if self.reading.word(role.head) == "to":
            body = None  # an ambassador to the United Nations is not of them
        capacity = role.title.capacity
        if not capacity and role.title.text == "leader":
            capacity = "party" if _IN_A_PARTY & role.words else "government" if base else ""
        if not capacity and body and body.capacity != "unknown":
            capacity = body.capacity
        if (
            _IN_A_CAMPAIGN & role.words
            and role.title.capacity in ("", "party", "government")
            and role.title.text != "president"
        ):
            capacity = "party"
        if body and body.capacity == "expert" and role.title.capacity in ("", "business", "government", "media"):
            capacity = "expert"
        if body and body.capacity == "media" and role.title.capacity in ("", "business"):
            capacity = "media"
        if role.title.text in _ANYWHERE:
            if body and body.capacity != "unknown":
                capacity = body.capacity
            elif base is None and (self._of_another(role) or self._owned(role)):
                capacity = self._in_business(role)
        official = (
            role.title.text == "official" and body and body.capacity in ("party", "civil") and not body.speaks_for
        )
        if official:
            capacity = body.capacity  # a Hamas official is no government's
        if "shadow" in role.words:
            capacity = "party"  # of the opposition
        if draft.role is None:
            draft.role = role.text
        if draft.capacity == "unknown" and capacity:
            draft.capacity = capacity
        implied = None if gazetteer.party_words().keys() & role.words else role.title.base  # a party's are of a region
        if implied and _is_korean(draft.name):
            implied = None  # "Rep." Yoon Hye-jin
        base = base or (body.base if body else None) or implied
        draft.base = draft.base or base
        if body and not draft.affiliation and not (role.former and draft.role != role.text):
            draft.affiliation = body.name  # not that of a former post beside a present one
        if role.former or draft.speaks_for or "shadow" in role.words:
            return
        heads = role.title.text in _HEADS and body and body.capacity in ("government", "military")
        if role.title.speaks or role.title.text == "leader" or heads:
            if body and body.speaks_for:
                draft.speaks_for = body.speaks_for
            elif body and (role.title.capacity == "" or official):
                draft.speaks_for = body.name
            elif body or not base or self._of_another(role):
                return
            elif draft.capacity in ("government", "unknown"):
                draft.speaks_for = base
                draft.capacity = "government"
            elif draft.capacity == "military":
                draft.speaks_for = base

    def _its_body(self, role: Role) -> Institution | None:
        """The body of "its chair": the only one that the sentence names before, else the sentence before; None where
        several or none are named."""
        reading = self.reading
        if reading.word(role.start - 1) != "its":
            return None
        sentence = reading.sentence[role.start]
        for first, last in (
            (reading.first[sentence], role.start),
            (reading.first[max(0, sentence - 1)], reading.first[sentence]),
        ):
            words = range(max(first, last - _ITS), last)
            named = {id(self.body_at[w]): self.body_at[w] for w in words if w in self.body_at}
            named |= {-1: None} if any(w in self.starts for w in words) else {}
            if named:
                return next(iter(named.values())) if len(named) == 1 else None
        return None

    def _tells_base(self, role: Role, w: int) -> bool:
        """Whether a state that a role mentions is that of whoever holds it: "Chinese analyst"; not "China analyst",
        "professor of Japanese politics"."""
        if w not in self.starts:
            return False
        demonym = gazetteer.is_demonym(self.reading.surface(w, self.starts[w].end))
        return role.title.capacity != "expert" or demonym and w < role.head

    def _of_another(self, role: Role) -> bool:
        """Whether a president or leader is one of something that is no state: "president of the Teachers' Union"."""
        if role.title.text not in _ANYWHERE | {"leader"} or self.reading.word(role.head) not in ("of", "for", "at"):
            return False
        at = role.head + 1
        return at + (self.reading.word(at) == "the") not in self.starts

    def _owned(self, role: Role) -> bool:
        """Whether an office is that of something before it that is no state: "its president", "Acme's chief executive",
        "chairman and president"."""
        reading = self.reading
        if reading.word(role.start - 1) in ("its", "their") or self._in_business(role):
            return True
        owners = [w for w in range(role.start - 1, role.head) if reading.possessive(w)]
        return any(w not in self.states and reading.word(w - 1) not in _COUNTRIES for w in owners)

    def _in_business(self, role: Role) -> str:
        """The capacity business where another office of a firm stands beside a role, else none: "CEO and president"."""
        beside = self.reading.lower[max(0, role.start - _BESIDE) : role.start]
        return "" if _IN_BUSINESS.isdisjoint(beside) else "business"

    def _of(self, draft: Draft, name: Name) -> None:
        """ "Lin Jian of Beijing's Foreign Ministry": an affiliation after "of", or after "at" and "with" where it
        makes an expert; "Prime Minister Ann Lee of Norway": her state."""
        word = self.reading.word(name.end)
        if word not in ("of", "from", "at", "with"):
            return
        at = name.end + 1 + (self.reading.word(name.end + 1) == "the")
        if word == "of" and not draft.base and (state := self.starts.get(at)):
            role = before(self.reading, name.start)
            if role and role.title.speaks and not role.former:
                draft.base = state.state
                draft.speaks_for = draft.speaks_for or state.state
        if draft.affiliation:
            return
        if (body := self.body_at.get(at)) and (word == "of" or body.capacity == "expert"):
            draft.affiliation = body.name
            draft.base = draft.base or body.base
            draft.capacity = body.capacity if draft.capacity == "unknown" else draft.capacity
            draft.speaks_for = draft.speaks_for or body.speaks_for

    def _offices(self) -> None:
        """Organizations that go by a person's name: the Clinton campaign, the Obama administration, Ryan's office."""
        reading, made = self.reading, {}
        for person in [d for d in self.drafts if d.type == "person"]:
            for start, end, _ in list(person.mentions):
                at = end + reading.possessive(end)
                while reading.word(at) in _KINDS_OF_CAMPAIGN:
                    at += 1
                word = reading.word(at)
                if word not in OFFICES or (word in ("office", "team") and not reading.possessive(end)):
                    continue
                kind = _OFFICE_NAMES.get(word, word)
                surname = family_name(person.name)
                name = f"{person.name}'s office" if kind == "office" else f"{surname} {kind}"
                if name not in made:
                    made[name] = Draft(
                        name,
                        "organization",
                        capacity="party" if kind == "campaign" else "government",
                        speaks_for=person.base if kind == "administration" else person.name,
                        base=person.base,
                    )
                    self.drafts.append(made[name])
                made[name].mentions.append((start, at + 1, "name" if kind == word else "alias"))
        if not any(name.endswith(f" {_ADMINISTRATION}") for name in made):
            self._administration()

    def _administration(self) -> None:
        """ "The administration" of an article that names no other: that of its only president in office, of those whose
        state it tells or, where one is left, of him whose state goes without saying."""
        reading = self.reading
        at = [i for i in range(len(reading) - 1) if reading.lower[i : i + 2] == ["the", _ADMINISTRATION]]
        mentions = [(i, i + 2, "description") for i in at if reading.word(i + 2) != "of"]
        presidents = [
            d
            for d in self.drafts
            if d.type == "person" and d.heads == {"president"} and d.capacity == "government" and not FORMER & d.words
        ]
        presidents = [d for d in presidents if not d.base] or presidents
        if mentions and len(presidents) == 1:
            one = presidents[0]
            name, base = f"{family_name(one.name)} {_ADMINISTRATION}", one.base
            self.drafts.append(Draft(name, "organization", mentions, capacity="government", speaks_for=base, base=base))


def _is_korean(name: str) -> bool:
    """Whether a name is a Korean one by its given name: Yoon Hye-jin, Hye-jin Yoon."""
    given = [word.split("-") for word in name.lower().split() if "-" in word]
    return any(set(parts) <= gazetteer.korean_syllables() for parts in given)


def _apart(mentions: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The mentions of one actor in text order; of those that lie in each other, the name and not the description around
    it ("Council" of "the Council"), and the longer name ("Russian government" and not "Russian")."""
    out: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for start, end, form in sorted(set(mentions), key=lambda m: (m[2] not in NAMING, m[0] - m[1], m)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            out.append((start, end, form))
    return sorted(out)


def _finish(reading: Reading, drafts: list[Draft], places: list[Name]) -> tuple[list[Actor], list[Mention]]:
    """Records in order of first mention."""
    drafts = sorted(
        (d for d in drafts if d.mentions),
        key=lambda d: (min(m[0] for m in d.mentions), -max(m[1] for m in d.mentions), d.name),
    )
    actors, mentions = [], []
    for number, draft in enumerate(drafts):
        spans, forms = [], []
        for start, end, form in _apart(draft.mentions):
            span = reading.starts[start], reading.ends[end - 1]
            spans.append(span)
            mentions.append(Mention(*span, form, number))
            text = reading.text[span[0] : span[1]]
            if form in NAMING and text != draft.name and text not in forms:
                forms.append(text)
        actors.append(
            Actor(
                draft.name,
                draft.type,
                tuple(spans),
                draft.role,
                draft.affiliation,
                draft.capacity,
                draft.speaks_for,
                draft.base,
                tuple(forms),
            )
        )
    taken = {(m.start, m.end) for m in mentions}
    for name in places:
        span = reading.starts[name.start], reading.ends[name.end - 1]
        if span not in taken:
            mentions.append(Mention(*span, "name", None))
    mentions.sort(key=lambda m: (m.start, -m.end, m.actor is None, m.actor or 0))
    return actors, mentions


def find_actors(doc: Doc) -> tuple[list[Actor], list[Mention]]:
    """Actors in order of first mention, and all mentions in text order (literal places with actor None).

    Reads doc.ents, and the attributions on the Doc where there are any: nobody speaks of himself by bare surname.
    """
    reading = Reading(doc)
    names = find_names(reading, entities(reading, doc))
    attributions = get_records(doc, "attributions")
    names += in_sources(reading, names, [reading.span(*a.source) for a in attributions if a.source])
    names.sort(key=lambda n: (n.start, -n.end))
    article = _Article(reading, names, {})
    references = References(reading, article.drafts, attributions)
    if banned := misread(reading, article.people.people, article.person_of, attributions, references):
        article = _Article(reading, names, banned)
        references = References(reading, article.drafts, attributions)
    references.add_mentions()
    return _finish(reading, article.drafts, article.places)


@Language.component("onrecord_actors", assigns=["doc._.actors", "doc._.mentions"])
def set_actors(doc: Doc) -> Doc:
    """Attach actors and mentions to the Doc."""
    actors, mentions = find_actors(doc)
    set_records(doc, "actors", actors)
    set_records(doc, "mentions", mentions)
    return doc
