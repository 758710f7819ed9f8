"""Persons who get their state from a pronoun: ``its envoy Carl Berg``, ``whose minister, Ana Ruiz``, ``his heir``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.antecedents import Antecedents
from extractors.lexicon import lexicon
from extractors.scene import Draft

_SUCCESSION = {"successor", "predecessor", "heir", "deputy", "counterpart"}
_REACH = 6


def own_persons(known: Antecedents, i: int, drafts: Sequence[Draft]) -> None:
    """Give the person whose office stands behind the possessive pronoun at token i the party of the pronoun's antecedent."""
    word = known.doc[i]
    if word.tag_ not in {"PRP$", "WP$"}:
        return
    owner = known.by_head.get(_described(known, i)) if word.lower_ == "whose" else known.by_head.get(i)
    if owner is None or len(owner.party_ids) != 1 or known.kind(owner.party_ids[0]) not in {"state", "former_state"}:
        return
    for draft in drafts:
        if draft.label == "PERSON" and i < draft.start + 1 <= i + _REACH and _is_theirs(known, i, draft):
            _adopt(known, draft.actor_ids[0], owner.party_ids[0], drafts)
            return


def _described(known: Antecedents, i: int) -> int:
    """The noun that the relative clause of ``whose`` describes; -1 where the parse has none."""
    node = known.doc[i].head
    for _ in range(8):
        if node.dep_ == "relcl":
            return node.head.i
        if node.head.i == node.i:
            break
        node = node.head
    return -1


def _is_theirs(known: Antecedents, i: int, person: Draft) -> bool:
    """Whether only an office (or ``successor``), and no other noun, stands between the pronoun and the person's own name."""
    scene = known.scene
    actor = scene.actors.get(person.actor_ids[0]) if person.actor_ids else None
    if actor is None or actor.party_id not in {"", actor.actor_id} or not scene.same_sentence(i, person.start):
        return False
    name = person.core[0] if person.core[0] >= 0 else person.start
    words = lexicon()
    between = scene.lower[i + 1 : name]
    offices = words.offices | _SUCCESSION
    allowed = offices | words.office_modifiers | words.office_domains | words.suffixes | {","}
    return any(word in offices for word in between) and all(word in allowed for word in between)


def _adopt(known: Antecedents, actor_id: str, party: str, drafts: Sequence[Draft]) -> None:
    scene = known.scene
    scene.actors[actor_id] = replace(scene.actors[actor_id], kind="person", party_id=party)
    for draft in drafts:
        if draft.actor_ids == (actor_id,):
            draft.party_ids = (party,)
