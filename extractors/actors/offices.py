"""Who speaks for whom: offices (``Polish Foreign Minister Adam Rotfeld``), institutions (``the Belarusian riot police``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Findings, make_draft
from verbale.extractors.actors.lexicon import (
    GOVERNMENTS,
    INSTITUTIONS,
    OFFICE_MODIFIERS,
    OFFICE_WORDS,
    OFFICES,
)
from verbale.extractors.actors.noun_groups import Neighbours, all_owners, owner_before, owner_behind, shared
from verbale.extractors.actors.persons import bearer
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_SETTLED = {"gazetteer", "acronym"}
_MODIFIERS = OFFICE_WORDS.institutions.modifiers
_PERSONAL = OFFICE_WORDS.institutions.personal


def join_offices(view: TokenView, found: Findings) -> Findings:
    """With persons that have their titles, and with the institutions and offices that the text names by their owner."""
    near = Neighbours(found.drafts)
    organisations = {i: d for d in found.drafts if d.label == "ORG" and d.end - d.start > 1 for i in range(d.start, d.end)}
    actors: list[Actor] = []
    for i in _nouns(view, INSTITUTIONS):
        actors += _institution(view, near, i, organisations.get(i))
    _name_realms(view, near, found)
    for i in _nouns(view, OFFICES):
        free = i not in organisations or organisations[i].recognised
        if free and view.text_at(i + 1) != "-":
            _office(view, near, i)
    return replace(found, drafts=tuple(near.drafts), actors=found.actors.with_names(actors))


def _nouns(view: TokenView, words: frozenset[str]) -> Iterator[int]:
    for i, word in enumerate(view.lower):
        if word in words and (view.words[i].pos_ in labels.SUBSTANTIVE or view.words[i].tag_ in _TAGS):
            yield i


def _institution(view: TokenView, near: Neighbours, i: int, organisation: Draft | None) -> list[Actor]:
    """Add the institution at token i to its neighbours, if the text says whose it is; the actor that its name makes known.

    ``organisation``: the name of several words that holds the token.
    """
    start, before = owner_before(view, near, i, _MODIFIERS)
    end, behind = owner_behind(view, near, i)
    owner = before or behind
    if owner is None or _has_own_name(near, i, start, end, owner, organisation) or not _may_own(view, i, owner):
        return []
    owner = _governing(view, near, i, owner)
    start, end, owners = all_owners(view, near, i, start, end, owner)
    near.drop_recognised(start, end, owner)
    named = view.texts[i][0].isupper() and view.lower[i] not in GOVERNMENTS
    draft = make_draft(start, end, i, "ORG" if named else "NP", "office", *shared(owners), owner=owner.key)
    if not named or len(owners) > 1 or end - start == 1 or owner.label == "PERSON":
        near.add(draft)
        return []
    name = view.name_text(start, end)
    near.add(draft._replace(actor_ids=(name,)))
    return [Actor(name, name, "institution", owner.party_ids[0])]


def _has_own_name(near: Neighbours, i: int, start: int, end: int, owner: Draft, organisation: Draft | None) -> bool:
    """Whether the noun at token i is part of a name that says more than whose it is."""
    if organisation is not None and organisation.end > max(end, i + 1):
        return True
    known = near.ending(i + 1)
    if known is None:
        return False
    settled = known.method in _SETTLED and known.end - known.start > 1
    return settled or known.start < start or known.key == owner.key


def _may_own(view: TokenView, i: int, owner: Draft) -> bool:
    """A person owns a government only; a party's acronym (``the AKP government``) says nothing of the state."""
    if view.lower[i] not in _PERSONAL:
        return owner.label != "PERSON"
    return not (_is_single(owner) and view.texts[owner.start].isupper())


def _governing(view: TokenView, near: Neighbours, i: int, owner: Draft) -> Draft:
    """Whose regime it is governs the state, whatever the recogniser took the name for; other owners as they are."""
    if view.lower[i] not in _PERSONAL or not (owner.label == "PERSON" or _is_single(owner)):
        return owner
    governing = owner._replace(label="PERSON", title=owner.title or "premier")
    near.change(governing)
    return governing


def _is_single(owner: Draft) -> bool:
    return owner.recognised and owner.end - owner.start == 1


def _name_realms(view: TokenView, near: Neighbours, found: Findings) -> None:
    """Give ``Leopold II of Belgium`` to the state that ends the name; a capital there (``of Nassau``) says nothing."""
    for person in near.drafts:
        if person.label == "PERSON" and person.owner is None and view.lower_at(person.end) == "of":
            realm = near.starting(person.end + 1)
            if realm is not None and _is_realm(view, found, person, realm):
                near.change(person._replace(owner=realm.key))


def _is_realm(view: TokenView, found: Findings, person: Draft, realm: Draft) -> bool:
    named = realm.label == "GPE" and realm.use == "name" and view.same_sentence(person.start, realm.start)
    return named and all(map(found.actors.gazetteer.is_state, realm.party_ids))


def _office(view: TokenView, near: Neighbours, i: int) -> None:
    """Join the office at token i to its person, or add it as a mention of whom its owner is."""
    known = near.ending(i + 1)
    if known is not None and known.start < i and known.label == "ORG" and known.method == "gazetteer":
        return
    start, before = owner_before(view, near, i, OFFICE_MODIFIERS)
    named = near.starting(i)
    if named is not None and named.label == "PERSON" and named.end > i + 1:  # "the Saudi | King Fahd": a title within the name
        if before is not None:
            near.change(_titled(view, named, i, start, before)._replace(head=view.head_of(*named.core), start=start))
        return
    end, behind = owner_behind(view, near, i)
    owner = before or behind
    person, beside = bearer(view, near, i, start, end)
    if person is None:
        if owner is not None:
            start, end, owners = all_owners(view, near, i, start, end, owner)
            near.add(make_draft(start, end, i, "OFFICE", "office", *shared(owners), owner=owner.key))
        return
    titled = _titled(view, person, i, start, owner)
    if beside:
        near.change(titled._replace(head=view.head_of(*person.core), start=start))
    else:
        near.change(titled)
        if owner is not None:
            near.add(make_draft(start, end, i, "OFFICE", "office", owner=person.key))


def _titled(view: TokenView, person: Draft, i: int, start: int, owner: Draft | None) -> Draft:
    """The person with the office at token i as title and the office's owner as its own, unless it has these already."""
    bare = owner is None and any(word in INSTITUTIONS for word in view.lower[start:i])
    title = person.title or ("minister" if bare else view.lower[i])
    owned = person.owner is None and owner is not None and owner.key != person.key
    return person._replace(title=title, owner=owner.key if owner is not None and owned else person.owner)
