"""Tone of a sentence towards an actor named in it, and stance of one actor towards another: the upper layers read the
sentence again, with the actors marked in it.

Target-dependent sentiment as in NewsMTSC; directed sentiment as in Park and others (2021), "who blames or endorses
whom".
"""

from bisect import bisect_right

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.encoder import Encoding, borrowed
from analysis.annotate.extensions import set_tone
from analysis.annotate.model import WIDTH, load_model, on_one_thread, softmax
from analysis.annotate.types import NAMING

LIMIT = 250  # pieces of a sentence that are read at most
# a Doc of no more pieces is read whole, as the passages of NewsMTSC are, which may hold a heading or two sentences
PASSAGE = 128
CAUTION = np.array([0.3, 0.0, 0.1])  # taken from the scores: neutral where in doubt; chosen on NewsMTSC dev


class _Sentences:
    """The sentences of a Doc, looked up once: ``Token.sent`` walks to both ends of its sentence each time."""

    def __init__(self, doc: Doc):
        self.doc, self.length = doc, len(doc.text)
        self.sents = list(doc.sents) if doc.has_annotation("SENT_START") else []
        self.first = [s.start for s in self.sents]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Character bounds of the sentence(s) that a span touches."""
        span = self.doc.char_span(start, end, alignment_mode="expand") if self.sents else None
        if span is None:
            return 0, self.length
        low, high = (self.sents[bisect_right(self.first, i) - 1] for i in (span.start, span.end - 1))
        return low.start_char, high.end_char

    def context(self, encoded: Encoding, start: int, end: int) -> tuple[int, int]:
        """Character bounds of what is read for a span: the sentence(s) that it touches, the whole of a short Doc."""
        return (0, self.length) if len(encoded.pieces) <= PASSAGE else self.of(start, end)


def _read(encoded: Encoding, bounds: tuple[int, int], spans: list[tuple[int, int]]) -> np.ndarray:
    """Means of the states of a sentence in which spans are marked as roles 1, 2: of all its pieces, then of each
    span."""
    low, high = encoded.pieces.span(*bounds)
    marks = [encoded.pieces.span(*span) for span in spans]
    if high - low > LIMIT:
        first, last = marks[0]
        centre = first if first < last else low
        low = max(low, min(centre - LIMIT // 2, high - LIMIT))
        high = low + LIMIT
    if high <= low:
        return np.zeros((1 + len(spans), WIDTH), np.float32)
    role = np.zeros(high - low, np.int64)
    rows = []
    for k, (first, last) in enumerate(marks, 1):
        mark = slice(max(first, low) - low, max(min(last, high), low) - low)
        role[mark] = k
        rows.append(mark if mark.start < mark.stop else slice(None))
    states = load_model().read_marked(encoded.middle[low:high], role)
    return np.stack([states.mean(0), *(states[r].mean(0) for r in rows)])


def _ask(head: str, encoded: Encoding, asked: list[tuple]) -> np.ndarray:
    """Scores (n, classes) of a head for n questions, each the bounds and the marked spans that ``_read`` takes."""
    model = load_model()
    means = [means.ravel() for means in model.each(lambda question: _read(encoded, *question), asked)]
    width = model.heads[head]["1.weight"].shape[1]
    return model.mlp(head, np.stack(means) if means else np.zeros((0, width), np.float32))


def _checked(doc: Doc, spans: list) -> list[tuple[int, int]]:
    out, length = [], len(doc.text)
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"span ({start}, {end}) lies outside the text of {length} characters or is empty")
        out.append((int(start), int(end)))
    return out


@on_one_thread
def score_targets(doc: Doc, spans: list[tuple[int, int]]) -> np.ndarray:
    """Tone towards each span in its sentence: float array (n, 3) of probabilities negative, neutral, positive.

    A span is any character range, also one that cuts a word. Raises ValueError for one that is empty or outside the
    text.
    """
    sentences = _Sentences(doc)
    with borrowed(doc) as encoded:
        asked = [(sentences.context(encoded, *span), [span]) for span in _checked(doc, spans)]
        return softmax(_ask("tone", encoded, asked) - CAUTION)


@on_one_thread
def score_stances(doc: Doc, pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> np.ndarray:
    """Stance of the first span's actor towards the second's: float array (n, 3) of negative, neutral, positive.

    The pair is read in the sentence(s) that hold both. Raises ValueError as score_targets does.
    """
    sentences = _Sentences(doc)
    with borrowed(doc) as encoded:
        asked, spans = [], iter(_checked(doc, [span for pair in pairs for span in pair]))
        for first, second in zip(spans, spans, strict=True):
            low, high = zip(sentences.context(encoded, *first), sentences.context(encoded, *second), strict=False)
            asked.append(((min(low), max(high)), [first, second]))
        chances = softmax(_ask("stance", encoded, asked))
    blames, praises = chances[:, 3], chances[:, 1]
    return np.stack([blames, 1 - blames - praises, praises], 1)


@Language.component("onrecord_tone", requires=["doc._.mentions"], assigns=["doc._.tone"])
def set_tones(doc: Doc) -> Doc:
    """Score every mention of an actor by name, alias or metonym. An actor named twice in a sentence is scored once
    there, at the first mention: tone is that of the sentence."""
    spans = [(m.start, m.end, m.actor) for m in doc._.mentions if m.actor is not None and m.form in NAMING]
    sentences = _Sentences(doc)
    keys = [(sentences.of(start, end), actor) for start, end, actor in spans]
    first: dict = {}
    for key, span in zip(keys, spans, strict=False):
        first.setdefault(key, span[:2])
    scored = dict(zip(first, score_targets(doc, list(first.values())), strict=False))
    set_tone(doc, [(start, end, *map(float, scored[key])) for (start, end, _), key in zip(spans, keys, strict=False)])
    return doc
