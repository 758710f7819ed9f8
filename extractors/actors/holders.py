"""Persons behind their office by surname alone: ``Secretary of State Kerry``, ``Chancellor Kohl``, ``General Lincoln``.

Who held an office in the year of the sentence is known of many; of two with one surname the text must name the party. Behind an
office or rank, what the recogniser took for a town is a person all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from verbale.extractors.actors.drafts import Draft, Findings, make_draft
from verbale.extractors.actors.gazetteer import surname_key
from verbale.extractors.actors.lexicon import OFFICE_WORDS, STATE_OFFICES
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

_HELD = STATE_OFFICES | OFFICE_WORDS.offices.held
_RANKS = OFFICE_WORDS.offices.military
_NO_ACTOR: tuple[Actor, ...] = ()


def name_office_holders(view: TokenView, found: Findings) -> Findings:
    """With the persons that stand right behind an office or rank by their surname."""
    starting = {draft.start: draft for draft in sorted(found.drafts, key=lambda d: d.end - d.start)}
    covered = {i for draft in found.drafts for i in range(draft.start, draft.end)}
    told = Counter(party for draft in found.drafts if draft.label != "PERSON" for party in draft.party_ids)
    changed: dict[int, Draft] = {}
    introduced: list[Actor] = []
    for i in _behind_offices(view):
        draft = starting.get(i)
        if draft is None and i in covered:
            continue
        person = _person(view, draft, i)
        if person is None:
            continue
        holders = _holders(view, found, person, told) if _is_held(view, i - 1) else _NO_ACTOR
        name = view.name_text(person.start, person.end)
        if holders:
            changed[i] = _meaning(person, holders, name)
            introduced += [Actor(name, name, "person", holders[0].party_id)] if len(holders) > 1 else []
        elif draft is not None and draft.label != "PERSON":
            changed[i] = person._replace(actor_ids=(name,), party_ids=(name,), readings=(), use="")
            introduced.append(Actor(name, name, "person", name))
    kept = [draft for draft in found.drafts if draft.start not in changed]
    return Findings((*kept, *changed.values()), found.names, found.actors.with_names(introduced))


def _behind_offices(view: TokenView) -> Iterator[int]:
    """The capitalised words right behind an office or a rank."""
    for i in range(1, len(view.texts)):
        before = view.lower[i - 1]
        office = before in _HELD or before in _RANKS or (before == "state" and _is_held(view, i - 1))
        if office and view.texts[i][0].isalpha() and view.same_sentence(i - 1, i):
            yield i


def _is_held(view: TokenView, at: int) -> bool:
    """Whether an office ends here behind which a surname tells who is meant: ``Secretary of State``, ``Secretary General``."""
    word = view.lower[at]
    if word == "state":
        return view.lower_at(at - 1) == "of" and view.lower_at(at - 2) in _HELD
    if word == "general":
        return view.lower_at(at - 1) in {"secretary", "-"}
    return word in _HELD


def _person(view: TokenView, draft: Draft | None, i: int) -> Draft | None:
    """The name at token i as a person's: what the recogniser found there, or a single word that it missed."""
    if draft is None:
        alone = view.words[i].pos_ == "PROPN" and view.texts[i][0].isupper() and not view.text_at(i + 1)[:1].isupper()
        return make_draft(i, i + 1, i, "PERSON", "gazetteer") if alone else None
    if draft.label == "PERSON":
        return draft if draft.recognised and _is_surname(view, draft) else None
    single = draft.end - draft.start == 1 and view.texts[i - 1][0].isupper() and view.words[i - 1].tag_ not in labels.PLURAL
    seen = draft.recognised or view.words[i].ent_type_ == "PERSON"
    return draft._replace(label="PERSON") if single and seen and draft.label in {"GPE", "ORG"} else None


def _is_surname(view: TokenView, draft: Draft) -> bool:
    """One word, or one behind small words: ``de Gaulle``."""
    return all(text.islower() or not text[0].isalnum() for text in view.texts[draft.start : draft.end - 1])


def _holders(view: TokenView, found: Findings, person: Draft, told: Counter[str]) -> Sequence[Actor]:
    """Who of this surname held an office then; several of one party, nobody where the text does not part several parties."""
    surname = surname_key(view.name_text(person.start, person.end).split()[-1])
    known = found.actors.gazetteer.surnames.get(surname, _NO_ACTOR)
    sentence = view.sentence_of[person.start]
    day = view.parsed.document.document_date or ""
    year = view.years[sentence] or view.years_before[sentence] or day[:4]
    known = tuple(actor for actor in known if not year or _held_in(actor, year))
    particle = person.end - person.start > 1
    known = tuple(actor for actor in known if _has_particle(actor) == particle) or known
    topic = set(view.parsed.document.topic)
    parties = {actor.party_id for actor in known}
    likely = [party for party in parties if told[party] == max(told[other] for other in parties)]
    if len(likely) != 1 or (topic and likely[0] not in topic and not told[likely[0]]):
        return _NO_ACTOR
    return tuple(actor for actor in known if actor.party_id == likely[0])


def _held_in(actor: Actor, year: str) -> bool:
    first, last = actor.valid_from[:4] or year, actor.valid_to[:4] or year
    return first <= year <= last


def _has_particle(actor: Actor) -> bool:
    """``Charles de Gaulle``, not ``Juan Santos``: whom texts call by a small word and the surname."""
    return actor.name.split()[-2:][0].islower()


def _meaning(person: Draft, holders: Sequence[Actor], name: str) -> Draft:
    """The person; of several of one party who is meant stays open, not for whom he acts."""
    actor = holders[0].actor_id if len(holders) == 1 else name
    return person._replace(method="gazetteer", actor_ids=(actor,), party_ids=(holders[0].party_id,))
