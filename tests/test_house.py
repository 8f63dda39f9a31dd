"""The house keeps its shape: who may know Qt and SQL, how long a file may be, where colours and words come from."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "cupdesk"
ROOMS = ("rules", "words", "store", "sheets", "seasons", "lines", "imports", "ui", "cli", "bench")
LONGEST = {"src": 360, "installer": 360, "tests": 450}
"""Lines of a file, by its folder."""

QT = {"PySide6", "shiboken6"}
SQL = {"sqlalchemy", "sqlmodel", "alembic", "sqlite3"}
ITEM_WIDGETS = {"QTableWidget", "QTreeWidget", "QListWidget"}
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3}|[0-9a-fA-F]{8})\b")
# Put together, so that this file does not find itself.
LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def modules(*parts: str) -> list[Path]:
    """The Python files of the program, or of one room."""
    found = sorted(SOURCE.joinpath(*parts).rglob("*.py"))
    assert found, parts
    return found


def written() -> list[Path]:
    """Every Python file of the project."""
    return [path for folder in ("src", "tests", "installer") for path in sorted((ROOT / folder).rglob("*.py"))]


def imports(path: Path) -> set[str]:
    """The top names of everything a file imports, also inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def breaking(allowed: tuple[str, ...], names: set[str]) -> dict[str, set[str]]:
    """The files outside the rooms in `allowed` that import one of `names`."""
    outside = [path for path in modules() if path.relative_to(SOURCE).parts[0] not in allowed]
    return {str(path.relative_to(ROOT)): imports(path) & names for path in outside if imports(path) & names}


# bench/ measures ours against a bare window and a bare commit, so it knows both.
def test_qt_lives_in_ui_only() -> None:
    assert any(imports(path) & QT for path in modules("ui"))
    assert breaking(("ui", "bench"), QT) == {}


def test_sql_lives_in_the_store_only() -> None:
    assert any(imports(path) & SQL for path in modules("store"))
    assert breaking(("store", "bench"), SQL) == {}


def test_rules_need_the_standard_library_only() -> None:
    allowed = set(sys.stdlib_module_names) | {"cupdesk"}
    foreign = {str(path.relative_to(ROOT)): imports(path) - allowed for path in modules("rules")}
    assert {path: names for path, names in foreign.items() if names} == {}


def test_every_room_is_there_and_no_other() -> None:
    assert {path.parent.name for path in SOURCE.glob("*/__init__.py")} == set(ROOMS)


def test_tables_are_models_never_item_widgets() -> None:
    used = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("ui")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Name, ast.Attribute, ast.alias))
        and (getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "name", None)) in ITEM_WIDGETS
    }
    assert used == set()


def test_colours_come_from_the_themes() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("ui")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value)
    }
    assert found == set()


def test_files_are_short() -> None:
    lines = {path.relative_to(ROOT): path.read_text(encoding="utf-8").count("\n") for path in written()}
    assert {str(path): count for path, count in lines.items() if count > LONGEST[path.parts[0]]} == {}


def test_nothing_is_left_for_later() -> None:
    shipped = [
        path
        for folder in ("resources", "tests/examples")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".toml", ".typ", ".json")
    ]
    assert {
        str(path.relative_to(ROOT))
        for path in [*written(), *shipped, *(ROOT / "docs").rglob("*.md")]
        if LEFT_OVER.search(path.read_text(encoding="utf-8"))
    } == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_no_failure_is_swallowed_whole() -> None:
    wide = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    }
    assert wide == set()
