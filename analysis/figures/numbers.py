"""The numbers of a chart as a table, folded under it: for who cannot see the chart, and for who wants to count."""

import pandas as pd

from analysis.figures import timeline
from analysis.tables import show

SUMMARY = "The numbers of this chart"


def as_html(chart, *tables, **options) -> str:
    """What ``chart`` draws from ``tables``, as a ``<details>`` with a table whose rows link to what they rest on."""
    if hasattr(chart, "rows"):
        drawn = dated(chart.rows(*tables, **options))
    elif hasattr(chart, "data"):
        drawn = chart.data(*tables, **options)
    else:
        drawn = tables[0]
    if drawn.empty:
        return ""
    return f"<details><summary>{SUMMARY}</summary>{show.table(drawn, caption=SUMMARY).html}</details>"


def dated(rows: list[timeline.Row]) -> pd.DataFrame:
    """A row a bar or range of a timeline: ``of`` (publisher or actor), the first day of the bar or the time in words,
    and the count."""
    found = [(row.name, day.isoformat(), n) for row in rows for day, n in row.bins.items()]
    found += [(row.name, timeline.extent(r), r.amount) for row in rows for r in row.ranges]
    return pd.DataFrame(found, columns=["of", "from", "count"])
