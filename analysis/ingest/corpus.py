"""Reading source sets: every file that was found becomes one article, used or skipped with a reason."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.errors import NoUsableArticle
from analysis.ingest import dates
from analysis.ingest.article import Article, Problem
from analysis.ingest.cleaning import clean
from analysis.ingest.duplicates import mark_duplicates
from analysis.ingest.language import is_english
from analysis.ingest.metadata import NAMES, Known
from analysis.ingest.pieces import ends_sentence, tidy
from analysis.ingest.readers import MAX_CHARS, Source, read_file
from analysis.ingest.sets import SourceSet
from analysis.ingest.sources import Found, find

Progress = Callable[[int, int, str], None]
_LEAST_WORDS = 20  # of a text without a single full stop


@dataclass(frozen=True)
class Corpus:
    """All that was found: articles (also skipped ones) by set and file, problems, source sets by name."""

    articles: list[Article]
    problems: list[Problem]
    sets: list[SourceSet]

    @property
    def used(self) -> list[Article]:
        """The articles to work on."""
        return [a for a in self.articles if a.status != "skipped"]

    def require_usable(self) -> "Corpus":
        """The corpus itself; raises NoUsableArticle where there is nothing to work on, saying why."""
        if self.used:
            return self
        if not self.articles:
            raise NoUsableArticle("No article was found: the folder is empty. Put .txt or .html files there.")
        first = self.articles[0]
        why = next((p.message for p in self.problems if p.file == first.file), first.reason)
        more = f" and {len(self.articles) - 1} more" if len(self.articles) > 1 else ""
        raise NoUsableArticle(
            f"None of the files can be used: {first.file}: {why}{more}. 'onrecord check' lists them all."
        )


def read(paths: Iterable[Path | str] | Path | str, progress: Progress | None = None) -> Corpus:
    """Read all articles under the paths (files, folders, folders of sets).

    ``progress(done, total, file)`` is called after each file. Every file that is found ends as exactly one article with
    a status; what went wrong with it is in ``problems``. Raises UsageError for a missing path and for broken yaml.
    """
    found, sets = find([Path(paths)] if isinstance(paths, str | Path) else [Path(p) for p in paths])
    about = {s.name: s.about.get("articles") for s in sets}
    articles, notes = [], []
    for done, item in enumerate(found, 1):
        article, told = _article(item, about.get(item.set))
        articles.append(article)
        notes.append(told)
        if progress:
            progress(done, len(found), item.file)
    articles = mark_duplicates(articles)
    problems, file_of = [], {a.article_id: a.file for a in articles}
    for article, told in zip(articles, notes, strict=True):
        problems += [Problem(article.file, article.article_id, step, code, message) for step, code, message in told]
        if article.duplicate_of:
            problems.append(
                Problem(
                    article.file,
                    article.article_id,
                    "read",
                    "duplicate",
                    f"The same text as {file_of[article.duplicate_of]}, which is used.",
                )
            )
    return Corpus(articles, problems, sets)


def _article(item: Found, described: object) -> tuple[Article, list[tuple[str, str, str]]]:
    """The article of one file, and what to tell of it as (step, code, message)."""
    if item.refused:
        return _skipped(item, Source(hashlib.sha256(b"").hexdigest()), *item.refused)
    source = read_file(item.path)
    if source.skip:
        return _skipped(item, source, *source.skip)
    known = source.known
    _from_set(known, item, described)
    cleaned = clean(source.pieces, known, item.path.stem)
    known.date(dates.in_file_name(item.path.name), "filename")
    body = "\n\n".join(cleaned.paragraphs)
    title = tidy(known.title).rstrip(" ;") or None if known.title else None
    text = f"{title}\n\n{body}" if title else body
    words = sum(any(c.isalnum() for c in w) for w in body.split())
    skip = _unusable(body, words, text)
    if skip and not body:
        article, told = _skipped(item, source, *skip)
        return replace(article, title=title, set_aside=cleaned.set_aside), told
    told = [("read", code, message) for code, message in source.problems] + ([("clean", *skip)] if skip else [])
    captions = [text for reason, text in cleaned.set_aside if reason == "caption"]
    earliest = known.published or dates.proved_earliest(list(cleaned.paragraphs), captions)
    english = not skip or skip[0] != "language"
    article = Article(
        article_id=_id(text.encode()),
        set=item.set,
        file=item.file,
        text=text,
        body_start=len(text) - len(body),
        title=title,
        publisher=known.publisher,
        agency=known.agency,
        author=known.author,
        url=known.url,
        dateline=known.dateline,
        published=known.published,
        published_from=known.published_from,
        published_earliest=earliest,
        published_latest=known.published or known.published_latest,
        words=words,
        format=source.format,
        encoding=source.encoding,
        language="en" if english else known.language if known.language != "en" else None,
        status="skipped" if skip else "used_with_warning" if source.problems else "used",
        reason=skip[0] if skip else " ".join(dict.fromkeys(code for code, _ in source.problems)) or None,
        set_aside=cleaned.set_aside,
    )
    return article, told


def _unusable(body: str, words: int, text: str) -> tuple[str, str] | None:
    """(reason, message) where a cleaned text is no article to work on."""
    if len(text) > MAX_CHARS:
        return "too_long", f"The text has {len(text):,} characters, more than {MAX_CHARS:,}; split it into articles."
    sentences = any(ends_sentence(line) and len(line.split()) >= 3 for line in body.split("\n\n"))
    if words and not is_english(body):
        return "language", "The text is not English, the only language that can be read."
    if not words or (not sentences and words < _LEAST_WORDS):
        return "no_article_text", "No sentence of an article was found in the file."
    return None


def _from_set(known: Known, item: Found, described: object) -> None:
    """What ``set.yaml`` says of single files under ``articles`` goes before what the page says."""
    entry = described.get(item.path.name) if isinstance(described, dict) else None
    if not isinstance(entry, dict):
        return
    values = {k: tidy(str(v)) for k, v in entry.items() if v is not None}
    if when := dates.full_dates(values.pop("published", "")):
        known.published, known.published_from = when[0][1], "set"
    for name, value in values.items():
        if name in NAMES and not name.startswith("published"):
            setattr(known, name, value)


def _skipped(item: Found, source: Source, code: str, message: str) -> tuple[Article, list[tuple[str, str, str]]]:
    # the path goes into the id: two empty files are two rows
    name = _id(source.digest.encode() + b"\0" + f"{item.set}/{item.file}".encode())
    article = Article(
        article_id=name,
        set=item.set,
        file=item.file,
        text="",
        format=source.format,
        encoding=source.encoding,
        status="skipped",
        reason=code,
    )
    return article, [("read", c, m) for c, m in source.problems] + [("read", code, message)]


def _id(data: bytes) -> str:
    return "a" + hashlib.sha256(data).hexdigest()[:12]
