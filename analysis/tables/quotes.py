"""The quotes table: one row an attribution, someone said to have said, thought, intended or decreed something."""

import json

import pandas as pd

from analysis import schema
from analysis.annotate.types import Attribution
from analysis.tables import cite, clusters, ids, records
from analysis.tables.cast import Canonical, Cast
from analysis.tables.records import Reading
from analysis.tables.said_on import said_on


def rows(readings: list[Reading], cast: Cast) -> list[tuple[dict, Reading, Attribution]]:
    """The rows of the quotes table with what each was made of, in text order."""
    made, taken = [], set()
    for reading in readings:
        for attribution in reading.attributions:
            if attribution.content:
                made.append((_row(reading, attribution, cast, taken), reading, attribution))
    clusters.assign([row for row, _, _ in made])
    return made


def table(made: list[tuple[dict, Reading, Attribution]]) -> pd.DataFrame:
    """One row an attribution; ``text`` is ``text[start:end]`` of the article, or the ``spans`` joined by `` ... ``."""
    return schema.check("quotes", schema.frame("quotes", [row for row, _, _ in made]))


def _row(reading: Reading, attribution: Attribution, cast: Cast, taken: set[str]) -> dict:
    article, text = reading.article, reading.article.text
    held = records.joined(text, records.spans(attribution))
    words = records.words_of(text, held)
    speaker, actor = who(cast, reading, attribution.speaker_actor, attribution.speaker)
    addressee, addressed = who(cast, reading, attribution.addressee_actor, attribution.addressee)
    cue = _text(text, attribution.cue)
    claim = (
        f"{speaker}, according to {attribution.stated_by}"
        if attribution.basis == "relayed" and attribution.stated_by
        else None
    )
    return {
        "quote_id": ids.unique("q", taken, article.article_id, held[0][0], held[-1][1], cue),
        "article_id": article.article_id,
        "publisher": article.publisher,
        "published": article.published,
        "said_on": day(reading, attribution),
        "speaker": speaker,
        "speaker_id": actor.actor_id if actor else None,
        "kind": attribution.kind,
        "text": words,
        "words": count_words(words),
        "cue": cue,
        "act": attribution.act,
        "addressee": addressee,
        "addressee_id": addressed.actor_id if addressed else None,
        "sourcing": attribution.sourcing,
        "speaker_text": _text(text, attribution.source),
        "speaker_from": attribution.speaker_from,
        "cite": cite.cite(words, attribution.kind, speaker, actor, article, claim),
        "confidence": attribution.confidence,
        "reviewed": False,
        "cluster_id": None,
        "start": held[0][0],
        "end": held[-1][1],
        "spans": json.dumps(held),
    }


def who(cast: Cast, reading: Reading, index: int | None, name: str | None) -> tuple[str | None, Canonical | None]:
    """Name and canonical actor of an actor of the article; an unnamed source has the name as written and no actor."""
    actor = cast.of(reading.article.article_id, index)
    if actor is None or actor.capacity == "unnamed":
        return name, None
    return actor.name, actor


def day(reading: Reading, attribution: Attribution) -> str | None:
    """The day it was said, ISO, where the sentence of its cue tells."""
    if attribution.cue is None:
        return None
    return said_on(
        reading.article.text,
        reading.sentence(attribution.cue[0]),
        attribution.cue,
        attribution.content,
        reading.article.published,
    )


def count_words(words: str) -> int:
    """Words as white space parts them; punctuation alone is none."""
    return sum(any(c.isalnum() for c in word) for word in words.split())


def _text(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]
