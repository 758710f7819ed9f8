"""Does an event tell how things stand now, or how they stood? By the verb at its trigger, and by words of lasting."""

from __future__ import annotations

import re
from functools import cache

from verbale.extractors.schema import Event
from verbale.extractors.tables.relations.state_types import STATES

_SIGN = re.compile(r"[,;:.()\[\]\"“”]")
_STOP = re.compile(r"[;:.]\s")
_WORD = re.compile(r"[\w’'-]+")
_NEAR = 6  # words up to the trigger among which its verb may stand: *has always been a good partner*
LASTING, PRESENT, PAST = "lasting", "present", "past"


def tense(event: Event) -> str:
    """``lasting``, ``present`` or ``past``; empty where the words do not say.

    What *was so ever since* lasts. A finite verb of the present among the words before the trigger, or the trigger itself,
    goes before one of the past (*has maintained*); of a noun that none stands before, a verb of the present behind it counts.
    """
    if _lasts().search(event.quote.lower()):
        return LASTING
    at, end = event.trigger_start - event.quote_start, event.trigger_end - event.quote_start
    before, trigger, after = (part.lower() for part in (event.quote[: max(0, at)], event.trigger, event.quote[max(0, end) :]))
    near = _finite(f"{_own_clause(before, last=True)} {trigger}")[-_NEAR:]
    words = STATES.tense
    if not words.present.isdisjoint(near):
        return PRESENT
    if is_throughout(event):
        return PAST
    if not words.past.isdisjoint(near):
        return "" if _WORD.findall(after)[:1] == ["by"] else PAST
    behind = _finite(_own_clause(after, last=False))
    verb = next((word for word in behind if word in words.present or word in words.past), "")
    return PRESENT if verb in words.present else ""


def is_throughout(event: Event) -> bool:
    """Whether the date tells of days on all of which it was so: *throughout the 1950s and 1960s*."""
    before = event.quote.lower().partition(event.date_text.lower())[0] if event.date_text else ""
    return bool(_throughout().search(_STOP.split(before)[-1]))


def _own_clause(text: str, last: bool) -> str:
    """What stands beside the trigger, up to the next sign or word that begins another clause."""
    return _clauses().split(_SIGN.split(text)[-1 if last else 0])[-1 if last else 0]


def _finite(text: str) -> list[str]:
    """The words, without verbs behind *to* or *would*, which tell of no time."""
    return _WORD.findall(_infinitive().sub(" ", text))


@cache
def _lasts() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(STATES.tense.lasting)))})\b")


@cache
def _throughout() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(STATES.tense.throughout))})\b")


@cache
def _clauses() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(STATES.tense.clauses))})\b")


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(STATES.tense.modals))})\s+[\w'-]+")
