"""Annotates a corpus: the same chunk function in this process or in several."""

import functools
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from analysis.errors import OnRecordError
from analysis.ingest.article import Article, Problem
from analysis.store import Store

CHUNK = 8  # texts handed to a process at a time: enough to hide the handing over, few enough for an honest progress bar

Progress = Callable[[str, int, int], None]  # step, done, total


@functools.lru_cache(maxsize=1)
def _store(folder: str) -> Store:
    """The store of a worker process, which loads the pipeline once."""
    return Store(folder)


def annotate_chunk(texts: list[str], store_folder: str | Store) -> list[str | None]:
    """Annotate texts into the store; for each what went wrong in one line, or None. An OnRecordError stops the run."""
    store = store_folder if isinstance(store_folder, Store) else _store(store_folder)
    failures: list[str | None] = []
    for text in texts:
        try:
            store.make(text)
            failures.append(None)
        except OnRecordError:
            raise
        except Exception as error:  # one bad text costs its own rows, never the run
            failures.append(" ".join(f"{type(error).__name__}: {error}".split())[:300])
    return failures


def annotate_all(
    articles: list[Article], store: Store, workers: int = 1, progress: Progress | None = None, fresh: bool = False
) -> list[Problem]:
    """Bring the annotation of every article that is not skipped into the store; what failed, as problems.

    ``fresh`` makes all of them again. Raises ModelError where the model is missing.
    """
    used = [a for a in articles if a.status != "skipped"]
    texts = list(dict.fromkeys(a.text for a in used if fresh or not store.has(a.text)))
    total = len({a.text for a in used})
    report = progress or (lambda step, done, of: None)
    report("annotate", total - len(texts), total)
    failures: dict[str, str] = {}
    done = total - len(texts)
    run = _by_processes if workers > 1 and len(texts) > 1 else _here
    for chunk, failed in run(texts, store, workers):
        failures.update({text: why for text, why in zip(chunk, failed, strict=True) if why})
        done += len(chunk)
        report("annotate", done, total)
    return [
        Problem(
            a.file,
            a.article_id,
            "annotate",
            "annotation_failed",
            f"This article could not be annotated and has no rows ({failures[a.text]}).",
        )
        for a in used
        if a.text in failures
    ]


def _one_thread() -> None:
    from analysis.annotate.model import limit_threads

    limit_threads(1)


def _here(texts: list[str], store: Store, workers: int):
    """One text after another in this process, with the pipeline that the store may already have."""
    for text in texts:
        yield [text], annotate_chunk([text], store)


def _by_processes(texts: list[str], store: Store, workers: int):
    """Chunks as processes finish them. A process that dies costs its text only: what was open is done again, one by
    one."""
    folder = str(Path(store.folder).resolve())
    size = max(1, min(CHUNK, len(texts) // (4 * workers)))  # a small set is shared out evenly too
    chunks = [texts[i : i + size] for i in range(0, len(texts), size)]
    open_chunks = {i: chunk for i, chunk in enumerate(chunks)}
    try:
        with ProcessPoolExecutor(
            min(workers, len(chunks)), mp_context=get_context("spawn"), initializer=_one_thread
        ) as pool:
            futures = {pool.submit(annotate_chunk, chunk, folder): i for i, chunk in open_chunks.items()}
            for future in as_completed(futures):
                failed = future.result()
                yield open_chunks.pop(futures[future]), failed
    except BrokenProcessPool:
        for text in [t for chunk in open_chunks.values() for t in chunk]:
            yield [text], [_alone(text, folder)]


def _alone(text: str, folder: str) -> str | None:
    """Annotate one text in a process of its own."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_one_thread) as pool:
            return pool.submit(annotate_chunk, [text], folder).result()[0]
    except BrokenProcessPool:
        return "the process that read it died, perhaps for lack of memory"
