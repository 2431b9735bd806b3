"""The actors table: one row a person, organization, state or group of the whole set, with what is counted of it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis import schema
from analysis.annotate.types import Span
from analysis.tables.cast import Canonical
from analysis.tables.frames import columns
from analysis.tables.records import sentence_at
from analysis.tables.sentiment import JOURNALIST

COUNTS = ("n_articles", "n_mentions", "n_quotes", "n_positions", "n_times_addressed", "n_sentences")


def table(actors: Iterable[Canonical]) -> pd.DataFrame:
    """One row an actor, in the order given; nothing is counted yet."""
    rows = [
        {
            "actor_id": actor.actor_id,
            "name": actor.name,
            "type": actor.type,
            "role": actor.role,
            "affiliation": actor.affiliation,
            "capacity": actor.capacity,
            "speaks_for": actor.speaks_for,
            "nationality_or_base": actor.base,
            "aliases": json.dumps(actor.aliases, ensure_ascii=False),
            **dict.fromkeys(COUNTS, 0),
        }
        for actor in actors
    ]
    return schema.check("actors", schema.frame("actors", rows))


def people(actors: pd.DataFrame) -> list[Canonical]:
    """The actors of a table, in its order; the counts are left behind."""
    names = ("actor_id", "name", "type", "role", "affiliation", "capacity", "speaks_for", "nationality_or_base")
    return [Canonical(*known, tuple(json.loads(aliases))) for *known, aliases in columns(actors, *names, "aliases")]


def counted(
    actors: pd.DataFrame, tables: Mapping[str, pd.DataFrame], sentences: Mapping[str, tuple[Span, ...]]
) -> pd.DataFrame:
    """The actors with what the other tables hold of them, most mentioned first.

    ``n_times_addressed`` counts quotes said to the actor or asking something of it; sentiment is the mean score of the
    sentiment rows in the journalist's voice and of those in quotes (NaN without any); ``n_sentences`` counts the
    sentences they come from.
    """
    mentions = tables["mentions"].dropna(subset=["actor_id"])
    by_voice = _means(tables["sentiment"])
    counts = {
        "n_articles": mentions.drop_duplicates(["actor_id", "article_id"])["actor_id"].value_counts(),
        "n_mentions": mentions["actor_id"].value_counts(),
        "n_quotes": tables["quotes"]["speaker_id"].value_counts(),
        "n_positions": tables["positions"]["actor_id"].value_counts(),
        "n_times_addressed": _addressed(tables["quotes"], tables["positions"]),
        "n_sentences": _sentences(sentences, tables),
    }
    made, keys = actors.copy(), actors["actor_id"].tolist()
    for column, held in counts.items():
        made[column] = pd.Series([int(held.get(key, 0)) for key in keys], index=made.index, dtype="Int64")
    for column, by_journalists in (("sentiment_by_journalists", True), ("sentiment_in_quotes", False)):
        means = [by_voice.get((key, by_journalists), float("nan")) for key in keys]
        made[column] = pd.Series(means, index=made.index, dtype="float64")
    order = sorted(range(len(keys)), key=lambda i: (-made["n_mentions"].iat[i], made["name"].iat[i], keys[i]))
    return made.iloc[order].reset_index(drop=True)


def _addressed(quotes: pd.DataFrame, positions: pd.DataFrame) -> Counter:
    said_to = set(columns(quotes, "quote_id", "addressee_id"))
    asked = positions[(positions["act"] == "request") & (positions["basis"] != "ascribed")]
    both = said_to | {pair for pair in columns(asked, "quote_id", "target_id") if pair[0]}
    return Counter(actor_id for _, actor_id in both if actor_id)


def _means(sentiment: pd.DataFrame) -> dict[tuple[str, bool], float]:
    scores = defaultdict(list)
    for actor_id, voice, score in zip(sentiment["actor_id"], sentiment["voice"], sentiment["score"], strict=True):
        scores[actor_id, voice == JOURNALIST].append(score)
    return {key: sum(held) / len(held) for key, held in scores.items()}


def _sentences(sentences: Mapping[str, tuple[Span, ...]], tables: Mapping[str, pd.DataFrame]) -> Counter:
    places = tables["mentions"].set_index("mention_id")["start"].to_dict()
    seen = {
        (actor_id, article_id, sentence_at(sentences.get(article_id, ()), places[mention_id]))
        for article_id, mention_id, actor_id in tables["sentiment"][
            ["article_id", "mention_id", "actor_id"]
        ].itertuples(index=False)
    }
    return Counter(actor_id for actor_id, _, _ in seen)
