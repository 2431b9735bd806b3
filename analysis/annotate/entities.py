"""Named entities of a Doc: PERSON, ORG, GPE, NORP, LOC and MISC."""

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from analysis.annotate import gazetteer
from analysis.annotate.encoder import encoding
from analysis.annotate.model import load_model, log_softmax, on_one_thread
from analysis.annotate.reading import Reading
from analysis.annotate.repair import repaired
from analysis.annotate.tags import decode

# Names of persons, bodies and places begin and end in capitals, particles aside: "Clinton says" is "Clinton".
_TAIL = re.compile(r"(?:\s+[a-z]+)+$")
_LEAD = re.compile(r"(?:(?!(?:de|da|del|della|der|di|du|el|al|bin|la|le|van|von)\b)[a-z]+\s+)+")
_TYPES = ("PERSON", "ORG", "LOC", "MISC")


def label(kind: str, text: str) -> str:
    """The model knows LOC and MISC; data files tell states and cities (GPE) and peoples and groups (NORP) from them."""
    if (
        kind == "LOC"
        and gazetteer.is_state_or_city(text)
        or kind == "MISC"
        and gazetteer.state_pattern().fullmatch(text)
    ):
        return "GPE"
    if kind == "MISC" and gazetteer.is_demonym(text):
        return "NORP"
    return kind


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without lower-case words at its ends; unchanged where it holds no capital at all."""
    name = text[start:end]
    if name == name.lower():
        return start, end
    lead, tail = _LEAD.match(name), _TAIL.search(name)
    return start + (lead.end() if lead else 0), start + (tail.start() if tail else len(name))


@on_one_thread
def find_entities(doc: Doc) -> list[tuple[int, int, str]]:
    """(start, end, label) in character offsets, in text order."""
    read = encoding(doc)
    scores = log_softmax(load_model().linear("entities", read.hidden))
    scores[~read.begins] = 0.0  # the head was trained on the first piece of a word; the rest goes with it
    text, out = doc.text, []  # spaCy puts the text together anew each time it is asked for
    for kind, low, high in decode(scores, read.begins, read.breaks):
        start, end = int(read.pieces.starts[low]), int(read.pieces.ends[high - 1])
        if _TYPES[kind] != "MISC":
            start, end = trim(text, start, end)
        out.append((start, end, label(_TYPES[kind], text[start:end])))
    return with_states(text, out)


def with_states(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The entities together with the states that the model passed over."""
    taken = np.zeros(len(text) + 1, bool)
    for start, end, _ in found:
        taken[start:end] = True
    missed = [(*m.span(), "GPE") for m in gazetteer.state_pattern().finditer(text) if not taken[slice(*m.span())].any()]
    return sorted(found + missed)


@Language.component("onrecord_entities", assigns=["doc.ents"])
def set_entities(doc: Doc) -> Doc:
    """Set doc.ents, unless an earlier component of the user's has set them."""
    if not doc.has_annotation("ENT_IOB"):
        reading = Reading(doc)
        spans = [doc.char_span(*entity[:2], entity[2], alignment_mode="contract") for entity in find_entities(doc)]
        found = [(*reading.span(span.start_char, span.end_char), span.label_) for span in spans if span]
        doc.ents = filter_spans(
            doc.char_span(reading.starts[start], reading.ends[end - 1], label=name)
            for start, end, name in repaired(reading, [entity for entity in found if entity[0] < entity[1]])
        )
    return doc
