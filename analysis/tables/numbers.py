"""Numbers that somebody claims: how many soldiers, how much money, what share, according to whom."""

import re
from collections import Counter, defaultdict

import pandas as pd

from analysis.tables.frames import frame, records

_NUMBER = re.compile(
    r"(?<![\w.,/:–-])(?P<money>(?:US|A|C)?[$€£¥])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>[  -](?:thousand|million|billion|trillion)\b)?(?P<percent>\s?%|[  ]per[  ]?cent\b)?"
    r"(?![\w–/:]|[-,.]\d|-[a-z])"
)
_AFTER = re.compile(r"[  ]+([\w’'-]+)")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_PLURAL = frozenset("people men women children troops personnel staff aircraft police".split())
_STOPS = frozenset(
    "a an and are as at because before but by can could did do does for from had has have he her his i if in into is "
    "it its more may of on or she should than that the their then they this to under until was we were when which "
    "while who will with would yes versus times plus minus am pm".split()
)
ANYBODY = frozenset("people men women children persons adults".split())  # too wide to be one thing
_MONTHS = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*$", re.IGNORECASE)
# Things that are seldom what a claim is about: they come last.
_LESS = frozenset("percent points years months weeks days hours minutes seconds times".split())
_REACH = 4  # words between a number and the noun it counts, the noun included


def numbers_claimed(quotes: pd.DataFrame) -> pd.DataFrame:
    """A row a number and speaker: the number as said ("11,000 North Korean soldiers"), its value, what it counts, who
    claims it, how often, first and last when, and the surest statement.

    Numbers of the same thing stand together, the thing with most claims first and bare percentages, sums of money and
    spans of time last, large before small. Numbers that count nothing that is named beside them (years, dates, scores)
    and claims whose speaker cannot be told are left out.
    """
    held = defaultdict(list)
    for r in records(quotes):
        if r["speaker"]:
            for said, value, thing in counted(r["text"]):
                held[thing, value, r["speaker"], r["speaker_id"] or ""].append((said, r))
    rows, claims = [], Counter()
    for (thing, value, speaker, speaker_id), found in held.items():
        said, best = min(found, key=lambda f: (-(f[1]["confidence"] or 0.0), f[1]["quote_id"]))
        days = [day for _, r in found if (day := r["said_on"] or r["published"])]
        claims[thing] += len(found)
        rows.append(
            {
                "number": said,
                "thing": thing,
                "value": value,
                "speaker": speaker,
                "times": len(found),
                "first": min(days, default=None),
                "last": max(days, default=None),
                "words": best["text"],
                "publisher": best["publisher"],
                "quote_id": best["quote_id"],
                "speaker_id": speaker_id or None,
            }
        )
    rows.sort(
        key=lambda r: (
            is_less(r["thing"]),
            -claims[r["thing"]],
            r["thing"],
            -r["value"],
            -r["times"],
            r["speaker"],
            r["quote_id"],
        )
    )
    return frame(rows, "number thing value:float speaker times:int first last words publisher quote_id speaker_id")


def is_less(thing: str) -> bool:
    """Whether a thing is a bare percentage, a currency or a span of time, which say little without their sentence."""
    return thing in _LESS or not thing[-1:].isalpha()


def counted(text: str) -> list[tuple[str, float, str]]:
    """Numbers in a text that count something: as said, as a value, and the thing (the noun, "percent" or a
    currency)."""
    found = []
    for match in _NUMBER.finditer(text):
        digits, scale = match["digits"], (match["scale"] or "")[1:]
        value = float(digits.replace(",", "")) * _SCALES.get(scale, 1)
        end, noun = _noun(text, match.end())
        if match["money"]:
            found.append((match[0], value, match["money"]))
        elif match["percent"]:
            of = re.compile(r"[  ]of((?:[  ][\w’'-]+){1,3})").match(text, match.end())
            end, noun = _noun(text, of.start(1)) if of else (0, "")
            found.append(
                (text[match.start() : end if noun else match.end()], value, f"percent of {noun}".removesuffix(" of "))
            )
        elif noun and not _is_date(text, match, digits):
            found.append((text[match.start() : end], value, noun))
    return found


def _noun(text: str, start: int) -> tuple[int, str]:
    """Where the noun that a number counts ends, and the noun; (start, "") where there is none close by."""
    end = start
    for _ in range(_REACH):
        word = _AFTER.match(text, end)
        if not word or word[1].lower() in _STOPS:
            break
        end, name = word.end(), word[1]
        if name in _PLURAL or re.fullmatch(r"[a-z][a-z-]*[^\Ws]s", name) and not name.endswith(("ous", "us", "ss")):
            return end, name
    return start, ""


def _is_date(text: str, match: re.Match, digits: str) -> bool:
    """Whether a bare number is a year or the day of a month."""
    return (len(digits) == 4 and digits.isdigit() and 1800 <= int(digits) <= 2100 and not match["scale"]) or bool(
        _MONTHS.search(text[max(0, match.start() - 12) : match.start()])
    )
