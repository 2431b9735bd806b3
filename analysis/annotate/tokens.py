"""Words of a text, in time that grows with its length.

spaCy's tokenizer looks through all that is left of a run without white space for each mark that it takes off its ends:
with the square of the run's length, minutes for ten thousand equals signs. So it is given long runs in parts. A
quotation mark that a word follows without a space, as some pages have it ("...,”Lee said"), is a word of its own.
"""

import re
from itertools import chain, pairwise

from spacy.tokens import Doc
from spacy.util import DummyTokenizer

CLOSING = r"(?<=[,.!?…])[”\"](?=[^\W\d_])"  # between the mark that ends a quotation and the word behind it
TURNED = r"(?<=[^\W\d_])‘[sS]"  # a possessive ending whose mark is turned the wrong way: "Lee‘s"
RUN = 250  # characters without white space; words and most addresses of pages are shorter
_LONG = re.compile(rf"\S{{{RUN + 1},}}")


class Tokenizer(DummyTokenizer):
    """``own``, the tokenizer of a pipeline, for texts with runs of any length."""

    def __init__(self, own):
        self._own = own

    def __call__(self, text: str) -> Doc:
        cuts = [k for run in _LONG.finditer(text) for k in range(run.start() + RUN, run.end(), RUN)]
        if not cuts:
            return self._own(text)
        tokens = list(chain.from_iterable(self._own(text[low:high]) for low, high in pairwise([0, *cuts, len(text)])))
        return Doc(self._own.vocab, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens])
