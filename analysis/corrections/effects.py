"""What follows from decisions: nothing in the tables still tells the old story."""

import json
from collections import defaultdict
from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd

from analysis import schema
from analysis.tables import actors as actors_table
from analysis.tables import cite, clusters
from analysis.tables.cast import Canonical
from analysis.tables.frames import records
from analysis.tables.positions import claim
from analysis.tables.sentiment import JOURNALIST, UNKNOWN

Tables = dict[str, pd.DataFrame]


def follow(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> Tables:
    """The tables ``after`` decisions; principals, sources, citation lines, equal quotes and voices follow them."""
    was = {a.actor_id: a for a in actors_table.people(before["actors"])}
    now = {a.actor_id: a for a in actors_table.people(after["actors"])}
    articles = {r["article_id"]: SimpleNamespace(**r) for r in records(after["articles"])}
    old = {name: {r[key]: r for r in records(before[name])} for name, key in _KEYS.items()}
    quotes, positions = records(after["quotes"]), records(after["positions"])
    for row in quotes:
        _quote(row, old["quotes"][row["quote_id"]], was, now, articles[row["article_id"]])
    clusters.assign(quotes)
    kept = {row["quote_id"] for row in quotes}
    positions = [row for row in positions if _position(row, now, kept)]
    for row in positions:
        _cite(row, old["positions"][row["position_id"]], was, now, articles[row["article_id"]])
    made = dict(after) | {
        "quotes": schema.frame("quotes", quotes),
        "positions": schema.frame("positions", positions),
    }
    made["sentiment"] = _voices(old["quotes"], {q["quote_id"]: q for q in quotes}, made)
    return made


_KEYS = {"quotes": "quote_id", "positions": "position_id"}


def _quote(row: dict, old: dict, was: dict[str, Canonical], now: dict[str, Canonical], article) -> None:
    actor = now.get(row["speaker_id"])
    if (row["speaker"], row["speaker_id"]) != (old["speaker"], old["speaker_id"]) or _type(was, old) != _type(now, row):
        row["sourcing"] = _sourcing(row["speaker"], actor)
    who = cite.who(row["speaker"], actor)
    if who != cite.who(old["speaker"], was.get(old["speaker_id"])):
        words, said = cite.parts(row["cite"], article)
        through = f"{old['speaker']}, according to "
        if said.startswith(through) and row["speaker"]:
            who = f"{row['speaker']}, according to {said.removeprefix(through)}"
        row["cite"] = cite.join(words, who, article)


def _type(people: dict[str, Canonical], quote: dict) -> str | None:
    return people[quote["speaker_id"]].type if quote["speaker_id"] in people else None


def _sourcing(speaker: str | None, actor: Canonical | None) -> str:
    """How a quote is sourced, by who says it."""
    if actor is None or actor.capacity == "unnamed":
        return "unnamed" if speaker else "unresolved"
    return "named" if actor.type == "person" else "institution"


def _position(row: dict, now: dict[str, Canonical], quotes: set[str]) -> bool:
    """Set what follows from a position's actor and target; False where nothing is left of it."""
    actor = now.get(row["actor_id"])
    row["speaks_for"] = actor.speaks_for if actor else None
    if row["target_id"] and row["target_id"] == row["actor_id"]:
        row |= {"target": None, "target_id": None}
    if row["target"] is None:
        row |= {"towards": None, "towards_score": None}
    if row["quote_id"] not in quotes:
        row["quote_id"] = None
    return bool(row["target"] or row["issue"])


def _cite(row: dict, old: dict, was: dict[str, Canonical], now: dict[str, Canonical], article) -> None:
    who = _said_by(row, now)
    if who != _said_by(old, was):
        row["cite"] = cite.join(cite.parts(row["cite"], article)[0], who, article)


def _said_by(row: dict, people: dict[str, Canonical]) -> str:
    told = claim(row["actor"], row["basis"], row["stated_by"])
    return told or cite.who(row["actor"], people.get(row["actor_id"]))


def _voices(old: dict[str, dict], quotes: dict[str, dict], made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The sentiment table: tone inside a quote is in the voice of who says it now, and outside in a journalist's."""
    changed = [q for key, q in old.items() if key not in quotes or quotes[key]["speaker_id"] != q["speaker_id"]]
    if not changed:
        return made["sentiment"]
    table = made["sentiment"].copy()
    places = made["mentions"].set_index("mention_id")[["start", "end"]].to_dict("index")
    by_article, holding = defaultdict(list), defaultdict(list)
    for i, (article_id, mention_id) in enumerate(zip(table["article_id"], table["mention_id"], strict=True)):
        by_article[article_id].append((i, places[mention_id]))
    for quote in quotes.values():
        holding[quote["article_id"]].append(quote)
    voices = table["voice"].tolist()
    for quote in changed:
        for i, place in by_article[quote["article_id"]]:
            if _holds(quote, place) and voices[i] != JOURNALIST:
                inside = [q for q in holding[quote["article_id"]] if _holds(q, place)]
                inner = min(inside, key=lambda q: q["end"] - q["start"], default=None)
                voices[i] = (inner["speaker_id"] or UNKNOWN) if inner else JOURNALIST
    table["voice"] = pd.Series(voices, index=table.index, dtype="str")
    return table


def _holds(quote: dict, place: dict) -> bool:
    return any(s <= place["start"] and place["end"] <= e for s, e in json.loads(quote["spans"]))
