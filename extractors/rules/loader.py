"""From folders of rule files to the rules that the matcher reads; whatever does not fit is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from verbale.extractors.rules.consistency import family_problems
from verbale.extractors.rules.families import check_family
from verbale.extractors.rules.files import (
    RELATIONS,
    SHARED,
    RuleError,
    RuleFile,
    SharedNames,
    read_rule_files,
    read_shared_names,
    rule_paths,
)
from verbale.extractors.rules.merge import FamilyFile, lay_over
from verbale.extractors.rules.names import resolve_names, used_names
from verbale.extractors.rules.ruleset import RuleSet, index_rules
from verbale.extractors.rules.values import Context


def load_rules(
    folder: Path = RELATIONS, families: Iterable[str] = (), own: Path | None = None, parties: Collection[str] | None = None
) -> RuleSet:
    """The rules of every ``FAMILY.toml`` of a folder (or of one file), or only those of some families.

    ``own``: a folder or file of the same kind whose families, types, words and rules come on top; what has a known name or id
    replaces what had it, and ``RuleSet.notes`` tells so. ``parties``: the codes that examples may name; None: any.
    Raises RuleError with every problem of every file, a line each.
    """
    wanted = frozenset(families)
    files, wrong = read_rule_files(folder, wanted, elsewhere=[path.stem for path in rule_paths(own)] if own else ())
    if own is not None:
        added, more = read_rule_files(own, wanted, own=True)
        files, wrong = [*files, *added], [*wrong, *more]
    names, more = read_shared_names([path for path in (folder, own) if path is not None])
    wrong += more
    shared, more = _resolved(names)
    wrong += more
    if folder == RELATIONS and not wanted:
        wrong += _unused(names, files)
    checked, more = _checked(files, shared, parties)
    _refuse([*wrong, *more])
    merged = lay_over(checked)
    _refuse(merged.wrong)
    return RuleSet(merged.rules, merged.types, index_rules(merged.rules), merged.notes)


def _checked(files: Sequence[RuleFile], shared: Context, parties: Collection[str] | None) -> tuple[list[FamilyFile], list[str]]:
    checked: list[FamilyFile] = []
    wrong: list[str] = []
    for name in dict.fromkeys(file.family for file in files):
        of_family = [file for file in files if file.family == name]
        found, more = check_family(of_family, shared)
        wrong += more
        if len(found) == len(of_family):
            wrong += family_problems(found, parties)
            checked += found
    return checked, wrong


def _resolved(names: SharedNames) -> tuple[Context, list[str]]:
    words, unknown = resolve_names(names.words, {})
    kinds, strange = resolve_names(names.kinds, {})
    wrong = [f"{SHARED.name}: words.{name}: {message}" for name, message in unknown.items()]
    return Context(words, kinds), wrong + [f"{SHARED.name}: kinds.{name}: {message}" for name, message in strange.items()]


def _unused(names: SharedNames, files: Iterable[RuleFile]) -> Iterator[str]:
    """Shared names that no file uses."""
    used = used_names(SHARED.read_text(encoding="utf-8")).union(*(file.names for file in files))
    for table, lists in (("words", names.words), ("kinds", names.kinds)):
        yield from (f"{SHARED.name}: {table}.{name}: nothing uses @{name}" for name in lists if name not in used)


def _refuse(wrong: Iterable[str]) -> None:
    lines = list(dict.fromkeys(wrong))
    if lines:
        raise RuleError("\n".join(lines))
