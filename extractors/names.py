"""Names in the text: those that the gazetteer knows, and those that the recogniser finds besides."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lexicon import lexicon
from extractors.scene import Draft, NameSpan, Scene, atom_view

_ACTOR_LABELS = {"PERSON", "ORG", "GPE", "NORP"}
_EDGES = {"the", "The", "a", "an", "'s", "’s", "-", "–", "(", ")", ",", "'", '"'}
_LABELS = {"state": "GPE", "former_state": "GPE", "place": "GPE", "person": "PERSON"}


def find_gazetteer_names(scene: Scene) -> list[Draft]:
    """The longest gazetteer name at every token, left to right, never overlapping."""
    index = scene.gazetteer.names
    view = atom_view(scene.texts)
    capitals = [s.text.isupper() for s in scene.parsed.sentences]
    sentence_of = scene.parsed.sentence_of
    found: list[Draft] = []
    at, n = 0, len(view.exact)
    while at < n:
        if view.lower[at] not in index or not view.starts[at]:
            at += 1
            continue
        token = view.token[at]
        length, names = index.longest(view.lower, view.exact, at, view.ends, capitals[sentence_of[token]])
        last = view.token[at + length - 1] if length else token
        if not names or sentence_of[last] != sentence_of[token] or _part_of_longer(scene, token, last + 1):
            at += 1
            continue
        found.append(Draft(token, last + 1, _label(scene, names[0].actor_id, names[0].use), "gazetteer", names=tuple(names)))
        at += length
    return found


def _part_of_longer(scene: Scene, start: int, end: int) -> bool:
    """A single common-looking word that goes on into another name (``Guinea pig`` no, ``New Jersey`` yes)."""
    before = scene.texts[start - 1] if start else ""
    return before in {"New", "South", "North", "East", "West", "Saint", "St."} and scene.same_sentence(start - 1, start) and (
        scene.parsed.doc[start - 1].ent_type_ != "" and scene.parsed.doc[start].ent_iob_ == "I"
    )


def _label(scene: Scene, actor_id: str, use: str) -> str:
    if use == "demonym":
        return "NORP"
    if use == "metonym":
        return "GPE"
    return _LABELS.get(scene.gazetteer.actor(actor_id).kind, "ORG")


def find_recognised(scene: Scene, known: Sequence[Draft], names: Sequence[NameSpan]) -> list[Draft]:
    """Gazetteer names plus the recogniser's names that these do not explain.

    A person's name wins over a place in it (``Michael Jordan``); a longer organisation keeps the state in it as an inner mention.
    """
    taken = {i for name in names for i in range(name.start, name.end)}
    by_token = {i: draft for draft in known for i in range(draft.start, draft.end)}
    drafts = list(known)
    for ent in scene.parsed.doc.ents:
        if ent.label_ not in _ACTOR_LABELS:
            continue
        start, end = _trim(scene, ent.start, ent.end)
        if start >= end or any(i in taken for i in range(start, end)):
            continue
        inside = [by_token[i] for i in range(start, end) if i in by_token]
        if inside and any(d.start <= start and d.end >= end for d in inside):
            continue
        draft = _unknown(scene, start, end, ent.label_)
        if draft is None or (inside and not _keeps(scene, draft, inside)):
            continue
        if ent.label_ == "PERSON":
            drafts = [d for d in drafts if d not in inside or d.use == "demonym" or d.start < start or d.end > end]
        drafts.append(draft)
    return drafts


def _keeps(scene: Scene, draft: Draft, inside: Sequence[Draft]) -> bool:
    """Whether a recognised name that holds gazetteer names is a name of its own, not two names run together."""
    rest = [
        scene.texts[i]
        for i in range(draft.start, draft.end)
        if not any(d.start <= i < d.end for d in inside) and scene.lower[i] not in lexicon().glue
    ]
    if any(d.start < draft.start or d.end > draft.end for d in inside):
        return False
    return bool(rest) and any(word[:1].isupper() for word in rest)


def _trim(scene: Scene, start: int, end: int) -> tuple[int, int]:
    while start < end and scene.texts[start] in _EDGES:
        start += 1
    while start < end and scene.texts[end - 1] in _EDGES:
        end -= 1
    return start, end


def _unknown(scene: Scene, start: int, end: int, label: str) -> Draft | None:
    """An actor of its own, if the words look like a name at all."""
    if not any(t[:1].isupper() for t in scene.texts[start:end]) or any(c.isdigit() for c in scene.texts[start]):
        return None
    if label == "NORP":
        return None
    return Draft(start, end, label, "ner")
