"""From bytes to text: byte-order mark, strict UTF-8, what a page declares, and only then a guess, which is told."""

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
_UNUSABLE = re.compile("[\ud800-\udfff\x00]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_BELIEVED = ("iso", "cp", "koi8", "big5", "gb", "euc", "shift", "mac", "ascii", "johab", "tis")
_SAMPLE = 100_000


@dataclass(frozen=True)
class Decoded:
    """A text (None for binary data), the encoding it was read with and, as (code, message), what was wrong."""

    text: str | None
    encoding: str | None = None
    problem: tuple[str, str] | None = None


def decode(data: bytes) -> Decoded:
    """The text of a file. Lone surrogates and zero characters are replaced one for one, so that offsets hold."""
    found = _decode(data)
    if found.text is None:
        return found
    text = _UNUSABLE.sub("\ufffd", found.text)
    problem = found.problem
    if problem is None and (lost := text.count("\ufffd")):
        problem = ("characters_lost", f"{lost} characters could not be read and stand as \ufffd.")
    return Decoded(text, found.encoding, problem)


def _decode(data: bytes) -> Decoded:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name) or _guessed(data[len(mark) :], name)
    if _is_binary(data):
        wide = _wide(data)
        return _guessed(data, wide) if wide else Decoded(None)
    return _strictly(data, "utf-8") or _declared(data) or _guessed(data, _guess(data))


def _strictly(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    told = f"; {lost} characters were lost" if lost else ""
    return Decoded(text, name, ("encoding_guessed", f"Read as {name}{told}. Save the file as UTF-8 to be sure."))


def _declared(data: bytes) -> Decoded | None:
    """The text by the encoding that a page declares for itself, if that works."""
    match = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name if match else ""
    except LookupError:
        return None
    if not name.startswith(_BELIEVED):
        return None
    # as browsers do: pages that declare Latin-1 hold the quotation marks of cp1252
    return _strictly(data, "cp1252" if name in ("iso8859-1", "ascii") else name)


def _is_binary(data: bytes) -> bool:
    """Whether there are control characters in it as no text has them; a few strays are forgiven."""
    sample = data[: 2 * _SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL)) > max(2, 0.002 * len(sample))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by its zero bytes on every other place."""
    sample = data[:4000]
    odd, even, half = sample[1::2].count(0), sample[::2].count(0), len(sample) // 2
    if odd > 0.8 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * half and odd < 0.05 * half else None


def _guess(data: bytes) -> str:
    """The most probable encoding of bytes that are not UTF-8.

    English with a few other bytes is UTF-8 with broken places where most of its longer sequences are valid, and cp1252
    otherwise, for which guessers often name a relative.
    """
    from charset_normalizer import from_bytes  # takes a while to import, and is seldom needed

    sample = data[:_SAMPLE]
    others = len(sample.translate(None, bytes(range(128))))
    if others <= 0.04 * len(sample):
        broken = sample.decode("utf-8", "replace").count("\ufffd")
        return "utf-8" if others > 3 * broken else "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
