"""The main job: articles in; tables, executed notebooks, figures, manifest and one report out."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pandas as pd

import analysis
from analysis.errors import NotebookFailed, UsageError
from analysis.report import evidence, html, links, manifest, params, whole
from analysis.report.files import write_tables
from analysis.report.folder import locked, run_folder
from analysis.schema import TABLES
from analysis.settings import Settings, expand, find_source, without_home
from analysis.tables.ids import slug


def run(settings: Settings, progress: Callable[[str, int, int], None] | None = None) -> Path:
    """Do one run and return its folder ``<outputs>/<name>``, which is complete or, after any error, absent.

    Raises UsageError, NoUsableArticle, NotebookFailed, OutputLocked and ModelError as the command line reports them.
    """
    progress = progress or (lambda step, done, total: None)
    notebooks = params.chapters()
    known = params.declared(notebooks)
    given = params.check(dict(settings.params), known)
    sources = [find_source(source) for source in settings.sources]
    model = manifest.model_id()  # a missing model is told before any article is read
    started, clock = datetime.now(UTC), monotonic()
    name = settings.name or _default_name(sources, started)
    outputs = expand(settings.outputs)
    if (outputs / name).exists() and not settings.replace:
        raise UsageError(f"{outputs / name} exists. Give --replace to put a new run in its place, or another --name.")
    with locked(outputs), run_folder(outputs, name) as folder:
        book = analysis.Workbook(
            [str(s) for s in sources],
            outputs=str(outputs),
            workers=settings.workers,
            fresh=settings.fresh,
            progress=progress,
        )
        tables = {table: getattr(book, table) for table in TABLES}
        write_tables(tables, folder / "tables")
        chapters = _chapters(notebooks, known, given, sources, outputs, folder, name, progress)
        progress("report", 0, 1)
        chapters, backs = links.connect([*chapters, *whole.chapters(tables, links.rows(chapters))])
        (folder / "report.html").write_text(
            html.page(
                _title(book, sources),
                _summary(tables, started),
                chapters,
                evidence.actors(tables, backs),
                evidence.articles(tables, backs),
                analysis.__version__,
                model["model"],
            ),
            encoding="utf-8",
            newline="\n",
        )
        progress("report", 1, 1)
        manifest.write(
            folder,
            {
                "run": name,
                "started": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "seconds": round(monotonic() - clock, 1),
                "sources": [without_home(source) for source in sources],
                "parameters": given,
                **model,
                "counts": manifest.counts(tables),
                "inputs": manifest.inputs(sources),
            },
        )
    return outputs / name


def _default_name(sources: list[Path], now: datetime) -> str:
    """Source set and UTC time, such as ``korea-troops-october-20241122T080000Z``."""
    first = slug(sources[0].resolve().stem if sources[0].is_file() else sources[0].resolve().name)
    more = f"-and-{len(sources) - 1}-more" if len(sources) > 1 else ""
    return f"{first}{more}-{now:%Y%m%dT%H%M%SZ}"


def _chapters(
    notebooks: list[Path],
    known: dict,
    given: dict,
    sources: list[Path],
    outputs: Path,
    folder: Path,
    name: str,
    progress,
) -> list[html.Chapter]:
    """Execute the notebooks into the run folder. A failed one is kept beside it as ``.failed-<run>.ipynb``."""
    from analysis.report.kernel import execute

    (folder / "notebooks").mkdir()
    by_run = {
        "sources": [without_home(s) for s in sources],
        "outputs": without_home(outputs),
        "figures_dir": without_home(folder / "figures"),
    }
    chapters = []
    for number, notebook in enumerate(notebooks):
        progress("notebooks", number, len(notebooks))
        target = folder / "notebooks" / notebook.name
        values = {**by_run, **given}
        values = {key: value for key, value in values.items() if key in known and notebook.stem in known[key].notebooks}
        try:
            nb = execute(notebook, target, values, rename={without_home(folder): without_home(outputs / name)})
        except NotebookFailed as error:
            raise NotebookFailed(f"{error}{_keep(target, outputs, name)}") from error
        chapters.append(html.chapter(notebook.stem, nb))
    progress("notebooks", len(notebooks), len(notebooks))
    return chapters


def _keep(target: Path, outputs: Path, name: str) -> str:
    """Move a failed notebook out of the folder that is about to go; where it is, for the message."""
    kept = outputs / f".failed-{name}.ipynb"
    try:
        shutil.copyfile(target, kept)
    except OSError:
        return ""
    return f" The notebook as far as it ran: {kept}"


def _title(book, sources: list[Path]) -> str:
    """Titles of the source sets, else their folders' names."""
    titles = [s.title or s.name for s in book.sets]
    return "; ".join(titles) if 0 < len(titles) <= 3 else ", ".join(s.name or str(s) for s in sources)


def _summary(tables: dict[str, pd.DataFrame], started: datetime) -> str:
    """What was read and found, in one line of plain text."""
    used = int((tables["articles"]["status"] != "skipped").sum())
    skipped = len(tables["articles"]) - used
    left = f" ({skipped} more could not be used)" if skipped else ""
    return (
        f"{used} articles{left}, {len(tables['quotes'])} quotes, {len(tables['positions'])} positions, "
        f"{len(tables['actors'])} actors. Run on {started:%Y-%m-%d}."
    )
