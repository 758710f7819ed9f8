"""Plural pronouns for what states have with each other: ``severed relations in 1962; these were restored in 1975``."""

from __future__ import annotations

from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.parse import Word

_REACH = 60
_PRONOUNS = ENGLISH.pronouns.dealings
_DEALINGS = ENGLISH.nouns.dealings


def dealings_meant(token: Word) -> Word | None:
    """The noun that a plural pronoun may stand for: the nearest plural of dealings before it, one sentence back at most.

    None for other words, and where no such noun is near. Whether it is meant the verb says: envoys are not restored.
    """
    if token.lower_ not in _PRONOUNS or token.tag_ not in {"PRP", "DT"}:
        return None
    starts = 0
    for word in reversed(token.doc[max(token.i - _REACH, 0) : token.i]):
        if word.lemma in _DEALINGS and word.tag_ == "NNS":
            return word
        starts += bool(word.is_sent_start)
        if starts > 1:
            return None
    return None
