"""Names that are no actors: treaties, laws, programmes, wars (``the Treaty of Rome``, ``the Orange Revolution``).

Found by the recogniser (LAW, EVENT) and by capitalised runs round a head noun of data/offices.toml. Actors named in them are the
name's parties, not mentions: the ``Belarus Democracy Act`` is not Belarus.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verbale.extractors.actors.drafts import Draft, NameSpan, Scene, atom_view
from verbale.extractors.actors.gazetteer import Name
from verbale.extractors.actors.lexicon import lexicon
from verbale.extractors.parse import labels

_SMALL = {"of", "on", "the", "and", "for", "in", "to", "between", "against", "concerning", "with", "from", "a", "an", "de", "by"}
# Prepositions that go on with a name after its head; "between", "with", "in", "to" name parties and places of their own.
_ONWARD = {"LAW": {"of", "on", "for", "concerning", "against"}, "EVENT": {"of"}, "PROGRAMME": {"of", "for"}}
# Event nouns that names write small (``the Spanish-American war``); others are descriptions, whose parties act.
_NAMED_SMALL = {
    "war",
    "wars",
    "revolution",
    "crisis",
    "conference",
    "summit",
    "olympics",
    "affair",
    "incident",
    "spring",
    "genocide",
}
_LINKS = {"the", "and", "a", "an", "de"}
# Meetings are held by the actors in their names: these stay mentions.
_MEETINGS = {"summit", "conference", "session", "meeting", "talks"}
_OPENING = {"The", "A", "An", "This", "That", "These", "Those", "Its", "Their", "His", "In", "On", "Under", "After", "By", "With"}


def find_names(scene: Scene, known: Sequence[Draft]) -> tuple[list[NameSpan], list[Draft]]:
    """The names that are no actors, and the gazetteer names that lie outside them."""
    words = lexicon()
    by_start = {draft.start: draft for draft in known}
    inside_actor = {i for draft in known for i in range(draft.start, draft.end) if draft.end - draft.start > 1}
    spans: list[tuple[int, int, str]] = []
    for ent in scene.parsed.doc.ents:
        if ent.label_ not in {"LAW", "EVENT"} or scene.lower[ent.end - 1] in words.organisations:
            continue
        if not words.not_actors & set(scene.lower[ent.start : ent.end]):
            continue
        if not all(i in inside_actor for i in range(ent.start, ent.end)):
            spans.append((ent.start, ent.end, ent.label_))
    for i, word in enumerate(scene.lower):
        if word in words.not_actors and i not in inside_actor and scene.parsed.words[i].ent_type_ != "PERSON":
            label = "EVENT" if word in words.event else "LAW" if word in words.law else "PROGRAMME"
            span = _capitalised(scene, i, label) or _common_law(scene, i, by_start)
            if span is not None:
                spans.append((*span, label))
    merged = _merge([_extended(scene, span, known) for span in spans])
    names = [_name(scene, start, end, label, known) for start, end, label in merged if _is_name(scene, start, end, label, known)]
    taken = {i for name in names for i in range(name.start, name.end) if scene.lower[name.end - 1] not in _MEETINGS}
    taken -= _pairs(scene, names, known)
    return names, [d for d in known if not all(i in taken for i in range(d.start, d.end))]


def _pairs(scene: Scene, names: Sequence[NameSpan], known: Sequence[Draft]) -> set[int]:
    """The tokens of two actors joined by a hyphen at the head of a name: they are parties of the war or treaty.

    ``the Second Sino-Japanese War``, ``the Iran–Iraq War``; not ``the Treaty on Brazil-Peru Union``, which others may sign.
    """
    found: set[int] = set()
    pairs = [(a, b) for a, b in pairwise(known) if b.start == a.end + 1 and scene.texts[a.end] in {"-", "–"}]
    for left, right in pairs if names else ():
        if {left.label, right.label} <= {"NORP", "GPE"}:
            name = next((n for n in names if n.start <= left.start and right.end < n.end), None)
            if name is not None and _SMALL.isdisjoint(scene.lower[name.start : left.start]):
                found.update((*range(left.start, left.end), *range(right.start, right.end)))
    return found


def _capitalised(scene: Scene, head: int, label: str) -> tuple[int, int] | None:
    """``Free Trade Agreement``, ``Treaty on the Formation of a Union State``: the run of capitals round the head."""
    if not scene.texts[head][0].isupper():
        return None
    start = head
    while start and scene.same_sentence(start - 1, head) and (
        _capital(scene, start - 1)
        or scene.texts[start - 1] in {"-", "–", "&"}
        or (scene.lower[start - 1] in {"and", "of", "on", "for", "the"} and start > 1 and _capital(scene, start - 2))
    ):  # fmt: skip
        start -= 1
    idle = _SMALL | _OPENING | {"-", "–", "&"}
    while start < head and (scene.lower[start] in idle or scene.texts[start] in idle):
        start += 1
    end = _right_edge(scene, head + 1, label)
    return (start, end) if end - start > 1 else None


def _right_edge(scene: Scene, end: int, label: str) -> int:
    """The end of the capitalised phrase that goes on after a head: ``of Rome``, ``on the Rights of the Child``."""
    at, n, small = end, len(scene.texts), _ONWARD[label]
    while at < n and scene.same_sentence(at, end - 1):
        if _capital(scene, at) or scene.texts[at] in {"-", "–"}:
            at += 1
            end = at
        elif scene.lower[at] in small and at + 1 < n and at - end < 3:
            at += 1
            small = _ONWARD[label] | _LINKS
        else:
            break
    while end > 1 and scene.texts[end - 1] in {"-", "–"}:
        end -= 1
    return end


def _capital(scene: Scene, i: int) -> bool:
    text = scene.texts[i]
    return text[0].isupper() and scene.parsed.words[i].pos_ not in {"PRON", "VERB", "AUX"}


def _common_law(scene: Scene, head: int, by_start: dict[int, Draft]) -> tuple[int, int] | None:
    """``the Hong Kong national security law``: a place before the common name of a law, with a word between."""
    if scene.lower[head] not in {"law", "act", "bill", "constitution", "code", "statute"}:
        return None
    for start in range(head - 2, max(head - 6, -1), -1):
        draft = by_start.get(start)
        if draft is not None and draft.label == "GPE" and scene.same_sentence(start, head):
            between = scene.parsed.words[draft.end : head]
            if len(between) and all(t.pos_ in {"NOUN", "ADJ", "PROPN"} for t in between):
                return start, head + 1
    return None


def _extended(scene: Scene, span: tuple[int, int, str], known: Sequence[Draft]) -> tuple[int, int, str]:
    """A recognised name stretched over the actor's name that it cuts and the coordination that ends it."""
    start, end, label = span
    end = max(_event_end(scene, start, end), _right_edge(scene, end, label)) if label == "LAW" else _event_end(scene, start, end)
    for draft in known:
        if draft.start < end < draft.end:
            end = draft.end
        if draft.start < start < draft.end:
            start = draft.start
    while start < end and (scene.parsed.words[start].pos_ in {"ADP", "DET", "SCONJ", "ADV"} or scene.texts[start] in {"-", "–"}):
        start += 1
    return start, end, label


def _event_end(scene: Scene, start: int, end: int) -> int:
    """Where a recognised name ends: before a preposition that opens a place or party (``Orange Revolution | in Ukraine``)."""
    for i in range(start + 1, end):
        if scene.lower[i] in {"in", "between", "with", "by", "to", "from"}:
            return i
    last = scene.parsed.words[end - 1]  # "During the Korean War | Peru left"
    subject = last.dep_ in labels.NOMINAL_SUBJECT and last.head.i >= end and scene.parsed.words[end - 2].head is not last
    return end - 1 if subject and end - start > 1 else end


def _merge(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, label in sorted(set(spans)):
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            old = merged[-1]
            merged[-1] = (old[0], max(old[1], end), old[2])
        else:
            merged.append((start, end, label))
    return merged


def _is_name(scene: Scene, start: int, end: int, label: str, known: Sequence[Draft]) -> bool:
    """Not a bare actor's name, not a bare ``Treaty``, not a description (``Soviet invasion of Afghanistan``)."""
    if any(d.start <= start and d.end >= end for d in known):
        return False
    nouns = [t for t in scene.parsed.words[start:end] if t.pos_ == "NOUN" and t.is_lower]
    if label == "EVENT" and any(t.lower_ not in _NAMED_SMALL for t in nouns):
        return False
    return end - start > 1 or scene.texts[start][0].isupper()


def _name(scene: Scene, start: int, end: int, label: str, known: Sequence[Draft]) -> NameSpan:
    inside = [d for d in known if start <= d.start and d.end <= end]
    found = [n.actor_id for d in inside for n in (*d.names[:1], *_within(scene, d)) if n.use != "metonym"]
    states = [p for p in map(scene.party, found) if p and scene.describe(p).kind in {"state", "former_state"}]
    parties = states or [p for p in map(scene.party, found) if p]
    return NameSpan(start, end, label, scene.name_text(start, end), tuple(dict.fromkeys(parties)))


def _within(scene: Scene, draft: Draft) -> list[Name]:
    """The states in the name of a union of states (``Community of Russia and Belarus``)."""
    if draft.end - draft.start < 3:
        return []
    view = atom_view(scene.texts[draft.start : draft.end])
    found = []
    for at in range(1, len(view.exact)):
        length, names = scene.gazetteer.names.longest(view.lower, view.exact, at, view.ends, False)
        found += names[:1] if length else []
    return found
