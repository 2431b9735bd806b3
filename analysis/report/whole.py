"""The quotes and positions that the notebooks cut short, whole, so that one can sort and filter all of them."""

import pandas as pd

from analysis.report.html import Chapter, Section, laid_out
from analysis.tables import show

LONGEST = 2000  # rows of one table: more make a page that opens slowly


def chapters(tables: dict[str, pd.DataFrame], shown: set[str]) -> list[Chapter]:
    """A chapter with each table that has rows which are not in ``shown`` (ids of rows in the other chapters), or none.

    A table that is too long even for this chapter says so, and where the whole of it is.
    """
    parts, sections = [], []
    for name, key in (("quotes", "quote_id"), ("positions", "position_id")):
        rows = tables[name]
        if set(rows[key]) <= shown:
            continue
        title = f"Every {name[:-1]}" if len(rows) <= LONGEST else f"The first {LONGEST:,} of {len(rows):,} {name}"
        sections.append(Section(f"whole-{name}", title))
        parts.append(f'<h3 id="whole-{name}">{title}</h3>')
        if len(rows) > LONGEST:
            parts.append(
                f"<p>A report with all of them would open slowly. All are marked in the articles below, and the whole "
                f"table is <code>tables/{name}.csv</code>, beside this file.</p>"
            )
        made = show.table(rows, caption=f"{name.capitalize()} in the order of the articles", limit=LONGEST)
        parts.append(f'<div class="result">{laid_out(made.html)}</div>')
    lead = "<h2>Whole tables</h2><p>Tables of which the chapters above show only the first rows.</p>"
    return [Chapter("chapter-whole", "Whole tables", lead + "".join(parts), tuple(sections))] if parts else []
