"""Who cannot be meant by a pronoun: whoever is named in its own clause, in what "he said" goes with, or acts on
"him"."""

from bisect import bisect_left

from analysis.annotate import gazetteer
from analysis.annotate.beside import speech_verbs
from analysis.annotate.descriptions import ARTICLES

_CLAUSE = 14  # words behind a pronoun that may belong to its clause
_PARENTHESIS = 7  # words from "he" to the end of what stands between commas
_VERB = 2  # words of a verb with its preposition: "agrees with" him
_HEAD = 5  # words of an unnamed person among which the noun is
ASKED = gazetteer.words("opens a question that is told")
_AUXILIARIES = gazetteer.words("between subject and verb")
_BEHIND_HER = gazetteer.words("behind her who is told")
_PERSONS = gazetteer.words("person by description") | gazetteer.words("unnamed person")


class Barred:
    """Asks the sentences of one article. ``references``: what has been read up to the pronoun."""

    def __init__(self, references):
        self.references, self.reading = references, references.reading

    def named_behind(self, i: int) -> frozenset[int]:
        """Who is named behind "he" or "she" in its clause, and so is somebody else: "he told Lee that Roe had left"."""
        reading, found, k = self.reading, set(), bisect_left(self.references.starts, i)
        end = next(
            (j for j in range(i + 1, min(i + _CLAUSE, len(reading))) if not reading.words[j][0].isalnum()), i + _CLAUSE
        )
        while k < len(self.references.named) and self.references.named[k][0] < end:
            if reading.sentence[self.references.named[k][0]] == reading.sentence[i]:
                found.add(self.references.named[k][2])
            k += 1
        return frozenset(found)

    def in_what_is_told(self, i: int, gender: str) -> frozenset[int]:
        """Who is named in the words that "he said" at word i goes with, where the sentence before has somebody who
        can have said them: "Lee told reporters that he was ill. Roe had been warned, he said."""
        reading, sentence = self.reading, self.reading.sentence[i]
        if reading.lower[reading.first[sentence]] in ASKED:  # "Asked if Lee had paid, she said"
            return frozenset(
                p.draft
                for p in self.references.people.get(sentence, ())
                if p.start < i and p.start in self.references.at
            )
        behind = reading.word(i - 1, sentence) in (",", "”", '"') and i in self.references.sources
        parenthetic = reading.word(i + 1) in speech_verbs() and any(
            reading.word(k, sentence) in (",", ".", "") for k in range(i + 2, i + _PARENTHESIS)
        )  # "he said.", ", she told a radio station,"
        if not behind or not parenthetic or reading.lower[i] not in ("he", "she"):
            return frozenset()
        told = next((k for k in range(i, reading.first[sentence], -1) if reading.words[k] in (":", ";")), 0)
        here = [p for p in self.references.people.get(sentence, ()) if told <= p.start < i]
        before = [
            p
            for p in self.references.people.get(sentence - 1, ())
            if p.subject >= 2 and self.references.drafts[p.draft].gender in ("", gender)
        ]
        named = frozenset(p.draft for p in here if self.references.forms.get(p.start) != "pronoun")
        return named if before and before[0].draft not in named else frozenset()

    def telling(self, i: int) -> frozenset[int]:
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
        acting = [p for p in self.references.people.get(sentence, ()) if p.start < i and p.subject >= 2]
        if not acting:
            return frozenset()
        last = acting[-1]
        end = next(
            (high for low, high, _ in self.references.around(last.start, last.start + 1) if low == last.start),
            last.start + 1,
        )
        between = [word for word in reading.lower[end:i] if word not in _AUXILIARIES and word != ","]
        return frozenset({last.draft}) if len(between) <= _VERB else frozenset()

    def stranger(self, i: int) -> bool:
        """Whether a sentence opens at word i with an unnamed person: "A retired miner shrugged", "One European
        diplomat, who"."""
        reading, sentence = self.reading, self.reading.sentence[i]
        if reading.lower[i] not in ARTICLES | {"one"} or reading.quoted[i]:
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
