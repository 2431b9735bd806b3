"""The pipeline: one spaCy component a file, in the order in which they build on each other."""

import functools

import spacy
from spacy.language import Language

from analysis.annotate import actors, acts, attributions, confidence, encoder, entities, sentences, speakers, tone  # noqa: F401 (factories)
from analysis.annotate.model import load_model

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


@functools.cache
def load_pipeline() -> Language:
    """The whole pipeline, offline; the same object on every call. Raises ModelError where the model is missing."""
    load_model()
    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
