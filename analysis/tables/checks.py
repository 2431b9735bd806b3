"""What a careful reader should look at before using the tables."""

import pandas as pd

from analysis.tables.frames import frame, records


def least_certain(quotes: pd.DataFrame, positions: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """The ``n`` rows that a careful reader would most likely not accept, least certain first.

    Reviewed rows are left out, and of rows that rest on the same words of the same actor only one is shown.
    """
    rows = [
        {
            "table": table,
            "who": r[who],
            "act": r["act"],
            "words": r[words],
            "confidence": r["confidence"],
            "cite": r["cite"],
            "row_id": r[key],
            "article_id": r["article_id"],
            "place": (r["article_id"], r["start"], r["end"], r[who]),
        }
        for table, held, who, words, key in (
            ("quotes", quotes, "speaker", "text", "quote_id"),
            ("positions", positions, "actor", "content", "position_id"),
        )
        for r in records(held)
        if not r["reviewed"]
    ]
    rows.sort(key=lambda r: (r["confidence"] or 0.0, r["table"] != "quotes", r["row_id"]))
    once: dict[tuple, dict] = {}
    for row in rows:
        once.setdefault(row["place"], row)
    return frame(list(once.values())[:n], "table who act words confidence:float cite row_id article_id")
