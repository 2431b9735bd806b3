"""Reads the article once: word pieces and their hidden states, which the components after it share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.features import Pieces, paragraph_starts, quotation, word_begins
from analysis.annotate.model import load_model
from analysis.annotate.types import Span

_KEY = "onrecord.encoding"


@dataclass
class Encoding:
    """The n pieces of a text, their states (n, 384) of the last layer and of the middle one, whether each begins a word
    and whether it begins a paragraph (n booleans each), and the quotation state of each character of the text (see
    features.quotation)."""

    pieces: Pieces
    hidden: np.ndarray
    middle: np.ndarray
    begins: np.ndarray
    breaks: np.ndarray
    quotation: np.ndarray
    _known: dict[tuple, np.ndarray] = field(default_factory=dict)

    def known_by(self, spans: tuple[Span, ...]) -> np.ndarray:
        """Mean middle state (384,) of the pieces in ranges of text, brought to mean 0 and variance 1; zeros for
        none."""
        if spans not in self._known:  # the same actors are asked about again and again
            at = sorted({k for span in spans for k in range(*self.pieces.span(*span))})
            mean = self.middle[at].mean(0, dtype=np.float32) if at else np.zeros(self.middle.shape[1], np.float32)
            self._known[spans] = (mean - mean.mean()) / np.sqrt(mean.var() + 1e-5)
        return self._known[spans]

    def span(self, low: int, high: int) -> np.ndarray:
        """Mean hidden state (384,) of a range of pieces."""
        return self.hidden[low:high].mean(0)


def encoding(doc: Doc) -> Encoding:
    """The Encoding of a Doc; made if it is not there (it is dropped at the end of the pipeline). Raises ModelError
    where the model is missing."""
    if _KEY not in doc.user_data:
        text = doc.text  # spaCy puts it together anew each time it is asked for
        pieces, hidden, middle = load_model().encode_text(text)
        breaks = np.zeros(len(pieces), bool)
        breaks[paragraph_starts(text, pieces)] = True
        doc.user_data[_KEY] = Encoding(pieces, hidden, middle, word_begins(text, pieces), breaks, quotation(text))
    return doc.user_data[_KEY]


@contextmanager
def borrowed(doc: Doc) -> Iterator[Encoding]:
    """The Encoding of a Doc, dropped again if it was not there before: outside the pipeline a Doc carries plain records
    only."""
    was_there = _KEY in doc.user_data
    try:
        yield encoding(doc)
    finally:
        if not was_there:
            drop_encoding(doc)


@Language.component("onrecord_encoder")
def encode(doc: Doc) -> Doc:
    encoding(doc)
    return doc


@Language.component("onrecord_cleaner")
def drop_encoding(doc: Doc) -> Doc:
    """Hidden states are large and only of use inside the pipeline."""
    doc.user_data.pop(_KEY, None)
    doc.user_data.pop("onrecord.certainties", None)
    return doc
