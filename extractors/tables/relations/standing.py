"""What the words around the trigger say of how a state stands: that it is over, that it is there already, or that it falls short
of what its type tells of.

Only the words of the same stretch count, up to the next comma or other sign: *Peru, formerly a member* is over, and of *the
former colony is a member* only the colony is former.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from verbale.extractors.schema import Event
from verbale.extractors.tables.relations.state_types import STATES
from verbale.extractors.tables.relations.tense import is_throughout

_BEHIND = re.compile(r"\s(?:for|in|of|to)\s")
_SIGN = re.compile(r"[,;:.()\[\]\"“”]")
_BEFORE = 4  # words in which an adverb may stand before the trigger: *formerly was a full member*
_AFTER = 3  # words after it: *holds the observer status*


def is_over(event: Event) -> bool:
    """Whether words before the trigger say that the state is over.

    The adjective belongs to the noun itself: of a type that tells how things stand with one word between at most (*a former
    founding member*), of a deed with none, since there the word between may be who does it (*the former ruler recognised*).
    """
    before, lasts = _before(event), event.relation_type in _holding()
    adverbs = _either((*STATES.over.adverbs, *(STATES.over.adverbs_of_lasting if lasts else ())))
    return bool(_last(STATES.over.adjectives, int(lasts)).search(before) or _last(adverbs, _BEFORE).search(before))


def is_there(event: Event) -> bool:
    """Whether it tells that the state is there, not that it begins: *is a member*, *maintains an embassy*, *extended its ban*."""
    if event.relation_type in _holding():
        return not _founding().search(_before(event))
    return _is_one(event, "lasting") or _is_one(event, "partly") or (event.relation_type in _beginning() and is_throughout(event))


def is_deed(event: Event) -> bool:
    """Whether it tells of something done, though the state is there already: *extended its ban*, *eased its ban*."""
    return not is_there(event) or _is_one(event, "deeds") or _is_one(event, "partly")


def begins_anew(event: Event) -> bool:
    """Whether it tells that the state began again: *was readmitted*, *reopened its embassy*."""
    return _is_one(event, "anew")


def _is_one(event: Event, which: str) -> bool:
    """Whether the trigger is one of some words of the state that its type begins or ends."""
    return not _words(which).get(event.relation_type, frozenset()).isdisjoint(event.trigger.lower().split())


def falls_short(event: Event) -> bool:
    """Whether the trigger, or a word beside it, says so: *observer member*, *joined as an observer*, *takes part by treaty*."""
    return _is_beside(event, _words_of("short_of").get(event.relation_type, ())) or _takes_part_by_way_of(event)


def _takes_part_by_way_of(event: Event) -> bool:
    means = _words_of("by_way_of").get(event.relation_type, ())
    return bool(means) and _is_one(event, "taking_part") and bool(_means(means).search(_after(event)))


def tells_else(event: Event) -> bool:
    """Whether it tells of something else than its type: that it has not come to it (*decision to join*), or what a word beside
    the trigger says (*became the seat of*, *recognised the border*)."""
    begun = event.relation_type in _beginning() and event.modality == "asserted"
    if begun and _last(STATES.pending.words, 1).search(_before(event)):
        return True
    return _is_beside(event, _words_of("other").get(event.relation_type, ()))


def is_other(event: Event, text: str) -> bool:
    """Whether what stands for the object is something else that only bears its name: *the UN force*, *a force of the UN*."""
    words = _words_of("other_objects").get(event.relation_type, ())
    return _BEHIND.split(text)[0].split()[-1:] in [[word] for word in words]


def befalls(event: Event, text: str) -> bool:
    """Whether what is asked for befalls whom the text names, who is not asked then: *lobbied for Peru's removal*."""
    if event.relation_type not in STATES.befalling.types or not text:
        return False
    nouns = "|".join(sorted(STATES.befalling.nouns))
    return bool(re.search(rf"\bfor\s+(?:the\s+)?{re.escape(text.lower())}['’]s?\s+(?:\S+\s+)?(?:{nouns})\b", event.quote.lower()))


def _is_beside(event: Event, words: tuple[str, ...]) -> bool:
    return bool(words) and bool(
        _last(words, 0).search(_before(event))
        or re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", f"{_antecedent(event)} {event.trigger.lower()}")
        or _first(words, _AFTER).match(_after(event))
        or _as_one(words).search(_after(event))
    )


def _before(event: Event) -> str:
    return _stretches(event)[-1]


def _antecedent(event: Event) -> str:
    """What a relative clause says has ended: the words before its sign (*took the chair, which it gave up*)."""
    earlier, own = ["", *_stretches(event)][-2:]
    ends = event.relation_type not in _beginning() | _holding()
    return earlier if ends and own.split()[:1] == ["which"] else ""


def _stretches(event: Event) -> list[str]:
    return _SIGN.split(event.quote[: max(0, event.trigger_start - event.quote_start)].lower())


def _after(event: Event) -> str:
    return _SIGN.split(event.quote[max(0, event.trigger_end - event.quote_start) :].lower())[0]


@cache
def _holding() -> frozenset[str]:
    """The types that tell how things stand."""
    return STATES.lasting.union(*(state.holds for state in STATES.states))


@cache
def _words_of(which: str) -> dict[str, tuple[str, ...]]:
    """Type that begins, holds or ends a state -> the state's words of a kind: what ends less than it falls short of its end."""
    told = {state: getattr(state, which) for state in STATES.states}
    return {name: words for state, words in told.items() if words for name in (*state.opening, *state.ends)}


@cache
def _words(which: str) -> dict[str, frozenset[str]]:
    """Type that begins a state, or that ends it partly, or tells that it is there -> the state's words of a kind."""
    types = {"partly": "ends", "taking_part": "holds"}
    told = {
        state: getattr(state, types[which]) if which in types else (*state.starts, *state.restarts) for state in STATES.states
    }
    return {name: getattr(state, which) for state, names in told.items() for name in names}


@cache
def _beginning() -> frozenset[str]:
    """The types that begin a state."""
    return frozenset(name for state in STATES.states for name in (*state.starts, *state.restarts))


@cache
def _founding() -> re.Pattern[str]:
    """*was a founding*, *became one of the original*, with a word more before the noun at most."""
    verbs, adjectives = ("|".join(map(re.escape, sorted(words))) for words in (STATES.founding.verbs, STATES.founding.adjectives))
    return re.compile(rf"\b(?:{verbs})\s+(?:\S+\s+){{0,3}}(?:{adjectives})\s+(?:\S+\s+)?$")


def _either(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


@cache
def _last(words: Iterable[str], between: int) -> re.Pattern[str]:
    """One of the words at the end, with so many others after it at most."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})\s+(?:\S+\s+){{0,{between}}}$")


@cache
def _first(words: Iterable[str], between: int) -> re.Pattern[str]:
    """One of the words at the beginning, with fewer than so many others before it."""
    return re.compile(rf"\s+(?:\S+\s+){{0,{between - 1}}}(?:{'|'.join(map(re.escape, words))})s?\b")


@cache
def _means(words: Iterable[str]) -> re.Pattern[str]:
    """*through bilateral treaties*, *by agreement*, however far from the trigger."""
    return re.compile(rf"\b(?:by|through|via)\s+(?:\S+\s+){{0,3}}?(?:{'|'.join(map(re.escape, words))})\b")


@cache
def _as_one(words: Iterable[str]) -> re.Pattern[str]:
    """*as an observer*, *as a full dialogue partner*, however far from the trigger."""
    return re.compile(rf"\bas\s+(?:an?\s+)?(?:\S+\s+)?(?:{'|'.join(map(re.escape, words))})s?\b")
