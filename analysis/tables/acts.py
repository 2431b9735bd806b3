"""What actors do by speaking: who accuses, urges, supports whom, and one actor's acts day by day."""

import json
from collections import defaultdict

import pandas as pd

from analysis.errors import UsageError
from analysis.settings import closest, shown
from analysis.tables.answers import OWN, ranked, surest, when
from analysis.tables.frames import columns, frame, records


def acts_towards(positions: pd.DataFrame) -> pd.DataFrame:
    """A row an actor, act and target, own words only, most frequent first: statements, first and last day, the words of
    the surest statement, and a position of each, the surest first (a JSON list of ids). A plain statement about another
    ("says") counts too; filter by ``act``."""
    held = defaultdict(list)
    for r in records(positions):
        if r["target"] and r["basis"] in OWN:
            held[r["actor_id"] or "", r["actor"], r["act"], r["target_id"] or "", r["target"]].append(r)
    rows = []
    for (actor_id, actor, act, target_id, target), found in held.items():
        days = [when(r) for r in found if when(r)]
        best, *_ = found = sorted(found, key=surest)
        statements: dict[str, str] = {}
        for r in found:
            statements.setdefault(r["quote_id"] or r["position_id"], r["position_id"])
        rows.append(
            {
                "actor": actor,
                "act": act,
                "target": target,
                "statements": len(statements),
                "first": min(days, default=None),
                "last": max(days, default=None),
                "words": best["content"],
                "actor_id": actor_id or None,
                "target_id": target_id or None,
                "position_id": best["position_id"],
                "position_ids": json.dumps(list(statements.values())),
            }
        )
    rows.sort(key=lambda r: ranked(r, r["target"], r["target_id"] or "", r["act"]))
    return frame(rows, "actor act target statements:int first last words actor_id target_id position_id position_ids")


def acts_of(who: str, actors: pd.DataFrame, quotes: pd.DataFrame, positions: pd.DataFrame) -> pd.DataFrame:
    """A row a statement of an actor, or of whoever speaks for it, in the order of the days: act, words, towards whom,
    and how the day is known (``said``, or ``published`` where the article does not tell when it was said).

    ``who`` is a name or an actor_id; empty takes the most quoted actor. Statements of an unknown day come last. Raises
    UsageError for an unknown name.
    """
    actor_id = find(who, actors)
    voices = {actor_id} | {a for a, principal in columns(actors, "actor_id", "speaks_for") if principal == actor_id}
    name = dict(zip(actors["actor_id"], actors["name"], strict=True)).get(actor_id)
    targets = {q: t for q, t in columns(positions[::-1], "quote_id", "target") if q and t}
    rows = [
        {
            "actor": name,
            "date": when(r) or None,
            "day_from": "said" if r["said_on"] else "published" if r["published"] else None,
            "act": r["act"],
            "words": r["text"],
            "towards": targets.get(r["quote_id"]) or r["addressee"],
            "speaker": r["speaker"],
            "kind": r["kind"],
            "publisher": r["publisher"],
            "confidence": r["confidence"],
            "quote_id": r["quote_id"],
            "speaker_id": r["speaker_id"],
        }
        for r in records(quotes)
        if r["speaker_id"] in voices
    ]
    rows.sort(key=lambda r: (r["date"] or "9999", r["quote_id"]))
    return frame(
        rows, "actor date day_from act words towards speaker kind publisher confidence:float quote_id speaker_id"
    )


def most_quoted(actors: pd.DataFrame) -> str | None:
    """The actor_id of the actor with most quotes, those of whoever speaks for it included; None without actors."""
    totals: dict[str, int] = defaultdict(int)
    for actor_id, principal, n in columns(actors, "actor_id", "speaks_for", "n_quotes"):
        totals[actor_id] += n
        if principal:
            totals[principal] += n
    return min(totals, key=lambda a: (-totals[a], a), default=None)


def find(who: str, actors: pd.DataFrame) -> str | None:
    """The actor_id of a name (whatever its case) or an actor_id; of one name the most mentioned actor; for an empty
    text the most quoted actor, None where there is none. Raises UsageError for an unknown one, with the nearest
    name."""
    if not who.strip():
        return most_quoted(actors)
    rows = columns(actors, "actor_id", "name", "n_mentions")
    found = [r for r in rows if who in (r[0], r[1])] or [r for r in rows if r[1].casefold() == who.casefold().strip()]
    if not found:
        near = closest(who, [name for _, name, _ in rows]) or " The names are in the table actors."
        raise UsageError(f"no actor {shown(who)!r} in these articles.{near}")
    return min(found, key=lambda r: (-r[2], r[0]))[0]
