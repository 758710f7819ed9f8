"""Verbs that stand for the one before them: ``as did Peru``, ``whereas Mali never did``, ``Oman followed suit``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verbale.extractors.events.match import Match
from verbale.extractors.events.participants import Participants
from verbale.extractors.grammar import Syntax, conjuncts, is_clausal, is_passive
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Role
from verbale.extractors.schema import Argument, Echo

_LEMMAS = {"do", "have", "be", "follow"}
# "followed suit", "did the same"
_SAME = {"suit", "same", "likewise"}
# before the verb, its subject behind it
_INVERTING = {"as", "so", "nor", "neither"}
# before its subject
_OPENING = {"whereas", "while", "but", "though", "although", "and"}
_DENYING = {"not", "n't", "never", "nor", "neither"}
_CLOSING = {"so", "likewise", "too", "not", "either"}
_PLACES = {"advcl", "conj", "ccomp", "dep", "parataxis"}
_ACTORS = labels.ANY_SUBJECT | labels.OBJECT | labels.ATTRIBUTE


def echoes(match: Match, syntax: Syntax, participants: Participants) -> Iterator[Match]:
    """The events that pro-forms below the trigger of a verbal match add: the same deed by another actor, or done to another."""
    verb = syntax.doc[match.trigger]
    if not is_clausal(verb) or match.loaded.rule.trigger.pos != "VERB":
        return
    passive = is_passive(verb)
    denied = bool(_denials(verb))
    for form in verb.children:
        actor = _actor(form) if form.i > verb.i and form.dep_ in _PLACES and form.lemma in _LEMMAS else None
        if actor is None or (form.lemma == "be") != passive or (form.lemma == "follow" and denied):
            continue
        turned = bool(_denials(form)) != denied
        changed = _with_actor(match, actor, passive, syntax, participants)
        if changed is not None:
            yield replace(changed, trigger=form.i, consumed=frozenset(), place=None, quantity=None, echo=Echo(verb.i, turned))


def _actor(form: Word) -> Word | None:
    """Whom a pro-form adds; None for a verb of its own."""
    nouns = [c for c in form.children if c.dep_ in _ACTORS and c.pos_ in labels.NOMINAL and c.lower_ not in _SAME]
    if len(nouns) != 1 or any(c.dep_ in {"xcomp", "ccomp", "prt"} for c in form.children):
        return None
    noun, before = nouns[0], form.nbor(-1).lower_ if form.i else ""
    if noun.i > form.i:
        return noun if before in _INVERTING else None
    if form.lemma == "follow" or any(c.lower_ in _SAME for c in form.children):
        return noun if noun.dep_ in labels.SUBJECT and form.tag_ in {"VBD", "VBZ", "VBP", "VBN"} else None
    opens = any(c.lower_ in _OPENING for t in (form, form.head) for c in t.children if c.dep_ in {"mark", "cc"} and c.i < noun.i)
    following = form.nbor() if form.i + 1 < len(form.doc) else None
    while following is not None and following.lower_ in _CLOSING and following.i + 1 < len(form.doc):
        following = following.nbor()
    ends = following is None or following.is_punct or following.tag_ == "IN"
    return noun if opens and ends and form.tag_ in {"VBD", "VBZ", "VBP"} else None


def _denials(verb: Word) -> list[Word]:
    """The words that deny a verb: its negation, and ``nor`` or ``neither`` before a pro-form."""
    return [c for c in verb.children if c.lower_ in _DENYING] + [
        c for c in verb.head.children if verb.dep_ == "conj" and c.lower_ in {"nor", "neither"} and c.i == verb.i - 1
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
        others = {party for p in (*match.sources, *match.targets) for party in p.party_ids}
        if not new or any(party in others for p in new for party in p.party_ids):
            return None
        return replace(match, sources=(*new, *kept)) if acting else replace(match, targets=tuple(new))
    return None
