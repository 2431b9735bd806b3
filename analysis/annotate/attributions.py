"""Who is said to have said what: source, cue and content spans, and which belong together.

Spans come from one tag sequence per article; a biaffine head says which cue a content depends on and which source a
cue has.
"""

import re
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import gazetteer, links
from analysis.annotate.encoder import Encoding, encoding
from analysis.annotate.extensions import set_records
from analysis.annotate.features import INSIDE, MARK
from analysis.annotate.model import load_model, on_one_thread, softmax
from analysis.annotate.tags import decode
from analysis.annotate.types import Attribution

_SOURCE, _CUE, _CONTENT = range(3)
REACH = 160  # pieces between spans that may belong together
GAP = 40  # characters, besides cue and source, between parts of one interrupted content
# Taken from the scores of cue and content tags: fewer and righter spans, chosen on PolNeAR dev.
CUE_CAUTION, CONTENT_CAUTION = 0.2, 0.2
REACH_ON = 300  # characters from a quotation to its second half
QUOTED_WORDS = 4  # a quotation without a cue needs as many words, else it may be a title or a scare quote
_SEAM, _SENTENCE_END = re.compile(r"[^\w\n]*"), re.compile(r"[.!?…][^\w\s]*\s*$")
_NO_END = frozenset("of to in on at by for with from about as and or but the a an than that its his her their".split())
_SIGNING = re.compile(r"([”»\"])\s*[―—–-]+\s*$")
_QUOTING = re.compile(rf"\b(?:{'|'.join(sorted(gazetteer.words('quotes another')))})\W*$")
_SAYING = rf"\s+as\s+(?:having\s+\w+|{'|'.join(sorted(gazetteer.words('as the quoted one did')))})\b[,:]?\s*"
_THEN_SAYING, _AS_SAYING = re.compile(_SAYING), re.compile(r"(?P<whom>[^“”\"\n]{2,120}?)" + _SAYING)
_LABELS = gazetteer.words("label of an article")
_ASKED = re.compile(
    r"^(?:what|how|why|when|where|which)\b[^.?!]{0,60}\b(?:do|does|did|will|would)\s+(?:\S+ and )?$", re.I
)
_MARK = re.compile(r"[,.;:!?\n”\"—]")
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


@dataclass
class _Unit:
    """What becomes one attribution: its source and cue, the parts of its content with the chance of each link."""

    source: _Found | None
    cue: _Found | None
    parts: list[tuple[_Found, float]]
    source_link: float

    def goes_on(self, states: np.ndarray, text: str, last: _Found | None, start: int) -> bool:
        """Whether a quotation at ``start`` that has no cue is the second half of this one ("X," she said. "Y."): a
        sourced quotation stands before it in the paragraph, and what was found ``last`` before it is part of that."""
        own = [f for f in (self.source, self.cue, *(p for p, _ in self.parts)) if f]
        if last not in own or self.source is None or self.cue is None or start - last.end > REACH_ON:
            return False
        before = max((p for p, _ in self.parts), key=lambda p: p.end)
        quoted = kind_of(states, text, ((before.start, before.end),)) == "direct"
        return quoted and not any(states[i] == INSIDE or text[i] == "\n" for i in range(last.end, start))


def kind_of(states: np.ndarray, text: str, content: tuple[tuple[int, int], ...]) -> str:
    """direct where all words of the content stand inside quotation marks, indirect where none does, else mixed."""
    inside = [states[i] == INSIDE for start, end in content for i in range(start, end) if text[i].isalnum()]
    return "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"


def snap(states: np.ndarray, text: str, start: int, end: int) -> tuple[int, int]:
    """A content that ends at a quotation mark takes the mark along, and one that stands wholly inside marks takes
    both."""
    if start and states[start - 1] == MARK and text[start - 1] in _OPENERS and states[start] == INSIDE:
        start -= 1
    if end < len(text) and states[end] == MARK and text[end] in _CLOSERS and states[end - 1] == INSIDE:
        end += 1
    return start, end


def finished(text: str, start: int, end: int) -> int:
    """The end of a content that would break off on a preposition or an article, which no phrase does: the next mark."""
    last = text[start:end].rsplit(None, 1)[-1].lower() if text[start:end].strip() else ""
    if last not in _NO_END:
        return end
    mark = _MARK.search(text, end)
    return mark.start() if mark and mark.start() - end <= GAP else end


def before_dash(text: str, start: int, end: int) -> int:
    """The end of a content without the dash that leads to a signature: “...” — X."""
    found = _SIGNING.search(text, start, end)
    return found.end(1) if found else end


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """A source with the comma that closes an apposition in it: "Ana Ruiz, a baker," as PolNeAR has it."""
    return (start, end + 1) if "," in text[start:end] and text[end : end + 1] == "," else (start, end)


def joined(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans of one content without the seams inside a sentence: where no word stands between two, they are one."""
    out = spans[:1]
    for start, end in spans[1:]:
        if _SEAM.fullmatch(text, out[-1][1], start) and not _SENTENCE_END.search(text[out[-1][0] : start]):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def passed_on(
    text: str, cue: tuple[int, int], spans: list[tuple[int, int]]
) -> tuple[tuple[int, int], list[tuple[int, int]]] | None:
    """Source and content where a content tells whom the cue quotes ("the paper quoted | Lee as saying that it is
    over"): Lee, and what he says. None elsewhere."""
    if not _QUOTING.search(text[slice(*cue)]):
        return None
    for k, (start, end) in enumerate(spans):
        found = _AS_SAYING.match(text, start, end)
        rest = spans[:k] + ([(found.end(), end)] if found and found.end() < end else []) + spans[k + 1 :]
        if found and rest:
            return found.span("whom"), rest
    return None


def _is_whom(text: str, a: Attribution) -> bool:
    """Whether a content is but the name of somebody who is quoted: "the paper quoted | Lee | as saying"."""
    quoting = a.cue and a.kind == "indirect" and _QUOTING.search(text[slice(*a.cue)])
    return bool(quoting and _THEN_SAYING.match(text, a.content[-1][1]))


def _is_label(text: str, a: Attribution) -> bool:
    """Whether what looks like who speaks is what an article is called or about: "Explainer: why it matters", and in the
    first line "Nigeria: who is behind it?"; or whether it is asked what somebody says: "What does Oslo say?"."""
    if not a.source or a.kind != "indirect":
        return False
    (start, end), last = a.source, a.content[-1][1]
    before = text[text.rfind("\n", 0, start) + 1 : start]
    asked = last <= start and _ASKED.search(before)
    if asked and text[end : end + 60].partition("\n")[0].rstrip().endswith("?"):
        return True
    if text[end : end + 1] != ":" or before.strip():
        return False
    asks = start == 0 and text[last : last + 1] == "?"
    return asks or text[start:end].lower() in _LABELS


def _within(a: Attribution, b: Attribution) -> bool:
    """Whether an attribution with the source of another lies in the content of it, cue and all: "supports" of "Lee said
    the party supports the war", of which Lee is not the subject."""
    if a is b or not a.source or a.source != b.source or not a.cue:
        return False
    return all(any(low <= start < high for low, high in b.content) for start, _ in (a.cue, *a.content))


def _spans(read: Encoding) -> dict[int, list[_Found]]:
    scores = load_model().linear("attribution", read.hidden)
    scores[:, 3:5] -= CUE_CAUTION
    scores[:, 5:7] -= CONTENT_CAUTION
    chances = softmax(scores)
    out: dict[int, list[_Found]] = {_SOURCE: [], _CUE: [], _CONTENT: []}
    for kind, low, high in decode(scores, read.begins, read.breaks, load_model().heads["chain"]["follow"]):
        mass = chances[low:high, [2 * kind + 1, 2 * kind + 2]].sum(1)
        out[kind].append(
            _Found(
                low,
                high,
                int(read.pieces.starts[low]),
                int(read.pieces.ends[high - 1]),
                float(mass.mean()),
                read.span(low, high),
            )
        )
    return out


def _link(head: str, heads: list[_Found], dependents: list[_Found]) -> list[tuple[int | None, float]]:
    """For each head the index of its best dependent (None: none of them) and the probability of that choice."""
    weights = load_model().heads[head]
    at = np.array([d.low for d in dependents], np.int64)  # in rising order, as decoded
    out = []
    for one in heads:
        near = np.arange(np.searchsorted(at, one.low - REACH), np.searchsorted(at, one.low + REACH, "right"))
        vectors = (
            np.stack([dependents[k].vector for k in near]) if len(near) else np.zeros((0, len(one.vector)), np.float32)
        )
        chances = softmax(links.scores(weights, one.vector[None], vectors, np.array([one.low]), at[near]))[0]
        best = int(chances.argmax())
        out.append((int(near[best - 1]) if best else None, float(chances[best])))
    return out


def _goes_on(text: str, a: _Found, b: _Found) -> bool:
    """Whether one span may continue the other: in one paragraph, or a quotation that is opened anew in the next."""
    first, second = sorted((a, b), key=lambda f: f.start)
    return "\n" not in text[first.end : second.start] or text[second.start] in _OPENERS


def _together(text: str, parts: list[tuple[_Found, float]], taken: list[_Found]) -> tuple[list, list]:
    """Of the contents that depend on one cue, those that are one content with the likeliest, and the rest.

    Parts of an interrupted content stand close together: between them is little besides the cue and source (``taken``).
    """
    parts = sorted(parts, key=lambda p: (-p[1], p[0].low))
    kept, rest, changed = parts[:1], parts[1:], True
    while changed and rest:
        changed = False
        for part in sorted(rest, key=lambda p: p[0].low):
            if any(_gap(part[0], other, taken) <= GAP and _goes_on(text, part[0], other) for other, _ in kept):
                kept.append(part)
                rest.remove(part)
                changed = True
                break
    return kept, rest


def _gap(a: _Found, b: _Found, taken: list[_Found]) -> int:
    """Characters between two spans that none of ``taken`` covers."""
    low, high = min(a.end, b.end), max(a.start, b.start)
    return high - low - sum(max(0, min(high, t.end) - max(low, t.start)) for t in taken)


@on_one_thread
def find_attributions(doc: Doc) -> tuple[list[Attribution], list[dict]]:
    """Attributions in text order, without speaker or act yet, and for each the probabilities of its spans and links:
    content, cue, source, source_link, cue_link (0 to 1; 0 for a cue or source that is not there).

    A quotation that no cue was found for is an attribution without cue and source.
    """
    read, text = encoding(doc), doc.text
    found = _spans(read)
    source_of = _link("source_of", found[_CUE], found[_SOURCE])
    by_cue: dict[int, list[tuple[_Found, float]]] = {}
    alone: list[tuple[_Found, float]] = []
    for content, (cue, chance) in zip(found[_CONTENT], _link("cue_of", found[_CONTENT], found[_CUE]), strict=False):
        if cue is None:
            alone.append((content, chance))
        else:
            by_cue.setdefault(cue, []).append((content, chance))
    units: list[_Unit] = []
    for k, parts in by_cue.items():
        source = found[_SOURCE][source_of[k][0]] if source_of[k][0] is not None else None
        kept, rest = _together(text, parts, [found[_CUE][k]] + ([source] if source else []))
        alone += rest
        units.append(_Unit(source, found[_CUE][k], kept, source_of[k][1]))
    spans = sorted((f for some in found.values() for f in some), key=lambda f: f.end)
    for part in sorted(alone, key=lambda p: p[0].low):
        span = snap(read.quotation, text, part[0].start, part[0].end)
        if kind_of(read.quotation, text, (span,)) == "direct" and len(text[slice(*span)].split()) >= QUOTED_WORDS:
            last = next((f for f in reversed(spans) if f.end <= part[0].start), None)
            before = [u for u in units if u.goes_on(read.quotation, text, last, span[0])]
            if before:
                before[0].parts.append((part[0], before[0].parts[0][1]))
            else:
                units.append(_Unit(None, None, [part], 0.0))
    out = sorted((_made(read, text, unit) for unit in units), key=lambda pair: pair[0].content)
    out = [(a, scores) for a, scores in out if not _is_whom(text, a) and not _is_label(text, a)]
    out = [pair for k, pair in enumerate(out) if not any(_within(pair[0], b) for b, _ in out[max(0, k - 3) : k + 4])]
    return [a for a, _ in out], [s for _, s in out]


def _made(read: Encoding, text: str, unit: _Unit) -> tuple[Attribution, dict]:
    """One attribution and what the model was how sure of."""
    source, cue, parts = unit.source, unit.cue, unit.parts
    ends = [
        snap(read.quotation, text, p.start, before_dash(text, p.start, finished(text, p.start, p.end)))
        for p, _ in parts
    ]
    who, how = source and closed(text, source.start, source.end), cue and (cue.start, cue.end)
    if how and (whom := passed_on(text, how, sorted(ends))):
        who, ends = whom
    spans = joined(text, sorted(ends))
    attribution = Attribution(who, how, spans, kind_of(read.quotation, text, spans))
    return attribution, {
        "content": min(p.probability for p, _ in parts),
        "cue": cue.probability if cue else 0.0,
        "source": source.probability if source else 0.0,
        "source_link": unit.source_link,
        "cue_link": min(c for _, c in parts),
    }


@Language.component("onrecord_attributions", assigns=["doc._.attributions"])
def set_attributions(doc: Doc) -> Doc:
    attributions, scores = find_attributions(doc)
    set_records(doc, "attributions", attributions)
    doc.user_data["onrecord.certainties"] = scores
    return doc
