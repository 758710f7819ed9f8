"""Polarity, modality and attribution of a predicate, from the words that govern it (``data/cues.toml``).

Read from the trigger upwards: its own auxiliaries and negation, the nouns, prepositions and verbs in whose scope it stands.
Factuality after Sauri and Pustejovsky (FactBank, 2009), reduced to what an analyst needs: did it happen, according to whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from verbale.extractors.grammar.clauses import is_clausal, next_form
from verbale.extractors.grammar.cues import Cues, Effect, Governing
from verbale.extractors.grammar.functions import Syntax
from verbale.extractors.parse import Word, labels
from verbale.extractors.schema import Assertion

_RANK = {"asserted": 0, "reported": 1, "planned": 2, "hypothetical": 3}
_DEPTH = 8
_SCOPE = frozenset({"xcomp", "ccomp", "pcomp", "pobj", "nsubjpass", "nsubj:pass"}) | labels.OBJECT
# What holds of a verb holds of these below it: "did not agree to join".
_INHERITING = frozenset({"xcomp", "pcomp", "dobj"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """Whether the predicate is denied, its modality, and the words that say so."""

    denied: bool = False
    modality: str = "asserted"
    seen: tuple[str, ...] = ()

    def with_effect(self, effect: str, *words: str) -> _Reading:
        """Denied, or with a modality that is further from a fact; where it was so already, unchanged."""
        if effect == "negation":
            return _Reading(True, self.modality, (*self.seen, *words))
        if _RANK[effect] > _RANK[self.modality]:
            return _Reading(self.denied, effect, (*self.seen, *words))
        return self


def assess(syntax: Syntax, trigger: int, cues: Cues) -> tuple[Assertion, Word | None]:
    """The assertion of the predicate at ``trigger`` and the verb that reports it (whose subject it is attributed to), if any."""
    token = syntax.doc[trigger]
    reading = _own(token, cues)
    reporter: Word | None = None
    for child, governor in _governors(token, cues):
        if child.dep_ == "conj":
            reading = _shared_by_first(child, cues, reading)
            continue
        effect = _governing(governor, child, cues)
        if effect == "negation" and not _is_that_clause(child):
            reading = replace(reading, denied=not reading.denied, seen=(*reading.seen, governor.lower_))
        elif effect == "reported" or (effect == "negation" and governor.lemma in cues.reported.governors):
            effect, reporter = "reported", reporter or governor  # "denied that it had left"
        if effect in _RANK:
            reading = reading.with_effect(effect, governor.lower_)
        if child.dep_ in _INHERITING and is_clausal(governor):
            reading = _inherited(governor, cues, reading)
    return Assertion("neg" if reading.denied else "pos", reading.modality, " ".join(reading.seen)), reporter


def _governors(token: Word, cues: Cues) -> Iterator[tuple[Word, Word]]:
    """(dependent, governor) from the predicate upwards, as far as scope reaches."""
    child = token
    for _ in range(_DEPTH):
        if child.head is child or not (child.dep_ == "conj" or _in_scope(child, token, cues)):
            return
        yield child, child.head
        child = child.head


# --- What the predicate's own verb group or noun phrase says ---


def _own(token: Word, cues: Cues) -> _Reading:
    """Negation and modality in the predicate's own verb group or noun phrase."""
    reading = _Reading()
    for effect, word in _own_effects(token, cues):
        reading = reading.with_effect(effect, word)
    if reading.denied and _until(token, cues):
        return replace(reading, denied=False, seen=(*reading.seen, "until"))
    return reading


def _own_effects(token: Word, cues: Cues) -> Iterator[tuple[Effect, str]]:
    for child in _group(token):
        if next_form(child) not in cues.negation.merely:
            yield from _effects_beside(child, token, cues)
    yield from _effects_before(token, cues)
    if token.dep_ == "conj" and _after_nor(token):
        yield "negation", "nor"
    if is_clausal(token) and any(_is_none(child, cues) for child in token.children):
        yield "negation", "no"


def _group(token: Word) -> list[Word]:
    """The words of the verb group: for a copula's complement the copula's too."""
    words = list(token.children)
    if token.dep_ in {"attr", "acomp"} and is_clausal(token.head):
        words += [c for c in token.head.children if c.i < token.i]
    return words


def _effects_beside(child: Word, token: Word, cues: Cues) -> Iterator[tuple[Effect, str]]:
    """What one word of the group does to the predicate."""
    no_longer = child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no"
    word = "no longer" if no_longer else child.lower_
    determined = token.pos_ != "VERB" and word in cues.negation.determiners
    if child.dep_ == "neg" or word in cues.negation.adverbs or determined:
        yield "negation", word
    if child.dep_ == "amod" and token.pos_ in labels.SUBSTANTIVE:
        yield from _irrealis(word, cues.hypothetical.modifiers, cues.planned.modifiers)
    elif child.dep_ in labels.AUXILIARY and not (word == "would" and _came_later(token, cues)):
        yield from _irrealis(word, cues.hypothetical.auxiliaries, cues.planned.auxiliaries)
    if (child.dep_ == "mark" and word in cues.hypothetical.marks) or _supposes(child, token, cues):
        yield "hypothetical", word


def _irrealis(word: str, supposing: frozenset[str], planning: frozenset[str]) -> Iterator[tuple[Effect, str]]:
    if word in supposing:
        yield "hypothetical", word
    if word in planning:
        yield "planned", word


def _effects_before(token: Word, cues: Cues) -> Iterator[tuple[Effect, str]]:
    """What the two words before the predicate do to it: ``instead of``, ``yet to``, ``about to``, ``is to``."""
    before = f"{token.nbor(-2).lower_} {token.nbor(-1).lower_}" if token.i > 1 else ""
    if before in cues.negation.instead:
        yield "negation", before
    if _yet_to(token, token, cues):
        yield "negation", "yet to"
    elif before == "about to":
        yield "planned", before
    elif _is_to(token, cues):
        yield "planned", "is to"


def _is_none(child: Word, cues: Cues) -> bool:
    """``no agreement was signed``: a subject or object that there is not."""
    determiners = (c for c in child.children if c.dep_ in {"det", "neg", "preconj"})
    return child.dep_ in labels.NOMINAL_PLACE and any(c.lower_ in cues.negation.determiners for c in determiners)


def _came_later(token: Word, cues: Cues) -> bool:
    """``would later recognise it``: the future of a story is told as a fact."""
    return any(c.lower_ in cues.hypothetical.later and c.dep_ == "advmod" for c in token.children)


def _supposes(auxiliary: Word, verb: Word, cues: Cues) -> bool:
    """``Had Peru left, Chile would have stayed``: a condition by its word order."""
    inverted = auxiliary.dep_ == "aux" and auxiliary.lower_ in cues.hypothetical.inverted and auxiliary.i == verb.left_edge.i
    return (
        inverted and verb.dep_ == "advcl" and any(c.dep_ in labels.NOMINAL_SUBJECT and c.i > auxiliary.i for c in verb.children)
    )


def _after_nor(token: Word) -> bool:
    """``did not recognise it, nor did it trade with it; but it sent an envoy``: of several conjuncts the first behind ``nor``."""
    before = [c for c in token.head.children if c.i < token.i and c.dep_ in {"cc", "conj"}]
    return bool(before) and before[-1].lower_ == "nor"


def _is_to(token: Word, cues: Cues) -> bool:
    """``is to visit``, ``are to be imposed``, ``was to have visited``; ``was to become``, in a story, tells what came."""
    helping = [c for c in token.children if c.dep_ in labels.AUXILIARY]
    if not any(c.lower_ == "to" for c in helping) or _yet_to(token.head, token, cues):
        return False
    forms = {c.tag_ for c in helping if c.lemma == "be"}
    head = token.head
    if token.dep_ == "xcomp" and head.lemma == "be" and not any(c.dep_ in {"acomp", "attr"} for c in head.children):
        forms.add(head.tag_)
    perfect = any(c.lower_ == "have" for c in helping)
    return not forms.isdisjoint({"VBZ", "VBP"}) or (perfect and "VBD" in forms)


def _yet_to(governor: Word, child: Word, cues: Cues) -> bool:
    """``has yet to ratify``, ``are yet to vote``: it has not happened."""
    waiting = cues.negation.waiting
    beside = [*governor.children, *child.children]
    auxiliaries = (c for c in beside if c.dep_ == "aux" and c.lemma in waiting)
    verb = governor if governor is not child else next(auxiliaries, child)
    if verb.lemma not in waiting or (verb is governor and child.dep_ != "xcomp"):
        return False
    return any(c.lower_ == "yet" and verb.i < c.i and next_form(c) == "to" for c in beside)


def _until(token: Word, cues: Cues) -> bool:
    """``did not recognise it until 1991``, ``Not until 1991 did it join``: it did then."""
    objects = [token, *(c for c in token.children if c.dep_ in labels.OBJECT)]
    limits = [c for t in objects for c in t.children if c.lower_ in cues.negation.limits and c.dep_ == "prep"]
    ending = [c for c in limits if c.i > token.i or (c.i > 0 and c.nbor(-1).lower_ == "not")]
    return any(n.pos_ == "NUM" or n.ent_type_ == "DATE" for c in ending for n in c.subtree)


# --- What governs the predicate ---


def _in_scope(child: Word, trigger: Word, cues: Cues) -> bool:
    """Nouns pass scope upwards through their phrase; clauses through complements, not through finite adverbial clauses."""
    dep = child.dep_
    if dep == "advcl":
        return child is trigger and child.tag_ in {"VB", "VBN", "VBG"} and not any(c.dep_ == "mark" for c in child.children)
    if dep == "acl":
        return child is not trigger or child.tag_ not in {"VBN", "VBD"}  # "a plan approved by parliament"
    if dep == "prep":
        return not is_clausal(child.head) or not (child.i < child.head.i or child.lower_ in cues.scope.circumstantial)
    return dep in _SCOPE or dep.startswith(("obl", "nmod"))


def _governing(governor: Word, child: Word, cues: Cues) -> str:
    """What the governor does to its dependent: an effect, or nothing."""
    if _yet_to(governor, child, cues):
        return "negation"
    if governor.lemma == "be" and child.dep_ == "xcomp" and child.tag_ == "VB":
        return "planned" if _is_planned(governor, cues) else ""
    if governor.pos_ in {"ADP", "SCONJ"}:
        return "negation" if governor.lemma in cues.negation.prepositions else ""
    if _is_undone(governor, cues):
        return "" if governor.lemma == "call" and child.dep_ == "advcl" else "negation"
    if _has_no_say(governor, child, cues):
        return ""
    kind: Governing = "governors" if is_clausal(governor) else "adjectives" if governor.pos_ == "ADJ" else "nouns"
    return next((effect for effect in get_args(Effect) if cues.has(effect, kind, governor.lemma)), "")


def _is_planned(copula: Word, cues: Cues) -> bool:
    """``was due to meet``."""
    said = (c.lemma for c in copula.children if c.dep_ in {"attr", "acomp", "expl"})
    return any(lemma in cues.planned.adjectives for lemma in said)


def _is_undone(governor: Word, cues: Cues) -> bool:
    """``called off the visit``: a verb that its particle turns into a denial."""
    particle = cues.negation.undoing.get(governor.lemma)
    return particle is not None and any(c.lower_ == particle and c.i > governor.i for c in governor.children)


def _has_no_say(governor: Word, child: Word, cues: Cues) -> bool:
    """``due to the raid`` (a cause, no plan), ``set out in the treaty``, ``threatened it after leaving``: no scope over it."""
    cause = governor.lemma == "due" and child.dep_ == "prep"
    if cause or (governor.lemma == "set" and any(c.dep_ == "prt" for c in governor.children)):
        return True
    loose = is_clausal(governor) and child.dep_ in {"advcl", "prep"}
    return loose and child.lower_ not in cues.scope.selected and governor.lemma != "call"


def _is_that_clause(child: Word) -> bool:
    """``rejected claims that it had joined``: a finite clause is not undone by the verb above it."""
    return child.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)


def _inherited(governor: Word, cues: Cues, reading: _Reading) -> _Reading:
    """``did not agree to join``, ``would decide to join``: what holds of the governor holds of its infinitive.

    ``did not prevent a clash`` undoes its own denial.
    """
    own = _own(governor, cues)
    if own.denied:
        undone = reading.denied and governor.lemma in cues.negation.governors
        reading = replace(reading, denied=not undone, seen=reading.seen + own.seen)
    return reading.with_effect(own.modality, *own.seen)


def _shared_by_first(child: Word, cues: Cues, reading: _Reading) -> _Reading:
    """``will sign and ratify``: a conjunct without auxiliaries of its own shares the first one's modality."""
    apart = any(c.dep_ == "aux" or c.dep_ in labels.NOMINAL_SUBJECT for c in child.children)
    if apart or not is_clausal(child) or not is_clausal(child.head):
        return reading
    first = _own(child.head, cues)
    if _RANK[first.modality] > _RANK[reading.modality] and child.tag_ in {"VB", "VBN"}:
        return reading if reading.seen else replace(reading, modality=first.modality)
    told = first.modality == reading.modality != "asserted"
    return replace(reading, seen=reading.seen + first.seen) if told else reading
