"""The same quotation across articles: equal or contained words once case and punctuation are gone."""

import re
from collections import Counter, defaultdict

SHORTEST = 4  # words; shorter quotations repeat by chance
CERTAIN = 8  # from this many words on, two articles need not agree on the speaker
QUOTED = re.compile(r"[“\"]([^”\"]+)(?:[”\"]|$)")


def assign(rows: list[dict]) -> None:
    """Set ``cluster_id`` of rows of the quotes table, in place: the quote_id of the longest form of the same quotation.

    Direct and mixed quotes of at least four words are compared; every other row is a cluster of its own. Of equally
    long forms the one printed first counts, then the one with the lowest id.
    """
    said = {
        i: words for i, row in enumerate(rows) if row["kind"] != "indirect" and len(words := quoted(row)) >= SHORTEST
    }
    order = sorted(said, key=lambda i: (-len(said[i]), rows[i]["published"] or "9999", rows[i]["quote_id"]))
    grams = {i: {words[k : k + SHORTEST] for k in range(len(words) - SHORTEST + 1)} for i, words in said.items()}
    common = Counter(gram for held in grams.values() for gram in held)
    holding = defaultdict(list)  # rarest run of four words -> the quotations that are found by it
    for i in order:
        holding[min(grams[i], key=lambda g: (common[g], g))].append(i)
    head: dict[int, int] = {}
    for i in order:  # longest first: what it contains joins it, unless that has a head already
        head.setdefault(i, i)
        for gram in sorted(grams[i]):
            for j in holding.get(gram, ()):
                if j not in head and _contains(said[i], said[j]) and _may_be_one(rows[i], rows[j], len(said[j])):
                    head[j] = head[i]
    for i, row in enumerate(rows):
        row["cluster_id"] = rows[head.get(i, i)]["quote_id"]


def quoted(row: dict) -> tuple[str, ...]:
    """The words that are in quotation marks, lower case, without punctuation; of a mixed quote its longest quoted
    run."""
    runs = [row["text"]] if row["kind"] == "direct" else QUOTED.findall(row["text"]) or [""]
    return max((tuple(re.findall(r"\w+", re.sub(r"[’']", "", run.casefold()))) for run in runs), key=len)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _may_be_one(one: dict, other: dict, words: int) -> bool:
    return words >= CERTAIN or one["speaker"] == other["speaker"] or not one["speaker"] or not other["speaker"]
