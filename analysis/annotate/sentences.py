"""Sentence bounds by punctuation, paragraph breaks and a list of abbreviations."""

from importlib.resources import files

from spacy.language import Language
from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

_END = {".", "!", "?", "…", "...", "?!", "!?"}
_CLOSERS = {"”", '"', "’", "'", "''", ")", "]", "»"}
_OPENERS = {"“", '"', "‘", "(", "[", "«", "'", "``"}
_ABBREVIATIONS = frozenset(
    line.strip()
    for line in (files("analysis.annotate") / "data" / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
)
# After an acronym with full stops ("the U.S.") a capital is no sign of a new sentence unless the word is one of these.
_STARTERS = frozenset(
    "The A An He She It They We I But And In On At If This That These Those There His Her Its Their "
    "However Meanwhile As After Before When While For By With".split()
)


def _abbreviation(doc: Doc, i: int) -> str:
    """The abbreviation that ends with a token, be it one word or cut before its full stop; "" where none does."""
    text = doc[i].text
    if text == "." and i and not doc[i - 1].whitespace_:
        text = doc[i - 1].text + "."
    return text if text in _ABBREVIATIONS else ""


def starts(doc: Doc) -> list[bool]:
    """For each token whether a sentence starts there."""
    out = [False] * len(doc)
    pending, broke, in_quotes = True, False, False
    for token in doc:
        text = token.text
        if text.isspace():
            if "\n" in text or "\r" in text:
                pending = broke = True
            continue
        if pending and text in _END and not broke:
            continue
        opens = text in _OPENERS and not (text == '"' and in_quotes)
        fresh = token.i == 0 or bool(doc[token.i - 1].whitespace_)
        if pending and (broke or text not in _CLOSERS or (text == '"' and fresh)):
            if broke or opens or not text[0].islower() or token.i == 0:
                out[token.i] = True
            pending = broke = False
        if text == '"':
            in_quotes = not in_quotes
        following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
        if short := _abbreviation(doc, token.i):
            pending = short[0].isupper() and following in _STARTERS or short == "No." and not following.isdigit()
        elif text in _END:
            pending = True
        elif text.endswith(".") and len(text) > 1 and not (len(text) == 2 and text[0].isupper()):
            pending = "." not in text[:-1] or following in _STARTERS
    if doc:
        out[0] = True
    return out


@Language.component("onrecord_sentences", assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Set sentence starts, unless an earlier component of the user's has set them."""
    if not doc.has_annotation("SENT_START"):
        # all at once: each assignment to Token.is_sent_start looks through the whole Doc
        Sentencizer().set_annotations([doc], [starts(doc)])
    return doc
