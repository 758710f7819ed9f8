"""Place and quantity of an event, where its own clause states them: what any event may have, whatever its rule."""

from __future__ import annotations

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import Syntax
from verbale.extractors.parse import labels

_PLACE_FUNCTIONS = ("oblique:in", "oblique:at", "oblique:near", "oblique:over")
_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_QUANTIFIED = {"object", "attribute", "oblique:of", "oblique:with", "subject"}


def find_place(syntax: Syntax, mentions: MentionIndex, trigger: int) -> tuple[int, int] | None:
    """The place that the trigger's clause names (``in Tehran``), also one that stands for a party: a token span or None."""
    for function in _PLACE_FUNCTIONS:
        for argument in syntax.by_function(trigger, function):
            mention = mentions.covering(argument.head)
            if mention is not None and mention.label in _PLACE_LABELS:
                return mention.start, mention.end
    return None


def find_quantity(syntax: Syntax, trigger: int) -> tuple[int, int] | None:
    """A counted or measured argument (``ten diplomats``, ``eight million euros``), never a date: a token span or None."""
    doc = syntax.doc
    for argument in syntax.arguments(trigger):
        if argument.function not in _QUANTIFIED:
            continue
        for child in doc[argument.head].children:
            if child.dep_ in labels.NUMERIC and child.i < argument.head and not _like_a_year(child.text):
                return child.left_edge.i, argument.head + 1
    return _share(syntax, trigger)


def _share(syntax: Syntax, trigger: int) -> tuple[int, int] | None:
    """``by half``, ``by 20 per cent``: by how much something grew or shrank."""
    for argument in syntax.by_function(trigger, "oblique:by"):
        word = syntax.doc[argument.head]
        if word.lemma in WORDS.quantities.shares:
            by = argument.start > 0 and syntax.doc[argument.start - 1].lower_ == "by"
            return argument.start - by, argument.end
    return None


def _like_a_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4
