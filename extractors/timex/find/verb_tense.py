"""The tense of the clause that a date stands in, and whether what it tells was only to happen."""

from __future__ import annotations

from verbale.extractors.parse import Word
from verbale.extractors.timex.find.surroundings import WORDS

_DEPTH = 12


def governing_verb(token: Word) -> Word | None:
    """The verb or auxiliary that a token's clause hangs on."""
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def tense(token: Word) -> str:
    """past / future / present / empty, of the clause that a token stands in."""
    verb = governing_verb(token)
    if verb is None:
        return ""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.lower_ == "going" or any(auxiliary.lower_ in WORDS.future for auxiliary in auxiliaries):
        return "future"
    tags = {verb.tag_} | {auxiliary.tag_ for auxiliary in auxiliaries}
    if "VBD" in tags or (verb.tag_ == "VBN" and not tags & {"VBZ", "VBP"}):
        return "past"
    if verb.tag_ == "VB" and any(auxiliary.tag_ == "TO" for auxiliary in auxiliaries):
        return _tense_of_infinitive(verb)
    return "past" if verb.tag_ == "VBN" else "present"


def _tense_of_infinitive(verb: Word) -> str:
    """``failed to agree``: that of the verb above; ``vowed to reply``: the future."""
    carried_out = verb.dep_ == "xcomp" and verb.head.lemma in WORDS.carried_out
    return tense(verb.head) if carried_out and verb.head.i != verb.i else "future"


def planned(token: Word) -> bool:
    """Whether a date stands with something that was only to happen: ``will``, ``would``, ``to`` + infinitive, a plan."""
    verb = governing_verb(token)
    if verb is None:
        return False
    if any(child.dep_ == "aux" and child.lower_ in WORDS.unreal for child in verb.children):
        return True
    infinitive = verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)
    return infinitive or verb.lemma_ in WORDS.planning
