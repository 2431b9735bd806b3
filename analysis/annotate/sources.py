"""The source of an attribution in words: who or what is named there, and as what."""

import re

from analysis.annotate import gazetteer, roles
from analysis.annotate.answers import DOCUMENTS, NOBODY, Answer, named
from analysis.annotate.extents import Extents
from analysis.annotate.names import family_name
from analysis.annotate.reading import Reading
from analysis.annotate.references import GENDER, RELATIVE, References
from analysis.annotate.unnamed import BODIES, DETERMINERS, EXAMPLES, PREPOSITIONS, Unnamed, are_people, shorten

_TOPICS = {"on", "about", "against", "over", "concerning"}
_TRAILING = gazetteer.words("trails after a name")
PLURAL = {"they", "their", "them", "theirs"}
THING = {"it", "its", "itself"}
SELF = {"i", "my", "me", "we", "our", "us", "you", "your", "one", "ourselves", "mine"}
_SORTS = gazetteer.words("sort of a body")  # after its name
_PARTS = gazetteer.words("said with")
_OFFICES = gazetteer.words("office of a person")
_RECORDS = gazetteer.words("record of what was said")
_STATED = gazetteer.words("document of a government")
_PRINTED = gazetteer.words("written by a paper")
# Endings of nouns for what somebody says or does: "Lee's decision", "her view"; by how they end, not what they mean.
_DOINGS = tuple("ion ment als ing ence age ism ech ks ort al view ews ons ments".split())
_RELATIONAL = RELATIVE | PREPOSITIONS
_AGE = re.compile(r"(\d+)-year-old")
_COMPLEMENT = 4  # words between "leader of" and the name of whom it is said


class SourceReader:
    """Reads sources of one article."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references
        self.extents, self.unnamed = Extents(reading, references), Unnamed(reading, references)
        self.ages: dict[str, set[int]] = {}  # what stands between commas behind a name, if figures, to those named
        for _, end, k in references.named:
            comma, years = reading.word(end), reading.word(end + 1)
            if comma == "," and years.isdigit() and references.drafts[k].type == "person":
                self.ages.setdefault(years, set()).add(k)

    def read(self, start: int, end: int) -> Answer:
        """The answer for a source of words start to end; certainty 0 and no name where nothing can be told."""
        reading = self.reading
        while start < end and not any(c.isalnum() for c in reading.words[start]):
            start += 1
        while end > start and not any(c.isalnum() for c in reading.words[end - 1]):
            end -= 1
        if start >= end or reading.lower[start] in ("neither", "nobody"):
            return NOBODY
        if end - start == 2 and reading.possessive(start + 1):  # "she's" is a pronoun, "Kerry's" a name
            end -= 1
        while end - start > 1 and (
            reading.lower[start] in ("but", "and", "by", "even", "perhaps", "both")
            or reading.lower[start].endswith("ly")
        ):
            start += 1
        start, end = self.extents.whole(start, end)
        core = self.extents.core(start, end)
        mentions = _outermost(self.references.inside(start, end))
        if several := self._several(start, core, end, mentions):
            return several
        if answer := self._pointing(start, core, end):
            return answer
        return self._phrase(start, core, end, mentions)

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
            if apposed and reading.lower[core + 1] not in EXAMPLES:
                chosen = self._row(apposed)  # "Roe's rivals, Sens. Lee and Diaz,"
            if not chosen:
                continue
            begin = start if chosen[0] == row[0] else core + 1
            before = range(begin, chosen[0][0])
            if any(reading.lower[i] in PREPOSITIONS and not self._covered(i, mentions) for i in before):
                return None
            if any(reading.lower[i].endswith("-") for i in before):
                return None
            stop = next((i for i in range(chosen[-1][1], end) if reading.lower[i] not in _SORTS), end)
            tail = reading.words[stop] if stop < end else ","  # behind "and the Acme newspaper chain"
            if (tail[0].isalpha() or reading.possessive(chosen[-1][1])) and tail.lower() not in RELATIVE | {
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
        if gap[0] == "and" and gap[-1] == "," and gap[1] in ("his", "her", "its", "their"):
            return not any(w.lower() in _RELATIONAL for w in gap)  # "and his Latvian counterpart,"
        return not any(
            w.lower() in RELATIVE
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
                if found is None and reading.quoted[start]:  # elsewhere it has been asked already
                    found = references.person_before(start, GENDER[word])
                return (
                    named(self.references.drafts, found.draft, found.certainty, "pronoun")
                    if found
                    else Answer(None, None, "pronoun", "unresolved", 0)
                )
            if found and references.forms[start] == "description" and references.ends[start] >= core:
                return named(self.references.drafts, found.draft, found.certainty, "description")  # "her husband"
            if word in ("his", "her"):
                return self._possession(
                    start, core, end, found.draft if found else None, found.certainty if found else 0, "pronoun"
                )
        if word in PLURAL and core - start == 1:
            found = references.body_before(start, ("group", "organization"), 1)
            return (
                named(self.references.drafts, found.draft, found.certainty - 0.1, "pronoun")
                if found
                else Answer(None, None, "pronoun", "unresolved", 0)
            )
        if reading.lower[start:core] == ["the", "latter"]:
            before = references.inside(reading.first[max(0, reading.sentence[start] - 1)], start)
            return named(self.references.drafts, before[-1][2], 0.7, "description") if before else NOBODY
        if word == "the" and (age := _AGE.fullmatch(reading.surface(start + 1, core))):
            return self._of_age(start, age[1])
        if word in THING and core - start == 1:
            found = references.body_before(start, ("organization", "state"), 2)
            return (
                named(self.references.drafts, found.draft, found.certainty, "pronoun")
                if found
                else Answer(None, None, "pronoun", "unresolved", 0)
            )
        if word in SELF and core - start == 1:
            return Answer(None, None, "pronoun", "unresolved", 0)
        if word in RELATIVE and core - start == 1:
            return self._relative(start)
        return None

    def _of_age(self, start: int, years: str) -> Answer:
        """Whom "the 34-year-old" at a word means: who is given that age, else whoever was spoken of last."""
        references = self.references
        aged = self.ages.get(years, ())
        if len(aged) == 1:
            return named(references.drafts, *aged, 0.85, "description")
        found = references.person_before(start, "")
        return named(references.drafts, found.draft, 0.8 * found.certainty, "description") if found else NOBODY

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
                    continue  # "Lee, chairman of the Security Council, who said"
                return named(self.references.drafts, k, 0.85 if e == stop else 0.7, "pronoun")
        begin = stop
        while (
            begin > floor
            and reading.words[begin - 1][:1].isalnum()
            and reading.lower[begin - 1] not in PREPOSITIONS | {"and", "said", "is", "are", "was", "were", "among"}
        ):
            begin -= 1
            if reading.lower[begin] in DETERMINERS or stop - begin >= 3:
                break
        text = reading.surface(begin, stop)
        if (
            not text
            or not text.split()[-1].endswith("s")
            or reading.lower[start] == "which"
            or reading.lower[start] == "that"
        ):
            return Answer(None, None, "pronoun", "unresolved", 0)
        return Answer(shorten(text), None, "pronoun", "unnamed", 0.4)

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
            return named(self.references.drafts, people[0][2], 0.85)
        head = reading.lower[core - 1]
        if bodies := [
            m
            for m in references.inside(start + 1, core)
            if m[1] == core
            and references.drafts[m[2]].type == "organization"
            and m[0] > start + 1
            and PREPOSITIONS.isdisjoint(reading.lower[start + 1 : m[0]])  # "her brief to the court" is not the court's
        ]:
            return named(self.references.drafts, bodies[0][2], 0.8)
        if owner is None:
            return Answer(None, None, how, "unresolved", 0)
        name = references.drafts[owner].name
        if head in _OFFICES:
            kind = "administration" if head == "administration" else "office" if head == "office" else "campaign"
            label = f"{name}'s office" if kind == "office" else f"{family_name(name)} {kind}"
            k = next((k for k, d in enumerate(references.drafts) if d.name == label), None)
            return Answer(label, k, "description", "institution", certainty * 0.9)
        singular = gazetteer.titles().get(head) or roles.title_ending(reading, core, start)
        if (
            singular
            or head in BODIES
            or head.endswith("s")
            and (are_people(head) or head.endswith("ies"))
            and (head not in DOCUMENTS)
        ):
            phrase = reading.surface(start + 1, core) if how == "pronoun" else reading.surface(start, core)
            text = f"{name}'s {phrase}" if how == "pronoun" else phrase
            return Answer(text, None, "description", "unnamed", 0.6)
        if head in DOCUMENTS or head in _PARTS or head.endswith(_DOINGS) or (core - start == 1):
            return named(self.references.drafts, owner, certainty * 0.85, how)
        return named(self.references.drafts, owner, certainty * 0.6, how)

    def _phrase(self, start: int, core: int, end: int, mentions: list[tuple[int, int, int]]) -> Answer:
        reading, references = self.reading, self.references
        if (
            (found := references.resolved.get(start))
            and references.ends[start] >= core
            and not any(
                m[0] >= core and (references.drafts[m[2]].type == "person") and m[0] <= core + 2 for m in mentions
            )
        ):
            return named(self.references.drafts, found.draft, found.certainty, "description")
        split = next(
            (
                i
                for i in range(start + 1, core)
                if reading.lower[i] in PREPOSITIONS
                and reading.words[i - 1] != "-"  # "commander-in-chief"
                and not self._covered(i, mentions)
            ),
            core,
        )
        head = [m for m in mentions if m[1] <= split]
        people = [m for m in head if references.drafts[m[2]].type == "person"]
        if people and reading.possessive(people[-1][1]) and reading.words[core : core + 1] == [","]:
            if apposed := next((m for m in mentions if self._stands_beside(m, core)), None):
                return named(self.references.drafts, apposed[2], 0.85)  # "Lee's pick for the post, Ann Roe,"
        if people:
            last = people[-1]
            rest = last[1] + reading.possessive(last[1])
            while rest < split and reading.lower[rest] in _TRAILING:
                rest += 1
            if rest >= split or reading.lower[rest] in ("himself", "herself", "both", "also"):
                return named(self.references.drafts, last[2], 0.95)
            if reading.possessive(last[1]):
                return self._possession(last[0], split, end, last[2], 0.9, "named")
        beside = [m for m in mentions if self._stands_beside(m, core)]
        if (
            beside
            and split == core
            and reading.words[core : core + 1] == [","]
            and not (head and head[-1][1] == core and (references.drafts[head[-1][2]].type == "organization"))
        ):
            return named(self.references.drafts, beside[0][2], 0.85)
        one = reading.lower[split - 1] in gazetteer.titles() or split == start + 1 and reading.lower[start] == "one"
        one = one or reading.lower[start] in ("a", "an", "the", "another") and reading.lower[split - 1] not in DOCUMENTS
        if beside and split < core and reading.words[core] == "," and one:
            return named(self.references.drafts, beside[0][2], 0.85)  # a spokesman for the campaign, Brian Fallon
        if (holder := self._holder(start, split, core, mentions)) is not None:
            return named(references.drafts, holder, 0.85)
        if (body := self._body_beside(start, core)) is not None:
            return named(references.drafts, body, 0.85)
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
            if kind == "state" and self._one_of_a_people(bodies[-1]) and split == core:
                found = references.person_before(start, "")  # "the Norwegian said" of a runner
                return named(references.drafts, found.draft, 0.9 * found.certainty, "description") if found else NOBODY
            if kind == "state" and self._people(bodies[-1]):
                return self.unnamed.answer(start, core)  # "many Mexicans"
            if kind == "group" and (
                split < core
                or bodies[-1][0] > start + (reading.lower[start] == "the")
                or (not reading.lower[bodies[-1][1] - 1].endswith("s"))
            ):
                return self.unnamed.answer(start, core)  # "some Democrats", "Democrats in Congress", "the Democrat"
            return named(
                self.references.drafts, bodies[-1][2], 0.9 if split == core or kind == "organization" else 0.75
            )
        if reading.lower[last_word] == "office" and reading.lower[split : split + 1] == ["of"]:
            holder = next((m for m in mentions if m[1] == core and references.drafts[m[2]].type == "person"), None)
            if holder:
                return self._possession(start, split, end, holder[2], 0.8, "named")  # "the office of Ann Lee"
        done = split < core and reading.lower[last_word].endswith("ed")  # "claims reported" by the Times
        if reading.lower[last_word - done] in DOCUMENTS:
            return self._document(start, split, core, end, mentions)
        return self.unnamed.answer(start, core)

    def _holder(self, start: int, split: int, core: int, mentions: list[tuple[int, int, int]]) -> int | None:
        """Who holds the office that a source opens with and whose complement is no name: "Leader of the council Ann
        Lee"."""
        reading = self.reading
        last = next((m for m in mentions if m[1] == core and self.references.drafts[m[2]].type == "person"), None)
        if last is None or reading.word(split) != "of" or reading.lower[start] in DETERMINERS:
            return None
        between = reading.words[split + 1 : last[0]]
        plain = 0 < len(between) <= _COMPLEMENT and all(w.islower() and w.isalpha() for w in between)
        office = roles.title_ending(reading, split, start) is not None
        return last[2] if plain and office and between[-1] not in gazetteer.titles() else None

    def _body_beside(self, start: int, core: int) -> int | None:
        """Which body is named behind the comma that ends its description: "the electricity company, Acme,"."""
        reading = self.reading
        if reading.word(core) != "," or reading.lower[start] not in ("a", "an", "the"):
            return None
        at = core + 1 + (reading.word(core + 1) == "the")
        if reading.lower[core - 1] not in BODIES:
            return None
        beside = (m for m in self.references.around(at, at + 1) if m[0] == at)
        return next(
            (
                k
                for _, end, k in beside
                if self.references.drafts[k].type == "organization" and reading.word(end) == ","
            ),
            None,
        )

    def _people(self, mention: tuple[int, int, int]) -> bool:
        """Whether a state is named by its people and so is not the one that speaks: "Norwegians"; not "the Norwegians"
        of a report on talks, nor those of a headline."""
        start, end, _ = mention
        name, before = self.reading.surface(start, end), self.reading.word(start - 1)
        titled = self.reading.paragraph[start] == 0 < self.reading.paragraph[-1] and before not in DETERMINERS
        return name.endswith("s") and gazetteer.is_demonym(name) and before != "the" and not titled

    def _one_of_a_people(self, mention: tuple[int, int, int]) -> bool:
        """Whether a people's name in the singular is all that stands behind "the": "the Norwegian", not "the
        Chinese"."""
        start, end, _ = mention
        name = self.reading.surface(start, end)
        single = gazetteer.is_demonym(name) and not name.endswith("s") and gazetteer.plural(name) != name
        return single and end - start == 1 and self.reading.word(start - 1) == "the"

    def _stands_beside(self, mention: tuple[int, int, int], core: int) -> bool:
        """Whether a person is named right behind the comma that ends a noun phrase, a title aside."""
        start, _, k = mention
        reading = self.reading
        while start > core + 1 and (
            reading.lower[start - 1] in gazetteer.honorifics()
            or f"{reading.lower[start - 2]}." in gazetteer.honorifics()
        ):
            start -= 1
        if not core < start <= core + 8 or self.references.drafts[k].type != "person":
            return False
        if reading.word(core + 1) in EXAMPLES:
            return False  # "the hawks, like Lee"
        if start <= core + 2 or (role := roles.before(reading, start)) and role.start <= core + 1:
            return True
        title = roles.title_ending(reading, start, core + 1)
        between = reading.words[core + 1 : title[0]] if title else []
        return bool(between) and all(w.islower() and w not in PREPOSITIONS for w in between)  # "syndicated radio host"

    def _covered(self, i: int, mentions: list[tuple[int, int, int]]) -> bool:
        """Whether a word stands in a name or in the title before it: "of" of "Secretary of State Ann Lee"."""
        for start, end, k in mentions:
            person = i < start and self.references.drafts[k].type == "person"
            role = roles.before(self.reading, start) if person else None
            apposed = role is not None and "," in self.reading.words[role.start : start]
            if (role.start if role and not apposed else start) <= i < end:
                return True
        return False

    def _document(self, start: int, split: int, core: int, end: int, mentions: list[tuple[int, int, int]]) -> Answer:
        """A document is its author's: "a letter from X", "X's statement", "a Gallup poll"."""
        reading, references = self.reading, self.references
        for s, e, k in mentions:
            draft = references.drafts[k]
            lead = next((w for w in reversed(reading.lower[max(start, s - 3) : s]) if w in PREPOSITIONS), "")
            own = (
                draft.type in ("person", "organization")
                or draft.type == "state"
                and reading.lower[split - 1] in _STATED
            )
            printed = lead == "in" and draft.capacity == "media" and reading.lower[split - 1] in _PRINTED
            if own and (
                e <= split or printed or lead in ("by", "from", "of") and (reading.lower[split - 1] not in _RECORDS)
            ):
                if more := next(
                    (
                        m
                        for m in mentions
                        if e < m[0] <= e + 3
                        and (m[1] <= split or e > split)
                        and (references.drafts[m[2]].type == "organization")
                        and reading.lower[e] in ("/", "-", "and", "–")
                    ),
                    None,
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
        return Answer(shorten(reading.surface(start, core)), None, "description", "document", 0.35)

    def _at_a_body(self, end: int, draft: int, mentions: list[tuple[int, int, int]]) -> int:
        """Whose document it is where a body is followed by a title and a name: "a study by Acme Law School professor
        Lee"."""
        for start, _, k in mentions:
            title = roles.title_ending(self.reading, start, end) if self.references.drafts[k].type == "person" else None
            if title and title[0] == end:
                return k
        return draft


def _outermost(mentions: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Mentions without those that stand inside another."""
    out: list[tuple[int, int, int]] = []
    for m in sorted(mentions, key=lambda m: (m[0], -m[1])):
        if not out or m[1] > out[-1][1]:
            out.append(m)
    return out
