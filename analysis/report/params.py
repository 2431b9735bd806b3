"""Notebook parameters: what the notebooks declare, and checking what a user gives against it.

papermill only warns of an unknown name and guesses types from the text; here a misspelt name or a wrong type stops the
run before anything is read.
"""

import ast
import math
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.errors import UsageError
from analysis.settings import closest, project_root, shown

SET_BY_RUN = ("sources", "outputs", "figures_dir")  # the run fills these in from its own arguments
_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


@dataclass(frozen=True)
class Parameter:
    """One parameter, as declared by one or several notebooks; ``default`` is Python source, as in the notebook."""

    name: str
    type: str  # str, int, float, bool, list, dict; "" where a notebook does not say
    default: str
    help: str
    notebooks: tuple[str, ...]


def chapters(folder: Path | None = None) -> list[Path]:
    """The notebooks of a report in order. Raises UsageError where there are none (as in an installed wheel)."""
    folder = folder or project_root() / "notebooks"
    found = sorted(folder.glob("[0-5]_*.ipynb"))
    if not found:
        raise UsageError(f"{folder.name}/ holds no notebooks. Run On Record from a checkout of the project.")
    return found


def declared(notebooks: list[Path]) -> dict[str, Parameter]:
    """Parameters of all notebooks by name, in order of first appearance."""
    from papermill import inspect_notebook

    known: dict[str, Parameter] = {}
    for path in notebooks:
        for name, found in inspect_notebook(path).items():
            before = known.get(name)
            users = (before.notebooks if before else ()) + (path.stem,)
            kind = _kind(found["inferred_type_name"], found["default"])
            known[name] = Parameter(
                name,
                before.type if before else kind,
                before.default if before else found["default"],
                before.help if before else found["help"].strip(),
                users,
            )
    return known


def _kind(annotation: str, default: str) -> str:
    base = re.match(r"\w*", annotation).group()
    if base and base != "None":
        return base
    try:
        value = ast.literal_eval(default)
    except (ValueError, SyntaxError):
        return ""
    return "" if value is None else type(value).__name__


def check(given: dict[str, object], known: dict[str, Parameter]) -> dict[str, object]:
    """Given parameters with values of the declared types. Text (from ``-p``) is converted, other values are checked.

    Raises UsageError for an unknown name, naming the closest known one, and for a value that is not of the type.
    """
    checked = {}
    for name, value in given.items():
        if name in SET_BY_RUN:
            raise UsageError(
                f"parameter {name!r} is set by the run: give sources as arguments and the folder with --outputs."
            )
        if name not in known:
            raise UsageError(
                f"no notebook has a parameter {shown(name)!r}.{closest(name, known.keys() - set(SET_BY_RUN))} "
                "'onrecord params' lists them."
            )
        checked[name] = _convert(known[name], value)
    return checked


def _convert(parameter: Parameter, value: object) -> object:
    kind = parameter.type
    if isinstance(value, str) and kind != "str":
        value = _from_text(parameter, value)
    fits = {
        "str": isinstance(value, str),
        "bool": isinstance(value, bool),
        "int": isinstance(value, int) and not isinstance(value, bool),
        "float": isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value),
        "list": isinstance(value, list),
        "dict": isinstance(value, dict),
    }
    if not fits.get(kind, True):
        quote = " Put it in quotes." if kind == "str" else ""
        raise _wrong(parameter, value, quote)
    return float(value) if kind == "float" else value


def _from_text(parameter: Parameter, text: str) -> object:
    kind, plain = parameter.type, text.strip()
    if kind == "int" and re.fullmatch(r"[+-]?\d{1,18}", plain):
        return int(plain)
    if kind == "float":
        try:
            return float(plain)
        except ValueError:
            raise _wrong(parameter, text) from None
    if kind == "bool" and plain.lower() in _YES | _NO:
        return plain.lower() in _YES
    if kind == "list":
        return _list(parameter, plain)
    if kind == "dict":
        return _yaml(parameter, plain)
    return text


def _list(parameter: Parameter, text: str) -> list:
    """``a, b`` or ``[a, "b, c"]``; items stay text unless the default's items are numbers."""
    items = (
        _yaml(parameter, text) if text.startswith("[") else [part.strip() for part in text.split(",") if part.strip()]
    )
    try:
        default = ast.literal_eval(parameter.default)
    except (ValueError, SyntaxError):
        default = []
    if default and isinstance(default, list) and isinstance(default[0], int | float) and isinstance(items, list):
        try:
            return [type(default[0])(item) for item in items]
        except (TypeError, ValueError):
            raise _wrong(parameter, text) from None
    return items


def _yaml(parameter: Parameter, text: str) -> object:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # BaseLoader leaves every value text: 00123 stays 00123
    except yaml.YAMLError:
        raise _wrong(parameter, text) from None


def _wrong(parameter: Parameter, value: object, hint: str = "") -> UsageError:
    return UsageError(f"parameter {parameter.name!r} must be {parameter.type}, not {shown(repr(value))}.{hint}")
