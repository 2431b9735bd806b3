"""From a file to the pieces of its text: format, decoding, and a reason where there is no article in it."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from analysis.ingest.decoding import decode
from analysis.ingest.formats import other_format
from analysis.ingest.html import looks_like_html, read_page
from analysis.ingest.metadata import Known
from analysis.ingest.pieces import Piece, split

MAX_BYTES = 20_000_000
MAX_CHARS = 1_000_000  # spaCy refuses longer texts
_MAX_PAGE = 5_000_000  # characters of HTML source

_NOTHING = b"\x00\t\n\r\f\v \xef\xbb\xbf\xff\xfe"
_HTML_SUFFIXES = {"html", "htm", "xhtml", "shtml"}
_TAGS = re.compile(
    r"<(?:p|br|div|a|span|h[1-6]|li|table|script|style|img|b|i|em|strong)\b[^>]{0,300}>|</\w+>", re.IGNORECASE
)


@dataclass
class Source:
    """What reading one file gave. ``skip`` is (reason code, message) where there is no article to work on."""

    digest: str  # SHA-256 of the bytes; of the size alone for a file too large to read
    format: str | None = None  # text, html, pdf, docx, ...
    encoding: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    problems: list[tuple[str, str]] = field(default_factory=list)
    skip: tuple[str, str] | None = None


def read_file(path: Path) -> Source:
    """Read one file. Never raises for what is in it; what goes wrong is told by ``skip`` and ``problems``."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"The file has {size / 1e6:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that are read"
            return Source(_digest(str(size).encode()), skip=("too_long", f"{message}; split it into articles."))
        data = path.read_bytes()
    except OSError as error:
        return Source(_digest(b""), skip=("unreadable_file", f"Cannot be opened: {error.strerror or error}."))
    source = Source(_digest(data))
    suffix = path.suffix.lower().lstrip(".")
    source.format = other_format(data, suffix)
    if not data.strip(_NOTHING):
        source.skip = ("empty_file", "There is nothing in the file.")
    elif source.format:
        message = f"{source.format.upper()} files are not read yet; save the article as text (.txt) or HTML."
        source.skip = ("unsupported_format", message)
    else:
        found = decode(data)
        source.encoding = found.encoding
        source.problems += [found.problem] if found.problem else []
        if found.text is None:
            source.skip = ("binary_file", "Not a text: the file holds binary data.")
        else:
            _take_apart(found.text, suffix, source)
    return source


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _take_apart(text: str, suffix: str, source: Source) -> None:
    is_page = looks_like_html(text) or suffix in _HTML_SUFFIXES and bool(_TAGS.search(text[:200_000]))
    source.format = "html" if is_page else "text"
    longest = _MAX_PAGE if is_page else MAX_CHARS
    if len(text) > longest:
        message = f"The text has {len(text):,} characters, more than {longest:,}; split it into articles."
        source.skip = ("too_long", message)
    elif is_page:
        source.pieces, problems = read_page(text, source.known)
        source.problems += problems
        if not source.pieces and problems and problems[-1][0] in ("too_complex", "unreadable_page"):
            source.skip = source.problems.pop()
    else:
        source.pieces = split(text)
