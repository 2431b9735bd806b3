"""One article as it was found: its frozen text and what is known about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """One file that was found, used or not.

    ``text`` is the cleaned text (headline, a blank line, body paragraphs separated by blank lines), frozen: every
    offset elsewhere points into it. ``body_start`` is where the body begins in it (0 without a headline). Dates are ISO
    strings or None. ``set_aside`` holds what cleaning took out, as (reason, text) pairs in page order, so that nothing
    is lost.
    """

    article_id: str
    set: str
    file: str  # path as given to the user, relative to the source path's parent
    text: str
    body_start: int = 0
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None  # wire agency credited: AP, Reuters, AFP, VOA
    author: str | None = None
    url: str | None = None
    dateline: str | None = None  # "KYIV, Ukraine"
    published: str | None = None  # exact date, if known
    published_from: str | None = None  # how it is known: metadata, page, filename, set, text
    published_earliest: str | None = None  # bounds where the date is unknown (equal to it where known)
    published_latest: str | None = None
    language: str | None = None  # ISO 639-1
    words: int = 0
    status: str = "used"  # used, used_with_warning, skipped
    reason: str | None = None  # reason code(s) for a warning or a skip
    duplicate_of: str | None = None  # article_id
    format: str | None = None  # text, html, or what it was skipped for: pdf, docx, ...
    encoding: str | None = None  # how the bytes were read
    set_aside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Problem:
    """One thing that went wrong with a file; becomes a row of the problems table."""

    file: str
    article_id: str | None
    step: str  # read, clean, annotate, table, correction
    code: str  # empty_file, binary_file, encoding_guessed, too_long, ...
    message: str  # what happened and what to do, one line
