"""The workbook: what notebooks and people call. Point it at articles, ask it for tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path

import pandas as pd

from analysis import corrections, engine, ingest, tables
from analysis import progress as bars
from analysis.corrections import Decision
from analysis.errors import NoUsableArticle, UsageError
from analysis.ingest.article import Article
from analysis.ingest.sets import Issue, SourceSet, load_issues
from analysis.settings import expand, project_root, shown
from analysis.store import Store
from analysis.tables import evidence, frames, records, summaries


class Workbook:
    """Articles and everything that is tabulated from them. Nothing is read before it is asked for, and nothing twice.

    ``sources``: one path or several, of files or folders. ``outputs``: the folder whose ``.store`` keeps annotations.
    ``workers``: processes that annotate. ``issues``: a codebook for all sets in place of their own (a path or issues).
    ``min_confidence``: 0 to 1; quotes and positions less certain are left out. ``progress``: called with (step, done,
    total); in a notebook, bars by default. ``fresh``: annotate again, whatever the store holds.

    Raises UsageError for a path that does not exist, NoUsableArticle where nothing can be used, ModelError without a
    model.
    """

    def __init__(
        self,
        sources: str | Path | Iterable[str | Path] = "seeds",
        *,
        outputs: str | Path = "outputs",
        workers: int = 1,
        issues: str | Path | Iterable[Issue] | None = None,
        min_confidence: float = 0.0,
        progress: Callable[[str, int, int], None] | None = None,
        fresh: bool = False,
    ):
        self.sources = [sources] if isinstance(sources, str | Path) else list(sources)
        if not self.sources:
            raise UsageError("no sources: name a folder of articles, or several.")
        if not isinstance(workers, int) or workers < 1:
            raise UsageError(f"workers is {workers}: it must be a whole number, 1 or more.")
        if not 0 <= min_confidence <= 1:
            raise UsageError(f"min_confidence is {min_confidence}: it must be between 0 and 1.")
        self.outputs = _outputs(outputs)
        self.workers, self.min_confidence, self.fresh = workers, float(min_confidence), fresh
        self._issues, self._progress = issues, progress or bars.here()
        self._replaced: dict[Decision, list[Decision]] = {}  # what each decision made here took the place of

    @cached_property
    def corpus(self):
        """Articles found, source sets and problems of reading, before anything is annotated."""
        told = self._progress and (lambda done, total, file: self._progress("read", done, total))
        return ingest.read(self.sources, progress=told or None)

    @cached_property
    def store(self) -> Store:
        """The store of annotations."""
        return Store(self.outputs / ".store")

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All seven tables by name, made together on first use; every row can be traced to ``text[start:end]``."""
        decided, told = self._decisions
        return self._finished(decided, told)

    def _finished(self, decided: list[Decision], told: list) -> dict[str, pd.DataFrame]:
        """All tables with these decisions put over the machine's rows."""
        collected, failed = self._collected
        issues = [issue.id for issue in self.issues]
        return tables.finish(
            collected,
            [*self.corpus.problems, *failed, *told],
            self.min_confidence,
            lambda machine: corrections.apply(machine, decided, issues),
        )

    @cached_property
    def _collected(self) -> tuple:
        """What the machine found, and what went wrong in finding it."""
        used = self.corpus.require_usable().used
        failed = engine.annotate_all(used, self.store, self.workers, self._progress, self.fresh)
        if len({p.article_id for p in failed}) == len({a.article_id for a in used}):
            raise NoUsableArticle(f"No article could be annotated. The first: {failed[0].message}")
        without = {p.article_id for p in failed}
        docs = _Docs({a.article_id: a.text for a in used if a.article_id not in without}, self.store)
        return tables.collect(self.corpus.articles, docs, self._codebooks), failed

    @cached_property
    def _decisions(self) -> tuple[list[Decision], list]:
        """The human decisions of all sets, and what is wrong with their files."""
        both = [corrections.read(s.path / corrections.NAME, s.name) for s in self.corpus.sets]
        return [d for decided, _ in both for d in decided], [p for _, told in both for p in told]

    @property
    def corrections(self) -> pd.DataFrame:
        """One row a human decision in force or not: set, line, and the columns of corrections.csv (see
        :mod:`analysis.corrections`). Those that change nothing are in ``problems``."""
        rows = [(d.set, d.line, *d.values()) for d in self._decisions[0]]
        return pd.DataFrame(rows, columns=["set", "line", *corrections.COLUMNS]).astype({"set": "str"})

    def correct(
        self,
        decision: str,
        what: str,
        new: str = "",
        *,
        note: str = "",
        article: str = "",
        exact: str = "",
        set: str = "",
    ) -> Decision:
        """Record a human decision in the set's corrections.csv, in place of an earlier one on the same matter, and read
        the tables anew.

        ``decision`` is one of ``analysis.corrections.KINDS``, such as ``set quote act`` or ``merge actor``; ``what``
        the quote_id, position_id, or the actor by name or id; ``new`` the new value. ``article`` (an article_id) and
        ``exact`` (words in it) say where an actor is split. ``set`` says which set's file keeps a decision on an actor,
        where there are several. Raises UsageError where it cannot be made or written; then nothing is changed.
        """
        corrections.check_kind(decision)
        machine = self._collected[0].tables
        if decision.endswith(" actor"):
            made = corrections.on_actor(decision, machine, self.actors, what, new, note)
            if article:
                made = replace(made, **self._place(article, exact))
                set = set or self.article(article).set
        else:
            made = corrections.on_row(decision, machine, what, new, note)
            set = self.article(made.article).set
            made = replace(made, **self._place(made.article, ""))
        place = self._set(set)
        others, told = [d for d in self._decisions[0] if d.set != place.name], self._decisions[1]
        tried: list[dict] = []

        def try_out(decided: list[Decision]) -> list[str]:
            tried.append(self._finished([*others, *decided], told))
            return tried[0]["problems"]["message"].tolist()

        before = self._decisions[0]
        made = corrections.recorded(place.path, place.name, made, machine, try_out)
        self._reread()
        held = {d.values() for d in self._decisions[0]}
        self._replaced[made] = [d for d in before if d.set == place.name and d.values() not in held]
        if not (tried[0]["problems"]["step"] == "corrections").any():  # line numbers in problems may have moved
            self.__dict__["tables"] = tried[0]
        return made

    def withdraw(self, decision: Decision) -> None:
        """Take a decision that :meth:`correct` recorded out of its file again, put those that it took the place of
        back, and read the tables anew."""
        place = self._set(decision.set)
        corrections.withdrawn(place.path, place.name, decision, self._replaced.pop(decision, []))
        self._reread()

    def _reread(self) -> None:
        for name in ("_decisions", "tables"):
            self.__dict__.pop(name, None)

    def _set(self, name: str) -> SourceSet:
        """The set of a name, or the only one. Raises UsageError where it cannot be told."""
        held = [s for s in self.corpus.sets if name in ("", s.name)]
        if len(held) != 1:
            known = ", ".join(s.name for s in self.corpus.sets)
            what = "several sets are read" if held else f"no set {name!r} is read"
            raise UsageError(f"{what}: say in which the decision is kept, with set=..., one of: {known}.")
        return held[0]

    def _place(self, article_id: str, exact: str) -> dict:
        """The file of an article as its set's corrections.csv names it and, for words in it, where they are."""
        article = self.article(article_id)
        place = {"article": corrections.in_set(article, self._set(article.set).path)}
        if exact:
            start = article.text.find(exact)
            if start < 0:
                raise UsageError(f"{exact!r} does not stand in {article.file}.")
            place |= corrections.selector(article.text, start, start + len(exact))
        return place

    articles = property(lambda self: self.tables["articles"], doc="One row an article found, used or not.")
    actors = property(lambda self: self.tables["actors"], doc="One row a person, organization, state or group.")
    mentions = property(lambda self: self.tables["mentions"], doc="One row a mention of an actor or a place.")
    quotes = property(lambda self: self.tables["quotes"], doc="One row an attribution: who said what, in which words.")
    positions = property(lambda self: self.tables["positions"], doc="One row an actor taking a position.")
    sentiment = property(lambda self: self.tables["sentiment"], doc="One row the tone of a sentence towards an actor.")
    problems = property(lambda self: self.tables["problems"], doc="One row a thing that went wrong.")

    @property
    def sets(self) -> list[SourceSet]:
        """The source sets that the articles belong to."""
        return list(self.corpus.sets)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues of all codebooks in use, each id once."""
        known: dict[str, Issue] = {}
        for codebook in self._codebooks.values():
            for issue in codebook:
                known.setdefault(issue.id, issue)
        return tuple(known.values())

    @cached_property
    def _codebooks(self) -> Mapping[str, tuple[Issue, ...]]:
        if self._issues is None:
            return {s.name: tuple(s.issues) for s in self.corpus.sets}
        given = load_issues(expand(self._issues)) if isinstance(self._issues, str | Path) else tuple(self._issues)
        return {s.name: given for s in self.corpus.sets}

    @cached_property
    def set_aside(self) -> pd.DataFrame:
        """One row a piece of text that cleaning took out of an article: article_id, file, reason, text."""
        rows = [(a.article_id, a.file, reason, text) for a in self.corpus.articles for reason, text in a.set_aside]
        return pd.DataFrame(rows, columns=["article_id", "file", "reason", "text"], dtype="str")

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {a.article_id: a for a in self.corpus.articles}

    def article(self, article_id: str) -> Article:
        """One article. Raises UsageError for an id that is not in this workbook."""
        if article_id not in self._by_id:
            raise UsageError(f"no article {article_id!r} in this workbook; see the article_id column of articles.")
        return self._by_id[article_id]

    def text(self, article_id: str) -> str:
        """The frozen text of an article, which every ``start`` and ``end`` points into."""
        return self.article(article_id).text

    def doc(self, article_id: str):
        """The annotated spaCy Doc of an article."""
        return self.store.annotate(self.text(article_id))

    def evidence(self, row) -> str:
        """The sentences that a row of quotes, positions or mentions rests on, marked, as HTML. ``row`` is a row, a dict
        or an id."""
        row = self.row(row) if isinstance(row, str) else row._asdict() if hasattr(row, "_asdict") else dict(row)
        return evidence.snippet(records.read(self.article(row["article_id"]), self.doc(row["article_id"])), row)

    def marks(self, article_id: str) -> list[tuple[int, int, str]]:
        """What there is to mark in an article, as (start, end, what): ``content``, ``source`` and ``cue`` of its
        quotes, and each ``mention`` of an actor."""
        rows = [frames.records(t[t["article_id"] == article_id]) for t in (self.quotes, self.mentions)]
        return evidence.marks(records.read(self.article(article_id), self.doc(article_id)), *rows)

    def row(self, row_id: str) -> dict:
        """The row of quotes, positions or mentions that has this id. Raises UsageError where none has."""
        for name, key in (("quotes", "quote_id"), ("positions", "position_id"), ("mentions", "mention_id")):
            found = self.tables[name]
            if len(found := found[found[key] == row_id]):
                return found.iloc[0].to_dict()
        raise UsageError(f"no row {row_id!r} in quotes, positions or mentions.")

    def articles_by_publisher(self) -> pd.DataFrame:
        """See :func:`analysis.tables.summaries.articles_by_publisher`; the same holds for the methods below."""
        return summaries.articles_by_publisher(self.articles)

    def copies(self) -> pd.DataFrame:
        return summaries.copies(self.articles)

    def texts_set_aside(self) -> pd.DataFrame:
        return summaries.texts_set_aside(self.set_aside)

    def mention_counts(self) -> pd.DataFrame:
        return summaries.mention_counts(self.mentions, self.actors, self.articles)

    def mentions_over_time(self) -> pd.DataFrame:
        return summaries.mentions_over_time(self.mentions, self.actors, self.articles)

    def mentions_by_publisher(self) -> pd.DataFrame:
        return summaries.mentions_by_publisher(self.mentions, self.actors, self.articles)

    def stand_ins(self) -> pd.DataFrame:
        return summaries.stand_ins(self.mentions, self.actors)

    def co_mentions(self, top_n: int = 15) -> pd.DataFrame:
        return summaries.co_mentions(self.mentions, self.actors, self.articles, top_n)

    def quotes_by_speaker(self) -> pd.DataFrame:
        return summaries.quotes_by_speaker(self.quotes)

    def speakers_by_publisher(self) -> pd.DataFrame:
        return summaries.speakers_by_publisher(self.quotes)

    def sourcing(self) -> pd.DataFrame:
        return summaries.sourcing(self.quotes)

    def repeated_quotes(self) -> pd.DataFrame:
        return summaries.repeated_quotes(self.quotes)

    def quote_variants(self) -> pd.DataFrame:
        return summaries.quote_variants(self.quotes)

    def shared_phrases(self) -> pd.DataFrame:
        return summaries.shared_phrases(self.quotes, self.actors)

    def numbers_claimed(self) -> pd.DataFrame:
        return summaries.numbers_claimed(self.quotes)

    def actor_issue_matrix(self) -> pd.DataFrame:
        return summaries.actor_issue_matrix(self.positions, self.issues)

    def actor_towards_actor(self) -> pd.DataFrame:
        return summaries.actor_towards_actor(self.positions)

    def acts_towards(self) -> pd.DataFrame:
        return summaries.acts_towards(self.positions)

    def demands(self) -> pd.DataFrame:
        return summaries.demands(self.positions)

    def contested(self) -> pd.DataFrame:
        return summaries.contested(self.positions, self.issues)

    def lines(self) -> pd.DataFrame:
        return summaries.lines(self.positions, self.actors, self.issues)

    def shifts(self, since: str = "") -> pd.DataFrame:
        return summaries.shifts(self.positions, self.actors, self.articles, self.issues, iso_day(since))

    def who_speaks_for_whom(self) -> pd.DataFrame:
        return summaries.who_speaks_for_whom(self.actors)

    def acts_of(self, actor: str = "") -> pd.DataFrame:
        return summaries.acts_of(actor, self.actors, self.quotes, self.positions)

    def card(self, actor: str = "") -> pd.DataFrame:
        return summaries.actor_card(actor, self.tables, self.issues)

    def tone_by_actor(self) -> pd.DataFrame:
        return summaries.tone_by_actor(self.sentiment, self.actors)

    def tone_by_publisher(self) -> pd.DataFrame:
        return summaries.tone_by_publisher(self.sentiment, self.actors, self.articles)

    def tone_over_time(self) -> pd.DataFrame:
        return summaries.tone_over_time(self.sentiment, self.actors, self.articles)

    def extremes(self, n: int = 5, top_n: int = 15) -> pd.DataFrame:
        return summaries.extremes(self.sentiment, self.mentions, self.actors, self.articles, n, top_n)

    def least_certain(self, n: int = 10) -> pd.DataFrame:
        return summaries.least_certain(self.quotes, self.positions, n)

    def brief(self, since: str = "") -> list[summaries.Sentence]:
        """The brief as sentences, each with the ids of the rows it rests on."""
        return summaries.brief(self.tables, self.issues, iso_day(since))

    def __repr__(self) -> str:
        return f"Workbook({', '.join(map(str, self.sources))})"

    def _repr_html_(self) -> str:
        return f"<p>Workbook of {escape(', '.join(map(str, self.sources)))}</p>"


def iso_day(text: str) -> str | None:
    """A day as ``2024-11-07``; None for an empty text. Raises UsageError where it is no such day."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UsageError(f"{shown(text)!r} is no day: write it as year, month and day, such as 2024-11-07.") from None


class _Docs(Mapping):
    """Annotated articles, read from the store one at a time."""

    def __init__(self, texts: dict[str, str], store: Store):
        self._texts, self._store = texts, store

    def __getitem__(self, article_id: str):
        return self._store.annotate(self._texts[article_id])

    def __iter__(self):
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._texts


def _outputs(folder: str | Path) -> Path:
    """The outputs folder: taken from the working directory, or from the checkout where only that has it (JupyterLab
    starts in notebooks/)."""
    path = expand(folder)
    return project_root() / path if not path.is_dir() and (project_root() / path).is_dir() else path
