"""Who is for and who is against what, in their own words and by what is said of them, apart."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import matrix, style
from analysis.figures.words import count, listing

WORDS = ("own", "ascribed")
EMPTY = (
    "No position here bears on an issue, so there is no matrix of actors and issues: "
    "either the set has no issues.yaml, or nobody in these articles takes a stand on its propositions."
)


def data(stances: pd.DataFrame, top_n: int = 12, top_issues: int = 5) -> pd.DataFrame:
    """The rows drawn: those of the actors and issues with most statements.

    ``stances`` is ``tables.summaries.actor_issue_matrix``: a row an actor, issue, whose words and stance.
    """
    return matrix.top(stances, {"issue": top_issues, "actor": top_n})


def figure(stances: pd.DataFrame, top_n: int = 12, top_issues: int = 5) -> Figure | None:
    """Cells of signed counts; None where no position bears on an issue."""
    shown = data(stances, top_n, top_issues)
    if shown.empty:
        return None
    issues, actors = matrix.names(shown, "issue"), matrix.names(shown, "actor")
    cells = {}
    for (actor, issue, words), part in shown.groupby(["actor_rank", "issue_rank", "words"], sort=True):
        text, meaning = matrix.signed(part.groupby("stance")["statements"].sum().to_dict(), "for", "against", "unclear")
        cells[actor, 2 * issue + WORDS.index(words)] = matrix.Cell(
            text, style.STANCE[meaning], faint=words == "ascribed"
        )
    every = len(stances.drop_duplicates(["actor", "actor_id"])), stances["issue_id"].nunique()
    return matrix.draw(
        cells,
        rows=actors,
        columns=["own words", "said of it"] * len(issues),
        groups=[(i, 2) for i in issues],
        title="Who is for, who is against",
        subtitle=f"Number of statements that bear on each proposition, {len(actors)} of {count(every[0], 'actor')} "
        f"and {len(issues)} of {count(every[1], 'issue')}; n = {count(stances['statements'].sum(), 'statement')}. "
        "Dashed: claimed or narrated by others.",
        key={
            "+ for": style.STANCE["for"],
            "− against": style.STANCE["against"],
            f"± mixed or {matrix.BOTH}": style.STANCE["mixed"],
            "· not clear": style.STANCE["unclear"],
        },
    )


def alt_text(stances: pd.DataFrame, top_n: int = 12, top_issues: int = 5) -> str:
    """The finding in a sentence: the issue on which actors differ in their own words, else the most frequent stance."""
    shown = data(stances, top_n, top_issues)
    if shown.empty:
        return EMPTY
    own = shown[shown["words"] == "own"]
    for _, part in own.groupby("issue_rank", sort=True):
        sides = [part.loc[part["stance"] == s, "actor"].unique().tolist() for s in ("for", "against")]
        pro, con = ([a for a in side if a not in other] for side, other in (sides, sides[::-1]))
        if pro and con:
            return (
                f"On “{style.label(part['issue'].iloc[0], 200)}”, "
                f"{_some(pro)} {'is' if len(pro) == 1 else 'are'} for and "
                f"{_some(con)} {'is' if len(con) == 1 else 'are'} against in their own words."
            )
    clear = shown[shown["stance"].isin(["for", "against"])]
    if clear.empty:
        return (
            f"{count(shown['statements'].sum(), 'statement')} of {count(shown['actor'].nunique(), 'actor')} "
            "bear on the issues, but none is clearly for or against."
        )
    top = clear.sort_values("statements", ascending=False, kind="stable").iloc[0]
    voice = "in its own words" if top.words == "own" else "by what others say of it"
    return (
        f"The most frequent stance is that of {style.label(top.actor)}, {top.stance} “{style.label(top.issue, 200)}” "
        f"in {count(top.statements, 'statement')}, {voice}; no two actors take opposite stances in their own words."
    )


def _some(names: list[str], most: int = 3) -> str:
    names = [style.label(n) for n in names]
    return listing(names if len(names) <= most else names[: most - 1] + [f"{len(names) - most + 1} others"])
