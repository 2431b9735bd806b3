"""Reads the article once: word pieces and their hidden states, which the components after it share."""

from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.features import Pieces, paragraph_starts, quotation, word_begins
from analysis.annotate.model import load_model

_KEY = "onrecord.encoding"


@dataclass
class Encoding:
    """Pieces of the text, their hidden states (n, 384), whether each begins a word and whether it begins a paragraph, and
    the quotation state of each character (see features.quotation)."""

    pieces: Pieces
    hidden: np.ndarray
    begins: np.ndarray
    breaks: np.ndarray
    quotation: np.ndarray

    def span(self, low: int, high: int) -> np.ndarray:
        """Mean hidden state (384,) of a range of pieces."""
        return self.hidden[low:high].mean(0)


def encoding(doc: Doc) -> Encoding:
    """The Encoding of a Doc; made if it is not there (it is dropped at the end of the pipeline)."""
    if _KEY not in doc.user_data:
        pieces, hidden = load_model().encode_text(doc.text)
        breaks = np.zeros(len(pieces), bool)
        breaks[paragraph_starts(doc.text, pieces)] = True
        doc.user_data[_KEY] = Encoding(pieces, hidden, word_begins(doc.text, pieces), breaks, quotation(doc.text))
    return doc.user_data[_KEY]


@Language.component("onrecord_encoder")
def encode(doc: Doc) -> Doc:
    encoding(doc)
    return doc


@Language.component("onrecord_cleaner")
def drop_encoding(doc: Doc) -> Doc:
    """Hidden states are large and only of use inside the pipeline."""
    doc.user_data.pop(_KEY, None)
    doc.user_data.pop("onrecord.judgements", None)
    return doc
