"""The only door from annotated articles to tables."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.ingest.article import Article, Problem
from analysis.ingest.sets import Issue
from analysis.tables import actors, articles, cast, mentions, positions, problems, quotes, records, sentiment


def build(
    found: list[Article],
    docs: Mapping,
    issues: Mapping[str, tuple[Issue, ...]] | None = None,
    troubles: Iterable[Problem] = (),
    min_confidence: float = 0.0,
) -> dict[str, pd.DataFrame]:
    """Every table, by name, each checked against its schema; the same input gives the same bytes.

    ``docs`` gives the annotated Doc of an article_id (each is asked for once and let go); an article without one has no
    rows. ``issues`` gives the codebook of each set. Quotes and positions less certain than ``min_confidence`` are left
    out.
    """
    readings = [records.read(a, docs[a.article_id]) for a in found if a.status != "skipped" and a.article_id in docs]
    who = cast.gather(readings)
    made_quotes = quotes.rows(readings, who, min_confidence)
    made = {
        "articles": articles.table(found),
        "mentions": mentions.table(readings, who),
        "quotes": quotes.table(made_quotes),
    }
    made["positions"] = positions.table(made_quotes, readings, who, issues or {}, min_confidence)
    made["sentiment"] = sentiment.table(readings, who, made["mentions"])
    made["actors"] = actors.table(readings, who, made, made_quotes)
    made["problems"] = problems.table(troubles)
    return {
        name: made[name] for name in ("articles", "actors", "mentions", "quotes", "positions", "sentiment", "problems")
    }
