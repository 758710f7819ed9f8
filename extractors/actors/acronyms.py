"""Acronyms that the text defines: ``Union of Poles in Belarus (UPB)`` is an actor, ``Partnership Agreement (PA)`` the name of
an agreement; every later ``UPB`` or ``PA`` is the same. A definition in the text outweighs the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Findings, NameSpan, make_draft
from verbale.extractors.actors.lexicon import NAME_WORDS, NOT_ACTORS, is_national
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.schema import Actor

_SMALL = NAME_WORDS.small.shared | NAME_WORDS.small.unspelled
_BEFORE_HEAD = {"of", "for", "on"}
_ENTITIES = {"ORG", "GPE", "LAW"}
_CLOSING = {")", ",", ";"}
_REACH = 16


def define_acronyms(view: TokenView, found: Findings) -> Findings:
    """With the long forms that the text ties to an acronym, and with every use of such an acronym."""
    meaning: dict[str, Draft | NameSpan] = {}
    for at in _parentheses(view):
        acronym = view.texts[at + 1]
        long = _long_form(view, at, acronym) or _entity_before(view, at, acronym)
        if long is not None and acronym not in meaning:
            found, meaning[acronym] = _defined(view, found, acronym, long)
    return _with_uses(view, found, meaning) if meaning else found


def _parentheses(view: TokenView) -> Iterator[int]:
    """The opening parentheses with nothing but an acronym behind them."""
    for at, text in enumerate(view.texts[:-2]):
        if text == "(" and at and view.texts[at + 2] in _CLOSING and _is_acronym(view.texts[at + 1]):
            yield at


def _is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 9 and text[0].isalpha() and sum(c.isupper() for c in text) >= 2


def _long_form(view: TokenView, at: int, acronym: str) -> tuple[int, int] | None:
    """The words before ``(`` whose initials spell the acronym, small words free; None where they do not."""
    letters = [c.lower() for c in acronym if c.isupper()]
    i = at - 1
    while letters and i >= 0 and view.same_sentence(i, at) and at - i < _REACH:
        if view.lower[i][0] == letters[-1]:
            letters.pop()
        elif view.lower[i] not in _SMALL:
            return None
        i -= 1
    start = i + 1
    return (start, at) if not letters and at - start >= 2 else None


def _entity_before(view: TokenView, at: int, acronym: str) -> tuple[int, int] | None:
    """A recognised name right before ``(`` whose initials the acronym holds in order, free letters between (``UNOCHA``)."""
    if view.words[at - 1].ent_type_ not in _ENTITIES:
        return None
    start = at - 1
    while start and view.words[start].ent_iob_ == "I":
        start -= 1
    initials = [view.lower[i][0] for i in range(start, at) if view.lower[i] not in _SMALL and view.texts[i][0].isupper()]
    letters = iter(acronym.lower())
    return (start, at) if len(initials) > 1 and all(c in letters for c in initials) else None


def _defined(view: TokenView, found: Findings, acronym: str, long: tuple[int, int]) -> tuple[Findings, Draft | NameSpan]:
    """What the acronym stands for, with the findings that hold it."""
    whole = _actor_covering(found.drafts, long)
    if whole is not None:
        return found, whole
    return _actor(view, found, acronym, long) if _is_actor(view, *long, found.names) else _agreement(view, found, long)


def _actor_covering(drafts: Sequence[Draft], long: tuple[int, int]) -> Draft | None:
    """A gazetteer name that is the long form, or all of it but its modifiers."""
    return next((d for d in drafts if d.end == long[1] and d.start <= long[0] + 1 and d.end - d.start > 1), None)


def _is_actor(view: TokenView, start: int, end: int, names: Sequence[NameSpan]) -> bool:
    """Capitalised throughout, and no agreement, law or programme by its head noun."""
    if any(s.start < end and s.end > start for s in names):
        return False
    content = [view.texts[i] for i in range(start, end) if view.lower[i] not in _SMALL]
    if sum(t[0].isupper() for t in content) < 2 or not content[-1][0].isupper():
        return False
    heads = {view.lower[view.head_of(start, end)], view.lower[end - 1]}
    heads |= {view.lower[i - 1] for i in range(start + 1, end) if view.lower[i] in _BEFORE_HEAD}
    return heads.isdisjoint(NOT_ACTORS)


def _actor(view: TokenView, found: Findings, acronym: str, long: tuple[int, int]) -> tuple[Findings, Draft]:
    """An organisation that goes by its acronym, unless the gazetteer gives that to another; or a bare national institution."""
    start, end = long
    if is_national(view.lower[start:end]):
        institution = make_draft(start, end, view.head_of(start, end), "ORG", "ner", use="national")
        return found.with_drafts((*found.drafts, institution)), institution
    name = view.name_text(start, end)
    actor_id = name if acronym in found.actors.gazetteer else acronym
    draft = make_draft(start, end, view.head_of(start, end), "ORG", "ner", (actor_id,), (actor_id,))
    apart = [d for d in found.drafts if d.end <= start or d.start >= end or d.end - d.start < end - start]
    actors = found.actors.with_actors([Actor(actor_id, name, "organisation", actor_id)])
    return replace(found, drafts=(*apart, draft), actors=actors), draft


def _agreement(view: TokenView, found: Findings, long: tuple[int, int]) -> tuple[Findings, NameSpan]:
    """The name of an agreement, known already or found by its acronym."""
    start, end = long
    known = next((s for s in found.names if s.start <= start and s.end >= end), None)
    if known is not None:
        return found, known
    name = NameSpan(start, end, "LAW", view.name_text(start, end))
    names = [s for s in found.names if s.end <= start or s.start >= end]
    drafts = [d for d in found.drafts if d.start < start or d.end > end]
    return replace(found, drafts=tuple(drafts), names=(*names, name)), name


def _with_uses(view: TokenView, found: Findings, meaning: Mapping[str, Draft | NameSpan]) -> Findings:
    """With every later use of the acronyms: a single word that the gazetteer read so means what the text says, too."""
    uses = {i: meaning[text] for i, text in enumerate(view.texts) if text in meaning}
    names = [*found.names, *_name_uses(found.names, uses)]
    drafts = [_reread(draft, uses.get(draft.start)) for draft in found.drafts]
    covered = {i for draft in found.drafts for i in range(draft.start, draft.end)}
    new = [_use(i, what) for i, what in uses.items() if isinstance(what, Draft) and i not in covered]
    return replace(found, drafts=(*(d for d in drafts if d is not None), *new), names=tuple(names))


def _name_uses(names: Sequence[NameSpan], uses: Mapping[int, Draft | NameSpan]) -> Iterator[NameSpan]:
    """The uses of acronyms of agreements that stand in no longer name."""
    for i, what in uses.items():
        if isinstance(what, NameSpan) and not any(s.start <= i < s.end for s in names):
            yield NameSpan(i, i + 1, what.label, what.text, what.party_ids)


def _reread(draft: Draft, what: Draft | NameSpan | None) -> Draft | None:
    """A name in the light of what the text defines at its token: None where that is an agreement."""
    if what is None or draft.end - draft.start > 1:
        return draft
    if isinstance(what, NameSpan):
        return None
    return draft._replace(readings=what.readings, actor_ids=what.actor_ids, party_ids=what.party_ids)


def _use(i: int, what: Draft) -> Draft:
    owner = what.key if what.use == "national" else None
    return make_draft(i, i + 1, i, "ORG", "acronym", what.actor_ids, what.party_ids, what.readings, what.use, owner)
