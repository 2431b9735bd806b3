"""Who speaks in each attribution: by name, by pronoun, by description, or the speaker before."""

from dataclasses import replace
from functools import cached_property

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import gazetteer
from analysis.annotate.actors import Draft
from analysis.annotate.attributions import kind_of
from analysis.annotate.beside import (
    alone,
    goes_on,
    introduced,
    labelled,
    passed_along,
    quoted_by_another,
    signed,
    source_beside,
    teller,
    told,
)
from analysis.annotate.extensions import get_records, set_records
from analysis.annotate.features import quotation
from analysis.annotate.names import parse
from analysis.annotate.reading import Reading
from analysis.annotate.references import GENDER, References
from analysis.annotate.roles import after, before
from analysis.annotate.sources import Answer, SourceReader, is_plural
from analysis.annotate.types import NAMING, Actor, Attribution, Mention

FLOOR = 0.45  # below this certainty a speaker is left empty: a wrong one costs more than a missing one
_NO_NAME = frozenset("a an the this that its his her their".split())  # what is left of a source cut short
_PRINTED = gazetteer.words("printed")
_OPENING = GENDER.keys() | {"they", "it", "the", "a", "an", "one"}
_GOING_ON = gazetteer.words("goes on with what was said")
_SEVERAL = ("group", "organization")
_BRINGS_OUT = gazetteer.words("brings out a document")
_STUDIES = gazetteer.words("study by any name")
_NEAR, _FAR = 3, 150  # paragraphs, words back in which a document was brought up
_NOBODY = Answer(None, None, None, "unresolved", 0)


def drafts_of(reading: Reading, actors: list[Actor], mentions: list[Mention]) -> list[Draft]:
    """Actors with what only their surroundings tell: gender and the words of their roles."""
    drafts = [Draft(a.name, a.type, [], a.role, a.affiliation, a.capacity, a.speaks_for, a.base) for a in actors]
    votes = [{"m": 0, "f": 0} for _ in actors]
    for m in mentions:
        if m.actor is None:
            continue
        start, end = reading.span(m.start, m.end)
        draft = drafts[m.actor]
        if m.form not in NAMING and not (m.form == "description" and draft.type == "state"):
            continue
        draft.mentions.append((start, end, m.form))
        if draft.type != "person":
            continue
        if gender := gazetteer.honorifics().get(reading.word(start - 1), ""):
            votes[m.actor][gender] += 3
        draft.kinds |= {gazetteer.addressed().get(reading.word(start - 1), "")} - {""}
        for role in (before(reading, start), after(reading, end)):
            if role:
                draft.words |= role.words
                draft.heads |= {role.title.text}
                draft.kinds |= {role.title.kind} - {""}
                if role.title.gender:
                    votes[m.actor][role.title.gender] += 2
    for draft, vote in zip(drafts, votes, strict=True):
        if draft.type == "person":
            draft.gender = (
                "m"
                if vote["m"] > vote["f"]
                else "f"
                if vote["f"] > vote["m"]
                else (parse(draft.name).gender if vote["m"] == vote["f"] == 0 else "")
            )
    return drafts


class _Run:
    """Goes through the attributions in text order, remembering who spoke last."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references
        self.sources = SourceReader(reading, references)
        self.previous: tuple[int, Answer] | None = None  # last word of the latest quote, and its speaker
        self.told: list[tuple[int, Answer]] = []  # first words of the sources so far, and who they are

    @cached_property
    def quotation(self) -> np.ndarray:
        """The quotation state of each character, see features.quotation."""
        return quotation(self.reading.text)

    def placed(self, a: Attribution) -> Attribution:
        """The attribution with its source set right where the words beside the quote say plainly who speaks."""
        reading = self.reading
        if (label := labelled(reading, a)) and self._person_in(label):
            colon = label[1], label[1] + 1
            first = (max(a.content[0][0], colon[1] + 1), a.content[0][1])
            if first[0] < first[1]:
                return replace(a, source=label, cue=colon, content=(first, *a.content[1:]))
        if a.kind != "indirect" and (not a.source or self._far(a) or self._inside(a)) and (name := signed(reading, a)):
            return replace(a, source=name, cue=None)
        if quoted := quoted_by_another(reading, a):
            (start, end), (verb, stop) = quoted
            source, cue = ((reading.starts[i], reading.ends[j - 1]) for i, j in ((start, end), (verb, stop)))
            return replace(a, source=source, cue=cue)
        if (passed := passed_along(reading, a)) and self._someone(*passed[0]):
            (start, end), verb, said = passed
            first, last = reading.starts[said[0]], reading.ends[said[1] - 1]
            return replace(
                a,
                source=(reading.starts[start], reading.ends[end - 1]),
                cue=(reading.starts[verb], reading.ends[verb]),
                content=tuple((max(x, first), min(y, last)) for x, y in a.content if x < last and y > first),
            )
        if a.kind == "indirect" and self._behind(a):
            cue = reading.span(*a.cue)[0]
            return replace(a, source=self._subject(reading.first[reading.sentence[cue]], cue))
        right = teller(reading, a)
        loose = not a.source or right is not True or self._far(a)
        if (
            a.kind != "indirect"
            and (loose or self._elsewhere(a))
            and (found := source_beside(reading, a))
            and (loose or self._named_first(*found[0]))
        ):
            (start, end), verb = found
            return replace(
                a, source=(reading.starts[start], reading.ends[end - 1]), cue=(reading.starts[verb], reading.ends[verb])
            )
        if a.kind == "direct" and (not a.source or self._far(a)) and (lead := introduced(reading, a)):
            if source := self._subject(*lead):
                return replace(a, source=source)
        if right is True:
            return self._near(a) if a.source and self._far(a) else a
        if right and right[0] == right[1]:
            return replace(a, source=self._subject(reading.first[reading.sentence[right[0]]], right[0]))
        return replace(a, source=(reading.starts[right[0]], reading.ends[right[1] - 1]) if right else None)

    def _person_in(self, span: tuple[int, int]) -> bool:
        """Whether a person of the article is named at the end of some characters."""
        references, (start, end) = self.references, self.reading.span(*span)
        return any(e == end and references.drafts[k].type == "person" for _, e, k in references.inside(start, end))

    def _subject(self, low: int, high: int) -> tuple[int, int] | None:
        """The last subject among some words of one sentence: its characters."""
        reading, references = self.reading, self.references
        sentence = reading.sentence[low]
        seen = [
            p
            for p in (*references.people.get(sentence, ()), *references.bodies.get(sentence, ()))
            if low <= p.start < high
            and p.subject >= 2
            and reading.word(p.start - 1, sentence) not in ("that", "and", "or")
        ]
        if not seen:
            known = references.inside(low + 2, high) if reading.lower[low : low + 2] == ["according", "to"] else ()
            return (reading.starts[known[0][0]], reading.ends[known[0][1] - 1]) if known else None
        start = max(p.start for p in seen)
        end = next(
            (e for s, e, _ in references.inside(start, high) if s == start), references.ends.get(start, start + 1)
        )
        return reading.starts[start], reading.ends[end - 1]

    def _near(self, a: Attribution) -> Attribution:
        """An attribution whose source stands in another paragraph: the subject before its cue instead, or nobody.

        Only a quote that has a paragraph to itself may have its source elsewhere.
        """
        reading = self.reading
        if a.kind == "direct" and alone(reading, a):
            return a
        cue = reading.span(*a.cue)[0] if a.cue else len(reading)
        content = reading.span(*a.content[0])[0]
        if cue < len(reading) and content < len(reading) and reading.paragraph[cue] == reading.paragraph[content]:
            if source := self._subject(reading.first[reading.sentence[cue]], cue):
                return replace(a, source=source)
        return replace(a, source=None)

    def _far(self, a: Attribution) -> bool:
        """Whether the source stands in another paragraph than the quote."""
        at = [
            self.reading.span(*a.source)[0],
            self.reading.span(*a.content[-1])[0],
            self.reading.span(*a.content[0])[0],
        ]
        paragraphs = [self.reading.paragraph[min(i, len(self.reading) - 1)] for i in at]
        return paragraphs[0] not in paragraphs[1:]

    def _elsewhere(self, a: Attribution) -> bool:
        """Whether the source stands in a sentence before the one in which a direct quote ends."""
        reading = self.reading
        last = reading.span(*a.content[-1])[1] - 1
        return (
            a.kind == "direct"
            and a.source[1] <= a.content[0][0]
            and 0 <= last < len(reading)
            and reading.sentence[reading.span(*a.source)[0]] != reading.sentence[last]
        )

    def _behind(self, a: Attribution) -> bool:
        """Whether the source stands in a sentence after that of the cue, and so belongs to another attribution."""
        if not a.source or not a.cue:
            return False
        source, cue = (self.reading.span(*span)[0] for span in (a.source, a.cue))
        known = max(source, cue) < len(self.reading)
        return known and self.reading.sentence[source] > self.reading.sentence[cue]

    def _named_first(self, start: int, end: int) -> bool:
        """Whether somebody is named among some words that say whose a quote was."""
        references = self.references
        return any(references.drafts[k].type == "person" for _, _, k in references.inside(start, end))

    def _someone(self, start: int, end: int) -> bool:
        """Whether some words can be a subject: a name, a pronoun, or a description."""
        return self._named_first(start, end) or self.reading.lower[start] in _OPENING

    def _inside(self, a: Attribution) -> bool:
        """Whether the source stands between the parts of the content: inside the quotation, of somebody quoted
        there."""
        return a.content[0][0] < a.source[0] and a.source[1] < a.content[-1][1]

    def whole(self, a: Attribution) -> Attribution:
        """The attribution with all names of the row that its source is part of."""
        if not a.source or (span := self.reading.span(*a.source))[0] >= span[1]:
            return a
        start, end = self.sources.row(*span)
        row = self.reading.starts[start], self.reading.ends[end - 1]
        free = all(high <= row[0] or low >= row[1] for low, high in (*a.content, *([a.cue] if a.cue else [])))
        return replace(a, source=row) if (start, end) != span and free else a

    def answer(self, a: Attribution) -> Answer:
        """The speaker of one attribution."""
        found = _NOBODY
        if a.source:
            found = self._going_on(a) or self._still(a) or self.sources.read(*self.reading.span(*a.source))
            if found.sourcing == "unresolved" and found.how == "pronoun":
                return found
            if found.draft is None and found.certainty < FLOOR:
                found = (self._document(a) if found.sourcing == "document" else self._again(a)) or found
            self.told.append((self.reading.span(*a.source)[0], found))
        elif self._takes_previous(a):
            before = self.previous[1]
            found = replace(before, how="previous", certainty=before.certainty * 0.75)
        named = found.name and found.name.lower() not in _NO_NAME
        return found if found.certainty >= FLOOR and named else replace(_NOBODY, how=None)

    def _going_on(self, a: Attribution) -> Answer | None:
        """ "He added": whoever was quoted last, if he can be meant and is near."""
        start, end = self.reading.span(*a.source)
        gender, cue = GENDER.get(self.reading.word(start)), a.cue and self.reading.text[slice(*a.cue)].lower()
        if self.previous is None or end - start != 1 or not gender or cue not in _GOING_ON:
            return None
        last, before = self.previous
        draft = None if before.draft is None else self.references.drafts[before.draft]
        near = self.reading.paragraph[start] - self.reading.paragraph[min(last, len(self.reading) - 1)] <= 2
        if draft is None or draft.type != "person" or draft.gender not in ("", gender) or not near:
            return None
        return replace(before, how="pronoun", certainty=0.95 * before.certainty)

    def _still(self, a: Attribution) -> Answer | None:
        """ "They said", "both hoped", "it found": the source just before, if it is several, a body or a document."""
        start, end = self.reading.span(*a.source)
        word, sentence = self.reading.word(start), self.reading.sentence
        if end - start != 1 or word not in ("they", "both", "it"):
            return None
        reach = 0 if self.references.subject_before(start) else 1
        near = [t for t in self.told if t[0] < start and sentence[start] - sentence[t[0]] <= reach]
        if not near:
            return None
        before = max(near, key=lambda t: t[0])[1]
        kind = None if before.draft is None else self.references.drafts[before.draft].type
        if word == "it":
            fits = before.sourcing == "document" or kind in ("organization", "state")
        else:
            several = kind is None and before.name and is_plural(before.name)
            fits = several and (word == "they" or " and " in before.name) or word == "they" and kind in _SEVERAL
        return replace(before, how="pronoun", certainty=0.95 * before.certainty) if fits else None

    def _document(self, a: Attribution) -> Answer | None:
        """ "The statement said", "the editorial added": the body that spoke just before, or the paper whose editorial
        it is."""
        start, end = self.reading.span(*a.source)
        if self.reading.lower[start] not in ("the", "its") or end - start > 3:
            return None
        if author := self._author(start, self.reading.lower[end - 1]):
            return author
        if self.previous is None:
            return None
        last, before = self.previous
        near = self.reading.paragraph[start] - self.reading.paragraph[min(last, len(self.reading) - 1)] <= 2
        kinds = ("organization",) if self.reading.lower[end - 1] in _PRINTED else ("organization", "person")
        if not near or before.draft is None or self.references.drafts[before.draft].type not in kinds:
            return None
        return replace(before, how="description", sourcing="document", certainty=min(0.6, before.certainty))

    def _again(self, a: Attribution) -> Answer | None:
        """ "The spokesman said": the one of whom the article has said whose he is, "Lee's spokesman"."""
        start, end = self.reading.span(*a.source)
        if self.reading.lower[start] != "the" or end - start != 2:
            return None
        told = [t for t in self.told if t[0] < start and t[1].draft is None and t[1].sourcing != "document"]
        same = [t for t in told if t[1].name and t[1].name.lower().split()[-1] == self.reading.lower[end - 1]]
        found = max(same, key=lambda t: t[0], default=(0, _NOBODY))[1]
        return replace(found, how="description", certainty=0.5) if found.certainty >= FLOOR else None

    def _author(self, start: int, noun: str) -> Answer | None:
        """Whose document it is that word ``start`` points back to: of the one who brought it up ("Lee sent a letter"),
        or of the one quoted last ("a study by Acme")."""
        reading = self.reading
        near = [t for t in self.told if t[0] < start and reading.paragraph[start] - reading.paragraph[t[0]] <= _NEAR]
        at = next((i for i in range(start - 1, max(-1, start - _FAR), -1) if reading.lower[i] == noun), None)
        bringing = [t for t in near if at and t[0] < at and self._brings_out(t[0], at)]
        if at and not bringing and (subject := self._bringer(at)) is not None:
            return replace(self.sources.named(subject, 0.6, "description"), sourcing="document")
        quoted = [t for t in near if t[1].sourcing == "document" and noun in _STUDIES]
        found = max(bringing or quoted, key=lambda t: t[0], default=(0, _NOBODY))[1]
        if found.name is None or found.certainty < FLOOR:
            return None
        return replace(found, how="description", sourcing="document", certainty=min(0.7, found.certainty))

    def _brings_out(self, start: int, at: int) -> bool:
        """Whether word ``at`` is a document that the subject at word ``start`` of its sentence brings out: "Lee sent a
        letter"; not "Lee dismissed the report"."""
        reading = self.reading
        if reading.lower[start:at] in (["the"], ["its"]):
            return True  # the same document as a source before
        same = reading.sentence[start] == reading.sentence[at]
        return same and not _BRINGS_OUT.isdisjoint(reading.lower[start:at])

    def _bringer(self, at: int) -> int | None:
        """The actor who brings out the document at a word, as the only subject of that sentence."""
        sentence = self.reading.sentence[at]
        seen = (*self.references.people.get(sentence, ()), *self.references.bodies.get(sentence, ()))
        subjects = [p for p in seen if p.subject >= 2 and p.start < at]
        return subjects[0].draft if len(subjects) == 1 and self._brings_out(subjects[0].start, at) else None

    def _takes_previous(self, a: Attribution) -> bool:
        """Whether an attribution without a source goes on with the speaker before: "Newsweek was told", or a quote
        left alone."""
        if self.previous is None or not self.previous[1].name:
            return False
        reading = self.reading
        first = reading.span(*a.content[0])[0]
        if first >= len(reading):
            return False
        gap = reading.paragraph[first] - reading.paragraph[min(self.previous[0], len(reading) - 1)]
        if gap > 4:
            return False
        if a.cue:
            return a.kind != "indirect" and told(reading, a)
        return a.kind == "direct" and (goes_on(reading, self.previous[0], a) or gap <= 2 and alone(reading, a))

    def note(self, a: Attribution, answer: Answer) -> None:
        """Remember a speaker for the attributions to come."""
        if answer.name and a.kind != "indirect":
            self.previous = self.reading.span(*a.content[-1])[1] - 1, answer


def resolve_speakers(
    doc: Doc, attributions: list[Attribution], actors: list[Actor], mentions: list[Mention]
) -> list[Attribution]:
    """The same attributions with speaker, speaker_actor, speaker_from, sourcing and a raw confidence filled in."""
    reading = Reading(doc)
    references = References(reading, drafts_of(reading, actors, mentions), attributions)
    run, out = _Run(reading, references), [None] * len(attributions)
    for k in sorted(
        range(len(attributions)), key=lambda k: attributions[k].content[0] if attributions[k].content else (0, 0)
    ):
        a = attributions[k]
        if not a.content:
            out[k] = a
            continue
        a = run.whole(run.placed(a))
        if a.content != attributions[k].content:
            a = replace(a, kind=kind_of(run.quotation, reading.text, a.content))
        found = run.answer(a)
        run.note(a, found)
        out[k] = replace(
            a,
            speaker=found.name,
            speaker_actor=found.draft,
            speaker_from=found.how if found.name else None,
            sourcing=found.sourcing if found.name else "unresolved",
            confidence=round(found.certainty, 4),
        )
    return out


@Language.component("onrecord_speakers", assigns=["doc._.attributions"])
def set_speakers(doc: Doc) -> Doc:
    """Fill in the speakers of the Doc's attributions."""
    found = resolve_speakers(
        doc, get_records(doc, "attributions"), get_records(doc, "actors"), get_records(doc, "mentions")
    )
    set_records(doc, "attributions", found)
    return doc
