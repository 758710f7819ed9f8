"""Who is meant where a sentence leaves a role open: the other side that heading or topic name, where they leave no doubt."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.events.roles.arguments import arguments_of
from verbale.extractors.events.roles.fillers import Fillers
from verbale.extractors.events.roles.participants import ANY_ACTOR, Participant, parties_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Role

_WHERE = ("oblique:in", "oblique:at")
_SIDES = {"oblique:with", "oblique:between"}


def with_implied(
    fillers: Fillers, role: Role | None, word: Word, found: list[Participant], known: Sequence[Participant], needed: int
) -> list[Participant]:
    """Those ``found`` to fill a role, and who is implied where they act for less than ``needed`` parties.

    ``known``: the participants of both sides so far.
    """
    missing = needed - len(parties_of(found))
    if role is None or not role.implied or missing <= 0 or _names_another(fillers, role, word):
        return found
    parties = _implied(fillers, role, word, parties_of(known))
    if not parties or len(parties) > max(missing, 1):
        return found
    return found + [Participant("", (party,), (party,), word.i, f"implied:{role.implied}") for party in parties]


def _implied(fillers: Fillers, role: Role, word: Word, known: set[str]) -> tuple[str, ...]:
    if role.implied == "topic":
        return tuple(party for party in fillers.context.topic(word.i) if party not in known)
    where = [a for function in _WHERE for a in fillers.syntax.by_function(word.i, function)]
    where = [a for a in where if fillers.syntax.doc[a.head].pos_ == "PROPN"]
    apart = parties_of(fillers.fitting(where, ANY_ACTOR)) - known
    return fillers.context.counterparts(word.i, sorted(known), apart)


def all_with_one_side(fillers: Fillers, role: Role, word: Word, found: Sequence[Participant]) -> bool:
    """``relations with Chile and Peru were restored``: the other side is not among those whom ``with`` names."""
    functions = [function for function in role.from_ if function.endswith("oblique:with")]
    partners = {p.head for f in functions for p in fillers.fitting(arguments_of(fillers.syntax, word, f), role)}
    return bool(found) and all(p.head in partners for p in found)


def _names_another(fillers: Fillers, role: Role, word: Word) -> bool:
    """``ties with the rebels``: the sentence names a counterpart, though none that is known; nobody else is meant."""
    for function in role.from_:
        if function.rpartition("/")[2] in _SIDES:
            for argument in arguments_of(fillers.syntax, word, function):
                if not _vague(fillers.syntax.doc[argument.head]) and not fillers.fitting([argument], role):
                    return True
    return False


def _vague(head: Word) -> bool:
    """A noun that names nobody by itself: a pronoun, ``each other``, ``the two countries``."""
    words = {head.lower_, *(c.lower_ for c in head.children)}
    return head.pos_ not in labels.NAMING or not words.isdisjoint(WORDS.participants.vague)
