"""The sentiment table: the tone of one sentence towards one actor it mentions, and in whose voice."""

import pandas as pd

from analysis import schema
from analysis.annotate.types import Attribution, Span
from analysis.tables.cast import Cast
from analysis.tables.quotes import who
from analysis.tables.records import Reading

JOURNALIST, UNKNOWN = "journalist", "unknown"


def table(readings: list[Reading], cast: Cast, mentions: pd.DataFrame) -> pd.DataFrame:
    """One row an actor mention with a tone; ``negative``, ``neutral`` and ``positive`` are probabilities, ``score`` is
    positive minus negative. ``voice`` is journalist, the speaker's actor_id, or unknown in a quote nobody can be
    given."""
    known = mentions[mentions["actor_id"].notna()]
    by_place: dict[tuple, list[tuple[str, str]]] = {}
    for article_id, start, end, mention_id, actor_id in zip(
        known["article_id"], known["start"], known["end"], known["mention_id"], known["actor_id"], strict=True
    ):
        by_place.setdefault((article_id, start, end), []).append((mention_id, actor_id))
    rows = []
    for reading in readings:
        article_id = reading.article.article_id
        for start, end, negative, neutral, positive in reading.tone:
            if here := by_place.get((article_id, start, end)):
                mention_id, actor_id = here.pop(0)  # each mention has one row, also where two share their words
                rows.append(
                    {
                        "article_id": article_id,
                        "mention_id": mention_id,
                        "actor_id": actor_id,
                        "voice": voice(reading, cast, (start, end)),
                        "negative": negative,
                        "neutral": neutral,
                        "positive": positive,
                        "score": positive - negative,
                    }
                )
    return schema.check("sentiment", schema.frame("sentiment", rows))


def voice(reading: Reading, cast: Cast, place: Span) -> str:
    """Whose words a place of the text is in; of nested contents the innermost counts. What the reporter narrates is the
    journalist's voice."""
    held_by = (reading.attributions[k] for k in sorted(set(reading.contents.holding(*place))))
    holding = [a for a in held_by if a.basis != "reporter"]
    if not holding:
        return JOURNALIST
    inner: Attribution = min(holding, key=lambda a: a.content[-1][1] - a.content[0][0])
    _, actor = who(cast, reading, inner.speaker_actor, inner.speaker)
    return actor.actor_id if actor else UNKNOWN
