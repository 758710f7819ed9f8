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
_FAR = 14  # words up to it in which the last verb counts where none stands near: *is one of the most important partners*
_NOUN = re.compile(r"\s(?:an?|its|one|the)\s")
LASTING, PRESENT, PAST = "lasting", "present", "past"


def tense(event: Event) -> str:
    """``lasting``, ``present`` or ``past``; empty where the words do not say.

    What *was so ever since* lasts. A finite verb of the present among the words before the trigger, or the trigger itself,
    goes before one of the past (*has maintained*); of a noun that none stands near before, a verb of the present behind it
    counts, and then the last one farther before it (*is a neighbour and one of the largest of the partners*).
    """
    if _lasts().search(event.quote.lower()):
        return LASTING
    at, end = event.trigger_start - event.quote_start, event.trigger_end - event.quote_start
    before, trigger, after = (part.lower() for part in (event.quote[: max(0, at)], event.trigger, event.quote[max(0, end) :]))
    words, own = STATES.tense, _own_clause(before, last=True)
    near = _finite(f"{own} {trigger}")[-_NEAR:]
    if not words.present.isdisjoint(near):
        return PRESENT
    if is_throughout(event):
        return PAST
    if not words.past.isdisjoint(near):
        return "" if _WORD.findall(after)[:1] == ["by"] else PAST
    behind = _verbs(_own_clause(after, last=False))
    if behind:
        return PRESENT if behind[0] in words.present else ""
    far = _verbs(_whole_clause(before, own))
    return "" if not far else PRESENT if far[-1] in words.present else PAST


def is_throughout(event: Event) -> bool:
    """Whether the date tells of days on all of which it was so: *throughout the 1950s and 1960s*."""
    return bool(_throughout().search(_STOP.split(_before_date(event))[-1]))


def is_of_another(event: Event) -> bool:
    """Whether the date is that of something else, before or after which it was so: *after the coup in 1990 ties were poor*."""
    before = _before_date(event)
    end = event.trigger_end - event.quote_start
    before = before[end:] if 0 < end <= len(before) else before
    return bool(_of_another().search(_SIGN.split(before)[-1]))


def _before_date(event: Event) -> str:
    """The quote up to the words of its date, in small letters; nothing without a date."""
    return event.quote.lower().partition(event.date_text.lower())[0] if event.date_text else ""


def _own_clause(text: str, last: bool) -> str:
    """What stands beside the trigger, up to the next sign or word that begins another clause."""
    return _clauses().split(_SIGN.split(text)[-1 if last else 0])[-1 if last else 0]


def _whole_clause(before: str, own: str) -> str:
    """The last words of the clause before the trigger, with what a noun is joined to: *is a neighbour and the largest*."""
    whole = _SIGN.split(before)[-1]
    joined = own != whole and whole.removesuffix(own).endswith("and") and _NOUN.match(own) and not _verbs(own)
    words = _clauses().split(whole)[-2] if joined else own
    return " ".join(f"{words} {own if joined else ''}".split()[-_FAR:])


def _verbs(text: str) -> list[str]:
    """The finite verbs in it of which the data know the time."""
    return [word for word in _finite(text) if word in STATES.tense.present or word in STATES.tense.past]


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
def _of_another() -> re.Pattern[str]:
    """What happened on a date just before it, behind such words."""
    words = "|".join(sorted(STATES.tense.of_another))
    return re.compile(rf"\b(?:{words})\s+(?:[\w'’-]+\s+){{1,8}}?(?:in|of|on)\s+(?:the\s+)?$")


@cache
def _clauses() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(STATES.tense.clauses))})\b")


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(STATES.tense.modals))})\s+[\w'-]+")
