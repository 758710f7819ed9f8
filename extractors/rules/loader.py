"""The schema of a rule file; loading, validation, and the index by trigger lemma.

A family is one TOML file: its types with their codes, and rules that name trigger lemmas and, per role, the grammatical
functions of ``syntax.py`` that may fill it. Whatever does not fit is refused with file, rule and key.
``data/relations/README.md`` explains the format to those who write rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from verbale.errors import UserError
from verbale.extractors.data_files import DATA
from verbale.extractors.rules.examples import Example, MarkupError, parse_example

RELATIONS = DATA / "relations"
_STEP = (
    r"(subject|object|indirect|attribute|complement|adverbial|auxiliary|possessor|compound|modifier|premodifier|apposition|year"
    r"|governor"
    r"|(oblique|gerund):([a-z]+|\*))"
)
_FUNCTION = re.compile(rf"{_STEP}(/{_STEP})*")
_EITHER = re.compile(rf" or |\|(?={_STEP}(/|\||$))")
_LAST = 100
NAMED = {"PLACE": frozenset({"GPE", "LOC", "FAC", ""}), "PEOPLE": frozenset({"NORP"})}
"""What may stand among the lemmas of a condition for a kind of name, known or not, and how such names are labelled:
any place (``stormed Magdala``; small ones often go unlabelled), any people (``two Yemenis were flown out``)."""
_ATTRIBUTES = {"ORTH", "LOWER", "TAG", "MORPH", "SHAPE", "DEP", "ENT_TYPE", "IS_TITLE"}


class RuleError(UserError):
    """A rule file that cannot be used; the message names file, rule and key in one line."""


def _check_function(value: str) -> str:
    value = "oblique:by" if value == "by-agent" else value
    if not _FUNCTION.fullmatch(value):
        raise ValueError(f"unknown grammatical function {value!r}")
    return value


@lru_cache(maxsize=4096)
def split_alternatives(value: str) -> list[str]:
    """``object or attribute``, ``object|attribute`` -> its functions; ``oblique:to|at`` is one function."""
    bounds = [m.span() for m in _EITHER.finditer(value)]
    starts, ends = [0, *(end for _, end in bounds)], [*(start for start, _ in bounds), len(value)]
    return [value[start:end] for start, end in zip(starts, ends, strict=True)]


def _check_condition(value: str) -> str:
    return " or ".join(_check_function(part) for part in split_alternatives(value))


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Function = Annotated[str, BeforeValidator(_check_function)]
Condition = Annotated[str, BeforeValidator(_check_condition)]
Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Trigger(_Strict):
    """Lemmas and part of speech; ``particle`` (``break off``); further Matcher token attributes in capitals."""

    lemma: Words
    pos: Literal["VERB", "NOUN", "ADJ"]
    particle: Words = ()
    attributes: dict[str, str | list[str]] = {}


class Role(_Strict):
    """Which functions fill a role, in order of preference.

    ``head``: lemmas that the argument's head must have (then the actor is looked for around it, as ``party`` says).
    ``party``: ``actor`` the argument is the actor, or a noun that acts for one (``the Polish government``, ``EU officials``);
    ``affiliation`` the actor is named beside the head (``the Swedish embassy``); ``any`` either.
    ``through``: nouns whose owner fills the role beside the actor itself (``Iraqi territory`` attacked is Iraq attacked).
    ``all`` gathers the fillers of every function; ``min`` parties must be found; ``implied`` says who is meant where the
    sentence names nobody: ``counterpart`` (the other side of heading or topic), ``topic``.
    """

    from_: tuple[Function, ...] = Field(alias="from")
    head: Words = ()
    not_head: Words = ()
    kind: Words = ()
    through: Words = ()
    party: Literal["actor", "affiliation", "any"] = "actor"
    all: bool = False
    optional: bool = False
    min: int = 1
    implied: Literal["", "counterpart", "topic"] = ""


def _as_role(value: Any) -> Any:
    return {"from": value} if isinstance(value, list) else value


RoleField = Annotated[Role | None, BeforeValidator(_as_role)]


class ExampleText(_Strict):
    text: str
    polarity: Literal["pos", "neg"] = "pos"
    modality: Literal["asserted", "planned", "hypothetical", "reported"] = "asserted"
    topic: tuple[str, ...] = ()
    heading: str = ""


def _as_example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


ExampleField = Annotated[ExampleText, BeforeValidator(_as_example)]


class Rule(_Strict):
    """One rule. ``with``/``without``: function (``object or attribute``) -> lemmas that must / must not fill it (``*`` any,
    ``PLACE``, ``PEOPLE`` the name of one).

    ``negated``: the type that the rule tells when its sentence denies it.
    ``dated``: holds only where the text dates this very word
    (an event noun without a date of its own is background).
    ``last``: tried after all other rules of its trigger (one that makes do with less than they do).
    ``keeps``: conditions whose words stay events of their own (the war of ``the war ended``).
    """

    id: str
    type: str
    trigger: Trigger
    source: RoleField = None
    target: RoleField = None
    instrument: RoleField = None
    place: RoleField = None
    quantity: RoleField = None
    with_: dict[Condition, Words] = Field(default={}, alias="with")
    without: dict[Condition, Words] = {}
    dated: bool = False
    last: bool = False
    keeps: tuple[Condition, ...] = ()
    polarity: Literal["", "neg"] = ""
    modality: Literal["", "planned", "hypothetical", "reported"] = ""
    negated: str = ""
    plover: str | None = None
    cameo: str | None = None
    note: str = ""
    examples: tuple[ExampleField, ...] = Field(min_length=1)
    non_examples: tuple[ExampleField, ...] = Field(min_length=1)

    @cached_property
    def cued(self) -> dict[str, frozenset[str]]:
        """Function -> lemmas, one of which must fill it: roles read through it (``A/B``) mean no other noun that stands there."""
        found: dict[str, frozenset[str]] = {}
        for functions, lemmas in self.with_.items():
            for function in split_alternatives(functions) if "*" not in lemmas else ():
                found[function] = found.get(function, frozenset()) | set(lemmas)
        return found

    @property
    def specificity(self) -> int:
        """How much a rule asks for: the more specific of two that match wins."""
        heads = sum(1 for role in (self.source, self.target) if role is not None and role.head)
        asked = 2 * len(self.with_) + len(self.without) + heads + bool(self.trigger.particle) + bool(self.trigger.attributes)
        return asked - _LAST if self.last else asked


class Type(_Strict):
    """A relation type: definition and codes (PLOVER event, CAMEO 1.1b3); ``symmetric``: all parties are sources."""

    definition: str
    plover: str = ""
    cameo: str = ""
    symmetric: bool = False


class Family(_Strict):
    family: str
    definition: str
    types: dict[str, Type]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class LoadedRule:
    """A rule with what its family says of its type; ``relation_type`` is ``family.type``."""

    rule: Rule
    family: str
    relation_type: str
    symmetric: bool
    plover: str
    cameo: str
    order: int
    negated: LoadedRule | None = None

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(lemmas) for lemmas in self.rule.with_.values() if not {"*", *NAMED} & set(lemmas))

    def possible(self, lemmas: Set[str]) -> bool:
        """A sieve: whether a sentence with these lemmas has at least one for every condition of the rule."""
        for need in self._needs:  # noqa: SIM110 - asked for every rule of every word
            if need.isdisjoint(lemmas):
                return False
        return True

    def examples(self) -> Iterator[tuple[ExampleText, Example]]:
        for example in self.rule.examples:
            yield example, parse_example(example.text)


@dataclass(frozen=True)
class RuleSet:
    """All rules, indexed by (lemma, part of speech) of the trigger, the more specific first."""

    rules: tuple[LoadedRule, ...]
    types: dict[str, Type]
    index: dict[tuple[str, str], tuple[LoadedRule, ...]]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all triggers."""
        return frozenset(lemma for lemma, _ in self.index)

    def candidates(self, lemma: str, pos: str) -> tuple[LoadedRule, ...]:
        return self.index.get((lemma, pos), ())


def load_rules(folder: Path = RELATIONS, families: Iterable[str] = ()) -> RuleSet:
    """Load every ``*.toml`` of a folder (or only some families). Raises RuleError: file, rule, key, one line."""
    wanted = set(families)
    loaded: list[LoadedRule] = []
    types: dict[str, Type] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        family = _read_family(path)
        if wanted and family.family not in wanted:
            continue
        for name, kind in family.types.items():
            types[f"{family.family}.{name}"] = kind
        for rule in family.rules:
            if rule.id in seen:
                raise RuleError(f"{path.name}: rule {rule.id}: id: also used in {seen[rule.id]}")
            seen[rule.id] = path.name
            loaded.append(_load_rule(path, family, rule, len(loaded)))
    unknown = wanted - {rule.family for rule in loaded}
    if unknown:
        known = ", ".join(path.stem for path in sorted(folder.glob("*.toml")))
        raise RuleError(f"{folder.name}: no rules for {', '.join(sorted(unknown))}; there are {known}")
    _refuse_conflicts(loaded)
    return RuleSet(tuple(loaded), types, _index(loaded))


def _read_family(path: Path) -> Family:
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
        return Family.model_validate(data)
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: {error}") from error
    except ValidationError as error:
        raise RuleError(f"{path.name}: {_first_problem(error, data)}") from error


def _first_problem(error: ValidationError, data: dict[str, Any]) -> str:
    """The first validation problem as ``rule ID: key: message``."""
    problem = error.errors()[0]
    place = list(problem["loc"])
    where = ""
    if len(place) > 1 and place[0] == "rules" and isinstance(place[1], int):
        rules = data.get("rules", [])
        name = rules[place[1]].get("id", f"number {place[1] + 1}") if place[1] < len(rules) else "?"
        where, place = f"rule {name}: ", place[2:]
    key = ".".join(str(part) for part in place) or "file"
    return f"{where}{key}: {problem['msg']}"


def _load_rule(path: Path, family: Family, rule: Rule, order: int) -> LoadedRule:
    unknown = set(rule.trigger.attributes) - _ATTRIBUTES
    if unknown:
        raise RuleError(f"{path.name}: rule {rule.id}: trigger.attributes: unknown {', '.join(sorted(unknown))}")
    if rule.source is None and rule.target is None:
        raise RuleError(f"{path.name}: rule {rule.id}: source: a rule needs at least one actor role")
    for example in (*rule.examples, *rule.non_examples):
        try:
            marked = parse_example(example.text)
        except MarkupError as error:
            raise RuleError(f"{path.name}: rule {rule.id}: examples: {error}") from error
        if example in rule.examples and not marked.trigger:
            raise RuleError(f"{path.name}: rule {rule.id}: examples: no {{trigger:...}} in {example.text[:60]!r}")
    negated = _as_type(path, family, rule, rule.negated, order) if rule.negated else None
    return replace(_as_type(path, family, rule, rule.type, order), negated=negated)


def _as_type(path: Path, family: Family, rule: Rule, name: str, order: int) -> LoadedRule:
    """The rule as one of its family's type ``name``: its own, or the one that it tells when negated."""
    kind = family.types.get(name)
    if kind is None:
        raise RuleError(f"{path.name}: rule {rule.id}: type: {name!r} is not among the types of this file")
    plover = kind.plover if rule.plover is None else rule.plover
    cameo = kind.cameo if rule.cameo is None else rule.cameo
    return LoadedRule(rule, family.family, f"{family.family}.{name}", kind.symmetric, plover, cameo, order)


def _refuse_conflicts(rules: list[LoadedRule]) -> None:
    """Two rules that claim the same trigger with the same arguments for different types cannot both be right."""
    claims: dict[tuple[Any, ...], LoadedRule] = {}
    for loaded in rules:
        rule = loaded.rule
        asked = (frozenset(rule.with_.items()), frozenset(rule.without.items()), repr(rule.trigger.attributes))
        shape = (rule.trigger.pos, rule.trigger.particle, *asked, rule.source, rule.target)
        for lemma in rule.trigger.lemma:
            other = claims.setdefault((lemma, shape), loaded)
            if other.relation_type != loaded.relation_type:
                raise RuleError(
                    f"{loaded.family}.toml: rule {rule.id}: trigger: {lemma!r} with these arguments is already "
                    f"{other.relation_type} by rule {other.rule.id}"
                )


def _index(rules: list[LoadedRule]) -> dict[tuple[str, str], tuple[LoadedRule, ...]]:
    index: dict[tuple[str, str], list[LoadedRule]] = defaultdict(list)
    for loaded in rules:
        for lemma in loaded.rule.trigger.lemma:
            index[lemma, loaded.rule.trigger.pos].append(loaded)
    return {key: tuple(sorted(found, key=lambda r: (-r.rule.specificity, r.order))) for key, found in index.items()}
