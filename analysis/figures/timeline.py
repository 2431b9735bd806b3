"""Counts over time, a row for each actor or outlet. A date that is not known is a range, never a point."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from matplotlib.dates import AutoDateLocator, date2num, num2date
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.words import count, day

# A bin is as short as leaves at most about 45 of them: (longest span in days, name of the bin).
BINS = ((45, "day"), (310, "week"), (3700, "month"), (10**9, "year"))
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}  # width of a bin
SAND, BROWN = "#f6e2c0", "#b8842f"
FAR = 20  # of so many dates, one may be left out as far off
MAX_RANGES = 3  # more different ranges in a row than this are drawn as one


@dataclass(frozen=True)
class Range:
    """Articles of one row whose date is not known: drawn from ``earliest`` to ``latest``; None is an open end."""

    earliest: date | None
    latest: date | None
    articles: int
    amount: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of the chart: what happened on known dates, by first day of the bin, and what has only a range; ``ids``
    are the articles or quotes behind each bin."""

    name: str
    bins: dict[date, int]
    ranges: tuple[Range, ...]
    ids: dict[date, list[str]]


def read(value) -> date | None:
    """An ISO date cell as a date; None where it is null."""
    return None if pd.isna(value) else date.fromisoformat(str(value)[:10])


def bin_of(d: date, unit: str) -> date:
    """First day of the day, week, month or year that ``d`` is in."""
    if unit == "week":
        return d - timedelta(days=d.weekday())
    return d.replace(day=1) if unit == "month" else d.replace(month=1, day=1) if unit == "year" else d


def unit_for(table: pd.DataFrame) -> str:
    """Length of a bin, from the span of the known dates."""
    known = table["published"].dropna()
    span = (read(known.max()) - read(known.min())).days if len(known) else 0
    return next(name for limit, name in BINS if span <= limit)


def near(published: pd.Series) -> pd.Series:
    """Which known dates belong to the time that most lie in, so that a few from years ago do not make every bar a year.

    Dates beyond a gap that is longer than all the time on its larger side are far off, as long as they are one in
    twenty or fewer in all and days are too many to have a bar each.
    """
    days = sorted(read(d) for d in published.dropna())
    low, high, spare = 0, len(days), len(days) // FAR
    while high - low > 1 and (days[high - 1] - days[low]).days > BINS[0][0]:
        cut = max(range(low + 1, high), key=lambda i: days[i] - days[i - 1])
        early = cut - low < high - cut
        rest = days[high - 1] - days[cut] if early else days[cut - 1] - days[low]
        spare -= min(cut - low, high - cut)
        if spare < 0 or days[cut] - days[cut - 1] <= rest:
            break
        low, high = (cut, high) if early else (low, cut)
    held = [pd.notna(d) and days[low] <= read(d) <= days[high - 1] for d in published]
    return pd.Series(held, index=published.index, dtype=bool)


def rows(table: pd.DataFrame, by: str, amount: str, order: dict[str, str]) -> list[Row]:
    """Rows of the chart, in ``order`` (value of ``by`` to name). One row of ``table`` is one article's share.

    The table has ``published``, ``published_earliest``, ``published_latest``, a column ``by``, a count ``amount`` and
    the column :func:`key`.
    """
    unit, out = unit_for(table), []
    for value, name in order.items():
        part = table[table[by] == value]
        bins: dict[date, int] = {}
        ids: dict[date, list[str]] = {}
        for published, n, i in part.loc[part["published"].notna(), ["published", amount, key(table)]].itertuples(
            index=False
        ):
            first = bin_of(read(published), unit)
            bins[first] = bins.get(first, 0) + int(n)
            ids.setdefault(first, []).append(i)
        out.append(Row(name, dict(sorted(bins.items())), _ranges(part[part["published"].isna()], amount), ids))
    return out


def key(table: pd.DataFrame) -> str:
    """The column that says what a row of a table to draw rests on."""
    return "quote_id" if "quote_id" in table.columns else "article_id"


def _ranges(undated: pd.DataFrame, amount: str) -> tuple[Range, ...]:
    """Undated articles grouped by equal bounds; where these are many, a single range that spans them all."""
    groups: dict[tuple, list[tuple[int, str]]] = {}
    for lo, hi, n, i in undated[["published_earliest", "published_latest", amount, key(undated)]].itertuples(
        index=False
    ):
        groups.setdefault((read(lo), read(hi)), []).append((int(n), i))
    found = [
        Range(lo, hi, len(held), sum(n for n, _ in held), tuple(i for _, i in held))
        for (lo, hi), held in groups.items()
    ]
    if len(found) > MAX_RANGES:
        lows, highs = [r.earliest for r in found], [r.latest for r in found]
        found = [
            Range(
                None if None in lows else min(lows),
                None if None in highs else max(highs),
                sum(r.articles for r in found),
                sum(r.amount for r in found),
                tuple(i for r in found for i in r.ids),
            )
        ]
    return tuple(sorted(found, key=lambda r: (r.earliest or date.min, r.latest or date.max)))


def bounds(shown: list[Row]) -> tuple[date, date] | None:
    """First and last date that the rows speak of, ranges included; None where no date and no bound is known."""
    days = [d for r in shown for d in r.bins] + [
        d for r in shown for g in r.ranges for d in (g.earliest, g.latest) if d
    ]
    return (min(days), max(days)) if days else None


def extent(r: Range) -> str:
    """A range in words: ``between 1 Oct 2024 and 4 Oct 2024``, ``25 Oct 2024 or later``, ``at an unknown date``."""
    if r.earliest and r.latest:
        return f"between {day(r.earliest)} and {day(r.latest)}"
    return (
        f"{day(r.earliest)} or later"
        if r.earliest
        else f"{day(r.latest)} or earlier"
        if r.latest
        else "at an unknown date"
    )


def data(shown: list[Row], table: pd.DataFrame, by: str, amount: str) -> pd.DataFrame:
    """What the rows draw of ``table``: a row a bar or a range, with the ids that it rests on."""
    unit = unit_for(table)
    bars = [
        (r.name, day(d) if unit == "day" else f"{unit} from {day(d)}", n, r.ids[d])
        for r in shown
        for d, n in r.bins.items()
    ]
    ranges = [(r.name, extent(g), g.amount, list(g.ids)) for r in shown for g in r.ranges]
    return pd.DataFrame(bars + ranges, columns=[by, "when", amount, f"{key(table)}s"])


@style.styled
def draw(
    shown: list[Row],
    *,
    unit: str,
    noun: str,
    plural: str,
    title: str,
    subtitle: str,
    axis: str = "date of publication",
) -> Figure:
    """Bars on known dates, pale ranges below the line of their row for unknown ones. ``axis`` says what the dates
    are."""
    first, last = bounds(shown)
    width = DAYS[unit]
    margin = max(2.0 * width, 0.06 * (last - first).days, (12 - (last - first).days) / 2)
    left, right = date2num(first) - margin, date2num(last) + margin + width
    top = max([n for r in shown for n in r.bins.values()], default=1)
    undated = any(r.ranges for r in shown)
    known = "date known" if noun == "article" else f"{plural} in articles of a known date"
    key = {known: style.BLUE} if undated and any(r.bins for r in shown) else {}
    if undated:
        key["date not known: drawn over the time it can lie in"] = SAND
    # A row is 1.1 high for its bars and their numbers, 0.34 for each lane of ranges under them.
    bases, low = [], 1.0
    for row in shown:
        bases.append(low - (1.1 if row.bins else 0.3))
        low = bases[-1] - 0.34 * len(row.ranges) - (0.06 if row.ranges else 0)
    fig, ax = style.canvas(0.46 * (1.0 - low) + 0.55, title, subtitle, key)
    for row, base in zip(shown, bases, strict=True):
        ax.plot([left, right], [base, base], color="#c3c7ce", linewidth=0.8, zorder=1)
        ax.bar(
            [date2num(d) for d in row.bins],
            [0.78 * n / top for n in row.bins.values()],
            bottom=base,
            width=0.86 * width,
            align="edge",
            color=style.BLUE,
            zorder=2,
        )
        _numbers(ax, row, base, top, width)
        for lane, r in enumerate(row.ranges):
            _draw_range(ax, r, base - 0.31 - 0.34 * lane, left, right, noun, plural)
    ax.set_yticks(
        [b + (0.2 if r.bins else -0.31) for r, b in zip(shown, bases, strict=True)],
        [style.wrap(r.name, 24, 2) for r in shown],
    )
    ax.set_ylim(low - 0.1, 1.0)
    ax.set_xlim(left, right)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=7))
    ax.xaxis.set_major_formatter(lambda x, _: day(num2date(x).date()))
    ax.tick_params(axis="x", labelsize=8)
    ax.set_xlabel(f"{axis}; a bar is one {unit}")
    return fig


def _numbers(ax, row: Row, base: float, top: int, width: int) -> None:
    """Write the count on each bar where there is room, else on the highest only."""
    few = len(row.bins) <= 12
    best = max(row.bins, key=row.bins.get, default=None)
    for d, n in row.bins.items():
        if few or d == best:
            ax.annotate(
                f"{n:,}",
                (date2num(d) + 0.43 * width, base + 0.78 * n / top),
                xytext=(0, 1.5),
                textcoords="offset points",
                ha="center",
                size=8,
            )


def _draw_range(ax, r: Range, y: float, left: float, right: float, noun: str, plural: str) -> None:
    """A pale bar over the possible time; an open end runs to the edge as an arrow and is said in words."""
    lo = date2num(r.earliest) if r.earliest else left
    hi = date2num(r.latest) + 1 if r.latest else right
    ax.barh(y, hi - lo, left=lo, height=0.27, color=SAND, zorder=2)
    for x, closed, arrow in ((lo, r.earliest, "<"), (hi, r.latest, ">")):
        if closed:
            ax.plot([x, x], [y - 0.135, y + 0.135], color=BROWN, linewidth=1.6, zorder=3)
        else:
            ax.plot([x], [y], marker=arrow, color=BROWN, markersize=6, clip_on=False, zorder=3)
    text = (
        f"{count(r.amount, noun, plural)}, {extent(r)}"
        if noun == "article"
        else f"{count(r.amount, noun, plural)} in {count(r.articles, 'article')}, {extent(r)}"
    )
    late = lo > left + 0.55 * (right - left)  # text grows towards the middle
    ax.annotate(
        text,
        (hi if late else lo, y),
        xytext=(-7 if late else 7, 0),
        textcoords="offset points",
        va="center",
        ha="right" if late else "left",
        size=8,
        zorder=4,
    )
