"""What was read: whose articles, how long, from when, which of them say the same, and what was no part of them."""

import json
from collections import defaultdict
from statistics import median

import pandas as pd

from analysis.tables.frames import frame, records

SHORTEST = 8  # words of a paragraph that can show that an article is a copy; shorter ones recur by chance
NEAR = 0.5  # share of an article's words that must stand in an earlier one for it to be listed as a copy
_COLUMNS = frozenset(["title", "header", "date", "byline"])  # reasons for setting aside what became a column


def articles_by_publisher(articles: pd.DataFrame) -> pd.DataFrame:
    """A row a publisher (null where it is not known), most articles first: articles used, words in all, in the
    shortest, the middle (median) and the longest one, first and last known date, articles without a date, and the ids
    of all (a JSON list)."""
    held = defaultdict(list)
    for r in records(articles):
        if r["status"] != "skipped":
            held[r["publisher"] or ""].append(r)
    rows = []
    for publisher, found in held.items():
        lengths, dates = [r["words"] or 0 for r in found], [r["published"] for r in found if r["published"]]
        rows.append(
            {
                "publisher": publisher or None,
                "articles": len(found),
                "words": sum(lengths),
                "shortest": min(lengths),
                "median": median(lengths),
                "longest": max(lengths),
                "first": min(dates, default=None),
                "last": max(dates, default=None),
                "undated": len(found) - len(dates),
                "article_ids": json.dumps([r["article_id"] for r in found]),
            }
        )
    rows.sort(key=lambda r: (-r["articles"], r["publisher"] or "\uffff"))
    return frame(
        rows,
        "publisher articles:int words:int shortest:int median:float longest:int first last undated:int article_ids",
    )


def copies(articles: pd.DataFrame) -> pd.DataFrame:
    """A row an article that repeats an earlier one: ``share`` (0 to 1) of its words that stand in that one, and what is
    done with it.

    A copy word for word is set aside; one that shares at least half of its words, paragraph by paragraph, is used and
    listed, since what it repeats is counted twice. Earlier is the earlier date, then the order of the articles.
    """
    found = records(articles)
    by_id = {r["article_id"]: r for r in found}
    rows = [_copy(r, by_id[r["duplicate_of"]], 1.0, "set aside") for r in found if r["duplicate_of"] in by_id]
    first: dict[str, str] = {}
    for r in sorted((r for r in found if r["status"] != "skipped"), key=lambda r: r["published"] or "9999"):
        shared, paragraphs = defaultdict(int), _paragraphs(r["text"] or "")
        for paragraph, words in paragraphs.items():
            if (original := first.setdefault(paragraph, r["article_id"])) != r["article_id"]:
                shared[original] += words
        if shared:
            original, words = min(shared.items(), key=lambda s: (-s[1], s[0]))
            if (share := words / sum(paragraphs.values())) >= NEAR:
                rows.append(_copy(r, by_id[original], share, "used"))
    rows.sort(key=lambda r: (-r["share"], r["article_id"]))
    return frame(
        rows,
        "title publisher published copy_of first_publisher first_published share:float done article_id original_id",
    )


def texts_set_aside(pieces: pd.DataFrame) -> pd.DataFrame:
    """A row a text that cleaning took out, with its reason: how often, from how many articles, and the ids of these (a
    JSON list). ``pieces`` is ``Workbook.set_aside``: a row a piece of text.

    The longest come first, since a paragraph would be missed most; texts without a letter or figure ("___") are one
    row, the last. What became a column of the articles (title, date, byline) is left out.
    """
    held = defaultdict(list)
    for r in records(pieces):
        if r["reason"] not in _COLUMNS:
            text = " ".join(r["text"].split())
            held["" if not any(map(str.isalnum, text)) else text, r["reason"]].append((text, r["article_id"]))
    rows = []
    for (key, reason), found in held.items():
        articles = list(dict.fromkeys(article for _, article in found))
        rows.append(
            {
                "text": key or min(text for text, _ in found),
                "reason": reason,
                "times": len(found),
                "articles": len(articles),
                "article_ids": json.dumps(articles),
                "length": len(key),
            }
        )
    rows.sort(key=lambda r: (-r["length"], r["text"], r["reason"]))
    return frame(rows, "text reason times:int articles:int article_ids")


def _copy(article: dict, original: dict, share: float, done: str) -> dict:
    return {
        "title": article["title"] or article["file"],
        "publisher": article["publisher"],
        "published": article["published"],
        "copy_of": original["title"] or original["file"],
        "first_publisher": original["publisher"],
        "first_published": original["published"],
        "share": share,
        "done": done,
        "article_id": article["article_id"],
        "original_id": original["article_id"],
    }


def _paragraphs(text: str) -> dict[str, int]:
    """The paragraphs that are long enough to tell, in lower case with single spaces, and their number of words."""
    held = (" ".join(line.casefold().split()) for line in text.split("\n"))
    return {line: words for line in held if (words := line.count(" ") + 1) >= SHORTEST}
