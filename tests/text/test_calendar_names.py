"""Names of months and weekdays stand once for all rooms."""

from __future__ import annotations

import calendar

from verbale.extractors.text import FOREIGN_MONTHS, MONTHS, WEEKDAYS


def test_english_names_are_numbered_as_the_calendar_does() -> None:
    assert all(MONTHS[name.lower()] == number for number, name in enumerate(calendar.month_name) if name)
    assert all(MONTHS[name.lower()] == number for number, name in enumerate(calendar.month_abbr) if name)
    assert all(WEEKDAYS[name.lower()] == number for number, name in enumerate(calendar.day_name, start=1))


def test_names_of_other_languages_know_their_language() -> None:
    assert (FOREIGN_MONTHS["stycznia"], FOREIGN_MONTHS["mai"], FOREIGN_MONTHS["enero"]) == (("pl", 1), ("de", 5), ("es", 1))
    assert not FOREIGN_MONTHS.keys() & MONTHS.keys()
