"""The schema of a rule file. Values are checked as spelled and kept expanded: no ``@name``, ``owner`` or default is left.

Named lists reach the values by pydantic's context: ``Family.model_validate(data, context=Context(words, kinds))``.
``data/relations/README.md`` explains the format to those who write rules.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from verbale.extractors.data_files import Table
from verbale.extractors.rules.examples import parse_example
from verbale.extractors.rules.functions import ANY, split_alternatives
from verbale.extractors.rules.standards import STANDARDS
from verbale.extractors.rules.values import Cameo, Condition, Conditions, Functions, Kinds, Plover, SpelledWords, Words, one_of

_LAST = 100
"""Taken off the specificity of rules that are tried last: more than any rule asks for."""


class Trigger(Table):
    """Lemmas and part of speech; ``particle`` (``break off``); further Matcher token attributes in capitals."""

    lemma: Words
    pos: Literal["VERB", "NOUN", "ADJ"]
    particle: Words = ()
    attributes: dict[str, str | list[str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_attributes(self) -> Trigger:
        for name, asked in self.attributes.items():
            known = STANDARDS.attributes[one_of(name, STANDARDS.attributes, "attribute")]
            for value in ([asked] if isinstance(asked, str) else asked) if known else ():
                one_of(value, known, name)
        return self


class _Filling(Table):
    """What a role asks for besides its functions; a type's party may give it for all rules.

    ``head``: lemmas that the argument's head must have (then the actor is looked for around it, as ``party`` says).
    ``party``: ``actor`` the argument is the actor, or a noun that acts for one (``the Polish government``, ``EU officials``);
    ``affiliation`` the actor is named beside the head (``the Swedish embassy``); ``any`` either.
    ``through``: nouns whose owner fills the role beside the actor itself (``Iraqi territory`` attacked is Iraq attacked).
    ``all`` gathers the fillers of every function; ``min`` parties must be found; ``implied`` says who is meant where the
    sentence names nobody: ``counterpart`` (the other side of heading or topic), ``topic``.
    """

    head: Words = ()
    not_head: Words = ()
    kind: Kinds = ()
    through: Words = ()
    party: Literal["actor", "affiliation", "any"] = "actor"
    all: bool = False
    optional: bool = False
    min: int = Field(1, ge=0, le=2)
    implied: Literal["", "counterpart", "topic"] = ""


class Role(_Filling):
    """Which functions fill a role, in order of preference."""

    from_: Functions = Field(alias="from")


class Party(_Filling):
    """A party in the frame of a type: ``who`` it is, in words, and what its role asks for where a rule does not say otherwise.

    ``needed``: no event of the type goes without it.
    """

    who: str = Field(min_length=1)
    needed: bool = True
    from_: Functions = Field((), alias="from")


def _as_role(value: Any) -> Any:
    if value is False:
        return None
    return {"from": value} if isinstance(value, str | list) else value


RoleField = Annotated[Role | None, BeforeValidator(_as_role)]


def _marked(text: str) -> str:
    parse_example(text)
    return text


class ExampleText(Table):
    """A marked sentence and how its event is told; ``topic`` and ``heading`` of the text that it is taken to stand in."""

    text: Annotated[str, AfterValidator(_marked)]
    polarity: Literal["pos", "neg"] = "pos"
    modality: Literal["asserted", "planned", "hypothetical", "reported"] = "asserted"
    topic: tuple[str, ...] = ()
    heading: str = ""


def _as_example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Item = TypeVar("Item")


def _at_least_one(found: tuple[Item, ...]) -> tuple[Item, ...]:
    if not found:
        raise ValueError("at least one is wanted")
    return found


AnExample = Annotated[ExampleText, BeforeValidator(_as_example)]
Examples = Annotated[tuple[AnExample, ...], AfterValidator(_at_least_one)]


class Rule(Table):
    """One rule. ``with``/``without``: function (``object or attribute``) -> lemmas that must / must not fill it (``*`` any,
    ``PLACE``, ``PEOPLE`` the name of one).

    ``negated``: the type that the rule tells when its sentence denies it, and, but for a type that is ``denied``, without denial.
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
    with_: dict[Condition, Words] = Field(default_factory=dict, alias="with")
    without: dict[Condition, Words] = Field(default_factory=dict)
    dated: bool = False
    last: bool = False
    keeps: Conditions = ()
    polarity: Literal["", "neg"] = ""
    modality: Literal["", "planned", "hypothetical", "reported"] = ""
    negated: str = ""
    plover: Plover | None = None
    cameo: Cameo | None = None
    note: str = ""
    examples: Examples
    non_examples: Examples

    @cached_property
    def cued(self) -> dict[str, frozenset[str]]:
        """Function -> lemmas, one of which must fill it: roles read through it (``A/B``) mean no other noun that stands there."""
        found: dict[str, frozenset[str]] = {}
        for functions, lemmas in self.with_.items():
            for function in split_alternatives(functions) if ANY not in lemmas else ():
                found[function] = found.get(function, frozenset()) | set(lemmas)
        return found

    @cached_property
    def specificity(self) -> int:
        """How much a rule asks for: the more specific of two that match wins."""
        heads = sum(1 for role in (self.source, self.target) if role is not None and role.head)
        asked = 2 * len(self.with_) + len(self.without) + heads + bool(self.trigger.particle) + bool(self.trigger.attributes)
        return asked - _LAST if self.last else asked


class Type(Table):
    """A relation type: definition, codes (PLOVER event, CAMEO 1.1b3) and frame. ``symmetric``: all parties are sources.

    ``answers``: it may answer another event of its family, back to whom that came from (``accused Y of theft, which Y denied``).
    ``persons``: the functions that name whom a deed is done to; ``content``: it says, asks or decides something.
    ``uncoded``: why a standard has no code for it. ``denied``: it is the denial of something, and its events are told as denied.
    ``begun``, ``ended``: of a state of affairs, the types that tell of its beginning and its end (``began to take part``).
    ``never``: function -> lemmas that are no such event's, whoever finds it: of what is sold, a ship is no land.
    """

    definition: str
    plover: Plover = ""
    cameo: Cameo = ""
    uncoded: str = ""
    symmetric: bool = False
    denied: bool = False
    answers: bool = False
    persons: Functions = ()
    content: bool = False
    begun: str = ""
    ended: str = ""
    never: dict[Condition, Words] = Field(default_factory=dict)
    source: Party
    target: Party | None = None


class Family(Table):
    """One file: its words, its types with their frames, its rules."""

    family: str
    definition: str
    words: dict[str, SpelledWords] = Field(default_factory=dict)
    types: dict[str, Type] = Field(default_factory=dict)
    rules: Annotated[tuple[Rule, ...], AfterValidator(_at_least_one)]
