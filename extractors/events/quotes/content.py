"""What is said, asked or decided, and whom a deed is done to: words of the sentence that are no party's name."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.match import Match
from verbale.extractors.events.quotes.stretch import phrase
from verbale.extractors.events.roles.arguments import arguments_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import Syntax, is_clausal
from verbale.extractors.parse import Word, labels

Span = tuple[int, int]
"""Tokens, the end exclusive."""
_CLAUSE = labels.COMPLEMENT | {"pcomp"}
_PLACES = frozenset({"GPE", "LOC", "ORG", "NORP"})
_WORDS = WORDS.contents


def persons_of(syntax: Syntax, mentions: MentionIndex, match: Match) -> list[Span]:
    """Whom a deed is done to, by the functions that its type names: persons, not the states that they serve."""
    for function in match.loaded.persons:
        found = [a.head for a in arguments_of(syntax, syntax.doc[match.trigger], function) if a.path != "object"]
        spans = [phrase(syntax.doc[head], listed=False) for head in found if _is_somebody(syntax.doc[head], mentions)]
        if spans:
            return spans
    return []


def _is_somebody(word: Word, mentions: MentionIndex) -> bool:
    mention = mentions.by_head(word.i)
    return word.pos_ in labels.SUBSTANTIVE and (mention is None or mention.label not in _PLACES)


def content_of(syntax: Syntax, match: Match) -> Span | None:
    """The words after *that*, *to*, *for*: what an event of a type with content says, asks or decides; None: nothing."""
    if not match.loaded.content:
        return None
    trigger = syntax.doc[match.trigger]
    taken = set(match.heads)
    for word in _heads(syntax, trigger):
        if word.i not in taken:
            start, end = phrase(word)
            while start < end - 1 and syntax.doc[start].lower_ in _WORDS.opening:
                start += 1
            return start, end
    return None


def _heads(syntax: Syntax, trigger: Word) -> Iterator[Word]:
    """The heads of what may be the content, the surest first: a clause, what a preposition opens, the object."""
    yield from (syntax.doc[a.head] for a in syntax.by_function(trigger.i, "complement"))
    yield from _clauses(trigger)
    yield from _behind_prepositions(trigger)
    objects = [c for c in trigger.children if c.dep_ in labels.OBJECT]
    for noun in objects if trigger.lemma in _WORDS.conveying else ():
        yield from _clauses(noun)
        yield from _behind_prepositions(noun)
    yield from (syntax.doc[a.head] for a in syntax.by_function(trigger.i, "object") if a.path == "direct")


def _clauses(word: Word) -> Iterator[Word]:
    """Clauses below a word that say what it is about, not those that describe it."""
    noun = not is_clausal(word)
    for child in word.children:
        if is_clausal(child) and (child.dep_ in _CLAUSE or (noun and child.dep_ in labels.REDUCED and child.tag_ == "VB")):
            yield child


def _behind_prepositions(word: Word) -> Iterator[Word]:
    for child in word.children:
        if child.dep_ in labels.ADJUNCT and child.lower_ in _WORDS.prepositions:
            yield from (c for c in child.children if c.dep_ in labels.ANY_OBJECT or c.dep_ in _CLAUSE)
