"""In what tone actors are written about: counts, means with their intervals, and the sentences at both ends.

The journalist's voice and the voices of those quoted are never added up. Tone is not approval: grim events read
negative.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.tables.frames import columns, frame, records

TONES = ("negative", "neutral", "positive")
FEW = 10  # articles; under these a mean has no interval, and the counts speak
_DRAWS, _BLOCK = 1000, 50  # resamples of an interval; drawn a block at a time
_TOTALS = "negative:int neutral:int positive:int sentences:int articles:int score:float low:float high:float"


def tone_by_actor(sentiment: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """A row an actor and voice (journalist, speakers): sentences by likeliest tone, sentences and articles in all, mean
    score (-1 to 1) and its 95 % interval (``low``, ``high``; empty under ten articles), most sentences first.

    The interval says how far the mean would move with other articles like these: it is bootstrapped over articles.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    held = _by(sentiment, lambda r: (r["actor_id"], voice(r)))
    totals = _sentences(held)
    rows = [
        {"actor": names[actor_id], "actor_id": actor_id, "voice": side, **_summary(part)}
        for (actor_id, side), part in held.items()
    ]
    rows.sort(key=lambda r: (-totals[r["actor_id"]], r["actor"], r["actor_id"], r["voice"]))
    return frame(rows, f"actor actor_id voice {_TOTALS}")


def tone_by_publisher(sentiment: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """As :func:`tone_by_actor`, a row an actor, publisher and voice."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    publisher = dict(columns(articles, "article_id", "publisher"))
    held = _by(sentiment, lambda r: (r["actor_id"], publisher[r["article_id"]] or "", voice(r)))
    totals = _sentences(held)
    rows = [
        {
            "actor": names[actor_id],
            "publisher": outlet or None,
            "voice": side,
            **_summary(part),
            "actor_id": actor_id,
        }
        for (actor_id, outlet, side), part in held.items()
    ]
    rows.sort(key=lambda r: (-totals[r["actor_id"]], r["actor"], r["actor_id"], r["publisher"] or "\uffff", r["voice"]))
    return frame(rows, f"actor publisher voice {_TOTALS} actor_id")


def tone_over_time(sentiment: pd.DataFrame, actors: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A row an actor, voice and article, by date (unknown ones last): sentences by likeliest tone, mean score (-1 to
    1)."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    dates = dict(columns(articles, "article_id", "published"))
    held = _by(sentiment, lambda r: (r["actor_id"], voice(r), r["article_id"]))
    rows = [
        {
            "actor": names[actor_id],
            "voice": side,
            "published": dates[article],
            **_counts(part),
            "score": sum(r["score"] for r in part) / len(part),
            "actor_id": actor_id,
            "article_id": article,
        }
        for (actor_id, side, article), part in held.items()
    ]
    rows.sort(key=lambda r: (r["published"] or "9999", r["article_id"], r["actor"], r["actor_id"], r["voice"]))
    return frame(
        rows,
        "actor voice published negative:int neutral:int positive:int sentences:int score:float actor_id article_id",
    )


def extremes(
    sentiment: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    articles: pd.DataFrame,
    n: int = 5,
    top_n: int = 15,
) -> pd.DataFrame:
    """The ``n`` most negative and the ``n`` most positive sentences about each of the ``top_n`` actors with most
    sentences, most negative first, with the voice they are in.

    ``sentence`` is the sentence round the mention; one that mentions the actor twice is shown once. Sentences whose
    likeliest tone is neutral are not shown.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    about = {r["article_id"]: r for r in records(articles[["article_id", "text", "publisher", "published"]])}
    places = {m: (s, e) for m, s, e in columns(mentions, "mention_id", "start", "end")}
    held = _by(sentiment, lambda r: r["actor_id"])
    rows = []
    for actor_id in sorted(held, key=lambda a: (-len(held[a]), names[a], a))[:top_n]:
        for tone, sign in (("negative", 1), ("positive", -1)):
            found = sorted(
                (r for r in held[actor_id] if likeliest(r) == tone), key=lambda r: (sign * r["score"], r["mention_id"])
            )
            shown: dict[tuple, dict] = {}
            for r in found:
                if len(shown) == n:
                    break
                origin = _origin(about[r["article_id"]], places[r["mention_id"]])
                shown.setdefault(
                    (r["article_id"], origin["sentence"]),
                    {
                        "actor": names[actor_id],
                        "tone": tone,
                        "score": r["score"],
                        "voice": voice(r),
                        **origin,
                        "mention_id": r["mention_id"],
                        "actor_id": actor_id,
                    },
                )
            rows += list(shown.values())[::sign]
    return frame(rows, "actor tone score:float voice sentence publisher published mention_id actor_id")


def likeliest(row: dict) -> str:
    """The likeliest tone of a row of sentiment."""
    return max(TONES, key=lambda t: row[t])


def voice(row: dict) -> str:
    """journalist, or speakers for whoever is quoted."""
    return "journalist" if row["voice"] == "journalist" else "speakers"


def interval(parts: Iterable[tuple[float, int]]) -> tuple[float, float]:
    """95 % interval of a mean over sentences, from each article's (sum, number) of them; NaN twice under ten articles.

    Articles are drawn with replacement, since the sentences of one article go together. The generator is seeded: the
    same articles give the same interval.
    """
    held = np.array(sorted(parts), dtype=float).reshape(-1, 2)
    if len(held) < FEW:
        return float("nan"), float("nan")
    rng = np.random.default_rng(0)
    means = []
    for _ in range(_DRAWS // _BLOCK):
        sums, numbers = held[rng.integers(0, len(held), (_BLOCK, len(held)))].sum(axis=1).T
        means.append(sums / numbers)
    low, high = np.quantile(np.concatenate(means), [0.025, 0.975])
    return float(low), float(high)


def _by(sentiment: pd.DataFrame, key) -> dict:
    """Rows of known actors by key."""
    held = defaultdict(list)
    for row in records(sentiment[["article_id", "mention_id", "actor_id", "voice", *TONES, "score"]]):
        if row["actor_id"]:
            held[key(row)].append(row)
    return held


def _sentences(held: dict[tuple, list]) -> Counter:
    """Sentences of each actor, whatever the rest of the key."""
    totals = Counter()
    for key, part in held.items():
        totals[key[0]] += len(part)
    return totals


def _counts(part: list[dict]) -> dict:
    tones = Counter(likeliest(r) for r in part)
    return {**{t: tones[t] for t in TONES}, "sentences": len(part)}


def _summary(part: list[dict]) -> dict:
    articles: dict[str, list] = defaultdict(lambda: [0.0, 0])
    for r in part:
        held = articles[r["article_id"]]
        held[0] += r["score"]
        held[1] += 1
    low, high = interval(tuple(a) for a in articles.values())
    score = sum(r["score"] for r in part) / len(part)
    return {**_counts(part), "articles": len(articles), "score": score, "low": low, "high": high}


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
