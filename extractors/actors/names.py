"""Names in the text: those that the gazetteer knows, and those that the recogniser finds besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.extractors.actors.drafts import Draft, Findings, Key, KnownActors, make_draft
from verbale.extractors.actors.gazetteer import AtomView, Gazetteer, Name, NameIndex, atom_view
from verbale.extractors.actors.lexicon import (
    GOVERNMENTS,
    INSTITUTIONS,
    NAME_WORDS,
    NOT_ACTORS,
    OFFICE_DOMAINS,
    OFFICE_MODIFIERS,
    OFFICE_SUFFIXES,
    OFFICE_WORDS,
    OFFICES,
    ORGANISATIONS,
    is_generic,
    is_national,
)
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.text import MONTHS

_ACTOR_LABELS = {"PERSON", "ORG", "GPE", "NORP"}
_LABELS = {"state": "GPE", "former_state": "GPE", "place": "GPE", "person": "PERSON"}
_QUALIFIERS = {"JJ", "DT", "CD", "RB"}
# Not "may", which is a word of its own.
_MONTHS = set(MONTHS) - {"may"}
_COMPASS = NAME_WORDS.recognised.compass
_HONORIFICS = NAME_WORDS.recognised.honorifics
_TITLES = OFFICES | OFFICE_DOMAINS | OFFICE_MODIFIERS | OFFICE_SUFFIXES | _HONORIFICS
_OPENING_TITLES = OFFICES | _HONORIFICS
_LINKS = NAME_WORDS.small.shared | NAME_WORDS.small.glue
# "The Republic" is the state that the passage is about, no actor of its own.
_FORMS = {word.lower() for word in NAME_WORDS.formal.heads}
_COMMON = INSTITUTIONS | OFFICES | ORGANISATIONS | _COMPASS | OFFICE_MODIFIERS | OFFICE_DOMAINS | _FORMS
_NO_ACTORS = NOT_ACTORS | OFFICE_WORDS.not_actors.quality
_OWN_NAMES = OFFICE_WORDS.not_actors.programme | OFFICE_WORDS.not_actors.law


def find_gazetteer_names(view: TokenView, gazetteer: Gazetteer) -> Findings:
    """The longest gazetteer name at every token, left to right, never overlapping."""
    index = gazetteer.names
    atoms = atom_view(view.texts)
    # "LIMA, March 3 (AFP)": a dateline writes its town in capitals, however short.
    capitals = [s.dateline or s.text.isupper() for s in view.parsed.sentences]
    sentence_of = view.sentence_of
    found: list[Draft] = []
    reached = 0
    firsts, starts = index.firsts, atoms.starts
    for at, atom in enumerate(atoms.lower):
        if atom not in firsts or at < reached or not starts[at]:
            continue
        token = atoms.token[at]
        shouts = capitals[sentence_of[token]]
        length, names = index.longest(atoms, at, shouts)
        if names and sentence_of[atoms.last[at + length - 1]] != sentence_of[token]:  # "... by the U.S. | Congress refused"
            limit = next(i for i in range(at, at + length) if sentence_of[atoms.last[i]] != sentence_of[token])
            length, names = index.longest(atoms, at, shouts, limit)
        if not names or (atom == "the" and _goes_on(index, atoms, at, length, shouts)):
            continue
        last = atoms.last[at + length - 1]
        if _part_of_longer(view, token) or _is_denied(view, token):
            continue
        last -= atoms.lower[at + length - 1] == "-"
        label = _label(gazetteer, names[0])
        if label == "GPE":
            token = _formal_start(view, token)
        found.append(make_draft(token, last + 1, view.head_of(token, last + 1), label, "gazetteer", readings=tuple(names)))
        reached = at + length
    return Findings(tuple(found), (), KnownActors(gazetteer, {}))


def _goes_on(index: NameIndex[Name], atoms: AtomView, at: int, length: int, capitals: bool) -> bool:
    """Whether a longer name begins behind an article that is part of a name of this length (``the Hague Tribunal``)."""
    without, _ = index.longest(atoms, at + 1, capitals) if at + 1 < len(atoms.exact) else (0, [])
    return without >= length


def _part_of_longer(view: TokenView, start: int) -> bool:
    """A name that ends a longer one which the gazetteer does not know (``New Jersey``, ``Port Sudan``)."""
    before = view.text_at(start - 1)
    return before in NAME_WORDS.recognised.prefixes and view.same_sentence(start - 1, start) and view.words[start].ent_iob_ == "I"


def _is_denied(view: TokenView, start: int) -> bool:
    """``non-American companies``: whoever they are, they are not of this state."""
    before = view.words.span_text(max(0, start - 2), start + 1).lower()
    return any(before.removesuffix(view.lower[start]).endswith(f"{word}-") for word in NAME_WORDS.recognised.denying)


def _formal_start(view: TokenView, start: int) -> int:
    """Where the formal name of a state begins: ``Democratic Republic of (the) X``, ``Kingdom of X``."""
    at = start - 1
    if at > 1 and view.lower[at] == "the":
        at -= 1
    if at < 1 or view.lower[at] != "of" or view.texts[at - 1] not in NAME_WORDS.formal.heads:
        return start
    if not view.same_sentence(at - 1, start):
        return start
    at -= 1
    while at and view.lower[at - 1] in NAME_WORDS.formal.modifiers and view.same_sentence(at - 1, start):
        at -= 1
    while not view.texts[at][0].isupper():
        at += 1
    return at


def _label(gazetteer: Gazetteer, name: Name) -> str:
    actor = gazetteer.actor(name.actor_id)
    if not actor.party_id:
        return "LOC"
    if name.use == "demonym":
        return "NORP"
    return "GPE" if name.use == "metonym" else _LABELS.get(actor.kind, "ORG")


def add_recognised_names(view: TokenView, found: Findings) -> Findings:
    """With the recogniser's names that the gazetteer's do not explain.

    A person's name wins over a place in it (``Michael Jordan``); a longer organisation keeps the state in it as an inner mention.
    """
    added: list[Draft] = []
    outdone: set[Key] = set()
    for start, end, label, inside in _unexplained(view, found):
        added.append(make_draft(start, end, view.head_of(start, end), label, "ner"))
        if label == "PERSON":
            outdone.update(draft.key for draft in inside)
    return found.with_drafts([*(d for d in found.drafts if d.key not in outdone), *added])


def _unexplained(view: TokenView, found: Findings) -> Iterator[tuple[int, int, str, list[Draft]]]:
    """(start, end, label, known names inside) of the actors that only the recogniser finds."""
    taken = {i for name in found.names for i in range(name.start, name.end)}
    by_token = {i: draft for draft in found.drafts for i in range(draft.start, draft.end)}
    for entity in view.entities:
        name = _actor_name(view, *entity)
        if name is None or _is_denied(view, name[0]) or not taken.isdisjoint(range(name[0], name[1])):
            continue
        start, end, label = name
        inside = [by_token[i] for i in range(start, end) if i in by_token]
        if _is_name(view, start, end, label) and (not inside or _keeps(view, start, end, label, inside)):
            yield start, end, label, inside


def _actor_name(view: TokenView, start: int, end: int, label: str) -> tuple[int, int, str] | None:
    """(start, end, label) of an entity as the name of an actor, None where it is none by its label or its place."""
    if label == "LOC" or view.parsed.sentence_at(start).dateline:
        return None
    start, end = _trim(view, start, end)
    if label in {"LAW", "EVENT"} and view.lower[end - 1] in ORGANISATIONS:
        label = "ORG"
    if label not in _ACTOR_LABELS:
        return None
    if label == "ORG" and end - start > 1 and view.lower[end - 1] in GOVERNMENTS:
        end -= 1
    if label in {"PERSON", "ORG"}:
        start, label = _without_title(view, start, end, label)
    return (start, end, label) if start < end else None


def _trim(view: TokenView, start: int, end: int) -> tuple[int, int]:
    edges = NAME_WORDS.recognised.edges
    while start < end and view.texts[start] in edges:
        start += 1
    while start < end and view.texts[end - 1] in edges:
        end -= 1
    return start, end


def _without_title(view: TokenView, start: int, end: int, label: str) -> tuple[int, str]:
    """(start, label) without office words taken into a name: ``Ambassador Twining``, ``(Secretary of) State Henry Kissinger``."""
    first = start
    while first < end - 1 and view.lower[first] in _TITLES:
        first += 1
    if first == start or label == "PERSON":
        return first, label
    after_office = start > 1 and view.lower[start - 1] == "of" and view.lower[start - 2] in OFFICES
    titled = after_office or view.lower[start] in _OPENING_TITLES
    named = end - first > 1 and all(t[0].isupper() for t in view.texts[first:end])
    company = not ORGANISATIONS.isdisjoint(view.lower[first:end])
    return (first, "PERSON") if titled and named and not company else (start, label)


def _is_name(view: TokenView, start: int, end: int, label: str) -> bool:
    """Whether the words look like an actor's name at all: a people (``NORP``) goes by the gazetteer only."""
    texts, lower = view.texts[start:end], view.lower[start:end]
    if label == "NORP" or not any(t[0].isupper() for t in texts) or _has_digit(texts[0]):
        return False
    if all(_has_digit(word) or word.strip(".") in _MONTHS for word in lower):
        return False  # "Jan 7" of a dateline
    return not _is_no_actor(view, start, end)


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _is_no_actor(view: TokenView, start: int, end: int) -> bool:
    """A programme, law or quality taken for an organisation: by its own head, or by the common noun that it modifies."""
    last = view.lower[end - 1]
    if end - start == 1 and (last in _COMMON or view.words[start].tag_ in _QUALIFIERS):
        return True
    if last.endswith(("ism", "isms")):
        return True
    if is_generic(view.lower[start:end]):
        return not is_national(view.lower[start:end])
    heads = {last, view.lower[view.head_of(start, end)]}
    if heads & ORGANISATIONS:
        return False
    after = view.lower[end] if end < len(view.lower) and view.same_sentence(start, end) else ""
    return not heads.isdisjoint(_NO_ACTORS) or after in _OWN_NAMES


def _keeps(view: TokenView, start: int, end: int, label: str, inside: Sequence[Draft]) -> bool:
    """Whether a recognised name that holds gazetteer names is a name of its own, not one of these or two run together."""
    if not all(_is_part(draft, start, end) for draft in inside):
        return False
    rest = _rest(view, start, end, inside)
    if is_generic([view.lower[i] for i in rest]) and any(d.label in {"NORP", "GPE"} for d in inside):
        return False
    if label == "ORG" and _opens_with_actor(inside, start):
        return any(view.lower[i] in ORGANISATIONS for i in rest)
    return any(view.texts[i][0].isupper() and view.lower[i] not in _COMPASS for i in rest)


def _rest(view: TokenView, start: int, end: int, inside: Iterable[Draft]) -> list[int]:
    """The words of a span that stand in no known name and join none."""
    known = {i for draft in inside for i in range(draft.start, draft.end)}
    return [i for i in range(start, end) if i not in known and view.lower[i] not in _LINKS]


def _is_part(draft: Draft, start: int, end: int) -> bool:
    """Whether a known name lies within a longer span, which neither cuts nor equals it."""
    return draft.start >= start and draft.end <= end and (draft.start, draft.end) != (start, end)


def _opens_with_actor(inside: Iterable[Draft], start: int) -> bool:
    """``China National Petroleum``: the name begins with a state's or organisation's."""
    return any(d.label in {"GPE", "ORG"} and d.start == start for d in inside)
