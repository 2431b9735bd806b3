"""A Doc as a plain sequence of words with sentence, paragraph and quotation marks at hand, for rules that look left
and right."""

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

_OPEN, _CLOSE, _TOGGLE = {"“", "„", "«"}, {"”", "»"}, {'"', "''", "``"}
POSSESSIVE = {"'s", "’s", "‘s", "'", "’", "s'", "s’", "'S", "’S"}


class Reading:
    """Words of a Doc without its white space. All positions below are indices into ``words``."""

    def __init__(self, doc: Doc):
        tokens = [t for t in doc if not t.is_space]
        self.text: str = doc.text
        self.words: list[str] = [t.text for t in tokens]
        self.lower: list[str] = [w.lower() for w in self.words]
        self.starts: list[int] = [t.idx for t in tokens]
        self.ends: list[int] = [t.idx + len(t.text) for t in tokens]
        self.sentence: list[int] = []  # number of the sentence of each word
        self.first: list[int] = []  # first word of each sentence
        self.paragraph: list[int] = []
        self.quoted: list[bool] = []  # between quotation marks, which open and close within one paragraph
        number, paragraph, new, inside = -1, 0, True, False
        for token in doc:
            new = new or bool(token.is_sent_start)
            if token.is_space:
                if "\n" in token.text or "\r" in token.text:
                    paragraph, inside = paragraph + 1, False
                continue
            if new:
                number, new = number + 1, False
                self.first.append(len(self.sentence))
            text = token.text
            if text in _CLOSE or (text in _TOGGLE and inside):
                inside = False
                self.quoted.append(True)
            else:
                inside = inside or text in _OPEN or text in _TOGGLE
                self.quoted.append(inside)
            self.sentence.append(number)
            self.paragraph.append(paragraph)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """The word that holds a character offset, or the first one after it."""
        return bisect_right(self.ends, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words that a span of characters touches."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def surface(self, start: int, end: int) -> str:
        """The text of some words, as written."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def last(self, sentence: int) -> int:
        """The end of a sentence: one past its last word."""
        return self.first[sentence + 1] if sentence + 1 < len(self.first) else len(self.words)

    def word(self, i: int, sentence: int | None = None) -> str:
        """A lower-case word; "" outside the text, or outside the sentence if one is given."""
        if not 0 <= i < len(self.words) or (sentence is not None and self.sentence[i] != sentence):
            return ""
        return self.lower[i]

    def adjacent(self, i: int) -> bool:
        """Whether the word at i follows the word before it after one space, in one sentence."""
        return (
            0 < i < len(self.words)
            and self.sentence[i] == self.sentence[i - 1]
            and self.starts[i] == self.ends[i - 1] + 1
        )

    def possessive(self, i: int) -> bool:
        """Whether the word at i is a possessive ending that belongs to the word before it."""
        return 0 < i < len(self.words) and self.words[i] in POSSESSIVE and self.starts[i] == self.ends[i - 1]
