"""The problems table: one row for everything that went wrong with a file."""

from collections.abc import Iterable

import pandas as pd

from analysis import schema
from analysis.ingest.article import Problem


def table(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row a problem, in the order of files and steps; a problem that is reported twice is one row."""
    rows = {(p.file, p.article_id or "", p.step, p.code, p.message): p for p in problems}
    columns = schema.TABLES["problems"].columns
    return schema.check(
        "problems", schema.frame("problems", [{c: getattr(rows[k], c) for c in columns} for k in sorted(rows)])
    )
