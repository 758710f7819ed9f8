"""One family from the files that tell of it: names looked up, its types' defaults laid below its rules, checked by the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from verbale.extractors.data_files import problems
from verbale.extractors.rules.files import RuleFile, laid_over
from verbale.extractors.rules.names import resolve_names
from verbale.extractors.rules.schema import Family, Party, Role
from verbale.extractors.rules.values import Context

ROLES = ("source", "target")
_OF_FRAME = frozenset(Party.model_fields) - frozenset(Role.model_fields)
_RULE = re.compile(r"rules\.(\d+)(?:\.(.+?))?: ")
_TYPE = re.compile(r"types\.[^.]+\.(?=source|target)")


def with_defaults(rule: Mapping[str, Any], frame: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as spelled, with what the frame of its type says of source and target where the rule does not.

    >>> with_defaults({"source": ["subject"]}, {"source": {"who": "who expels", "kind": "@states"}})
    {'source': {'kind': '@states', 'from': ['subject']}}
    """
    found = dict(rule)
    for name in ROLES:
        party = frame.get(name)
        if not isinstance(party, dict) or rule.get(name) is False:
            continue
        default = {key: value for key, value in party.items() if key not in _OF_FRAME}
        spelled = rule.get(name)
        if spelled is None:
            if "from" in default:
                found[name] = default
        else:
            found[name] = default | (spelled if isinstance(spelled, dict) else {"from": spelled})
    return found


def check_family(files: Sequence[RuleFile], shared: Context) -> tuple[list[tuple[RuleFile, Family]], list[str]]:
    """The files of one family, bundled before own, expanded; and what is wrong, a line a problem."""
    spelled: dict[str, tuple[str, ...]] = {}
    types: dict[str, Any] = {}
    wrong: list[str] = []
    for file in files:
        lists = {name: tuple(words) for name, words in file.table("words").items() if isinstance(words, list)}
        if not file.own:
            wrong += [f"{file.name}: words.{name}: is also in words.toml" for name in lists if name in shared.words]
        spelled = laid_over(spelled, lists)
        types |= file.table("types")
    words, unknown = resolve_names(spelled, shared.words)
    wrong += [f"{files[0].name}: words.{name}: {message}" for name, message in unknown.items()]
    checked = []
    for file in files:
        data = _with_defaults(file, files[0], types)
        try:
            checked.append((file, Family.model_validate(data, context=Context(words, shared.kinds))))
        except ValidationError as error:
            wrong += _lines(file, problems(error, data, Family))
    return checked, wrong


def _with_defaults(file: RuleFile, first: RuleFile, types: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a file; an own file may leave the family's definition to the bundled one."""
    data = {key: first.data[key] for key in ("definition",) if key in first.data} | file.data
    if isinstance(data.get("rules"), list):
        data["rules"] = [with_defaults(rule, _frame(rule, types)) if isinstance(rule, dict) else rule for rule in data["rules"]]
    return data


def _frame(rule: Mapping[str, Any], types: Mapping[str, Any]) -> Mapping[str, Any]:
    name = rule.get("type")
    frame = types.get(name) if isinstance(name, str) else None
    return frame if isinstance(frame, dict) else {}


def _lines(file: RuleFile, found: Iterable[str]) -> Iterator[str]:
    """``FILE: rule ID: key: message``; what is wrong in the frame of a type is not told again of each of its rules."""
    of_frames: set[str] = set()
    for line in found:
        line = line.replace(".[key]", "")
        rule = _RULE.match(line)
        if rule is None:
            of_frames.add(_TYPE.sub("", line))
            yield f"{file.name}: {line}"
        elif (message := line[rule.end() :]) and f"{rule[2]}: {message}" not in of_frames:
            yield f"{file.name}: rule {_rule_name(file, int(rule[1]))}: {rule[2] or 'rule'}: {message}"


def _rule_name(file: RuleFile, index: int) -> str:
    rule = file.data["rules"][index]
    return str(rule.get("id", f"number {index + 1}")) if isinstance(rule, dict) else f"number {index + 1}"
