"""Name -> actor: the reading of ambiguous and dated names that the text decides for; names of nobody known name themselves, and
so do groups that bear the name of a state and are not that state: its people abroad, or what it fell into (``former Soviet
republics``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Findings, KnownActors, make_draft
from verbale.extractors.actors.gazetteer import Name
from verbale.extractors.actors.lexicon import INSTITUTIONS, NAME_WORDS, OFFICE_DOMAINS, STATE_OFFICES, is_national
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.actors.towns import METHOD as TOWN
from verbale.extractors.actors.towns import state_of
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

# What the topic given with a document weighs, in mentions; and what an actor's own mentions weigh beside those of its party.
_GIVEN, _OWN = 3, 100
# Towns are looked up in a list of today: from this year on most borders are those of today.
_BORDERS = "1946"
_FARTHEST = 3  # words from the name of a people to the noun of its community
_COMMUNITIES = NAME_WORDS.communities
_PARTS = NAME_WORDS.parts
_DASH = "-"
_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place"}


def decide_readings(view: TokenView, found: Findings) -> Findings:
    """Every draft with its actor; a name whose reading stays open is dropped."""
    evidence = _evidence(found.drafts, view.parsed.document.topic)
    drafts: list[Draft] = []
    introduced: list[Actor] = []
    peoples = {draft.start: draft for draft in reversed(found.drafts) if draft.label == "NORP"}
    for draft in found.drafts:
        if draft.readings:
            name, joint = _reading(view, found.actors, draft, evidence)
            if name is not None:
                drafts.append(_read(draft, found.actors.gazetteer.actor(name.actor_id), name, joint))
        elif draft.actor_ids or draft.use == "national":
            drafts.append(draft)
        elif draft.label == "ORG" and is_national(view.lower[draft.start : draft.end]):
            drafts.append(_institution(view, draft))
        else:
            text = view.name_text(draft.start, draft.end)
            home = _home(view, draft, text, evidence)
            nation = _nation(view, draft, peoples.get(draft.start), found.actors, evidence)
            introduced.append(Actor(text, text, "institution" if nation else _KINDS[draft.label], home or nation or text))
            party = found.actors.party(text) if text in found.actors else home or nation or text
            drafts.append(draft._replace(actor_ids=(text,), party_ids=(party,), method=TOWN if home else draft.method))
    return _with_groups(view, replace(found, drafts=tuple(drafts), actors=found.actors.with_names(introduced)))


def _home(view: TokenView, draft: Draft, name: str, evidence: Counter[str]) -> str:
    """The state that a town lies in, unless the text tells of a time when borders were others."""
    if draft.label != "GPE":
        return ""
    year = view.years[view.sentence_of[draft.start]] or view.years_before[view.sentence_of[draft.start]]
    return "" if year and year < _BORDERS else state_of(name, evidence.__getitem__)


def _nation(view: TokenView, draft: Draft, own: Draft | None, actors: KnownActors, evidence: Counter[str]) -> str:
    """The state whose institution a name tells of: ``Chilean Ministry of Public Works``. ``own``: the people it begins with."""
    if draft.label != "ORG" or own is None or own.end >= draft.end or view.lower[own.end] not in INSTITUTIONS:
        return ""
    name, joint = _reading(view, actors, own, evidence) if own.readings else (None, ())
    return actors.party(name.actor_id) if name is not None and not joint else ""


def _evidence(drafts: Iterable[Draft], topic: Iterable[str]) -> Counter[str]:
    """How often each actor is named without doubt in this document; the topic given by the user counts too."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        readings = draft.readings
        if readings and not readings[0].ambiguous and (len(readings) == 1 or len({n.actor_id for n in readings}) == 1):
            counts[readings[0].actor_id] += 1
    for code in topic:
        counts[code] += _GIVEN
    return counts


def _read(draft: Draft, actor: Actor, name: Name, joint: tuple[str, ...]) -> Draft:
    """A gazetteer name with whom it means: the actor of this reading, or all that have the name jointly."""
    label, method = _label(draft, name, actor)
    ids = joint or (actor.actor_id,)
    parties = joint or ((actor.party_id,) if actor.party_id else ())
    return draft._replace(label=label, method=method, actor_ids=ids, party_ids=parties, use=name.use)


def _label(draft: Draft, name: Name, actor: Actor) -> tuple[str, str]:
    """(label, method) of a name that is read so."""
    if draft.label == "LOC":
        return draft.label, draft.method
    if name.use == "metonym":
        return "GPE", "metonym"
    if name.use == "demonym":
        return "NORP", draft.method
    return ("PERSON" if actor.kind == "person" else draft.label), draft.method


def _reading(view: TokenView, actors: KnownActors, draft: Draft, evidence: Counter[str]) -> tuple[Name | None, tuple[str, ...]]:
    """The reading that the text decides for, and the actors that have the name jointly, if they do."""
    joint = [name for name in draft.readings if name.joint]
    if joint:
        return joint[0], tuple(sorted({name.actor_id for name in joint}))
    names = _in_their_time(view, draft)
    sure = [name for name in names if not name.ambiguous]
    if sure and (len(sure) == 1 or all(name.actor_id == sure[0].actor_id for name in sure)):
        return sure[0], ()
    if names and _is_titled_person(view, actors, draft, names):
        return names[0], ()
    return _likeliest(actors, names, evidence) or _still_used(sure), ()


def _in_their_time(view: TokenView, draft: Draft) -> list[Name]:
    """The readings that hold in the year of the sentence, or where it names none, of the text before (if any does)."""
    sentence = view.sentence_of[draft.start]
    year = view.years[sentence]
    if year:
        return [name for name in draft.readings if name.holds_in(year)]
    before = view.years_before[sentence]
    return [name for name in draft.readings if name.holds_in(before)] or list(draft.readings)


def _is_titled_person(view: TokenView, actors: KnownActors, draft: Draft, names: Sequence[Name]) -> bool:
    """``President Carter``: of one who is known to have governed a state, behind such an office."""
    if any(name.actor_id != names[0].actor_id for name in names) or actors.gazetteer.actor(names[0].actor_id).kind != "person":
        return False
    return view.lower_at(draft.start - 1) in STATE_OFFICES and view.same_sentence(draft.start - 1, draft.start)


def _likeliest(actors: KnownActors, names: Sequence[Name], evidence: Counter[str]) -> Name | None:
    """The reading that the rest of the text speaks of most, if one does."""
    weight = {name.actor_id: _OWN * evidence[name.actor_id] + evidence[actors.party(name.actor_id)] for name in names}
    first, *rest = sorted(weight.values(), reverse=True) or (0,)
    if not first or (rest and rest[0] == first):
        return None
    return next(name for name in names if weight[name.actor_id] == first)


def _still_used(sure: Sequence[Name]) -> Name | None:
    """Of several that are sure in their time, the one name whose use has not ended."""
    open_ended = [name for name in sure if not name.valid_to]
    return open_ended[0] if len(open_ended) == 1 else None


def _institution(view: TokenView, draft: Draft) -> Draft:
    """A bare national institution, which is nobody's yet, to its end."""
    end = _whole_institution(view, draft.end)
    return make_draft(draft.start, end, view.head_of(draft.start, end), draft.label, draft.method, use="national")


def _whole_institution(view: TokenView, end: int) -> int:
    """The end of ``Ministry of Foreign | and European Affairs``, where the recogniser stopped too early."""
    n = len(view.texts)
    while end < n and view.same_sentence(end, end - 1):
        if view.texts[end][0].isupper() and view.lower[end - 1] not in {",", "."}:
            end += 1
        elif view.lower[end] == "and" and end + 1 < n and view.lower[end + 1] in OFFICE_DOMAINS | {"european"}:
            end += 2
        else:
            break
    return end


def _with_groups(view: TokenView, found: Findings) -> Findings:
    """With such groups in place of the states whose names they bear."""
    places = {draft.start for draft in found.drafts if draft.label == "GPE"}
    drafts: list[Draft] = []
    groups: list[Actor] = []
    for draft in found.drafts:
        span = _community(view, draft, places) if draft.label == "NORP" else None
        if span is None and found.actors.kind(next(iter(draft.actor_ids), "")) == "former_state":
            span = _parts(view, draft)
        if span is None:
            drafts.append(draft)
            continue
        name = view.name_text(*span)
        groups.append(Actor(name, name, "group", name))
        whole = draft._replace(start=span[0], end=span[1], head=view.head_of(*span))
        drafts.append(whole._replace(label="NORP", actor_ids=(name,), party_ids=(name,), use=""))
    return replace(found, drafts=tuple(drafts), actors=found.actors.with_names(groups))


def _community(view: TokenView, draft: Draft, places: Set[int]) -> tuple[int, int] | None:
    """The span of the community that a people's name begins: ``Turkish Muslim minority``, ``ethnic Germans``.

    ``places``: the tokens at which the names of places start.
    """
    noun, before = view.words[draft.end - 1].head, draft.start - 1
    behind = noun.pos_ in labels.NOUN and draft.end <= noun.i < draft.end + _FARTHEST
    if view.lower_at(before) in _COMMUNITIES.marking and view.same_sentence(before, draft.start):
        return before, noun.i + 1 if behind else draft.end
    settled = noun.lemma in _COMMUNITIES.settled and _place_behind(view, noun.i) in places
    return (draft.start, noun.i + 1) if behind and (noun.lemma in _COMMUNITIES.heads or settled) else None


def _place_behind(view: TokenView, noun: int) -> int:
    """The token at which a place would be named behind a noun (``community in the Congo``), -1 where none would be."""
    if view.lower_at(noun + 1) not in _COMMUNITIES.placing:
        return -1
    return noun + 2 + (view.lower_at(noun + 2) == "the")


def _parts(view: TokenView, draft: Draft) -> tuple[int, int] | None:
    """The span of what a state fell into: ``former Soviet republics``, ``republics of the former Soviet Union``."""
    if draft.label == "NORP":
        start = draft.start - 1 - (view.lower_at(draft.start - 1) == _DASH)
        named = view.lower_at(start) in _PARTS.marking and view.lower_at(draft.end) in _PARTS.heads
        return (start, draft.end + 1) if named and view.same_sentence(start, draft.end) else None
    at = draft.start - 1
    over = view.lower_at(at) in _PARTS.marking
    at -= over
    at -= view.lower_at(at) == "the"
    if view.lower_at(at) != "of" or view.lower_at(at - 1) not in _PARTS.heads or not view.same_sentence(at - 1, draft.start):
        return None
    before = view.lower_at(at - 2) in _PARTS.marking and view.same_sentence(at - 2, at)
    return (at - 1 - before, draft.end) if over or before else None
