"""Calendar dates in date lines, file names and running text.

Only dates written out in full are read, by a closed set of forms, and never "yesterday" or "2 hours ago": a guessed
date is worse than none. dateparser is not used on prose, where it takes figures for dates.
"""

import re
from datetime import date

_NAMES = ("january february march april may june july august september october november december").split()
_SHORT = {name[:3]: n for n, name in enumerate(_NAMES, 1)} | {"sept": 9}
_MONTH = r"(?P<month{0}>" + "|".join(_NAMES) + r"|sept|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.?"
_DAY = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_FULL = re.compile(
    r"(?<![\w./-])(?:"
    + _DAY.format(1)
    + r"\s+(?:of\s+)?"
    + _MONTH.format(1)
    + r",?\s+"
    + _YEAR.format(1)
    + "|"
    + _MONTH.format(2)
    + r"\s+"
    + _DAY.format(2)
    + r"(?:,\s*|\s+)"
    + _YEAR.format(2)
    + "|"
    + _YEAR.format(3)
    + r"[-/](?P<month3>[01]?\d)[-/](?P<day3>[0-3]?\d)(?:T[\d:.]+\S*)?"
    + r")(?!\w)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w./-])([0-3]?\d)[/.]([0-3]?\d)[/.]((?:19|20)\d\d)(?!\w)")
_MONTH_YEAR = re.compile(
    r"\b(?:in|since|during)\s+" + _MONTH.format("") + r",?\s+(?:of\s+)?" + _YEAR.format(""), re.IGNORECASE
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_TIME = r"(?:[012]?\d[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|[01]?\d\s*[ap]\.?m\.?)"
_ZONE = r"(?:\(?(?:[A-Z]{2,5}|GMT|UTC)(?:\s*[+-]\d{1,2}(?::?\d\d)?)?\)?|[+-]\d\d:?\d\d)"
_LABEL = re.compile(
    r"\b(?:(?P<updated>(?:last\s+)?(?:updated|modified|edited|update)(?:\s+(?:on|at|date))?)|"
    r"(?:first\s+)?(?:publish(?:ed)?|posted|created|issued|uploaded)(?:\s+(?:on|at|date|online))?|date|on)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    rf"\b{_WEEKDAY}(?!\w)|{_TIME}|\b(?:at|on|by)\b|[,|•·:@–—()\s-]|\b\d+\s*(?:min|minute)s?\s*read\b", re.IGNORECASE
)
_POSTER = re.compile(r"\bby [\w .'’-]{2,30}$", re.IGNORECASE)
_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)(?!\d)")
# words that put a date of the same clause into the future of whoever writes it
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|shall|by|until|till|before|due|scheduled|plans?|planned|expected|expects|"
    r"deadline|ahead of|later than|set (?:to|for)|upcoming|next|soon as|early as|through|slated|begins?|starts?|"
    r"starting|beginning|"
    r"to be|going to|hopes?|target|expires?|if)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;]\s")


def iso(year: int, month: int, day: int) -> str | None:
    """An ISO date, None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _of(match: re.Match) -> str | None:
    for n in ("1", "2", "3"):
        if match[f"year{n}"]:
            month = match[f"month{n}"]
            number = int(month) if month.isdigit() else _SHORT.get(month.lower()[:3])
            return iso(int(match[f"year{n}"]), number, int(match[f"day{n}"]))
    return None


def full_dates(text: str) -> list[tuple[int, str]]:
    """(offset, ISO date) of every date with day, month and year."""
    return [(m.start(), found) for m in _FULL.finditer(text) if (found := _of(m))]


def date_line(line: str) -> tuple[str, str] | None:
    """(ISO date, label) of a line that holds a date and nothing else but weekday, time and a label.

    The label is ``published``, ``updated`` or ``plain``. None for other lines, also one with a date inside a sentence.
    """
    if len(line) > 120:
        return None
    matches = list(_FULL.finditer(line))
    if not matches and (slashed := _SLASHED.search(line)):
        return _slashed(line, slashed)
    if not matches:
        return None
    head = line[: matches[0].start()]
    label = _LABEL.search(head)
    rest = _FULL.sub(" ", line)
    rest = _AROUND.sub(" ", _LABEL.sub(" ", _POSTER.sub(" ", rest)))
    rest = re.sub(rf"(?:^|\s){_ZONE}(?=\s|$)", " ", rest).strip(" .")
    if rest or not (found := _of(matches[0])):
        return None
    kind = "plain" if label is None or label[0].lower() == "on" else "updated" if label["updated"] else "published"
    return found, kind


def _slashed(line: str, match: re.Match) -> tuple[str, str] | None:
    """A date such as 22/11/2024, where day and month cannot be taken for each other."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if (first > 12) == (second > 12) and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    rest = _AROUND.sub(" ", _LABEL.sub(" ", line[: match.start()] + " " + line[match.end() :])).strip(" .")
    found = iso(year, month, day)
    label = _LABEL.search(line[: match.start()])
    return (
        (found, "plain" if label is None else "updated" if label["updated"] else "published")
        if found and not rest
        else None
    )


def in_file_name(name: str) -> str | None:
    """The first date (2016-09-21, 20160921) in a file name."""
    return next((found for m in _FILE.finditer(name) if (found := iso(int(m[1]), int(m[3]), int(m[4])))), None)


def proved_earliest(body: list[str], captions: list[str]) -> str | None:
    """The latest date that the text shows to be past: it cannot have been published before that day.

    A date in a caption is when a picture was taken; one in the body counts where nothing in its clause points ahead.
    """
    past = [found for caption in captions for _, found in full_dates(caption)]
    for paragraph in body:
        for offset, found in full_dates(paragraph) + _months(paragraph):
            clause = _CLAUSE.split(paragraph[max(0, offset - 160) : offset])[-1]
            if not _AHEAD.search(clause):
                past.append(found)
    return max(past, default=None)


def _months(text: str) -> list[tuple[int, str]]:
    """(offset, first day) of every month with its year, as in "in March 2024"."""
    found = ((m.start(), iso(int(m["year"]), _SHORT[m["month"].lower()[:3]], 1)) for m in _MONTH_YEAR.finditer(text))
    return [pair for pair in found if pair[1]]
