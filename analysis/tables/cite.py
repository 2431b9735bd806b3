"""Copy-ready lines: the words, who said them, as what, where and when they were printed."""

import re

from analysis.ingest.article import Article
from analysis.tables.cast import Canonical

_OPEN, _CLOSE = "“\"'‘«", "”\"'’»"


def cite(
    words: str, kind: str, speaker: str | None, actor: Canonical | None, article: Article, claim: str | None = None
) -> str:
    """One line, such as ``“We hope ...” — Lin Jian, spokesman, Foreign Ministry, Newsweek, 2024-10-24``.

    ``claim`` replaces the speaker where someone else says it of them. Words that are not quoted say ``(paraphrase)``.
    """
    return f"{shown(words, kind)} — {claim or who(speaker, actor)}, {outlet(article)}, {when(article)}"


def parts(line: str, article: Article) -> tuple[str, str]:
    """Words and speaker of a line that :func:`cite` made of this article."""
    words, _, speaker = line.removesuffix(_where(article)).rpartition(" — ")
    return words, speaker


def join(words: str, speaker: str, article: Article) -> str:
    """The line of these parts."""
    return f"{words} — {speaker}{_where(article)}"


def _where(article: Article) -> str:
    return f", {outlet(article)}, {when(article)}"


def outlet(article: Article) -> str:
    """Publisher, with the agency it credits; the file's name where neither is known."""
    if article.publisher and article.agency and article.agency.casefold() not in article.publisher.casefold():
        return f"{article.publisher} ({article.agency})"
    return article.publisher or article.agency or article.file.rsplit("/", 1)[-1]


def when(article: Article) -> str:
    """The publication date, or what is known of it: ``undated, after 2024-10-22``."""
    if article.published:
        return article.published
    bounds = [
        f"{word} {day}"
        for word, day in (("after", article.published_earliest), ("before", article.published_latest))
        if day
    ]
    return ", ".join(["undated", " and ".join(bounds)] if bounds else ["undated"])


def shown(words: str, kind: str) -> str:
    """The words as a line shows them, with ``(paraphrase)`` where they are not quoted."""
    line = re.sub(r"\s+", " ", words).strip()
    if kind == "indirect":
        return f"{line} (paraphrase)"
    line = re.sub(r"[,;]([”\"’'])$", r"\1", line)
    if kind == "direct":
        line = line if line[:1] in tuple(_OPEN) else "“" + line
        line = line if line[-1:] in tuple(_CLOSE) else line + "”"
    return line


def who(speaker: str | None, actor: Canonical | None) -> str:
    """Name, role and affiliation of an actor; the speaker as written where it is none."""
    if actor is None:
        return speaker or "speaker not identified"
    known = [actor.name]
    for part in (actor.role, actor.affiliation):
        if part and not any(part.casefold() in k.casefold() for k in known):
            known.append(part)
    return ", ".join(known)
