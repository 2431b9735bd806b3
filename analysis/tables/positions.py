"""The positions table: one row for one actor taking one position, towards a target or on an issue of the codebook."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis import schema
from analysis.annotate.types import Attribution, Span
from analysis.ingest.sets import Issue
from analysis.tables import cite, ids, records
from analysis.tables.cast import Canonical, Cast
from analysis.tables.issues import BREAK, Passage, is_normative, stance
from analysis.tables.quotes import day, who
from analysis.tables.records import Reading

_NEGATED_CUE = re.compile(r"\b(?:not|never|n[’']t|has yet to|have yet to)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


def table(
    made_quotes: list[tuple[dict, Reading, Attribution]],
    readings: list[Reading],
    cast: Cast,
    issues: Mapping[str, tuple[Issue, ...]],
) -> pd.DataFrame:
    """One row a position, in text order. ``issues`` gives each set's codebook.

    A statement on several issues is several rows. Without a target and without a stance on an issue there is no row.
    What someone claims of another is the other's row, with basis ascribed and ``stated_by``.
    """
    rows, taken = [], set()
    quote_ids = {id(attribution): row["quote_id"] for row, _, attribution in made_quotes}
    for reading in readings:
        codebook = issues.get(reading.article.set, ())
        both = [*reading.attributions, *reading.ascribed]
        for attribution in sorted(both, key=lambda a: (*records.place(a), a.basis)):
            if records.spans(attribution):
                quote_id = quote_ids.get(id(attribution)) or _quote_around(reading, attribution, quote_ids)
                rows += _rows(reading, attribution, cast, codebook, quote_id, taken)
    return schema.check("positions", schema.frame("positions", rows))


def _rows(
    reading: Reading,
    attribution: Attribution,
    cast: Cast,
    codebook: tuple[Issue, ...],
    quote_id: str | None,
    taken: set[str],
) -> Iterator[dict]:
    article, text = reading.article, reading.article.text
    name, actor = who(cast, reading, attribution.speaker_actor, attribution.speaker)
    if name is None:
        return
    target, aimed_at = who(cast, reading, attribution.target_actor, attribution.target)
    if target and (target == name or (aimed_at and actor and aimed_at.actor_id == actor.actor_id)):
        target = aimed_at = None
    whole = _passage(reading, attribution, cast, target)
    # What one claims that another wants shows how one sees things, not what one wants oneself.
    own = _passage(reading, attribution, cast, target, without=_claims_inside(reading, attribution))
    found = [
        (issue.id, taken_stance)
        for issue in codebook
        if (taken_stance := stance(issue, own if is_normative(issue) else whole))
    ]
    clear = [f for f in found if f[1] != "unclear"] or ([*found, (None, None)][:1] if target else [])
    held = records.joined(text, records.spans(attribution))
    words = records.words_of(text, held)
    stated_by, _ = who(cast, reading, attribution.stated_by_actor, attribution.stated_by)
    for issue, taken_stance in clear:
        yield {
            "position_id": ids.unique(
                "p", taken, article.article_id, held[0][0], held[-1][1], attribution.cue, name, target, issue
            ),
            "article_id": article.article_id,
            "publisher": article.publisher,
            "published": article.published,
            "said_on": day(reading, attribution),
            "actor": name,
            "actor_id": actor.actor_id if actor else None,
            "speaks_for": actor.speaks_for if actor else None,
            "act": attribution.act,
            "target": target,
            "target_id": aimed_at.actor_id if aimed_at else None,
            "towards": attribution.towards if target else None,
            "towards_score": attribution.towards_score if target else None,
            "issue": issue,
            "stance": taken_stance,
            "basis": attribution.basis,
            "stated_by": stated_by,
            "content": words,
            "cite": cite.cite(words, attribution.kind, name, actor, article, claim(name, attribution.basis, stated_by)),
            "quote_id": quote_id,
            "confidence": attribution.confidence,
            "reviewed": False,
            "start": held[0][0],
            "end": held[-1][1],
        }


def claim(name: str, basis: str, stated_by: str | None) -> str | None:
    """Who the words are from, where they are not the actor's own."""
    if basis == "reporter":
        return f"{name}, as reported"
    if basis == "ascribed":
        return f"{stated_by} about {name}" if stated_by else f"said about {name}"
    return f"{name}, according to {stated_by}" if basis == "relayed" and stated_by else None


def _claims_inside(reading: Reading, attribution: Attribution) -> list[Span]:
    """What the content of a statement ascribes to somebody else: the words and the cue of each claim in it."""
    return [
        span for part in attribution.content for claim, span in reading.claims.inside(*part) if claim is not attribution
    ]


def _outside(span: Span, without: list[Span]) -> Iterator[Span]:
    """The pieces of a span that lie outside others."""
    at = span[0]
    for start, end in sorted(without):
        if at < start < span[1]:
            yield at, start
        at = max(at, min(end, span[1])) if start < span[1] else at
    if at < span[1]:
        yield at, span[1]


def _passage(
    reading: Reading, attribution: Attribution, cast: Cast, target: str | None, without: list[Span] = ()
) -> Passage:
    """Cue and content in text order, with the actors that they speak of under another name."""
    text = reading.article.text
    held = [(*piece, True) for span in attribution.content for piece in _outside(span, without)]
    if attribution.cue:
        held.append((*attribution.cue, False))
    parts, content, last = [], [], None
    for start, end, said in sorted(held):
        apart = last is not None and text[last:start].strip()
        parts.append((BREAK if apart else " ") + text[start:end])
        content.append(said)
        last = end
    also = {target} if target else set()
    for mention in (m for start, end, _ in held for m in reading.named.inside(start, end)):
        if mention.form != "name":
            actor: Canonical | None = cast.of(reading.article.article_id, mention.actor)
            also |= {actor.name} if actor else set()
    turned = attribution.act in ("deny", "reject")
    if attribution.cue and _NEGATED_CUE.search(text[max(0, attribution.cue[0] - 20) : attribution.cue[0]]):
        turned = not turned
    return Passage(tuple(parts), tuple(content), tuple(sorted(also)), turned)


def _quote_around(reading: Reading, attribution: Attribution, quote_ids: dict[int, str]) -> str | None:
    """The quote that holds what is ascribed: the smallest whose words begin before it and end after it."""
    held = records.spans(attribution)
    around = [
        (max(a.content)[1] - min(a.content)[0], quote_ids[id(a)])
        for a in reading.statements.holding(held[0][0], held[-1][1])
        if id(a) in quote_ids
    ]
    return min(around)[1] if around else None
