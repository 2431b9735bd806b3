"""The mentions table: one row a mention of an actor, or of a place that stands for nobody."""

import pandas as pd

from analysis import schema
from analysis.tables import ids
from analysis.tables.cast import Cast
from analysis.tables.records import Reading


def table(readings: list[Reading], cast: Cast) -> pd.DataFrame:
    """One row a mention, in text order; ``text`` is the article's ``text[start:end]``, nested mentions are rows of
    their own."""
    rows, taken = [], set()
    for reading in readings:
        article = reading.article
        for mention in reading.mentions:
            actor = cast.of(article.article_id, mention.actor)
            rows.append(
                {
                    "mention_id": ids.unique("m", taken, article.article_id, mention.start, mention.end),
                    "article_id": article.article_id,
                    "actor_id": actor.actor_id if actor else None,
                    "text": article.text[mention.start : mention.end],
                    "start": mention.start,
                    "end": mention.end,
                    "form": mention.form,
                    "part": "headline" if mention.start < article.body_start else "body",
                }
            )
    return schema.check("mentions", schema.frame("mentions", rows))
