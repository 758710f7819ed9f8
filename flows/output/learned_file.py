"""What decisions taught, beside them: ``learned.toml`` is in force, ``learned/N.toml`` every version, ``learned/N.npz`` the last
layer of the finder that goes with it, if one does."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from verbale.errors import UsageError, UserError
from verbale.extractors.data_files import read
from verbale.extractors.finder import Head, head_from
from verbale.extractors.ids import digest
from verbale.extractors.recalibration import Measure, Recalibration
from verbale.flows.output.folder import replace_file


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in force, if anything is, with the ``head`` of the finder that goes with it; ``problem``: why a file that is there
    cannot be used."""

    taught: Recalibration | None = None
    head: Head | None = None
    problem: str = ""


def learned_path(decisions: Path) -> Path:
    """The file in force of a folder of decisions, whether there is one or not."""
    return decisions / "learned.toml"


def read_learned(decisions: Path) -> Kept:
    """What is in force. A file that cannot be read stops no run: confidence then is as it is measured, and the run says so."""
    path = learned_path(decisions)
    if not path.exists():
        return Kept()
    try:
        taught = read(Recalibration, path)
        return Kept(taught, _head_of(decisions, taught))
    except UserError as error:
        first, *more = str(error).splitlines()
        rest = f" (and {len(more)} more)" if more else ""
        return Kept(problem=f"{path.parent / first}{rest}; not used: say verbale learn again, or verbale learn --forget")


def in_force(decisions: Path) -> tuple[str, ...]:
    """What caches must know of what is in force: nothing where nothing is, or where it cannot be used."""
    found = read_learned(decisions)
    if found.taught is None:
        return ()
    layer = (found.taught.last_layer.digest,) if found.taught.last_layer else ()
    return (digest([learned_path(decisions).read_bytes()]), *layer)


def layer_in_force(decisions: Path) -> tuple[str, ...]:
    """The same of the finder's last layer alone."""
    return in_force(decisions)[1:]


def _head_of(decisions: Path, taught: Recalibration) -> Head | None:
    """The last layer of a version. Raises UsageError where its file is not the one that was written with it."""
    if taught.last_layer is None:
        return None
    path = _version_path(decisions, taught.version).with_suffix(".npz")
    name = path.relative_to(decisions).as_posix()
    content = path.read_bytes() if path.is_file() else b""
    if digest([content]) != taught.last_layer.digest:
        raise UsageError(f"{name}: not the last layer that version {taught.version} was learned with")
    return head_from(content, name)


def read_version(decisions: Path, version: int) -> Recalibration:
    """A version that was learned some time. Raises UsageError, or DataError for a file that was spoilt."""
    path = _version_path(decisions, version)
    if not path.exists():
        known = ", ".join(map(str, _versions(decisions))) or "none"
        raise UsageError(f"{path}: there is no such version; there is {known}")
    return read(Recalibration, path)


def next_version(decisions: Path) -> int:
    """The number of the next version: no number comes twice."""
    return max(_versions(decisions), default=0) + 1


def keep_learned(decisions: Path, version: int, content: bytes, head: bytes = b"") -> Path:
    """Keep a version, with the last layer that goes with it, and put it in force; returns the file in force."""
    path = _version_path(decisions, version)
    path.parent.mkdir(parents=True, exist_ok=True)
    if head:
        replace_file(path.with_suffix(".npz"), head)
    replace_file(path, content)
    replace_file(learned_path(decisions), content)
    return learned_path(decisions)


def forget_learned(decisions: Path) -> bool:
    """Take what is in force out of use; every version stays. False where nothing was."""
    path = learned_path(decisions)
    found = path.exists()
    path.unlink(missing_ok=True)
    return found


def measure_of(finder: Literal["on", "off"]) -> Measure:
    """What measures the confidence of a run with the finder on or off."""
    return "evidence" if finder == "on" else "rules"


def named(taught: Recalibration) -> dict[str, Any]:
    """What ``run.json`` says of it."""
    about = {"version": taught.version, "made": taught.made, "measure": taught.measure}
    layer = {"last_layer_words": taught.last_layer.words} if taught.last_layer else {}
    return {**about, "corpus": taught.basis.corpus, "rows": taught.basis.rows, **layer}


def _version_path(decisions: Path, version: int) -> Path:
    return decisions / "learned" / f"{version}.toml"


def _versions(decisions: Path) -> list[int]:
    names = (re.fullmatch(r"([1-9]\d*)\.toml", path.name) for path in (decisions / "learned").glob("*.toml"))
    return sorted(int(name[1]) for name in names if name)
