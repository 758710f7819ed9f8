"""A stretch with the words without which it would be misread: its clause, who says or asks it, what stands before and behind."""

from __future__ import annotations

from collections.abc import Iterator, Set

from verbale.extractors.events.quotes.brackets import Stretch, balanced
from verbale.extractors.events.quotes.stretch import clause_start, reach
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import has_subject, is_clausal, is_date, noun_span
from verbale.extractors.parse import Word, Words, labels

_FARTHEST = 45  # tokens from a bare noun back to the subject of its clause
_NEAR = 25  # tokens from a clause back to who asks or does it
_FRONTED = 12  # tokens of what dates a clause before its subject
_BEHIND = 30  # tokens of what limits or tells a decision behind it
_LEAD = 3  # words of a preposition
_STEPS = 12  # up from a word
_ABOVE = labels.COMPLEMENT | {"pcomp"}
_QUOTES = WORDS.quotes


def whole(words: Words, bounds: range, trigger: int, found: Stretch, named: Set[int]) -> Stretch:
    """The stretch with what it is misread without, within ``bounds`` (a sentence). ``named``: the parties that names tell."""
    word = words[trigger]
    if named.isdisjoint(range(found.first, found.last + 1)):
        found = _with_clause(word, found)
    for step in (_with_subject, _with_embedding, _with_lead, _with_date):
        found = step(words, bounds, word, found)
    last = max([found.last, *(end for end in _limits(words, bounds, found) if end <= found.last + _BEHIND)])
    return balanced(words, bounds, Stretch(found.first, last))


def _with_clause(trigger: Word, found: Stretch) -> Stretch:
    """A noun phrase that names nobody, with the clause that it is a part of: ``they set it out in [the Charter (1990)]``."""
    above = _part_of(trigger)
    if above is None or found.first <= above.i <= found.last:
        return found
    start = _start_with_noun(above)
    if above.i > found.last:  # a subject
        return Stretch(min(start, found.first), reach(above, frozenset({above.i})))
    return Stretch(start, found.last) if found.first - start <= _FARTHEST else found


def _part_of(noun: Word) -> Word | None:
    """The verb with a subject that a noun is subject, object or complement of, alone or in a list."""
    if is_clausal(noun):
        return None
    steps = 0
    for _ in range(_STEPS):
        above = noun.head
        if above is noun or steps > 1 or noun.lower_ in _QUOTES.circumstances:
            return None
        if is_clausal(above):
            return above if has_subject(above) else None
        steps += noun.dep_ not in {"conj", "appos"} and noun.pos_ == "ADP"
        noun = above
    return None


def _with_subject(words: Words, bounds: range, trigger: Word, found: Stretch) -> Stretch:
    """``and [called on Chad to impose sanctions]``: a verb at the beginning, with whoever does it."""
    word = words[found.first]
    verb = word.head if word.dep_ in labels.AUXILIARY else word
    if not is_clausal(verb):
        return found
    while verb.dep_ == "conj" and not has_subject(verb) and is_clausal(verb.head):
        verb = verb.head
    start = _start_with_noun(verb)
    far = found.first - start > _NEAR or start < bounds.start
    return found if far or not has_subject(verb) else _from(start, found)


def _start_with_noun(verb: Word) -> int:
    """Where a clause begins; of a relative one that has a pronoun for its subject, the noun that it describes."""
    start = clause_start(verb)
    relative = verb.dep_ in labels.RELATIVE and verb.doc[start].tag_ in {"WDT", "WP", "WP$"}
    return min(start, noun_span(verb.head)[0]) if relative else start


def _with_embedding(words: Words, bounds: range, trigger: Word, found: Stretch) -> Stretch:
    """``Kenya feared that [Chad had closed the border]``: who says, thinks or fears it."""
    for verb in _clauses(trigger):
        if clause_start(verb) < found.first:
            return found
        if verb.dep_ in _ABOVE and is_clausal(verb.head) and verb.head.i < found.first and has_subject(verb.head):
            start = clause_start(verb.head)
            parted = any(word.text in {";", ":"} for word in words[start : found.first])
            return found if parted or found.first - start > _NEAR or start < bounds.start else _from(start, found)
    return found


def _with_lead(words: Words, bounds: range, trigger: Word, found: Stretch) -> Stretch:
    """The preposition before, ``[Due to] strained relations``; a clause stands alone."""
    if found.first > bounds.start and words[found.first - 1].dep_ in labels.CONJUNCTION:
        return found
    for length in range(_LEAD, 0, -1):
        start = found.first - length
        if start >= bounds.start and " ".join(word.lower_ for word in words[start : found.first]) in _QUOTES.leading:
            return _from(start, found)
    return found


def _with_date(words: Words, bounds: range, trigger: Word, found: Stretch) -> Stretch:
    """The date before the subject: ``[In May 1990,] Kenya closed its embassy``."""
    for verb in _clauses(trigger):
        if clause_start(verb) != found.first:
            continue
        fronted = (c.left_edge.i for c in verb.children if c.i < found.first and _dates(c))
        start = min(fronted, default=found.first)
        if max(bounds.start, found.first - _FRONTED) <= start:
            return _from(start, found)
    return found


def _dates(word: Word) -> bool:
    """A date, or a preposition that has one below it, not a clause."""
    return not is_clausal(word) and any(is_date(c) or c.ent_type_ == "DATE" for c in (word, *word.children))


def _clauses(trigger: Word) -> Iterator[Word]:
    """The verbs that head the clauses that a word stands in, from the inmost."""
    yield from (word for word in (trigger, *trigger.ancestors) if is_clausal(word))


def _limits(words: Words, bounds: range, found: Stretch) -> Iterator[int]:
    """Where what stands behind ends that belongs to it: ``but was not enough``, ``whereby the ban would end``."""
    following = found.last + 1
    if following < bounds.stop and words[following].text == ",":
        following += 1
    if following >= bounds.stop - 1:
        return
    word = words[following]
    if word.lower_ in _QUOTES.limiting:
        verbs = (c for c in word.head.children if c.dep_ == "conj" and c.i > word.i and is_clausal(c) and not has_subject(c))
        yield from (reach(verb, frozenset()) for verb in verbs if found.first <= verb.head.i <= found.last and _is_denied(verb))
    elif _tells(words, following):
        verb = next((above for above in word.ancestors if is_clausal(above) and above.i > word.i), None)
        if verb is not None:
            yield reach(verb, frozenset())


def _is_denied(verb: Word) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _tells(words: Words, place: int) -> bool:
    """``whereby``, ``under which``: what an act lays down."""
    return any(" ".join(word.lower_ for word in words[place : place + length]) in _QUOTES.telling for length in (1, 2, 3))


def _from(start: int, found: Stretch) -> Stretch:
    return Stretch(min(start, found.first), found.last)
