"""Where the source of an attribution stands, where the words beside the quote say so more plainly than the model."""

from dataclasses import replace

from analysis.annotate.beside import (
    alone,
    introduced,
    labelled,
    passed_along,
    quoted_by_another,
    signed,
    source_beside,
    teller,
)
from analysis.annotate.extents import Extents
from analysis.annotate.reading import Reading
from analysis.annotate.references import GENDER, References
from analysis.annotate.subjects import Subjects
from analysis.annotate.types import Attribution, Span

_LONGEST = 14  # words of a source that is taken whole
_OPENING = GENDER.keys() | {"they", "it", "the", "a", "an", "one"}


class Places:
    """Sets the sources of one article right."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references
        self.extents, self.subjects = Extents(reading, references), Subjects(reading, references)

    def placed(self, a: Attribution) -> Attribution:
        """The attribution with its source set right where the words beside the quote say plainly who speaks, and with
        all names of its row."""
        return self._whole(self._to_its_cue(self._beside(self._of_one_sentence(self._cue_proper(a)))))

    def _cue_proper(self, a: Attribution) -> Attribution:
        """The attribution with a cue that begins in a name as what is behind the name: Park Sun-"won said"."""
        if not a.cue:
            return a
        cue, stop = self.reading.span(*a.cue)
        high = next((high for low, high, _ in self.references.around(cue, cue + 1) if low < cue < high < stop), None)
        return a if high is None else replace(a, cue=(self.reading.starts[high], a.cue[1]))

    def _of_one_sentence(self, a: Attribution) -> Attribution:
        """The attribution with a source that ran over a full stop as its part in the sentence of the cue: "Ann Lee. Bo
        Ek" told reporters."""
        if not a.source or not a.cue:
            return a
        reading = self.reading
        (start, end), cue = reading.span(*a.source), reading.span(*a.cue)[0]
        stop = next((i for i in range(start + 1, end) if reading.sentence[i] != reading.sentence[start]), None)
        if stop is None or cue >= len(reading) or reading.words[stop - 1] != "." or "(" in reading.words[start:stop]:
            return a
        low, high = (start, stop - 1) if reading.sentence[cue] == reading.sentence[start] else (stop, end)
        return replace(a, source=(reading.starts[low], reading.ends[high - 1])) if low < high else a

    def _to_its_cue(self, a: Attribution) -> Attribution:
        """The attribution with a source that was cut to its article as all words up to the cue: "the" Ministry of
        Health said."""
        if not a.source or not a.cue:
            return a
        reading = self.reading
        (start, end), cue = reading.span(*a.source), reading.span(*a.cue)[0]
        if reading.lower[start] not in ("the", "a", "an") or not end < cue <= start + _LONGEST:
            return a
        names = self.references.around(start, cue)
        cut = not any(m[0] < end for m in names) and any(
            m[1] == cue and m[0] <= end + 2 and all(reading.words[i].islower() for i in range(end, m[0])) for m in names
        )  # "the state-run" Acme Agency
        if end - start != 1 and not cut:
            return a
        free = all(high <= a.source[0] or low >= a.cue[0] for low, high in a.content)
        if not free or reading.sentence[start] != reading.sentence[cue - 1]:
            return a
        return replace(a, source=(a.source[0], reading.ends[cue - 1]))

    def _beside(self, a: Attribution) -> Attribution:
        """The attribution with the source that the words beside the quote tell: a label, a signature, a verb of saying
        with its subject."""
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
        if subject := self.subjects.acting(a):
            parts = tuple((x, y) for x, y in a.content if y <= subject[0] or x >= subject[1])
            return replace(a, source=subject, content=parts or a.content)
        if told := self._inverted(a):
            return replace(a, source=told)
        if a.kind == "indirect" and self._behind(a):
            cue = reading.span(*a.cue)[0]
            return replace(a, source=self.subjects.last(reading.first[reading.sentence[cue]], cue))
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
            if source := self.subjects.last(*lead):
                return replace(a, source=source)
        if right is True:
            return self._near(a) if a.source and self._far(a) else a
        if right and right[0] == right[1]:
            return replace(a, source=self.subjects.last(reading.first[reading.sentence[right[0]]], right[0]))
        return replace(a, source=(reading.starts[right[0]], reading.ends[right[1] - 1]) if right else None)

    def _inverted(self, a: Attribution) -> Span | None:
        """Who is named behind a verb of speech that ends a headline, where the source stands elsewhere ("Harbour is
        lost, says Lee"), or the subject before a participle whose source stands in another sentence ("he said,
        adding")."""
        reading = self.reading
        if not a.source or not a.cue:
            return None
        (cue, stop), start = reading.span(*a.cue), reading.span(*a.source)[0]
        if stop >= len(reading) or start >= len(reading):
            return None
        verb, mark = reading.lower[cue], reading.word(cue - 1)
        if stop - cue == 1 and verb in ("says", "say", "warns") and mark in (",", "’", "”", "'", '"') and start != stop:
            named = [m for m in self.references.around(stop, stop + 1) if m[0] == stop]
            ends = named and (
                named[0][1] >= len(reading) or reading.word(named[0][1], reading.sentence[cue]) in ("", "as")
            )
            if ends:
                return reading.starts[stop], reading.ends[named[0][1] - 1]
        if verb.endswith("ing") and mark == "," and reading.sentence[start] < reading.sentence[cue]:
            return self.subjects.last(reading.first[reading.sentence[cue]], cue)
        return None

    def _person_in(self, span: tuple[int, int]) -> bool:
        """Whether a person of the article is named at the end of some characters."""
        references, (start, end) = self.references, self.reading.span(*span)
        return any(e == end and references.drafts[k].type == "person" for _, e, k in references.inside(start, end))

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
            if source := self.subjects.last(reading.first[reading.sentence[cue]], cue):
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

    def _whole(self, a: Attribution) -> Attribution:
        """The attribution with all names of the row that its source is part of."""
        if not a.source or (span := self.reading.span(*a.source))[0] >= span[1]:
            return a
        start, end = self.extents.row(*span)
        row = self.reading.starts[start], self.reading.ends[end - 1]
        free = all(high <= row[0] or low >= row[1] for low, high in (*a.content, *([a.cue] if a.cue else [])))
        return replace(a, source=row) if (start, end) != span and free else a
