"""Words that point back: he and she, "the president", "the paper". One sweep over the text, resolved only where it is
safe."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer, roles
from analysis.annotate.beside import speech_verbs
from analysis.annotate.clauses import modifier, subject
from analysis.annotate.reading import Reading
from analysis.annotate.types import Attribution

_ACTING = "acting:"  # a description of whoever acted last, if of one of these capacities
_CLAUSE = 14  # words behind a pronoun that may belong to its clause
_BACK = 6  # sentences that a pronoun may reach back
GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
RELATIVE = {"who", "which", "that", "whose", "where", "whom"}
FAR = 150  # words back in which somebody unnamed, or a document, was brought up
_FRONTED = gazetteer.words("opens a fronted clause")
_PRINTED = gazetteer.words("printed by a paper or by anyone")
_WRITTEN = gazetteer.words("before a paper that is no newspaper")
_RESEARCH = gazetteer.words("word of research")
_FAR_BACK = 600  # words back in which a paper was brought up
_PARTIES = gazetteer.party_words()
_PERSONS = gazetteer.words("person by description") | gazetteer.words("unnamed person")
_OFFICES = {"minister", "secretary", "ambassador", "spokesman", "spokeswoman", "spokesperson"}
_FIRST = ("prime ", "chief ", "deputy ", "first ")
_ARTICLES = {"a", "an", "another"}
_ASKED = {"asked", "pressed", "questioned", "quizzed"}
_PARENTHESIS = 7  # words from "he" to the end of what stands between commas
_CREDIT = 6  # words from a bracket to a name in it
_AUXILIARIES = gazetteer.words("between subject and verb")
_BEHIND_HER = gazetteer.words("behind her who is told")
_PLAIN = 0.75  # certainty from which a pronoun tells the gender of the only person of its sentence
_VERB = 2  # words of a verb with its preposition: "agrees with" him
_HEAD = 5  # words before a noun among which the article stands that brings it in


@dataclass(frozen=True)
class Found:
    """What a pronoun or description points to: a draft's number and how sure that is (0 to 1)."""

    draft: int
    certainty: float


@dataclass(frozen=True)
class _Seen:
    start: int
    draft: int
    subject: int  # 3: source of an attribution; 2: subject of its clause; 1: owner of the subject; 0: neither


@dataclass(frozen=True)
class Description:
    """A definite description: words from ``start`` (its article) to ``end``; ``noun`` is its head."""

    start: int
    end: int
    noun: str
    person: bool
    kind: str = ""


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


def describe(reading: Reading, i: int, nouns: dict[str, tuple[str, str]]) -> Description | None:
    """The definite description that begins with the article at i, if it has a head that tells a person or an
    organization."""
    if reading.lower[i] != "the":
        return None
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


class References:
    """What the pronouns and descriptions of an article point to, found in one sweep. ``drafts`` are actors in the
    making."""

    def __init__(self, reading: Reading, drafts: list, attributions: list[Attribution]):
        self.reading, self.drafts = reading, drafts
        self.nouns = _nouns()
        self.named: list[tuple[int, int, int]] = sorted(
            (s, e, k) for k, d in enumerate(drafts) for s, e, form in d.mentions if form != "pronoun"
        )
        self.starts = [s for s, _, _ in self.named]
        self.at = frozenset(self.starts)  # first words of named mentions
        self.resolved: dict[int, Found] = {}  # first word of a pronoun or description to what it points to
        self.ends: dict[int, int] = {}  # and where it ends
        self.forms: dict[int, str] = {}
        self.people: dict[int, list[_Seen]] = {}  # sentence to the people in it, outside quotation marks
        self.bodies: dict[int, list[_Seen]] = {}  # sentence to its organizations, states and groups
        self.sources = {i for a in attributions if a.source for i in range(*reading.span(*a.source))}
        self.unnamed: set[int] = set()  # sentences that open with somebody unnamed: "A miner in the town shrugged"
        self.strangers: dict[int, str] = {}  # sentence to the gender of somebody unnamed who is its subject
        self.called: dict[int, str] = {}  # draft to the gender of a pronoun that plainly points to it
        self._by_head: dict[str, list[int]] = {}
        for k, draft in enumerate(drafts):
            for head in sorted(draft.heads | draft.kinds | _plain_offices(draft)) if draft.type == "person" else ():
                self._by_head.setdefault(head, []).append(k)
        self._sweep()

    def inside(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Named mentions within some words, as (start, end, draft)."""
        out = []
        for k in range(bisect_left(self.starts, start), len(self.named)):
            if self.named[k][0] >= end:
                break
            if self.named[k][1] <= end:
                out.append(self.named[k])
        return out

    def around(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Named mentions that touch some words or begin right after them."""
        low = max(0, bisect_left(self.starts, start) - 3)
        out = []
        for k in range(low, len(self.named)):
            if self.named[k][0] > end:
                break
            if self.named[k][1] > start:
                out.append(self.named[k])
        return out

    def subject(self, start: int, end: int) -> int:
        """Whether a name is a source (3), or looks like the subject of its clause (2) or the subject's owner (1) by
        the words around it."""
        if start in self.sources and not self.reading.possessive(end) and not modifier(self.reading, end):
            return 3
        return subject(self.reading, start, end)

    def _sweep(self) -> None:
        reading = self.reading
        last_seen: dict[int, int] = {}  # draft to the word of its latest mention
        last_of: dict[str, int] = {}  # word of a name, or capacity, to the organization last named by it
        position, skip = 0, 0
        for i in range(len(reading)):
            sentence = reading.sentence[i]
            while position < len(self.named) and self.named[position][0] == i:
                start, end, k = self.named[position]
                draft = self.drafts[k]
                position += 1
                last_seen[k] = i
                if draft.type == "person":
                    if not reading.quoted[i]:
                        self.people.setdefault(sentence, []).append(_Seen(i, k, self.subject(start, end)))
                else:
                    if not reading.quoted[i]:
                        self.bodies.setdefault(sentence, []).append(_Seen(i, k, self.subject(start, end)))
                    if draft.type == "organization":
                        for word in draft.name.lower().replace("'s", " ").split():
                            last_of[word] = k
                        last_of["capacity:" + draft.capacity] = k
                skip = max(skip, end)
            if i == reading.first[sentence] and self._stranger(i):
                self.unnamed.add(sentence)
            if reading.quoted[i] or i < skip:
                continue
            word = reading.lower[i]
            if word in ("his", "her") and (kin := self._kin(i, last_seen)):
                self._resolve(i, i + 2, kin, "description")
                self.people.setdefault(sentence, []).append(_Seen(i, kin.draft, self.subject(i, i + 2)))
                continue
            if word in GENDER:
                others = self._named_behind(i) if word in ("he", "she") else self._told_of_another(i)
                one = bool(others) and word in ("him", "her")
                others |= self._in_what_is_told(i, GENDER[word])
                if found := self._ahead(i, GENDER[word]) or self.person_before(i, GENDER[word], others, one):
                    alone = {p.draft for p in self.people.get(sentence, ())} == {found.draft}
                    if alone and found.certainty >= _PLAIN and " " in self.drafts[found.draft].name:
                        self.called.setdefault(found.draft, GENDER[word])
                    self._resolve(i, i + 1, found, "pronoun")
                    self.people.setdefault(sentence, []).append(
                        _Seen(i, found.draft, (3 if i in self.sources else 2) if word in ("he", "she") else 0)
                    )
            elif word == "the" and (described := describe(reading, i, self.nouns)):
                if not described.person and self._names_a_body(described):
                    skip = described.end
                elif found := self._described(described, last_seen, last_of):
                    self._resolve(described.start, described.end, found, "description")
                    last_seen[found.draft] = i
                    seen = _Seen(i, found.draft, self.subject(described.start, described.end))
                    (self.people if described.person else self.bodies).setdefault(sentence, []).append(seen)
                    skip = described.end

    def _names_a_body(self, d: Description) -> bool:
        """Whether a description tells by name which body it is: "the Islamic State group", "the NFL Network"."""
        return any(
            d.start < start < d.end and self.drafts[k].type in ("organization", "person")
            for start, _, k in self.around(d.start + 1, d.end)
        )

    def _resolve(self, start: int, end: int, found: Found, form: str) -> None:
        self.resolved[start], self.ends[start], self.forms[start] = found, end, form

    def person_before(
        self, i: int, gender: str, beyond: frozenset[int] = frozenset(), acted_on: bool = False
    ) -> Found | None:
        """Whom he (m), she (f) or an unknown ("") at word i points to; nobody of ``beyond``. ``acted_on``: him or her
        whom somebody of ``beyond`` tells; so was, of two in a sentence before, the one who was no subject there."""
        sentence = self.reading.sentence[i]
        paragraph = self.reading.paragraph[i]
        late: list[tuple[int, int]] = []
        for back in range(_BACK + 1):
            s = sentence - back
            if s < 0 or paragraph - self.reading.paragraph[self.reading.first[s]] > 8:
                break
            seen = [
                p
                for p in self.people.get(s, ())
                if p.start < i and p.draft not in beyond and (not gender or self._gender(p.draft) in ("", gender))
            ]
            if back and self.strangers.get(s, "none") in ("", gender):
                return None  # "Her father wept": he is nobody who was named
            if back and s in self.unnamed and i in self.sources and not any(p.subject >= 2 for p in seen):
                return None
            if not seen:
                continue
            if acted_on and back and len({p.draft for p in seen}) > 1:
                acting = {p.draft for p in seen if p.subject >= 2}
                told = {p.draft for p in seen} - acting
                return Found(told.pop(), 0.65) if len(told) == 1 else None
            subjects = [p for p in seen if p.subject == 3] if back else []
            subjects = subjects or [p for p in seen if p.subject >= 2] or [p for p in seen if p.subject]
            if not back and not subjects and "who" in self.reading.lower[seen[-1].start : i]:
                subjects = seen[-1:]  # "For Ann Lee, 31, who lost her job"
            others = {p.draft for p in seen}
            if subjects:
                owners = [p for p in seen if gender and self.called.get(p.draft) == gender and p.start not in self.at]
                if subjects and not any(self._gender(p.draft) for p in subjects):
                    owners = [p for p in owners if p.start < subjects[0].start]
                    subjects = owners or subjects  # "Her doctor, Roe, had told her": she is not Roe
                sure = [p for p in subjects if gender and self.drafts[p.draft].gender == gender]
                chosen = (sure or subjects)[0]
                near = [k for k, before in late if before and gender and self._gender(k) == gender]
                if near and not sure and i not in self.sources:
                    return Found(near[0], 0.7)  # nearer, if no subject, and known to be he or she
                certainty = 0.92 - 0.04 * back - 0.12 * (len(others) > 1) - 0.1 * (not sure) - 0.08 * bool(late)
                return Found(chosen.draft, max(0.3, certainty))
            late += [(p.draft, back) for p in seen]
            if back >= 2:
                break
        if late and len({k for k, _ in late}) == 1:
            draft, back = late[0]
            return Found(draft, 0.75 - 0.05 * back)
        return Found(late[0][0], 0.5) if late else None

    def _gender(self, draft: int) -> str:
        """m or f where the article tells, if only by a pronoun so far."""
        return self.drafts[draft].gender or self.called.get(draft, "")

    def subject_before(self, i: int) -> bool:
        """Whether somebody is the subject of a clause before word i in its sentence."""
        sentence = self.reading.sentence[i]
        seen = (*self.people.get(sentence, ()), *self.bodies.get(sentence, ()))
        return any(p.start < i and p.subject >= 2 for p in seen)

    def _named_behind(self, i: int) -> frozenset[int]:
        """Who is named behind "he" or "she" in its clause, and so is somebody else: "he told Lee that Roe had left"."""
        reading, found, k = self.reading, set(), bisect_left(self.starts, i)
        end = next(
            (j for j in range(i + 1, min(i + _CLAUSE, len(reading))) if not reading.words[j][0].isalnum()), i + _CLAUSE
        )
        while k < len(self.named) and self.named[k][0] < end:
            if reading.sentence[self.named[k][0]] == reading.sentence[i]:
                found.add(self.named[k][2])
            k += 1
        return frozenset(found)

    def _in_what_is_told(self, i: int, gender: str) -> frozenset[int]:
        """Who is named in the words that "he said" at word i goes with, where the sentence before has somebody who
        can have said them: "Lee told reporters that he was ill. Roe had been warned, he said."""
        reading, sentence = self.reading, self.reading.sentence[i]
        if reading.lower[reading.first[sentence]] in _ASKED:  # "Asked if Lee had paid, she said"
            return frozenset(p.draft for p in self.people.get(sentence, ()) if p.start < i and p.start in self.at)
        behind = reading.word(i - 1, sentence) in (",", "”", '"') and i in self.sources
        parenthetic = reading.word(i + 1) in speech_verbs() and any(
            reading.word(k, sentence) in (",", ".", "") for k in range(i + 2, i + _PARENTHESIS)
        )  # "he said.", ", she told a radio station,"
        if not behind or not parenthetic or reading.lower[i] not in ("he", "she"):
            return frozenset()
        told = next((k for k in range(i, reading.first[sentence], -1) if reading.words[k] in (":", ";")), 0)
        here = [p for p in self.people.get(sentence, ()) if told <= p.start < i]
        before = [
            p
            for p in self.people.get(sentence - 1, ())
            if p.subject >= 2 and self.drafts[p.draft].gender in ("", gender)
        ]
        named = frozenset(p.draft for p in here if self.forms.get(p.start) != "pronoun")
        return named if before and before[0].draft not in named else frozenset()

    def _kin(self, i: int, last_seen: dict[int, int]) -> Found | None:
        """Whom "her husband" at word i means, if the article has named one such; a stranger who is a subject is noted,
        so that no pronoun reaches past him."""
        reading, sentence = self.reading, self.reading.sentence[i]
        title = gazetteer.titles().get(reading.word(i + 1, sentence))
        if title is None or title.kind != "relative" or reading.word(i + 2, sentence) == ",":
            return None
        known = [k for k in self._by_head.get(title.text, ()) if k in last_seen]
        if len(known) == 1:
            return Found(known[0], 0.8)
        if i == reading.first[sentence] and not reading.words[i + 2][:1].isupper():
            self.strangers[sentence] = title.gender
        return None

    def _stranger(self, i: int) -> bool:
        """Whether a sentence opens at word i with an unnamed person: "A retired miner shrugged", "One European
        diplomat, who"."""
        reading, sentence = self.reading, self.reading.sentence[i]
        if reading.lower[i] not in _ARTICLES | {"one"} or reading.quoted[i]:
            return False
        for k in range(i + 1, min(i + _HEAD, reading.last(sentence) - 1)):
            if not reading.words[k].replace("-", "").isalpha():
                return False
            word, follows = reading.lower[k], reading.word(k + 1, sentence)
            if reading.words[k + 1][:1].isupper() or follows in ("of", "for", "to"):
                continue
            beside = follows in (",", "in", "from", "at", "who")
            known = word in gazetteer.titles() or word in _PERSONS or word.endswith(("man", "woman", "ist", "ian"))
            if known and (beside or follows.isalpha()) or beside and word.endswith(("er", "or", "ant")):
                return True
        return False

    def _told_of_another(self, i: int) -> frozenset[int]:
        """Who acts on him or her at word i, and so is somebody else: "Lee had told her that", "Lee thanked him"."""
        reading, sentence = self.reading, self.reading.sentence[i]
        follows = reading.word(i + 1, sentence)
        if (
            reading.lower[i] not in ("him", "her")
            or reading.lower[i] == "her"
            and follows.isalpha()
            and follows not in _BEHIND_HER
        ):
            return frozenset()
        acting = [p for p in self.people.get(sentence, ()) if p.start < i and p.subject >= 2]
        if not acting:
            return frozenset()
        last = acting[-1]
        end = next(
            (high for low, high, _ in self.around(last.start, last.start + 1) if low == last.start), last.start + 1
        )
        between = [word for word in reading.lower[end:i] if word not in _AUXILIARIES and word != ","]
        return frozenset({last.draft}) if len(between) <= _VERB else frozenset()

    def _ahead(self, i: int, gender: str) -> Found | None:
        """ "While he has said so, Sanders must decide": the subject after a clause that comes first."""
        reading, sentence = self.reading, self.reading.sentence[i]
        first = reading.first[sentence]
        if i - first > 5 or reading.lower[first] not in _FRONTED or self.people.get(sentence):
            return None
        for k in range(bisect_left(self.starts, i), len(self.named)):
            start, end, draft = self.named[k]
            if start >= reading.last(sentence) or start > i + 40:
                break
            role = roles.before(reading, start)
            if (
                self.drafts[draft].type == "person"
                and reading.word((role.start if role else start) - 1, sentence) in (",", "”", '"')
                and (not reading.quoted[start])
                and not reading.possessive(end)
            ):
                return Found(draft, 0.8) if self.drafts[draft].gender in ("", gender) else None
        return None

    def body_before(self, i: int, kinds: tuple[str, ...], reach: int = 2) -> Found | None:
        """The organization, state or group that "it" or "they" at word i points to: the subject of this or an earlier
        sentence."""
        sentence = self.reading.sentence[i]
        for back in range(reach + 1):
            seen = [
                p
                for p in self.bodies.get(sentence - back, ())
                if p.start < i and p.subject >= 2 and self.drafts[p.draft].type in kinds
            ]
            if seen:
                alike = {p.draft for p in seen if self.drafts[p.draft].type == self.drafts[seen[0].draft].type}
                return Found(seen[0].draft, 0.75 - 0.1 * back - 0.1 * (len(alike) > 1))
        return None

    def _described(self, d: Description, last_seen: dict[int, int], last_of: dict[str, int]) -> Found | None:
        words = [w for w in self.reading.lower[d.start + 1 : d.end] if w not in ("-",)]
        if d.person:
            return self._described_person(d, words, last_seen)
        kind, test = self.nouns[d.noun]
        if d.noun in _PRINTED and self._a_document(d):
            return None
        if kind == "state":
            return self.body_before(d.start, ("state",), 1)
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

    def _spoken_of(self, d: Description, since: int) -> bool:
        """Whether another one of its kind, without a name, was brought up in between: "Turkish central bank
        officials" before "the bank"."""
        reading = self.reading
        for i in range(since + 1, d.start):
            if reading.words[i] == d.noun and not reading.quoted[i] and reading.words[i - 1] != "the":
                before = reading.words[max(0, i - 2) : i]
                follows = reading.words[i + 1]
                head = not follows.isalpha() or follows[:1].isupper() or follows in STOP_WORDS  # no "campaign video"
                people = any(gazetteer.is_demonym(word) for word in before)
                if head and (people or not _ARTICLES.isdisjoint(before)):
                    return True
        return False

    def _a_document(self, d: Description) -> bool:
        """Whether "the paper" is no newspaper but what somebody wrote: "the 2009 paper", or after "a white paper" or
        words of research."""
        lower = self.reading.lower
        if any(word.isdigit() for word in lower[d.start : d.end]):
            return True
        back = range(d.start, max(0, d.start - _FAR_BACK), -1)
        return any(lower[i] in _RESEARCH or lower[i] == d.noun and lower[i - 1] in _WRITTEN for i in back)

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
            for k in self._by_head.get(key, ())[:40]:
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
        for i in range(since + 1, d.start):
            title = gazetteer.titles().get(reading.lower[i])
            same = title is not None and title.text == d.noun and not reading.quoted[i]
            if same and reading.words[i + 1].islower():
                lead = reading.lower[max(since + 1, i - _HEAD) : i]
                if not _ARTICLES.isdisjoint(lead) and "of" not in lead:
                    return True
        return False

    def _is_name(self, i: int) -> bool:
        """Whether a word of a description is part of the name of a body."""
        return any(low <= i < high and self.drafts[k].type == "organization" for low, high, k in self.around(i, i + 1))

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

    def speaker_draft(self, attribution: Attribution):
        """The person that an attribution's source names or points to, as a draft; None where that is not plain."""
        start, end = self.reading.span(*attribution.source)
        for _, _, k in self.inside(start, end):
            if self.drafts[k].type == "person":
                return self.drafts[k]
        found = self.resolved.get(start)
        return self.drafts[found.draft] if found and self.drafts[found.draft].type == "person" else None

    def add_mentions(self) -> None:
        """Add the safe pronouns and descriptions to the drafts' mentions."""
        for start, found in self.resolved.items():
            if found.certainty >= 0.6:
                self.drafts[found.draft].mentions.append((start, self.ends[start], self.forms[start]))
