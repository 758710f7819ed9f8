"""The tense of the clause that a date stands in, and whether what it tells was only to happen."""

from __future__ import annotations

from collections.abc import Sequence

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
    if _lies_ahead(verb, auxiliaries, token):
        return "future"
    if any(auxiliary.tag_ == "TO" for auxiliary in auxiliaries) and verb.tag_ in ("VB", "VBN"):
        return "past" if any(auxiliary.lower_ == "have" for auxiliary in auxiliaries) else _tense_of_infinitive(verb)
    if verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "pcomp") and verb.head.i != verb.i and not auxiliaries:
        return tense(verb.head)  # "is to start handing out food on 9 May"
    tags = {verb.tag_} | {auxiliary.tag_ for auxiliary in auxiliaries}
    return "past" if "VBD" in tags or verb.tag_ == "VBN" else "present"


def _lies_ahead(verb: Word, auxiliaries: Sequence[Word], token: Word) -> bool:
    """``will meet``, ``is going to``, what is set for a date, and the simple present before one."""
    if verb.lower_ == "going" or any(auxiliary.lower_ in WORDS.future for auxiliary in auxiliaries):
        return True
    return _arranged(verb, token) or _is_due(token) or (not auxiliaries and _is_timetabled(verb, token))


def _is_timetabled(verb: Word, token: Word) -> bool:
    """``the council meets on 7 March``: the simple present with a date of its own behind it lies ahead."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.i >= token.i:
        return False
    infinitive = any(child.dep_ == "xcomp" and child.tag_ == "VB" and child.i < token.i for child in verb.children)
    if verb.lemma not in WORDS.timetabled and not (verb.lemma == "be" and infinitive):
        return False
    while token.head.i != verb.i:
        token = token.head
        if token.pos_ not in ("ADP", "NUM"):
            return False
    return True


def _arranged(verb: Word, token: Word) -> bool:
    """``the talks are set for May``, ``the minister, expected on Monday``: arranged, and the date behind says for when."""
    return verb.tag_ == "VBN" and verb.lemma in WORDS.arranging and token.i > verb.i and not _is_perfect(verb)


def arranged_for(first: Word) -> bool:
    """``a meeting set for Thursday``, ``a delegation expected on Monday``: by the words right before a date, however parsed."""
    before = first.nbor(-1) if first.i else None
    if before is not None and before.lower_ in WORDS.before_arranged:
        before = before.nbor(-1) if before.i else None
    return before is not None and before.lower_ in WORDS.arranged


def _is_due(token: Word) -> bool:
    """``a visit is due in June``."""
    return token.head.lower_ in WORDS.due or token.head.head.lower_ in WORDS.due


def _is_perfect(verb: Word) -> bool:
    """``has set``, unlike ``has been set``."""
    forms = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return bool(forms & {"has", "have", "had"}) and not any(child.dep_ == "auxpass" for child in verb.children)


def _tense_of_infinitive(verb: Word) -> str:
    """``failed to agree``: that of the verb above; ``vowed to reply``: the future."""
    carried_out = verb.dep_ == "xcomp" and verb.head.lemma in WORDS.carried_out
    return tense(verb.head) if carried_out and verb.head.i != verb.i else "future"


def is_past_perfect(token: Word) -> bool:
    """``had left by Friday``."""
    verb = governing_verb(token)
    return verb is not None and any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "'d") for child in verb.children)


def planned(token: Word) -> bool:
    """Whether a date stands with something that was only to happen: ``will``, ``would``, ``to`` + infinitive, a plan."""
    verb = governing_verb(token)
    if verb is None:
        return False
    if any(child.dep_ == "aux" and child.lower_ in WORDS.unreal for child in verb.children):
        return True
    infinitive = verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)
    return infinitive or verb.lemma_ in WORDS.planning
