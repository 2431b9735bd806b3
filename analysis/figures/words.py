"""Numbers, dates and lists as an analyst would write them, for figures and the sentences that state their findings."""

from datetime import date

from analysis.tables import words

VOICES = {"journalist": "in the journalist’s voice", "speakers": "in speakers’ voices"}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def count(n: int, noun: str, plural: str = "") -> str:
    """``1 article``, ``1,204 articles``."""
    return f"{int(n):,} {noun if n == 1 else plural or noun + 's'}"


def most(shown: int, every: int, noun: str, quality: str) -> str:
    """What part of a table is drawn: ``the 15 most mentioned of 40 actors``, ``all 7 actors``, ``the only actor``."""
    if shown < every:
        return f"the {shown:,} {quality} of {count(every, noun)}"
    return f"all {count(every, noun)}" if every > 1 else f"the only {noun}"


def share(part: float, whole: float) -> str:
    """A share of a whole in per cent, as tables have it; "0%" of nothing."""
    return words.share(part / whole if whole else 0.0)


def day(d: date) -> str:
    """``22 Nov 2024``."""
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def listing(items: list[str]) -> str:
    """``a, b and c``."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def sentence(*findings: str) -> str:
    """Findings as one sentence, with a capital and a full stop."""
    text = "; ".join(findings)
    return text[0].upper() + text[1:] + "."
