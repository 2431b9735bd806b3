"""Who supports and who criticizes whom, in their own words."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import matrix, style
from analysis.figures.words import count, sentence

EMPTY = "No position here is directed at another actor, so there is no matrix of actors towards actors."


def data(towards: pd.DataFrame, top_n: int = 8) -> pd.DataFrame:
    """The rows drawn: those of the ``top_n`` actors that speak most and the ``top_n`` that are spoken of most.

    ``towards`` is ``tables.summaries.actor_towards_actor``: a row an actor, target and treatment, with its statements.
    """
    return matrix.top(towards, {"target": top_n, "actor": top_n})


def figure(towards: pd.DataFrame, top_n: int = 8) -> Figure | None:
    """Cells of signed counts; None where nobody takes a position towards anybody."""
    shown = data(towards, top_n)
    if shown.empty:
        return None
    targets, actors = matrix.names(shown, "target"), matrix.names(shown, "actor")
    cells = {}
    for place, part in shown.groupby(["actor_rank", "target_rank"], sort=True):
        text, meaning = matrix.signed(
            part.groupby("towards")["statements"].sum().to_dict(), "supportive", "critical", "neutral"
        )
        cells[place] = matrix.Cell(text, style.TOWARDS[meaning])
    return matrix.draw(
        cells,
        rows=actors,
        columns=targets,
        groups=None,
        title="Who supports, who criticizes whom",
        subtitle="Number of statements of the actor on the left towards the one above, "
        f"{len(actors)} of {count(_number(towards, 'actor'), 'actor')} and {len(targets)} of "
        f"{count(_number(towards, 'target'), 'target')}; n = {shown['statements'].sum():,} of "
        f"{count(towards['statements'].sum(), 'statement')}",
        key={
            "+ supportive": style.TOWARDS["supportive"],
            "− critical": style.TOWARDS["critical"],
            matrix.BOTH: style.TOWARDS["mixed"],
            "· neutral": style.TOWARDS["neutral"],
        },
    )


def _number(towards: pd.DataFrame, column: str) -> int:
    """How many actors or targets there are: two of one name are two."""
    return len(towards.drop_duplicates([column, f"{column}_id"]))


def alt_text(towards: pd.DataFrame, top_n: int = 8) -> str:
    """The finding in a sentence: the most frequent criticism and the most frequent support."""
    shown = data(towards, top_n)
    if shown.empty:
        return EMPTY
    found = []
    for meaning, verb in (("critical", "critical of"), ("supportive", "supportive of")):
        part = shown[shown["towards"] == meaning].sort_values("statements", ascending=False, kind="stable")
        if len(part):
            r = part.iloc[0]
            found.append(
                f"{style.label(r.actor)} is {'most often ' if r.statements > 1 else ''}{verb} {style.label(r.target)} "
                f"({count(r.statements, 'statement')})"
            )
    if not found:
        return f"All {count(shown['statements'].sum(), 'statement')} towards other actors are neutral."
    return sentence(*found)
