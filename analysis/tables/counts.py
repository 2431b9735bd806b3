"""Answers counted from the tables: who is mentioned and when, who is quoted, what to check.

Every function is pure: tables in, a new table out, sorted so that equal counts always come in the same order. An empty
table gives an empty table with the same columns.
"""

import json
from collections import Counter, defaultdict

import pandas as pd

from analysis.tables.frames import columns, frame, records

FORMS = ("name", "alias", "metonym", "description", "pronoun")
KINDS = ("direct", "mixed", "indirect")


def mention_counts(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """A row an actor, most mentioned first: mentions, articles with any, and mentions by form (``name`` to
    ``pronoun``)."""
    known = {r["actor_id"]: r for r in records(actors[["actor_id", "name", "type"]])}
    forms, articles = defaultdict(Counter), defaultdict(set)
    for actor_id, article_id, form in columns(mentions, "actor_id", "article_id", "form"):
        if actor_id:
            forms[actor_id][form] += 1
            articles[actor_id].add(article_id)
    rows = [
        {
            "actor": known[a]["name"],
            "actor_id": a,
            "type": known[a]["type"],
            "mentions": sum(forms[a].values()),
            "articles": len(articles[a]),
            **{f: forms[a][f] for f in FORMS},
        }
        for a in forms
    ]
    rows.sort(key=lambda r: (-r["mentions"], r["actor"], r["actor_id"]))
    return frame(rows, "actor actor_id type mentions:int articles:int " + " ".join(f"{f}:int" for f in FORMS))


def mentions_over_time(mentions: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A row an actor and article, by date: mentions, ``published`` or, where it is unknown, the bounds of its range."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    dates = {
        r["article_id"]: r
        for r in records(articles[["article_id", "publisher", "published", "published_earliest", "published_latest"]])
    }
    counted = Counter((actor, article) for actor, article in columns(mentions, "actor_id", "article_id") if actor)
    rows = [
        {"actor": names[actor], "actor_id": actor, "mentions": n, **dates[article]}
        for (actor, article), n in counted.items()
    ]
    rows.sort(
        key=lambda r: (
            r["published"] or r["published_earliest"] or "",
            r["article_id"],
            -r["mentions"],
            r["actor"],
            r["actor_id"],
        )
    )
    return frame(rows, "actor actor_id article_id publisher published published_earliest published_latest mentions:int")


def quotes_by_speaker(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a speaker, most words first: quotes, words, share of all attributed words, words by kind, articles.

    An unnamed speaker has a row without ``speaker_id``; quotes that nobody can be given are left out but count in the
    share.
    """
    rows = records(quotes)
    whole = sum(r["words"] for r in rows)
    by_speaker = defaultdict(list)
    for row in rows:
        if row["speaker"]:
            by_speaker[row["speaker_id"] or "", row["speaker"]].append(row)
    out = [
        {
            "speaker": name,
            "speaker_id": speaker_id or None,
            "quotes": len(held),
            "words": sum(r["words"] for r in held),
            "share": sum(r["words"] for r in held) / whole if whole else 0.0,
            **{f"words_{k}": sum(r["words"] for r in held if r["kind"] == k) for k in KINDS},
            "articles": len({r["article_id"] for r in held}),
            "quote_ids": json.dumps([r["quote_id"] for r in held]),
        }
        for (speaker_id, name), held in by_speaker.items()
    ]
    out.sort(key=lambda r: (-r["words"], -r["quotes"], r["speaker"], r["speaker_id"] or ""))
    return frame(
        out,
        "speaker speaker_id quotes:int words:int share:float "
        + " ".join(f"words_{k}:int" for k in KINDS)
        + " articles:int quote_ids",
    )


def sourcing(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a publisher and kind of source (named, unnamed, institution, document, unresolved): quotes and words."""
    counted: dict[tuple, list[tuple[str, int]]] = defaultdict(list)
    for publisher, kind, quote_id, words in columns(quotes, "publisher", "sourcing", "quote_id", "words"):
        counted[publisher or "", kind or ""].append((quote_id, words))
    rows = [
        {
            "publisher": p or None,
            "sourcing": k or None,
            "quotes": len(held),
            "words": sum(words for _, words in held),
            "quote_ids": json.dumps([quote_id for quote_id, _ in held]),
        }
        for (p, k), held in sorted(counted.items())
    ]
    return frame(rows, "publisher sourcing quotes:int words:int quote_ids")


def repeated_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a quotation that more than one article carries: its longest form, speaker, and the articles and outlets."""
    held = defaultdict(list)
    for row in records(quotes):
        held[row["cluster_id"]].append(row)
    rows = []
    for cluster, members in held.items():
        articles = {m["article_id"] for m in members}
        if len(articles) > 1:
            head = next((m for m in members if m["quote_id"] == cluster), members[0])
            rows.append(
                {
                    "text": head["text"],
                    "speaker": head["speaker"],
                    "times": len(members),
                    "articles": len(articles),
                    "outlets": "; ".join(sorted({m["publisher"] for m in members if m["publisher"]})),
                    "quote_id": head["quote_id"],
                }
            )
    rows.sort(key=lambda r: (-r["articles"], -r["times"], r["quote_id"]))
    return frame(rows, "text speaker times:int articles:int outlets quote_id")


def least_certain(quotes: pd.DataFrame, positions: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """The ``n`` rows that a careful reader would most likely not accept, least certain first.

    Reviewed rows are left out, and of rows that rest on the same words of the same actor only one is shown.
    """
    rows = [
        {
            "table": table,
            "who": r[who],
            "act": r["act"],
            "words": r[words],
            "confidence": r["confidence"],
            "cite": r["cite"],
            "row_id": r[key],
            "article_id": r["article_id"],
            "place": (r["article_id"], r["start"], r["end"], r[who]),
        }
        for table, held, who, words, key in (
            ("quotes", quotes, "speaker", "text", "quote_id"),
            ("positions", positions, "actor", "content", "position_id"),
        )
        for r in records(held)
        if not r["reviewed"]
    ]
    rows.sort(key=lambda r: (r["confidence"] or 0.0, r["table"] != "quotes", r["row_id"]))
    once: dict[tuple, dict] = {}
    for row in rows:
        once.setdefault(row["place"], row)
    return frame(list(once.values())[:n], "table who act words confidence:float cite row_id article_id")
