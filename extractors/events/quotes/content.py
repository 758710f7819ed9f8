"""What is said, asked or decided, and whom a deed is done to: words of the sentence that are no party's name."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.match import Match
from verbale.extractors.events.quotes.brackets import Stretch, balanced
from verbale.extractors.events.quotes.stretch import phrase
from verbale.extractors.events.roles.arguments import arguments_of
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import Syntax, is_clausal, is_date, is_infinitive
from verbale.extractors.parse import Word, Words, labels

Span = tuple[int, int]
"""Tokens, the end exclusive."""
_CLAUSE = labels.COMPLEMENT | {"pcomp"}
_PLACES = frozenset({"GPE", "LOC", "ORG", "NORP"})
_WORDS = WORDS.contents


def persons_of(syntax: Syntax, mentions: MentionIndex, match: Match) -> list[Span]:
    """Whom a deed is done to, by the functions that its type names: persons, not the states that they serve."""
    for function in match.loaded.persons:
        found = [a.head for a in arguments_of(syntax, syntax.doc[match.trigger], function) if a.path != "object"]
        spans = [_named(syntax.doc[head]) for head in found if _is_somebody(syntax.doc[head], mentions)]
        if spans:
            return spans
    return []


def _named(head: Word) -> Span:
    """The phrase of a person, with the name right behind an office: ``the Peruvian ambassador Carlos Soto``."""
    start, end = phrase(head, listed=False)
    name = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.left_edge.i == end), None)
    return start, max(end, phrase(name, listed=False)[1]) if name is not None else end


def _is_somebody(word: Word, mentions: MentionIndex) -> bool:
    mention = mentions.by_head(word.i)
    if word.pos_ not in labels.SUBSTANTIVE or word.lemma in WORDS.persons.things:
        return False
    return mention is None or mention.label not in _PLACES


def content_of(syntax: Syntax, match: Match) -> Span | None:
    """The words after *that*, *to*, *for*: what an event of a type with content says, asks or decides; None: nothing."""
    if not match.loaded.content:
        return None
    trigger = syntax.doc[match.trigger]
    taken = {head for head in match.heads if _is_party(syntax.doc[head])}
    heads = (word for word in _heads(syntax, trigger, taken) if word.i not in taken and _says_something(word))
    head = next((word for word in heads if not _is_parted(trigger, word)), None)
    if head is None:
        return None
    start, end = phrase(head)
    end = _with_more(syntax.doc, start, _with_infinitive(trigger, head, end), trigger.sent.stop)
    while start < end - 1 and syntax.doc[start].lower_ in _WORDS.opening:
        start += 1
    whole = balanced(syntax.doc, trigger.sent, Stretch(start, end - 1))
    return whole.first, whole.last + 1


def _heads(syntax: Syntax, trigger: Word, taken: Collection[int]) -> Iterator[Word]:
    """The heads of what may be the content, the surest first: a clause, the object, what a preposition opens.

    Where the object is a party (``accused Chad of``), or says only how (``voiced concern about``), what follows it comes first.
    """
    yield from (syntax.doc[a.head] for a in syntax.by_function(trigger.i, "complement"))
    yield from _clauses(trigger)
    objects = [syntax.doc[a.head] for a in syntax.by_function(trigger.i, "object") if a.path == "direct"]
    conveying = trigger.lemma in _WORDS.conveying
    if not conveying:
        yield from objects
        yield from _behind_prepositions(trigger)
    for noun in objects:
        yield from _clauses(noun)
        yield from _behind_prepositions(noun)
    yield from _behind_prepositions(trigger)
    yield from objects


def _says_something(word: Word) -> bool:
    """No date, and no pronoun that only points at what is meant."""
    return word.pos_ not in {"PRON", "DET"} and not is_date(word) and word.ent_type_ not in {"DATE", "TIME"}


def _is_party(word: Word) -> bool:
    """A name, a pronoun or whoever acts for a party, not what a party does or has: ``rejected [Peru's demands]``."""
    return word.pos_ not in labels.SUBSTANTIVE or word.pos_ == "PROPN" or word.lemma in WORDS.participants.agents


def _is_parted(trigger: Word, word: Word) -> bool:
    """``decided against Peru: the loan was refused; its envoy had to leave``: behind a semicolon something else is said."""
    return any(t.text == ";" for t in trigger.doc[trigger.i : word.i])


def _with_more(words: Words, start: int, end: int, stop: int) -> int:
    """``concern about the vote, and about the arrests``: the same preposition behind a conjunction goes on with what is said."""
    place = end + 1 if end < stop and words[end].text == "," else end
    if place + 1 >= stop or words[place].pos_ != "CCONJ":
        return end
    link, before = words[place + 1], words[max(0, start - 1) : end]
    again = link.dep_ in labels.ADJUNCT and any(w.lower_ == link.lower_ and w.dep_ == link.dep_ for w in before)
    return phrase(link)[1] if again else end


def _with_infinitive(trigger: Word, head: Word, end: int) -> int:
    """``called for rights to be respected``: the infinitive right behind, which parsers hang on the verb."""
    following = (c for c in trigger.children if c.left_edge.i == end and is_infinitive(c) and c is not head)
    return max([end, *(phrase(clause)[1] for clause in following)])


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
