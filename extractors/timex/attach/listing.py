"""Dates in a list: ``in 2007 and 2009``, ``on 3 May, 5 June and 8 July``: as many times as there are dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.extractors.parse import Words
from verbale.extractors.schema import Timex

_LINK = re.compile(r"(?:, ?|,? and (?:again )?(?:in |on )?|, (?:in|on) )")
_UNITS = frozenset(("day", "month", "year"))
_FEWEST = 2


def listed(doc: Words, timexes: Sequence[Timex], place: int) -> list[Timex]:
    """The expressions of the list in which the one at ``place`` stands; empty where it is none.

    A list has an ``and`` and dates of one unit that go forward, each said of its own (no range, no ``since``).
    """
    first = last = place
    while first and _goes_on(doc, timexes[first - 1], timexes[first]):
        first -= 1
    while last + 1 < len(timexes) and _goes_on(doc, timexes[last], timexes[last + 1]):
        last += 1
    found = list(timexes[first : last + 1])
    if len(found) < _FEWEST or "and" not in doc.span_text(found[-2].end, found[-1].start):
        return []
    return found


def _goes_on(doc: Words, one: Timex, other: Timex) -> bool:
    alike = one.granularity == other.granularity and one.granularity in _UNITS and one.sentence_id == other.sentence_id
    alone = one.relation == other.relation == "on" and one.role == other.role == "event"
    between = doc.text[_end(doc, one) : doc[other.start].idx]
    return alike and alone and one.date_start < other.date_start and _LINK.fullmatch(between) is not None


def _end(doc: Words, timex: Timex) -> int:
    last = doc[timex.end - 1]
    return last.idx + len(last)
