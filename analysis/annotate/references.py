"""Words that point back: he and she, "the president", "the paper". One sweep over the text, resolved only where it is
safe."""

from bisect import bisect_left
from dataclasses import dataclass

from analysis.annotate import gazetteer, roles
from analysis.annotate.barred import Barred
from analysis.annotate.clauses import modifier, subject
from analysis.annotate.descriptions import Descriptions, Found, describe
from analysis.annotate.reading import Reading
from analysis.annotate.types import Attribution

_BACK = 6  # sentences that a pronoun may reach back
GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
RELATIVE = {"who", "which", "that", "whose", "where", "whom"}
_FRONTED = gazetteer.words("opens a fronted clause")
_PLAIN = 0.75  # certainty from which a pronoun tells the gender of the only person of its sentence


@dataclass(frozen=True)
class _Seen:
    start: int
    draft: int
    subject: int  # 3: source of an attribution; 2: subject of its clause; 1: owner of the subject; 0: neither


class References:
    """What the pronouns and descriptions of an article point to, found in one sweep. ``drafts`` are actors in the
    making."""

    def __init__(self, reading: Reading, drafts: list, attributions: list[Attribution]):
        self.reading, self.drafts = reading, drafts
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
        self.described, self.barred = Descriptions(self), Barred(self)
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
            if i == reading.first[sentence] and self.barred.stranger(i):
                self.unnamed.add(sentence)
            if reading.quoted[i] or i < skip:
                continue
            word = reading.lower[i]
            if word in ("his", "her") and (kin := self._kin(i, last_seen)):
                self._resolve(i, i + 2, kin, "description")
                self.people.setdefault(sentence, []).append(_Seen(i, kin.draft, self.subject(i, i + 2)))
                continue
            if word in GENDER:
                others = self.barred.named_behind(i) if word in ("he", "she") else self.barred.telling(i)
                one = bool(others) and word in ("him", "her")
                others |= self.barred.in_what_is_told(i, GENDER[word])
                if found := self._ahead(i, GENDER[word]) or self.person_before(i, GENDER[word], others, one):
                    alone = {p.draft for p in self.people.get(sentence, ())} == {found.draft}
                    if alone and found.certainty >= _PLAIN and " " in self.drafts[found.draft].name:
                        self.called.setdefault(found.draft, GENDER[word])
                    self._resolve(i, i + 1, found, "pronoun")
                    self.people.setdefault(sentence, []).append(
                        _Seen(i, found.draft, (3 if i in self.sources else 2) if word in ("he", "she") else 0)
                    )
            elif word == "the" and (described := describe(reading, i)):
                if not described.person and self.described.names_a_body(described):
                    skip = described.end
                elif found := self.described.pointed_to(described, last_seen, last_of):
                    self._resolve(described.start, described.end, found, "description")
                    last_seen[found.draft] = i
                    seen = _Seen(i, found.draft, self.subject(described.start, described.end))
                    (self.people if described.person else self.bodies).setdefault(sentence, []).append(seen)
                    skip = described.end

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

    def _kin(self, i: int, last_seen: dict[int, int]) -> Found | None:
        """Whom "her husband" at word i means, if the article has named one such; a stranger who is a subject is noted,
        so that no pronoun reaches past him."""
        reading, sentence = self.reading, self.reading.sentence[i]
        title = gazetteer.titles().get(reading.word(i + 1, sentence))
        if title is None or title.kind != "relative" or reading.word(i + 2, sentence) == ",":
            return None
        known = [k for k in self.described.by_head.get(title.text, ()) if k in last_seen]
        if len(known) == 1:
            return Found(known[0], 0.8)
        if i == reading.first[sentence] and not reading.words[i + 2][:1].isupper():
            self.strangers[sentence] = title.gender
        return None

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
