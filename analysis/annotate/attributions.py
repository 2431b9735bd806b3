"""Who is said to have said what: source, cue and content spans, and which belong together.

Spans come from one tag sequence per article; a biaffine head says which cue a content depends on and which source a cue has.
"""

from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import links
from analysis.annotate.encoder import Encoding, encoding
from analysis.annotate.extensions import set_records
from analysis.annotate.features import INSIDE, MARK
from analysis.annotate.model import load_model, log_softmax, softmax
from analysis.annotate.tags import decode
from analysis.annotate.types import ACTS, Attribution

_SOURCE, _CUE, _CONTENT = range(3)
REACH = 160                 # pieces between spans that may belong together
_OPENERS, _CLOSERS = "“„«\"‘'", "”»\"’'"


@dataclass
class _Found:
    """One span: its pieces, its characters, its mean tag probability, its mean hidden state."""

    low: int
    high: int
    start: int
    end: int
    probability: float
    vector: np.ndarray


def kind_of(states: np.ndarray, text: str, content: tuple[tuple[int, int], ...]) -> str:
    """direct where all words of the content stand inside quotation marks, indirect where none does, else mixed."""
    inside = [states[i] == INSIDE for start, end in content for i in range(start, end) if text[i].isalnum()]
    return "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"


def snap(states: np.ndarray, text: str, start: int, end: int) -> tuple[int, int]:
    """A content that ends at a quotation mark takes the mark along, and one that stands wholly inside marks takes both."""
    if start and states[start - 1] == MARK and text[start - 1] in _OPENERS and states[start] == INSIDE:
        start -= 1
    if end < len(text) and states[end] == MARK and text[end] in _CLOSERS and states[end - 1] == INSIDE:
        end += 1
    return start, end


def _spans(read: Encoding) -> dict[int, list[_Found]]:
    scores = log_softmax(load_model().linear("attribution", read.hidden))
    out: dict[int, list[_Found]] = {_SOURCE: [], _CUE: [], _CONTENT: []}
    for kind, low, high in decode(scores, read.begins):
        mass = np.exp(scores[low:high, [2 * kind + 1, 2 * kind + 2]]).sum(1)
        out[kind].append(_Found(low, high, int(read.pieces.starts[low]), int(read.pieces.ends[high - 1]),
                                float(mass.mean()), read.span(low, high)))
    return out


def _link(head: str, heads: list[_Found], dependents: list[_Found]) -> list[tuple[int | None, float]]:
    """For each head the index of its best dependent (None: none of them) and the probability of that choice."""
    weights = load_model().heads[head]
    at = np.array([d.low for d in dependents], np.int64)
    out = []
    for one in heads:
        near = np.flatnonzero(np.abs(at - one.low) <= REACH) if len(at) else np.zeros(0, np.int64)
        vectors = np.stack([dependents[k].vector for k in near]) if len(near) else np.zeros((0, len(one.vector)), np.float32)
        chances = softmax(links.scores(weights, one.vector[None], vectors, np.array([one.low]), at[near]))[0]
        best = int(chances.argmax())
        out.append((int(near[best - 1]) if best else None, float(chances[best])))
    return out


def find_attributions(doc: Doc) -> tuple[list[Attribution], list[dict]]:
    """Attributions in text order, without speaker or act yet, and for each its scores: log-probabilities of act (12),
    towards (3: critical, neutral, supportive) and basis (5), and the probabilities of its spans and links."""
    read, model, text = encoding(doc), load_model(), doc.text
    found = _spans(read)
    source_of = _link("source_of", found[_CUE], found[_SOURCE])
    contents: dict[int, list[tuple[_Found, float]]] = {}
    for content, (cue, chance) in zip(found[_CONTENT], _link("cue_of", found[_CONTENT], found[_CUE])):
        if cue is not None:
            contents.setdefault(cue, []).append((content, chance))
    out, scores = [], []
    for k, parts in sorted(contents.items(), key=lambda item: min(p.low for p, _ in item[1])):
        cue = found[_CUE][k]
        source = found[_SOURCE][source_of[k][0]] if source_of[k][0] is not None else None
        spans = tuple(sorted(snap(read.quotation, text, p.start, p.end) for p, _ in parts))
        out.append(Attribution(source and (source.start, source.end), (cue.start, cue.end), spans,
                               kind_of(read.quotation, text, spans)))
        content = np.mean([p.vector for p, _ in parts], 0)
        vector = np.concatenate([cue.vector, content, source.vector if source else np.zeros_like(content)])
        judged = model.mlp("act", vector)
        act, towards, basis = np.split(judged, [len(ACTS), len(ACTS) + 3])
        scores.append({"act": log_softmax(act).tolist(), "towards": log_softmax(towards).tolist(),
                       "basis": log_softmax(basis).tolist(), "content": min(p.probability for p, _ in parts),
                       "cue": cue.probability, "source": source.probability if source else 0.0,
                       "source_link": source_of[k][1], "cue_link": min(c for _, c in parts)})
    return out, scores


@Language.component("onrecord_attributions", assigns=["doc._.attributions"])
def set_attributions(doc: Doc) -> Doc:
    attributions, scores = find_attributions(doc)
    set_records(doc, "attributions", attributions)
    doc.user_data["onrecord.judgements"] = scores
    return doc
