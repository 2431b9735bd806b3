"""What changed: each principal's line on an issue before a day and since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from analysis.ingest.sets import Issue
from analysis.tables.answers import OWN, propositions, surest, when
from analysis.tables.frames import columns, frame, records

VERDICTS = ("reversed", "hardened", "softened", "new", "repeated", "too little evidence")
# How hard an act presses: talk and consent, plain words, demands and warnings, charges and refusals, threats.
FORCE = {
    "consult": 0,
    "agree": 0,
    "concede": 0,
    "state": 1,
    "believe": 1,
    "deny": 1,
    "support": 1,
    "request": 2,
    "warn": 2,
    "accuse": 3,
    "reject": 3,
    "threaten": 4,
}
STEP = 0.5  # difference of the mean force that counts as harder or softer
SIDE = 1 / 3  # mean stance (1 for, -1 against) from which on a line has a side


def middle(articles: pd.DataFrame) -> str | None:
    """The day in the middle of the period that the articles cover; None where they have fewer than two known dates."""
    days = sorted({d for d, s in columns(articles, "published", "status") if d and s != "skipped"})
    if len(days) < 2:
        return None
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    return (first + timedelta(days=((last - first).days + 1) // 2)).isoformat()


def shifts(
    positions: pd.DataFrame,
    actors: pd.DataFrame,
    articles: pd.DataFrame,
    issues: Iterable[Issue] = (),
    since: str | None = None,
) -> pd.DataFrame:
    """A row a principal and issue: its line before ``since`` and from that day on, a verdict, and the best words of
    both.

    ``since`` is an ISO date, by default the middle of the period. Only own words count (quoted, in paraphrase or passed
    on), of the principal or whoever speaks for it, on a known day. A line is for, against or mixed by the mean of its
    statements. The verdicts:

    - reversed: for became against, or against for.
    - hardened: mixed took a side; or on the same side the acts press harder on average (from talk and consent over
    plain
      words, demands and warnings, charges and refusals to threats), by half a step at least.
    - softened: the opposite of hardened.
    - new: nothing on the issue before, a line since.
    - repeated: the same side, no harder and no softer.
    - too little evidence: nothing since, or on one side of the day only statements without a clear stance.

    ``position_id`` is the statement shown after, else before. Few statements make a weak verdict: ``n_before`` and
    ``n_after`` say how many it rests on.
    """
    since = since or middle(articles)
    known = propositions(issues)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    held: dict[tuple, tuple[list, list]] = defaultdict(lambda: ([], []))
    for r in records(positions):
        if since and r["issue"] and r["actor_id"] and r["basis"] in OWN and when(r):
            held[r["speaks_for"] or r["actor_id"], r["issue"]][when(r) >= since].append(r)
    rows = []
    for (principal, issue), (before, after) in held.items():
        earlier, later = best(before), best(after)
        rows.append(
            {
                "principal": names.get(principal, principal),
                "issue": known.get(issue, issue),
                "verdict": verdict(before, after),
                "before": earlier and earlier["content"],
                "after": later and later["content"],
                "stance_before": side(before),
                "stance_after": side(after),
                "said_before": earlier and when(earlier),
                "said_after": later and when(later),
                "n_before": len(before),
                "n_after": len(after),
                "since": since,
                "principal_id": principal,
                "issue_id": issue,
                "position_id": (later or earlier)["position_id"],
                "before_id": earlier and earlier["position_id"],
                "after_id": later and later["position_id"],
            }
        )
    rows.sort(
        key=lambda r: (
            VERDICTS.index(r["verdict"]),
            -(r["n_before"] + r["n_after"]),
            r["principal"],
            r["principal_id"],
            r["issue_id"],
        )
    )
    return frame(
        rows,
        "principal issue verdict before after stance_before stance_after said_before said_after n_before:int "
        "n_after:int since principal_id issue_id position_id before_id after_id",
    )


def verdict(before: list[dict], after: list[dict]) -> str:
    """The verdict on rows of positions before and after; see :func:`shifts`."""
    earlier, later = side(before), side(after)
    if later is None or before and earlier is None:
        return "too little evidence"
    if not before:
        return "new"
    if earlier != later:
        return "hardened" if earlier == "mixed" else "softened" if later == "mixed" else "reversed"
    change = force(after) - force(before)
    return "hardened" if change >= STEP else "softened" if change <= -STEP else "repeated"


def side(rows: list[dict]) -> str | None:
    """for, against or mixed by the mean stance of the rows; None where none has a stance."""
    values = [{"for": 1, "against": -1, "mixed": 0}[r["stance"]] for r in rows if r["stance"] not in (None, "unclear")]
    if not values:
        return None
    mean = sum(values) / len(values)
    return "for" if mean >= SIDE else "against" if mean <= -SIDE else "mixed"


def force(rows: list[dict]) -> float:
    """Mean force (0 to 4) of the acts with a stance."""
    values = [FORCE[r["act"]] for r in rows if r["stance"] not in (None, "unclear")]
    return sum(values) / len(values) if values else 0.0


def best(rows: list[dict]) -> dict | None:
    """The row that shows a line best: of its side, quoted before paraphrased, then the more certain."""
    line = side(rows)
    return min(rows, key=lambda r: (r["stance"] != line, r["stance"] == "unclear", surest(r)), default=None)
