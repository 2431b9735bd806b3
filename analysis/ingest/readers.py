"""From a file to the pieces of its text: format, decoding, and a reason where there is no article in it."""

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from analysis.ingest.html import declared_encoding, looks_like_html, read_page
from analysis.ingest.metadata import Known
from analysis.ingest.pieces import Piece, split

MAX_BYTES = 20_000_000
MAX_CHARS = 1_000_000       # spaCy refuses longer texts
_MAX_PAGE = 5_000_000       # characters of HTML source

_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"), (b"PK\x03\x04", "zip"), (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"BM", "bmp"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
    (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"), (b"\x7fELF", "program"), (b"ID3", "mp3"), (b"OggS", "ogg"), (b"SQLite format 3\x00", "sqlite"), (b"WARC/1.", "warc"))
_SUFFIXES = {
    "docx": "docx", "doc": "doc", "odt": "odt", "rtf": "rtf", "pdf": "pdf", "epub": "epub", "pages": "pages", "json": "json", "jsonl": "json",
    "ndjson": "json", "csv": "csv", "tsv": "csv", "xlsx": "xlsx", "xls": "xls", "ods": "ods", "xml": "xml", "rss": "xml", "atom": "xml",
    "warc": "warc", "mht": "mhtml", "mhtml": "mhtml", "eml": "email", "msg": "email", "mbox": "email", "zip": "zip", "gz": "gzip",
    "parquet": "parquet", "ipynb": "notebook", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp", "svg": "svg",
    "mp3": "mp3", "mp4": "mp4", "wav": "wav", "yaml": "yaml", "yml": "yaml"}
_HTML_SUFFIXES = {"html", "htm", "xhtml", "shtml"}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
_SURROGATES = re.compile("[\ud800-\udfff\x00]")
_TAGS = re.compile(r"<(?:p|br|div|a|span|h[1-6]|li|table|script|style|img|b|i|em|strong)\b[^>]{0,300}>|</\w+>", re.IGNORECASE)


@dataclass
class Source:
    """What reading one file gave. ``skip`` is (reason code, message) where there is no article to work on."""

    digest: str                     # SHA-256 of the bytes; of the size alone for a file too large to read
    format: str | None = None       # text, html, pdf, docx, ...
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
            return Source(hashlib.sha256(str(size).encode()).hexdigest(), skip=(
                "too_long", f"The file has {size / 1e6:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that are read; split it into articles."))
        data = path.read_bytes()
    except OSError as error:
        return Source(hashlib.sha256(b"").hexdigest(), skip=("unreadable_file", f"Cannot be opened: {error.strerror or error}."))
    source = Source(hashlib.sha256(data).hexdigest())
    suffix = path.suffix.lower().lstrip(".")
    source.format = _known_format(data, suffix)
    if not data.strip(b"\x00\t\n\r\f\v \xef\xbb\xbf\xff\xfe"):
        source.skip = ("empty_file", "There is nothing in the file.")
    elif source.format:
        source.skip = ("unsupported_format", f"{source.format.upper()} files are not read yet; save the article as text (.txt) or HTML.")
    elif text := _decoded(data, source):
        _take_apart(text, suffix, source)
    return source


def _known_format(data: bytes, suffix: str) -> str | None:
    """The format of a file that is neither text nor HTML, by its first bytes, else by its suffix."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _MAGIC:
        if head.startswith(magic) and (len(magic) > 3 or b"\x00" in data[:512]):
            return {"zip": _SUFFIXES.get(suffix, "zip"), "doc": _SUFFIXES.get(suffix, "doc")}.get(name, name)
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        return "media"
    return _SUFFIXES.get(suffix)


def _decoded(data: bytes, source: Source) -> str | None:
    """The text of a file, every lone surrogate and NUL replaced one for one; None, with ``skip`` set, for a binary file."""
    text = _decode(data, source)
    if text is None:
        source.skip = ("binary_file", "Not a text: the file holds binary data.")
        return None
    replaced = len(_SURROGATES.findall(text))
    if replaced:
        text = _SURROGATES.sub("\ufffd", text)
    if (lost := text.count("\ufffd")) and not source.problems:
        source.problems.append(("characters_lost", f"{lost} characters could not be read and stand as \ufffd."))
    return text


def _decode(data: bytes, source: Source) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            source.encoding = name.removesuffix("-sig")
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                if not name.startswith("utf-8"):
                    return _with_losses(data, name, source)
                data = data[len(bom):]
                break
    if not _is_binary(data):
        try:
            text = data.decode("utf-8")
            source.encoding = "utf-8"
            return text
        except UnicodeDecodeError:
            pass
    elif wide := _wide(data):
        return _with_losses(data, wide, source)
    else:
        return None
    if (name := declared_encoding(data)) and _is_single_or_asian(name):
        try:
            # as browsers do: pages that declare Latin-1 hold the marks of cp1252
            source.encoding = "cp1252" if codecs.lookup(name).name in ("iso8859-1", "ascii") else codecs.lookup(name).name
            return data.decode(source.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return _with_losses(data, _guess(data), source)


def _is_binary(data: bytes) -> bool:
    """Whether there are control characters in it as no text has them; a few strays are forgiven."""
    sample = data[:200_000]
    return len(sample) - len(sample.translate(None, _CONTROL)) > max(2, 0.002 * len(sample))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by its zero bytes on every other place."""
    sample = data[:4000]
    low, high = sample[1::2].count(0), sample[::2].count(0)
    half = len(sample) // 2
    return "utf-16-le" if low > 0.8 * half and high < 0.05 * half else "utf-16-be" if high > 0.8 * half and low < 0.05 * half else None


def _is_single_or_asian(name: str) -> bool:
    try:
        return not codecs.lookup(name).name.startswith(("utf", "rot", "hex", "base64", "zlib", "bz2", "uu", "quopri", "idna", "punycode"))
    except LookupError:
        return False


def _guess(data: bytes) -> str:
    """The most probable encoding of bytes that are not UTF-8. English with a few other bytes is cp1252, which guessers often miss."""
    from charset_normalizer import from_bytes

    sample = data[:100_000]
    others = len(sample.translate(None, bytes(range(128))))
    if others <= 0.04 * len(sample):
        # mostly UTF-8 with a few broken places: the sequences that are valid tell
        broken = sample.decode("utf-8", "replace").count("\ufffd")
        return "utf-8" if others > 3 * broken else "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _with_losses(data: bytes, name: str, source: Source) -> str:
    text = data.decode(name, "replace")
    source.encoding = name
    lost = text.count("\ufffd")
    told = f"; {lost} characters were lost" if lost else ""
    source.problems.append(("encoding_guessed", f"Not valid UTF-8, read as {name}{told}. Save the file as UTF-8 to be sure."))
    return text


def _take_apart(text: str, suffix: str, source: Source) -> None:
    is_page = looks_like_html(text) or suffix in _HTML_SUFFIXES and bool(_TAGS.search(text[:200_000]))
    source.format = "html" if is_page else "text"
    longest = _MAX_PAGE if is_page else MAX_CHARS
    if len(text) > longest:
        source.skip = ("too_long", f"The text has {len(text):,} characters, more than {longest:,}; split it into articles.")
    elif not is_page:
        source.pieces = split(text)
    else:
        source.pieces, problems = read_page(text, source.known)
        source.problems += problems
        if not source.pieces and problems and problems[-1][0] in ("too_complex", "unreadable_page"):
            source.skip = source.problems.pop()
