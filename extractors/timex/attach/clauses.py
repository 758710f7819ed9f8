"""Clauses and their verbs, as the attachment of dates needs them: which clause, which time, which verbs side by side."""

from __future__ import annotations

from verbale.extractors.grammar import has_subject
from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.timex.attach.cue_words import CUES

CORE = labels.MEANT_SUBJECT | labels.OBJECT | labels.ATTRIBUTE | {"appos"}
PRESENT = frozenset(("VBZ", "VBP"))
_PREPOSITIONAL = frozenset(("prep", "agent"))
_HEIGHT = 20
_NOUN_HEIGHT = 5
_CHAIN = 8
_MOST_VERBS = 10
_MOST_PARTS = 4


def clause(token: Word) -> Word | None:
    """The verb whose clause a token stands in."""
    for _ in range(_HEIGHT):
        if token.pos_ in labels.VERBAL and token.dep_ not in labels.HELPING:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def bearer(noun: Word) -> Word | None:
    """The verb of which a noun is a core argument or an adjunct: what dates the verb dates the event that the noun names."""
    token = noun
    for step in range(_NOUN_HEIGHT):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ == "prep" and token.lower_ in ("following", "after"):
            return head if _hangs_on(noun, token) and head.pos_ in labels.VERBAL else None
        if not (step <= 1 and _is_of_noun(token)):
            if head.pos_ in labels.VERBAL:
                return head if _takes_part(noun, token, head) else None
            if head.dep_ not in _PREPOSITIONAL and token.dep_ != "conj":
                return None
        token = head
    return None


def _is_of_noun(preposition: Word) -> bool:
    """``the end of the war``."""
    return preposition.dep_ == "prep" and preposition.lower_ == "of" and preposition.head.pos_ in labels.NOUN


def _hangs_on(noun: Word, preposition: Word) -> bool:
    """``after the war``, ``after the war and the coup``."""
    return noun.head.i == preposition.i or (noun.dep_ == "conj" and noun.head.head.i == preposition.i)


def _takes_part(noun: Word, token: Word, verb: Word) -> bool:
    """Whether a noun takes part in what a verb tells: as its argument, or behind the preposition ``token``."""
    if token.dep_ in CORE:
        return True
    if token.dep_ not in _PREPOSITIONAL or token.i == noun.i:
        return False
    gathered = token.lower_ == "for" and noun.lemma in CUES.occasions and verb.lemma in CUES.assembling
    return gathered or token.lower_ in CUES.taking_part


def coordinated_verbs(verb: Word) -> list[Word]:
    """The coordinated verbs of a clause in order."""
    first = verb
    for _ in range(_CHAIN):
        if first.dep_ != "conj" or first.head.pos_ not in labels.VERBAL:
            break
        first = first.head
    chain = [first]
    todo = [first]
    while todo and len(chain) < _MOST_VERBS:
        children = [c for c in todo.pop().children if c.dep_ == "conj" and c.pos_ in labels.VERBAL]
        chain += children
        todo += children
    return sorted(chain, key=lambda t: t.i)


def separate(doc: Words, verb: Word, last: Word) -> bool:
    """Whether the last of coordinated clauses has a subject of its own after a comma: another event at another time."""
    return has_subject(last) and any(t.text in ",;" for t in doc[verb.i : last.i])


def other_time(verb: Word) -> bool:
    """Perfect, modal or future: a clause that need not share the time of the clause above it."""
    return any(c.dep_ in labels.HELPING and c.lower_ in CUES.other_time for c in verb.children)


def apart(verb: Word) -> bool:
    """A finite clause after ``after``, ``before``, ``until`` ...: another time than the clause above."""
    if verb.tag_ == "VBG":
        return False
    if verb.dep_ in ("pobj", "pcomp") and verb.head.lower_ in CUES.apart:
        return True
    links = (c for c in verb.children if c.dep_ in ("mark", "advmod", "prep", "case"))
    return verb.dep_ == "advcl" and any(link.lower_ in CUES.apart for link in links)


def timeless(verb: Word) -> bool:
    """A state told in the present tense: ``the members are ...``."""
    return verb.lemma in CUES.states and verb.tag_ in PRESENT


def is_when_clause(verb: Word, above: Word) -> bool:
    """``joined when it was founded``: a clause that shares the time of the clause above it."""
    if verb.dep_ != "advcl" or verb.head.i != above.i:
        return False
    return any(c.lower_ in CUES.simultaneous and c.dep_ in ("advmod", "mark") for c in verb.children)


def written_word(doc: Words, index: int) -> range:
    """The tokens of the written word around a token: ``re-elected``."""
    start = end = index
    while start > 0 and index - start < _MOST_PARTS and _hyphenated(doc, start - 1):
        start -= 1
    while end + 1 < len(doc) and end - index < _MOST_PARTS and _hyphenated(doc, end):
        end += 1
    return range(start, end + 1)


def _hyphenated(doc: Words, index: int) -> bool:
    """Whether a token and the next are written together, one of them being the hyphen."""
    return not doc[index].whitespace_ and "-" in (doc[index].text, doc[index + 1].text)


def word_head(doc: Words, index: int) -> Word:
    """Of a written word that was cut at its hyphen, the token that the rest hangs on."""
    word = written_word(doc, index)
    return next((doc[i] for i in word if doc[i].head.i not in word or doc[i].head.i == i), doc[index])


def comes_after(noun: Word) -> bool:
    """``the subsequent arrests``, ``arrests during later protests``: a deed that came after what is told before it."""
    if noun.pos_ not in labels.NOUN:
        return False
    links = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in CUES.at_occasion)
    times = (occasion for link in links for occasion in link.children)
    return any(c.dep_ == "amod" and c.lower_ in CUES.subsequent for word in (noun, *times) for c in word.children)
