"""Definite noun phrases -> whom they mean: ``the country``, ``both republics``, ``the commission``, ``the authorities``."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.actors.drafts import Draft
from verbale.extractors.actors.lexicon import lexicon
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.pairs import counted, own_subject, pair
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

_ARTICLES = {"the", "that", "this"}
_REACH = 3
# Who governs few states: "the junta" is hardly that of the state named last.
_RARE = {"junta", "monarchy", "king", "emperor", "sultan", "tsar", "shah", "emir", "amir"}


def definite(
    known: Antecedents, i: int, kind: str, pair_any: frozenset[str], general: frozenset[str], free: frozenset[str]
) -> Draft | None:
    """The mention that the definite noun phrase headed by token i makes, or None where nobody is plainly meant."""
    scene = known.scene
    if i in known.taken or (scene.heads[i] == i + 1 and scene.parsed.words[i].dep_ in {"compound", "amod"}):
        return None
    if counted(known, i, kind):
        return pair(known, i, pair_any)
    start = article(known, i, free)
    if start is None or scene.lower[i + 1 : i + 2] == ["of"] or scene.lower[i + 1 : i + 2] == ["that"]:
        return None
    if scene.lower[start] != "the" and kind != "country":
        return None
    found = _repeated(known, i)
    if found is None and kind == "organisation":
        found = _organisation(known, i, general)
    method = "definite"
    party = ""
    if found is None and kind in {"country", "government"}:
        party, method = _state(known, start, i, kind)
        if scene.lower[i] in _RARE and party != known.topic(i):
            party = ""
    if found is not None:
        return Draft(start + 1, i + 1, "NP", method, found.actor_ids, found.party_ids, i)
    return Draft(start + 1, i + 1, "NP", method, (party,), (party,), i) if party else None


def own_institution(known: Antecedents, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Give ``Ministry of Foreign Affairs`` its state: its possessor's, else the one state in sight; else it stays nobody's."""
    scene = known.scene
    before = draft.start - 1
    owner = known.by_head.get(before) if before >= 0 and scene.same_sentence(before, draft.start) else None
    party = owner.party_ids[0] if owner is not None and owner.label == "PRON" and len(owner.party_ids) == 1 else ""
    party = party or _state(known, draft.start, draft.start, "government")[0]
    if party:
        name = scene.name_text(draft.start, draft.end)
        actor_id = f"{name} ({party})"
        scene.actors[actor_id] = Actor(actor_id, name, "institution", party)
        draft.actor_ids, draft.party_ids, draft.method = (actor_id,), (party,), "definite"
        known.add(draft)
        for other in drafts:
            if other.owner is draft and not other.actor_ids:
                other.actor_ids, other.party_ids = draft.actor_ids, draft.party_ids
                known.add(other)


def article(known: Antecedents, i: int, free: frozenset[str]) -> int | None:
    """The token of the article, where nothing but free adjectives stands between it and the noun."""
    scene = known.scene
    start = i - 1
    while start >= 0 and scene.lower[start] in free and i - start < 3:
        start -= 1
    return start if start >= 0 and scene.lower[start] in _ARTICLES and scene.same_sentence(start, i) else None


def _repeated(known: Antecedents, i: int) -> Draft | None:
    """``the commission`` after ``the EU's executive commission``: the last mention with the same head, not far back."""
    scene = known.scene
    for draft in reversed(known.heads_said.get(scene.lower[i], [])):
        if draft.end <= i:
            near = scene.parsed.sentence_of[i] - scene.parsed.sentence_of[draft.start] <= _REACH
            return draft if near or scene.lower[i] in _RARE else None
    return None


def _organisation(known: Antecedents, i: int, general: frozenset[str]) -> Draft | None:
    """The last organisation whose name holds the noun; for general nouns, the one organisation in sight."""
    scene = known.scene
    word = scene.lower[i]
    capital = scene.texts[i][0].isupper()
    here = scene.parsed.sentence_of[i]
    found: list[Draft] = []
    for number in range(here, -1 if capital else max(-1, here - _REACH), -1):
        for draft in reversed(known.by_sentence[number]):
            if draft.end > i or draft.label not in {"ORG"}:
                continue
            if word in scene.describe(draft.actor_ids[0]).name.lower().split():
                return draft
            if word in general and here - number <= _REACH and known.kind(draft.party_ids[0]) == "organisation":
                found.append(draft)
    return found[0] if len({d.party_ids for d in found}) == 1 else None


def _state(known: Antecedents, start: int, i: int, kind: str) -> tuple[str, str]:
    """(state, method): the one state in sight, else the document's own; ("", "") where several compete."""
    subject = own_subject(known, i) if kind == "country" else None
    barred: list[str] = []
    if subject is not None:
        states = known.states([subject])
        at_home = subject.label in {"PERSON", "NP"} or known.scene.lower[subject.head] in lexicon().state_offices
        if at_home and len(states) == 1:
            return states[0], "definite"
        barred = states
    elif kind == "country" and (other := _of_main_clause(known, i)):
        return other, "definite"
    topic = known.topic(i)
    previous = known.previous(i)
    states = _named_states(known, known.before(start), barred)
    if not states and previous is not None:
        states = _named_states(known, known.by_sentence[previous], barred)
        # "Ties with Nepal were cut. The government ..." is the topic's own, where the other state does nothing.
        if topic and kind == "government" and topic not in states and not set(states) & set(_leading(known, previous)):
            states = []
    if not states and not topic:
        states = [s for s in known.states(known.before(start)) if s not in barred]
    if topic and kind == "country" and previous is not None and topic not in barred:
        # In a text about one state, "the country" is hardly another, where the sentence before has just named the first.
        if topic in known.states(known.by_sentence[previous]):
            return topic, "definite"
        if topic not in states and states:
            return "", ""
    if topic and (topic in states or not states):
        return ("", "") if topic in barred else (topic, "definite" if topic in states else "topic")
    return (states[0], "definite") if len(states) == 1 else ("", "")


def _of_main_clause(known: Antecedents, i: int) -> str:
    """``Peru recognised Angola after the country had won its war``: who is not the main subject, named last before it."""
    noun = known.doc[i]
    verb = noun.head
    if noun.dep_ not in labels.NOMINAL_SUBJECT or verb.dep_ != "advcl" or verb.i < verb.head.i:
        return ""
    main = [c for c in verb.head.children if c.dep_ in labels.NOMINAL_SUBJECT and c.i in known.by_head]
    subject = known.states([known.by_head[main[0].i]]) if main else []
    objects = [d for d in known.before(i) if main and d.start > main[0].i and d.label == "GPE"]
    others = [state for state in known.states(objects) if state not in subject]
    return others[0] if len(subject) == 1 and len(others) == 1 else ""


def _leading(known: Antecedents, sentence: int) -> list[str]:
    """The states with which a sentence begins, and that of its main subject: whom it is about."""
    subject = known.main_subject(sentence)
    drafts = [d for d in known.by_sentence[sentence] if d.start <= known.scene.parsed.sentences[sentence].start + 2]
    if subject is not None and subject.i in known.by_head:
        drafts.append(known.by_head[subject.i])
    return known.states(drafts)


def _named_states(known: Antecedents, drafts: list[Draft], barred: list[str]) -> list[str]:
    """The states that these mentions name or speak for; an adjective (``Polish journalists``) names none."""
    return [s for s in known.states(d for d in drafts if d.label != "NORP") if s not in barred]
