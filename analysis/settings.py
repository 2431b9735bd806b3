"""What a run is asked to do: one frozen object, validated once; and where things are looked for."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import yaml

from analysis.errors import UsageError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def project_root() -> Path:
    """The checkout that this package is run from: the folder of ``analysis/``, ``notebooks/`` and ``seeds/``."""
    return Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Data for training and for the tests that need it: ONRECORD_DATA, else ``../shared/data`` beside the checkout."""
    return Path(os.environ.get("ONRECORD_DATA") or project_root().parent / "shared" / "data")


def find_source(source: str | Path) -> Path:
    """The file or folder that ``source`` names, ``~`` expanded, from the working directory, then from the project root.

    Raises UsageError where there is none.
    """
    path = expand(source)
    for place in (path, project_root() / path):
        if place.exists():
            return place
    raise UsageError(f"{shown(source)}: no such file or folder. Give a folder of articles, or one article.")


def expand(path: str | Path) -> Path:
    """A path with ``~`` expanded. Raises UsageError where it names no user, or is no path at all."""
    if not str(path) or "\0" in str(path):
        raise UsageError(f"{shown(path)!r} is not a path.")
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise UsageError(f"{shown(path)}: there is no such user's folder.") from None


def without_home(path: str | Path) -> str:
    """A path as it may be shown to others: below the home folder it begins with ``~``. ``expand`` takes it back."""
    path = Path(path)
    try:
        inside = path.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return str(path)
    return str(Path("~") / inside)


def shown(text: object) -> str:
    """What a user typed, safe to print as part of one line of a message."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(text))


@dataclass(frozen=True)
class Settings:
    """One run. ``params`` holds notebook parameters as given; report/params.py checks them against the notebooks."""

    sources: tuple[str, ...] = ()  # files or folders of articles
    name: str = ""  # of the run; empty: source set and UTC time
    outputs: str = "outputs"  # folder of run folders and of the store of annotations
    workers: int = 1  # processes that annotate articles
    fresh: bool = False  # annotate again, whatever the store holds
    replace: bool = False  # put this run in the place of a finished one of the same name
    params: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self):
        if not self.sources:
            raise UsageError("no sources: name a folder of articles (or several), for example: onrecord run seeds")
        if self.name and not _NAME.fullmatch(self.name):
            raise UsageError(
                f"run name {shown(self.name)!r}: use letters, digits, '.', '_' and '-', a letter or digit first."
            )
        if self.workers < 1:
            raise UsageError(f"workers is {self.workers}: it must be 1 or more.")


def read_params_file(path: str | Path) -> tuple[dict, dict]:
    """Read a YAML file of a run into (settings, notebook parameters).

    Keys that are names of Settings are settings; every other key is taken for a notebook parameter. Dates become ISO
    strings. Raises UsageError naming the file for anything that is not a mapping of names to plain values.
    """
    path = expand(path)
    try:
        found = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = error.strerror if isinstance(error, OSError) else " ".join(str(error).split())
        raise UsageError(f"{shown(path)}: cannot be read as YAML: {reason}") from None
    if found is None:
        found = {}
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise UsageError(f"{shown(path)}: expected lines of NAME: VALUE.")
    settings = {f.name: found.pop(f.name) for f in fields(Settings) if f.name != "params" and f.name in found}
    for key, kind in (("name", str), ("outputs", str), ("workers", int), ("fresh", bool), ("replace", bool)):
        if key in settings and (not isinstance(settings[key], kind) or kind is int and isinstance(settings[key], bool)):
            raise UsageError(f"{shown(path)}: {key} must be {kind.__name__}, not {settings[key]!r}.")
    if "sources" in settings:
        sources = settings["sources"]
        sources = [sources] if isinstance(sources, str) else sources
        if not isinstance(sources, list) or not all(isinstance(s, str) for s in sources):
            raise UsageError(f"{shown(path)}: sources must be a path or a list of paths.")
        settings["sources"] = tuple(sources)
    return settings, {key: _plain(path, key, value) for key, value in found.items()}


class _Loader(yaml.SafeLoader):
    """Safe YAML that refuses a key given twice: the second would silently win."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise yaml.constructor.ConstructorError(None, None, f"{twice[0]!r} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _plain(path: Path, key: str, value: object) -> object:
    """A YAML value as papermill may pass it: str, int, float, bool, None, or lists and dicts of these."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(path, key, v) for v in value]
    if isinstance(value, dict) and all(isinstance(k, str) for k in value):
        return {k: _plain(path, key, v) for k, v in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise UsageError(f"{shown(path)}: the value of {key} is neither text, number, yes/no, list nor mapping.")


def closest(name: str, known) -> str:
    """`` Did you mean 'x'?`` for a misspelt name, or nothing."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""
