"""The articles table: one row for every article found, used or not."""

import pandas as pd

from analysis import schema
from analysis.ingest.article import Article


def table(articles: list[Article]) -> pd.DataFrame:
    """One row an article found, in the order of sets and files; ``text`` is the frozen text that all offsets point
    into."""
    columns = schema.TABLES["articles"].columns
    return schema.check("articles", schema.frame("articles", [{c: getattr(a, c) for c in columns} for a in articles]))
