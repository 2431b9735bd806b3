"""In what tone actors are written about: counts and the sentences at both ends. Tone is not approval: grim events read
negative."""

import re
from collections import Counter, defaultdict

import pandas as pd

from analysis.tables.frames import columns, frame, records


def tone_by_actor(sentiment: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """A row an actor and voice (journalist, speakers): sentences by likeliest tone, mean score (-1 to 1), articles."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    held = defaultdict(list)
    for row in records(sentiment):
        if row["actor_id"]:
            held[row["actor_id"], "journalist" if row["voice"] == "journalist" else "speakers"].append(row)
    tones = ("negative", "neutral", "positive")
    rows = []
    for (actor_id, voice), part in held.items():
        likeliest = Counter(max(tones, key=lambda t: r[t]) for r in part)
        rows.append(
            {
                "actor": names[actor_id],
                "actor_id": actor_id,
                "voice": voice,
                **{t: likeliest[t] for t in tones},
                "score": sum(r["score"] for r in part) / len(part),
                "articles": len({r["article_id"] for r in part}),
            }
        )
    totals = Counter()
    for row in rows:
        totals[row["actor_id"]] += sum(row[t] for t in tones)
    rows.sort(key=lambda r: (-totals[r["actor_id"]], r["actor"], r["actor_id"], r["voice"]))
    return frame(rows, "actor actor_id voice negative:int neutral:int positive:int score:float articles:int")


def extremes(
    sentiment: pd.DataFrame, mentions: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame, n: int = 5
) -> pd.DataFrame:
    """The ``n`` most negative and the ``n`` most positive sentences of each voice (journalist, speakers), most negative
    first.

    ``sentence`` is the sentence round the mention. Sentences whose likeliest tone is neutral are not shown.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    about = {r["article_id"]: r for r in records(articles[["article_id", "text", "publisher", "published"]])}
    places = {m: (s, e) for m, s, e in columns(mentions, "mention_id", "start", "end")}
    held: dict[tuple, list[dict]] = defaultdict(list)
    for r in records(sentiment):
        side = (
            "negative"
            if r["negative"] > max(r["neutral"], r["positive"])
            else "positive"
            if r["positive"] > r["neutral"]
            else None
        )
        if side and r["actor_id"]:
            held["journalist" if r["voice"] == "journalist" else "speakers", side].append(r)
    rows = []
    for (voice, side), found in sorted(held.items()):
        found.sort(key=lambda r: (r["score"] if side == "negative" else -r["score"], r["mention_id"]))
        shown = found[:n] if side == "negative" else found[:n][::-1]
        rows += [
            {
                "actor": names[r["actor_id"]],
                "voice": voice,
                "score": r["score"],
                **_origin(about[r["article_id"]], places[r["mention_id"]]),
                "mention_id": r["mention_id"],
                "actor_id": r["actor_id"],
            }
            for r in shown
        ]
    return frame(rows, "actor voice score:float sentence publisher published mention_id actor_id")


def _origin(article: dict, place: tuple[int, int]) -> dict:
    """The sentence round a place and where it was printed. Ends at a paragraph, or at a mark that a capital follows."""
    text, (start, end) = article["text"], place
    low = max((m.end() for m in _ENDS.finditer(text, 0, start)), default=0)
    after = _ENDS.search(text, end)
    return {
        "sentence": text[low : after.end() if after else len(text)].strip(),
        "publisher": article["publisher"],
        "published": article["published"],
    }


_ENDS = re.compile(r"\n+|(?<=[a-z0-9)”’\"'%][.!?])[”’\"']?\s+(?=[A-Z“‘\"'])|(?<=[.!?]”)\s+(?=[A-Z“])")
