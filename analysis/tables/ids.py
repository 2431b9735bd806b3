"""Short stable ids: the same evidence gets the same id in every run, and no two rows of a table share one."""

import hashlib
import re
import unicodedata


def digest(*parts: object, length: int = 10) -> str:
    """Hex digest of the parts; None and the empty string are told apart."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def unique(prefix: str, taken: set[str], *parts: object) -> str:
    """``prefix`` and a digest of the parts; a counter is added where ``taken`` holds that id. Adds the id to
    ``taken``."""
    made, again = prefix + digest(*parts), 1
    while made in taken:
        again += 1
        made = prefix + digest(*parts, again)
    taken.add(made)
    return made


def ascii_fold(text: str) -> str:
    """Lower case without diacritics; letters that have no ASCII form are kept."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(text: str) -> str:
    """``text`` as a readable part of an id: ASCII letters and digits joined by hyphens, at most 40 characters."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_fold(text)).strip("-")[:40].strip("-") or "unnamed"
