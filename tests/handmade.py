"""Articles and annotated Docs made by hand: every record is found in the text by its words, so that offsets are
honest."""

import hashlib
import re

import spacy
from spacy.tokens import Doc

from analysis import tables
from analysis.annotate.extensions import set_records, set_tone
from analysis.annotate.types import Actor, Attribution, Mention
from analysis.ingest.article import Article

NLP = spacy.blank("en")


def at(text, words, nth=0):
    """(start, end) of the nth occurrence of the words."""
    found = [m.span() for m in re.finditer(re.escape(words), text)]
    return found[nth]


def article(text, **known):
    known = {
        "set": "set",
        "file": "set/a.txt",
        "publisher": "The Post",
        "published": "2024-10-25",
        "words": len(text.split()),
    } | known
    return Article(
        article_id="a" + hashlib.sha256((known["file"] + text).encode()).hexdigest()[:12], text=text, **known
    )


def doc(text, actors=(), attributions=(), ascribed=(), mentions=None, tone=()):
    """A Doc with records attached; sentences end at full stops, mentions are those of the actors where none are
    given."""
    cut = NLP(text)
    words, spaces = [t.text for t in cut], [bool(t.whitespace_) for t in cut]
    starts = [before in (".", "!", "?", ".”") or "\n" in before for before in [".", *words[:-1]]]
    made = Doc(NLP.vocab, words=words, spaces=spaces, sent_starts=starts[: len(words)])
    if mentions is None:
        mentions = [Mention(*span, "name", i) for i, actor in enumerate(actors) for span in actor.mentions]
    for name, held in (
        ("actors", actors),
        ("attributions", attributions),
        ("ascribed", ascribed),
        ("mentions", mentions),
    ):
        set_records(made, name, list(held))
    set_tone(made, list(tone))
    return made


def actor(text, name, kind="person", words=None, **known):
    """An actor with a mention wherever its words (by default its name) stand in the text."""
    return Actor(name, kind, tuple(m.span() for m in re.finditer(re.escape(words or name), text)), **known)


def said(text, content, cue=None, source=None, kind="direct", **known):
    """An attribution found by its words; ``content`` may be a list of them."""
    pieces = [content] if isinstance(content, str) else content
    known = {"confidence": 0.9, "basis": "own_words" if kind == "direct" else "paraphrase"} | known
    return Attribution(
        source and at(text, source), cue and at(text, cue), tuple(at(text, p) for p in pieces), kind, **known
    )


def said_by(text, actors):
    """``said`` for a text with these actors: whoever is named as speaker, target, addressee or stated_by is one of
    them."""
    index = {a.name: i for i, a in enumerate(actors)}

    def made(content, cue=None, source=None, **known):
        roles = ("speaker", "target", "addressee", "stated_by")
        found = {f"{role}_actor": index[known[role]] for role in roles if known.get(role) in index}
        return said(text, content, cue, source, **found, **known)

    return made


def build(*pairs, **options):
    """Tables of (article, doc) pairs."""
    return tables.build([a for a, _ in pairs], {a.article_id: d for a, d in pairs}, **options)
