"""Persons who get their state from a pronoun: ``its envoy Carl Berg``, ``whose minister, Ana Ruiz``, ``his heir``."""

from __future__ import annotations

from verbale.extractors.actors.drafts import Draft
from verbale.extractors.actors.lexicon import OFFICE_DOMAINS, OFFICE_MODIFIERS, OFFICE_SUFFIXES, OFFICE_WORDS, OFFICES
from verbale.extractors.actors.reference.antecedents import Antecedents

_HEADS = OFFICES | OFFICE_WORDS.offices.succession
_FREE = OFFICE_MODIFIERS | OFFICE_DOMAINS
_GROUP = _HEADS | _FREE | OFFICE_SUFFIXES | {","}
_POSSESSIVE = {"PRP$", "WP$"}
_REACH = 6
_CLIMB = 8


def own_persons(known: Antecedents, i: int) -> None:
    """Give the person whose office stands behind the possessor at token i (``its``, ``the country's``) the possessor's party;
    so too the person before it (``Ana Ruiz, its envoy,``).
    """
    word = known.words[i]
    noun = word.tag_ not in _POSSESSIVE
    if noun and (i + 1 >= len(known.words) or known.words[i + 1].tag_ != "POS"):
        return
    relative = word.lower_ == "whose"
    owner = known.by_head.get(_described(known, i) if relative else i)
    if owner is None or len(owner.party_ids) != 1 or not known.is_state(owner.party_ids[0]):
        return
    at = i + noun
    person = _behind(known, at) or (None if relative else _before(known, owner, at))
    if person is not None:
        known.adopt(person.actor_ids[0], owner.party_ids[0])


def _behind(known: Antecedents, at: int) -> Draft | None:
    """``its envoy Carl Berg``: the person behind the possessor's last token, if only an office stands between."""
    near = (person for person in known.persons if at <= person.start < at + _REACH)
    return next((person for person in near if _is_theirs(known, at, person)), None)


def _before(known: Antecedents, owner: Draft, at: int) -> Draft | None:
    """``Ana Ruiz, the country's envoy to Chile,``: the person right before the possessor, if only an office is possessed."""
    view = known.view
    comma = owner.start - 1 - (view.lower[owner.start - 1] == "the")
    if comma <= 0 or view.texts[comma] != "," or not _opens_office(known, at + 1):
        return None
    person = next((p for p in known.persons if p.end == comma), None)
    theirs = person is not None and _is_free(known, person) and view.same_sentence(person.start, at)
    return person if theirs else None


def _opens_office(known: Antecedents, at: int) -> bool:
    """Whether an office begins here, with what may stand before it."""
    view = known.view
    while at + 1 < len(view.lower) and view.lower[at] in _FREE and view.lower[at] not in OFFICES:
        at += 1
    return view.lower_at(at) in OFFICES


def _described(known: Antecedents, i: int) -> int:
    """The noun that the relative clause of ``whose`` describes; -1 where the parse has none."""
    node = known.words[i].head
    for _ in range(_CLIMB):
        if node.dep_ == "relcl":
            return node.head.i
        if node.head.i == node.i:
            break
        node = node.head
    return -1


def _is_theirs(known: Antecedents, at: int, person: Draft) -> bool:
    """Whether only an office (or ``successor``), and no other noun, stands between the possessor and the person's own name."""
    if not _is_free(known, person) or not known.view.same_sentence(at, person.start):
        return False
    between = known.view.lower[at + 1 : person.core[0]]
    return not _HEADS.isdisjoint(between) and _GROUP.issuperset(between)


def _is_free(known: Antecedents, person: Draft) -> bool:
    """Whether a person that the gazetteer does not know belongs to no party yet."""
    actor = known.actors.introduced.get(person.actor_ids[0]) if person.actor_ids else None
    return actor is not None and actor.party_id in {"", actor.actor_id}
