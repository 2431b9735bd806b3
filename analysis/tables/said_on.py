"""The day something was said, from the day words beside its cue ("on Thursday", "yesterday", "Oct. 24")."""

import re
from datetime import date, timedelta

from analysis.annotate.types import Span

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_SOON = timedelta(days=120)  # a day without a year that lies no further ahead than this is one to come, not last year's
_WORD = re.compile(
    r"\b(?:(?P<weekday>"
    + "|".join(_DAYS)
    + r")(?!s)|(?P<today>[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening))|"
    r"(?P<yesterday>[Yy]esterday|[Ll]ast night)|"
    + _MONTH.format("m1")
    + r"\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{4}))?|"
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format("m2") + r"(?:,?\s+(?P<y2>\d{4}))?)(?!\w)"
)
# Before a day word these make it a deadline, a period or a day that cannot be told: "by Friday", "last Friday".
_NOT_THEN = re.compile(
    r"\b(?:by|until|till|before|after|since|from|next|last|every|each|this|previous|past|through|ahead of|"
    r"for|between|starting|beginning|coming|following|to)(?:\s+the)?(?:\s+last|\s+next)?\s*$",
    re.IGNORECASE,
)
_OTHER_WEEK = re.compile(r"\s+(?:last|next) week|\s+(?:week|of last|of next)", re.IGNORECASE)


def said_on(
    text: str, sentence: Span, cue: Span | None, content: tuple[Span, ...], published: str | None
) -> str | None:
    """ISO date of the day word nearest to the cue in its sentence, outside what was said; None where no day can be
    told.

    A weekday is the last such day on or before publication; the publication day itself counts.
    """
    if cue is None:
        return None
    near = []
    for match in _WORD.finditer(text, *sentence):
        start, end = match.span()
        if (
            any(s < end and start < e for s, e in content)
            or _NOT_THEN.search(text[max(0, start - 25) : start])
            or _OTHER_WEEK.match(text, end)
        ):
            continue
        between = start - cue[1] if start >= cue[1] else cue[0] - end
        near.append((between, start, match))
    for _, _, match in sorted(near, key=lambda n: n[:2]):
        if day := _day(match, date.fromisoformat(published) if published else None):
            return day.isoformat()
    return None


def _day(match: re.Match, published: date | None) -> date | None:
    """The date of a day word; None where it needs a publication date that is not known, or is no date."""
    found = match.groupdict()
    if month := found["m1"] or found["m2"]:
        number = _MONTHS.index(month[:3]) + 1
        year = found["y1"] or found["y2"]
        if not year and not published:
            return None
        try:
            day = date(int(year) if year else published.year, number, int(found["d1"] or found["d2"]))
            if published and not year and day - published > _SOON:
                day = day.replace(year=day.year - 1)
        except ValueError:
            return None
        return None if published and day > published else day
    if published is None:
        return None
    if found["today"]:
        return published
    if found["yesterday"]:
        return published - timedelta(days=1)
    return published - timedelta(days=(published.weekday() - _DAYS.index(found["weekday"])) % 7)
