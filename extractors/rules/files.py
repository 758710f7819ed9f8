"""Rule files as they are spelled: which there are, and what their tables hold before any check."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from verbale.errors import UserError
from verbale.extractors.data_files import DATA, DataError, Table, nearest, problems, read_toml
from verbale.extractors.rules.names import used_names
from verbale.extractors.rules.values import SpelledWords

RELATIONS = DATA / "relations"
SHARED = DATA / "words.toml"
"""Names that every family may use; a folder of rules may hold a file of this name, too."""


class RuleError(UserError):
    """Rule files that cannot be used; the message is a line a problem, with file, rule, key and nearest right word."""


class SharedNames(Table):
    """``words.toml``: lists of words and groups of actor kinds, by name."""

    words: dict[str, SpelledWords] = Field(default={})
    kinds: dict[str, SpelledWords] = Field(default={})


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The tables of one family's file. ``names``: those that it uses. ``own``: it comes from a user's folder."""

    name: str
    family: str
    data: dict[str, Any]
    names: frozenset[str]
    own: bool

    def table(self, key: str) -> dict[str, Any]:
        """One of its tables, empty where it is missing or none."""
        found = self.data.get(key)
        return found if isinstance(found, dict) else {}


def rule_paths(folder: Path) -> list[Path]:
    """The family files of a folder (or one file). Raises RuleError where there is none at all."""
    found = [folder] if folder.is_file() else sorted(folder.glob("*.toml"))
    paths = [path for path in found if path.suffix == ".toml" and path.name != SHARED.name]
    if not paths:
        raise RuleError(f"{folder}: no rule there; a rule file is named FAMILY.toml")
    return paths


def read_rule_files(
    folder: Path, families: Collection[str] = (), *, own: bool = False, elsewhere: Collection[str] = ()
) -> tuple[list[RuleFile], list[str]]:
    """The family files of a folder (or one file), only those of ``families`` where any are named; and what is wrong.

    ``elsewhere``: families that another folder has. Raises RuleError where there is no rule file at all.
    """
    paths = rule_paths(folder)
    files: list[RuleFile] = []
    wrong: list[str] = []
    for path in paths:
        if families and path.stem not in families:
            continue
        name = f"{path.parent.name}/{path.name}" if own else path.name
        try:
            files.append(RuleFile(name, path.stem, read_toml(path), used_names(path.read_text(encoding="utf-8")), own))
        except DataError as error:
            wrong.append(str(error).replace(path.name, name, 1))
    known = [*(path.stem for path in paths), *elsewhere]
    if not own:
        strangers = sorted(set(families) - set(known))
        wrong += [f"{folder.name}: no family {name!r}{_mend(name, known)}" for name in strangers]
    return files, wrong


def _mend(name: str, known: list[str]) -> str:
    """What to say instead of a family that there is not."""
    return "; name one at a time" if "," in name else nearest(name, known) or f"; there are {', '.join(sorted(known))}"


def rule_ids_in(path: Path) -> frozenset[str]:
    """The ids of the rules that stand in a folder or file. Raises RuleError where there is no rule file."""
    files, _ = read_rule_files(path)
    rules = [rule for file in files for rule in file.data.get("rules", ())]
    return frozenset(str(rule["id"]) for rule in rules if isinstance(rule, dict) and "id" in rule)


def read_shared_names(folders: Iterable[Path]) -> tuple[SharedNames, list[str]]:
    """The bundled ``words.toml`` with those of folders laid over it; and what is wrong.

    A list that names itself extends the one below it.
    """
    words: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    wrong: list[str] = []
    for path in dict.fromkeys([SHARED, *(folder / SHARED.name for folder in folders)]):
        if not path.is_file():
            continue
        try:
            data = read_toml(path)
            names = SharedNames.model_validate(data)
            words, kinds = laid_over(words, names.words), laid_over(kinds, names.kinds)
        except DataError as error:
            wrong.append(str(error))
        except ValidationError as error:
            wrong += [f"{path.name}: {line}" for line in problems(error, data, SharedNames)]
    return SharedNames(words=words, kinds=kinds), wrong


def laid_over(below: dict[str, tuple[str, ...]], above: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Named lists with others laid over them; one that names itself extends the one below it."""
    merged = dict(below)
    for name, words in above.items():
        merged[name] = tuple(part for word in words for part in (below.get(name, (word,)) if word == f"@{name}" else (word,)))
    return merged
