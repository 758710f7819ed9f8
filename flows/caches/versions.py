"""Hashes of all that a result depends on besides its text: code, rules, gazetteer, model.

Sixteen hexadecimal digits each. A package is found without importing it, so that looking whether anything changed stays cheap.
"""

import importlib.util
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from verbale.extractors.ids import digest
from verbale.flows.settings import BUNDLED_MODEL

_PARSING = "parse.store"
# Every run looks at the imports: a whole parse of the modules would take longer than to hash the model.
_IMPORT = re.compile(r"^[ \t]*from verbale\.extractors((?:\.\w+)*) import (\([^)]*\)|.*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Versions:
    """``parsing``: the code that makes a parse of a text and keeps it. ``code``: all of ``extractors``.

    ``resources``: data files that are neither rules nor gazetteer.
    """

    package: str
    code: str
    parsing: str
    rules: str
    gazetteer: str
    resources: str
    model: str

    @property
    def parse_key(self) -> str:
        return digest((self.parsing, self.model, _library("spacy")))

    @property
    def extraction_key(self) -> str:
        parts = (self.code, self.rules, self.gazetteer, self.resources, self.model)
        return digest((*parts, _library("spacy"), _library("dateparser")))

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def hash_files(folder: Path, files: Iterable[Path]) -> str:
    """One hash of the names (below ``folder``) and contents of files, in any order."""
    parts = ((file.relative_to(folder).as_posix(), file.read_bytes()) for file in sorted(set(files)))
    return digest(chain.from_iterable(parts))


def package_folder(name: str) -> Path | None:
    """The folder of an importable package, or None."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    locations = list(spec.submodule_search_locations or ()) if spec else []
    return Path(locations[0]) if locations else None


def model_folder(model: str) -> Path | None:
    """Where the files of a pipeline lie; None when there is no such pipeline (loading it says so in one line)."""
    if model == BUNDLED_MODEL:
        return _extractors() / BUNDLED_MODEL
    path = Path(model)
    return path if path.is_dir() else package_folder(model)


def current_versions(model: str) -> Versions:
    """The versions of this installation. Reads every file of the package and of the model (some 20 MB for the bundled one)."""
    root = _extractors()
    data = root / "data"
    kinds = {"rules": data / "relations", "gazetteer": data / "actors"}
    hashes = {kind: hash_files(root, _files(folder)) for kind, folder in kinds.items()}
    others = [f for f in _files(data) if not any(folder in f.parents for folder in kinds.values())]
    code = [f for f in root.rglob("*.py") if root / BUNDLED_MODEL not in f.parents]
    folder = model_folder(model)
    return Versions(
        package=_library("verbale"),
        code=hash_files(root, code),
        parsing=hash_files(root, modules_behind(root, _PARSING)),
        resources=hash_files(root, others),
        model=f"{model}:{hash_files(folder, _files(folder)) if folder else 'missing'}",
        **hashes,
    )


def modules_behind(root: Path, module: str) -> set[Path]:
    """The files of a module of ``extractors`` and of all that it imports there, found without importing anything."""
    # What the package shows to others (all of it) is not followed: a module takes what it needs from where that is made.
    found = {root / "__init__.py"}
    ahead = [module]
    while ahead:
        name = ahead.pop()
        places = (root / f"{name.replace('.', '/')}.py", root / name.replace(".", "/") / "__init__.py")
        for file in {place for place in places if place.is_file()} - found:
            found.add(file)
            for above, names in _IMPORT.findall(file.read_text(encoding="utf-8")):
                ahead += [above.strip("."), *(f"{above}.{name}".strip(".") for name in re.findall(r"\w+", names))]
    return found - {root / "__init__.py"}


def _files(folder: Path) -> list[Path]:
    return [f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts]


@lru_cache(maxsize=1)
def _extractors() -> Path:
    folder = package_folder("verbale.extractors")
    assert folder is not None
    return folder


@lru_cache(maxsize=8)
def _library(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "0"
