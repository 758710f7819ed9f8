"""dateparser for the delimited core of a date: one language, absolute, in UTC, cached; never a search in text.

dateparser fills what it does not find from today's date, so only what was written is taken over, and everything that was
written must have been used: each group of digits is the day, the year or the month, else the core is unresolved.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from verbale.extractors.timex.calendar.points import Point

_SETTINGS = {"PARSERS": ["absolute-time"], "TIMEZONE": "UTC", "PREFER_DAY_OF_MONTH": "first", "PREFER_DATES_FROM": "past"}


@lru_cache(maxsize=8)
def _parser(language: str) -> Any:
    from dateparser.date import DateDataParser  # here, because its import takes half a second that most texts don't need

    return DateDataParser(languages=[language], settings=_SETTINGS)


@lru_cache(maxsize=4096)
def parse_core(text: str, language: str = "en") -> Point | None:
    """``parse_core("3 mars 1918", "fr")`` -> the day; ``("marca 1921", "pl")`` -> the month; None where not all is used."""
    data = _parser(language).get_date_data(text)
    if data is None or data.date_obj is None:
        return None
    date = data.date_obj
    groups = [int(group) for group in re.findall(r"\d+", text)]
    has_day = len(groups) == 2
    expected = [date.day, date.year] if has_day else [date.year]
    if sorted(groups) != sorted(expected):
        return None
    return Point("day", date.year, date.month, date.day) if has_day else Point("month", date.year, date.month)
