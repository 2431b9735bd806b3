"""Passages that are found again: exact words with what stands before and after them, and where they stood (the
selectors of W3C Web Annotation)."""

from analysis.annotate.types import Span

AROUND = 32  # characters kept before and after the exact words


def selector(text: str, start: int, end: int) -> dict[str, str | int]:
    """exact, prefix, suffix, start and end of ``text[start:end]``. Prefix and suffix end at the paragraph, so that a
    line of corrections.csv is a line."""
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start].rpartition("\n")[2],
        "suffix": text[end : end + AROUND].partition("\n")[0],
        "start": start,
        "end": end,
    }


def find(text: str, exact: str, prefix: str = "", suffix: str = "", start: int | None = None) -> list[Span]:
    """Where the exact words stand: one place where they can be told apart, none where they are gone, several where more
    than one place fits as well.

    They are where they were, if the text there still reads so. Else the places whose surroundings agree best: both
    sides, then one side, then none.
    """
    if not exact:
        return []
    if start is not None and text.startswith(exact, start) and start <= len(text):
        return [(start, start + len(exact))]
    fits: dict[int, list[Span]] = {}
    at = text.find(exact)
    while at >= 0:
        end = at + len(exact)
        agree = bool(prefix and text.endswith(prefix, 0, at)) + bool(suffix and text.startswith(suffix, end))
        fits.setdefault(agree, []).append((at, end))
        at = text.find(exact, at + 1)
    return fits[max(fits)] if fits else []
