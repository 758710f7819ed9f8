"""The dates that reviewers write, and the days they allow."""

from __future__ import annotations

import json

import edtf as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review import scripts
from verbale.review.log.edtf import FORMS, EdtfError, days, normalised


@pytest.mark.parametrize(
    ("text", "start", "end", "granularity"),
    [
        ("", "", "", ""),
        ("1991", "1991-01-01", "1991-12-31", "year"),
        ("1991-12", "1991-12-01", "1991-12-31", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("2000-02-29", "2000-02-29", "2000-02-29", "day"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("18XX", "1800-01-01", "1899-12-31", "century"),
        ("1991-21", "1991-03-01", "1991-05-31", "season"),
        ("1991-24", "1991-12-01", "1992-02-29", "season"),
        ("1991-33", "1991-01-01", "1991-03-31", "quarter"),
        ("1991~", "1991-01-01", "1991-12-31", "year"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15", "day"),
        ("1991/1993-05", "1991-01-01", "1993-05-31", "year"),
        ("1995/..", "1995-01-01", "", "year"),
        ("../2001-03", "", "2001-03-31", "month"),
        ("1991-12/1992-01?", "1991-12-01", "1992-01-31", "month"),
    ],
)
def test_days_of_a_date(text: str, start: str, end: str, granularity: str) -> None:
    found = days(text)
    assert (found.start, found.end, found.granularity) == (start, end, granularity)


@pytest.mark.parametrize(
    "text",
    ["91", "1991-13", "1991-02-29", "1991-00", "199X-03", "1993/1991", "../..", "/", "today", "1991-12-08T10:00", "1-1-1991"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(EdtfError):
        days(text)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("", ""),
        ("1991/1993-05", "1991/1993-05"),
        ("199X", "199X"),
        ("14 May 2023", "2023-05-14"),
        ("May 2023", "2023-05"),
        ("14/5/2023", "2023-05-14"),
        ("14. Mai 2023", "2023-05-14"),
        ("after December 1991", "1991-12/.."),
        ("Since 1991", "1991/.."),
        ("before 14 May 2023", "../2023-05-14"),
        ("until 199X", "../199X"),
    ],
)
def test_a_date_in_words_or_figures_becomes_edtf(written: str, edtf: str) -> None:
    assert normalised(written) == edtf


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("3/4/2023", "write 2023-04-03 or 2023-03-04"),
        ("yesterday", "is no date: write 1991"),
        ("yesterday", r"1991-12/\.\. \(since\)"),
        ("after 3/4/2023", "write 2023-04-03 or 2023-03-04"),
        ("after 1991/1993", "an interval already"),
        ("by " * 5000 + "1991", "is no date"),
        ("1991-13", "there is no month 13"),
    ],
)
def test_what_is_no_date_or_may_be_two_is_asked_for(written: str, problem: str) -> None:
    with pytest.raises(EdtfError, match=problem):
        normalised(written)


def test_the_page_reads_dates_as_the_log_does() -> None:
    written = ["after December 1991", "since 1991", "before 14 May 2023", "until 199X", "May 2023", "14/5/2023"]
    wrong = ["after 3/4/2023", "after 1991/1993", "after today", "after 1991-13", "by by 1991"]
    asked = f"{json.dumps(written + wrong)}.map((text) => [edtfOf(text), edtfProblem(text)])"
    shown = scripts.evaluate({}, ("edtf",), asked, "const dayNumber = (iso) => Number(iso.slice(0, 4));")
    assert [edtf for edtf, _ in shown[: len(written)]] == [normalised(text) for text in written]
    assert [problem for _, problem in shown[: len(written)]] == [""] * len(written)
    assert all(problem for _, problem in shown[len(written) :])
    assert shown[len(written)][1] == "which is the month? Write 2023-04-03 or 2023-03-04" and FORMS in shown[len(written) + 2][1]


@given(st.integers(1000, 9999), st.integers(0, 12), st.integers(0, 31), st.sampled_from(["", "?", "~", "%"]))
def test_agrees_with_the_edtf_library(year: int, month: int, day: int, qualifier: str) -> None:
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "") + qualifier
    try:
        found = days(text)
    except EdtfError:
        if month and day:
            assert day > 28
        return
    parsed = reference.parse_edtf(text)
    assert (
        f"{parsed.lower_strict().tm_year:04d}-{parsed.lower_strict().tm_mon:02d}-{parsed.lower_strict().tm_mday:02d}"
        == found.start
    )
    assert (
        f"{parsed.upper_strict().tm_year:04d}-{parsed.upper_strict().tm_mon:02d}-{parsed.upper_strict().tm_mday:02d}" == found.end
    )
