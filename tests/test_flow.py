"""Data flows one way: a room of analysis/ imports only from rooms above it."""

import ast

import pytest

ROOMS = (
    "errors",
    "settings",
    "progress",
    "writing",
    "schema",
    "ingest",
    "annotate",
    "store",
    "engine",
    "tables",
    "corrections",
    "compare",
    "figures",
    "workbook",
    "widgets",
    "report",
    "cli",
)
DOORS = {"__init__", "__main__"}  # the package's front doors may name any room


def modules(root):
    return sorted((root / "analysis").rglob("*.py"))


def room(path, root) -> str:
    return path.relative_to(root / "analysis").with_suffix("").parts[0]


def imported_rooms(path, root):
    """(line, room) of every import of our own package, inside functions too."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join(package[: len(package) - node.level + 1] + ((node.module,) if node.module else ()))
                if node.level
                else node.module
            )
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "analysis" else [base]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "analysis" and len(parts) > 1 and parts[1] in ROOMS:
                yield node.lineno, parts[1]


def test_every_module_has_a_room(root):
    assert not [str(p) for p in modules(root) if room(p, root) not in {*ROOMS, *DOORS}]


def test_rooms_import_only_from_rooms_above(root):
    wrong = [
        f"{path.relative_to(root)}:{line} imports {other}"
        for path in modules(root)
        if (own := room(path, root)) not in DOORS
        for line, other in imported_rooms(path, root)
        if ROOMS.index(other) > ROOMS.index(own)
    ]
    assert not wrong


@pytest.mark.parametrize("beside", ["training", "tests", "torch", "transformers"])
def test_the_package_never_imports_what_lies_beside_it(root, beside):
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in modules(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        and any(a.name.split(".")[0] == beside for a in node.names)
        or isinstance(node, ast.ImportFrom)
        and not node.level
        and node.module.split(".")[0] == beside
    ]
    assert not found


def test_the_check_sees_an_import_from_below(tmp_path):
    (tmp_path / "analysis" / "ingest").mkdir(parents=True)
    (tmp_path / "analysis" / "ingest" / "x.py").write_text(
        "def f():\n    from ..tables import quotes\n    from analysis import report\n"
    )
    assert list(imported_rooms(tmp_path / "analysis" / "ingest" / "x.py", tmp_path)) == [(2, "tables"), (3, "report")]
