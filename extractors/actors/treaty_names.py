"""Names that are no actors: treaties, laws, programmes, wars (``the Treaty of Rome``, ``the Orange Revolution``).

Found by the recogniser (LAW, EVENT) and by capitalised runs round a head noun of data/offices.toml. Actors named in them are the
name's parties, not mentions: the ``Belarus Democracy Act`` is not Belarus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from verbale.extractors.actors.drafts import Draft, Findings, KnownActors, NameSpan
from verbale.extractors.actors.gazetteer import Gazetteer, Name, atom_view
from verbale.extractors.actors.lexicon import NAME_WORDS, NOT_ACTORS, OFFICE_WORDS, ORGANISATIONS
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.parse import labels

Span = tuple[int, int, str]
"""Start, end and label of a name."""

_SMALL = NAME_WORDS.small.shared | NAME_WORDS.small.treaties
_DASHES = {"-", "–"}
_IDLE = _SMALL | NAME_WORDS.opening.words | _DASHES | {"&"}
_JOINTS = {"and", "of", "on", "for", "the"}
_ONWARD = {"LAW": NAME_WORDS.onward.LAW, "EVENT": NAME_WORDS.onward.EVENT, "PROGRAMME": NAME_WORDS.onward.PROGRAMME}
_RECOGNISED = {"LAW", "EVENT"}
_NO_CAPITALS = {"PRON", "VERB", "AUX"}
_LEADING = {"ADP", "DET", "SCONJ", "ADV"}


def set_treaty_names_apart(view: TokenView, found: Findings) -> Findings:
    """With the names that are no actors, and without the actors' names that lie inside them."""
    known = found.drafts
    at = {i: draft for draft in known for i in range(draft.start, draft.end)}
    spans = [*_recognised(view, at), *_round_nouns(view, at)]
    merged = _merge([_extended(view, span, at) for span in spans])
    names = [_name(view, found.actors, span, at) for span in merged if _is_name(view, span, at)]
    meetings = OFFICE_WORDS.not_actors.meetings
    taken = {i for name in names for i in range(name.start, name.end) if view.lower[name.end - 1] not in meetings}
    taken -= _hyphenated(view, names, known)
    outside = [d for d in known if not all(i in taken for i in range(d.start, d.end))] if taken else known
    return replace(found, drafts=tuple(outside), names=tuple(names))


def _is_in_name(at: Mapping[int, Draft], i: int) -> bool:
    """Whether a token is one of an actor's name of several words. ``at``: the actor's name at each token."""
    return i in at and at[i].end - at[i].start > 1


def _recognised(view: TokenView, at: Mapping[int, Draft]) -> Iterator[Span]:
    """The recogniser's laws and events that one of their words says to be no actor."""
    for start, end, label in view.entities:
        if label not in _RECOGNISED or view.lower[end - 1] in ORGANISATIONS or NOT_ACTORS.isdisjoint(view.lower[start:end]):
            continue
        if not all(_is_in_name(at, i) for i in range(start, end)):
            yield start, end, label


def _round_nouns(view: TokenView, at: Mapping[int, Draft]) -> Iterator[Span]:
    """Names round a noun for a law, programme or event that stands in no actor's name."""
    words = OFFICE_WORDS.not_actors
    for i, word in enumerate(view.lower):
        if word in NOT_ACTORS and not _is_in_name(at, i) and view.words[i].ent_type_ != "PERSON":
            label = "EVENT" if word in words.event else "LAW" if word in words.law else "PROGRAMME"
            span = _capitalised(view, i, label) or _common_law(view, i, at)
            if span is not None:
                yield *span, label


def _hyphenated(view: TokenView, names: Sequence[NameSpan], known: Sequence[Draft]) -> set[int]:
    """The tokens of two actors joined by a hyphen at the head of a name: they are parties of the war or treaty.

    ``the Second Sino-Japanese War``, ``the Iran–Iraq War``; not ``the Treaty on Brazil-Peru Union``, which others may sign.
    """
    found: set[int] = set()
    pairs = [(a, b) for a, b in pairwise(known) if b.start == a.end + 1 and view.texts[a.end] in _DASHES]
    for left, right in pairs if names else ():
        if {left.label, right.label} <= {"NORP", "GPE"}:
            name = next((n for n in names if n.start <= left.start and right.end < n.end), None)
            if name is not None and _SMALL.isdisjoint(view.lower[name.start : left.start]):
                found.update((*range(left.start, left.end), *range(right.start, right.end)))
    return found


def _capitalised(view: TokenView, head: int, label: str) -> tuple[int, int] | None:
    """``Free Trade Agreement``, ``Treaty on the Formation of a Union State``: the run of capitals round the head."""
    if not view.texts[head][0].isupper():
        return None
    start = head
    while start and view.same_sentence(start - 1, head) and _leads_on(view, start - 1):
        start -= 1
    while start < head and (view.lower[start] in _IDLE or view.texts[start] in _IDLE):
        start += 1
    end = _right_edge(view, head + 1, label)
    return (start, end) if end - start > 1 else None


def _leads_on(view: TokenView, i: int) -> bool:
    """Whether a name may begin at or before token i: a capital, a dash, or a small word behind a capital."""
    if _capital(view, i) or view.texts[i] in _DASHES or view.texts[i] == "&":
        return True
    return view.lower[i] in _JOINTS and i > 0 and _capital(view, i - 1)


def _right_edge(view: TokenView, end: int, label: str) -> int:
    """The end of the capitalised phrase that goes on after a head: ``of Rome``, ``on the Rights of the Child``."""
    at, n, small = end, len(view.texts), _ONWARD[label]
    while at < n and view.same_sentence(at, end - 1):
        if _capital(view, at) or view.texts[at] in _DASHES:
            at += 1
            end = at
        elif view.lower[at] in small and at + 1 < n and at - end < 3:
            at += 1
            small = _ONWARD[label] | NAME_WORDS.onward.links
        else:
            break
    while end > 1 and view.texts[end - 1] in _DASHES:
        end -= 1
    return end


def _capital(view: TokenView, i: int) -> bool:
    return view.texts[i][0].isupper() and view.words[i].pos_ not in _NO_CAPITALS


def _common_law(view: TokenView, head: int, at: Mapping[int, Draft]) -> tuple[int, int] | None:
    """``the Hong Kong national security law``: a place before the common name of a law, with a word between."""
    if view.lower[head] not in OFFICE_WORDS.not_actors.common_law:
        return None
    for start in range(head - 2, max(head - 6, -1), -1):
        draft = at.get(start)
        if draft is not None and draft.start == start and draft.label == "GPE" and view.same_sentence(start, head):
            between = view.words[draft.end : head]
            if between and all(word.pos_ in labels.NOUN_GROUP for word in between):
                return start, head + 1
    return None


def _extended(view: TokenView, span: Span, at: Mapping[int, Draft]) -> Span:
    """A recognised name stretched over the actor's name that it cuts and the coordination that ends it."""
    start, end, label = span
    event_end = _event_end(view, start, end)
    end = max(event_end, _right_edge(view, end, label)) if label == "LAW" else event_end
    if end in at and at[end].start < end:
        end = at[end].end
    if start in at:
        start = at[start].start
    while start < end and (view.words[start].pos_ in _LEADING or view.texts[start] in _DASHES):
        start += 1
    return start, end, label


def _event_end(view: TokenView, start: int, end: int) -> int:
    """Where a recognised name ends: before a preposition that opens a place or party (``Orange Revolution | in Ukraine``)."""
    for i in range(start + 1, end):
        if view.lower[i] in NAME_WORDS.onward.stops:
            return i
    last = view.words[end - 1]  # "During the Korean War | Peru left"
    subject = last.dep_ in labels.NOMINAL_SUBJECT and last.head.i >= end and view.words[end - 2].head is not last
    return end - 1 if subject and end - start > 1 else end


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end, label in sorted(set(spans)):
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            first, reached, kept = merged[-1]
            merged[-1] = (first, max(reached, end), kept)
        else:
            merged.append((start, end, label))
    return merged


def _is_name(view: TokenView, span: Span, at: Mapping[int, Draft]) -> bool:
    """Not a bare actor's name, not a bare ``Treaty``, not a description (``Soviet invasion of Afghanistan``)."""
    start, end, label = span
    if start in at and at[start].end >= end:
        return False
    if label == "EVENT" and any(_describes(view, i) for i in range(start, end)):
        return False
    return end - start > 1 or view.texts[start][0].isupper()


def _describes(view: TokenView, i: int) -> bool:
    word = view.words[i]
    return word.pos_ == "NOUN" and word.is_lower and word.lower_ not in OFFICE_WORDS.not_actors.named_small


def _name(view: TokenView, actors: KnownActors, span: Span, at: Mapping[int, Draft]) -> NameSpan:
    start, end, label = span
    inside = [at[i] for i in range(start, end) if i in at and at[i].start == i and at[i].end <= end]
    found = [n.actor_id for d in inside for n in (*d.readings[:1], *_within(view, actors.gazetteer, d)) if n.use != "metonym"]
    parties = [party for party in map(actors.party, found) if party]
    states = [party for party in parties if actors.gazetteer.is_state(party)]
    return NameSpan(start, end, label, view.name_text(start, end), tuple(dict.fromkeys(states or parties)))


def _within(view: TokenView, gazetteer: Gazetteer, draft: Draft) -> list[Name]:
    """The states in the name of a union of states (``Community of Russia and Belarus``)."""
    if draft.end - draft.start < 3:
        return []
    atoms = atom_view(view.texts[draft.start : draft.end])
    found = []
    for at in range(1, len(atoms.exact)):
        length, names = gazetteer.names.longest(atoms, at, False)
        found += names[:1] if length else []
    return found
