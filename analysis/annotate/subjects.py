"""The subject of a sentence: who acts there, where the source that the model found is plainly somebody else."""

from analysis.annotate import gazetteer
from analysis.annotate.beside import speech_verbs
from analysis.annotate.reading import Reading
from analysis.annotate.references import References
from analysis.annotate.types import Attribution, Span
from analysis.annotate.unnamed import PREPOSITIONS

_LED = 8  # words between "by" and the name that it leads to
_CLAIMS = gazetteer.words("claim of another")


class Subjects:
    """Finds the subjects of one article's sentences."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references

    def last(self, low: int, high: int) -> Span | None:
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

    def acting(self, a: Attribution) -> Span | None:
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
            found = self.last(first, cue)
            if found is None and 0 < cue - first <= _LED:
                return reading.starts[first], reading.ends[cue - 1]  # "The presidency" described as nonsense
        elif reading.word(start - 1) == "," and (self._kin(start - 1) or self._told_of(start, end, cue)):
            found = self.last(first, start)
        elif reading.lower[first].endswith("ing") and first < start <= first + 3 and reading.word(end) == ",":
            return self._person_at(end + 1, cue)
        else:
            return None
        return found if found is None or found[0] < a.source[0] else None

    def _person_at(self, start: int, stop: int) -> Span | None:
        """The person whose name begins at a word and ends before another: its characters."""
        for low, high, k in self.references.around(start, start + 1):
            if low == start and high <= stop and self.references.drafts[k].type == "person":
                return self.reading.starts[low], self.reading.ends[high - 1]
        return None

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
