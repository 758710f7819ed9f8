"""Dates that people write by themselves: in metadata, in a review, in figures."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.text import DateError, order_of, parse_day


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1995", "1995"),
        ("1995-05", "1995-05"),
        ("20230514", "2023-05-14"),
        ("2023/5/14", "2023-05-14"),
        ("14 May 2023", "2023-05-14"),
        ("May 14, 2023", "2023-05-14"),
        ("Sunday, 14 May 2023", "2023-05-14"),
        ("14th of May 2023", "2023-05-14"),
        ("Sept. 2023", "2023-09"),
        ("14/5/2023", "2023-05-14"),
        ("5/14/2023", "2023-05-14"),
        ("5/5/2023", "2023-05-05"),
        ("3.4.2023", "2023-04-03"),
        ("14 mai 2003", "2003-05-14"),
        ("1er janvier 1980", "1980-01-01"),
        ("3 de marzo de 1994", "1994-03-03"),
        ("12. Dezember 1991", "1991-12-12"),
        ("1 января 1992", "1992-01-01"),
        ("7 listopada 1918", "1918-11-07"),
        ("25 жніўня 1991", "1991-08-25"),
        ("Maggio 1968", "1968-05"),
    ],
)
def test_a_date_keeps_the_precision_that_it_was_written_with(written: str, iso: str) -> None:
    assert parse_day(written).iso == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "today",
        "yesterday",
        "5 days ago",
        "May",
        "14 May",
        "1991-13",
        "1991-00",
        "31 Feb 1999",
        "0 May 1999",
        "3 men 1990",
        "13/13/1999",
        "00/05/1999",
    ],
)
def test_what_is_no_full_date_is_refused_and_nothing_comes_from_today(written: str) -> None:
    with pytest.raises(DateError, match="is no date: write 1991"):
        parse_day(written)


def test_a_date_that_may_be_two_is_asked_for() -> None:
    with pytest.raises(DateError, match="write 1999-04-03 or 1999-03-04"):
        parse_day("3/4/1999")


@given(day=st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)))
def test_any_day_is_read_in_figures_and_in_words(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y"):
        assert parse_day(day.strftime(form)).iso == day.isoformat()


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ([(25, 12), (3, 4)], "day first"),
        ([(12, 25), (3, 4)], "month first"),
        ([(25, 12), (12, 25)], None),
        ([(3, 4), (5, 5)], None),
        ([(40, 50)], None),
        ([], None),
    ],
)
def test_the_order_of_a_document_is_told_by_its_unambiguous_dates(dates: list[tuple[int, int]], order: str | None) -> None:
    assert order_of(dates) == order


def test_english_dates_do_not_load_dateparser() -> None:
    code = (
        "import sys; from verbale.extractors.text import parse_day; parse_day('14 May 2023'); print('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
