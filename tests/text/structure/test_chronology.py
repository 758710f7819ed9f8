"""Lines that open with a date of their own, and lines that only look like it."""

from __future__ import annotations

import pytest

from tests.text.written import BODY, marked, views
from verbale.extractors.text import make_document
from verbale.extractors.text.structure.chronology import holds_clause, is_date, opening_date


@pytest.mark.parametrize(
    ("line", "date", "rest"),
    [
        ("1992 – Chad joins it", "1992", "Chad joins it"),
        ("1992: Chad joins it", "1992", "Chad joins it"),
        ("* 1992: joins the bank", "1992", "joins the bank"),
        ("**1992:** Chad joins it", "1992", "Chad joins it"),
        ("'''3 May 1992''' – Chad joins it", "3 May 1992", "Chad joins it"),
        ("1992/93: Chad joins it", "1992/93", "Chad joins it"),
        ("Early May 1992: Chad joins it", "Early May 1992", "Chad joins it"),
        ("3–5 May 1992. Chad joins it", "3–5 May 1992", "Chad joins it"),
        ("3rd of May 1992 - Chad joins it", "3rd of May 1992", "Chad joins it"),
        ("1992, 3 May: Chad joins it", "1992, 3 May", "Chad joins it"),
        ("Mar. 3, 1992: Chad joins it", "Mar. 3, 1992", "Chad joins it"),
        ("March 3: Chad joins it", "March 3", "Chad joins it"),
        ("2 May 1982 - 5 June 1982: Chad joins it", "2 May 1982 - 5 June 1982", "Chad joins it"),
        ("1992-05-03\tChad joins it", "1992-05-03", "Chad joins it"),
        ("3 May 1992 | Chad joins it", "3 May 1992", "Chad joins it"),
    ],
)
def test_a_date_opens_an_entry(line: str, date: str, rest: str) -> None:
    found = opening_date(line, 0, len(line))
    assert found is not None
    assert (line[found.date_start : found.date_end], line[found.rest :]) == (date, rest)


@pytest.mark.parametrize(
    "line",
    [
        "1992 was a good year for Chad", "1992, Chad joined it", "1995 - the year of the coup - was bad", "12. Chad joined it",
        "1,500 - so many men left", "10:30: Chad left it", "May. Chad left it", "1939-1945",
        "In May Chad left it", "in 1969. Chad left it",
    ],
)  # fmt: skip
def test_no_entry(line: str) -> None:
    assert opening_date(line, 0, len(line)) is None


def test_date_and_clause_are_blocks_of_one_row() -> None:
    text = f"== Ties ==\n1992 – Chad joins the bank\n1993 – Talks with Mali\n\n{BODY}\n"
    blocks = make_document("d", text).blocks
    assert [(text[b.char_start : b.char_end], b.lead, b.row, b.section) for b in blocks[1:]] == [
        ("1992", True, 1, "Ties"),
        ("Chad joins the bank", False, 1, "Ties"),
        ("1993", True, 2, "Ties"),
        ("Talks with Mali", False, 2, "Ties"),
        (BODY, False, 0, "Ties"),
    ]


def test_a_title_with_its_years_stays_a_heading() -> None:
    assert marked(f"1991–1994: Civil war\n{BODY}\n\n1995–1999: Peace and trade\n{BODY}") == [
        "# 1991–1994: Civil war", BODY, "# 1995–1999: Peace and trade", BODY,
    ]  # fmt: skip


def test_a_wrapped_line_opens_nothing() -> None:
    text = (
        "The two states, which had quarrelled about the border since the spring of\n"
        "1992. Chad then signed a treaty with its neighbour in the south, and both of\n"
        "them withdrew the troops that they had sent to the strip some years before.\n"
    )
    assert len(views(text)) == 1


def test_what_is_a_date_and_what_a_clause() -> None:
    assert all(map(is_date, ["1992", "May 1992", "3 May 1992.", "(1992)", "1992-05-03", "spring 1992"]))
    assert not any(map(is_date, ["Chad", "1992 Chad", "12", "12,500"]))
    assert all(map(holds_clause, ["Chad joins the bank", "Chad and Mali resume talks", "Talks between Chad and Mali."]))
    assert not any(map(holds_clause, ["Treaty of friendship", "N'Djamena", "Civil war"]))


def test_a_headline_with_its_date_tells_and_dates_what_stands_below() -> None:
    text = f"Timeline\n\n3 May 1992: Chad joins the bank\n\n{BODY}\n\nTrade\n\n{BODY}"
    blocks = make_document("d", text).blocks
    title = "3 May 1992: Chad joins the bank"
    assert [(text[b.char_start : b.char_end][:12], b.heading, b.row, b.section) for b in blocks] == [
        ("Timeline", True, 0, "Timeline"),
        ("3 May 1992", False, 1, title),
        ("Chad joins t", False, 1, title),
        (BODY[:12], False, 1, title),
        ("Trade", True, 0, "Trade"),
        (BODY[:12], False, 0, "Trade"),
    ]
