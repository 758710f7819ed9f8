"""The names of months and weekdays, read once from ``data/calendar.toml`` for all rooms. Forms are in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field

from verbale.extractors.data_files import Table, load

Forms = tuple[Annotated[str, Field(pattern=r"^[^\W\dA-Z]+$")], ...]


class CalendarNames(Table):
    """The languages of dates, and by language the forms of each month (January first) and of each weekday (Monday first).

    The full name comes first.
    """

    languages: tuple[Annotated[str, Field(pattern="^[a-z]{2}$")], ...]
    months: dict[str, Annotated[tuple[Forms, ...], Field(min_length=12, max_length=12)]]
    weekdays: dict[str, Annotated[tuple[Forms, ...], Field(min_length=7, max_length=7)]]


def _numbered(rows: Sequence[Forms]) -> dict[str, int]:
    return {form: number for number, forms in enumerate(rows, start=1) for form in forms}


_NAMES = load(CalendarNames, "calendar.toml")
LANGUAGES = _NAMES.languages
"""The languages that dates with the name of a month are read in, by ISO 639-1."""
MONTHS = _numbered(_NAMES.months["en"])
"""English forms (``march``, ``mar``) -> 1 to 12."""
WEEKDAYS = _numbered(_NAMES.weekdays["en"])
"""English forms (``tuesday``, ``tue``) -> 1 (Monday) to 7."""
FOREIGN_MONTHS = {
    form: (language, number)
    for language, rows in reversed(_NAMES.months.items())
    for form, number in _numbered(rows).items()
    if form not in MONTHS
}
"""Forms that are not English -> (language that writes them, 1 to 12); of several languages the first in the file."""


def any_of(words: Iterable[str]) -> str:
    """The inside of a regular expression's group that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


MONTH = rf"(?:{any_of(MONTHS)})(?!\w)\.?"
WEEKDAY = rf"(?:{any_of(WEEKDAYS)})(?!\w)\.?,?"
DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?(?!\w)"
"""Regular expressions for a month, a weekday, the number of a day (``Sept.``, ``tue,``, ``3rd``), to be matched in any case."""
