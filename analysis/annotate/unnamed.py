"""Speakers without a name: the description as the article gives it, and how likely it is somebody who speaks."""

from analysis.annotate import gazetteer
from analysis.annotate.answers import DOCUMENTS, FLOOR, NOBODY, Answer
from analysis.annotate.descriptions import FAR
from analysis.annotate.model import load_model
from analysis.annotate.reading import Reading
from analysis.annotate.references import RELATIVE, References

PREPOSITIONS = gazetteer.words("ends the head of a source")
DETERMINERS = gazetteer.words("determiner")
BODIES = gazetteer.words("organization by description") | gazetteer.words("body known by its owner")
EXAMPLES = gazetteer.words("names some of several")
_CROWDS = gazetteer.words("crowd")
_PERSONS = gazetteer.words("person by description") | gazetteer.words("unnamed person")
_VAGUE = gazetteer.words("too vague for a speaker")
_OF_PEOPLE = ("ers", "ors", "ists", "ics", "ates", "ants", "ents", "ians", "ials", "ees", "ives", "crats")


class Unnamed:
    """Describes the unnamed sources of one article."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references

    def answer(self, start: int, core: int) -> Answer:
        """An unnamed person or group keeps its description as written."""
        reading = self.reading
        while core - start > 1 and reading.possessive(core - 1):
            core -= 1  # "the woman's" support
        text = shorten(reading.surface(start, core))
        opens = start == reading.first[reading.sentence[start]]
        if opens and self._plain(start) and not self._capitals_follow(start, core):
            text = text[0].lower() + text[1:]  # "Supporters of Lee said"
        if reading.lower[start] in ("he", "she", "they", "it", "we") and reading.word(start + 1) == "and":
            found = self.references.resolved.get(start)
            if found is None or found.certainty < FLOOR:
                return NOBODY
            rest = text[len(reading.words[start]) :]  # "she and her aides"
            text = f"{self.references.drafts[found.draft].name}{rest}"
        head = reading.lower[core - 1]
        sourcing = "document" if head in DOCUMENTS else "unnamed"
        if named := next((m for m in self.references.inside(start, core) if m[1] == core), None):
            head = next(  # "supporters" of Ann Lee, "people" close to her
                (
                    w
                    for w in reading.lower[start : named[0]]
                    if w.endswith("s") and w not in DETERMINERS or w in _CROWDS
                ),
                head,
            )
        single = reading.lower[start] in ("a", "an", "one", "another") and (
            core - start > 2 or head in gazetteer.titles() or head in _PERSONS
        )
        first = next((k for k in range(start + 1, core) if reading.lower[k] in PREPOSITIONS), core) - 1
        plural = head.endswith("s") and head not in ("his", "us", "others")
        people = single or plural or head in _CROWDS or are_people(reading.lower[first])
        if head in BODIES and self._of_a_state(start, core):
            return Answer(text, None, "description", "institution", 0.5)  # "Norway's spy agency"
        if text.lower() in _VAGUE or reading.lower[start] in RELATIVE:
            return NOBODY
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
        noun = reading.lower[first]
        of = named and self._complement(first, named[0])
        if of and start < first and (noun in gazetteer.titles() or noun in _PERSONS):
            return Answer(text, None, "description", sourcing, 0.5)  # "the mother of" Ann Lee
        if person and self._of_a_state(start, core) and reading.possessive(start + 1):
            return Answer(text, None, "description", sourcing, 0.5)  # "Norway's delegate"
        if pointing and person and (told := self._introduced(start, head)):
            return Answer(told, None, "description", sourcing, 0.5)
        return Answer(text, None, "description", sourcing, 0.3 if pointing else 0.65 if people else 0.4)

    def _complement(self, noun: int, name: int) -> bool:
        """Whether nothing but "of" or "for", articles and titles stands between a noun and a name."""
        between = self.reading.lower[noun + 1 : name]
        small = DETERMINERS | gazetteer.honorifics().keys() | gazetteer.titles().keys() | {"."}
        rest = (word in small or f"{word}." in small for word in between[1:])
        return between[:1] in (["of"], ["for"], ["to"]) and all(rest)

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
            and word.lower() not in gazetteer.honorifics()
            and (load_model().knows(word.lower()) or word.lower().removesuffix("s") in gazetteer.titles())
        )

    def _introduced(self, start: int, head: str) -> str | None:
        """How the article has brought in somebody unnamed who comes back as "the official": "a senior official"."""
        reading = self.reading
        for i in range(start - 1, max(-1, start - FAR), -1):
            if reading.lower[i] == head and not reading.quoted[i]:
                for k in range(i - 1, max(reading.first[reading.sentence[i]], i - 6) - 1, -1):
                    if reading.lower[k] in ("a", "an", "another"):
                        return shorten(reading.surface(k, self._with_principal(i + 1)))
                    if not reading.words[k][0].isalpha() or reading.lower[k] in PREPOSITIONS | DETERMINERS:
                        break
        return None


def are_people(noun: str) -> bool:
    """Whether a plural noun, in lower case, is of people: "critics" of a plan, not its "costs"."""
    known = noun in _CROWDS or noun[:-1] in gazetteer.titles() or noun[:-1] in _PERSONS
    return known or noun.isalpha() and noun.endswith(_OF_PEOPLE)


def is_plural(text: str) -> bool:
    """Whether a description or a row of names is of several: "Lee's aides", "critics of the plan", "Lee and Roe"."""
    words = text.split()
    head = next((k for k, word in enumerate(words) if k and word.lower() in PREPOSITIONS), len(words)) - 1
    return "and" in words or words[head].lower() in _CROWDS or words[head].endswith("s")


def shorten(text: str) -> str:
    """A description in one line, without a capital that only its place in the sentence gave it."""
    text = " ".join(text.split())
    first, _, rest = text.partition(" ")
    return (first.lower() + " " + rest if rest else text) if first.lower() in DETERMINERS else text
