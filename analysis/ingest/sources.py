"""From paths to files: which files are articles, and which source set each belongs to."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import UsageError
from analysis.ingest.sets import SourceSet, load_set

PROJECT = Path(__file__).resolve().parents[2]
_NOT_ARTICLES = {"set.yaml", "issues.yaml", "corrections.csv"}


@dataclass(frozen=True)
class Found:
    """One file that was found. ``refused`` is (code, message) where it must not or cannot be opened."""

    set: str
    file: str
    path: Path
    refused: tuple[str, str] | None = None


def find(paths: list[Path]) -> tuple[list[Found], list[SourceSet]]:
    """Every article file under the paths (each once) and the sets they belong to, both sorted.

    A folder with ``set.yaml`` is a set, wherever it lies; in a folder that holds such folders every sub-folder is one;
    any other folder is one set named after it, and files given by themselves make the set of their folder. Raises
    UsageError for a path that does not exist and for a yaml file that cannot be read.
    """
    search = _Search()
    for given in paths:
        search.add(resolve(Path(given)), str(given))
    return sorted(search.files, key=lambda f: (f.set, f.file)), [search.sets[k] for k in sorted(search.sets)]


def resolve(path: Path) -> Path:
    """An existing path: as given, else taken from the project root. Raises UsageError where neither exists."""
    path = path.expanduser()
    for candidate in [path] if path.is_absolute() else [Path.cwd() / path, PROJECT / path]:
        if candidate.exists():
            return candidate.resolve()
    raise UsageError(
        f"{path}: no such file or folder. Sources are looked for in the working directory, then in the project."
    )


class _Search:
    def __init__(self) -> None:
        self.files: list[Found] = []
        self.sets: dict[str, SourceSet] = {}
        self._names: dict[Path, str] = {}  # folder of a set to its name
        self._seen: set[Path] = set()

    def add(self, path: Path, given: str) -> None:
        if path.is_dir():
            self._folder(path, path, None)
        elif path.name in _NOT_ARTICLES:
            raise UsageError(f"{given}: describes a source set, it is not an article; give the folder.")
        else:
            self._file(path, path.parent, self._set(path.parent), path.parent)

    def _set(self, folder: Path) -> str:
        """The name of the set of a folder: the folder's, made different from that of another folder."""
        if folder not in self._names:
            base = printable(folder.name) or "sources"
            name = next(n for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if n not in self.sets)
            self._names[folder] = name
            self.sets[name] = load_set(name, folder)
        return self._names[folder]

    def _folder(self, folder: Path, root: Path, enclosing: Path | None) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            self._add(folder, root.parent, self._set(enclosing or folder), ("unreadable_folder", _why(error)))
            return
        entries = [e for e in entries if not e.name.startswith(".")]
        own = enclosing if enclosing and not (folder / "set.yaml").is_file() else folder
        holds_sets = enclosing is None and any(e.is_dir() and Path(e.path, "set.yaml").is_file() for e in entries)
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                self._folder(path, root, None if holds_sets else own)
            elif entry.name not in _NOT_ARTICLES and not entry.name.upper().startswith("README"):
                self._file(path, root, self._set(own))
        if not holds_sets and own == folder:
            self._set(folder)  # a set without articles is still a set

    def _file(self, path: Path, root: Path, name: str, shown_from: Path | None = None) -> None:
        shown_from = shown_from or root.parent
        try:
            real = path.resolve(strict=True)
            mode = real.stat().st_mode
        except (OSError, RuntimeError) as error:
            self._add(path, shown_from, name, ("unreadable_file", _why(error)))
            return
        if not real.is_relative_to(root):
            self._add(
                path,
                shown_from,
                name,
                ("outside_source", "A link that leads out of the source folder; copy the file there instead."),
            )
        elif path.is_symlink() and stat.S_ISDIR(mode):
            pass  # what it leads to lies in the source folder and is found there
        elif not stat.S_ISREG(mode):
            self._add(path, shown_from, name, ("not_a_file", "Not a plain file (a device, a pipe or a socket)."))
        elif real not in self._seen:
            self._seen.add(real)
            self._add(path, shown_from, name, None)

    def _add(self, path: Path, shown_from: Path, name: str, refused: tuple[str, str] | None) -> None:
        self.files.append(Found(name, printable(path.relative_to(shown_from).as_posix()), path, refused))


def printable(text: str) -> str:
    """A file name that can be written to any file: bytes that are not UTF-8 become replacement characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _why(error: Exception) -> str:
    return f"Cannot be opened: {getattr(error, 'strerror', None) or error}."
