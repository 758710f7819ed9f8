"""What a stage depends on: the modules behind it as Python understands them, and the data files that these name.

Nothing is imported to find out. A module counts by its statements: comments, docstrings and layout are left out, so that words
about the code change nothing. An import is followed to where the name is made: of a room that shows names of several modules
only those count that make what is asked for.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from verbale.extractors.ids import digest

ROOMS = ("extractors", "flows", "review")
_DATA = ("extractors/data", "review")
Import = tuple[str, str]
"""A module, and the name that is taken from it; no name where it is the module that is wanted."""


@dataclass(frozen=True, slots=True)
class Stage:
    """``code``: a hash of the modules behind a stage. ``data``: the files that they name, as paths below the package."""

    code: str
    data: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """``statements``: a hash. ``shown``: name -> the import that binds it. ``files``, ``folders``: strings that may name data."""

    statements: str
    imports: tuple[Import, ...]
    shown: dict[str, Import]
    files: frozenset[str]
    folders: frozenset[str]


def stages(root: Path, entries: dict[str, tuple[str, ...]]) -> dict[str, Stage]:
    """Name of a stage -> what it depends on. ``root``: the folder of the package ``verbale``.

    ``entries``: the modules that a stage begins in: ``verbale.extractors.pipeline``, or ``verbale.review.*`` for all of a room.
    """
    package = Package(root)
    data = data_files(root)
    return {name: package.stage(begins, data) for name, begins in entries.items()}


def source_files(root: Path) -> list[Path]:
    """The modules of the package."""
    # The rooms may be links to folders of the checkout, which rglob does not follow.
    return sorted([*root.glob("*.py"), *(file for room in ROOMS for file in (root / room).rglob("*.py"))])


def data_files(root: Path) -> dict[str, Path]:
    """Path below the package -> file, for all that is no module."""
    files = (file for place in _DATA for file in (root / place).rglob("*") if file.suffix not in (".py", ".pyc"))
    return {file.relative_to(root).as_posix(): file for file in sorted(files) if file.is_file()}


class Package:
    """The modules of the package, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, Module] = {}

    def stage(self, begins: Iterable[str], data: Iterable[str]) -> Stage:
        found = self.behind(begins)
        files = frozenset[str]().union(*(module.files for module in found.values()))
        folders = frozenset[str]().union(*(module.folders for module in found.values()))
        code = digest(part for name, module in sorted(found.items()) for part in (name, module.statements))
        return Stage(code, tuple(path for path in data if _is_named(path, files, folders)))

    def behind(self, begins: Iterable[str]) -> dict[str, Module]:
        """The modules that some begin with, and all that these import of the package, by name."""
        found: dict[str, Module] = {}
        ahead = [name for begin in begins for name in self._expanded(begin)]
        while ahead:
            name = ahead.pop()
            if name not in found:
                found[name] = self.module(name)
                ahead += [origin for wanted in found[name].imports for origin in self.behind_name(*wanted)]
        return found

    def module(self, name: str) -> Module:
        if name not in self._read:
            self._read[name] = read_module(self._file(name).read_text(encoding="utf-8"))
        return self._read[name]

    def _expanded(self, begin: str) -> Iterator[str]:
        room = begin.removesuffix(".*")
        if room == begin:
            yield begin
            return
        folder = self._file(room).parent
        for file in folder.rglob("*.py"):
            if file.name != "__init__.py":
                yield ".".join((room, *file.relative_to(folder).with_suffix("").parts))

    def behind_name(self, module: str, name: str) -> tuple[str, ...]:
        """The module that makes a name which another one shows; nothing for what is not of the package."""
        if not self._is_module(module):
            return ()
        if not name or self._file(module).name != "__init__.py":
            return (module,)
        shown = self.module(module).shown.get(name, (module, name))
        if shown != (module, name):
            return self.behind_name(*shown)
        return (f"{module}.{name}",) if self._is_module(f"{module}.{name}") else (module,)

    def _is_module(self, name: str) -> bool:
        return name.partition(".")[0] == "verbale" and self._file(name).is_file()

    def _file(self, name: str) -> Path:
        place = self.root.joinpath(*name.split(".")[1:])
        return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def _is_named(path: str, files: frozenset[str], folders: frozenset[str]) -> bool:
    below = next(path.removeprefix(f"{place}/") for place in _DATA if path.startswith(f"{place}/"))
    *above, name = below.split("/")
    return name in files or below in files or not folders.isdisjoint(above)


@lru_cache(maxsize=1000)
def read_module(source: str) -> Module:
    """The module that a text in Python makes."""
    found = _Reading()
    found.read(ast.parse(source))
    statements = digest(("\0".join(found.told),))
    return Module(statements, tuple(found.imports), found.shown, frozenset(found.files), frozenset(found.folders))


_NAMING = frozenset({ast.Constant, ast.Import, ast.ImportFrom, ast.BinOp})


class _Reading:
    """What one walk through a tree finds: the tree as written by its nodes, without docstrings and all other strings that stand
    as statements (``told``), and what it imports and names. (``ast.dump`` and ``ast.walk`` take three times as long.)
    """

    def __init__(self) -> None:
        self.told: list[str] = []
        self.imports: list[Import] = []
        self.shown: dict[str, Import] = {}
        self.files: set[str] = set()
        self.folders: set[str] = set()

    def read(self, node: ast.AST) -> None:
        told, kind = self.told, type(node)
        told.append(kind.__name__)
        if kind in _NAMING:
            self._note(node)
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, ast.AST):
                if not isinstance(value, ast.expr_context):  # where a name stands says whether it is read or set
                    self.read(value)
            elif isinstance(value, list):
                told.append("[")
                for one in value:
                    if not isinstance(one, ast.AST):
                        told.append(repr(one))
                    elif not _is_text(one):
                        self.read(one)
                told.append("]")
            else:
                told.append(repr(value))

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and "." in node.value:
                self.files.add(node.value)
        elif isinstance(node, ast.Import):
            self.imports += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            taken = {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
            self.imports += taken.values()
            self.shown |= taken
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
            self.folders.add(str(node.right.value))


def _is_text(statement: ast.AST) -> bool:
    """Whether a node of a list is a string that stands as a statement."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
