"""The two that a passage is about: ``both republics``, ``the two sides``, ``neither country``, ``the belligerents``, ``both``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.lexicon import REFERENCE
from verbale.extractors.parse import labels

_BETWEEN = {"ADJ", "VERB", "NOUN", "PROPN", "ADV", "PUNCT"}
_PARTING = {",", "'s", "’s", "(", '"'}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent"}
_LIST_OPENERS = {",", "(", ":", "–", "—"}
_LISTED = {",", "and", "the", "or", "(", ")"}
_BOTH, _EACH = REFERENCE.counting.both, REFERENCE.counting.each
_CLIMB = 8


def counted(known: Antecedents, i: int, kind: str) -> bool:
    """Whether the noun at token i speaks of two: a plural of ``kind`` pair, or a singular behind ``neither`` or ``each``."""
    start = _count_start(known, i)
    return kind == "pair" or (start >= 0 and known.view.lower[start] in _EACH)


def pair(known: Antecedents, i: int) -> Draft | None:
    """The mention of the two (or of the one list) that the noun at token i means; None where nobody is plainly meant."""
    return None if _spelled_out(known, i) else _pair(known, i) or _several(known, i)


def bare_pair(known: Antecedents, i: int) -> Draft | None:
    """``both signed``, ``a pact between the two``: the two states in sight, where no noun follows."""
    token = known.words[i]
    article = token.lower_ == "two"
    if i in known.taken or token.dep_ not in _ARGUMENTS or (article and known.view.lower_at(i - 1) != "the"):
        return None
    if any(c.i > i and c.lower_ in {"of", "and", "or", "-"} for c in token.children):
        return None
    return _two_meant(known, i - article, i, wide=False)


def rival(known: Antecedents, i: int) -> Draft | None:
    """``Ecuador attacked its southern neighbour`` below a heading that names two states: the other one of these."""
    token, two = known.words[i], known.states_of(known.heading(i))
    owner = next((c for c in token.children if c.tag_ == "PRP$" or c.dep_ == "poss"), None)
    if i in known.taken or owner is None or len(two) != 2 or token.dep_ == "appos":
        return None
    said = known.by_head.get(owner.i)
    if said is None or len(said.party_ids) != 1 or _says_who(known, i, said):
        return None
    others = tuple(party for party in two if party != said.party_ids[0])
    return make_draft(i, i + 1, i, "NP", "heading", others, others) if len(others) == 1 else None


def _says_who(known: Antecedents, i: int, owner: Draft) -> bool:
    """``its Chilean neighbour``, ``its rival Chile``: the noun group names somebody beside its owner."""
    token = known.words[i]
    group = range(token.left_edge.i, min(token.right_edge.i, i + 3) + 1)
    return any(k in known.taken and not owner.covers(k) for k in group)


def _spelled_out(known: Antecedents, i: int) -> bool:
    """``The two governments, Bolivia and Kenya,``: a list of names right behind says who is meant."""
    view = known.view
    if view.text_at(i + 1) not in _LIST_OPENERS or not view.same_sentence(i, i + 1):
        return False
    after = i + 2 + (view.lower_at(i + 2) == "the")
    here = known.by_sentence[view.sentence_of[i]]
    first = next((d for d in here if d.start == after), None)
    # "In both countries, Peru opened a school": a list has a second member before its verb.
    goes_on = first is not None and view.lower_at(first.end) in {"and", ",", "&"}
    return first is not None and goes_on and any(d.start in range(first.end + 1, first.end + 4) for d in here)


def _count_start(known: Antecedents, i: int) -> int:
    """The token of ``two`` in ``the two island republics``; -1 where none counts the noun. A people's name (``both Polish
    ministers``) says whose persons they are, not which two states.
    """
    view, nouns = known.view, REFERENCE.nouns
    lands, opposed = view.lower[i] in nouns.lands, view.lower[i] in nouns.opposed
    for start in range(i - 1, max(i - 5, -1), -1):
        if not view.same_sentence(start, i):
            return -1
        word = view.lower[start]
        if word in _BOTH or word in _EACH or (opposed and word == "the"):
            return start
        if not _may_stand_between(known, start, i) or (start in known.taken and not lands):
            return -1
    return -1


def _may_stand_between(known: Antecedents, at: int, i: int) -> bool:
    word = known.words[at]
    return word.pos_ in _BETWEEN and word.text not in _PARTING and word.right_edge.i <= i


def _pair(known: Antecedents, i: int) -> Draft | None:
    """``both republics``, ``the two countries``: exactly two parties in sight, or the two that the heading names."""
    view = known.view
    start = _count_start(known, i)
    if start < 0 or (view.lower_at(i + 1) == "of" and view.lower_at(i + 2) not in {"state", "government"}):
        return None
    if view.lower[start] == "two" and view.lower_at(start - 1) not in REFERENCE.counting.of_two:
        return None
    return _two_meant(known, start, i, wide=view.lower[start] == "the" or view.lower[i] in REFERENCE.nouns.pair_any)


def _two_meant(known: Antecedents, start: int, i: int, wide: bool) -> Draft | None:
    """The mention from ``start`` to its head i of the two parties in sight. ``wide``: they may be organisations."""
    # "Kenya asked both governments to talk": the two are others than who asks them.
    subject = own_subject(known, i)
    barred = set(subject.party_ids) if subject is not None else set()
    before = [d for d in known.before(start) if not barred & set(d.party_ids)]
    for method, parties in (
        ("definite", _two_named(known, i, before, barred, wide)),
        ("topic", _topic_and_other(known, i, before, barred)),
        ("heading", _of_heading(known, i, barred, wide)),
    ):
        if len(parties) == 2:
            return make_draft(start, i + 1, i, "NP", method, tuple(parties), tuple(parties))
    return None


def _two_named(known: Antecedents, i: int, before: Sequence[Draft], barred: set[str], wide: bool) -> list[str]:
    """The two that the sentence names before, or where it names nobody, the sentence before it."""
    parties = _two(known, before, wide)
    previous = known.previous(i)
    if not parties and previous is not None and not _named(known, before, wide):
        parties = _two(known, [d for d in known.by_sentence[previous] if not barred & set(d.party_ids)], wide)
    return parties


def _topic_and_other(known: Antecedents, i: int, before: Sequence[Draft], barred: set[str]) -> list[str]:
    """The state that the passage is about, and the one other that the sentence names before."""
    topic = known.topic(i)
    named = known.states(d for d in before if d.label != "NORP")
    return [topic, named[0]] if topic and topic not in barred and len(named) == 1 and named[0] != topic else []


def _of_heading(known: Antecedents, i: int, barred: set[str], wide: bool) -> Sequence[str]:
    heading = known.heading(i)
    fits = not barred & set(heading) and (wide or len(known.states_of(heading)) == 2)
    return heading if fits else ()


def _two(known: Antecedents, drafts: Sequence[Draft], wide: bool) -> list[str]:
    """The two parties that these mentions name; where adjectives make it more, the two that stand as names."""
    parties = _named(known, drafts, wide)
    if len(parties) != 2 and not wide:
        parties = _named(known, [d for d in drafts if d.label == "GPE" and d.method == "gazetteer"], wide)
    return parties if len(parties) == 2 else []


def _named(known: Antecedents, drafts: Iterable[Draft], wide: bool) -> list[str]:
    """The states that mentions stand for, and if ``wide``, behind them the organisations."""
    parties = list(dict.fromkeys(p for d in drafts for p in d.party_ids))
    found = [p for p in parties if known.is_state(p)]
    return found + [p for p in parties if known.is_organisation(p)] if wide else found


def _several(known: Antecedents, i: int) -> Draft | None:
    """``those countries``, ``the four states``: the members of the one list of states in sight."""
    view, words = known.view, REFERENCE.counting
    count = words.numbers.get(view.lower[i - 1], 0)
    start = i - 1 - bool(count)
    listed = view.lower[start] in words.of_list or (count and view.lower[start] == "the")
    if not listed or not view.same_sentence(start, i):
        return None
    previous = known.previous(i)
    for drafts in (known.before(start), known.by_sentence[previous] if previous is not None else []):
        lists = [members for members in _lists(known, drafts) if not count or len(members) == count]
        if lists:
            parties = tuple(dict.fromkeys(p for d in lists[-1] for p in d.party_ids))
            return make_draft(start, i + 1, i, "NP", "definite", parties, parties) if len(lists) == 1 else None
    return None


def _lists(known: Antecedents, drafts: Iterable[Draft]) -> list[list[Draft]]:
    """The runs of two and more places that only commas and ``and`` part."""
    runs: list[list[Draft]] = []
    for draft in drafts:
        if draft.label != "GPE":
            continue
        if runs and _goes_on(known, runs[-1][-1], draft):
            runs[-1].append(draft)
        else:
            runs.append([draft])
    return [run for run in runs if len({d.party_ids for d in run}) > 1]


def _goes_on(known: Antecedents, last: Draft, draft: Draft) -> bool:
    between = known.view.lower[last.end : draft.start]
    return len(between) <= 4 and _LISTED.issuperset(between)


def own_subject(known: Antecedents, i: int) -> Draft | None:
    """The subject of this noun's own clause: ``Sweden left the country`` does not mean Sweden."""
    node = known.words[i]
    for _ in range(_CLIMB):
        if node.dep_ in labels.NOMINAL_SUBJECT:
            return None
        node, below = node.head, node
        if node.pos_ in labels.VERBAL:
            for child in node.children:
                if child.dep_ in labels.NOMINAL_SUBJECT and child.i != below.i and child.i in known.by_head:
                    return known.by_head[child.i]
        if node.head.i == node.i:
            break
    return None
