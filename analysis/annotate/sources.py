"""The source of an attribution in words: who or what is named there, and as what."""

import re
from dataclasses import dataclass

from analysis.annotate import gazetteer, roles
from analysis.annotate.model import load_model
from analysis.annotate.reading import Reading
from analysis.annotate.references import GENDER, References

_TOPICS = {"on", "about", "against", "over", "concerning"}
_RELATIVE = {"who", "which", "that", "whose", "where", "whom"}
_PREPOSITIONS = gazetteer.words("ends the head of a source")
_DETERMINERS = gazetteer.words("determiner")
PLURAL = {"they", "their", "them", "theirs"}
THING = {"it", "its", "itself"}
SELF = {"i", "my", "me", "we", "our", "us", "you", "your", "one", "ourselves", "mine"}
_TRAILING = gazetteer.words("trails after a name")
_SORTS = gazetteer.words("sort of a body")  # after its name
_CROWDS = gazetteer.words("crowd")
_PERSONS = gazetteer.words("person by description") | gazetteer.words("unnamed person")
_BODIES = gazetteer.words("organization by description") | gazetteer.words("body known by its owner")
_VAGUE = gazetteer.words("too vague for a speaker")
_PARTS = gazetteer.words("said with")
_OFFICES = gazetteer.words("office of a person")
_RECORDS = gazetteer.words("record of what was said")
_OF_PEOPLE = ("ers", "ors", "ists", "ics", "ates", "ants", "ents", "ians", "ials", "ees", "ives", "crats")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EXAMPLES = {"like", "such", "including", "among", "particularly", "especially"}
_CLAUSE = gazetteer.words("before a subject")
_FAR = 150  # words back in which an unnamed person was brought in
_KIND = {"person": "named", "organization": "institution", "state": "institution", "group": "named"}


@dataclass(frozen=True)
class Answer:
    """Who a source is: canonical name, draft (None if unnamed), how it was told, sourcing, and how sure (0 to 1)."""

    name: str | None
    draft: int | None
    how: str | None
    sourcing: str
    certainty: float


def documents() -> frozenset[str]:
    """Heads of sources that are things said or written."""
    return frozenset(r["noun"] for r in gazetteer.rows("source_nouns.csv"))


class SourceReader:
    """Reads sources of one article."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references
        self.documents = documents()

    def named(self, draft: int, certainty: float, how: str = "named") -> Answer:
        """The answer that an actor is the source."""
        actor = self.references.drafts[draft]
        return Answer(actor.name, draft, how, _KIND[actor.type], certainty)

    def read(self, start: int, end: int) -> Answer:
        """The answer for a source of words start to end; certainty 0 and no name where nothing can be told."""
        reading = self.reading
        while start < end and not any(c.isalnum() for c in reading.words[start]):
            start += 1
        while end > start and not any(c.isalnum() for c in reading.words[end - 1]):
            end -= 1
        if start >= end or reading.lower[start] in ("neither", "nobody"):
            return Answer(None, None, None, "unresolved", 0)
        if end - start == 2 and reading.possessive(start + 1):  # "she's" is a pronoun, "Kerry's" a name
            end -= 1
        while end - start > 1 and (
            reading.lower[start] in ("but", "and", "by", "even", "perhaps", "both")
            or reading.lower[start].endswith("ly")
        ):
            start += 1
        start, end = self._whole(start, end)
        core = self._without_time(start, self._core(start, end))
        mentions = _outermost(self.references.inside(start, end))
        if several := self._several(start, core, end, mentions):
            return several
        if answer := self._pointing(start, core, end):
            return answer
        return self._phrase(start, core, end, mentions)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A source with the names that its bounds cut, and the name that follows its title: "Defense Secretary" Lloyd
        Austin."""
        reading, references = self.reading, self.references
        for low, high, k in references.around(start, end):
            if low < start < high:
                start = low
            if low < end < high:
                end = high
            if (
                low == end
                and references.drafts[k].type == "person"
                and reading.starts[low] == reading.ends[end - 1] + 1
                and (roles.title_ending(reading, end, start))
            ):
                end = high
        if reading.lower[end - 1] in self.documents:
            end = self._author_end(end)
        if reading.word(end) == ",":  # "the ambassador to the United Nations," Ann Lee,
            people = [m for m in references.around(start, end + 2) if references.drafts[m[2]].type == "person"]
            named = any(high == end for _, high, _ in people)
            beside = next((high for low, high, _ in people if low == end + 1), None)
            if beside and not named and reading.word(beside) == ",":
                end = beside
        return start, end

    def _author_end(self, end: int) -> int:
        """Where a document ends whose author the source leaves out: "claims" reported by the Acme Institute."""
        reading = self.reading
        by = end + reading.word(end).endswith("ed")
        begin = by + 1 + (reading.word(by + 1) == "the")
        if reading.word(by, reading.sentence[end - 1]) not in ("by", "from"):
            return end
        return next((high for low, high, _ in self.references.around(begin, begin + 1) if low == begin), end)

    def row(self, start: int, end: int) -> tuple[int, int]:
        """The row of names that a source is cut from: "Norway" of "Norway, Sweden and Finland", "Mexico" of "the
        leaders of Canada and Mexico"; the source itself where it is no such part."""
        reading = self.reading
        names = self.references.around(start, end)
        if not any(high == end for _, high, _ in names):
            return self._with_state(start, names), end
        stop, high, joined = end, end, "and" in reading.lower[start:end]
        while not joined and (name := self._next_in_row(high)):
            joined = reading.lower[high] == "and"
            high = name
            stop = high if joined else stop
        floor = reading.first[reading.sentence[start]]
        low = self._led(start, floor)
        while low - 2 >= floor and (
            reading.lower[low - 1] == "and" and not joined or reading.words[low - 1] == "," and joined
        ):
            gap = low - 1
            name = next((m for m in self.references.around(gap - 1, gap) if m[1] == gap and m[0] >= floor), None)
            if name is None:
                break
            low, joined = self._led(name[0], floor), True
        if not joined or (low == start or self._led(start, floor) == low) and stop == end:
            return start, end
        if reading.lower[low - 1] == "of" and low - 2 > floor:
            low = next((k for k in range(low - 2, max(floor, low - 5) - 1, -1) if reading.lower[k] == "the"), low)
        opens = low == floor or reading.lower[low - 1] in _CLAUSE
        return (low, stop) if opens else (start, end)

    def _with_state(self, start: int, names: list[tuple[int, int, int]]) -> int:
        """Where a description begins whose first state is cut off: "U.S." and South Korean officials."""
        reading, drafts = self.reading, self.references.drafts
        if reading.word(start - 1) != "and" or not any(m[0] == start and drafts[m[2]].type == "state" for m in names):
            return start
        before = self.references.around(start - 2, start - 1)
        return next((m[0] for m in before if m[1] == start - 1 and drafts[m[2]].type == "state"), start)

    def _next_in_row(self, i: int) -> int | None:
        """Where the name ends that follows on "and" or a comma at word i."""
        reading = self.reading
        if reading.word(i) not in ("and", ",") or reading.sentence[i] != reading.sentence[i - 1]:
            return None
        i += 1 + (reading.word(i + 1) == "the")
        return next((high for low, high, _ in self.references.around(i, i + 1) if low == i), None)

    def _led(self, start: int, floor: int) -> int:
        """Where the words begin that lead to a name: its role, its party, its article."""
        reading = self.reading
        if role := roles.before(reading, start):
            start = max(role.start, floor)
        while start > floor and reading.lower[start - 1] in gazetteer.party_members() | gazetteer.honorifics().keys():
            start -= 1
        return start - (start > floor and reading.lower[start - 1] == "the")

    def _core(self, start: int, end: int) -> int:
        """Where the main noun phrase ends: at a comma, a bracket, a dash or a relative clause."""
        reading = self.reading
        for i in range(max(start + 1, self._list_end(start, end)), end):
            if reading.words[i] in {",", "(", "—", "–", ";", ":", "--"} or (
                reading.words[i] == "-" and reading.ends[i - 1] < reading.starts[i]
            ):
                return i
            if reading.lower[i] in _RELATIVE and reading.words[i] != "WHO":
                return i
        return end

    def _list_end(self, start: int, end: int) -> int:
        """Where a list of names ends to which a source belongs: "the leaders of Norway, Sweden and Finland"; ``start``
        without one."""
        lower = self.reading.lower
        of = next((i for i in range(start + 1, end) if lower[i] == "of"), None)
        if of is None or "," in lower[start:of]:
            return start
        begin = of + 1 + (lower[of + 1 : of + 2] == ["the"])
        high = next((high for low, high, _ in self.references.around(begin, begin + 1) if low == begin), None)
        while high is not None and high < end:
            name = self._next_in_row(high)
            if name is None or name > end:
                break
            if lower[high] == "and":
                return name
            high = name
        return start

    def _without_time(self, start: int, core: int) -> int:
        """Where a noun phrase ends before the words that tell when: "the court" this month, "a panel" in 2001."""
        lower = self.reading.lower
        while core - start > 1 and not any(
            low < core <= high for low, high, _ in self.references.around(core - 1, core)
        ):
            if lower[core - 1] in _TRAILING or lower[core - 1] in ("in", "since"):
                core -= 1
            elif _YEAR.fullmatch(lower[core - 1]) and core - start > 2 and lower[core - 2] in ("in", "since"):
                core -= 2
            else:
                break
        return core

    def _several(self, start: int, core: int, end: int, mentions: list[tuple[int, int, int]]) -> Answer | None:
        """Two or more people, or bodies, joined by "and": one group, named after all of them."""
        reading, drafts = self.reading, self.references.drafts
        for types in (("person",), ("organization", "state")):
            row = [m for m in mentions if drafts[m[2]].type in types]
            if (
                types == ("person",)
                and reading.lower[start] in ("he", "she")
                and (found := self.references.resolved.get(start))
            ):
                row.insert(0, (start, start + 1, found.draft))
            chosen = self._row(row)
            apposed = not chosen and [m for m in row if m[0] > core]
            if apposed and reading.lower[core + 1] not in _EXAMPLES:
                chosen = self._row(apposed)  # "Roe's rivals, Sens. Lee and Diaz,"
            if not chosen:
                continue
            begin = start if chosen[0] == row[0] else core + 1
            if any(w in _PREPOSITIONS or w.endswith("-") for w in reading.lower[begin : chosen[0][0]]):
                return None
            tail = reading.words[chosen[-1][1]] if chosen[-1][1] < end else ","
            if (tail[0].isalpha() or reading.possessive(chosen[-1][1])) and tail.lower() not in _RELATIVE | {
                "both",
                "of",
                "have",
                "all",
                "each",
            }:
                return None  # "the Trump and Clinton campaigns"
            names = [drafts[k].name for _, _, k in chosen]
            return Answer(
                ", ".join(names[:-1]) + " and " + names[-1],
                None,
                "named",
                "named" if types == ("person",) else "institution",
                0.8,
            )
        return None

    def _row(self, mentions: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The first of some mentions and those that are joined to it by "and"; empty where it is alone."""
        chosen = mentions[:1]
        for m in mentions[1:]:
            if not self._joined(chosen[-1][1], m[0]) or m[2] in [c[2] for c in chosen]:
                break
            chosen.append(m)
        if len(chosen) < 2 or {"and", "&"}.isdisjoint(self.reading.lower[chosen[-2][1] : chosen[-1][0]]):
            return []
        return chosen

    def _joined(self, low: int, high: int) -> bool:
        """Whether the words between two names only join them: "and", ", ", " of Texas and Senator "."""
        gap = self.reading.words[low:high]
        if not gap or len(gap) > 10 or gap[0] not in ("and", ",", "&", "of", "("):
            return False
        if gap[0] == "of" and not (len(gap) > 2 and gap[1][:1].isupper()):
            return False
        if gap[0] == "(" and ")" not in gap:
            return False
        return not any(
            w.lower() in _RELATIVE
            or w.lower() in ("a", "an", "for", "to", "with", "from", "under", "said", "in", "his", "her")
            for w in gap
        )

    def _pointing(self, start: int, core: int, end: int) -> Answer | None:
        """A pronoun, alone or before "campaign", "team", "spokesman"."""
        reading, references = self.reading, self.references
        word = reading.lower[start] if reading.words[start] != "WHO" else ""  # an organization
        if word in GENDER:
            found = references.resolved.get(start)
            if core - start == 1:
                if found is None:
                    found = references.person_before(start, GENDER[word])
                return (
                    self.named(found.draft, found.certainty, "pronoun")
                    if found
                    else Answer(None, None, "pronoun", "unresolved", 0)
                )
            if word in ("his", "her"):
                return self._possession(
                    start, core, end, found.draft if found else None, found.certainty if found else 0, "pronoun"
                )
        if word in PLURAL and core - start == 1:
            found = references.body_before(start, ("group", "organization"), 1)
            return (
                self.named(found.draft, found.certainty - 0.1, "pronoun")
                if found
                else Answer(None, None, "pronoun", "unresolved", 0)
            )
        if word in THING and core - start == 1:
            found = references.body_before(start, ("organization", "state"), 2)
            return (
                self.named(found.draft, found.certainty, "pronoun")
                if found
                else Answer(None, None, "pronoun", "unresolved", 0)
            )
        if word in SELF and core - start == 1:
            return Answer(None, None, "pronoun", "unresolved", 0)
        if word in _RELATIVE and core - start == 1:
            return self._relative(start)
        return None

    def _relative(self, start: int) -> Answer:
        """The name or description that "who" or "which" follows."""
        reading = self.reading
        floor = max(reading.first[reading.sentence[start]], start - 14)
        stop = start - 1 if reading.word(start - 1) in {",", "—", "–"} else start
        for s, e, k in reversed(self.references.inside(floor, stop)):
            if e == stop and reading.lower[start] in ("which", "that") and reading.word(s - 1) in _TOPICS:
                break  # "a plan on Norland, which stresses ...": the plan does
            gap = reading.lower[e:stop]
            kind = self.references.drafts[k].type
            if (
                e == stop
                or (
                    kind == "person"
                    and not any(w in ("and", "said", "told") for w in gap)
                    and gap[:1] in ([","], ["of"], ["("])
                )
            ) and (reading.lower[start] == "which" or kind in ("person", "group", "organization")):
                if reading.lower[start] in ("who", "whose", "whom") and kind != "person":
                    break
                return self.named(k, 0.85 if e == stop else 0.7, "pronoun")
        begin = stop
        while (
            begin > floor
            and reading.words[begin - 1][:1].isalnum()
            and reading.lower[begin - 1] not in _PREPOSITIONS | {"and", "said", "is", "are", "was", "were", "among"}
        ):
            begin -= 1
            if reading.lower[begin] in _DETERMINERS or stop - begin >= 3:
                break
        text = reading.surface(begin, stop)
        if (
            not text
            or not text.split()[-1].endswith("s")
            or reading.lower[start] == "which"
            or reading.lower[start] == "that"
        ):
            return Answer(None, None, "pronoun", "unresolved", 0)
        return Answer(_shorten(text), None, "pronoun", "unnamed", 0.4)

    def _possession(self, start: int, core: int, end: int, owner: int | None, certainty: float, how: str) -> Answer:
        """What belongs to a person: "his campaign", "her spokesman Brian Fallon", "Trump's speech"."""
        reading, references = self.reading, self.references
        people = [
            m for m in references.inside(start + 1, end) if references.drafts[m[2]].type == "person" and m[2] != owner
        ]
        if (
            people
            and people[0][1] <= core
            or people
            and reading.words[core : core + 1] == [","]
            and people[0][0] <= core + 3
        ):
            return self.named(people[0][2], 0.85)
        head = reading.lower[core - 1]
        if bodies := [
            m
            for m in references.inside(start + 1, core)
            if m[1] == core
            and references.drafts[m[2]].type == "organization"
            and m[0] > start + 1
            and _PREPOSITIONS.isdisjoint(reading.lower[start + 1 : m[0]])  # "her brief to the court" is not the court's
        ]:
            return self.named(bodies[0][2], 0.8)
        if owner is None:
            return Answer(None, None, how, "unresolved", 0)
        name = references.drafts[owner].name
        if head in _OFFICES:
            kind = "administration" if head == "administration" else "office" if head == "office" else "campaign"
            label = f"{name}'s office" if kind == "office" else f"{name.split()[-1]} {kind}"
            k = next((k for k, d in enumerate(references.drafts) if d.name == label), None)
            return Answer(label, k, "description", "institution", certainty * 0.9)
        singular = gazetteer.titles().get(head) or roles.title_ending(reading, core, start)
        if (
            singular
            or head in _BODIES
            or head.endswith("s")
            and (head[:-1] in gazetteer.titles() or head.endswith(("ers", "ors", "ies")))
            and (head not in self.documents)
        ):
            phrase = reading.surface(start + 1, core) if how == "pronoun" else reading.surface(start, core)
            text = f"{name}'s {phrase}" if how == "pronoun" else phrase
            return Answer(text, None, "description", "unnamed", 0.6)
        if (
            head in self.documents
            or head in _PARTS
            or head.endswith(
                (
                    "ion",
                    "ment",
                    "als",
                    "ing",
                    "ence",
                    "age",
                    "ism",
                    "ech",
                    "ks",
                    "ort",
                    "al",
                    "view",
                    "ews",
                    "ons",
                    "ments",
                )
            )
            or (core - start == 1)
        ):
            return self.named(owner, certainty * 0.85, how)
        return self.named(owner, certainty * 0.6, how)

    def _phrase(self, start: int, core: int, end: int, mentions: list[tuple[int, int, int]]) -> Answer:
        reading, references = self.reading, self.references
        if (
            (found := references.resolved.get(start))
            and references.ends[start] >= core
            and not any(
                m[0] >= core and (references.drafts[m[2]].type == "person") and m[0] <= core + 2 for m in mentions
            )
        ):
            return self.named(found.draft, found.certainty, "description")
        split = next(
            (i for i in range(start + 1, core) if reading.lower[i] in _PREPOSITIONS and not self._covered(i, mentions)),
            core,
        )
        head = [m for m in mentions if m[1] <= split]
        people = [m for m in head if references.drafts[m[2]].type == "person"]
        if people and reading.possessive(people[-1][1]) and reading.words[core : core + 1] == [","]:
            if apposed := next((m for m in mentions if self._stands_beside(m, core)), None):
                return self.named(apposed[2], 0.85)  # "Lee's pick for the post, Ann Roe,"
        if people:
            last = people[-1]
            rest = last[1] + reading.possessive(last[1])
            while rest < split and reading.lower[rest] in _TRAILING:
                rest += 1
            if rest >= split or reading.lower[rest] in ("himself", "herself", "both", "also"):
                return self.named(last[2], 0.95)
            if reading.possessive(last[1]):
                return self._possession(last[0], split, end, last[2], 0.9, "named")
        beside = [m for m in mentions if self._stands_beside(m, core)]
        if (
            beside
            and split == core
            and reading.words[core : core + 1] == [","]
            and not (head and head[-1][1] == core and (references.drafts[head[-1][2]].type == "organization"))
        ):
            return self.named(beside[0][2], 0.85)
        if beside and split < core and reading.words[core] == "," and reading.lower[split - 1] in gazetteer.titles():
            return self.named(beside[0][2], 0.85)  # a spokesman for the campaign, Brian Fallon
        bodies = [m for m in head if references.drafts[m[2]].type != "person"]
        last_word = split - 1
        whole = (
            bool(bodies)
            and references.drafts[bodies[-1][2]].type == "organization"
            and set(reading.lower[bodies[-1][1] : split]) <= _SORTS
            and reading.lower[start] not in ("a", "an", "one", "another")
            and not gazetteer.is_place(references.drafts[bodies[-1][2]].name)
        )
        if bodies and (bodies[-1][1] >= split or whole):  # "the TASS news agency" is TASS
            kind = references.drafts[bodies[-1][2]].type
            if kind == "state" and self._people(bodies[-1]):
                return self._unnamed(start, core, end)  # "many Mexicans"
            if kind == "group" and (
                split < core
                or bodies[-1][0] > start + (reading.lower[start] == "the")
                or (not reading.lower[bodies[-1][1] - 1].endswith("s"))
            ):
                return self._unnamed(start, core, end)  # "some Democrats", "Democrats in Congress", "the Democrat"
            return self.named(bodies[-1][2], 0.9 if split == core or kind == "organization" else 0.75)
        done = split < core and reading.lower[last_word].endswith("ed")  # "claims reported" by the Times
        if reading.lower[last_word - done] in self.documents:
            return self._document(start, split, core, end, mentions)
        return self._unnamed(start, core, end)

    def _people(self, mention: tuple[int, int, int]) -> bool:
        """Whether a state is named by its people and so is not the one that speaks: "Norwegians"; not "the Norwegians"
        of a report on talks, nor those of a headline."""
        start, end, _ = mention
        name, before = self.reading.surface(start, end), self.reading.word(start - 1)
        titled = self.reading.paragraph[start] == 0 < self.reading.paragraph[-1] and before not in _DETERMINERS
        return name.endswith("s") and gazetteer.is_demonym(name) and before != "the" and not titled

    def _stands_beside(self, mention: tuple[int, int, int], core: int) -> bool:
        """Whether a person is named right behind the comma that ends a noun phrase, a title aside."""
        start, _, k = mention
        reading = self.reading
        if not core < start <= core + 8 or self.references.drafts[k].type != "person":
            return False
        if reading.word(core + 1) in _EXAMPLES:
            return False  # "the hawks, like Lee"
        if start <= core + 2 or (role := roles.before(reading, start)) and role.start <= core + 1:
            return True
        title = roles.title_ending(reading, start, core + 1)
        between = reading.words[core + 1 : title[0]] if title else []
        return bool(between) and all(w.islower() and w not in _PREPOSITIONS for w in between)  # "syndicated radio host"

    def _covered(self, i: int, mentions: list[tuple[int, int, int]]) -> bool:
        return any(s <= i < e for s, e, _ in mentions)

    def _document(self, start: int, split: int, core: int, end: int, mentions: list[tuple[int, int, int]]) -> Answer:
        """A document is its author's: "a letter from X", "X's statement", "a Gallup poll"."""
        reading, references = self.reading, self.references
        for s, e, k in mentions:
            draft = references.drafts[k]
            lead = next((w for w in reversed(reading.lower[max(start, s - 3) : s]) if w in _PREPOSITIONS), "")
            if draft.type in ("person", "organization") and (
                e <= split or lead in ("by", "from", "of") and (reading.lower[split - 1] not in _RECORDS)
            ):
                if e <= split and (
                    more := next(
                        (
                            m
                            for m in mentions
                            if e < m[0] <= e + 3
                            and m[1] <= split
                            and (references.drafts[m[2]].type == "organization")
                            and reading.lower[e] in ("/", "-", "and", "–")
                        ),
                        None,
                    )
                ):
                    return Answer(
                        f"{draft.name} and {references.drafts[more[2]].name}", None, "description", "document", 0.7
                    )
                k = self._at_a_body(e, k, mentions)
                return Answer(references.drafts[k].name, k, "description", "document", 0.75 if e <= split else 0.7)
        for i in range(split, core):
            if reading.lower[i] in GENDER and (found := references.resolved.get(i)):
                return Answer(
                    references.drafts[found.draft].name, found.draft, "description", "document", 0.7 * found.certainty
                )
        return Answer(_shorten(reading.surface(start, core)), None, "description", "document", 0.35)

    def _at_a_body(self, end: int, draft: int, mentions: list[tuple[int, int, int]]) -> int:
        """Whose document it is where a body is followed by a title and a name: "a study by Acme Law School professor
        Lee"."""
        for start, _, k in mentions:
            title = roles.title_ending(self.reading, start, end) if self.references.drafts[k].type == "person" else None
            if title and title[0] == end:
                return k
        return draft

    def _unnamed(self, start: int, core: int, end: int) -> Answer:
        """An unnamed person or group keeps its description as written."""
        reading = self.reading
        while core - start > 1 and reading.possessive(core - 1):
            core -= 1  # "the woman's" support
        text = _shorten(reading.surface(start, core))
        opens = start == reading.first[reading.sentence[start]]
        if opens and self._plain(start) and not self._capitals_follow(start, core):
            text = text[0].lower() + text[1:]  # "Supporters of Lee said"
        head = reading.lower[core - 1]
        sourcing = "document" if head in self.documents else "unnamed"
        if named := next((m for m in self.references.inside(start, core) if m[1] == core), None):
            head = next(  # "supporters" of Ann Lee, "people" close to her
                (
                    w
                    for w in reading.lower[start : named[0]]
                    if w.endswith("s") and w not in _DETERMINERS or w in _CROWDS
                ),
                head,
            )
        single = reading.lower[start] in ("a", "an", "one", "another") and (
            core - start > 2 or head in gazetteer.titles() or head in _PERSONS
        )
        first = next((k for k in range(start + 1, core) if reading.lower[k] in _PREPOSITIONS), core) - 1
        plural = head.endswith("s") and head not in ("his", "us", "others")
        people = single or plural or head in _CROWDS or _are_people(reading.lower[first])
        if head in _BODIES and self._of_a_state(start, core):
            return Answer(text, None, "description", "institution", 0.5)  # "Norway's spy agency"
        if text.lower() in _VAGUE or reading.lower[start] in _RELATIVE:
            return Answer(None, None, None, "unresolved", 0)
        if (
            reading.lower[start] in ("these", "those", "all", "both", "none")
            and core - start < 5
            or (
                reading.lower[start] == "the"
                and reading.lower[start + 1 : start + 2] in (["two"], ["three"], ["four"], ["others"])
            )
        ):
            return Answer(text, None, "description", sourcing, 0.35)  # points back to a group that we do not resolve
        pointing = (
            reading.lower[start] in ("the", "this", "that")
            and head not in _CROWDS
            and not (head.endswith("s") and core - start > 2)
        )
        person = head in gazetteer.titles() or head in _PERSONS
        if pointing and person and (told := self._introduced(start, head)):
            return Answer(told, None, "description", sourcing, 0.5)
        return Answer(text, None, "description", sourcing, 0.3 if pointing else 0.65 if people else 0.4)

    def _of_a_state(self, start: int, core: int) -> bool:
        """Whether a description opens with whose state it is: "Norway's", "the Norwegian"."""
        begin = start + (self.reading.lower[start] == "the")
        opens = next((m for m in self.references.inside(begin, core) if m[0] == begin), None)
        return opens is not None and self.references.drafts[opens[2]].type == "state"

    def _with_principal(self, end: int) -> int:
        """Where a description ends that goes on with whom somebody works for: "a spokesman" for Lee."""
        if self.reading.word(end) not in ("for", "of", "to"):
            return end
        begin = end + 1 + (self.reading.word(end + 1) == "the")
        return next((high for low, high, _ in self.references.around(begin, begin + 1) if low == begin), end)

    def _capitals_follow(self, start: int, end: int) -> bool:
        """Whether a capital goes on from the first of some words to the next, which is not a name by itself:
        "Oversight Committee Republicans", not "Former Trump aides"."""
        capital = start + 1 < end and self.reading.words[start + 1][:1].isupper()
        return capital and not any(m[0] == start + 1 for m in self.references.inside(start + 1, end))

    def _plain(self, i: int) -> bool:
        """Whether a word that opens a sentence is no name, and is written large for its place alone."""
        word = self.reading.words[i]
        return (
            word.istitle()
            and not self.references.inside(i, i + 1)
            and not gazetteer.is_demonym(word)
            and not gazetteer.is_place(word)
            and load_model().knows(word.lower())
        )

    def _introduced(self, start: int, head: str) -> str | None:
        """How the article has brought in somebody unnamed who comes back as "the official": "a senior official"."""
        reading = self.reading
        for i in range(start - 1, max(-1, start - _FAR), -1):
            if reading.lower[i] == head and not reading.quoted[i]:
                for k in range(i - 1, max(reading.first[reading.sentence[i]], i - 6) - 1, -1):
                    if reading.lower[k] in ("a", "an", "another"):
                        return _shorten(reading.surface(k, self._with_principal(i + 1)))
                    if not reading.words[k][0].isalpha() or reading.lower[k] in _PREPOSITIONS | _DETERMINERS:
                        break
        return None


def _are_people(noun: str) -> bool:
    """Whether a plural noun, in lower case, is of people: "critics" of a plan, not its "costs"."""
    return noun in _CROWDS or noun[:-1] in gazetteer.titles() or noun.isalpha() and noun.endswith(_OF_PEOPLE)


def is_plural(text: str) -> bool:
    """Whether a description or a row of names is of several: "Lee's aides", "critics of the plan", "Lee and Roe"."""
    words = text.split()
    head = next((k for k, word in enumerate(words) if k and word.lower() in _PREPOSITIONS), len(words)) - 1
    return "and" in words or words[head].lower() in _CROWDS or words[head].endswith("s")


def _outermost(mentions: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Mentions without those that stand inside another."""
    out: list[tuple[int, int, int]] = []
    for m in sorted(mentions, key=lambda m: (m[0], -m[1])):
        if not out or m[1] > out[-1][1]:
            out.append(m)
    return out


def _shorten(text: str) -> str:
    """A description in one line, without a capital that only its place in the sentence gave it."""
    text = " ".join(text.split())
    first, _, rest = text.partition(" ")
    return (first.lower() + " " + rest if rest else text) if first.lower() in _DETERMINERS else text
