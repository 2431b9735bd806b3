"""Definite descriptions, "the president", "the bank", "the paper", and whom they point to."""

from dataclasses import dataclass
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer, roles
from analysis.annotate.reading import Reading

_ACTING = "acting:"  # a description of whoever acted last, if of one of these capacities
FAR = 150  # words back in which somebody unnamed, or a document, was brought up
_FAR_BACK = 600  # words back in which a paper, or another one of a kind, was brought up
_HEAD = 5  # words before a noun among which the article stands that brings it in
_CREDIT = 6  # words from a bracket to a name in it
_PRINTED = gazetteer.words("printed by a paper or by anyone")
_WRITTEN = gazetteer.words("before a paper that is no newspaper")
_RESEARCH = gazetteer.words("word of research")
_PARTIES = gazetteer.party_words()
_OFFICES = {"minister", "secretary", "ambassador", "spokesman", "spokeswoman", "spokesperson"}
_FIRST = ("prime ", "chief ", "deputy ", "first ")
ARTICLES = {"a", "an", "another"}


@dataclass(frozen=True)
class Found:
    """What a pronoun or description points to: a draft's number and how sure that is (0 to 1)."""

    draft: int
    certainty: float


@dataclass(frozen=True)
class Description:
    """A definite description: words from ``start`` (its article) to ``end``; ``noun`` is its head."""

    start: int
    end: int
    noun: str
    person: bool
    kind: str = ""


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {r["noun"]: (r["type"], r["test"]) for r in gazetteer.rows("descriptions.csv")}


def _plain_offices(draft) -> set[str]:
    """What the holders of offices are called in short: "the minister" for a finance minister, if not a shadow one nor
    a prime minister."""
    if "shadow" in draft.words:
        return set()
    return {head.split()[-1] for head in draft.heads if " " in head and not head.startswith(_FIRST)} & _OFFICES


def _of_one_office(one: str, other: str) -> bool:
    """Whether two titles may be of one office: "minister" and "foreign minister"; not two kinds of ministers."""
    return f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")


def _plain(word: str) -> bool:
    """Whether a lower-case word may describe a body: "militant", not "hurt"."""
    return word.isalpha() and word not in gazetteer.no_modifiers()


def describe(reading: Reading, i: int) -> Description | None:
    """The definite description that begins with the article at i, if it has a head that tells a person or an
    organization."""
    if reading.lower[i] != "the":
        return None
    nouns = _nouns()
    limit = min(reading.last(reading.sentence[i]), i + 9)
    best, plain = None, 0
    for j in range(i + 1, limit):
        word, two = reading.lower[j], " ".join(reading.lower[j - 1 : j + 1])
        three = " ".join(reading.lower[j : j + 3])
        if three.startswith("head of ") and (title := gazetteer.titles().get(three)):
            best = Description(i, j + 3, title.text, True, title.kind)  # "the head of state"
            break
        if two in nouns:
            best = Description(i, j + 1, two, False)
        elif word in nouns and nouns[word][1].startswith(_ACTING):
            if not reading.words[j].islower():
                break  # a name
            best = Description(i, j + 1, word, False)
        elif plain:
            if plain == 2 or not _plain(word):
                break
            plain += 1
        elif title := roles.title_ending(reading, j + 1, i + 1):
            if not word.endswith(("s", "men")) or word in gazetteer.titles():
                best = Description(i, j + 1, title[1].text, True, title[1].kind)
        elif word in nouns:
            best = Description(i, j + 1, word, False)
        elif not (
            word in gazetteer.role_modifiers()
            or reading.words[j][:1].isupper()
            or word in ("-", "–")
            or (word.endswith(("born", "old", "based", "ed", "ing", "al", "ian", "year")) or reading.words[j].isdigit())
        ):
            if best or not _plain(word):
                break
            plain = 1  # "the rights group"
    if best and best.noun in nouns and nouns[best.noun][1].startswith(_ACTING):
        follows = reading.word(best.end)
        best = None if follows in nouns or follows in gazetteer.titles() else best  # "the group leader"
    if best is None or (best.end < limit and reading.words[best.end][:1].isupper()):
        return None
    return best


class Descriptions:
    """Whom the descriptions of one article point to. ``references``: what has been read up to the description."""

    def __init__(self, references):
        self.references, self.reading, self.drafts = references, references.reading, references.drafts
        self.people, self.bodies = references.people, references.bodies
        self.by_head: dict[str, list[int]] = {}  # title, or kind of titles, to those who bear it
        for k, draft in enumerate(self.drafts):
            for head in sorted(draft.heads | draft.kinds | _plain_offices(draft)) if draft.type == "person" else ():
                self.by_head.setdefault(head, []).append(k)

    def pointed_to(self, d: Description, last_seen: dict[int, int], last_of: dict[str, int]) -> Found | None:
        words = [w for w in self.reading.lower[d.start + 1 : d.end] if w not in ("-",)]
        if d.person:
            return self._described_person(d, words, last_seen)
        kind, test = _nouns()[d.noun]
        if d.noun in _PRINTED and self._a_document(d):
            return None
        if kind == "state":
            return self.references.body_before(d.start, ("state",), 1)
        if test.startswith(_ACTING):
            return self._acting(d.start, test.removeprefix(_ACTING).split(":"))
        if len(words) > len(d.noun.split()) and not test.startswith("capacity"):
            return None  # "the Defense Department", "the central committee": a name of its own
        first, _, second = test.partition("|")
        key = first if first.startswith("capacity") else first.partition(":")[2] or d.noun
        if first.startswith("capacity") and (found := self._acting(d.start, [first.partition(":")[2]])):
            return found
        k = last_of.get(key, last_of.get(second))
        return None if k is None or self._spoken_of(d, last_seen[k]) else Found(k, 0.8)

    def _a_document(self, d: Description) -> bool:
        """Whether "the paper" is no newspaper but what somebody wrote: "the 2009 paper", or after "a white paper" or
        words of research."""
        lower = self.reading.lower
        if any(word.isdigit() for word in lower[d.start : d.end]):
            return True
        back = range(d.start, max(0, d.start - _FAR_BACK), -1)
        return any(lower[i] in _RESEARCH or lower[i] == d.noun and lower[i - 1] in _WRITTEN for i in back)

    def _spoken_of(self, d: Description, since: int) -> bool:
        """Whether another one of its kind, without a name, was brought up in between: "Turkish central bank
        officials" before "the bank"."""
        reading = self.reading
        for i in range(max(since + 1, d.start - _FAR_BACK), d.start):
            if reading.words[i] == d.noun and not reading.quoted[i] and reading.words[i - 1] != "the":
                before = reading.words[max(0, i - 2) : i]
                follows = reading.words[i + 1]
                head = not follows.isalpha() or follows[:1].isupper() or follows in STOP_WORDS  # no "campaign video"
                people = any(gazetteer.is_demonym(word) for word in before)
                if head and (people or not ARTICLES.isdisjoint(before)):
                    return True
        return False

    def _acting(self, i: int, capacities: list[str]) -> Found | None:
        """ "The website" or "the group" at word i: the organization whose kind does not speak against it that
        was the subject just before."""
        sentence = self.reading.sentence[i]
        for s in range(sentence, max(-1, sentence - 4), -1):
            acting = {
                p.draft
                for p in self.bodies.get(s, ())
                if (p.subject >= 2 or s == sentence)  # "a spokesman for Acme said the company was in talks"
                and self.drafts[p.draft].type == "organization"
                and self.drafts[p.draft].capacity in ("unknown", *capacities)
                and not (self.drafts[p.draft].capacity == "military" and self.drafts[p.draft].speaks_for)  # an army
            }
            if acting:
                return Found(acting.pop(), 0.75) if len(acting) == 1 else None
        return None

    def _described_person(self, d: Description, words: list[str], last_seen: dict[int, int]) -> Found | None:
        speaks = (title := gazetteer.titles().get(d.noun)) is not None and title.speaks
        told = set() if speaks else {_PARTIES[w] for w in words if w in _PARTIES}
        states = {
            hit[0].name
            for w in self.reading.words[d.start + 1 : d.end]
            if (hit := gazetteer.state(w)) and hit[1] != "capital"
        }
        extra = {
            w
            for w in words
            if w not in d.noun.split()
            and w not in gazetteer.role_modifiers()
            and (speaks or w not in _PARTIES)  # "the Labour Minister" is of no party
            and (not gazetteer.state(w.title()))
            and w not in gazetteer.titles()
        }
        former = not roles.FORMER.isdisjoint(words)
        for key in (d.noun, d.kind) if d.kind else (d.noun,):
            fit = []
            for k in self.by_head.get(key, ())[:40]:
                draft = self.drafts[k]
                known = {_PARTIES[w] for w in draft.words if w in _PARTIES}
                was = not roles.FORMER.isdisjoint(draft.words)
                if (
                    k not in last_seen
                    or self._another_since(d, last_seen[k])
                    or speaks
                    and ("shadow" in draft.words) != ("shadow" in words)
                    or speaks
                    and former != was  # there is one president, and "the president" is not the one before him
                    or told
                    and not told & known
                    and (known or key != d.noun)  # a candidate of no known party is not "the Democratic nominee"
                    or states
                    and draft.base
                    and draft.base not in states
                ):
                    continue
                if any(
                    self.reading.words[w][:1].isupper()
                    and self.reading.lower[w] in extra - draft.words
                    and (not gazetteer.is_place(self.reading.words[w]))
                    for w in range(d.start + 1, d.end)
                ):
                    continue  # "the BRICS leader" is not the leader of somewhere else
                fit.append(
                    (k, len(extra & draft.words) + 2 * len(told & known) + (draft.base in states), key in draft.heads)
                )
            if fit:
                top = max(f[1] for f in fit)
                best = [f for f in fit if f[1] == top]
                chosen = max(best, key=lambda f: last_seen[f[0]])
                return Found(
                    chosen[0],
                    (0.88 if len(best) == 1 else 0.62) - 0.08 * bool(extra and not top) - 0.1 * (key != d.noun),
                )
        return self._topic(d, told)

    def _another(self, d: Description, draft) -> bool:
        """Whether a description gives an office that is not the one of a person: "the finance minister" is no defence
        minister, "the official" nobody who was named where the article has brought in an unnamed one."""
        lower = self.reading.lower
        bodies = {lower[i] for i in range(d.start + 1, d.end) if self._is_name(i)}
        known = draft.heads or draft.affiliation
        if bodies and known and not bodies <= draft.words | set((draft.affiliation or "").lower().split()):
            return True  # "the Commission president"
        offices = [head for head in draft.heads if (title := gazetteer.titles().get(head)) and title.speaks]
        title = gazetteer.titles().get(d.noun)
        if title and title.speaks and offices and not any(_of_one_office(d.noun, head) for head in offices):
            return True
        return self._another_since(d, max(0, d.start - FAR))

    def _another_since(self, d: Description, since: int) -> bool:
        """Whether another one, without a name, was brought up after somebody was last named: "a State Department
        spokesperson" before "the spokesperson"."""
        reading = self.reading
        for i in range(max(since + 1, d.start - _FAR_BACK), d.start):
            title = gazetteer.titles().get(reading.lower[i])
            same = title is not None and title.text == d.noun and not reading.quoted[i]
            if same and reading.words[i + 1].islower():
                lead = reading.lower[max(since + 1, i - _HEAD) : i]
                if not ARTICLES.isdisjoint(lead) and "of" not in lead:
                    return True
        return False

    def _is_name(self, i: int) -> bool:
        """Whether a word of a description is part of the name of a body."""
        return any(
            low <= i < high and self.drafts[k].type == "organization"
            for low, high, k in self.references.around(i, i + 1)
        )

    def _credited(self, i: int) -> bool:
        """Whether a name stands in brackets behind a colon, as photographers' do: "(ABC News: Ann Lee)"."""
        back = self.reading.words[max(0, i - _CREDIT) : i]
        return back[-1:] in ([":"], ["/"]) and "(" in back

    def _topic(self, d: Description, told: set[str]) -> Found | None:
        """A description that fits no known role can still be the person whom the text is about just now: "the mogul
        said"."""
        sentence = self.reading.sentence[d.start]
        seen = [p for s in (sentence - 1, sentence - 2) for p in self.people.get(s, ())]
        seen = [p for p in seen if not self._credited(p.start)]
        title = gazetteer.titles().get(d.noun)
        if not seen or len({p.draft for p in seen}) > 1 or self.people.get(sentence):
            return None
        draft = self.drafts[seen[0].draft]
        if self._another(d, draft):
            return None
        known = {_PARTIES[w] for w in draft.words if w in _PARTIES}
        if told and known and not told & known or title and title.gender and draft.gender not in ("", title.gender):
            return None
        return Found(seen[0].draft, 0.55)

    def names_a_body(self, d: Description) -> bool:
        """Whether a description tells by name which body it is: "the Islamic State group", "the NFL Network"."""
        return any(
            d.start < start < d.end and self.drafts[k].type in ("organization", "person")
            for start, _, k in self.references.around(d.start + 1, d.end)
        )
