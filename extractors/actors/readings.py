"""Mention -> actor and party: readings of ambiguous or dated names, persons, short names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Scene
from verbale.extractors.actors.gazetteer import Name
from verbale.extractors.actors.lexicon import is_national, lexicon
from verbale.extractors.actors.titles import is_state, topics_in
from verbale.extractors.actors.topics import paragraphs_of


def decide_readings(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Give every draft its actor; a name whose reading stays open is dropped."""
    evidence = _evidence(scene, drafts)
    decided = []
    for draft in drafts:
        if draft.names:
            joint = [name for name in draft.names if name.joint]
            name = joint[0] if joint else _reading(scene, draft, evidence)
            if name is None:
                continue
            _apply(scene, draft, name)
            if joint:
                draft.actor_ids = draft.party_ids = tuple(sorted({name.actor_id for name in joint}))
        elif not draft.actor_ids and draft.use != "national":
            _own(scene, draft)
        decided.append(draft)
    return decided


def _evidence(scene: Scene, drafts: Sequence[Draft]) -> Counter[str]:
    """How often each actor is named without doubt in this document; the topic given by the user counts too."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        actors = {name.actor_id for name in draft.names}
        if len(actors) == 1 and not draft.names[0].ambiguous:
            counts[draft.names[0].actor_id] += 1
    for code in scene.parsed.document.topic:
        counts[code] += 3
    return counts


def _reading(scene: Scene, draft: Draft, evidence: Counter[str]) -> Name | None:
    sentence = scene.parsed.sentence_of[draft.start]
    year = scene.years[sentence]
    names = [name for name in draft.names if name.holds_in(year)]
    if not year:
        names = [name for name in names if name.holds_in(scene.years_before[sentence])] or names
    sure = [name for name in names if not name.ambiguous]
    if len({name.actor_id for name in sure}) == 1:
        return sure[0]
    if len({name.actor_id for name in names}) == 1 and scene.gazetteer.actor(names[0].actor_id).kind == "person":
        before = scene.lower[draft.start - 1] if draft.start else ""
        if before in lexicon().state_offices and scene.same_sentence(draft.start - 1, draft.start):
            return names[0]  # "President Carter"
    weight = {name.actor_id: 100 * evidence[name.actor_id] + evidence[scene.party(name.actor_id)] for name in names}
    if not weight:
        return None
    first, *rest = sorted(weight.values(), reverse=True)
    if first and (not rest or rest[0] < first):
        return next(name for name in names if weight[name.actor_id] == first)
    open_ended = [name for name in sure if not name.valid_to]
    return open_ended[0] if len(open_ended) == 1 else None


def _apply(scene: Scene, draft: Draft, name: Name) -> None:
    actor = scene.gazetteer.actor(name.actor_id)
    draft.actor_ids, draft.use = (name.actor_id,), name.use
    draft.party_ids = (actor.party_id,) if actor.party_id else ()
    if draft.label == "LOC":
        return
    if name.use == "demonym":
        draft.label = "NORP"
    elif name.use == "metonym":
        draft.label, draft.method = "GPE", "metonym"
    elif actor.kind == "person":
        draft.label = "PERSON"


def _own(scene: Scene, draft: Draft) -> None:
    """An actor of its own, by its name; persons are settled later, when titles have been read."""
    if draft.label == "ORG" and is_national(scene.lower[draft.start : draft.end]):
        draft.use = "national"
        draft.end = _whole_institution(scene, draft.end)
        return
    kind = {"PERSON": "person", "ORG": "organisation", "GPE": "place"}[draft.label]
    name = scene.name_text(draft.start, draft.end)
    draft.actor_ids = (scene.new_actor(name, kind, name),)
    draft.party_ids = (scene.party(name),)


def _whole_institution(scene: Scene, end: int) -> int:
    """The end of ``Ministry of Foreign | and European Affairs``, where the recogniser stopped too early."""
    n = len(scene.texts)
    while end < n and scene.same_sentence(end, end - 1):
        if scene.texts[end][0].isupper() and scene.lower[end - 1] not in {",", "."}:
            end += 1
        elif scene.lower[end] == "and" and end + 1 < n and scene.lower[end + 1] in lexicon().office_domains | {"european"}:
            end += 2
        else:
            break
    return end


def tie_short_names(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """``Stewart`` after ``Karen B. Stewart``: one person; surnames that the recogniser missed are found by the full name."""
    mistaken = [d for d in drafts if d.method == "ner" and d.label in {"ORG", "GPE"} and d.end - d.start == 1]
    persons = [d for d in drafts if d.label == "PERSON"] + mistaken
    full: dict[str, set[str]] = defaultdict(set)
    for draft in persons:
        start, end = _core(draft)
        if end - start > 1 and draft.actor_ids and draft.label == "PERSON":
            full[scene.texts[end - 1]].add(draft.actor_ids[0])
            full[scene.texts[start]].add(draft.actor_ids[0])
    for draft in persons:
        start, end = _core(draft)
        if draft.title and draft.label == "PERSON" and end - start == 1 and scene.texts[start] not in full:
            full[scene.texts[start]].update(draft.actor_ids)
    for draft in persons:
        start, end = _core(draft)
        known = full.get(scene.texts[end - 1], set())
        shorter = draft.actor_ids and len(known) == 1 and _is_part(scene.name_text(start, end), next(iter(known)))
        if known and draft.actor_ids and draft.actor_ids[0] in known:
            draft.label = "PERSON"
        elif shorter and not _in_longer_name(scene, start, end):
            draft.label = "PERSON"
            draft.actor_ids = tuple(known)
            draft.party_ids = (scene.party(draft.actor_ids[0]),)
    tied = [*drafts, *_missed_surnames(scene, drafts, full)]
    _tie_organisations(scene, tied)
    return tied


def _core(draft: Draft) -> tuple[int, int]:
    return draft.core if draft.core[0] >= 0 else (draft.start, draft.end)


def _missed_surnames(scene: Scene, drafts: Sequence[Draft], full: dict[str, set[str]]) -> list[Draft]:
    if not full:
        return []
    taken = {i for d in drafts for i in range(d.start, d.end)}
    found = []
    for i, text in enumerate(scene.texts):
        known = full.get(text)
        if known is None or len(known) != 1 or i in taken or len(text) < 3 or not text[0].isupper():
            continue
        if scene.parsed.words[i].pos_ == "PROPN" and scene.parsed.words[i].ent_type_ in {"", "PERSON"}:
            actor = next(iter(known))
            found.append(Draft(i, i + 1, "PERSON", "ner", (actor,), (scene.party(actor),)))
    return found


def _in_longer_name(scene: Scene, start: int, end: int) -> bool:
    """``Ratu`` before ``Sir Kamisese Mara`` is another man's title."""
    return end < len(scene.texts) and scene.parsed.words[end].pos_ == "PROPN" and scene.same_sentence(start, end)


def _is_part(short: str, full: str) -> bool:
    words = full.split()
    return short != full and all(word in words for word in short.split())


def _tie_organisations(scene: Scene, drafts: Sequence[Draft]) -> None:
    """``Mahan`` and ``Mahan Air of Iran`` beside ``Mahan Air``: the place behind a name and its later words may go unsaid."""
    found = [
        d
        for d in drafts
        if (d.label in {"ORG", "GPE"} or (d.label == "PERSON" and d.end - d.start == 1)) and d.method == "ner" and d.actor_ids
    ]
    own = [d for d in found if d.actor_ids[0] in scene.actors]
    names = {d.actor_ids[0] for d in own if d.label == "ORG"}
    for draft in own:
        name = draft.actor_ids[0]
        base = re.sub(r" (?:of|in|for) (?:the )?[A-Z][\w ]*$", "", name)
        if base != name and base in names:
            name = base
        longer = sorted((other for other in names if other.startswith(name + " ")), key=len)
        if longer and not re.search(r" (?:of|in|for) ", longer[0][len(name) :]) and all(o.startswith(longer[0]) for o in longer):
            name = longer[0]
        if name != draft.actor_ids[0]:
            draft.actor_ids, draft.party_ids = (name,), (scene.party(name),)
            draft.label = "ORG" if draft.label == "PERSON" else draft.label


def settle_persons(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give every person the party of an owner stated anywhere in the text; else, with a state office, the text's own state."""
    topics = topics_in(scene, drafts)
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.label == "PERSON" and draft.actor_ids and draft.actor_ids[0] in scene.actors:
            groups[draft.actor_ids[0]].append(draft)
    for actor_id, group in groups.items():
        owners = [d.owner.party_ids[0] for d in group if d.owner is not None and d.owner.party_ids]
        titled = [d for d in group if d.title in lexicon().state_offices]
        party = owners[0] if owners else _home_state(scene, titled, drafts, topics) if titled else ""
        scene.actors[actor_id] = replace(scene.actors[actor_id], kind="person")
        if party:
            scene.actors[actor_id] = replace(scene.actors[actor_id], party_id=party)
            for draft in group:
                draft.party_ids = (party,)
    for draft in drafts:
        if draft.owner is not None and draft.owner.label == "PERSON" and draft.label != "PERSON":
            draft.party_ids = draft.owner.party_ids
            if draft.label == "OFFICE":
                draft.actor_ids = draft.owner.actor_ids
            elif draft.party_ids and (draft.party_ids[0] in scene.gazetteer):
                draft.actor_ids = draft.party_ids
            else:
                draft.actor_ids = draft.owner.actor_ids


def _home_state(scene: Scene, titled: Sequence[Draft], drafts: Sequence[Draft], topics: Sequence[str]) -> str:
    """The passage's own state for ``President X``, unless the sentence names another state before the title."""
    first = {scene.parsed.sentence_of[d.start]: d.start for d in titled}
    topic = next((topics[sentence] for sentence in sorted(first) if topics[sentence]), "")
    topic = topic or (_section_state(scene, min(first), drafts, topics) if first else "")
    before = [d for d in drafts if d.start < first.get(scene.parsed.sentence_of[d.start], 0) and d.label in {"GPE", "NORP"}]
    named = [(p, d) for d in before for p in d.party_ids if is_state(scene, p)]
    if all(p == topic for p, _ in named):
        return topic
    placed = {p for p, d in named if d.label == "GPE" and _opens(scene, d.start)}
    return placed.pop() if len(placed) == 1 and {p for p, _ in named} == placed else ""


def _section_state(scene: Scene, sentence: int, drafts: Sequence[Draft], topics: Sequence[str]) -> str:
    """The state that the section was about before, for a title with which a paragraph begins, or where it has named no other."""
    sentences, paragraphs = scene.parsed.sentences, paragraphs_of(scene.parsed)
    named: dict[int, set[str]] = {}
    for draft in drafts:
        named.setdefault(scene.parsed.sentence_of[draft.start], set()).update(p for p in draft.party_ids if is_state(scene, p))
    for before in range(sentence - 1, -1, -1):
        if sentences[before].heading:
            return ""
        if topics[before]:
            return topics[before]
        if paragraphs[before] == paragraphs[sentence] and named.get(before):
            return ""
    return ""


def _opens(scene: Scene, start: int) -> bool:
    """``In Lima,``, ``In neighbouring Peru,``: the place where the sentence goes on to tell what happened."""
    opening = scene.parsed.sentences[scene.parsed.sentence_of[start]].start
    return scene.lower[opening] == "in" and start - opening < 3
