"""Any date in any supported written form round-trips; no input makes the tagger raise or take more than linear time."""

from __future__ import annotations

import calendar
import datetime as dt
import sys
from functools import lru_cache
from types import FrameType

import edtf as reference
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.parse.parsed import parse
from verbale.extractors.schema import Block, Document
from verbale.extractors.text import FOREIGN_MONTHS
from verbale.extractors.timex import find_timexes
from verbale.extractors.timex.calendar.notation import days, edtf, timex3_value
from verbale.extractors.timex.calendar.points import Point, bounds, shift, valid
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.patterns import load_patterns
from verbale.extractors.timex.resolve.meanings import meanings
from verbale.extractors.timex.tagger import lower

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31))
MONTHS = list(calendar.month_name)[1:]
ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@lru_cache(maxsize=1)
def tokenizer() -> spacy.language.Language:
    """Tokens without a parse: what the tagger must survive, and quick enough to fuzz."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


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


@given(day=DAYS, count=st.integers(-400, 400))
def test_counting_there_and_back_returns(day: dt.date, count: int) -> None:
    point = Point("day", day.year, day.month, day.day)
    there = shift(point, "D", count)
    assert there is not None and shift(there, "D", -count) == point


POINTS = st.one_of(
    st.builds(Point, st.just("year"), st.integers(1, 2199) | st.integers(-3000, -1)),
    st.builds(lambda d: Point("month", d.year, d.month), DAYS),
    st.builds(lambda d: Point("day", d.year, d.month, d.day), DAYS),
    st.builds(lambda y: Point("decade", y * 10), st.integers(100, 219)),
    st.builds(lambda y: Point("century", y * 100), st.integers(10, 21)),
    st.builds(
        Point, st.just("season"), st.integers(1000, 2199), st.just(0), st.just(0), st.sampled_from(["SP", "SU", "FA", "WI"])
    ),
)


@given(point=POINTS)
def test_edtf_is_read_by_the_reference_package(point: Point) -> None:
    """The edtf package parses every string that the emitter writes, and, where it bounds it strictly, to the same first day."""
    text = edtf(point)
    parsed = reference.parse_edtf(text)
    if point.year > 0 and point.unit in ("year", "month", "day", "decade", "century"):
        first = parsed.lower_strict()
        assert (first.tm_year, first.tm_mon, first.tm_mday) == bounds(point)[0]


@pytest.mark.parametrize("text", ["1995/..", "../2001", "1998~", "1992/1995", "2001-05/..", "199X", "18XX", "1995-22", "-0043"])
def test_the_edtf_forms_that_the_tables_use_are_valid(text: str) -> None:
    assert str(reference.parse_edtf(text)) == text


@given(point=POINTS)
def test_days_are_in_order(point: Point) -> None:
    assert valid(point)
    first, last = days(point)
    assert first <= last if point.year > 0 else first and last


FRAGMENTS = (
    "the 12 May 1995 1995-99 BC of early late end next last three years later Monday 's - ( ) , . 31 0 9999 İ ß 1. 1/1/1 in "
    "until January 1990s 20th century night summer a day after 5:30 pm Christmas q1"
)
MIXED = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=40).map(" ".join)


@given(text=st.text(max_size=200) | MIXED)
def test_no_input_makes_the_tagger_raise(text: str) -> None:
    blocks = (Block(0, len(text), False, ""),) if text.strip() else ()
    for date in ("", "2012-02-28"):
        parsed = parse(tokenizer(), Document("d", "", document_date=date, text=text, blocks=blocks))
        for timex in find_timexes(parsed):
            assert text[timex.char_start : timex.char_end] == timex.text


@pytest.mark.parametrize(
    "piece", ["the end of ", "12 May ", "1995-", "in 1995 and ", "the early late mid ", "a ", "1,", "three years ", "'"]
)
def test_work_grows_linearly(piece: str) -> None:
    """Twice the text, twice the calls of functions (regular expressions included): no pattern looks back over what was read."""
    list(find("12 may", [(0, 6)], meanings))
    small, large = (calls_on(lower(piece * count)) for count in (500, 1_000))
    assert large <= 2.1 * small


def calls_on(text: str) -> int:
    """The calls that reading a text takes, of Python's functions and of those written in C."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        list(find(text, [(0, len(text))], meanings))
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("text", ["a" * 5_000, "1" * 5_000, "1," * 2_500, "-" * 5_000, "the " * 1_250, "first " * 800])
def test_no_pattern_reads_far(text: str) -> None:
    """Whatever stands behind a place, a pattern that is tried there reads a bounded number of words."""
    for pattern in load_patterns():
        match = pattern.regex.match(text)
        assert match is None or len(match.group().split()) <= 10, pattern.kind
