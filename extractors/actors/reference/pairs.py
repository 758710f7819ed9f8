"""The two that a passage is about: ``both republics``, ``the two sides``, ``neither country``, ``the belligerents``, ``both``."""

from __future__ import annotations

from verbale.extractors.actors.drafts import Draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.parse import labels

_PLAIN = {"sides", "belligerents", "combatants", "disputants", "antagonists"}
_PAIRS, _EACH = {"both", "two"}, {"neither", "each", "either"}
_BETWEEN = {"ADJ", "VERB", "NOUN", "PROPN", "ADV", "PUNCT"}
_LANDS = {"countries", "nations", "states", "republics", "kingdoms", "neighbours", "neighbors", "powers", "country", "nation"}
_WHO = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent"}
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def counted(known: Antecedents, i: int, kind: str) -> bool:
    """Whether the noun at token i speaks of two: a plural of ``kind`` pair, or a singular behind ``neither`` or ``each``."""
    start = _count_start(known, i)
    return kind == "pair" or (start >= 0 and known.scene.lower[start] in _EACH)


def pair(known: Antecedents, i: int, pair_any: frozenset[str]) -> Draft | None:
    """The mention of the two (or of the one list) that the noun at token i means; None where nobody is plainly meant."""
    return None if _spelled_out(known, i) else _pair(known, i, pair_any) or _several(known, i)


def bare_pair(known: Antecedents, i: int) -> Draft | None:
    """``both signed``, ``a pact between the two``: the two states in sight, where no noun follows."""
    token = known.doc[i]
    article = token.lower_ == "two"
    if i in known.taken or token.dep_ not in _WHO or (article and (i == 0 or known.scene.lower[i - 1] != "the")):
        return None
    if any(c.i > i and c.lower_ in {"of", "and", "or", "-"} for c in token.children):
        return None
    return _two_meant(known, i - article, i, False)


def rival(known: Antecedents, i: int) -> Draft | None:
    """``Ecuador attacked its southern neighbour`` below a heading that names two states: the other one of these."""
    token, two = known.doc[i], known.states_of(known.heading(i))
    owner = next((c for c in token.children if c.tag_ == "PRP$" or c.dep_ == "poss"), None)
    if i in known.taken or owner is None or len(two) != 2 or token.dep_ == "appos":
        return None
    # "its Chilean neighbour", "its rival Chile": the noun group says who.
    group = range(token.left_edge.i, min(token.right_edge.i, i + 3) + 1)
    said = known.by_head.get(owner.i)
    if said is None or len(said.party_ids) != 1 or any(k in known.taken and k not in range(said.start, said.end) for k in group):
        return None
    others = [party for party in two if party != said.party_ids[0]]
    return Draft(i, i + 1, "NP", "heading", tuple(others), tuple(others), i) if len(others) == 1 else None


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


def _count_start(known: Antecedents, i: int) -> int:
    """The token of ``two`` in ``the two island republics``; -1 where none counts the noun. A people's name (``both Polish
    ministers``) says whose persons they are, not which two states.
    """
    scene, doc = known.scene, known.doc
    lands = scene.lower[i] in _LANDS
    for start in range(i - 1, max(i - 5, -1), -1):
        if not scene.same_sentence(start, i):
            return -1
        if scene.lower[start] in _PAIRS | _EACH or (scene.lower[start] == "the" and scene.lower[i] in _PLAIN):
            return start
        free = doc[start].pos_ in _BETWEEN and scene.texts[start] not in {",", "'s", "’s", "(", '"'}
        if not free or (start in known.taken and not lands) or doc[start].right_edge.i > i:
            return -1
    return -1


def _pair(known: Antecedents, i: int, pair_any: frozenset[str]) -> Draft | None:
    """``both republics``, ``the two countries``: exactly two parties in sight, or the two that the heading names."""
    scene = known.scene
    start = _count_start(known, i)
    after = scene.lower[i + 1 : i + 3]
    if start < 0 or (after[:1] == ["of"] and after[1:] not in (["state"], ["government"])):
        return None
    if scene.lower[start] == "the":
        return _two_meant(known, start, i, True)
    if scene.lower[start] == "two" and (start == 0 or scene.lower[start - 1] not in {"the", "these", "those", "both", "between"}):
        return None
    return _two_meant(known, start, i, scene.lower[i] in pair_any)


def _two_meant(known: Antecedents, start: int, i: int, wide: bool) -> Draft | None:
    """The mention from ``start`` to its head i of the two parties in sight. ``wide``: they may be organisations."""
    heading = known.heading(i)
    # "Kenya asked both governments to talk": the two are others than who asks them.
    subject = own_subject(known, i)
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


def own_subject(known: Antecedents, i: int) -> Draft | None:
    """The subject of this noun's own clause: ``Sweden left the country`` does not mean Sweden."""
    node = known.doc[i]
    for _ in range(8):
        if node.dep_ in labels.NOMINAL_SUBJECT:
            return None
        node, below = node.head, node
        if node.pos_ in {"VERB", "AUX"}:
            for child in node.children:
                if child.dep_ in labels.NOMINAL_SUBJECT and child.i != below.i and child.i in known.by_head:
                    return known.by_head[child.i]
        if node.head.i == node.i:
            break
    return None
