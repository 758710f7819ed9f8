"""Pronouns and pro-verbs for dealings: ``severed relations; these were restored``, ``recognised Kosovo, as did Peru``."""

from __future__ import annotations

from extractors.clauses import is_clausal
from extractors.labels import ADVERBIAL, DEALINGS, OBJECT
from extractors.words import Word

_PRONOUNS = {"they", "them", "these", "those"}


def dealings_meant(token: Word) -> Word | None:
    """The noun that a plural pronoun may stand for: the nearest plural of ``DEALINGS`` before it, one sentence back at most.

    None for other words, and where no such noun is near. Whether it is meant the verb says: envoys are not restored.
    """
    if token.lower_ not in _PRONOUNS or token.tag_ not in {"PRP", "DT"}:
        return None
    starts = 0
    for word in reversed(token.doc[max(token.i - 60, 0) : token.i]):
        if word.lemma in DEALINGS and word.tag_ == "NNS":
            return word
        starts += bool(word.is_sent_start)
        if starts > 1:
            return None
    return None


def repeated_clause(token: Word) -> Word | None:
    """The verb of the clause that a pro-verb repeats: ``as did Peru``, ``but Peru never did``, ``and Peru followed suit``."""
    governor = token.head
    if token.lemma not in {"do", "follow"} or governor.i >= token.i or not is_clausal(token) or not is_clausal(governor):
        return None
    complemented = any(c.pos_ in {"NOUN", "VERB"} for c in token.children if c.i > token.i)
    joined = token.dep_ in ADVERBIAL | {"conj", "parataxis", "ccomp"}
    return governor if joined and (follows_suit(token) or (token.lemma == "do" and not complemented)) else None


def follows_suit(token: Word) -> bool:
    return token.lemma == "follow" and any(c.lower_ == "suit" and c.dep_ in OBJECT for c in token.children)
