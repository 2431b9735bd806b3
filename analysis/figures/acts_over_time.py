"""What one actor does by speaking, day by day: a row an act, by the day it was said where the article tells."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style, timeline
from analysis.figures.words import count, day, sentence
from analysis.tables.words import ACTS

EMPTY = "No statement of this actor was found, so there are no acts to draw over time."
UNDATED = "No statement of this actor has a known day, so its acts cannot be drawn over time."


def rows(acts: pd.DataFrame) -> list[timeline.Row]:
    """The rows drawn, most frequent act first. ``acts`` is ``tables.summaries.acts_of``: a row a statement."""
    dated = _dated(acts)
    counted = dated["act"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return timeline.rows(dated, "act", "one", {act: ACTS[act] for act in counted.index})


def _dated(acts: pd.DataFrame) -> pd.DataFrame:
    known = acts[timeline.near(acts["date"])]
    return known.assign(published=known["date"], published_earliest=None, published_latest=None, one=1)


def data(acts: pd.DataFrame) -> pd.DataFrame:
    """What is drawn as a table: statements by act and time. Days far from the others are not drawn
    (:func:`timeline.near`); the chart says how many."""
    return timeline.data(rows(acts), _dated(acts), "act", "statements")


def figure(acts: pd.DataFrame) -> Figure | None:
    """A row of bars an act; None where no day is known."""
    shown, dated = rows(acts), _dated(acts)
    if not shown:
        return None
    told, undated = int((dated["day_from"] == "said").sum()), int(acts["date"].isna().sum())
    voices = int(acts["speaker_id"].nunique())
    return timeline.draw(
        shown,
        unit=timeline.unit_for(dated),
        noun="statement",
        plural="statements",
        title=f"What {style.label(acts['actor'].iloc[0], 50)} does by speaking",
        subtitle=f"Statements by act, {count(voices, 'voice')}; n = {count(len(acts), 'statement')}, the day of "
        f"{told:,} told by the article, of {len(dated) - told:,} that of publication, of {undated or 'none'} unknown"
        f"{_far_off(acts)}",
        axis="day it was said, else of publication",
    )


def _far_off(acts: pd.DataFrame) -> str:
    """What is not drawn because its day lies far from the others."""
    far = acts.loc[acts["date"].notna() & ~timeline.near(acts["date"]), "date"]
    if far.empty:
        return ""
    first, last = day(timeline.read(far.min())), day(timeline.read(far.max()))
    when = f"on {first}" if first == last else f"{first} to {last}"
    return f"; not drawn: {len(far):,} far off ({when})"


def alt_text(acts: pd.DataFrame) -> str:
    """The finding in a sentence: the most frequent act, and the last one."""
    if acts.empty:
        return EMPTY
    shown, dated = rows(acts), _dated(acts)
    if not shown:
        return UNDATED
    first, last = shown[0], dated.iloc[-1]
    return sentence(
        f"of {count(len(dated), 'dated statement')} of {style.label(acts['actor'].iloc[0], 50)}, "
        f"{sum(first.bins.values()):,} are of the kind “{first.name}”; "
        f"the last, on {day(timeline.read(last['date']))}, is “{ACTS[last['act']]}”"
    )
