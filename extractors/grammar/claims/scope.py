"""How far up a predicate's governors reach: which dependents they hold in their scope."""

from __future__ import annotations

from verbale.extractors.grammar.claims.content import is_content_clause, is_denied, is_told
from verbale.extractors.grammar.clauses import has_object, is_clausal, is_infinitive, next_form
from verbale.extractors.grammar.cues import Cues
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.parse import Word, labels

_COMPLEMENTS = labels.COMPLEMENT | labels.CLAUSAL_SUBJECT | labels.OBJECT | {"pcomp", "pobj", "nsubjpass", "nsubj:pass"}
_DONE_TO = labels.UNDERGOER | {"prep"}


def in_scope(child: Word, trigger: Word, cues: Cues) -> bool:
    """Whether what governs a dependent bears on the predicate below it.

    Nouns pass scope upwards through their phrase; clauses through complements, not through finite adverbial clauses.
    """
    dep, head = child.dep_, child.head
    if is_presupposed(child, cues):
        return False
    if dep == "advcl":
        return is_demanded(child) or completes(child, cues) or (child is trigger and _is_bare(child))
    if dep in labels.ADNOMINAL:
        if is_content_clause(child, cues):
            return True
        return dep in labels.REDUCED and (child is not trigger or child.tag_ not in {"VBN", "VBD"})  # "a plan approved in May"
    if dep == "prep":
        return _is_selected(child, cues)
    if dep in labels.NOMINAL_SUBJECT:
        # "the report that it had left was false", "talks will resume", "the talks are due"
        if child is not trigger and is_told(child, cues):
            return True
        if is_occurrence(head, cues):
            return True
    if dep in labels.ATTRIBUTE and child.pos_ == "ADJ" and child is not trigger:
        return True  # "claims that Peru is unable to leave"
    return dep in _COMPLEMENTS or dep.startswith(("obl", "nmod"))


def _is_selected(preposition: Word, cues: Cues) -> bool:
    """Whether what stands behind a preposition is what its governor is about, no circumstance."""
    head = preposition.head
    loose = preposition.lower_ in cues.scope.circumstantial and not selects(head, preposition, cues)
    return not loose and not (is_clausal(head) and preposition.i < head.i)


def selects(verb: Word, preposition: Word, cues: Cues) -> bool:
    """``aimed at imposing``, ``accused of closing``: a preposition through which a verb bears on what stands behind it."""
    return preposition.lower_ in cues.scope.selected or cues.scope.besides.get(verb.lemma) == preposition.lower_


def means_of(gerund: Word) -> Word | None:
    """``weakened it by closing the port``: the verb whose way of doing a gerund tells, which is as real as the verb is."""
    link = gerund.head
    behind = gerund.dep_ in {"pcomp", "pobj"} and gerund.tag_ == "VBG" and link.lower_ == "by"
    return link.head if behind and is_clausal(link.head) else None


def is_occurrence(verb: Word, cues: Cues) -> bool:
    """``talks will resume``, ``the visit is due``, ``a raid was under way``: what is said of the verb is said of its subject."""
    if not is_clausal(verb):
        return False
    return occurring(verb).lemma in cues.scope.occurring or is_due(verb, cues) or _is_afoot(verb, cues)


def occurring(verb: Word) -> Word:
    """``deliveries are to start``: what is to happen, where a copula stands before it; else the verb itself."""
    if verb.lemma != "be":
        return verb
    return next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), verb)


def _is_afoot(copula: Word, cues: Cues) -> bool:
    if copula.lemma not in ENGLISH.verbs.copulas:
        return False
    said = (c for c in copula.children if c.i > copula.i)
    return any(
        c.lower_ in cues.scope.afoot or (c.dep_ == "prep" and f"{c.lower_} {next_form(c)}" in cues.scope.afoot) for c in said
    )


def _says_due(copula: Word, cues: Cues) -> bool:
    """``the visit is due``, ``the talks remain scheduled for May``."""
    planned = cues.planned
    return copula.lemma in ENGLISH.verbs.copulas and any(
        (c.pos_ == "ADJ" and c.lemma in planned.adjectives)
        or (c.dep_ in labels.ATTRIBUTE and (c.lemma in planned.participles or c.lower_ in planned.modifiers))
        for c in copula.children
    )


def is_due(verb: Word, cues: Cues) -> bool:
    """``the talks are due in May``, ``are planned for May``, ``remain scheduled for May``."""
    planned = cues.planned
    listed = verb.lemma in planned.participles or verb.lemma in planned.adjectives
    return _says_due(verb, cues) or (listed and verb.tag_ == "VBN" and not has_object(verb))


def completes(child: Word, cues: Cues) -> bool:
    """``refused at first to sign``: the infinitive that a verb asks for, though a circumstance stands between them."""
    verb = child.head
    if verb.lemma not in cues.scope.infinitive or child.i < verb.i or not is_infinitive(child):
        return False
    return not any(c.dep_ in labels.OBJECT and c.i < child.i for c in verb.children)


def is_presupposed(child: Word, cues: Cues) -> bool:
    """``did not condemn the raid``, ``failed to end the war``: there is what somebody praises, regrets or ends."""
    verb = child.head
    if not is_clausal(verb) or child.dep_ not in _DONE_TO or child.pos_ in labels.VERBAL or is_told(child, cues):
        return False
    if verb.lemma in cues.negation.granting and is_denied(verb, cues):
        return False
    presupposes = verb.lemma in cues.scope.presupposing or verb.lemma in ENGLISH.verbs.attitude
    return presupposes and not any(cues.has(effect, "governors", verb.lemma) for effect in ("planned", "hypothetical"))


def is_demanded(child: Word) -> bool:
    """``ordered the embassy to cut its staff``, ``called for Peru to leave``: what one is told to do, whatever its label."""
    governor = child.head
    addressing = governor.lemma in ENGLISH.control.object or governor.lemma in ENGLISH.control.oblique
    return (
        addressing
        and child.i > governor.i
        and is_infinitive(child)
        and any(c.dep_ in labels.UNDERGOER | {"prep"} and c.i < child.i for c in governor.children)
    )


def _is_bare(child: Word) -> bool:
    """A participle or an infinitive without a conjunction; ``sought more land, claiming the coast`` does what it says."""
    if child.tag_ == "VBG" and child.i > child.head.i and child.left_edge.nbor(-1).text == ",":
        return False
    return child.tag_ in {"VB", "VBN", "VBG"} and not any(c.dep_ == "mark" for c in child.children)
