"""What a source takes from those before it: "they said", "the letter says", a quote that is left alone."""

from collections import deque
from dataclasses import dataclass, replace

from analysis.annotate import gazetteer
from analysis.annotate.answers import FLOOR, NOBODY, Answer, named
from analysis.annotate.barred import ASKED
from analysis.annotate.beside import alone, goes_on, told
from analysis.annotate.descriptions import FAR
from analysis.annotate.reading import Reading
from analysis.annotate.references import GENDER, References
from analysis.annotate.types import Attribution
from analysis.annotate.unnamed import BODIES, EXAMPLES, is_plural

_PRINTED = gazetteer.words("printed")
_GOING_ON = gazetteer.words("goes on with what was said")
_BRINGS_OUT = gazetteer.words("brings out a document")
_STUDIES = gazetteer.words("study by any name")
_OF_BODIES = _PRINTED | _STUDIES | gazetteer.words("document of a body")
_SEVERAL = ("group", "organization")
_TWO = gazetteer.words("two of whom was told")
_ONE = ("a ", "an ", "one ", "another ")
_HEAD = 4  # words of a description among which its noun is
_KEPT = 200  # sources that are remembered
_NEAR = 3  # paragraphs back in which a document was brought up


@dataclass(frozen=True)
class Told:
    """A source so far: its first word, who it was read as, and whether it names some of several: "critics, like
    Lee"."""

    start: int
    read: Answer
    examples: bool = False


_NOBODY_TOLD = Told(0, NOBODY)


class Recalled:
    """Remembers the sources of one article, noted in text order."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references
        self.previous: tuple[int, Answer] | None = None  # last word of the latest quote, and its speaker
        self.told: deque[Told] = deque(maxlen=_KEPT)

    def note(self, a: Attribution, read: Answer, speaker: Answer) -> None:
        """Remember whom a source was read as, however unsure, and the speaker of a quote."""
        if a.source and not (read.how == "pronoun" and read.sourcing == "unresolved"):
            start, end = self.reading.span(*a.source)
            self.told.append(Told(start, read, not EXAMPLES.isdisjoint(self.reading.lower[start:end])))
        if speaker.name and a.kind != "indirect":
            self.previous = self.reading.span(*a.content[-1])[1] - 1, speaker

    def by_pronoun(self, a: Attribution) -> Answer | None:
        """Whoever was quoted or told of just before, if the source is a pronoun that can mean him, them or it."""
        return self._going_on(a) or self._still(a)

    def by_description(self, a: Attribution, document: bool) -> Answer | None:
        """Whose document it is, or who it is that comes back."""
        return self._document(a) if document else self._again(a)

    def alone(self, a: Attribution) -> Answer:
        """The speaker before, where an attribution without a source goes on with him."""
        if not self._takes_previous(a):
            return NOBODY
        before = self.previous[1]
        return replace(before, how="previous", certainty=before.certainty * 0.75)

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
        if end - start == 1 and word in ("he", "she"):
            return self._somebody(start)
        if end - start != 1 or word not in ("they", "both", "it"):
            return None
        reach = 0 if self.references.subject_before(start) else 1
        near = [t for t in self.told if t.start < start and sentence[start] - sentence[t.start] <= reach]
        if not near:
            return None
        last = max(near, key=lambda t: t.start)
        before = last.read
        kind = None if before.draft is None else self.references.drafts[before.draft].type
        if word == "it":
            panel = kind is None and before.name and before.name.split()[-1].lower() in BODIES
            fits = before.sourcing == "document" or kind in ("organization", "state") or panel
        else:
            several = kind is None and before.name and is_plural(before.name)
            if several and last.examples:
                return replace(NOBODY, how="pronoun")  # critics, or those who are named as such
            fits = several and (word == "they" or " and " in before.name) or word == "they" and kind in _SEVERAL
        return replace(before, how="pronoun", certainty=0.95 * before.certainty) if fits else None

    def _somebody(self, start: int) -> Answer | None:
        """ "She said": the unnamed one of the sentence before, where nobody is named behind who can be meant."""
        reading, references = self.reading, self.references
        sentence = reading.sentence[start]
        near = [t for t in self.told if t.start < start and sentence - reading.sentence[t.start] == 1]
        last = max(near, key=lambda t: t.start, default=None)
        if last is None or reading.paragraph[last.start] != reading.paragraph[start]:
            return None
        before = last.read
        told = (before.name or "").lower()
        single = before.draft is None and (
            told.startswith(_ONE) or ("’s " in told or "'s " in told) and not is_plural(told)
        )
        named = [p for p in references.people.get(sentence - 1, ()) if p.subject >= 2 and p.start in references.at]
        asked = reading.lower[reading.first[sentence]] in ASKED  # "Asked if Lee had paid, she said"
        here = [p for p in references.people.get(sentence, ()) if p.start < start and not asked]
        if not single or before.sourcing != "unnamed" or named or here:
            return None
        return replace(before, how="pronoun", certainty=0.95 * before.certainty)

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
        body = self.reading.lower[end - 1] in _OF_BODIES  # whoever is quoted on a study need not be its author
        kinds = ("organization",) if body else ("organization", "person")
        if not near or before.draft is None or self.references.drafts[before.draft].type not in kinds:
            return None
        return replace(before, how="description", sourcing="document", certainty=min(0.6, before.certainty))

    def _again(self, a: Attribution) -> Answer | None:
        """ "The spokesman said": the one of whom the article has said whose he is, "Lee's spokesman"; "the pair said":
        the two who spoke."""
        start, end = self.reading.span(*a.source)
        lower = self.reading.lower
        if lower[start] != "the" or not (end - start == 2 or end - start == 3 and lower[start + 1] == "two"):
            return None
        noun = lower[end - 1]
        told = [
            t
            for t in self.told
            if t.start < start and t.read.name and t.read.draft is None and t.read.sourcing != "document"
        ]
        two = noun in _TWO or end - start == 3
        paragraph = self.reading.paragraph
        told = [t for t in told if not two or paragraph[start] - paragraph[t.start] <= _NEAR]
        if two:
            same = [t for t in told if t.read.name.count(" and ") == 1 and "," not in t.read.name]
        else:
            same = [
                t for t in told if noun in t.read.name.lower().split()[:_HEAD] or t.read.name.lower().endswith(noun)
            ]
        found = max(same, key=lambda t: t.start, default=_NOBODY_TOLD).read
        return replace(found, how="description", certainty=0.5) if found.certainty >= FLOOR else None

    def _author(self, start: int, noun: str) -> Answer | None:
        """Whose document it is that word ``start`` points back to: of the one who brought it up ("Lee sent a letter"),
        or of the one quoted last ("a study by Acme")."""
        reading = self.reading
        near = [
            t for t in self.told if t.start < start and reading.paragraph[start] - reading.paragraph[t.start] <= _NEAR
        ]
        at = next((i for i in range(start - 1, max(-1, start - FAR), -1) if reading.lower[i] == noun), None)
        bringing = [t for t in near if at and t.start < at and self._brings_out(t.start, at)]
        if at and not bringing and (subject := self._bringer(at)) is not None:
            return replace(named(self.references.drafts, subject, 0.6, "description"), sourcing="document")
        quoted = [t for t in near if t.read.sourcing == "document" and noun in _STUDIES]
        found = max(bringing or quoted, key=lambda t: t.start, default=_NOBODY_TOLD).read
        if found.name is None or found.certainty < FLOOR:
            return None
        return replace(found, how="description", sourcing="document", certainty=min(0.7, found.certainty))

    def _brings_out(self, start: int, at: int) -> bool:
        """Whether word ``at`` is a document that the subject at word ``start`` of its sentence brings out: "Lee sent a
        letter"; not "Lee dismissed the report"."""
        reading = self.reading
        if reading.lower[start:at] in (["the"], ["its"]):
            return True  # the same document as a source before
        if reading.lower[at - 2 : at] == ["in", "a"] and reading.sentence[start] == reading.sentence[at]:
            return True  # "Lee, in a statement, said"
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
