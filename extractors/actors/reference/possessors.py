"""Persons who get their state from a pronoun: ``its envoy Carl Berg``, ``whose minister, Ana Ruiz``, ``his heir``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft
from verbale.extractors.actors.lexicon import lexicon
from verbale.extractors.actors.reference.antecedents import Antecedents

_SUCCESSION = {"successor", "predecessor", "heir", "deputy", "counterpart"}
_REACH = 6


def own_persons(known: Antecedents, i: int, drafts: Sequence[Draft]) -> None:
    """Give the person whose office stands behind the possessor at token i (``its``, ``the country's``) the possessor's party;
    so too the person before it (``Ana Ruiz, its envoy,``).
    """
    word = known.doc[i]
    noun = word.tag_ not in {"PRP$", "WP$"}
    if noun and (i + 1 >= len(known.doc) or known.doc[i + 1].tag_ != "POS"):
        return
    owner = known.by_head.get(_described(known, i)) if word.lower_ == "whose" else known.by_head.get(i)
    if owner is None or len(owner.party_ids) != 1 or known.kind(owner.party_ids[0]) not in {"state", "former_state"}:
        return
    at = i + noun
    for draft in drafts:
        if draft.label == "PERSON" and at < draft.start + 1 <= at + _REACH and _is_theirs(known, at, draft):
            _adopt(known, draft.actor_ids[0], owner.party_ids[0], drafts)
            return
    if word.lower_ != "whose":
        _before(known, owner, at, drafts)


def _before(known: Antecedents, owner: Draft, at: int, drafts: Sequence[Draft]) -> None:
    """``Ana Ruiz, the country's envoy to Chile,``: the person right before the possessor, if only an office is possessed."""
    scene, words = known.scene, lexicon()
    comma = owner.start - 1 - (scene.lower[owner.start - 1] == "the")
    free = words.office_modifiers | words.office_domains
    office = at + 1
    while office + 1 < len(scene.lower) and scene.lower[office] in free and scene.lower[office] not in words.offices:
        office += 1
    opens = comma > 0 and scene.texts[comma] == "," and scene.lower[office : office + 1] and scene.lower[office] in words.offices
    person = next((d for d in drafts if d.label == "PERSON" and d.end == comma), None) if opens else None
    if person is not None and _is_free(known, person) and scene.same_sentence(person.start, at):
        _adopt(known, person.actor_ids[0], owner.party_ids[0], drafts)


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
    if not _is_free(known, person) or not scene.same_sentence(i, person.start):
        return False
    name = person.core[0] if person.core[0] >= 0 else person.start
    words = lexicon()
    between = scene.lower[i + 1 : name]
    offices = words.offices | _SUCCESSION
    allowed = offices | words.office_modifiers | words.office_domains | words.suffixes | {","}
    return any(word in offices for word in between) and all(word in allowed for word in between)


def _is_free(known: Antecedents, person: Draft) -> bool:
    """Whether a person that the gazetteer does not know belongs to no party yet."""
    actor = known.scene.actors.get(person.actor_ids[0]) if person.actor_ids else None
    return actor is not None and actor.party_id in {"", actor.actor_id}


def _adopt(known: Antecedents, actor_id: str, party: str, drafts: Sequence[Draft]) -> None:
    scene = known.scene
    scene.actors[actor_id] = replace(scene.actors[actor_id], kind="person", party_id=party)
    for draft in drafts:
        if draft.actor_ids == (actor_id,):
            draft.party_ids = (party,)
