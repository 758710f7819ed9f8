"""Of those who take part as equals: who stands opposite whom? ``Peru has good relations with Chile, Cuba and Ghana`` is three
pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.parse import Word, Words, labels


def partners_of(participants: Sequence[Participant], trigger: Word, words: Words) -> tuple[str, ...]:
    """The parties with whom the others do it, where either side is more than one: they do nothing with each other by it.

    They hang on a word like *with* or follow it, and the others stand before it. Where a list follows a noun (*with many states,
    including Chad and Togo*), the word is that of the trigger or its object.
    """
    named = [p for p in participants if p.text]
    places = [word.i for p in named if (word := _preposition(words[p.head]))] or list(_of_trigger(trigger))
    if not places:
        return ()
    place = min(places)
    partners = dict.fromkeys(party for p in named if p.head > place for party in p.party_ids)
    others = {party for p in participants if not p.text or p.head < place for party in p.party_ids} - set(partners)
    return tuple(sorted(partners)) if others and len(others) + len(partners) > 2 else ()


def _of_trigger(trigger: Word) -> Iterator[int]:
    """The places of such words below the trigger or its objects."""
    for below in (trigger, *(child for child in trigger.children if child.dep_ in labels.OBJECT)):
        yield from (child.i for child in below.children if child.lower_ in WORDS.partners.prepositions)


def _preposition(word: Word) -> Word | None:
    """The word like *with* that a name hangs on, through the names it is listed with."""
    while word.head is not word:
        word = word.head
        if word.lower_ in WORDS.partners.prepositions:
            return word
        if word.pos_ in labels.VERBAL:
            return None
    return None
