"""manifest.json: what a run read, with what it was made, and what it wrote."""

import hashlib
import json
import platform
import shutil
from importlib.metadata import version
from pathlib import Path

import pandas as pd

import analysis
from analysis.errors import UsageError

NAME = "manifest.json"
_LIBRARIES = (
    "ipykernel",
    "matplotlib",
    "nbconvert",
    "numpy",
    "onnxruntime",
    "pandas",
    "papermill",
    "pyarrow",
    "rapidfuzz",
    "spacy",
    "tokenizers",
    "trafilatura",
)


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inputs(paths: list[Path]) -> list[dict]:
    """Every file that was found under the sources, and the yaml and csv files of their sets: file, bytes, sha256."""
    from analysis.ingest.sources import find

    files, sets = find(paths)
    rows = [_input(f.file, f.path) for f in files if f.refused is None]
    for source in sets:
        for name in ("set.yaml", "issues.yaml", "corrections.csv"):
            if (source.path / name).is_file():
                rows.append(_input(f"{source.name}/{name}", source.path / name))
    return rows


def _input(name: str, path: Path) -> dict:
    try:
        return {"file": name, "bytes": path.stat().st_size, "sha256": sha256(path)}
    except OSError:  # found, but unreadable: the problems table says why
        return {"file": name, "bytes": None, "sha256": None}


def model_id() -> dict[str, str]:
    """Id of the model (of its files) and of the whole annotation code with the model."""
    from analysis.annotate import model
    from analysis.store import annotation_id

    return {"model": model.model_id(), "annotation": annotation_id()}


def counts(tables: dict[str, pd.DataFrame]) -> dict[str, int]:
    """Rows of every table, and articles by status."""
    status = tables["articles"]["status"].value_counts()
    return {
        **{f"articles_{s}": int(status.get(s, 0)) for s in ("used", "used_with_warning", "skipped")},
        **{name: len(table) for name, table in tables.items()},
    }


def write(folder: Path, about: dict) -> None:
    """Write the manifest of a run folder, with the SHA-256 of every other file in it."""
    versions = {
        "on_record": analysis.__version__,
        "python": platform.python_version(),
        **{name: version(name) for name in _LIBRARIES},
    }
    _write(folder, {**about, "versions": versions})


def leave_out(folder: Path, part: str) -> None:
    """Remove a sub-folder of a finished run, and its files from the manifest, which stays true."""
    about = read(folder)
    if about is None:
        raise UsageError(f"{folder} is not a finished run: it has no {NAME}.")
    shutil.rmtree(folder / part)
    _write(folder, about)


def _write(folder: Path, about: dict) -> None:
    written = {
        path.relative_to(folder).as_posix(): sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / NAME
    }
    text = json.dumps({**about, "outputs": written}, ensure_ascii=False, indent=1)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def read(folder: Path) -> dict | None:
    """The manifest of a finished run; None where the folder is not one."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "run" in found and "outputs" in found else None
