"""Small tables made of rows, and rows of tables, with missing values told plainly."""

import pandas as pd


def frame(rows: list[dict], spec: str) -> pd.DataFrame:
    """Rows as a table with the columns and types of ``spec`` (words such as ``actor`` or ``mentions:int``), also
    without rows."""
    kinds = {"str": "str", "int": "int64", "float": "float64"}
    named = [(word.split(":") + ["str"])[:2] for word in spec.split()]
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kinds[kind]) for name, kind in named})


def records(table: pd.DataFrame) -> list[dict]:
    """Rows as dicts, missing values as None."""
    names = list(table.columns)
    columns = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def columns(table: pd.DataFrame, *names: str) -> list[tuple]:
    """Some columns as tuples, missing values as None."""
    held = (table[name].astype(object).where(table[name].notna(), None).tolist() for name in names)
    return list(zip(*held, strict=True))
