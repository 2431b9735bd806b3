"""The actors table: one row a person, organization, state or group of the whole set, with what is counted of it."""

import json
from collections import Counter, defaultdict

import pandas as pd

from analysis import schema
from analysis.annotate.types import Attribution
from analysis.tables.cast import Cast
from analysis.tables.quotes import who
from analysis.tables.records import Reading
from analysis.tables.sentiment import JOURNALIST


def table(
    readings: list[Reading],
    cast: Cast,
    tables: dict[str, pd.DataFrame],
    made_quotes: list[tuple[dict, Reading, Attribution]],
) -> pd.DataFrame:
    """One row an actor, most mentioned first.

    ``n_times_addressed`` counts statements said to the actor or asking something of it; sentiment is the mean score of
    the sentiment rows in the journalist's voice and of those in quotes (NaN without any); ``n_sentences`` counts the
    sentences they come from.
    """
    mentions = tables["mentions"].dropna(subset=["actor_id"])
    n_mentions = mentions["actor_id"].value_counts()
    n_articles = mentions.drop_duplicates(["actor_id", "article_id"])["actor_id"].value_counts()
    n_quotes = tables["quotes"]["speaker_id"].value_counts()
    n_positions = tables["positions"]["actor_id"].value_counts()
    n_addressed = _addressed(made_quotes, cast)
    by_voice = _means(tables["sentiment"])
    n_sentences = _sentences(readings, tables)
    rows = []
    for actor in cast.actors:
        key = actor.actor_id
        rows.append(
            {
                "actor_id": key,
                "name": actor.name,
                "type": actor.type,
                "role": actor.role,
                "affiliation": actor.affiliation,
                "capacity": actor.capacity,
                "speaks_for": actor.speaks_for,
                "nationality_or_base": actor.base,
                "aliases": json.dumps(actor.aliases, ensure_ascii=False),
                "n_articles": int(n_articles.get(key, 0)),
                "n_mentions": int(n_mentions.get(key, 0)),
                "n_quotes": int(n_quotes.get(key, 0)),
                "n_positions": int(n_positions.get(key, 0)),
                "n_times_addressed": n_addressed[key],
                "sentiment_by_journalists": by_voice.get((key, True)),
                "sentiment_in_quotes": by_voice.get((key, False)),
                "n_sentences": n_sentences[key],
            }
        )
    rows.sort(key=lambda r: (-r["n_mentions"], r["name"], r["actor_id"]))
    return schema.check("actors", schema.frame("actors", rows))


def _addressed(made_quotes: list[tuple[dict, Reading, Attribution]], cast: Cast) -> Counter:
    counted: Counter = Counter()
    for row, reading, attribution in made_quotes:
        asked = who(cast, reading, attribution.target_actor, None)[1] if attribution.act == "request" else None
        counted.update({row["addressee_id"], asked.actor_id if asked else None} - {None})
    return counted


def _means(sentiment: pd.DataFrame) -> dict[tuple[str, bool], float]:
    scores = defaultdict(list)
    for actor_id, voice, score in zip(sentiment["actor_id"], sentiment["voice"], sentiment["score"], strict=True):
        scores[actor_id, voice == JOURNALIST].append(score)
    return {key: sum(held) / len(held) for key, held in scores.items()}


def _sentences(readings: list[Reading], tables: dict[str, pd.DataFrame]) -> Counter:
    places = tables["mentions"].set_index("mention_id")["start"].to_dict()
    by_article = {r.article.article_id: r for r in readings}
    seen = {
        (actor_id, article_id, by_article[article_id].sentence(places[mention_id]))
        for article_id, mention_id, actor_id in tables["sentiment"][
            ["article_id", "mention_id", "actor_id"]
        ].itertuples(index=False)
    }
    return Counter(actor_id for actor_id, _, _ in seen)
