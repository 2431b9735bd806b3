"""Tone of a sentence towards an actor named in it, and stance of one actor towards another: the upper layers read the
sentence again, with the actors marked in it.

Target-dependent sentiment as in NewsMTSC; directed sentiment as in Park and others (2021), "who blames or endorses
whom".
"""

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.encoder import Encoding, borrowed
from analysis.annotate.extensions import set_tone
from analysis.annotate.model import WIDTH, load_model, softmax

LIMIT = 250  # pieces of a sentence that are read at most
# a Doc of no more pieces is read whole, as the passages of NewsMTSC are, which may hold a heading or two sentences
PASSAGE = 128
CAUTION = np.array([0.3, 0.0, 0.1])  # taken from the scores: neutral where in doubt; chosen on NewsMTSC dev
SCORED = ("name", "alias", "metonym")


def _context_of(doc: Doc, encoded: Encoding, start: int, end: int) -> tuple[int, int]:
    """Character bounds of what is read for a span: the sentence(s) that it touches, the whole of a short Doc."""
    return (0, len(doc.text)) if len(encoded.pieces) <= PASSAGE else _sentence_of(doc, start, end)


def _sentence_of(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Character bounds of the sentence(s) that a span touches."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("SENT_START"):
        return 0, len(doc.text)
    return span[0].sent.start_char, span[-1].sent.end_char


def _read(encoded: Encoding, bounds: tuple[int, int], spans: list[tuple[int, int]]) -> np.ndarray:
    """Means of the states of a sentence in which spans are marked as roles 1, 2: of all its pieces, then of each
    span."""
    starts, ends = encoded.pieces.starts, encoded.pieces.ends
    low, high = (int(k) for k in (np.searchsorted(ends, bounds[0], "right"), np.searchsorted(starts, bounds[1])))
    marks = [np.flatnonzero((starts < e) & (ends > s)) for s, e in spans]
    if high - low > LIMIT:
        centre = int(marks[0][0]) if len(marks[0]) else low
        low = max(low, min(centre - LIMIT // 2, high - LIMIT))
        high = low + LIMIT
    if high <= low:
        return np.zeros((1 + len(spans), WIDTH), np.float32)
    role = np.zeros(high - low, np.int64)
    rows = []
    for k, mark in enumerate(marks, 1):
        mark = mark[(mark >= low) & (mark < high)] - low
        role[mark] = k
        rows.append(mark if len(mark) else slice(None))
    states = load_model().read_marked(encoded.middle[low:high], role)
    return np.stack([states.mean(0), *(states[r].mean(0) for r in rows)])


def _checked(doc: Doc, spans: list) -> list[tuple[int, int]]:
    out, length = [], len(doc.text)
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"span ({start}, {end}) lies outside the text of {length} characters or is empty")
        out.append((int(start), int(end)))
    return out


def score_targets(doc: Doc, spans: list[tuple[int, int]]) -> np.ndarray:
    """Tone towards each span in its sentence: float array (n, 3) of probabilities negative, neutral, positive.

    A span is any character range, also one that cuts a word. Raises ValueError for one that is empty or outside the
    text.
    """
    out = np.zeros((len(spans), 3))
    with borrowed(doc) as encoded:
        for k, (start, end) in enumerate(_checked(doc, spans)):
            means = _read(encoded, _context_of(doc, encoded, start, end), [(start, end)])
            out[k] = softmax(load_model().mlp("tone", means.ravel()) - CAUTION)
    return out


def score_stances(doc: Doc, pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> np.ndarray:
    """Stance of the first span's actor towards the second's: float array (n, 3) of negative, neutral, positive.

    The pair is read in the sentence(s) that hold both. Raises ValueError as score_targets does.
    """
    out = np.zeros((len(pairs), 3))
    with borrowed(doc) as encoded:
        for k, pair in enumerate(pairs):
            first, second = _checked(doc, pair)
            low, high = zip(_context_of(doc, encoded, *first), _context_of(doc, encoded, *second), strict=False)
            means = _read(encoded, (min(low), max(high)), [first, second])
            chances = softmax(load_model().mlp("stance", means.ravel()))
            out[k] = chances[3], 1 - chances[3] - chances[1], chances[1]  # p blames q, neither, p praises q
    return out


@Language.component("onrecord_tone", requires=["doc._.mentions"], assigns=["doc._.tone"])
def set_tones(doc: Doc) -> Doc:
    """Score every mention of an actor by name, alias or metonym. An actor named twice in a sentence is scored once
    there, at the first mention: tone is that of the sentence."""
    spans = [(m.start, m.end, m.actor) for m in doc._.mentions if m.actor is not None and m.form in SCORED]
    keys = [(_sentence_of(doc, start, end), actor) for start, end, actor in spans]
    first: dict = {}
    for key, span in zip(keys, spans, strict=False):
        first.setdefault(key, span[:2])
    scored = dict(zip(first, score_targets(doc, list(first.values())), strict=False))
    set_tone(doc, [(start, end, *map(float, scored[key])) for (start, end, _), key in zip(spans, keys, strict=False)])
    return doc
