"""From the pieces of a page to a headline, body paragraphs and what was set aside, with a reason for each.

The rule above all others: a paragraph of the article is never set aside. A piece goes only for its own words (a
button, a credit), for its place (before the first or after the last paragraph), or because the page says it twice.
"""

import re
from dataclasses import dataclass

from analysis.ingest import dates, phrases
from analysis.ingest.captions import set_aside_captions
from analysis.ingest.ending import set_aside_ending
from analysis.ingest.metadata import Known, byline, publisher_of, read_dateline, take_header
from analysis.ingest.pieces import Piece, ends_sentence, is_cut, is_open, is_prose, is_speech, key, staying

_LONGEST_TITLE = 40  # words
_SUBHEADING = 12  # words
_CRAWLED = frozenset(
    "button menu after_end teaser comments related newsletter cookies reading_time advertisement".split()
)
_ARTICLES = frozenset("a an the".split())
_OPENERS = frozenset(
    "i we he she they it there this that these those the a an but and so in on at as when after if while".split()
)
_INTERVIEW = re.compile(r"[QA]\s?[:.]\s")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True)
class Cleaned:
    """A cleaned article: paragraphs that stay, and (reason, text) of those that do not, in page order."""

    paragraphs: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]


def clean(pieces: list[Piece], known: Known, file_name: str = "") -> Cleaned:
    """Clean a page; what its furniture tells (title, dates, author, agency, publisher) is filled into ``known``.

    ``file_name``, without its suffix, helps to tell a headline: pages are often saved under it.
    """
    if not known.title:
        take_header(pieces, known)
    found = _lines(pieces, known)
    set_aside_captions(pieces)
    start = _front(pieces, known, file_name)
    for author, _, when in (entry for i, entry in found.bylines if i <= start + 1):
        known.fill(author=author)
        known.date(when, "page")
    set_aside_ending(pieces, start, known)
    _subheadings(pieces, start)
    _page_date(pieces, found.dates, start, known)
    body = tuple(p.text for _, p in staying(pieces))
    if body:
        read_dateline(body, known)
    headline = next((p for p in pieces if p.reason == "title" and p.text == known.title), None)
    aside = tuple(
        (p.reason, p.text) for p in pieces if p.reason and p is not headline
    )  # the headline is part of the text
    known.fill(publisher=publisher_of([text for _, text in aside], " ".join(body)))
    return Cleaned(body, aside)


@dataclass
class _Lines:
    dates: list[tuple[int, str, str]]  # index, date, label
    bylines: list[tuple[int, tuple[str | None, str | None, str | None]]]


def _lines(pieces: list[Piece], known: Known) -> _Lines:
    """Set aside single lines that are furniture by their own words, date lines and bylines."""
    found = _Lines([], [])
    first = next((i for i, p in enumerate(pieces) if is_prose(p) and not phrases.furniture(p.text)), 0)
    for i, piece in staying(pieces):
        if piece.kind == "head":
            continue
        if when := dates.date_line(piece.text):
            piece.reason = "date"
            found.dates.append((i, *when))
        elif i <= first + 2 and (by := byline(piece.text)):
            piece.reason = "byline"
            found.bylines.append((i, by))
            known.fill(agency=by[1])
        elif match := phrases.furniture(piece.text):
            reason, whole = match
            if whole or not is_speech(piece.text):
                piece.reason = reason
    return found


def _front(pieces: list[Piece], known: Known, file_name: str) -> int:
    """Find the headline, set aside what stands before the first paragraph; the index of that paragraph."""
    left = list(staying(pieces))
    start = next((i for i, p in left if is_prose(p) and p.kind not in ("head", "item")), len(pieces))
    if known.title:
        same = key(known.title)
        for i, piece in left:
            if i <= start + 1 and key(piece.text) == same:
                piece.reason = "title"
    elif left and left[0][0] == start and _titled(left, file_name):
        known.title, left[0][1].reason = left[0][1].text, "title"
        start = left[1][0]
    front = [(i, p) for i, p in left if i < start and p.reason is None]
    if start == len(pieces):
        return _headline_only(front, known)
    if not known.title and (title := _headline(front)):
        known.title, title.reason = title.text, "title"
    for i, piece in front:
        if piece.reason is None and not is_speech(piece.text):
            if i and is_open(piece.text) or pieces[start].block == piece.block:
                continue  # a line that leads on to the first paragraph
            piece.reason = "standfirst" if piece.words >= 5 else "menu"
    return start


def _headline(front: list[tuple[int, Piece]]) -> Piece | None:
    """The first line before the body that is long enough for a headline; a short one only where it is the only one."""
    lines = [
        p
        for _, p in front
        if p.words <= _LONGEST_TITLE and p.kind != "item" and not is_open(p.text) and not is_cut(p.text)
    ]
    long = [p for p in lines if p.words >= 4]
    return long[0] if long else next((p for p in lines if p.words >= 2), None) if len(lines) <= 3 else None


def _headline_only(front: list[tuple[int, Piece]], known: Known) -> int:
    """A page without a paragraph: its lines stay, so that nothing is lost; the first is its headline if more follow."""
    if not known.title and len(front) > 1 and front[0][1].block != front[1][1].block and front[0][1].words >= 3:
        known.title, front[0][1].reason = front[0][1].text, "title"
    return front[1][0] if len(front) > 1 else 0


def _titled(left: list[tuple[int, Piece]], file_name: str) -> bool:
    """Whether the first paragraph is a headline although it ends like a sentence: by the file name, or by its words."""
    first = left[0][1]
    words = _WORD.findall(first.text)
    if len(left) < 2 or first.words > _LONGEST_TITLE or is_cut(first.text):
        return False
    if _names(file_name, words):
        return True
    if left[1][1].block == first.block:
        return False
    longer = [w for w in words[1:] if len(w) > 3]
    if len(words) >= 3 and longer and sum(w[0].isupper() for w in longer) >= 0.75 * len(longer):
        return first.words <= 22
    plain = {w.lower() for w in words}
    headline = 3 <= len(words) <= 12 and not plain & _ARTICLES and words[0].lower() not in _OPENERS
    return headline and not is_speech(first.text)


def _names(file_name: str, words: list[str]) -> bool:
    """Whether a file is named after a headline: its words (the last may be cut) stand in it, five or half of them."""
    slug = [w for w in re.split(r"[\W\d_]+", file_name.lower()) if w]
    line = [part for word in words for part in re.split(r"[\W\d_]+", word.lower()) if part]
    for start in range(len(slug)):  # an outlet and a date may stand before the headline
        text, found = iter(line), 0
        for word in slug[start:]:
            found += any(word == other or word is slug[-1] and other.startswith(word) for other in text)
        if found == len(slug) - start >= 3:
            return found >= 5 or 2 * found >= len(line)
    return False


def _subheadings(pieces: list[Piece], start: int) -> None:
    """Set aside headings between paragraphs and lines that are links to other pages; lists that a colon opens stay."""
    left = [(i, p) for i, p in staying(pieces) if i >= start]
    listed = False
    for n, (_, piece) in enumerate(left):
        if _INTERVIEW.match(piece.text):
            continue
        fragment = not ends_sentence(piece.text) and not is_open(piece.text) and not is_speech(piece.text)
        if piece.kind == "head":
            piece.reason = "subheading"
        elif fragment and piece.words <= _SUBHEADING and piece.kind != "item" and not listed:
            last = n + 1 == len(left)
            if last or is_prose(left[n + 1][1]) or left[n + 1][1].kind in ("head", "item"):
                piece.reason = "subheading"
        listed = is_open(piece.text) or listed and (fragment or piece.kind == "item")


def _page_date(pieces: list[Piece], lines: list[tuple[int, str, str]], start: int, known: Known) -> None:
    """The publication date among the date lines: one labelled so, else one between headline and body, else one above.

    A bare date above the headline of a crawled page is the day of the crawl, one below the article may be that of a
    correction: they say nothing.
    """
    title = next((i for i, p in enumerate(pieces) if p.reason == "title"), None)
    labelled = [found for _, found, label in lines if label == "published"]
    below = [found for i, found, label in lines if label == "plain" and i < start and (title is None or i > title)]
    above = [found for i, found, label in lines if label == "plain" and title is not None and i < title]
    updated = [found for _, found, label in lines if label == "updated"]
    crawled = any(p.reason in _CRAWLED for p in pieces)
    if title is None and crawled:
        below = []
    for candidates in (labelled, below, [] if crawled else above):
        if candidates:
            known.date(candidates[0], "page")
            return
    if known.published is None:
        known.fill(published_latest=min(updated, default=None))
