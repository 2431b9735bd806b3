"""corrections.csv: one human decision a line, read and written so that nothing in it is ever more than text.

See :mod:`analysis.corrections` for what the columns hold.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.errors import UsageError
from analysis.ingest.article import Problem
from analysis.writing import write_whole

NAME = "corrections.csv"
COLUMNS = (
    "decision",
    "actor",
    "about",
    "old",
    "new",
    "note",
    "article",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
)
ACTOR = ("merge actor", "split actor", "rename actor", "retype actor", "drop actor")
QUOTE = ("set quote speaker", "set quote kind", "set quote act", "drop quote", "confirm quote")
POSITION = (
    "set position target",
    "set position towards",
    "set position issue",
    "set position stance",
    "set position basis",
    "drop position",
    "confirm position",
)
KINDS = ACTOR + QUOTE + POSITION
_MAX_BYTES = 20_000_000
# A spreadsheet runs a cell that begins like this as a formula: it is kept behind a ' (OWASP, "CSV Injection").
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]")


@dataclass(frozen=True)
class Decision:
    """One line of corrections.csv; ``file`` and ``line`` say where it stands, ``set`` whose articles it is about."""

    decision: str
    actor: str = ""
    about: str = ""
    old: str = ""
    new: str = ""
    note: str = ""
    article: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    set: str = ""
    file: str = NAME
    line: int = 0

    def values(self) -> tuple[str, ...]:
        """The cells of its line, in the order of ``COLUMNS``."""
        return tuple("" if (value := getattr(self, name)) is None else str(value) for name in COLUMNS)

    def problem(self, code: str, message: str, article_id: str | None = None) -> Problem:
        """What to tell of a decision that changes nothing."""
        return Problem(self.file, article_id, "corrections", code, f"{self.file}, line {self.line}: {message}")


def read(path: Path, set_name: str = "") -> tuple[list[Decision], list[Problem]]:
    """The decisions in a file, and what is wrong with its lines. A file that cannot be read is one problem, and no
    decision of it counts; no file is no decision."""
    file = f"{set_name}/{NAME}" if set_name else NAME
    try:
        rows = _rows(path)
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        told = f"{file}: cannot be read ({why}), so none of its decisions counts. Save it as CSV with UTF-8 text."
        return [], [Problem(file, None, "corrections", "unreadable", told)]
    if not rows:
        return [], []
    line, head = rows[0]
    head = [name.strip().casefold() for name in head]
    if "decision" not in head or len(set(head) - {""}) < len([h for h in head if h]) or set(head) - {*COLUMNS, ""}:
        told = (
            f"{file}, line {line}: the first line must name the columns, each once, out of: {', '.join(COLUMNS)}. "
            "None of its decisions counts."
        )
        return [], [Problem(file, None, "corrections", "unknown_columns", told)]
    decisions, problems = [], []
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            decisions.append(_decision(dict(zip(head, cells, strict=False)), cells[len(head) :], set_name, file, line))
        except ValueError as error:
            problems.append(Problem(file, None, "corrections", "unreadable_line", f"{file}, line {line}: {error}"))
    return decisions, problems


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The lines of a CSV file with their numbers; commas, semicolons or tabs part the cells, as the first line has it.
    Raises OSError, ValueError or csv.Error."""
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError("it is larger than 20 MB")
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    first = text.lstrip("\n").split("\n", 1)[0]
    parted = max(",;\t", key=first.count)
    reader, rows, line = csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True), [], 1
    for cells in reader:
        if cells or rows:
            rows.append((line, cells))
        line = reader.line_num + 1
    return rows


def _decision(cells: dict[str, str], more: list[str], set_name: str, file: str, line: int) -> Decision:
    """One line. Raises ValueError saying what is wrong with it."""
    if any(cell.strip() for cell in more):
        raise ValueError("it has more cells than the first line names; put text with commas in quotation marks.")
    held = {name: _plain(cells.get(name) or "") for name in COLUMNS}
    kind = " ".join(held["decision"].casefold().split())
    if kind not in KINDS:
        raise ValueError(f"{held['decision']!r} is no decision; known are: {', '.join(KINDS)}.")
    places = {}
    for name in ("start", "end"):
        value = held[name].strip()
        if value and not re.fullmatch(r"[0-9]{1,9}", value):
            raise ValueError(f"{name} is {value!r}; it must be a whole number, or empty.")
        places[name] = int(value) if value else None
    names = {name: held[name].strip() for name in ("actor", "about", "old", "new", "article")}
    return replace(Decision(**(held | places | names | {"decision": kind})), set=set_name, file=file, line=line)


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Write a corrections.csv beside and rename it, so that it is whole or as it was. Raises UsageError where it cannot
    be written."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    for decision in decisions:
        writer.writerow([_safe(value) for value in decision.values()])
    try:
        write_whole(path, held.getvalue().encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror or error}), so the decision is not saved. "
            "Make the folder writable, or copy the articles to one that is."
        ) from error


def _safe(value: str) -> str:
    return "'" + value if _FORMULA.match(value) else value


def _plain(value: str) -> str:
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value
