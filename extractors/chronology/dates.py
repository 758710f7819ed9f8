"""A date as the tables hold it (EDTF) -> words: ``1991-12`` -> ``December 1991``."""

from __future__ import annotations

import calendar
import re

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PARTS = {33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter"}
_PARTS |= {37: "first third", 38: "second third", 39: "last third", 40: "first half", 41: "second half"}
_DATE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?")
_OPEN = ("", "..")


def in_words(edtf: str) -> str:
    """``1995/..`` -> ``since 1995``; what has another form stays as it is."""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if last in _OPEN:
            return f"since {in_words(first)}" if first not in _OPEN else ""
        if first in _OPEN:
            return f"up to {in_words(last)}"
        return f"{first}–{last}" if first.isdigit() and last.isdigit() else f"{in_words(first)} to {in_words(last)}"
    found = _DATE.fullmatch(edtf.rstrip("?~%"))
    if found is None:
        return edtf
    about = "about " if edtf[-1] in "?~%" else ""
    return about + _whole(_year(found[1]), int(found[2] or 0), found[3])


def _year(text: str) -> str:
    if text.endswith("XX"):
        return f"{text[:2]}00s"
    if text.endswith("X"):
        return f"{text[:3]}0s"
    number = int(text)
    return str(number) if number > 0 else f"{1 - number} BC"


def _whole(year: str, month: int, day: str | None) -> str:
    if month == 0:
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if month in _PARTS:
        return f"{_PARTS[month]} of {year}"
    if not 1 <= month <= 12:
        return f"{year}-{month}"
    return f"{int(day)} {calendar.month_name[month]} {year}" if day else f"{calendar.month_name[month]} {year}"
