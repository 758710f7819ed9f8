"""``according to Peru``: who is named as the source of what a sentence tells."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.grammar.cues import Cues
from verbale.extractors.parse import Word

_HEIGHT = 8


def source_of(trigger: Word, cues: Cues) -> Word | None:
    """The noun behind ``according to`` in a predicate's clause or one above it, unless it names rules: ``to the treaty``."""
    for clause in _clauses(trigger):
        for child in clause.children:
            noun = _behind(child)
            if noun is not None and noun.lemma not in cues.reported.measures:
                return noun
    return None


def _clauses(trigger: Word) -> Iterator[Word]:
    word = trigger
    for _ in range(_HEIGHT):
        yield word
        if word.head is word:
            return
        word = word.head


def _behind(word: Word) -> Word | None:
    """The noun of ``according to``, however it is parsed."""
    if word.lower_ != "according" or word.nbor().lower_ != "to":
        return None
    below = [*word.children, *word.nbor().children]
    return next((n for t in below for n in (t, *t.children) if n.dep_ == "pobj" and n.i > word.i + 1), None)
