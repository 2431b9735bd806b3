"""The output folder: one run at a time in it, and every run folder complete or absent."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.errors import OutputLocked, UsageError
from analysis.settings import shown

STORE = ".store"
_LOCK, _HOLDER = ".lock", ".lock.json"


@contextmanager
def locked(outputs: Path) -> Iterator[None]:
    """Hold the output folder, made if need be. Raises OutputLocked, naming the holder, while another run has it."""
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        lock = FileLock(outputs / _LOCK)  # the system frees it when its holder dies
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputLocked(
            f"{shown(outputs)} is in use by another run{_holder(outputs)}. Wait for it, or give another --outputs."
        ) from None
    except OSError as error:
        raise UsageError(f"{shown(outputs)} cannot be written: {error.strerror or error}.") from None
    try:
        (outputs / _HOLDER).write_text(json.dumps({"pid": os.getpid()}), encoding="utf-8")
        _tidy(outputs)
        yield
    finally:
        (outputs / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(outputs: Path) -> str:
    try:
        return f" (process {json.loads((outputs / _HOLDER).read_text(encoding='utf-8'))['pid']})"
    except (OSError, ValueError, KeyError, TypeError):  # it has only just begun, or ends just now
        return ""


def _tidy(outputs: Path) -> None:
    """Remove what a killed run left: whoever holds the lock is the only run here. A replaced run whose successor never
    came is put back."""
    for left in outputs.glob(".*.partial-*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in outputs.glob(".*.old-*"):
        name = left.name[1:].rsplit(".old-", 1)[0]
        if (outputs / name).exists():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.rename(outputs / name)


@contextmanager
def run_folder(outputs: Path, name: str) -> Iterator[Path]:
    """An empty folder to fill: it becomes ``outputs/name`` when the block ends well, and is gone when it does not.

    A finished run of that name stays in place until then.
    """
    partial = outputs / f".{name}.partial-{os.getpid()}"
    final, old = outputs / name, outputs / f".{name}.old-{os.getpid()}"
    try:
        partial.mkdir()
        yield partial
        if final.exists():
            final.rename(old)
        partial.rename(final)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
