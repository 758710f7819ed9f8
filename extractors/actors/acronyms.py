"""Acronyms that the text defines: ``Union of Poles in Belarus (UPB)`` is an actor, ``Partnership Agreement (PA)`` the name of
an agreement; every later ``UPB`` or ``PA`` is the same. A definition in the text outweighs the gazetteer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.extractors.actors.drafts import Draft, NameSpan, Scene
from verbale.extractors.actors.lexicon import is_national, lexicon
from verbale.extractors.schema import Actor

_SMALL = {"of", "and", "the", "for", "in", "on", "to", "de", "&", "-", "a", "an", "la", "against", "at", "by", "with", "from"}


@dataclass(frozen=True, slots=True)
class Acronyms:
    """The drafts and names of a document after its acronyms are read."""

    drafts: list[Draft]
    names: list[NameSpan]


def define_acronyms(scene: Scene, known: Sequence[Draft], names: Sequence[NameSpan]) -> Acronyms:
    """Find the definitions, then every use of what they define."""
    drafts, spans = list(known), list(names)
    meaning: dict[str, Draft | NameSpan] = {}
    for at in range(1, len(scene.texts) - 2):
        if scene.texts[at] != "(" or not _is_acronym(scene.texts[at + 1]) or scene.texts[at + 2] not in {")", ",", ";"}:
            continue
        long = _long_form(scene, at, scene.texts[at + 1]) or _entity_before(scene, at, scene.texts[at + 1])
        if long is None or scene.texts[at + 1] in meaning:
            continue
        whole = _actor_covering(drafts, long)
        if whole is not None:
            meaning[scene.texts[at + 1]] = whole
            continue
        if _is_actor(scene, *long, spans):
            draft = Draft(*long, "ORG", "ner")
            if is_national(scene.lower[long[0] : long[1]]):
                draft.use = "national"
                drafts.append(draft)
                meaning[scene.texts[at + 1]] = draft
                continue
            actor = _new_actor(scene, scene.texts[at + 1], scene.name_text(*long))
            draft.actor_ids = draft.party_ids = (actor,)
            drafts = [d for d in drafts if d.end <= long[0] or d.start >= long[1] or d.end - d.start < long[1] - long[0]]
            drafts.append(draft)
            meaning[scene.texts[at + 1]] = draft
        else:
            span = next((s for s in spans if s.start <= long[0] and s.end >= long[1]), None)
            if span is None:
                span = NameSpan(*long, "LAW", scene.name_text(*long))
                spans = [s for s in spans if s.end <= long[0] or s.start >= long[1]]
                spans.append(span)
                drafts = [d for d in drafts if d.start < long[0] or d.end > long[1]]
            meaning[scene.texts[at + 1]] = span
    return _apply(scene, drafts, spans, meaning) if meaning else Acronyms(drafts, spans)


def _is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 9 and text[0].isalpha() and sum(c.isupper() for c in text) >= 2


def _long_form(scene: Scene, at: int, acronym: str) -> tuple[int, int] | None:
    """The words before ``(`` whose initials spell the acronym, small words free; None where they do not."""
    letters = [c.lower() for c in acronym if c.isupper()]
    i = at - 1
    while letters and i >= 0 and scene.same_sentence(i, at) and at - i < 16:
        initial = scene.lower[i][0]
        if initial == letters[-1]:
            letters.pop()
        elif scene.lower[i] not in _SMALL:
            return None
        i -= 1
    start = i + 1
    return (start, at) if not letters and at - start >= 2 else None


def _entity_before(scene: Scene, at: int, acronym: str) -> tuple[int, int] | None:
    """A recognised name right before ``(`` whose initials the acronym holds in order, free letters between (``UNOCHA``)."""
    last = scene.parsed.words[at - 1]
    if last.ent_type_ not in {"ORG", "GPE", "LAW"}:
        return None
    start = at - 1
    while start and scene.parsed.words[start].ent_iob_ == "I":
        start -= 1
    initials = [scene.lower[i][0] for i in range(start, at) if scene.lower[i] not in _SMALL and scene.texts[i][0].isupper()]
    letters = iter(acronym.lower())
    return (start, at) if len(initials) > 1 and all(c in letters for c in initials) else None


def _new_actor(scene: Scene, acronym: str, name: str) -> str:
    """The organisation goes by its acronym, unless the gazetteer gives that to another."""
    actor_id = name if acronym in scene.gazetteer else acronym
    scene.actors[actor_id] = Actor(actor_id, name, "organisation", actor_id)
    return actor_id


def _actor_covering(drafts: Sequence[Draft], long: tuple[int, int]) -> Draft | None:
    """A gazetteer name that is the long form, or all of it but its modifiers."""
    return next((d for d in drafts if d.end == long[1] and d.start <= long[0] + 1 and d.end - d.start > 1), None)


def _is_actor(scene: Scene, start: int, end: int, names: Sequence[NameSpan]) -> bool:
    """Capitalised throughout, and no agreement, law or programme by its head noun."""
    words = lexicon()
    if any(s.start < end and s.end > start for s in names):
        return False
    content = [scene.texts[i] for i in range(start, end) if scene.lower[i] not in _SMALL]
    if sum(t[0].isupper() for t in content) < 2 or not content[-1][0].isupper():
        return False
    heads = {scene.lower[scene.head_of(start, end)], scene.lower[end - 1]} | {
        scene.lower[i - 1] for i in range(start + 1, end) if scene.lower[i] in {"of", "for", "on"}
    }
    return not heads & words.not_actors


def _apply(scene: Scene, drafts: list[Draft], spans: list[NameSpan], meaning: dict[str, Draft | NameSpan]) -> Acronyms:
    at_token = {d.start: d for d in drafts if d.end - d.start == 1}
    for i, text in enumerate(scene.texts):
        what = meaning.get(text)
        if what is None:
            continue
        old = at_token.get(i)
        if isinstance(what, NameSpan):
            if old is not None:
                drafts.remove(old)
            if not any(s.start <= i < s.end for s in spans):
                spans.append(NameSpan(i, i + 1, what.label, what.text, what.party_ids))
        elif old is None:
            if not any(d.start <= i < d.end for d in drafts):
                owner = what if what.use == "national" else None
                draft = Draft(i, i + 1, "ORG", "acronym", what.actor_ids, what.party_ids, names=what.names, owner=owner)
                draft.use = what.use
                drafts.append(draft)
        else:
            old.names, old.actor_ids, old.party_ids = what.names, what.actor_ids, what.party_ids
    return Acronyms(drafts, spans)
