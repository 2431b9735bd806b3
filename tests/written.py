"""Hand-made Docs for tests: entities and attributions are marked in the text itself."""

import re

import spacy

from analysis.annotate.extensions import set_records
from analysis.annotate.sentences import mark_sentences
from analysis.annotate.types import Attribution

_NLP = spacy.blank("en")
_MARK = re.compile(r"\[(\w+) ([^\[\]]+)\]")


def write(marked: str, *said: tuple):
    """A Doc from text in which ``[PERSON Ann Lee]`` marks an entity.

    Each of ``said`` is (source, cue, content, kind): texts found in order, source and cue behind the content in its
    paragraph or else before it; both may be None. Returns the Doc with attributions that have no speaker yet.
    """
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    text += marked[at:]
    doc = mark_sentences(_NLP(text))
    doc.ents = [doc.char_span(start, end, label=label) for start, end, label in spans]
    found, floor = [], 0
    for source, cue, content, kind in said:
        low = text.index(content, floor)
        high = low + len(content)
        window = max(0, text.rfind("\n", 0, low) + 1)
        stop = text.find("\n", high)
        stop = len(text) if stop < 0 else stop

        def place(part, low=low, high=high, window=window, stop=stop):
            if part is None:
                return None
            start = text.find(part, high, stop)
            if start < 0:
                start = text.rindex(part, window, low)
            return start, start + len(part)

        found.append(Attribution(place(source), place(cue), ((low, high),), kind))
        floor = high
    set_records(doc, "attributions", found)
    return doc
