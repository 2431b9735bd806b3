"""Decisions made on rows that somebody looks at: from a row and a new value to a line of corrections.csv."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.corrections import actors, passages, rows
from analysis.corrections.decisions import ACTOR, KINDS, NAME, Decision, read, write
from analysis.errors import UsageError
from analysis.ingest.article import Article
from analysis.settings import closest
from analysis.tables.frames import records


def on_row(decision: str, machine: Mapping[str, pd.DataFrame], row_id: str, new: str, note: str) -> Decision:
    """A decision on a quote or position, with its passage and what the machine says of it; ``article`` is the
    article_id. Raises UsageError for a row that is not there."""
    table, field = rows.what(decision)
    key = rows.KEYS[table]
    found = machine[table][machine[table][key] == row_id]
    if found.empty:
        raise UsageError(f"no row {row_id!r} in {table}; see its column {key}.")
    (row,) = records(found)
    articles = machine["articles"]
    (text,) = articles.loc[articles["article_id"] == row["article_id"], "text"]
    place = passages.selector(text, row["start"], row["end"])
    old = {"confirm": rows.seen(table, row), "drop": ""}.get(field) if field not in row else row[field] or ""
    actor = row[rows.WHO[table][0]] or ""
    return Decision(decision, actor, rows.about(table, row), old, new, note, row["article_id"], **place)


def on_actor(
    decision: str, machine: Mapping[str, pd.DataFrame], shown: pd.DataFrame, actor: str, new: str, note: str
) -> Decision:
    """A decision on an actor, which is named as the tables show it (``shown``) and kept as the machine names it."""
    other = new if decision in ("rename actor", "retype actor") else _machine_name(machine["actors"], shown, new)
    return Decision(decision, actor=_machine_name(machine["actors"], shown, actor), new=other, note=note)


def _machine_name(machine: pd.DataFrame, shown: pd.DataFrame, name: str) -> str:
    """The machine's name for an actor that is shown under a name; its actor_id where several have that name."""
    ids = shown.loc[(shown["actor_id"] == name) | (shown["name"] == name), "actor_id"]
    known = machine[machine["actor_id"].isin(ids)]
    if len(known) != 1:
        return name
    (held,) = known["name"]
    return held if (machine["name"] == held).sum() == 1 else known["actor_id"].iat[0]


def check_kind(decision: str) -> None:
    """Raises UsageError for what is no decision."""
    if decision not in KINDS:
        raise UsageError(f"{decision!r} is no decision;{closest(decision, KINDS)} Known are: {', '.join(KINDS)}.")


def in_set(article: Article, folder: Path) -> str:
    """The file of an article as seen from its set's folder."""
    parts = tuple(article.file.split("/"))
    depth = next((k for k in range(len(parts) - 1, 0, -1) if folder.parts[-k:] == parts[:k]), 0)
    return "/".join(parts[depth:])


def recorded(folder: Path, set_name: str, decision: Decision, machine: Mapping[str, pd.DataFrame], try_out) -> Decision:
    """Write a decision into the corrections.csv of a set, in place of an earlier one on the same matter.

    ``try_out`` is given all decisions of the file as they would be and returns all messages. Raises UsageError
    where the decision cannot be made, or the file cannot be read or written; the file is then as it was.
    """
    held = _sound(folder, set_name)
    matters = _matters([*held, decision], machine)
    kept = [d for d, matter in zip(held, matters, strict=False) if not _replaces(matters[-1], matter)]
    decision = replace(decision, set=set_name, file=f"{set_name}/{NAME}", line=0)
    mark = decision.problem("", "").message
    for message in try_out([*kept, decision]):
        if message.startswith(mark):
            raise UsageError(f"The decision is not saved: {message.removeprefix(mark)}")
    write(folder / NAME, [*kept, decision])
    return decision


def withdrawn(folder: Path, set_name: str, decision: Decision, replaced: Iterable[Decision] = ()) -> None:
    """Take a decision out of the corrections.csv of a set and put those that it took the place of back. Raises
    UsageError where it is not there."""
    held = _sound(folder, set_name)
    left = [d for d in held if d.values() != decision.values()]
    if len(left) == len(held):
        raise UsageError(f"{set_name}/{NAME} does not hold that decision.")
    write(folder / NAME, [*left, *replaced])


def _sound(folder: Path, set_name: str) -> list[Decision]:
    held, problems = read(folder / NAME, set_name)
    if problems:
        raise UsageError(f"The decision is not saved, put this right first: {problems[0].message}")
    return held


def _matters(decisions: list[Decision], machine: Mapping[str, pd.DataFrame]) -> list[tuple]:
    """What each decision is about: (row's table, its key, field) or (actor, fate, name, type or split, place); itself
    where that cannot be told."""
    found, _ = rows.locate(machine, [d for d in decisions if d.decision not in ACTOR], None)
    on_rows = {id(f.decision): (f.table, f.key, f.field) for f in found}
    matters = []
    for d in decisions:
        field = actors.EXCLUSIVE.get(d.decision, "split")
        place = (d.article, d.exact, d.start) if field == "split" else ()
        matters.append((d.actor, field, place) if d.decision in ACTOR else on_rows.get(id(d), (d,)))
    return matters


def _replaces(new: tuple, old: tuple) -> bool:
    """Whether one matter takes the place of another: the same, or a row dropped for whatever was said of it."""
    return new == old or len(new) == len(old) == 3 and new[:2] == old[:2] and "drop" in (new[2], old[2])
