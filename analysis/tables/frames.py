"""Small tables made of rows, and rows of tables, with missing values told plainly."""

import pandas as pd


def frame(rows: list[dict], columns: str) -> pd.DataFrame:
    """Rows as a table with the columns and types of ``columns`` (words such as ``actor`` or ``mentions:int``), also without rows."""
    spec = [(word.split(":") + ["str"])[:2] for word in columns.split()]
    kinds = {"str": "str", "int": "int64", "float": "float64"}
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kinds[kind]) for name, kind in spec})


def records(table: pd.DataFrame) -> list[dict]:
    """Rows as dicts, missing values as None."""
    return table.astype(object).where(table.notna(), None).to_dict("records")
