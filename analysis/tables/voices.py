"""Who is quoted: how much, in what kind of quotation, from what kind of source, and which quotations recur.

Every function is pure and sorted; an empty table gives an empty table with the same columns.
"""

import json
import re
from collections import defaultdict

import pandas as pd

from analysis.tables.frames import columns, frame, records

KINDS = ("direct", "mixed", "indirect")


def quotes_by_speaker(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a speaker, most words first: quotes, words, share (0 to 1) of all attributed words, words by kind,
    articles.

    ``words_once`` counts a quotation that several articles carry only in the first of them, so that republished copies
    stand apart: ``words`` less ``words_once`` were printed again. An unnamed speaker has a row without ``speaker_id``;
    quotes that nobody can be given are left out but count in the share.
    """
    rows = records(quotes)
    whole = sum(r["words"] for r in rows)
    again = _again(rows)
    by_speaker = defaultdict(list)
    for row in rows:
        if row["speaker"]:
            by_speaker[row["speaker_id"] or "", row["speaker"]].append(row)
    out = [
        {
            "speaker": name,
            "speaker_id": speaker_id or None,
            "quotes": len(held),
            "words": sum(r["words"] for r in held),
            "words_once": sum(r["words"] for r in held if r["quote_id"] not in again),
            "share": sum(r["words"] for r in held) / whole if whole else 0.0,
            **{f"words_{k}": sum(r["words"] for r in held if r["kind"] == k) for k in KINDS},
            "articles": len({r["article_id"] for r in held}),
            "quote_ids": json.dumps([r["quote_id"] for r in held]),
        }
        for (speaker_id, name), held in by_speaker.items()
    ]
    out.sort(key=lambda r: (-r["words"], -r["quotes"], r["speaker"], r["speaker_id"] or ""))
    return frame(
        out,
        "speaker speaker_id quotes:int words:int words_once:int share:float "
        + " ".join(f"words_{k}:int" for k in KINDS)
        + " articles:int quote_ids",
    )


def _again(rows: list[dict]) -> set[str]:
    """Ids of quotes that repeat a quotation of an earlier article, the first by date and then in order."""
    first: dict[str, str] = {}
    again = set()
    for r in sorted(rows, key=lambda r: r["published"] or "9999"):
        if first.setdefault(r["cluster_id"], r["article_id"]) != r["article_id"]:
            again.add(r["quote_id"])
    return again


def speakers_by_publisher(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a publisher and speaker, by publisher and most words first: quotes, words, their share (0 to 1) of all
    words that the publisher attributes to anybody, and the share of them that is direct quotation."""
    held, whole = defaultdict(list), defaultdict(int)
    for r in records(quotes):
        whole[r["publisher"] or ""] += r["words"]
        if r["speaker"]:
            held[r["publisher"] or "", r["speaker_id"] or "", r["speaker"]].append(r)
    rows = [
        {
            "publisher": publisher or None,
            "speaker": speaker,
            "quotes": len(found),
            "words": (words := sum(r["words"] for r in found)),
            "share": words / whole[publisher] if whole[publisher] else 0.0,
            "direct_share": sum(r["words"] for r in found if r["kind"] == "direct") / words if words else 0.0,
            "speaker_id": speaker_id or None,
            "quote_ids": json.dumps([r["quote_id"] for r in found]),
        }
        for (publisher, speaker_id, speaker), found in held.items()
    ]
    rows.sort(key=lambda r: (r["publisher"] or "\uffff", -r["words"], r["speaker"], r["speaker_id"] or ""))
    return frame(rows, "publisher speaker quotes:int words:int share:float direct_share:float speaker_id quote_ids")


def sourcing(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a publisher and kind of source (named, unnamed, institution, document, unresolved): quotes and words."""
    counted: dict[tuple, list[tuple[str, int]]] = defaultdict(list)
    for publisher, kind, quote_id, words in columns(quotes, "publisher", "sourcing", "quote_id", "words"):
        counted[publisher or "", kind or ""].append((quote_id, words))
    rows = [
        {
            "publisher": p or None,
            "sourcing": k or None,
            "quotes": len(held),
            "words": sum(words for _, words in held),
            "quote_ids": json.dumps([quote_id for quote_id, _ in held]),
        }
        for (p, k), held in sorted(counted.items())
    ]
    return frame(rows, "publisher sourcing quotes:int words:int quote_ids")


def repeated_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a quotation that more than one article carries: its longest form, speaker, how often, in how many articles
    and different wordings, and the outlets."""
    rows = []
    for head, members in _repeated(quotes):
        rows.append(
            {
                "text": head["text"],
                "speaker": head["speaker"],
                "times": len(members),
                "articles": len({m["article_id"] for m in members}),
                "variants": len({wording(m["text"]) for m in members}),
                "outlets": "; ".join(sorted({m["publisher"] for m in members if m["publisher"]})),
                "quote_id": head["quote_id"],
            }
        )
    return frame(rows, "text speaker times:int articles:int variants:int outlets quote_id")


def quote_variants(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a wording of a quotation that several articles carry in different words, the longest first in each: how
    often it is printed so, by whom, and first when. ``quotation`` is the longest form."""
    rows = []
    for head, members in _repeated(quotes):
        wordings = defaultdict(list)
        for m in members:
            wordings[wording(m["text"])].append(m)
        if len(wordings) > 1:
            for held in sorted(wordings.values(), key=lambda h: (-h[0]["words"], h[0]["quote_id"])):
                rows.append(
                    {
                        "quotation": head["text"],
                        "variant": held[0]["text"],
                        "speaker": held[0]["speaker"],
                        "times": len(held),
                        "outlets": "; ".join(sorted({m["publisher"] for m in held if m["publisher"]})),
                        "first": min((m["published"] for m in held if m["published"]), default=None),
                        "quote_id": held[0]["quote_id"],
                        "cluster_id": head["quote_id"],
                    }
                )
    return frame(rows, "quotation variant speaker times:int outlets first quote_id cluster_id")


def _repeated(quotes: pd.DataFrame) -> list[tuple[dict, list[dict]]]:
    """Quotations that more than one article carries, as the longest form and all forms, in most articles first."""
    held = defaultdict(list)
    for row in records(quotes):
        held[row["cluster_id"]].append(row)
    found = [
        (next((m for m in members if m["quote_id"] == cluster), members[0]), members)
        for cluster, members in held.items()
        if len({m["article_id"] for m in members}) > 1
    ]
    return sorted(found, key=lambda f: (-len({m["article_id"] for m in f[1]}), -len(f[1]), f[0]["quote_id"]))


def wording(text: str) -> str:
    """Words as they are compared: lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", re.sub(r"[’']", "", text.casefold())))
