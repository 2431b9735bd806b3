"""Human decisions over machine rows: ``corrections.csv`` in a source set's folder, applied anew on every run.

One decision a line. Columns, of which only the first is always needed:

============  ======================================================================================================
decision      what is decided, one of :data:`KINDS` (below)
actor         the actor decided on, by name or actor_id; of a quote its speaker, of a position its actor, as the
              machine has it: where given it must agree
about         what tells rows on the same words apart: a quote's cue; a position's issue or, without one, its target
old           what the machine says; where it says something else, nothing is changed
new           what it should be
note          yours; never read
article       the article: its file, as seen from the set's folder, or its article_id
exact         the words of the row (or of the sentence it stands in), with what stands before (prefix) and after
prefix        (suffix) them and where (start, end: zero-based, end-exclusive places in the article's ``text``).
suffix        Where they stand no longer at that place, they are found again by exact, prefix and suffix.
start, end
============  ======================================================================================================

====================  ==============================================================================================
merge actor           ``actor`` is ``new``, another actor: all its rows become that one's, its names aliases
split actor           what is called ``actor`` in ``article`` is ``new`` (made where no actor is called so); with a
                      passage only the mentions, quotes and positions that lie in it
rename actor          ``actor`` is called ``new``
retype actor          ``actor`` is of type ``new``: person, organization, state or group
drop actor            ``actor`` is none: its mentions stand for nobody, its quotes have no speaker, its positions go
set quote ...         speaker (empty: cannot be told), kind or act. Positions that rest on the same words follow.
set position ...      target or issue (empty: none), towards, stance or basis. What was judged against the old target
                      (towards) or issue (stance) is not carried over to another.
drop quote            it is gone, and the positions that rest on it, but for those that are confirmed or set themselves
drop position         it is gone
confirm quote         it is right as it stands; ``old`` may say as what (speaker, act and kind)
confirm position      likewise (actor, act, target, issue, stance and basis)
====================  ==============================================================================================

Codes and the words on screen are both understood (``request`` and ``urges``). A row that a decision on a passage
touched says ``reviewed``; its ``confidence`` stays the machine's. Decisions are about what the machine says, so their
order does not matter (but that a split comes before what is decided on the actor that it makes), and a decision that is
made already changes nothing. One whose passage is gone, whose old value is not there, or that contradicts another
changes nothing either, and is a row of ``problems``.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis import schema
from analysis.corrections import actors, effects, rows
from analysis.corrections.decisions import ACTOR, COLUMNS, KINDS, NAME, Decision, read, write
from analysis.corrections.passages import selector
from analysis.corrections.recording import check_kind, in_set, on_actor, on_row, recorded, withdrawn
from analysis.ingest.article import Problem

__all__ = [
    "COLUMNS",
    "KINDS",
    "NAME",
    "Decision",
    "apply",
    "check_kind",
    "in_set",
    "on_actor",
    "on_row",
    "read",
    "recorded",
    "selector",
    "withdrawn",
    "write",
]


def apply(
    tables: Mapping[str, pd.DataFrame], decisions: Iterable[Decision], issues: Iterable[str] = ()
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """The tables with the decisions put over them, and what to tell of those that change nothing.

    ``tables`` are articles (with text), actors, mentions, quotes, positions and sentiment; what is counted in actors is
    not counted again (see :func:`analysis.tables.finish`). ``issues`` are the ids that a position can be given.
    """
    decisions = list(decisions)
    if not decisions:
        return dict(tables), []
    found, problems = rows.resolve(tables, [d for d in decisions if d.decision not in ACTOR], set(issues))
    changed, told = actors.apply(tables, [d for d in decisions if d.decision in ACTOR])
    made, more = rows.apply(changed, found)
    made = effects.follow(tables, made)
    return {name: schema.check(name, made[name]) for name in tables}, problems + told + more
