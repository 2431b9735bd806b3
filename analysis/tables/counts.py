"""Who is mentioned: how often, in what form, when, by whom and together with whom.

Every function is pure: tables in, a new table out, sorted so that equal counts always come in the same order. An empty
table gives an empty table with the same columns.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import combinations

import pandas as pd

from analysis.tables.frames import columns, frame, records

FORMS = ("name", "alias", "metonym", "description", "pronoun")


def mention_counts(mentions: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A row an actor, most mentioned first: mentions, mentions per thousand words of all articles read, articles with
    any, and mentions by form (``name`` to ``pronoun``)."""
    known = {r["actor_id"]: r for r in records(actors[["actor_id", "name", "type"]])}
    whole = sum(_words(articles).values())
    forms, held = defaultdict(Counter), defaultdict(set)
    for actor_id, article_id, form in columns(mentions, "actor_id", "article_id", "form"):
        if actor_id:
            forms[actor_id][form] += 1
            held[actor_id].add(article_id)
    rows = [
        {
            "actor": known[a]["name"],
            "actor_id": a,
            "type": known[a]["type"],
            "mentions": (n := sum(forms[a].values())),
            "per_thousand": 1000 * n / whole if whole else float("nan"),
            "articles": len(held[a]),
            **{f: forms[a][f] for f in FORMS},
        }
        for a in forms
    ]
    rows.sort(key=lambda r: (-r["mentions"], r["actor"], r["actor_id"]))
    return frame(
        rows, "actor actor_id type mentions:int per_thousand:float articles:int " + " ".join(f"{f}:int" for f in FORMS)
    )


def _words(articles: pd.DataFrame) -> dict[str, int]:
    """Words of each article that was used."""
    return {a: w or 0 for a, w, s in columns(articles, "article_id", "words", "status") if s != "skipped"}


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


def mentions_by_publisher(mentions: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A row an actor and publisher, most mentioned actor first: mentions, the publisher's articles with any, its words
    in all, and mentions per thousand of these words, which compares publishers of different size."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    publisher = {a: p or "" for a, p in columns(articles, "article_id", "publisher")}
    words, totals = Counter(), Counter()
    for article_id, n in _words(articles).items():
        words[publisher[article_id]] += n
    counted, held = Counter(), defaultdict(set)
    for actor, article in columns(mentions, "actor_id", "article_id"):
        if actor:
            counted[actor, publisher[article]] += 1
            held[actor, publisher[article]].add(article)
            totals[actor] += 1
    rows = [
        {
            "actor": names[actor],
            "publisher": p or None,
            "mentions": n,
            "per_thousand": 1000 * n / words[p] if words[p] else float("nan"),
            "articles": len(held[actor, p]),
            "words": words[p],
            "actor_id": actor,
        }
        for (actor, p), n in counted.items()
    ]
    rows.sort(key=lambda r: (-totals[r["actor_id"]], r["actor"], r["actor_id"], -r["mentions"], r["publisher"] or ""))
    return frame(rows, "actor publisher mentions:int per_thousand:float articles:int words:int actor_id")


def stand_ins(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """A row a capital or seat that stands for an actor ("Beijing" for China), most frequent first: how often it does,
    its share (0 to 1) of the actor's mentions, and how often the same word is only a place. "WASHINGTON" is the word
    "Washington"; the more frequent form is shown."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    totals, stands, places, forms = Counter(), Counter(), Counter(), defaultdict(Counter)
    for actor, text, form in columns(mentions, "actor_id", "text", "form"):
        if actor is None:
            places[text.casefold()] += 1
            continue
        totals[actor] += 1
        if form == "metonym":
            stands[text.casefold(), actor] += 1
            forms[text.casefold()][text] += 1
    rows = [
        {
            "word": min(forms[word], key=lambda text: (-forms[word][text], text.isupper(), text)),
            "actor": names[actor],
            "stands_for_it": n,
            "share": n / totals[actor],
            "only_a_place": places[word],
            "actor_id": actor,
        }
        for (word, actor), n in stands.items()
    ]
    rows.sort(key=lambda r: (-r["stands_for_it"], r["word"], r["actor"], r["actor_id"]))
    return frame(rows, "word actor stands_for_it:int share:float only_a_place:int actor_id")


def co_mentions(mentions: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame, top_n: int = 15) -> pd.DataFrame:
    """A row a pair of the ``top_n`` most mentioned actors, most often together first: in how many paragraphs and
    articles both are mentioned, and a mention in the first of these paragraphs.

    To be named together says that a reporter sees a link, not which.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    totals = Counter(a for (a,) in columns(mentions, "actor_id") if a)
    top = set(sorted(totals, key=lambda a: (-totals[a], names[a], a))[:top_n])
    breaks = {a: [m.start() for m in re.finditer("\n", t or "")] for a, t in columns(articles, "article_id", "text")}
    together: dict[tuple, dict[str, str]] = defaultdict(dict)
    for actor, article, start, mention in columns(mentions, "actor_id", "article_id", "start", "mention_id"):
        if actor in top:
            together[article, bisect_right(breaks[article], start)].setdefault(actor, mention)
    pairs = defaultdict(list)
    for (article, _), present in together.items():
        for one, other in combinations(sorted(present, key=lambda a: (-totals[a], names[a], a)), 2):
            pairs[one, other].append((article, present[one]))
    rows = [
        {
            "actor": names[one],
            "other": names[other],
            "paragraphs": len(found),
            "articles": len({article for article, _ in found}),
            "mention_id": found[0][1],
            "actor_id": one,
            "other_id": other,
        }
        for (one, other), found in pairs.items()
    ]
    rows.sort(key=lambda r: (-r["paragraphs"], r["actor"], r["other"], r["actor_id"], r["other_id"]))
    return frame(rows, "actor other paragraphs:int articles:int mention_id actor_id other_id")
