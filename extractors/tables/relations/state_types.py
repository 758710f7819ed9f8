"""The states of ``data/states.toml``, and who follows whom (``data/successors.csv``)."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache, cached_property

from pydantic import Field

from verbale.extractors.data_files import DATA, LowerWords, Table, load


class State(Table):
    """A state of affairs between two parties, and the relation types that tell of it."""

    relation_type: str
    definition: str
    starts: tuple[str, ...] = Field(min_length=1)
    ends: tuple[str, ...]
    holds: tuple[str, ...]
    restarts: tuple[str, ...]
    denies: tuple[str, ...]
    subject: frozenset[str]
    object: frozenset[str]
    symmetric: bool
    bodies: bool
    repeats: bool
    spans: bool
    lasting: LowerWords = frozenset()
    deeds: LowerWords = frozenset()
    anew: LowerWords = frozenset()
    partly: LowerWords = frozenset()
    short_of: tuple[str, ...] = ()
    taking_part: LowerWords = frozenset()
    by_way_of: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    other_objects: tuple[str, ...] = ()

    @cached_property
    def opening(self) -> frozenset[str]:
        """The types that tell that it began or is there."""
        return frozenset((*self.starts, *self.restarts, *self.holds))

    @cached_property
    def types(self) -> frozenset[str]:
        """All types that tell of it."""
        return self.opening | {*self.ends, *self.denies}


class Over(Table):
    """Words that say that a state is over."""

    adjectives: LowerWords
    adverbs: LowerWords
    adverbs_of_lasting: LowerWords


class Founding(Table):
    """Words that say that a state began: with the verb, before the noun."""

    adjectives: LowerWords
    verbs: LowerWords


class Befalling(Table):
    """Types of acts, and nouns of what befalls the party whose name owns them."""

    types: frozenset[str]
    nouns: LowerWords


class Pending(Table):
    """Words that say that it has not come to a state yet."""

    words: LowerWords


class Tense(Table):
    """Words that say whether what they tell is so still."""

    present: LowerWords
    past: LowerWords
    lasting: LowerWords
    throughout: LowerWords
    of_another: LowerWords
    clauses: LowerWords
    modals: LowerWords


class States(Table):
    """``data/states.toml``."""

    lasting: frozenset[str]
    measured: frozenset[str]
    broken_by: dict[str, frozenset[str]]
    most_in_pairs: int = Field(ge=2)
    sure_alone: float = Field(ge=0, le=1)
    over: Over
    pending: Pending
    befalling: Befalling
    founding: Founding
    tense: Tense
    states: tuple[State, ...]

    @cached_property
    def of_bodies(self) -> frozenset[str]:
        """The types by which a party has to do with a body itself, not with whom it belongs to."""
        return frozenset(name for state in self.states if state.bodies for name in state.types)

    @cached_property
    def joined(self) -> dict[str, frozenset[str]]:
        """The same types -> the kinds of actors that one can be in."""
        return {name: state.object for state in self.states if state.bodies for name in state.types}

    @cached_property
    def steady(self) -> frozenset[str]:
        """The types of what is not done again and again: a denial of it contradicts what is told of it."""
        return self.lasting.union(*(state.types for state in self.states if not state.repeats))

    @cached_property
    def ending(self) -> frozenset[str]:
        """The types that end a state."""
        return frozenset(name for state in self.states for name in state.ends)

    @cached_property
    def mutual(self) -> frozenset[str]:
        """The types that tell of a state without direction, whether they have one themselves or not."""
        return frozenset(name for state in self.states if state.symmetric for name in state.types)


STATES: States = load(States, "states.toml")


@cache
def successors() -> dict[str, tuple[str, ...]]:
    """Party that ceased to be -> those that came after it."""
    found: dict[str, list[str]] = defaultdict(list)
    with (DATA / "successors.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["party_id"]].append(row["successor"])
    return {party: tuple(after) for party, after in found.items()}
