"""Kinds of temporal expressions that are easily missed or misread, each with sentences of its own.

``{surface|TIMEX3 value}``; whatever is not marked must have no day of its own.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.timex.test_tagger import tagged, unmarked

QUARTERS = [
    "In {the third quarter of 1988|1988-Q3} Norway closed its consulate.",
    "In {Q3 1988|1988-Q3} Norway lifted the embargo.",
    "Norway imposed the duty in {the 1988 second quarter|1988-Q2}.",
    "Exports fell in {the fourth quarter of 1997|1997-Q4}.",
    "Exports fell in {1997's fourth quarter|1997-Q4}.",
    "Exports fell in {1999|1999}. In {the first quarter|1999-Q1} they had risen.",
    "Exports fell in {first-quarter 1999|1999-Q1}.",
    "Norway held {third quarter 1988|1988-Q3} talks in Oslo.",
    "In {May 1988|1988-05} they met. {The third-quarter|1988-Q3} talks failed.",
    "They took the fourth quarter of the city.",
]
IN_WORDS = [
    "Norway left in {nineteen ninety-six|1996}.",
    "Norway left in {nineteen forty|1940} and came back in {nineteen forty-five|1945}.",
    "Since {nineteen oh five|1905} the two have been apart.",
    "Norway fought in {eighteen hundred and twelve|1812}.",
    "It was founded in {two thousand and eight|2008}.",
    "It was founded in {two thousand eight|2008}.",
    "It was dissolved in {twenty fourteen|2014}.",
    "They had planned it for {twenty twenty-one|2021}.",
    "By the {year two thousand|2000} it was gone.",
    "Norway sent two thousand and eight men.",
    "They elected twenty ten-year-olds.",
]
ENDS = [
    "They agreed in {May 1994|1994-05} to leave by {month's end|1994-05}.",
    "They agreed in {May 1994|1994-05} to leave by {year-end|1994}.",
    "They agreed in {May 1994|1994-05} to leave by {the year's end|1994}.",
    "They agreed in {May 1994|1994-05} to leave by {the month's end|1994-05}.",
    "They agreed in {May 1994|1994-05} to leave by {year end|1994}.",
    "They agreed in {May 1994|1994-05} to leave by {end-June|1994-06}.",
    "They left at {end-1994|1994}.",
    "Norway granted it in {fiscal year 1998|1998}.",
    "Norway granted it in {fiscal 1998|1998} and in {FY 1999|1999}.",
    "Norway granted it in {the 1998 fiscal year|1998} and in {FY 01|2001}.",
    "Norway granted it in {financial year 1998|1998}.",
]
CLOCKS = [
    "The envoy left at {9 a.m. on 3 May 2011|2011-05-03T09:00}.",
    "The envoy left at {9:30 p.m. GMT on 3 May 2011|2011-05-03T21:30}.",
    "The envoy left at {1400 GMT on 3 May 2011|2011-05-03T14:00}.",
    "The envoy left at {0600 hours on 3 May 2011|2011-05-03T06:00}.",
    "The envoy left at {21:30 UTC, 3 May 2011|2011-05-03T21:30}.",
    "The envoy left on {3 May 2011|2011-05-03} at {10 a.m.|2011-05-03T10:00}.",
    "The envoy left at {10 a.m.|2011-05-03T10:00} ({0800 GMT|2011-05-03T08:00}) on {3 May 2011|2011-05-03}.",
    "The envoy left around {3 p.m. local time on 3 May 2011|2011-05-03T15:00}.",
]
NUMBERS = [
    "UNSCR 1483 lifted the ban.",
    "Resolutions 1970 and 1973 imposed the ban.",
    "The Council adopted resolutions 1803, 1810, and 1929.",
    "The Council adopted resolution 1973 ({2011|2011}) on Libya.",
    "S/RES/1973 imposed the ban.",
    "Directive 1907 and paragraph 1648 stand.",
    "A man in his 80s attacked them.",
    "The minister, in his fifties, left.",
    "Soldiers in their early 20s came.",
    "Carlos Soto, 45, was arrested.",
]
MARCHES = [
    "They joined the March on Lima.",
    "The March of the Living was banned.",
    "Norway's March on Lima failed.",
    "The Women's March in Oslo was banned.",
    "His March to the sea began.",
    "In {1998|1998} they voted. The {March|1998-03} elections were close.",
    "In {1998|1998} they met. Its {March|1998-03} summit with Sweden failed.",
    "They left in {March of 1998|1998-03}.",
]
RANGES = [
    ("They fought from 1992–1995.", "1992/1995"),
    ("They fought in 1992—95.", "1992/1995"),
    ("They occupied it, 1992 – 95.", "1992/1995"),
    ("They fought between 1992‐1995.", "1992/1995"),
    ("They fought from May − August 1992.", "1992-05/1992-08"),
    ("They talked on 3‑5 May 1992.", "1992-05-03/1992-05-05"),
    ("They talked from May 3 – June 2, 1992.", "1992-05-03/1992-06-02"),
    ("They talked from 28 May — 2 June 1992.", "1992-05-28/1992-06-02"),
]
COUNTED = [
    "They signed in {May 1997|1997-05}. {A year earlier|1996}, in {March|1996-03}, they had met.",
    "They signed in {May 1997|1997-05}. In {March|1996-03} {a year earlier|1996} they had met.",
    "They signed in {May 1997|1997-05}. {Two years later|1999}, in {June|1999-06}, they parted.",
    "They signed in {May 1997|1997-05}. {Two years later|1999} in {June|1999-06} they parted.",
    "They signed in {May 1997|1997-05}, after talks {a year earlier|1996}, in {August|1996-08}.",
    "They signed in {May 1997|1997-05}. {The year before|1996}, on {3 June|1996-06-03}, they had met.",
    "They signed in {May 1997|1997-05}. {The following year|1998}, in {March|1998-03}, they parted.",
    "They signed on {3 May 1997|1997-05-03}. {Ten years later|2007}, on {4 May|2007-05-04}, they parted.",
]
NAMES = [
    "They signed the Good Friday Agreement on {10 April 1998|1998-04-10}.",
    "They hold Easter Island and Christmas Island.",
    "The Prague Spring began in {1968|1968}.",
    "The Arab Spring alarmed them.",
    "Operation Desert Autumn began in {2003|2003}.",
    "The Winter War began on {30 November 1939|1939-11-30}.",
    "In {1916|1916} war came. On {Easter Monday|1916-04-24} Norway rose.",
    "On {Christmas Day 1998|1998-12-25} Norway left Peru.",
]
STRAY = [
    "In {1944|1944} they came. They lost it in {1916|1916} and {1917|1917}. In {March|1944-03} they left. {1945|1945} ended it.",
    "In {1944|1944} they came. They would join in {1995|1995} and {1999|1999}. In {May|1944-05} they left. {1945|1945} ended it.",
    "In {1944|1944} they came. Then came {1960|1960}. In {March|1960-03} they left. In {1961|1961} they returned.",
]


@pytest.mark.parametrize(
    "marked", [*QUARTERS, *IN_WORDS, *ENDS, *CLOCKS, *NUMBERS, *MARCHES, *COUNTED, *NAMES, *STRAY], ids=lambda marked: marked[:40]
)
def test_values(nlp: Language, marked: str) -> None:
    text, expected = unmarked(marked)
    _, timexes = tagged(nlp, text)
    dated = [t for t in timexes if t.date_start or t.date_end]
    assert [(t.char_start, t.char_end, t.timex3_value) for t in dated] == expected


@pytest.mark.parametrize(("text", "edtf"), RANGES)
def test_ranges_are_written_with_any_dash(nlp: Language, text: str, edtf: str) -> None:
    _, timexes = tagged(nlp, text)
    assert [(t.edtf, t.relation) for t in timexes] == [(edtf, "since"), (edtf, "until")]


@pytest.mark.parametrize(
    ("marked", "date"),
    [
        ("The envoy left at {9 a.m. Tuesday|2012-05-01T09:00}.", "2012-05-03"),
        ("The envoy left on {Tuesday|2012-05-01} at {9 a.m.|2012-05-01T09:00}.", "2012-05-03"),
        ("The envoy will leave at {9:30 p.m. GMT on Monday|2012-05-07T21:30}.", "2012-05-03"),
        ("The envoy left {last fall|2011-FA} and will return {next spring|2013-SP}.", "2012-05-03"),
        ("The army will leave by {year-end|2012}, he said on {Monday|2012-04-30}.", "2012-05-03"),
        ("The army will leave by {month's end|2012-05}, he said on {Monday|2012-04-30}.", "2012-05-03"),
    ],
)
def test_news(nlp: Language, marked: str, date: str) -> None:
    text, expected = unmarked(marked)
    _, timexes = tagged(nlp, text, date)
    assert [(t.char_start, t.char_end, t.timex3_value) for t in timexes] == expected


@pytest.mark.parametrize(
    ("text", "edtf", "mod"),
    [
        ("It fell before the end of 1991.", "../1991", "END"),
        ("It fell before mid-1991.", "../1991", "MID"),
        ("It fell before the beginning of 1991.", "../1990", "START"),
        ("It fell after early 1991.", "1991/..", "START"),
        ("It fell after the end of 1991.", "1992/..", "END"),
        ("It fell by the end of 1991.", "../1991", "END"),
        ("It fell in about 1830.", "1830~", "APPROX"),
        ("It fell around May 1830.", "1830-05~", "APPROX"),
        ("It fell in late May 1991.", "1991-05", "END"),
    ],
)
def test_parts_of_a_date_and_what_lies_before_them(nlp: Language, text: str, edtf: str, mod: str) -> None:
    _, (timex,) = tagged(nlp, text)
    assert (timex.edtf, timex.timex3_mod) == (edtf, mod)
