"""The tables as files: Parquet holds them whole and unchanged; CSV is for reading and for spreadsheets."""

from pathlib import Path

import pandas as pd

from analysis import schema

PARQUET_ONLY = {"articles": ("text",)}
# What a spreadsheet would run as a formula (OWASP, "CSV Injection"), also in full-width letters.
_FORMULA = r"^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]"


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write ``<name>.parquet`` and ``<name>.csv`` of every table; equal tables give equal bytes."""
    folder.mkdir(parents=True)
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        readable(name, table).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


def readable(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table as CSV shows it: reader's columns first, no whole texts, what begins like a formula behind ``'``."""
    table = table[[c for c in schema.reading_order(name) if c not in PARQUET_ONLY.get(name, ())]].copy()
    for column in table.columns:
        if schema.TABLES[name].columns[column] in ("text", "json", "date"):
            risky = table[column].str.match(_FORMULA).eq(True)
            table[column] = table[column].mask(risky, "'" + table[column])
    return table
