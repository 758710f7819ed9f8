"""Persons: who holds the office that stands with a name, and for which state or organisation each of them acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Findings, Key, KnownActors
from verbale.extractors.actors.lexicon import NAME_WORDS, NAMED_OFFICES, OFFICE_WORDS, ORGANISATIONS, STATE_OFFICES
from verbale.extractors.actors.noun_groups import Neighbours
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.actors.topics import paragraphs_of
from verbale.extractors.grammar import ENGLISH
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

_OFFICES = OFFICE_WORDS.offices
_SINGULAR = {"NN", "NNP"}
_CLOSING = {",", ".", ";"}
_STATE_NAMES = {"GPE", "NORP"}
_EQUATED = {"nsubj", "nsubjpass", "attr"}


def bearer(view: TokenView, near: Neighbours, i: int, start: int, end: int) -> tuple[Draft | None, bool]:
    """The person whose office the noun group start..end round token i is, and whether the name stands right beside it."""
    beside = _beside(view, near, i, end) or _beside_host(view, near, i, end)
    if beside is not None:
        return beside, True
    apart = _behind_comma(view, near, i, end) or _before_comma(view, near, i, start) or _equated(view, near, i)
    return apart, False


def _beside(view: TokenView, near: Neighbours, i: int, end: int) -> Draft | None:
    """``general Ante Gotovina``, ``general Sir John Hackett``, whatever the recogniser took the name for."""
    honoured = end + 1 < len(view.lower) and view.lower[end] in NAME_WORDS.recognised.honorifics
    person = near.starting(end) or (near.starting(end + 1) if honoured else None)
    if person is not None and person.recognised and person.label in {"ORG", "GPE"} and _like_person(view, i, person):
        return person._replace(label="PERSON")
    return person if person is not None and person.label == "PERSON" else None


def _host_end(view: TokenView, near: Neighbours, i: int, end: int) -> int:
    """The end of whom an office is sent to (``ambassador to Peru | Ana Ruiz``); ``end`` where that is unsaid."""
    if view.lower[i] not in _OFFICES.hosted or end + 1 >= len(view.lower) or view.lower[end] not in {"to", "in"}:
        return end
    host = near.starting(end + 1 + (view.lower[end + 1] == "the"))
    return host.end if host is not None else end


def _beside_host(view: TokenView, near: Neighbours, i: int, end: int) -> Draft | None:
    reach = _host_end(view, near, i, end)
    person = near.starting(reach)
    return person if person is not None and person.label == "PERSON" else None


def _behind_comma(view: TokenView, near: Neighbours, i: int, end: int) -> Draft | None:
    """``the president of the bank, Kofi Mensah,``, whatever the recogniser took the name for."""
    reach = _host_end(view, near, i, end)
    person = near.starting(reach + 1) if view.text_at(reach) == "," else None
    if person is None:
        return None
    closed = view.text_at(person.end) in _CLOSING
    if person.recognised and person.label == "ORG" and closed and _like_person(view, i, person):
        person = person._replace(label="PERSON")
    return person if person.label == "PERSON" and _is_apposition(view, person, i) else None


def _before_comma(view: TokenView, near: Neighbours, i: int, start: int) -> Draft | None:
    """``Ana Ruiz, then the envoy``."""
    before = start - 1
    while before > 0 and view.lower[before] in _OFFICES.openers:
        before -= 1
    person = near.ending(before) if before > 0 and view.texts[before] in {",", "("} else None
    stands = person is not None and person.label == "PERSON" and view.same_sentence(person.start, i)
    return person if stands else None


def _equated(view: TokenView, near: Neighbours, i: int) -> Draft | None:
    """The person that a verb sets equal to the office: ``X is president``, ``X was elected president``, ``the king is X``,
    ``X served as consul``.
    """
    word = view.words[i]
    verb = word.head
    # "X presented her credentials as ambassador", "X's service as ambassador".
    acting = word.dep_ == "pobj" and verb.lower_ == "as" and verb.head.pos_ in labels.VERBAL
    verb = verb.head if acting else verb
    if acting or word.dep_ == "oprd" or (word.dep_ in {"attr", "nsubj"} and verb.lemma_ in ENGLISH.verbs.copulas):
        for child in verb.children:
            if child.dep_ in _EQUATED and child.i != i:
                subject = near.ending(child.i + 1)
                return subject if subject is not None and subject.label == "PERSON" else None
    return None


def _like_person(view: TokenView, i: int, draft: Draft) -> bool:
    """Whether two to four capitalised words behind an office in the singular look like a person's name."""
    words = view.texts[draft.start : draft.end]
    named = 2 <= len(words) <= 4 and all(w[0].isupper() and not w.isupper() for w in words)
    return named and view.words[i].tag_ in _SINGULAR and ORGANISATIONS.isdisjoint(view.lower[draft.start : draft.end])


def _is_apposition(view: TokenView, person: Draft, office: int) -> bool:
    """A name between commas after a single office, or one that the parse calls an apposition."""
    closed = view.text_at(person.end) in _CLOSING | {")"}
    apposed = view.words[view.head_of(person.start, person.end)].dep_ == "appos"
    return apposed or (closed and view.words[office].tag_ in _SINGULAR)


def settle_persons(view: TokenView, found: Findings, topics: Sequence[str]) -> Findings:
    """With every person of the party of an owner stated anywhere in the text; else, with a state office, of the text's own
    state (``topics``: by sentence). An office or institution of a person acts for the person's party.
    """
    drafts = {draft.key: draft for draft in found.drafts}
    others, persons = _namesakes(view, found, drafts)
    drafts.update((draft.key, draft) for draft in others)
    for actor_id, keys in _by_person(found).items():
        group = [drafts[key] for key in keys]
        party = _stated(group, drafts)
        if party is None:
            party = _implied(view, found.actors, group, drafts, topics)
        actor = found.actors.introduced[actor_id]
        persons.append(replace(actor, kind="person", party_id=party or actor.party_id))
        if party:
            drafts.update((draft.key, draft._replace(party_ids=(party,))) for draft in group)
    actors = found.actors.with_actors(persons)
    settled = [_as_owner(actors, draft, drafts) for draft in drafts.values()]
    return replace(found, drafts=tuple(settled), actors=actors)


def _namesakes(view: TokenView, found: Findings, drafts: Mapping[Key, Draft]) -> tuple[list[Draft], list[Actor]]:
    """``King Abdullah of Jordan``, ``the Swedish prime minister X``: known persons whom the text gives to another state than the
    list does, which are others of their name; also where the name alone stands in a text that knows no other.
    """
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in found.drafts:
        if draft.label == "PERSON" and len(draft.actor_ids) == 1 and found.actors.gazetteer.is_person(draft.actor_ids[0]):
            groups[draft.actor_ids[0]].append(draft)
    changed: list[Draft] = []
    persons: list[Actor] = []
    for actor_id, group in groups.items():
        states = {draft.key: _other_state(view, found.actors, draft, drafts) for draft in group}
        told = set(states.values()) - {""}
        own = any(draft.owner is not None and not states[draft.key] for draft in group)
        for draft in group:
            state = states[draft.key] or (next(iter(told)) if len(told) == 1 and not own else "")
            if state:
                name = f"{actor_id} of {found.actors.gazetteer.actor(state).name}"
                persons.append(Actor(name, name, "person", state))
                changed.append(draft._replace(actor_ids=(name,), party_ids=(state,)))
    return changed, persons


def _other_state(view: TokenView, actors: KnownActors, draft: Draft, drafts: Mapping[Key, Draft]) -> str:
    """The state that the text gives a known person, where it is another one than the list's; a state that is gone has heirs."""
    owner = drafts.get(draft.owner) if draft.owner is not None else None
    if owner is None or len(owner.party_ids) != 1 or draft.title not in STATE_OFFICES | {""}:
        return ""
    state, listed = owner.party_ids[0], draft.party_ids[0]
    # "in Peru President Clinton said": a bare name before an office may be no owner.
    beside = owner.label == "NORP" or owner.start >= draft.end or view.lower_at(owner.end) in {"'s", "’s"}
    gone = "former_state" in {actors.kind(state), actors.kind(listed)}
    return state if beside and not gone and state != listed and actors.gazetteer.is_state(state) else ""


def _by_person(found: Findings) -> dict[str, list[Key]]:
    """The mentions of each person whom the text introduces."""
    groups: dict[str, list[Key]] = defaultdict(list)
    for draft in found.drafts:
        if draft.label == "PERSON" and draft.actor_ids and draft.actor_ids[0] in found.actors.introduced:
            groups[draft.actor_ids[0]].append(draft.key)
    return groups


def _stated(group: Iterable[Draft], drafts: Mapping[Key, Draft]) -> str | None:
    """The party of the first owner that the text gives a person, None where it gives none."""
    owners = [drafts[draft.owner] for draft in group if draft.owner is not None and draft.owner in drafts]
    return next((owner.party_ids[0] for owner in owners if owner.party_ids), None)


def _implied(
    view: TokenView, actors: KnownActors, group: Iterable[Draft], drafts: Mapping[Key, Draft], topics: Sequence[str]
) -> str:
    """The state of a person with a state office (``President X``): whom the passage is about."""
    titled = [draft for draft in group if draft.title in NAMED_OFFICES and not _rises(view, draft)]
    return _home_state(view, actors, titled, list(drafts.values()), topics) if titled else ""


def _rises(view: TokenView, draft: Draft) -> bool:
    """Whether an officer acts for himself: ``Colonel X seized power on the island of Y``."""
    sentence = view.parsed.sentence_at(draft.start)
    words = view.words[sentence.start : sentence.end]
    return draft.title in _OFFICES.military and any(word.lemma in _OFFICES.rising for word in words)


def _as_owner(actors: KnownActors, draft: Draft, drafts: Mapping[Key, Draft]) -> Draft:
    """An office or institution of a person, which acts as the person does; other mentions as they are."""
    person = drafts.get(draft.owner) if draft.owner is not None and draft.label != "PERSON" else None
    if person is None or person.label != "PERSON":
        return draft
    parties = person.party_ids
    for_party = draft.label != "OFFICE" and parties and parties[0] in actors.gazetteer
    return draft._replace(party_ids=parties, actor_ids=parties if for_party else person.actor_ids)


def _home_state(
    view: TokenView, actors: KnownActors, titled: Sequence[Draft], drafts: Sequence[Draft], topics: Sequence[str]
) -> str:
    """The passage's own state for ``President X``, unless the sentence names another state before the title."""
    first = {view.sentence_of[d.start]: d.start for d in titled}
    topic = next((topics[sentence] for sentence in sorted(first) if topics[sentence]), "")
    topic = topic or _section_state(view, actors, min(first), drafts, topics)
    named, placed = _named_before(view, actors, drafts, first)
    if named <= {topic} or (topic and topic in named):
        return topic
    return next(iter(placed)) if len(placed) == 1 and named == placed else ""


def _named_before(
    view: TokenView, actors: KnownActors, drafts: Iterable[Draft], first: Mapping[int, int]
) -> tuple[set[str], set[str]]:
    """The states that sentences name before a token, and those of them that only say where. ``first``: the token, by sentence."""
    named: set[str] = set()
    placed: set[str] = set()
    for draft in drafts:
        # "Under Japanese pressure, King X": an adjective names no state whose king he might be.
        modifies = draft.label == "NORP" and view.words[draft.head].dep_ in labels.PREMODIFIER
        if draft.label in _STATE_NAMES and not modifies and draft.start < first.get(view.sentence_of[draft.start], 0):
            states = {party for party in draft.party_ids if actors.gazetteer.is_state(party)}
            named |= states
            placed |= states if draft.label == "GPE" and _opens(view, draft.start) else set()
    return named, placed


def _section_state(view: TokenView, actors: KnownActors, sentence: int, drafts: Sequence[Draft], topics: Sequence[str]) -> str:
    """The state that the section was about before, for a title with which a paragraph begins, or where it has named no other."""
    sentences, paragraphs = view.parsed.sentences, paragraphs_of(view.parsed)
    named = {view.sentence_of[d.start] for d in drafts if any(map(actors.gazetteer.is_state, d.party_ids))}
    for before in range(sentence - 1, -1, -1):
        if sentences[before].heading:
            return ""
        if topics[before]:
            return topics[before]
        if paragraphs[before] == paragraphs[sentence] and before in named:
            return ""
    return ""


def _opens(view: TokenView, start: int) -> bool:
    """``In Lima,``, ``In neighbouring Peru,``: the place where the sentence goes on to tell what happened."""
    opening = view.parsed.sentences[view.sentence_of[start]].start
    return view.lower[opening] == "in" and start - opening < 3
