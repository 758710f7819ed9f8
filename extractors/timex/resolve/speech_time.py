"""The moment that a text speaks from, where it is news: its document's date or its dateline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from verbale.extractors.text import is_dateline
from verbale.extractors.timex.calendar.points import day_point
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.surroundings import Window
from verbale.extractors.timex.resolve.text_order import Located

_FIRST_LINES = 3
_OPENING = 400  # characters in which a news text names its day
_LONG = 20_000
_DEICTIC = frozenset(("weekday", "D", "W", "WE", "M", "Y"))


def document_day(date: str) -> dt.date | None:
    """A document's date where it is a full day."""
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        return None


def speaks_from(speech: dt.date, found: Sequence[Located], view: Window) -> bool:
    """Whether a text is written from its date (news): its first dates name that day, or it counts from the moment of speech
    (weekdays, ``last year``), if only by opening with a day or month without a year, and is no long narrative of other years."""
    if any(meaning.point == day_point(speech) and meaning.start < _OPENING for meaning, _, _ in found[:3]):
        return True
    if len(view.text) >= _LONG:
        return False
    deictic = sum(_counts_from_speech(meaning) for meaning, _, _ in found) + _opens_without_year(found)
    points = [meaning.point for meaning, _, _ in found if meaning.point is not None]
    years = [point.year for point in points if point.unit in ("day", "month", "year")]
    near = sum(abs(year - speech.year) <= 1 for year in years)
    return deictic > 0 and (near * 2 >= len(years) or deictic * 4 >= len(years))


def _counts_from_speech(meaning: Meaning) -> bool:
    if meaning.kind == "partial":  # "last fall"
        return meaning.base == "speech" and bool(meaning.direction)
    return meaning.kind == "shift" and meaning.base == "speech" and meaning.unit in _DEICTIC


def _opens_without_year(found: Sequence[Located]) -> int:
    """How many days and months without a year stand before the first year of the text: a history says the year first."""
    bare = 0
    for meaning, _, heading in found:
        if meaning.point is not None and not heading:
            break
        bare += meaning.kind == "partial" and meaning.unit in ("day", "month") and not meaning.year_ref
    return bare


def dateline_day(view: Window, lines: Mapping[int, tuple[int, int]], found: Sequence[Located]) -> dt.date | None:
    """The day of a line among the first three that holds nothing but a place and a date (``OSLO, 28 February 2012``).

    ``lines``: number of a block -> its start and end in the reading view. None where several lines are dates: those are the
    headings of a chronology.
    """
    days = [(block, day) for meaning, block, _ in found if (day := _day_alone(view, *lines[block], meaning)) is not None]
    return days[0][1] if len(days) == 1 and days[0][0] < _FIRST_LINES else None


def _day_alone(view: Window, start: int, end: int, meaning: Meaning) -> dt.date | None:
    """The day that an expression names, where its line holds at most a place beside it."""
    point = meaning.point
    if point is None or point.unit != "day" or point.year < 1:
        return None
    return dt.date(point.year, point.month, point.day) if is_dateline(view.text[start:end]) else None
