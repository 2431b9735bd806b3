"""An actor's card: who it is, what it said last, where it stands, towards whom, and in what tone it is written
about."""

import json
from collections.abc import Iterable

import pandas as pd

from analysis.ingest.sets import Issue
from analysis.tables.acts import acts_of, acts_towards, find
from analysis.tables.answers import actor_towards_actor, lines
from analysis.tables.frames import frame, records
from analysis.tables.tones import tone_by_actor
from analysis.tables.words import ACTS

MOST = 3  # rows of a kind
_BY = {"supportive": "supported", "critical": "criticized"}


def actor_card(who: str, tables: dict[str, pd.DataFrame], issues: Iterable[Issue] = ()) -> pd.DataFrame:
    """A row a fact: ``about`` (role, latest words, line, treats, treated by, tone ...), what is known, and the row that
    it rests on: a quote, a position, or the actor with all its evidence.

    ``who`` is a name or an actor_id; empty takes the most quoted actor. A principal's card holds what is said by
    whoever speaks for it. What is not known has no row. Raises UsageError for an unknown name.
    """
    actor_id = find(who, tables["actors"])
    if actor_id is None:
        return frame([], "about known row_id")
    by_id = {r["actor_id"]: r for r in records(tables["actors"])}
    actor = by_id[actor_id]
    spokespersons = [r["name"] for r in by_id.values() if r["speaks_for"] == actor_id]
    principal = by_id.get(actor["speaks_for"])
    facts = [
        ("name", actor["name"], None),
        ("type", actor["type"], None),
        ("role", actor["role"], None),
        ("affiliation", actor["affiliation"], None),
        ("capacity", None if actor["capacity"] == "unknown" else actor["capacity"], None),
        ("nationality or base", actor["nationality_or_base"], None),
        ("speaks for", principal and principal["name"], None),
        ("spoken for by", _some(spokespersons), None),
        ("also called", _some(json.loads(actor["aliases"] or "[]")), None),
        ("mentions", f"{actor['n_mentions']:,} in {_count(actor['n_articles'], 'article')}", None),
        *_said(actor, acts_of(actor_id, tables["actors"], tables["quotes"], tables["positions"])),
        *_stands(actor_id, tables, issues),
        *_towards(actor_id, tables["positions"]),
        *_tone(actor_id, tables["sentiment"], tables["actors"]),
    ]
    rows = [{"about": about, "known": known, "row_id": row_id or actor_id} for about, known, row_id in facts if known]
    return frame(rows, "about known row_id")


def _said(actor: dict, acts: pd.DataFrame) -> list[tuple]:
    if acts.empty:
        return [("quotes", "none found", None)]
    through = "" if not actor["n_quotes"] or len(acts) == actor["n_quotes"] else f", {actor['n_quotes']:,} by itself"
    latest = sorted(
        (r for r in records(acts) if r["date"]), key=lambda r: (r["date"], r["kind"] != "indirect", r["quote_id"])
    )[: -MOST - 1 : -1]
    return [
        ("quotes", _count(len(acts), "statement") + through, None),
        *(
            ("latest words", f"{r['date']}, {r['speaker']} {ACTS[r['act']]}: {r['words']}", r["quote_id"])
            for r in latest
        ),
    ]


def _stands(actor_id: str, tables: dict[str, pd.DataFrame], issues: Iterable[Issue]) -> list[tuple]:
    held = [r for r in records(lines(tables["positions"], tables["actors"], issues)) if r["principal_id"] == actor_id]
    if not held:  # one who speaks for another has no line of its own, but takes positions
        own = tables["positions"][tables["positions"]["actor_id"] == actor_id]
        alone = own.assign(speaks_for=pd.Series(None, index=own.index, dtype="str"))
        held = records(lines(alone, tables["actors"], issues))
    return [("line", f"{r['stance']} “{r['issue']}”: {r['words']}", r["position_id"]) for r in held[:MOST]]


def _towards(actor_id: str, positions: pd.DataFrame) -> list[tuple]:
    treated = [r for r in records(actor_towards_actor(positions)) if r["towards"] != "neutral"]
    asked = [r for r in records(acts_towards(positions)) if r["act"] == "request"]
    return [
        *(
            (f"{r['towards']} of", f"{r['target']} ({_count(r['statements'], 'statement')})", r["position_id"])
            for r in [r for r in treated if r["actor_id"] == actor_id][:MOST]
        ),
        *(
            ("demands, on", f"{r['target']}: {r['words']}", r["position_id"])
            for r in [r for r in asked if r["actor_id"] == actor_id][:MOST]
        ),
        *(
            (f"{_BY[r['towards']]} by", f"{r['actor']} ({_count(r['statements'], 'statement')})", r["position_id"])
            for r in [r for r in treated if r["target_id"] == actor_id][:MOST]
        ),
        *(
            ("demands on it", f"{r['actor']}: {r['words']}", r["position_id"])
            for r in [r for r in asked if r["target_id"] == actor_id][:MOST]
        ),
    ]


def _tone(actor_id: str, sentiment: pd.DataFrame, actors: pd.DataFrame) -> list[tuple]:
    tones = tone_by_actor(sentiment[sentiment["actor_id"] == actor_id], actors)
    return [
        (
            "tone, journalists" if r["voice"] == "journalist" else "tone, in quotes",
            f"{r['negative']:,} negative, {r['neutral']:,} neutral, {r['positive']:,} positive sentences",
            None,
        )
        for r in records(tones)
    ]


def _some(names: list[str], most: int = 8) -> str:
    return "; ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
