"""The pipeline: one spaCy component a file, in the order in which they build on each other."""

import functools
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_suffix_regex

from analysis.annotate import (  # noqa: F401 (factories)
    actors,
    acts,
    attributions,
    confidence,
    encoder,
    entities,
    sentences,
    speakers,
    tone,
)
from analysis.annotate.model import load_model
from analysis.annotate.tokens import CLOSING, TURNED, Tokenizer
from analysis.errors import ModelError, UsageError

COMPONENTS = (
    "onrecord_sentences",
    "onrecord_encoder",
    "onrecord_entities",
    "onrecord_attributions",
    "onrecord_actors",
    "onrecord_speakers",
    "onrecord_tone",
    "onrecord_acts",
    "onrecord_confidence",
    "onrecord_cleaner",
)
MAX_LENGTH = 1_000_000  # characters; a longer text is refused at ingest


_FOUND_BEFORE = ("onrecord_sentences", "onrecord_entities")  # what another pipeline brings itself
_PROBE = "Ann Lee met the president of Norway in Paris. Carlos Diaz stayed at home."


def load_pipeline(base: str | Path | Language | None = None) -> Language:
    """The whole pipeline, offline; without ``base`` the same object on every call.

    ``base`` is another spaCy pipeline for English, by name, by path or as an object: its tokens, sentences and entities
    are used, and our other components run after its own (an object is itself extended and returned). Raises ModelError
    where our model or that pipeline is missing, UsageError where that pipeline sets no sentences or no entities.
    """
    if base is None:
        return _own()
    load_model()
    nlp = base if isinstance(base, Language) else _installed(str(base))
    if COMPONENTS[-1] in nlp.pipe_names:
        return nlp
    _check(nlp)
    for name in COMPONENTS:
        if name not in _FOUND_BEFORE:
            nlp.add_pipe(name)
    return nlp


_NO_CONTRACTIONS = {"Im", "Ima"}  # Im Chae-won is no "I'm"


@functools.cache
def _own() -> Language:
    load_model()
    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, CLOSING]).finditer
    nlp.tokenizer.suffix_search = compile_suffix_regex([*nlp.Defaults.suffixes, TURNED]).search
    nlp.tokenizer.rules = {word: rule for word, rule in nlp.tokenizer.rules.items() if word not in _NO_CONTRACTIONS}
    nlp.tokenizer = Tokenizer(nlp.tokenizer)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError:
        raise ModelError(
            f"The spaCy pipeline {name} is not installed: install it ('python -m spacy download {name}' for one of "
            "spaCy's own) or give the path of its folder; without base= ours is used."
        ) from None
    except (ImportError, ValueError) as error:
        raise ModelError(
            f"The spaCy pipeline {name} cannot be loaded ({str(error).splitlines()[0]}): install what it needs, in "
            f"versions that go with spaCy {spacy.__version__}."
        ) from None


def _check(nlp: Language) -> None:
    """Try the pipeline on two sentences: it must be for English and set sentences and entities."""
    name = nlp.meta.get("name") or "given as base"
    if nlp.lang != "en":
        raise UsageError(f"The spaCy pipeline {name} is for {nlp.lang!r}: ours reads English. Use one for 'en'.")
    doc = nlp(_PROBE)
    if not doc.has_annotation("SENT_START"):
        raise UsageError(
            f"The spaCy pipeline {name} sets no sentence boundaries: add a component that does, such as "
            "nlp.add_pipe('sentencizer'), or leave base= out."
        )
    if not doc.has_annotation("ENT_IOB"):
        raise UsageError(
            f"The spaCy pipeline {name} sets no entities: add a component that does, such as 'ner' or 'entity_ruler', "
            "or leave base= out."
        )
