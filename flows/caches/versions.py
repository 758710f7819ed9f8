"""Hashes of all that a result depends on besides its text: code, rules, gazetteer, data, model.

Sixteen hexadecimal digits each, one for every stage, so that a stage is done anew when something behind it changed and at no
other time. A package is found without importing it, so that looking whether anything changed stays cheap.
"""

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from verbale.extractors.ids import digest
from verbale.flows.caches.dependencies import Stage, data_files, source_files, stages
from verbale.flows.caches.entries import Cache
from verbale.flows.settings import BUNDLED_MODEL

# spaCy finds the components of the pipeline by their names, so no import leads to them: all of the room counts, and the finder.
_ENTRIES = {
    "parsing": ("verbale.extractors.parse.*", "verbale.extractors.finder.component"),
    "extraction": ("verbale.extractors.text.*", "verbale.extractors.pipeline", "verbale.flows.caches.records"),
    "rows": ("verbale.flows.output.document_rows",),
    "tables": ("verbale.flows.output.merge",),
    "review": ("verbale.flows.output.review_files",),
}
# Releases of libraries that results of a stage depend on.
_LIBRARIES = {
    "parsing": ("spacy", "onnxruntime"),
    "extraction": ("spacy", "dateparser", "onnxruntime"),
    "review": ("xlsxwriter",),
}
_RULES, _GAZETTEER = "extractors/data/relations/", "extractors/data/actors/"


@dataclass(frozen=True, slots=True)
class Versions:
    """The code of five stages with the data files that they name: ``parsing`` a text, ``extraction`` from the parse, making
    ``rows`` of what was found in a document, writing the ``tables`` of all documents, and the files of the ``review``.

    ``package``: the release; ``rules`` and ``gazetteer``: the bundled ones.
    """

    package: str
    parsing: str
    extraction: str
    rows: str
    tables: str
    review: str
    rules: str
    gazetteer: str
    model: str

    @property
    def parse_key(self) -> str:
        return digest((self.parsing, self.model))

    @property
    def extraction_key(self) -> str:
        return digest((self.package, self.parse_key, self.extraction, self.rules, self.gazetteer))

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def hash_files(folder: Path, files: Iterable[Path]) -> str:
    """One hash of the names (below ``folder``) and contents of files, in any order."""
    parts = ((file.relative_to(folder).as_posix(), file.read_bytes()) for file in sorted(set(files)))
    return digest(chain.from_iterable(parts))


def hash_folder(folder: Path) -> str:
    """One hash of all files of a folder."""
    return hash_files(folder, (f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts))


def hash_own(path: Path | None) -> str:
    """One hash of a folder or file of the user's own; its name where there is none (loading it says so in one line)."""
    if path and path.is_file():
        return hash_files(path.parent, [path])
    return hash_folder(path) if path and path.is_dir() else str(path or "")


def package_folder(name: str) -> Path | None:
    """The folder of an importable package, or None."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    locations = list(spec.submodule_search_locations or ()) if spec else []
    return Path(locations[0]) if locations else None


def model_folder(model: str, package: Path) -> Path | None:
    """Where the files of a pipeline lie; None when there is no such pipeline (loading it says so in one line)."""
    if model == BUNDLED_MODEL:
        return package / "extractors" / BUNDLED_MODEL
    path = Path(model)
    return path if path.is_dir() else package_folder(model)


def current_versions(model: str, cache: Cache | None = None, package: Path | None = None) -> Versions:
    """The versions of this installation. Reads every file of the package and of the model (some 20 MB for the bundled one).

    What the modules of the package say is kept in ``cache``, since it takes a second to find out. ``package``: the folder of
    ``verbale``, if it is not the one that is imported.
    """
    root = package or _package()
    data = data_files(root)
    found = _stages(root, data, cache)

    def of(stage: str) -> str:
        own = found[stage]
        named = [data[path] for path in own.data if stage != "extraction" or not path.startswith((_RULES, _GAZETTEER))]
        return digest((own.code, hash_files(root, named), *map(_library, _LIBRARIES.get(stage, ()))))

    def below(place: str) -> str:
        return hash_files(root, (file for path, file in data.items() if path.startswith(place)))

    folder = model_folder(model, root)
    return Versions(
        package=_library("verbale"),
        **{stage: of(stage) for stage in _ENTRIES},
        rules=below(_RULES),
        gazetteer=below(_GAZETTEER),
        model=f"{model}:{hash_folder(folder) if folder else 'missing'}",
    )


def _stages(root: Path, data: Iterable[str], cache: Cache | None) -> dict[str, Stage]:
    """The stages of the package as it stands: from the cache, where the very same modules were looked at before."""
    key = digest((hash_files(root, source_files(root)), *data, json.dumps(_ENTRIES)), size=16)
    kept = cache.unpacked("code", key, _unpack) if cache else None
    if kept is not None:
        return kept
    found = _looked_at(root, key)
    if cache:
        cache.put("code", key, _pack(found))
    return found


def _pack(found: dict[str, Stage]) -> bytes:
    return json.dumps({name: (stage.code, stage.data) for name, stage in found.items()}).encode()


def _unpack(content: bytes) -> dict[str, Stage]:
    return {name: Stage(code, tuple(data)) for name, (code, data) in json.loads(content).items()}


@lru_cache(maxsize=4)
def _looked_at(root: Path, key: str) -> dict[str, Stage]:
    return stages(root, _ENTRIES)


@lru_cache(maxsize=1)
def _package() -> Path:
    folder = package_folder("verbale")
    assert folder is not None
    return folder


@lru_cache(maxsize=16)
def _library(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "0"
