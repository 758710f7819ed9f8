"""The house: small modules, rooms that show what others may use, one direction of imports (that, import-linter checks)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from radon.complexity import cc_visit

from tests.conftest import ROOT

PACKAGES = ("extractors", "flows", "review")
NAMES = (
    "text", "parse", "grammar", "actors", "timex", "finder", "rules", "events", "tables", "evaluation", "panel", "chronology",
)  # fmt: skip
ROOMS = {f"extractors.{room}" for room in NAMES}
LONGEST, MOST_MODULES, MOST_BRANCHES = 300, 15, 20
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ALL_CODE = sorted([*MODULES, *(p for folder in ("src", "benchmarks", "training") for p in (ROOT / folder).rglob("*.py"))])
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name_of(path: Path) -> str:
    """``extractors.text.structure.blocks`` of a file of the package."""
    return path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def room_of(module: str) -> str:
    """The room that a module lies in, or nothing."""
    return next((room for room in ROOMS if module == room or module.startswith(f"{room}.")), "")


def imports(path: Path) -> list[tuple[str, str]]:
    """(module, name) of everything that a file imports from the package."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("verbale")]
    return [(str(node.module), alias.name) for node in froms for alias in node.names]


def test_modules_are_short() -> None:
    lengths = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in [*ALL_CODE, *TESTS]}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_folders_hold_few_modules() -> None:
    folders = {path.parent for path in [*MODULES, *TESTS]}
    counts = {folder.relative_to(ROOT).as_posix(): len(list(folder.glob("*.py"))) for folder in folders}
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_functions_branch_little() -> None:
    found = {
        f"{name_of(path)}.{block.name}": block.complexity
        for path in ALL_CODE
        for block in cc_visit(path.read_text(encoding="utf-8"))
        if block.complexity > MOST_BRANCHES
    }
    assert found == {}


def test_nobody_imports_what_another_module_keeps_to_itself() -> None:
    private = re.compile(r"_[a-z_A-Z]")
    found = [(name_of(path), module, name) for path in ALL_CODE for module, name in imports(path) if private.match(name)]
    assert found == []


def test_rooms_are_entered_by_their_doors() -> None:
    """What a module takes from another room, that room's ``__init__`` shows."""
    found = []
    for path in MODULES:
        own = room_of(name_of(path))
        for module, name in imports(path):
            room = room_of(module.removeprefix("verbale."))
            if room and room != own and module != f"verbale.{room}":
                found.append((name_of(path), module, name))
    assert found == []


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_says_which_question_it_answers(room: str) -> None:
    tree = ast.parse((ROOT / room.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))
    assert "?" in (ast.get_docstring(tree) or "").splitlines()[0]
    assert any(isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__" for node in tree.body)
