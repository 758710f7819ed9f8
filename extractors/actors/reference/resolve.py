"""What refers back: pronouns and definite noun phrases, resolved only where a reader would not hesitate."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.actors.drafts import Draft, Findings
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.documents import issued
from verbale.extractors.actors.reference.epithets import half, state_of_form
from verbale.extractors.actors.reference.institutions import body, institution
from verbale.extractors.actors.reference.lexicon import HALVES, NOUNS, PRONOUNS, REFERENCE
from verbale.extractors.actors.reference.noun_phrases import definite, own_institution
from verbale.extractors.actors.reference.pairs import bare_pair, rival
from verbale.extractors.actors.reference.possessors import own_persons
from verbale.extractors.actors.reference.pronouns import pronoun, relative
from verbale.extractors.actors.reference.speakers import speaker
from verbale.extractors.actors.token_view import TokenView

_BOTH, _RIVALS, _FORMS = REFERENCE.counting.both, REFERENCE.nouns.rival, REFERENCE.forms
_BODIES = {*REFERENCE.institutions.organisation, *REFERENCE.institutions.own, "general"}
_STATE_BODIES = REFERENCE.institutions.state
_ISSUED = REFERENCE.documents.issued
_FIRST, _RELATIVE = REFERENCE.pronouns.first, REFERENCE.pronouns.relative
_PRONOUNS = {*PRONOUNS, *_FIRST}
_REFERRING = {
    "whose", *PRONOUNS, *_BOTH, *_RIVALS, *HALVES, *_FORMS, *NOUNS, *_BODIES, *_STATE_BODIES, *_FIRST, *_RELATIVE, *_ISSUED,
}  # fmt: skip


def resolve_references(
    view: TokenView, found: Findings, topics: Sequence[str], pair: tuple[str, ...], speakers: tuple[str, ...] = ()
) -> Findings:
    """With the mentions that refer back to others, in one pass from left to right; with the institutions and persons that
    belong to whom these references mean. ``topics``: whom each sentence is about; ``pair``: the two that the document is
    about; ``speakers``: who speaks in it.

    ``method`` of a reference: pronoun; definite (from the text before); heading (the pair that a heading names); topic (what
    the document is about).
    """
    known = Antecedents(view, found, topics, pair)
    bare = {d.start: d for d in found.drafts if d.use == "national" and d.owner is None and not d.actor_ids}
    for i, word in enumerate(view.lower):
        if i in bare:
            own_institution(known, bare[i])
        if (word not in _REFERRING and word not in known.heads_said) or _is_acronym(view.texts[i]):
            continue
        if word == "whose":
            own_persons(known, i)
            continue
        reference = _reference(known, i, word, speakers)
        if reference is not None and reference.actor_ids:
            known.add(reference)
            own_persons(known, i)
    return known.findings


def _is_acronym(text: str) -> bool:
    """``US``, ``IT``: a pronoun of a text in small letters is never written so."""
    return len(text) > 1 and text.isupper() and text.lower() in _PRONOUNS


def _reference(known: Antecedents, i: int, word: str, speakers: tuple[str, ...]) -> Draft | None:
    """The mention that token i heads, if it refers back to somebody."""
    if word in PRONOUNS:
        return pronoun(known, i, PRONOUNS[word])
    if word in _BOTH:
        return bare_pair(known, i)
    if word in _RIVALS:
        return rival(known, i)
    if word in HALVES:
        return half(known, i, HALVES[word])
    if word in _ISSUED:
        return issued(known, i)
    if word in _RELATIVE:
        return relative(known, i)
    if word in _FIRST:
        return speaker(known, i, speakers)
    found = state_of_form(known, i, _FORMS[word]) if word in _FORMS else None
    if found is None and word in _BODIES:
        found = body(known, i)
    if found is None and (word in NOUNS or word in known.heads_said):
        found = definite(known, i, NOUNS.get(word, ""))
    return institution(known, i) if found is None and word in _STATE_BODIES else found
