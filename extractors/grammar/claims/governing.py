"""What a governor says of a dependent: that it is denied, planned, supposed, or told by somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from verbale.extractors.grammar.claims.content import is_called_false, is_denied, is_told
from verbale.extractors.grammar.claims.own_cues import is_yet_to
from verbale.extractors.grammar.claims.scope import completes, is_demanded, is_due, selects
from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.cues import Cues, Effect, Governing
from verbale.extractors.parse import Word, labels

_NEGATION: tuple[Effect, ...] = ("negation",)
_CLAUSES = labels.COMPLEMENT | labels.CLAUSAL_SUBJECT | {"advcl"}


def effects_of(governor: Word, child: Word, cues: Cues) -> list[Effect]:
    """The effects of a governor on its dependent; ``negation`` turns what was said into its opposite."""
    return list(_effects(governor, child, cues))


def _effects(governor: Word, child: Word, cues: Cues) -> Iterator[Effect]:
    if is_yet_to(governor, child, cues):
        return iter(_NEGATION)
    if child.dep_ in labels.NOMINAL_SUBJECT and child.dep_ not in labels.SUBJECT_PASSIVE:
        return _of_predicate(governor, child, cues)
    if governor.pos_ in {"ADP", "SCONJ"}:
        return iter(_NEGATION if governor.lemma in cues.negation.prepositions else ())
    adjective = _predicate_adjective(governor, child) if is_clausal(governor) else governor if governor.pos_ == "ADJ" else None
    if adjective is not None:
        cause = adjective is governor and child.dep_ == "prep" and child.lower_ == "to"  # "due to the raid": no plan
        return iter(()) if cause else _of_adjective(adjective, governor.head if adjective is governor else governor, cues)
    return _of_governor(governor, child, cues)


def _of_governor(governor: Word, child: Word, cues: Cues) -> Iterator[Effect]:
    """What a verb or a noun does to what it governs."""
    if leaves_open(governor, cues):
        yield "hypothetical"
    elif _is_undone(governor, cues):
        if governor.lemma != "call" or child.dep_ != "advcl":
            yield "negation"
    elif not _has_no_say(governor, child, cues):
        yield from _listed(governor, child, cues)


def _of_predicate(verb: Word, subject: Word, cues: Cues) -> Iterator[Effect]:
    """What is said of a subject: ``the visit is due in May``, ``the report that it had left was false``."""
    if is_due(verb, cues):
        yield "planned"
    elif is_told(subject, cues) and is_called_false(verb, cues):
        yield "negation"


def _listed(governor: Word, child: Word, cues: Cues) -> Iterator[Effect]:
    """What the lists say of a verb or a noun."""
    kind: Governing = "governors" if is_clausal(governor) else "nouns"
    if kind == "governors" and governor.lemma in cues.reported.denying:  # "denied that it had left", "did not deny it"
        yield "reported"
        if child.dep_ in labels.INHERITING or not is_denied(governor, cues):
            yield "negation"
        return
    if kind == "governors" and child.dep_ == "ccomp":
        if governor.lemma in cues.reported.opinions and is_denied(governor, cues):
            yield "negation"
        if _declares_of_others(governor, child, cues):
            yield "reported"
    for effect in get_args(Effect):
        if cues.has(effect, kind, governor.lemma):
            # "refused that": a finite clause is not undone by the verb above it.
            if effect != "negation" or not _is_that_clause(child):
                yield effect
            return


def _declares_of_others(governor: Word, clause: Word, cues: Cues) -> bool:
    """``the resolution declared that Peru had left``: theirs to say; ``Peru declared that it had left`` does so by saying it."""
    subject = next((c for c in clause.children if c.dep_ in labels.NOMINAL_SUBJECT), None)
    if governor.lemma not in cues.reported.declaring or subject is None or subject.pos_ == "PRON":
        return False
    return all(c.lemma != subject.lemma for c in governor.children if c.dep_ in labels.NOMINAL_SUBJECT)


def leaves_open(governor: Word, cues: Cues) -> bool:
    """``did not rule out a visit``: possible."""
    return (
        governor.lemma in cues.hypothetical.left_open
        and is_clausal(governor)
        and (
            is_denied(governor, cues)
            or (governor.dep_ == "xcomp" and cues.has("negation", "governors", governor.head.lemma))  # "refused to rule out"
        )
    )


def _predicate_adjective(copula: Word, child: Word) -> Word | None:
    """``it is unlikely that``, ``was due to meet``: the adjective whose complement hangs on the copula."""
    if copula.lemma != "be" or child.dep_ not in _CLAUSES:
        return None
    said = [c for c in copula.children if c.i < child.i and c.pos_ != "PRON"]
    return next((c for c in said if c.dep_ in {"attr", "acomp", "expl"} or (c.pos_ == "ADJ" and c.dep_ == "prep")), None)


def _of_adjective(adjective: Word, copula: Word, cues: Cues) -> Iterator[Effect]:
    """``unlikely to leave``, ``not ready to leave``, ``not true that it left``."""
    denied = is_clausal(copula) and is_denied(copula, cues)
    if adjective.lemma in cues.reported.false | cues.reported.true:
        if denied == (adjective.lemma in cues.reported.true):
            yield "negation"
        return
    found = [effect for effect in get_args(Effect) if cues.has(effect, "adjectives", adjective.lemma)]
    yield from (effect for effect in found if effect != "negation")
    if found and ("negation" in found) != denied:
        yield "negation"


def _is_undone(governor: Word, cues: Cues) -> bool:
    """``called off the visit``: a verb that its particle turns into a denial."""
    particle = cues.negation.undoing.get(governor.lemma)
    return particle is not None and any(c.lower_ == particle and c.i > governor.i for c in governor.children)


def _has_no_say(governor: Word, child: Word, cues: Cues) -> bool:
    """``set out in the treaty``, ``threatened it after leaving``: no scope over it."""
    if governor.lemma == "set" and any(c.dep_ == "prt" for c in governor.children):
        return True
    if governor.lemma in cues.scope.before and child.dep_ != "ccomp" and child.lower_ != cues.scope.before[governor.lemma]:
        return True
    nominal = child.dep_ in labels.UNDERGOER if is_clausal(governor) else child.dep_ == "prep"
    if nominal and governor.lemma in cues.scope.clausal:
        return True
    if child.dep_ == "advcl" and _is_right_behind(child, governor) and cues.has("planned", "governors", governor.lemma):
        return False
    if completes(child, cues):
        return False
    loose = is_clausal(governor) and child.dep_ in {"advcl", "prep"} and not is_demanded(child)
    return loose and not selects(governor, child, cues) and governor.lemma != "call"


def _is_right_behind(clause: Word, verb: Word) -> bool:
    """``a law designed to expel them``: an infinitive right behind its verb is what it is about, no purpose beside it."""
    return clause.tag_ == "VB" and clause.left_edge.i == verb.i + 1 and clause.left_edge.lower_ == "to"


def _is_that_clause(child: Word) -> bool:
    return child.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
