"""Source sets: a folder of articles, what it is about (``set.yaml``) and its codebook (``issues.yaml``)."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import UsageError

_ISSUE_KEYS = {"id", "proposition", "about", "all_of", "for", "against"}
_MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class Issue:
    """One entry of a codebook: a proposition that an actor can be for or against, with the phrases that signal it.

    A statement is about the issue when a phrase of ``about`` occurs in it, and also when it has one of every group of
    ``all_of``. ``phrases_for`` and ``phrases_against`` signal a stance (keys ``for`` and ``against`` in the file).
    """

    id: str
    proposition: str
    about: tuple[str, ...] = ()
    all_of: tuple[tuple[str, ...], ...] = ()
    phrases_for: tuple[str, ...] = ()
    phrases_against: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceSet:
    """One source set. ``about`` is all of ``set.yaml``, ``corrections`` the path of ``corrections.csv``, if any."""

    name: str
    path: Path
    title: str | None = None
    description: str | None = None
    issues: tuple[Issue, ...] = ()
    about: dict[str, Any] = field(default_factory=dict)
    corrections: Path | None = None


def load_set(name: str, folder: Path) -> SourceSet:
    """The set of a folder, with what its yaml files say. Raises UsageError naming the file and the wrong line."""
    about = _load(folder / "set.yaml")
    if not isinstance(about, dict):
        raise UsageError(f"{folder / 'set.yaml'}, line 1: expected keys with values, such as 'title: ...'.")
    corrections = folder / "corrections.csv"
    return SourceSet(
        name=name,
        path=folder,
        title=_text(about.get("title")),
        description=_text(about.get("description")),
        issues=load_issues(folder / "issues.yaml"),
        about=about,
        corrections=corrections if corrections.is_file() else None,
    )


def load_issues(path: Path) -> tuple[Issue, ...]:
    """The codebook in a file: a list of issues, also under a key ``issues``; empty where there is no file."""
    data, lines = _load(path), _lines(path)
    if isinstance(data, dict):
        data = data.get("issues", [] if not data else None)
    if not isinstance(data, list):
        raise UsageError(f"{path}, line 1: expected a list of issues, each with 'id' and 'proposition'.")
    issues: list[Issue] = []
    for number, entry in enumerate(data):
        where = f"{path}, line {lines[number] if number < len(lines) else 1}"
        issue = _issue(entry, where)
        if any(other.id == issue.id for other in issues):
            raise UsageError(f"{where}: the id {issue.id!r} is used twice; give each issue its own.")
        issues.append(issue)
    return tuple(issues)


def _issue(entry: Any, where: str) -> Issue:
    if not isinstance(entry, dict):
        raise UsageError(f"{where}: an issue needs keys, such as 'id' and 'proposition'.")
    if unknown := sorted(map(str, entry.keys() - _ISSUE_KEYS)):
        raise UsageError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(_ISSUE_KEYS))}.")
    missing = [k for k in ("id", "proposition") if not isinstance(entry.get(k), str) or not entry[k].strip()]
    if missing:
        raise UsageError(f"{where}: the issue needs {' and '.join(missing)}, as text.")
    phrases = {k: _phrases(entry.get(k), k, where, nested=k == "all_of") for k in ("about", "all_of", "for", "against")}
    return Issue(
        entry["id"].strip(),
        " ".join(entry["proposition"].split()),
        phrases["about"],
        phrases["all_of"],
        phrases["for"],
        phrases["against"],
    )


def _phrases(value: Any, name: str, where: str, nested: bool) -> tuple:
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise UsageError(f"{where}: {name!r} must be a phrase or a list of phrases.")
    found = []
    for item in items:
        if nested and isinstance(item, list):
            found.append(_phrases(item, name, where, nested=False))
        elif isinstance(item, str) and item.strip():
            found.append((" ".join(item.split()),) if nested else " ".join(item.split()))
        else:
            raise UsageError(f"{where}: {name!r} holds {item!r}; put phrases there, in quotation marks if need be.")
    return tuple(found)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError(f"{path}: larger than 1 MB; a description of a source set is a short file.")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error}).") from error


def _load(path: Path) -> Any:
    """The content of a yaml file; an empty dict where there is none or nothing in it. Dates stay ISO text."""
    if not path.is_file():
        return {}
    try:
        data = yaml.load(_read(path), Loader=_TextDates)  # a SafeLoader: nothing but plain values
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise UsageError(f"{path}, line {line}: {getattr(error, 'problem', None) or 'not valid YAML'}.") from error
    except (RecursionError, ValueError) as error:
        raise UsageError(f"{path}, line 1: not valid YAML ({error}).") from error
    return {} if data is None else data


class _TextDates(yaml.SafeLoader):
    """A safe loader that leaves 2024-11-22 as text, as every date of the tables is."""


_TextDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _lines(path: Path) -> list[int]:
    """The line on which each issue of the list begins."""
    if not path.is_file():
        return []
    node = yaml.compose(_read(path), Loader=yaml.SafeLoader)
    if isinstance(node, yaml.MappingNode):
        node = next((value for name, value in node.value if name.value == "issues"), None)
    return [item.start_mark.line + 1 for item in node.value] if isinstance(node, yaml.SequenceNode) else []


def _text(value: Any) -> str | None:
    return None if value is None else " ".join(str(value).split()) or None
