"""Datelines: where and when a dispatch was written (``OSLO, March 3 (AFP) - ``), and dates that stand as headings.

The one grammar for all rooms. A dateline that opens a paragraph becomes a block of its own (``Block.dateline``); others stand
alone on a line (``OSLO, 28 February 2012``).
"""

from __future__ import annotations

import re
from functools import cache

from verbale.extractors.data_files import Table, Words, load
from verbale.extractors.text.calendar_names import DAY_NUMBER, MONTH, WEEKDAY, any_of


class DatelineWords(Table):
    """``data/datelines.toml``."""

    agencies: Words


_UPPER = r"[^\W\da-z_]"
_DASH = r"(?:--|[-–—])"
_YEAR = r"\d{4}(?!\d)"
_DAY = rf"(?:{WEEKDAY}[ ])?(?:{DAY_NUMBER}[ ]{MONTH}|{MONTH}[ ]{DAY_NUMBER})(?:,?[ ]{_YEAR})?"
_CAPITALS = rf"{_UPPER}+(?:[.'’]+{_UPPER}+)*\.?"
_PLACE_IN_CAPITALS = rf"(?=.{_UPPER}|..{_UPPER}){_CAPITALS}(?:[ /-]{_CAPITALS}){{0,4}}"
_PLACE = rf"{_UPPER}(?:[^\W\d_]|[.'’])+(?:[ -]{_UPPER}(?:[^\W\d_]|[.'’])+){{0,3}}"
_REGION = rf"(?:,[ ]{_PLACE})?"
_AGENCY = r"\([^\W\d_][\w ./&-]{1,30}\)"
_KNOWN_AGENCY = rf"\((?:{any_of(load(DatelineWords, 'datelines.toml').agencies)})\)"
_HAS_DASH = re.compile(_DASH)
_LONGEST_OPENING = 120

_NUMERIC = r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d"
_DAY_OR_MONTH = (
    rf"(?:{DAY_NUMBER}\s+)?{MONTH}(?:\s+{DAY_NUMBER})?(?:\s*[-–—]\s*(?:\d{{1,2}}|{MONTH}))?,?(?:\s+\d{{4}})?"
    rf"|\d{{4}}(?:-\d\d)?(?:\s*[-–—/]\s*\d{{2,4}})?s?|{_NUMERIC}"
)
_DATE_HEADING = re.compile(rf"(?:[^\W\d_][^\d,]{{1,40}},\s*)?(?:{WEEKDAY}\s*)?(?:{_DAY_OR_MONTH})[.:]?", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(
    rf"(?:{_PLACE}{_REGION},?[ ])?(?:{_DASH}[ ]?|\()?(?i:{_DAY}|{_NUMERIC})[.:)]?"
    rf"(?:[ ]?(?:{_DASH}|\()[ ]?[\w.][\w. ]{{0,20}}\)?)?"
)
_LONGEST_LINE = 60


def opening_dateline(text: str, start: int, end: int) -> tuple[int, int] | None:
    """(end of the dateline, start of the report) of a paragraph that opens with one; None where it does not."""
    last = min(end, start + _LONGEST_OPENING)
    match = _opening().match(text, start, last) if _HAS_DASH.search(text, start, last) else None
    return (match.end("line"), match.end()) if match and match.end() < end else None


@cache
def _opening() -> re.Pattern[str]:
    """Compiled, which takes its time, for the first paragraph with a dash in its beginning.

    Capitals, a day or an agency tell a dateline from the name that a sentence begins with.
    """
    return re.compile(
        rf"(?P<line>{_PLACE_IN_CAPITALS}{_REGION}(?:,?[ ](?i:{_DAY})(?:[ ]{_AGENCY})?|[ ]{_AGENCY}|(?<!\.)(?=[ ]))"
        rf"|{_PLACE}{_REGION}(?:,[ ](?i:{_DAY})(?:[ ]{_AGENCY})?|[ ]{_KNOWN_AGENCY}))"
        rf"[ ]?{_DASH}[ ]+(?=[^\Wa-z_]|[\"“‘'])"
    )


def is_date_heading(line: str) -> bool:
    """``25 August 2008``, ``MINSK, 28 February 2012``, ``1917`` alone on a line."""
    return len(line) <= _LONGEST_LINE and _DATE_HEADING.fullmatch(line.strip()) is not None


def is_dateline(line: str) -> bool:
    """A day, with a place or an agency perhaps, alone on a line: ``OSLO, 28 February 2012``, ``Lima (3 March 1994)``."""
    return len(line) <= _LONGEST_LINE and _PLACE_AND_DAY.fullmatch(line.strip()) is not None
