"""The reviewed phrase lists under ``data/``, compiled once: knowledge of pages and agencies, never of one article."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).with_name("data")
WHOLE, START = 200, 600  # longest line, in characters, that a pattern is tried on


@cache
def load(name: str) -> Any:
    """The content of one data file."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def _join(patterns: list[str]) -> re.Pattern | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None


@cache
def _furniture() -> list[tuple[str, re.Pattern | None, re.Pattern | None]]:
    return [(rule["reason"], _join(rule.get("whole", [])), _join(rule.get("start", []))) for rule in load("furniture")]


def furniture(text: str) -> tuple[str, bool] | None:
    """(reason, whether the whole line matched) where a line is page furniture by its words, else None."""
    for reason, whole, start in _furniture():
        if whole and len(text) <= WHOLE and whole.fullmatch(text):
            return reason, True
        if start and len(text) <= START and start.match(text):
            return reason, False
    return None


@cache
def _pattern(name: str, part: str) -> re.Pattern:
    return _join(load(name)[part])


def ends(text: str, part: str) -> bool:
    """Whether a line says that the article is over; ``part`` is "certain" or "likely"."""
    return len(text) <= 300 and bool(_pattern("endings", part).fullmatch(text))


def photo(text: str, part: str, longest: int = START) -> bool:
    """Whether a text carries the sign of a photograph that ``part`` of ``photos.yaml`` describes."""
    if len(text) > longest:
        return False
    pattern = _pattern("photos", part)
    found = {"credit": pattern.fullmatch, "opens": pattern.match}.get(part, pattern.search)
    return bool(found(text))


@cache
def pictured() -> re.Pattern:
    """Verbs of captions, as words."""
    return re.compile(r"\b(?:" + "|".join(load("photos")["pictured"]) + r")\b")


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of ``words.yaml``."""
    return frozenset(load("words")[name])


@cache
def _agencies() -> dict[str, str]:
    return {form.casefold(): short for short, forms in load("agencies")["agencies"].items() for form in forms}


def agency(text: str) -> str | None:
    """The short name of the news agency that a credit names, None where it names none."""
    return _agencies().get(text.strip(" ()[]-–—.,:").casefold())


def outlet(text: str) -> str | None:
    """The outlet that a dateline names ("(CNN)"), as listed."""
    wanted = text.strip(" ()[]").casefold()
    return next((name for name in load("agencies")["outlets"] if name.casefold() == wanted), None)
