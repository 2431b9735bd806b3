"""The only door from annotated articles to tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis import schema
from analysis.annotate.types import Span
from analysis.ingest.article import Article, Problem
from analysis.ingest.sets import Issue
from analysis.tables import (
    actors,
    articles,
    cast,
    clusters,
    frames,
    mentions,
    positions,
    problems,
    quotes,
    records,
    sentiment,
)

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Collected:
    """What the machine found, before anybody looked at it: ``tables`` without problems, actors not counted yet, and
    the sentences of each article."""

    tables: Tables
    sentences: dict[str, tuple[Span, ...]]


def build(
    found: list[Article],
    docs: Mapping,
    issues: Mapping[str, tuple[Issue, ...]] | None = None,
    troubles: Iterable[Problem] = (),
    min_confidence: float = 0.0,
) -> Tables:
    """Every table, by name, as the machine has it: :func:`collect` and :func:`finish` in one."""
    return finish(collect(found, docs, issues), troubles, min_confidence)


def collect(found: list[Article], docs: Mapping, issues: Mapping[str, tuple[Issue, ...]] | None = None) -> Collected:
    """The rows of all articles.

    ``docs`` gives the annotated Doc of an article_id (each is asked for once and let go); an article without one has no
    rows. ``issues`` gives the codebook of each set.
    """
    readings = [records.read(a, docs[a.article_id]) for a in found if a.status != "skipped" and a.article_id in docs]
    who = cast.gather(readings)
    made_quotes = quotes.rows(readings, who)
    made = {
        "articles": articles.table(found),
        "actors": actors.table(who.actors),
        "mentions": mentions.table(readings, who),
        "quotes": quotes.table(made_quotes),
        "positions": positions.table(made_quotes, readings, who, issues or {}),
    }
    made["sentiment"] = sentiment.table(readings, who, made["mentions"])
    return Collected(made, {r.article.article_id: r.sentences for r in readings})


def finish(
    collected: Collected,
    troubles: Iterable[Problem] = (),
    min_confidence: float = 0.0,
    revise: Callable[[Tables], tuple[Tables, list[Problem]]] | None = None,
) -> Tables:
    """Every table, by name, each checked against its schema; the same input gives the same bytes.

    ``revise`` puts human decisions over the rows, before anything is counted. Quotes and positions less certain than
    ``min_confidence`` are left out, unless a human reviewed them.
    """
    made, told = revise(collected.tables) if revise else (collected.tables, [])
    made = _certain(made, min_confidence)
    made["actors"] = actors.counted(made["actors"], made, collected.sentences)
    made["problems"] = problems.table([*troubles, *told])
    return {name: schema.check(name, made[name]) for name in schema.TABLES}


def _certain(made: Tables, least: float) -> Tables:
    """The tables without the rows that are less certain; no position keeps the id of a quote that is left out."""
    kept = {n: made[n][(made[n]["confidence"] >= least) | made[n]["reviewed"]] for n in ("quotes", "positions")}
    kept = {name: table.reset_index(drop=True) for name, table in kept.items()}
    if len(kept["quotes"]) < len(made["quotes"]):
        known = kept["positions"]["quote_id"].isin(kept["quotes"]["quote_id"])
        kept["positions"]["quote_id"] = kept["positions"]["quote_id"].where(known)
        rows = frames.records(kept["quotes"])
        clusters.assign(rows)
        kept["quotes"] = schema.frame("quotes", rows)
    return made | kept
