"""Phrases that several speakers use in their own words: talking points, slogans and borrowed terms."""

import json
import re
from collections import defaultdict

import pandas as pd
from spacy.lang.en.stop_words import STOP_WORDS

from analysis.tables.clusters import QUOTED
from analysis.tables.frames import columns, frame, records

LONGEST = 6  # words of a phrase
_STOP = STOP_WORDS | {"s", "t", "re", "ve", "ll", "m", "d", "don", "didn", "isn", "doesn", "wasn", "won", "cannot"}


def shared_phrases(quotes: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """A row a phrase that two or more speakers use inside quotation marks, most speakers first: who, how often, in how
    many articles, first when, and the first quote that has it.

    A phrase is two to six words on end that begin and end with a content word. The names of actors are no phrases; the
    same quotation given to two speakers is one use; of a phrase within a longer one of the same speakers only the
    longer is listed.
    """
    names = {
        part
        for name, aliases in columns(actors, "name", "aliases")
        for known in [name, *json.loads(aliases or "[]")]
        for part in _runs(_tokens(known))
    }
    used: dict[tuple, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for r in records(quotes):
        if r["speaker"] and r["kind"] != "indirect":
            spoken = [r["text"]] if r["kind"] == "direct" else QUOTED.findall(r["text"])
            for phrase in {run for words in spoken for run in _runs(_tokens(words))} - names:
                used[phrase][r["cluster_id"]].append(r)
    found = {}
    for phrase, by_cluster in used.items():
        heads = [min(rows, key=_first) for rows in by_cluster.values()]  # one speaker a quotation
        speakers = tuple(sorted({(h["speaker"], h["speaker_id"] or "") for h in heads}))
        if len(speakers) > 1:
            found[phrase] = speakers, [r for rows in by_cluster.values() for r in rows]
    inside = {
        part
        for phrase, (speakers, _) in found.items()
        for part in _runs(list(phrase)) - {phrase}
        if part in found and found[part][0] == speakers
    }
    rows = [
        {
            "phrase": " ".join(phrase),
            "speakers": len(speakers),
            "who": "; ".join(name for name, _ in speakers),
            "times": len(held),
            "articles": len({r["article_id"] for r in held}),
            "first": min((r["published"] for r in held if r["published"]), default=None),
            "quote_id": min(held, key=_first)["quote_id"],
        }
        for phrase, (speakers, held) in found.items()
        if phrase not in inside
    ]
    rows.sort(key=lambda r: (-r["speakers"], -len(r["phrase"].split()), -r["times"], r["phrase"]))
    return frame(rows, "phrase speakers:int who times:int articles:int first quote_id")


def _tokens(text: str) -> list[str]:
    """Words in lower case without the possessive; a mark between two words parts them, as an empty word does."""
    text = re.sub(r"(?<=\w)[’'](?=\w)", "'", text.casefold())
    text = re.sub(r"(?<=\w)'s\b", "", text)
    return [t if t[0].isalnum() else "" for t in re.findall(r"\w+(?:['-]\w+)*|[^\w\s]", text)]


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    """Runs of two to six words that begin and end with a content word and hold no mark."""
    runs = set()
    for start in range(len(words)):
        for end in range(start + 2, min(start + LONGEST, len(words)) + 1):
            if not words[end - 1]:
                break
            if _content(words[start]) and _content(words[end - 1]):
                runs.add(tuple(words[start:end]))
    return runs


def _content(word: str) -> bool:
    return len(word) > 2 and not word.isdigit() and word.split("'")[0] not in _STOP


def _first(row: dict) -> tuple:
    return row["published"] or "9999", row["quote_id"]
