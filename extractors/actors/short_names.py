"""Short names -> the full ones: ``Stewart`` after ``Karen B. Stewart``, ``Mahan`` beside ``Mahan Air``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from verbale.extractors.actors.drafts import Draft, Findings, KnownActors, make_draft
from verbale.extractors.actors.token_view import TokenView

_PLACES = {"ORG", "GPE"}
# "Mahan Air of Iran": the place behind a name.
_PLACE_BEHIND = re.compile(r" (?:of|in|for) (?:the )?[A-Z][\w ]*$")
_PREPOSITION = re.compile(r" (?:of|in|for) ")


def tie_short_names(view: TokenView, found: Findings) -> Findings:
    """With short names that mean whom a full name in the text means; surnames that the recogniser missed are added."""
    full = _full_names(view, [d for d in found.drafts if d.label == "PERSON"])
    tied = [_tied_person(view, found.actors, draft, full) for draft in found.drafts]
    tied += _missed_surnames(view, found, full)
    return found.with_drafts(_tied_organisations(found.actors, tied))


def _full_names(view: TokenView, persons: Sequence[Draft]) -> dict[str, set[str]]:
    """Whom each first and last name of a full name, and each single name with a title, may mean."""
    full: dict[str, set[str]] = defaultdict(set)
    for draft in persons:
        start, end = draft.core
        if end - start > 1 and draft.actor_ids:
            full[view.texts[end - 1]].add(draft.actor_ids[0])
            full[view.texts[start]].add(draft.actor_ids[0])
    for draft in persons:
        start, end = draft.core
        if draft.title and end - start == 1 and view.texts[start] not in full:
            full[view.texts[start]].update(draft.actor_ids)
    return full


def _tied_person(view: TokenView, actors: KnownActors, draft: Draft, full: Mapping[str, set[str]]) -> Draft:
    """A person, or a single word taken for an organisation or place, as the person whose name it shortens."""
    if not draft.actor_ids or not (draft.label == "PERSON" or _mistaken(draft)):
        return draft
    start, end = draft.core
    known = full.get(view.texts[end - 1], set())
    if draft.actor_ids[0] in known:
        return draft._replace(label="PERSON")
    if len(known) == 1:
        actor = next(iter(known))
        if _is_part(view.name_text(start, end), actor) and not _in_longer_name(view, start, end):
            return draft._replace(label="PERSON", actor_ids=(actor,), party_ids=(actors.party(actor),))
    return draft


def _mistaken(draft: Draft) -> bool:
    return draft.recognised and draft.label in _PLACES and draft.end - draft.start == 1


def _is_part(short: str, full: str) -> bool:
    words = full.split()
    return short != full and all(word in words for word in short.split())


def _in_longer_name(view: TokenView, start: int, end: int) -> bool:
    """``Ratu`` before ``Sir Kamisese Mara`` is another man's title."""
    return end < len(view.texts) and view.words[end].pos_ == "PROPN" and view.same_sentence(start, end)


def _missed_surnames(view: TokenView, found: Findings, full: Mapping[str, Collection[str]]) -> Iterator[Draft]:
    sure = {text: next(iter(actors)) for text, actors in full.items() if len(actors) == 1 and len(text) > 2}
    if not sure:
        return
    taken = {i for d in found.drafts for i in range(d.start, d.end)}
    for i, text in enumerate(view.texts):
        actor = sure.get(text)
        if actor is not None and i not in taken and text[0].isupper() and _may_be_person(view, i):
            yield make_draft(i, i + 1, i, "PERSON", "ner", (actor,), (found.actors.party(actor),))


def _may_be_person(view: TokenView, i: int) -> bool:
    return view.words[i].pos_ == "PROPN" and view.words[i].ent_type_ in {"", "PERSON"}


def _tied_organisations(actors: KnownActors, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """``Mahan`` and ``Mahan Air of Iran`` beside ``Mahan Air``: the place behind a name and its later words may go unsaid."""
    names = {d.actor_ids[0] for d in drafts if d.label == "ORG" and _is_own_name(actors, d)}
    for draft in drafts:
        name = _organisation(draft.actor_ids[0], names) if names and _is_own_name(actors, draft) else ""
        if not name or name == draft.actor_ids[0]:
            yield draft
        else:
            label = "ORG" if draft.label == "PERSON" else draft.label
            yield draft._replace(label=label, actor_ids=(name,), party_ids=(actors.party(name),))


def _is_own_name(actors: KnownActors, draft: Draft) -> bool:
    """Whether the recogniser found an organisation, or what may be one, that the gazetteer does not know."""
    if not draft.recognised or not draft.actor_ids or draft.actor_ids[0] not in actors.introduced:
        return False
    return draft.label in _PLACES or (draft.label == "PERSON" and draft.end - draft.start == 1)


def _organisation(name: str, names: Set[str]) -> str:
    """The name of these that a name cuts short or stretches; the name itself where there is none."""
    base = _PLACE_BEHIND.sub("", name)
    if base != name and base in names:
        name = base
    longer = _shortest_longer(name, names)
    return longer if longer and not _PREPOSITION.search(longer[len(name) :]) else name


def _shortest_longer(name: str, names: Iterable[str]) -> str:
    """The shortest of the names that go on from this one, if all the others go on from it; else nothing."""
    longer = sorted((other for other in names if other.startswith(name + " ")), key=len)
    return longer[0] if longer and all(other.startswith(longer[0]) for other in longer) else ""
