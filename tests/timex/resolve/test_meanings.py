"""Any date in any supported written form round-trips."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.text import FOREIGN_MONTHS
from verbale.extractors.timex.calendar.notation import timex3_value
from verbale.extractors.timex.calendar.points import Point
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.resolve.meanings import meanings
from verbale.extractors.timex.tagger import lower

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31))
MONTHS = list(calendar.month_name)[1:]
ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def read(text: str) -> list[Meaning]:
    low = lower(text)
    return list(find(low, [(0, len(low))], meanings))


FORMS = [
    "{d} {month} {y}",
    "{d} {month}, {y}",
    "{month} {d}, {y}",
    "{month} {d} {y}",
    "{d}{th} {month} {y}",
    "{month} {d}{th}, {y}",
    "the {d}{th} of {month} {y}",
    "{d} {short} {y}",
    "{short}{dot} {d}, {y}",
    "{weekday}, {d} {month} {y}",
    "{weekday}, {month} {d}, {y}",
    "{y:04d}-{m:02d}-{d:02d}",
    "{d} of {month}, {y}",
]


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_a_day_round_trips_in_every_written_form(form: str, day: dt.date) -> None:
    name = MONTHS[day.month - 1]
    fields = {"d": day.day, "m": day.month, "y": day.year, "th": ORDINAL.get(day.day, "th"), "weekday": day.strftime("%A")}
    text = form.format(month=name, short=name[:3], dot="." * (len(name) > 3), **fields)
    (meaning,) = read(f"It happened on {text}, they say.")
    assert meaning.point is not None
    assert timex3_value(meaning.point) == day.isoformat()


@pytest.mark.parametrize("form", ["{month} {y}", "{month}, {y}", "{month} of {y}", "{y:04d}-{m:02d}", "{short} {y}"])
@given(day=DAYS)
def test_a_month_round_trips_in_every_written_form(form: str, day: dt.date) -> None:
    name = MONTHS[day.month - 1]
    if "-" in form and day.month > day.year % 100 > day.month - 10:
        return  # 2006-07 is a range of years in prose
    text = form.format(m=day.month, y=day.year, month=name, short=name[:3])
    (meaning,) = read(f"It happened in {text}, they say.")
    assert meaning.point == Point("month", day.year, day.month)


@given(year=st.integers(1000, 2199))
def test_a_year_its_decade_and_its_parts_round_trip(year: int) -> None:
    (meaning,) = read(f"in {year},")
    assert meaning.point == Point("year", year)
    (decade,) = read(f"the {year - year % 10}s")
    assert decade.point == Point("decade", year - year % 10)
    (summer,) = read(f"in the summer of {year}")
    assert summer.point == Point("season", year, part="SU")
    (half,) = read(f"the second half of {year}")
    assert half.point == Point("half", year, part="2")


@given(year=st.integers(1, 3000))
def test_a_year_bc_round_trips(year: int) -> None:
    (meaning,) = read(f"in {year} BC")
    assert meaning.point == Point("year", -year)
    assert timex3_value(Point("year", -year)) == f"BC{year:04d}"


@pytest.mark.parametrize("language", ["de", "fr", "es", "pl", "ru"])
@given(day=DAYS)
def test_foreign_dates_round_trip(language: str, day: dt.date) -> None:
    names = {number: form for form, (code, number) in FOREIGN_MONTHS.items() if code == language}
    if day.month not in names:
        return  # written as in English or as in a language before
    link = " de " if language == "es" else ". " if language == "de" else " "
    year_link = " de " if language == "es" else " "
    (meaning,) = read(f"am {day.day}{link}{names[day.month]}{year_link}{day.year}")
    assert meaning.point == Point("day", day.year, day.month, day.day)
