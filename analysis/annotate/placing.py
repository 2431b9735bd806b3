"""Where the source of an attribution stands, where the words beside the quote say so more plainly than the model."""

from dataclasses import replace

from analysis.annotate import gazetteer
from analysis.annotate.beside import (
    alone,
    introduced,
    labelled,
    passed_along,
    quoted_by_another,
    signed,
    source_beside,
    speech_verbs,
    teller,
)
from analysis.annotate.extents import Extents
from analysis.annotate.reading import Reading
from analysis.annotate.references import GENDER, References
from analysis.annotate.types import Attribution
from analysis.annotate.unnamed import PREPOSITIONS

_LONGEST = 14  # words of a source that is taken whole
_LED = 8  # words between "by" and the name that it leads to
_CLAIMS = gazetteer.words("claim of another")
_OPENING = GENDER.keys() | {"they", "it", "the", "a", "an", "one"}


class Places:
    """Sets the sources of one article right."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references
        self.extents = Extents(reading, references)

    def placed(self, a: Attribution) -> Attribution:
        """The attribution with its source set right where the words beside the quote say plainly who speaks, and with
        all names of its row."""
        return self._whole(self._to_its_cue(self._beside(a)))

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
        if subject := self._acting(a):
            parts = tuple((x, y) for x, y in a.content if y <= subject[0] or x >= subject[1])
            return replace(a, source=subject, content=parts or a.content)
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

    def _acting(self, a: Attribution) -> tuple[int, int] | None:
        """Who acts where the source is plainly somebody else: who dismisses what the source has but claimed ("Norway
        dismissed as nonsense a claim by Ann Lee"), whose kin it is ("Roe, holding the hand of his wife, Ann, said"),
        who speaks to it ("Briefing the Council, Lee said"), of whom it tells ("Lee, it reported, had urged")."""
        reading = self.reading
        if not a.source or not a.cue:
            return None
        (start, end), cue = reading.span(*a.source), reading.span(*a.cue)[0]
        if cue >= len(reading) or start >= len(reading) or reading.sentence[start] != reading.sentence[cue]:
            return None
        first = reading.first[reading.sentence[cue]]
        if start > cue:
            if _CLAIMS.isdisjoint(reading.lower[cue:start]) or not self._by(start):
                return None
            found = self._subject(first, cue)
            if found is None and 0 < cue - first <= _LED:
                return reading.starts[first], reading.ends[cue - 1]  # "The presidency" described as nonsense
        elif reading.word(start - 1) == "," and (self._kin(start - 1) or self._told_of(start, end, cue)):
            found = self._subject(first, start)
        elif reading.lower[first].endswith("ing") and first < start <= first + 3 and reading.word(end) == ",":
            beside = (m for m in self.references.around(end + 1, end + 2) if m[0] == end + 1 and m[1] <= cue)
            found = next((self._characters(m) for m in beside if self._named_first(*m[:2])), None)
            return found
        else:
            return None
        return found if found is None or found[0] < a.source[0] else None

    def _characters(self, mention: tuple[int, int, int]) -> tuple[int, int]:
        return self.reading.starts[mention[0]], self.reading.ends[mention[1] - 1]

    def _told_of(self, start: int, end: int, cue: int) -> bool:
        """Whether a source has a verb of speech of its own between commas: ", it reported, had urged"."""
        reading = self.reading
        own = reading.word(end) in speech_verbs() and reading.word(end + 1) == "," and cue > end + 1
        return own and reading.lower[start:end] in (["it"], ["he"], ["she"])

    def _by(self, start: int) -> bool:
        """Whether "by" leads to a source, its role aside: "a claim by" former minister Ann Lee."""
        lower, low = self.reading.lower, max(0, start - _LED)
        return any(
            lower[i] == "by" and lower[i - 1] in _CLAIMS and self.reading.words[i + 1 : start].count(",") == 0
            for i in range(start - 1, low, -1)
        )

    def _kin(self, comma: int) -> bool:
        """Whether a comma ends the words for somebody's kin behind a preposition: "of his wife,"."""
        lower = self.reading.lower
        title = gazetteer.titles().get(lower[comma - 1])
        kin = title is not None and title.kind == "relative" and lower[comma - 2] in ("his", "her")
        return kin and lower[comma - 3] in PREPOSITIONS

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

    def _whole(self, a: Attribution) -> Attribution:
        """The attribution with all names of the row that its source is part of."""
        if not a.source or (span := self.reading.span(*a.source))[0] >= span[1]:
            return a
        start, end = self.extents.row(*span)
        row = self.reading.starts[start], self.reading.ends[end - 1]
        free = all(high <= row[0] or low >= row[1] for low, high in (*a.content, *([a.cue] if a.cue else [])))
        return replace(a, source=row) if (start, end) != span and free else a
