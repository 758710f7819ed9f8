"""Definite noun phrases -> whom they mean: ``the country``, ``both republics``, ``the commission``, ``the authorities``."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.antecedents import Antecedents
from extractors.lexicon import lexicon
from extractors.scene import Draft
from extractors.schema import Actor

_ARTICLES = {"the", "that", "this"}
_SUBJECTS = {"nsubj", "nsubjpass", "nsubj:pass"}
_REACH = 3
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def definite(
    known: Antecedents, i: int, kind: str, pair_any: frozenset[str], general: frozenset[str], free: frozenset[str]
) -> Draft | None:
    """The mention that the definite noun phrase headed by token i makes, or None where nobody is plainly meant."""
    scene = known.scene
    if i in known.taken or (scene.heads[i] == i + 1 and scene.parsed.words[i].dep_ in {"compound", "amod"}):
        return None
    if kind == "pair":
        return None if _spelled_out(known, i) else _pair(known, i, pair_any) or _several(known, i)
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
    if found is not None:
        return Draft(start + 1, i + 1, "NP", method, found.actor_ids, found.party_ids, i)
    return Draft(start + 1, i + 1, "NP", method, (party,), (party,), i) if party else None


def _spelled_out(known: Antecedents, i: int) -> bool:
    """``The two governments, Bolivia and Kenya,``: a list of names right behind says who is meant."""
    scene, after = known.scene, i + 2
    if scene.texts[i + 1 : after] not in ([","], ["("], [":"], ["–"], ["—"]) or not scene.same_sentence(i, i + 1):
        return False
    after += scene.lower[after : after + 1] == ["the"]
    first = next((d for d in known.by_sentence[scene.parsed.sentence_of[i]] if d.start == after), None)
    if first is None:
        return False
    # "In both countries, Peru opened a school": a list has a second member before its verb.
    return scene.lower[first.end : first.end + 1] in (["and"], [","], ["&"]) and any(
        d.start in range(first.end + 1, first.end + 4) for d in known.by_sentence[scene.parsed.sentence_of[i]]
    )


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
            return draft if near else None
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
    subject = _own_subject(known, i) if kind == "country" else None
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
    if noun.dep_ not in _SUBJECTS or verb.dep_ != "advcl" or verb.i < verb.head.i:
        return ""
    main = [c for c in verb.head.children if c.dep_ in _SUBJECTS and c.i in known.by_head]
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


def _own_subject(known: Antecedents, i: int) -> Draft | None:
    """The subject of this noun's own clause: ``Sweden left the country`` does not mean Sweden."""
    node = known.doc[i]
    for _ in range(8):
        if node.dep_ in _SUBJECTS:
            return None
        node, below = node.head, node
        if node.pos_ in {"VERB", "AUX"}:
            for child in node.children:
                if child.dep_ in _SUBJECTS and child.i != below.i and child.i in known.by_head:
                    return known.by_head[child.i]
        if node.head.i == node.i:
            break
    return None


def _pair(known: Antecedents, i: int, pair_any: frozenset[str]) -> Draft | None:
    """``both republics``, ``the two countries``: exactly two parties in sight, or the two that the heading names."""
    scene = known.scene
    start = i - 1
    if scene.lower[start] not in {"both", "two"} or not scene.same_sentence(start, i) or scene.lower[i + 1 : i + 2] == ["of"]:
        return None
    if scene.lower[start] == "two" and (start == 0 or scene.lower[start - 1] not in {"the", "these", "those", "both", "between"}):
        return None
    wide = scene.lower[i] in pair_any
    heading = known.heading(i)
    # "Kenya asked both governments to talk": the two are others than who asks them.
    subject = _own_subject(known, i)
    barred = set(subject.party_ids) if subject is not None else set()
    before = [d for d in known.before(start) if not barred & set(d.party_ids)]
    parties, method = _two(known, before, wide), "definite"
    previous = known.previous(i)
    if not parties and previous is not None and not _named(known, before, wide):
        parties = _two(known, [d for d in known.by_sentence[previous] if not barred & set(d.party_ids)], wide)
    named = known.states(d for d in before if d.label != "NORP")
    topic = known.topic(i)
    if len(parties) != 2 and topic and topic not in barred and len(named) == 1 and named[0] != topic:
        parties, method = [topic, named[0]], "topic"
    if len(parties) != 2 and len(heading) == 2 and not barred & set(heading) and (wide or len(known.states_of(heading)) == 2):
        parties, method = list(heading), "heading"
    if len(parties) != 2:
        return None
    return Draft(start, i + 1, "NP", method, tuple(parties), tuple(parties), i)


def _named(known: Antecedents, drafts: list[Draft], wide: bool) -> list[str]:
    found = [p for d in drafts for p in d.party_ids if known.kind(p) in {"state", "former_state"}]
    if wide:
        found += [p for d in drafts for p in d.party_ids if known.kind(p) == "organisation"]
    return list(dict.fromkeys(found))


def _several(known: Antecedents, i: int) -> Draft | None:
    """``those countries``, ``the four states``: the members of the one list of states in sight."""
    scene = known.scene
    start = i - 1
    count = _NUMBERS.get(scene.lower[start], 0)
    start -= bool(count)
    articles = {"the", "these", "those"} if count else {"these", "those"}
    if scene.lower[start] not in articles or not scene.same_sentence(start, i):
        return None
    previous = known.previous(i)
    for drafts in (known.before(start), known.by_sentence[previous] if previous is not None else []):
        lists = [members for members in _lists(known, drafts) if not count or len(members) == count]
        if lists:
            parties = tuple(dict.fromkeys(p for d in lists[-1] for p in d.party_ids))
            return Draft(start, i + 1, "NP", "definite", parties, parties, i) if len(lists) == 1 else None
    return None


def _lists(known: Antecedents, drafts: list[Draft]) -> list[list[Draft]]:
    """The runs of two and more places that only commas and ``and`` part."""
    places = [d for d in drafts if d.label == "GPE"]
    runs: list[list[Draft]] = []
    for draft in places:
        last = runs[-1][-1] if runs else None
        between = known.scene.lower[last.end : draft.start] if last is not None else []
        if last is not None and len(between) <= 4 and set(between) <= {",", "and", "the", "or", "(", ")"} | {draft.party_ids[0]}:
            runs[-1].append(draft)
        else:
            runs.append([draft])
    return [run for run in runs if len({d.party_ids for d in run}) > 1]


def _two(known: Antecedents, drafts: list[Draft], wide: bool) -> list[str]:
    """The two parties that these mentions name; where adjectives make it more, the two that stand as names."""
    parties = _named(known, drafts, wide)
    if len(parties) != 2 and not wide:
        parties = _named(known, [d for d in drafts if d.label == "GPE" and d.method == "gazetteer"], wide)
    return parties if len(parties) == 2 else []
