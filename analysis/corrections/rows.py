"""Decisions on quotes and positions: what a row says, that it is right, that it is none."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import pandas as pd

from analysis import schema
from analysis.annotate.types import Span
from analysis.corrections.actors import People, Tables, contradicts
from analysis.corrections.articles import Articles, Refused
from analysis.corrections.decisions import Decision
from analysis.ingest.article import Problem
from analysis.settings import closest
from analysis.tables import actors as actors_table
from analysis.tables import cite
from analysis.tables.frames import records
from analysis.tables.words import ACTS, BASES

KEYS = {"quotes": "quote_id", "positions": "position_id"}
WHO = {"quotes": ("speaker", "speaker_id"), "positions": ("actor", "actor_id")}
# What a confirmation says of a row, in this order.
SEEN = {"quotes": ("speaker", "act", "kind"), "positions": ("actor", "act", "target", "issue", "stance", "basis")}
_CODES = {word: code for known in (ACTS, BASES) for code, word in known.items()}
_MAY_BE_EMPTY = ("speaker", "target", "issue")
# A later one may rest on an earlier one: a stance is one on the issue.
_ORDER = ("drop", "confirm", "speaker", "kind", "act", "target", "towards", "issue", "stance", "basis")


@dataclass(frozen=True)
class Found:
    """A decision and the row it is about: ``table`` and its key. ``field`` is a column, ``drop`` or ``confirm``."""

    decision: Decision
    table: str
    key: str
    field: str
    new: str | None


def about(table: str, row: Mapping) -> str:
    """What tells rows on the same words apart: a quote's cue, a position's issue or else its target."""
    return (row["cue"] if table == "quotes" else row["issue"] or row["target"]) or ""


def seen(table: str, row: Mapping) -> str:
    """What a confirmation says of a row."""
    return " | ".join(row[column] or "" for column in SEEN[table])


def resolve(
    tables: Mapping[str, pd.DataFrame], decisions: list[Decision], issues: set[str] | None
) -> tuple[list[Found], list[Problem]]:
    """As :func:`locate`, without decisions that contradict each other, which are told."""
    found, problems = locate(tables, decisions, issues)
    refused = _contradictions(found)
    problems += [f.decision.problem("contradiction", refused[f.decision]) for f in found if f.decision in refused]
    return [f for f in found if f.decision not in refused], problems


def locate(
    tables: Mapping[str, pd.DataFrame], decisions: list[Decision], issues: set[str] | None
) -> tuple[list[Found], list[Problem]]:
    """The row of each decision in the tables as the machine made them, and what to tell of those that have none.
    ``issues`` are the ids that a position can be given, None for any."""
    articles = Articles(records(tables["articles"]))
    found, problems, placed = [], [], []
    for decision in decisions:
        try:
            placed.append((decision, *articles.passage(decision)))
        except Refused as error:
            problems.append(decision.problem(error.code, error.message, error.article_id))
    wanted = {article["article_id"] for _, article, _ in placed}
    rows: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for table in KEYS:
        for row in records(tables[table][tables[table]["article_id"].isin(wanted)]):
            rows[table, row["article_id"]].append(row)
    for decision, article, place in placed:
        try:
            found.append(_located(decision, article, place, rows, issues))
        except Refused as error:
            problems.append(decision.problem(error.code, error.message, error.article_id))
    return found, problems


def what(decision: str) -> tuple[str, str]:
    """Table and field of a decision."""
    verb, noun, *field = decision.split()
    return noun + "s", field[0] if field else verb


def _located(decision: Decision, article: dict, place: Span, rows: Mapping, issues: set[str] | None) -> Found:
    table, field = what(decision.decision)
    held = rows.get((table, article["article_id"]), [])
    here = [r for r in held if (r["start"], r["end"]) == place]
    here = here or [r for r in held if r["start"] < place[1] and place[0] < r["end"]]
    fit = [
        r
        for r in here
        if decision.actor in ("", *(r[column] for column in WHO[table]))
        and decision.about in ("", about(table, r))
        and (field not in ("drop", "confirm") or decision.old in ("", seen(table, r), r[WHO[table][0]]))
    ]
    old, new = _value(field, decision.old), _value(field, decision.new)
    if field not in ("drop", "confirm"):
        if len(fit) > 1:
            fit = [r for r in fit if old in (r[field], r.get(f"{field}_id"))] or fit
        _check_new(table, field, new, issues)
    if len(fit) != 1:
        noun = table.removesuffix("s")
        if fit:
            told = f"{len(fit)} {table} stand there; actor and about must tell which."
        elif here:
            told = f"the {noun} there is another now: {'; '.join(seen(table, r) for r in here[:3])}."
        else:
            told = f"no {noun} stands there."
        raise Refused("no_row" if not fit else "row_unclear", told, article["article_id"])
    (row,) = fit
    is_now = (row[field], row.get(f"{field}_id")) if field in row else ()
    if field in row and new not in is_now and old not in is_now:
        there, said = (repr(value) if value else "empty" for value in (row[field], decision.old))
        told = f"the {field} there is {there}, not {said}."
        raise Refused("old_value", told, article["article_id"])
    return Found(decision, table, row[KEYS[table]], field, new)


def _value(field: str, text: str) -> str | None:
    """A value as the tables have it: codes for the words on screen, None for nothing."""
    return (_CODES.get(text, text) if field in ("act", "basis") else text) or None


def _check_new(table: str, field: str, new: str | None, issues: set[str] | None) -> None:
    """Raises Refused where a field cannot have a value."""
    choices = schema.TABLES[table].choices.get(field)
    if field == "issue" and issues is not None:
        choices = sorted(issues)
    if new is None and field not in _MAY_BE_EMPTY:
        raise Refused("new_value", f"a {field} cannot be empty; known are: {', '.join(choices)}.")
    if new is not None and choices is not None and new not in choices:
        known = ", ".join(choices) or "none: the set has no issues.yaml"
        raise Refused("new_value", f"{new!r} is no {field};{closest(new, choices)} Known are: {known}.")


def _contradictions(found: list[Found]) -> dict[Decision, str]:
    """Decisions that cannot stand beside another, with what to tell of each."""
    by_row: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        by_row[one.table, one.key].append(one)
    refused = {}
    for held in by_row.values():
        for one in held:
            for other in held:
                dropped = (one.field == "drop") != (other.field == "drop")
                if dropped or one.field == other.field and one.new != other.new and one.field != "confirm":
                    refused[one.decision] = contradicts(other.decision)
                    break
    return refused


def apply(tables: Mapping[str, pd.DataFrame], found: list[Found]) -> tuple[Tables, list[Problem]]:
    """The tables with the decisions on rows put over them, and what to tell of those that change nothing."""
    change, problems = _Change(tables), []
    decided = {(f.table, f.key) for f in found if f.field != "drop"}
    for one in sorted(found, key=lambda f: (f.table != "quotes", _ORDER.index(f.field))):
        try:
            change.make(one, decided)
        except Refused as error:
            problems.append(one.decision.problem(error.code, error.message, error.article_id))
    return change.tables(), problems


class _Change:
    """Rows on which decisions are made one after the other."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]):
        self._tables = dict(tables)
        self._rows = {name: {r[key]: r for r in records(tables[name])} for name, key in KEYS.items()}
        self._people = People(actors_table.people(tables["actors"]))
        self._articles = {r["article_id"]: SimpleNamespace(**r) for r in records(tables["articles"])}
        self._on = defaultdict(list)  # positions by quote
        for position in self._rows["positions"].values():
            if position["quote_id"]:
                self._on[position["quote_id"]].append(position)

    def make(self, one: Found, decided: set[tuple[str, str]]) -> None:
        rows = self._rows[one.table]
        if (row := rows.get(one.key)) is None:
            if one.field == "drop":
                return  # it went with another decision
            raise Refused("no_row", "another decision takes its actor, or the quote that it rests on, away.")
        if one.field == "drop":
            del rows[one.key]
            if one.table == "quotes":
                self._without(one.key, decided)
            return
        if one.field in ("speaker", "target"):
            self._actor(one.table, row, one.field, one.new)
        elif one.field == "issue":
            self._issue(row, one.new)
        else:
            self._plain(one, row)
        row["reviewed"] = True

    def _without(self, quote_id: str, decided: set[tuple[str, str]]) -> None:
        """Positions go with the quote that they rest on, unless a human said something of them."""
        for position in self._on[quote_id]:
            position["quote_id"] = None
            if ("positions", position["position_id"]) not in decided:
                self._rows["positions"].pop(position["position_id"], None)

    def _following(self, quote: dict) -> list[dict]:
        """The positions that are the quote's own: same words, same actor."""
        return [
            p
            for p in self._on[quote["quote_id"]]
            if (p["start"], p["end"], p["actor"]) == (quote["start"], quote["end"], quote["speaker"])
            and p["basis"] != "ascribed"
        ]

    def _actor(self, table: str, row: dict, field: str, name: str | None) -> None:
        actor = self._people.find(name) if name else None
        name, key = (actor.name, actor.actor_id) if actor else (name, None)
        if field == "target":
            if name is None and row["issue"] is None:
                raise Refused("new_value", "a position needs a target or an issue; drop it instead.", row["article_id"])
            if name is not None and (key or name) in (row["actor_id"], row["actor"]):
                raise Refused("new_value", f"{name} is its own actor.", row["article_id"])
            if (name, key) != (row["target"], row["target_id"]):
                row |= {"towards": None, "towards_score": None}  # it was judged towards another
            row |= {"target": name, "target_id": key}
            return
        if (name, key) == (row["speaker"], row["speaker_id"]):
            return
        for position in self._following(row):
            position |= {"actor": name, "actor_id": key, "reviewed": True}
            if name is None:
                self._rows["positions"].pop(position["position_id"], None)
        for position in self._on[row["quote_id"]]:
            if position["basis"] == "ascribed" and position["stated_by"] == row["speaker"]:
                position |= {"stated_by": name, "reviewed": True}
        row |= {"speaker": name, "speaker_id": key, "speaker_from": None}

    def _issue(self, row: dict, new: str | None) -> None:
        if new is None and row["target"] is None:
            raise Refused("new_value", "a position needs a target or an issue; drop it instead.", row["article_id"])
        if new != row["issue"]:
            row |= {"issue": new, "stance": "unclear" if new else None}  # the stance was one on another

    def _plain(self, one: Found, row: dict) -> None:
        """A value of a closed list, or a confirmation, which changes no value."""
        needs = {"stance": "issue", "towards": "target"}.get(one.field)
        if needs and row[needs] is None:
            raise Refused("new_value", f"the position has no {needs}.", row["article_id"])
        if one.field == "towards" and one.new != row["towards"]:
            row["towards_score"] = None
        for position in self._following(row) if one.table == "quotes" else ():
            if one.field == "act" and position["act"] == row["act"] != one.new:
                position |= {"act": one.new, "reviewed": True}
            if one.field == "kind" and position["basis"] in ("own_words", "paraphrase") and one.new != row["kind"]:
                position |= {"basis": "paraphrase" if one.new == "indirect" else "own_words", "reviewed": True}
                self._show(position, position["content"], one.new)
        if one.field == "kind" and one.new != row["kind"]:
            self._show(row, row["text"], one.new)
        if one.field != "confirm":
            row[one.field] = one.new

    def _show(self, row: dict, words: str, kind: str) -> None:
        """Give the citation line of a row its words as a quotation of that kind has them."""
        article = self._articles[row["article_id"]]
        row["cite"] = cite.join(cite.shown(words, kind), cite.parts(row["cite"], article)[1], article)

    def tables(self) -> Tables:
        made = {name: schema.frame(name, list(rows.values())) for name, rows in self._rows.items()}
        return self._tables | made
