"""Verbs that stand for the one before them: ``as did Peru``, ``whereas Mali never did``, ``Oman followed suit``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.participants import Participants, parties_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import Syntax, conjuncts, is_clausal, is_passive
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Role
from verbale.extractors.schema import Argument, Echo

_ECHOES = WORDS.echoes
_NEITHER = _ECHOES.inverting & _ECHOES.denying
_ACTORS = labels.ANY_SUBJECT | labels.OBJECT | labels.ATTRIBUTE


def echoes(match: Match, syntax: Syntax, participants: Participants) -> Iterator[Match]:
    """The events that pro-forms below the trigger of a verbal match add: the same deed by another actor, or done to another."""
    verb = syntax.doc[match.trigger]
    if not is_clausal(verb) or match.loaded.rule.trigger.pos != "VERB":
        return
    passive = is_passive(verb)
    denied = bool(_denials(verb))
    for form in verb.children:
        actor = _actor(form) if form.i > verb.i and form.dep_ in labels.SIDE_CLAUSE and form.lemma in _ECHOES.verbs else None
        if actor is None or (form.lemma == "be") != passive or (form.lemma == "follow" and denied):
            continue
        turned = bool(_denials(form)) != denied
        changed = _with_actor(match, actor, passive, syntax, participants)
        if changed is not None:
            yield replace(changed, trigger=form.i, consumed=frozenset(), place=None, quantity=None, echo=Echo(verb.i, turned))


def echoes_alone(form: Word) -> bool:
    """``did so``: a pro-form that names nobody anew and denies nothing."""
    names = any(c.dep_ in _ACTORS and c.lower_ not in _ECHOES.same for c in form.children)
    return not names and not _denials(form) and any(c.lower_ in _ECHOES.repeating for c in form.children)


def _actor(form: Word) -> Word | None:
    """Whom a pro-form adds; None for a verb of its own."""
    noun = _only_noun(form)
    if noun is None:
        return None
    if noun.i > form.i:
        added = form.i > 0 and form.nbor(-1).lower_ in _ECHOES.inverting
    elif form.lemma == "follow" or any(c.lower_ in _ECHOES.same for c in form.children):
        added = noun.dep_ in labels.SUBJECT and form.tag_ in labels.FINITE | {"VBN"}
    else:
        added = _opens(form, noun) and _ends_clause(form) and form.tag_ in labels.FINITE
    return noun if added else None


def _only_noun(form: Word) -> Word | None:
    """The one subject or object of a verb that has nothing else; ``suit``, ``the same`` are none."""
    if any(c.dep_ in labels.COMPLEMENT | labels.PARTICLE for c in form.children):
        return None
    nouns = [c for c in form.children if c.dep_ in _ACTORS and c.pos_ in labels.NOMINAL and c.lower_ not in _ECHOES.same]
    return nouns[0] if len(nouns) == 1 else None


def _opens(form: Word, noun: Word) -> bool:
    """``whereas Mali never did``: a conjunction before the subject, of the pro-form or of the verb above it."""
    links = [c for t in (form, form.head) for c in t.children if c.dep_ in labels.CONJUNCTION and c.i < noun.i]
    return any(link.lower_ in _ECHOES.opening for link in links)


def _ends_clause(form: Word) -> bool:
    """``whereas Mali never did so, ...``: nothing follows the pro-form but words like ``so`` and what begins anew."""
    behind = form.doc[form.i + 1 :]
    following = next((word for word in behind if word.lower_ not in _ECHOES.closing), behind[-1] if behind else None)
    return following is None or following.is_punct or following.tag_ == "IN"


def _denials(verb: Word) -> list[Word]:
    """The words that deny a verb: its negation, and ``nor`` or ``neither`` before a pro-form."""
    return [c for c in verb.children if c.lower_ in _ECHOES.denying] + [
        c for c in verb.head.children if verb.dep_ == "conj" and c.lower_ in _NEITHER and c.i == verb.i - 1
    ]


def _with_actor(match: Match, actor: Word, passive: bool, syntax: Syntax, participants: Participants) -> Match | None:
    """The match with another one in the place of the verb's surface subject."""
    rule = match.loaded.rule
    function = "object" if passive else "subject"
    arguments = [Argument("subject", t.i, t.i, t.i + 1) for t in conjuncts(actor)]
    old = {a.head for a in syntax.by_function(match.trigger, function)}
    for acting, role in ((True, rule.source), (False, rule.target)):
        if role is None or function not in role.from_:
            continue
        new = participants.fill(arguments, Role.model_validate({"from": ["subject"], "party": role.party}))
        kept = [p for p in match.sources if p.head not in old] if match.loaded.symmetric else []
        if not new or parties_of(new) & parties_of(match.participants):
            return None
        return replace(match, sources=(*new, *kept)) if acting else replace(match, targets=tuple(new))
    return None
