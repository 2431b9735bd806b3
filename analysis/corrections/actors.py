"""Decisions on actors: merge, split, rename, retype, drop."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis import schema
from analysis.corrections.articles import Articles, Refused
from analysis.corrections.decisions import Decision
from analysis.ingest.article import Problem
from analysis.settings import closest
from analysis.tables import actors as actors_table
from analysis.tables.cast import Canonical, make_id
from analysis.tables.frames import records

Tables = dict[str, pd.DataFrame]
# Where each table names actors: (id column, name column or None)
PLACES = {
    "mentions": (("actor_id", None),),
    "sentiment": (("actor_id", None), ("voice", None)),
    "quotes": (("speaker_id", "speaker"), ("addressee_id", "addressee")),
    "positions": (("actor_id", "actor"), ("target_id", "target")),
}
# Decisions on one actor that cannot both be: each group allows one.
EXCLUSIVE = {"merge actor": "fate", "drop actor": "fate", "rename actor": "name", "retype actor": "type"}


class People:
    """The actors of a set, found by actor_id, name or, where only one has it, alias."""

    def __init__(self, actors: list[Canonical]):
        self.by_id = {actor.actor_id: actor for actor in actors}
        self._named: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, set[str]] = defaultdict(set)
        self._renamed: dict[str, set[str]] = defaultdict(set)
        for actor in actors:
            self._named[actor.name].add(actor.actor_id)
            for alias in actor.aliases:
                self._called[alias].add(actor.actor_id)

    def call(self, decision: Decision) -> None:
        """Let an actor be found by the name that a decision gives it, too."""
        held = self._named.get(decision.actor, {decision.actor} & self.by_id.keys())
        self._renamed[decision.new] |= held

    def is_alone(self, actor: Canonical) -> bool:
        """Whether no other actor has its name."""
        return len(self._named[actor.name]) == 1

    def find(self, name: str, aliases: bool = True) -> Canonical | None:
        """The actor of a name; None where there is none. Raises Refused where several have it."""
        held = {name} & self.by_id.keys() or self._named.get(name) or self._renamed.get(name)
        held = held or (aliases and self._called.get(name)) or set()
        if len(held) > 1:
            raise Refused(
                "actor_unclear", f"{len(held)} actors are called {name!r}; use one's actor_id: {_listed(held)}."
            )
        return self.by_id[next(iter(held))] if held else None

    def get(self, name: str) -> Canonical:
        """The actor of a name (not an alias). Raises Refused where there is none, or where several have it."""
        if (found := self.find(name, aliases=False)) is None:
            near = closest(name, self._named) if name else ""
            raise Refused("no_actor", f"no actor is called {name!r}.{near}" if name else "it names no actor.")
        return found


def apply(tables: Mapping[str, pd.DataFrame], decisions: list[Decision]) -> tuple[Tables, list[Problem]]:
    """The tables with the decisions on actors put over them, and what to tell of those that change nothing."""
    if not decisions:
        return dict(tables), []
    parted = [d for d in decisions if d.decision == "split actor"]
    others = [d for d in decisions if d.decision != "split actor"]
    renamed = [d for d in decisions if d.decision == "rename actor"]
    made, problems = _made(tables, parted, renamed)
    made, more = _made(made, others, renamed)  # also on the actors that were made by parting others
    return made, problems + more


def _made(tables: Mapping[str, pd.DataFrame], decisions: list[Decision], renamed: list[Decision]) -> tuple:
    people, articles = People(actors_table.people(tables["actors"])), Articles(records(tables["articles"]))
    for decision in renamed:
        people.call(decision)  # other decisions may use the new name
    problems, sound = [], []
    for decision in decisions:
        try:
            if checked := _checked(decision, people, articles):  # else it is made already
                sound.append((decision, checked))
        except Refused as error:
            problems.append(decision.problem(error.code, error.message, error.article_id))
    refused = _contradictions(sound, people)
    problems += [d.problem("contradiction", refused[d]) for d, _ in sound if d in refused]
    change = _Change(tables, people)
    for decision, checked in sound:
        if decision not in refused:
            change.make(decision, *checked)
    return change.tables(), problems


def _checked(decision: Decision, people: People, articles: Articles) -> tuple | None:
    """(actor, article, passage) of a decision that can be made; None where it is made already. Raises Refused."""
    kind, new = decision.decision, decision.new
    if kind != "drop actor" and not new:
        raise Refused("no_new_value", "it does not say what is new.")
    known = people.find(decision.actor, aliases=False) if decision.actor else None
    other = people.find(new) if kind in ("merge actor", "split actor", "rename actor") else None
    if kind in ("merge actor", "rename actor") and known is None and other and decision.actor in other.aliases:
        return None  # the two are one already
    known = people.get(decision.actor)
    if decision.old and decision.old not in (known.name, known.type, known.actor_id):
        raise Refused("old_value", f"{known.name} is a {known.type}, not {decision.old!r}.")
    if kind == "retype actor" and new not in schema.TYPES:
        raise Refused("new_value", f"{new!r} is no type; known are: {', '.join(schema.TYPES)}.")
    if kind == "merge actor" and other is None:
        people.get(new)
    if kind == "merge actor" and other == known:
        raise Refused("new_value", f"{new} is the same actor.")
    if kind == "rename actor" and other is not None and other.name == new and other != known:
        raise Refused("name_taken", f"{new} is another actor already; merge the two instead.")
    if kind != "split actor":
        return known, None, None
    if other == known:
        raise Refused("new_value", f"{new} is the same actor.")
    if decision.exact:
        return known, *articles.passage(decision)
    return known, articles.named(decision), None


def _contradictions(sound: list[tuple[Decision, tuple]], people: People) -> dict[Decision, str]:
    """Decisions that cannot stand beside another, with what to tell of each."""
    by_actor: dict[tuple, list[Decision]] = defaultdict(list)
    for decision, checked in sound:
        if decision.decision in EXCLUSIVE:
            by_actor[checked[0].actor_id, EXCLUSIVE[decision.decision]].append(decision)
        else:
            place = checked[1]["article_id"], checked[2]
            by_actor[checked[0].actor_id, "split", *place].append(decision)
    refused = {}
    for held in by_actor.values():
        if len({(d.decision, d.new) for d in held}) > 1:
            for decision in held:
                other = next(d for d in held if (d.decision, d.new) != (decision.decision, decision.new))
                refused[decision] = contradicts(other)
    return refused | _circles(by_actor, people)


def _circles(by_actor: dict[tuple, list[Decision]], people: People) -> dict[Decision, str]:
    """Mergers that lead back to where they began, or into an actor that is dropped."""
    fates = {key: held[0] for (key, what, *_), held in by_actor.items() if what == "fate"}
    refused = {}
    for start in fates:
        key, passed = start, []
        while key in fates and key not in passed and fates[key].decision == "merge actor":
            passed.append(key)
            key = people.find(fates[key].new).actor_id
        if passed and (key in fates and key == start or key in fates and fates[key].decision == "drop actor"):
            for actor, other in (
                (start, passed[-1] if key == start else key),
                *([(key, start)] if key != start else []),
            ):
                refused |= {d: contradicts(fates[other]) for d in by_actor[actor, "fate"]}
    return refused


def contradicts(other: Decision) -> str:
    """What to tell of a decision that cannot stand beside another."""
    return f"it contradicts {other.file}, line {other.line} ({other.decision}), so neither is done. Take one out."


class _Change:
    """Tables on which decisions are made one after the other."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], people: People):
        self._tables = {name: table.copy() for name, table in tables.items()}
        self._people = people
        self._actors = dict(people.by_id)  # as decided so far
        self._into: dict[str, str | None] = {}  # merged or dropped, and what became of it

    def make(self, decision: Decision, actor: Canonical, article: dict | None, passage: tuple | None) -> None:
        kind, key = decision.decision, actor.actor_id
        now = self._actors[key]
        if kind == "rename actor":
            aliases = sorted({*now.aliases, actor.name} - {decision.new})
            self._actors[key] = replace(now, name=decision.new, aliases=tuple(aliases))
        elif kind == "retype actor":
            self._actors[key] = replace(now, type=decision.new)
        elif kind == "drop actor":
            self._into[key] = None
        elif kind == "merge actor":
            self._into[key] = self._people.find(decision.new).actor_id
        else:
            self._split(actor, decision.new, article["article_id"], passage)

    def _split(self, actor: Canonical, name: str, article_id: str, passage: tuple | None) -> None:
        other = self._people.find(name) or next((a for a in self._actors.values() if a.name == name), None)
        if other is None:
            key = make_id(set(self._actors), actor.type, name, None)
            self._actors[key] = other = Canonical(key, name, actor.type)
        low, high = passage or (0, float("inf"))
        mentions = self._tables["mentions"]
        inside = (mentions["article_id"] == article_id) & (mentions["start"] >= low) & (mentions["end"] <= high)
        of_it = set(mentions.loc[inside, "mention_id"])
        where = {
            "mentions": inside,
            "sentiment": self._tables["sentiment"]["mention_id"].isin(of_it),
            **{
                name: (table["article_id"] == article_id) & (table["start"] >= low) & (table["end"] <= high)
                for name in ("quotes", "positions")
                for table in [self._tables[name]]
            },
        }
        for table, rows in where.items():
            for column, _ in PLACES[table]:
                if column != "voice":  # whose voice it is follows from the quotes
                    held = self._tables[table][column]
                    self._tables[table][column] = held.mask(rows & (held == actor.actor_id), other.actor_id)

    def tables(self) -> Tables:
        """The tables with every id where it leads to, and the names that go with the ids."""
        into = {key: self._end(key) for key in self._into}  # no circles: they are refused
        for key, end in sorted(into.items()):
            if end:
                self._actors[end] = _merged(self._actors[end], self._actors[key])
        left = [
            replace(actor, speaks_for=_principal(actor, into)) for key, actor in self._actors.items() if key not in into
        ]
        names = {actor.actor_id: actor.name for actor in left}
        stated = self._new_names(into, names)
        made = self._tables
        for table, places in PLACES.items():
            for column, name in places:
                was = made[table][column]
                now = was.map(lambda key: into.get(key, key), na_action="ignore").astype("str")
                if name:
                    known = now.map(names, na_action="ignore").astype("str")
                    gone = was.notna() & now.isna()
                    made[table][name] = known.where(now.notna(), made[table][name].mask(gone)).astype("str")
                made[table][column] = now
        made["positions"]["stated_by"] = made["positions"]["stated_by"].replace(stated).astype("str")
        made["sentiment"] = made["sentiment"].dropna(subset=["actor_id"]).reset_index(drop=True)
        made["sentiment"]["voice"] = made["sentiment"]["voice"].fillna("unknown")
        made["positions"] = made["positions"].dropna(subset=["actor"]).reset_index(drop=True)
        made["actors"] = actors_table.table(sorted(left, key=lambda a: (a.name, a.actor_id)))
        return made

    def _end(self, key: str | None) -> str | None:
        """What an actor is in the end; None where it is dropped."""
        while key in self._into:
            key = self._into[key]
        return key

    def _new_names(self, into: dict, names: dict[str, str]) -> dict[str, str]:
        """Old name to new, of actors whose name no other has."""
        return {
            actor.name: names[end]
            for key, actor in self._people.by_id.items()
            if (end := into.get(key, key)) in names and names[end] != actor.name and self._people.is_alone(actor)
        }


def _merged(into: Canonical, actor: Canonical) -> Canonical:
    """One actor of two: the first's name and type, the names of both, and what either is known for."""
    return replace(
        into,
        role=into.role or actor.role,
        affiliation=into.affiliation or actor.affiliation,
        capacity=actor.capacity if into.capacity == "unknown" else into.capacity,
        speaks_for=into.speaks_for or actor.speaks_for,
        base=into.base or actor.base,
        aliases=tuple(sorted({*into.aliases, *actor.aliases, actor.name} - {into.name})),
    )


def _principal(actor: Canonical, into: dict[str, str | None]) -> str | None:
    """Whom an actor speaks for in the end; nobody speaks for itself."""
    principal = into.get(actor.speaks_for, actor.speaks_for)
    return None if principal == actor.actor_id else principal


def _listed(keys: set[str]) -> str:
    return ", ".join(sorted(keys))
