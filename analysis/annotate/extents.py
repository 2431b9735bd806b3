"""Where the words of a source begin and end: names that its bounds cut, rows of names, the noun phrase that it opens
with."""

import re

from analysis.annotate import gazetteer, roles
from analysis.annotate.answers import DOCUMENTS
from analysis.annotate.reading import Reading
from analysis.annotate.references import RELATIVE, References

_CLAUSE = gazetteer.words("before a subject")
_TRAILING = gazetteer.words("trails after a name")
_SPANS = gazetteer.words("span of time")
_AGO = gazetteer.words("behind a span of time")
_AMOUNTS = gazetteer.words("amount of time")
_ARTICLES = {"the", "a", "his", "her", "their"}
_BRACKET = 9  # words of a bracket behind a name
_YEAR = re.compile(r"(?:19|20)\d\d")


class Extents:
    """The bounds of the sources of one article, in words."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.references = reading, references

    def whole(self, start: int, end: int) -> tuple[int, int]:
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
        end = self._with_polite(start, end)
        if reading.lower[end - 1] in DOCUMENTS:
            end = self._author_end(end)
        start = self._kin(start)
        if reading.word(end) == ",":  # "the ambassador to the United Nations," Ann Lee,
            people = [m for m in references.around(start, end + 2) if references.drafts[m[2]].type == "person"]
            named = any(high == end for _, high, _ in people)
            beside = next((high for low, high, _ in people if low == end + 1), None)
            if beside and not named and reading.word(beside) == ",":
                end = beside
        return start, end

    def _with_polite(self, start: int, end: int) -> int:
        """Where a source ends that is cut before the title of whom it names: "Its president," Dr. Lee."""
        reading, low = self.reading, end + (self.reading.word(end) == ",")
        comma = low
        polite = gazetteer.honorifics().keys() | gazetteer.titles().keys()
        while low < len(reading) and (reading.lower[low] in polite or reading.lower[low] == "." and low > comma):
            low += 1
        stop = end - (reading.words[end - 1] == ",")
        if low == comma or not roles.title_ending(reading, stop, start):
            return end
        person = (m for m in self.references.around(low, low + 1) if m[0] == low)
        return next((high for _, high, k in person if self.references.drafts[k].type == "person"), end)

    def _kin(self, start: int) -> int:
        """Where a source begins of which only the name is given behind the words for his kin: "the father of" Ann
        Lee."""
        reading = self.reading
        floor, of = reading.first[reading.sentence[start]], start - 1
        while of > floor and (reading.lower[of] in gazetteer.titles() or reading.lower[of] in gazetteer.honorifics()):
            of -= 1  # the title of the name
        title = gazetteer.titles().get(reading.word(of - 1)) if of - 1 > floor and reading.lower[of] == "of" else None
        if title is None or title.kind != "relative":
            return start
        return next((i for i in range(of - 2, max(floor, of - 5) - 1, -1) if reading.lower[i] in _ARTICLES), start)

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
        while end - start > 1 and reading.lower[end - 1] == "and":
            end -= 1  # "Egypt and" Jordan
        names = self.references.around(start, end)
        high = self._without_bracket(start, end)
        if not any(m[1] == high for m in names):
            return self._with_state(start, names), end
        stop, joined = end, "and" in reading.lower[start:end]
        while not joined and (name := self._next_in_row(high)):
            joined = "and" in reading.lower[high:name]
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

    def _without_bracket(self, start: int, end: int) -> int:
        """Where a source ends before a comma and what stands in brackets: "Sen. Ann Lee" (D-Ohio),"""
        words = self.reading.words
        end -= end - start > 1 and words[end - 1] == ","
        if words[end - 1] == ")" and "(" in words[start + 1 : end]:
            return end - 1 - words[start + 1 : end][::-1].index("(")
        return end

    def _next_in_row(self, i: int) -> int | None:
        """Where the name ends that follows on "and" or a comma at word i, or behind a bracket there."""
        reading = self.reading
        if reading.word(i) == "(" and ")" in reading.words[i : i + _BRACKET]:
            i += reading.words[i : i + _BRACKET].index(")") + 1
        if reading.word(i) not in ("and", ",") or reading.sentence[i] != reading.sentence[i - 1]:
            return None
        i += 1 + (reading.word(i + 1) == "the")
        return next((high for low, high, _ in self.references.around(i, i + 1) if low == i), None)

    def _led(self, start: int, floor: int) -> int:
        """Where the words begin that lead to a name: its role, its party, its article."""
        reading = self.reading
        if role := roles.before(reading, start):
            start = max(role.start, floor)
        while start > floor and (
            reading.lower[start - 1] in gazetteer.party_members() or reading.lower[start - 1] in gazetteer.honorifics()
        ):
            start -= 1
        return start - (start > floor and reading.lower[start - 1] == "the")

    def core(self, start: int, end: int) -> int:
        """Where the main noun phrase of a source ends, words that tell when left out."""
        return self._without_time(start, self._phrase_end(start, end))

    def _phrase_end(self, start: int, end: int) -> int:
        """Where the main noun phrase ends: at a comma, a bracket, a dash or a relative clause."""
        reading = self.reading
        for i in range(max(start + 1, self._list_end(start, end)), end):
            if reading.words[i] == "," and self._more_titles(i, end):
                continue
            if reading.words[i] in {",", "(", "—", "–", ";", ":", "--"} or (
                reading.words[i] == "-" and reading.ends[i - 1] < reading.starts[i]
            ):
                return i
            if reading.lower[i] in RELATIVE and reading.words[i] != "WHO":
                return i
        return end

    def _more_titles(self, comma: int, end: int) -> bool:
        """Whether a comma stands between the titles of one person who is named behind them: "chairman, CEO and
        president" Ann Lee."""
        lower, i = self.reading.lower, comma + 1
        while i < end and (
            lower[i] in ("and", ",") or lower[i] in gazetteer.titles() or lower[i] in gazetteer.role_modifiers()
        ):
            i += 1
        named = any(m[0] == i and self.references.drafts[m[2]].type == "person" for m in self.references.inside(i, end))
        return named and "and" in lower[comma + 1 : i]

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
            if "and" in lower[high:name]:
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
            elif lower[core - 1] in _SPANS and self.reading.word(core) in _AGO:
                while core - start > 1 and lower[core - 1] in _SPANS | _AMOUNTS:
                    core -= 1
            elif _YEAR.fullmatch(lower[core - 1]) and core - start > 2 and lower[core - 2] in ("in", "since"):
                core -= 2
            else:
                break
        return core
