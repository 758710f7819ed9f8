"""Temporal expressions: found, normalised, resolved in context, represented. Expectations are marked inside the sentences."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from verbale.extractors.parse.parsed import Parsed, parse
from verbale.extractors.schema import Document, Timex
from verbale.extractors.text import make_document
from verbale.extractors.timex import find_timexes, timex3_records

MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def document(text: str, date: str = "") -> Document:
    return make_document("d", text, document_date=date)


def tagged(nlp: Language, text: str, date: str = "", mode: str = "auto") -> tuple[Parsed, tuple[Timex, ...]]:
    parsed = parse(nlp, document(text, date))
    return parsed, find_timexes(parsed, mode)


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """``In {1996|1996}`` -> the plain text and (start, end, value) of every mark; braces left over are an error."""
    text, spans, position = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        position = match.end()
    text += marked[position:]
    assert "{" not in text and "}" not in text, marked
    return text, spans


# {surface|TIMEX3 value}; whatever is not marked must not be found
NARRATIVE = [
    "On {6 May 1990|1990-05-06} the king left. On {16July|1990-07-16}, and from {2|1990-08-02}–{4August|1990-08-04}, he sat.",
    "In {993|0993}, the king crossed 993 hills.",
    "It began in {1966|1966}. A revolt led to a {January 1986|1986-01} coup. The king fled {the following year|1987}.",
    "In {May 2005|2005-05} he won, the first since the war that ended in {1993|1993}. He was sworn in on {26 August|2005-08-26}.",
    "The pact was signed on {12 March 1921|1921-03-12} in Riga.",
    "The pact was signed on {March 12, 1921|1921-03-12}, and ratified in {May 1922|1922-05}.",
    "The envoy left on {the 3rd of July 1807|1807-07-03}.",
    "Talks ran from {1992|1992} to {1995|1995}.",
    "Talks ran from {9|1945-08-09} to {12 August 1945|1945-08-12}.",
    "The union lasted {1958|1958}-{61|1961}.",
    "The truce held in {May|1940-05} and {June 1940|1940-06}.",
    "The border closed in {early 1941|1941} and reopened at {the end of March 1943|1943-03}.",
    "It changed hands in {the summer of 1955|1955-SU}.",
    "In {the 1990s|199} trade grew, as it had in {the late 19th century|18}.",
    "Trade fell in {the second half of 2008|2008-H2} and {the third quarter of 2009|2009-Q3}.",
    "The city fell in {493 BC|BC0493}; {the following year|BC0492} it was rebuilt.",
    "The league was founded in {the 4th century BC|BC03} or {the 470s BC|BC047}.",
    "They met on {10 May 1940|1940-05-10}. {The next day|1940-05-11} the talks began; {three days later|1940-05-14} they failed.",
    "They met in {1911|1911}. {The same year|1911} a pact followed, and {two years later|1913} a war.",
    "The king abdicated in {November 1967|1967-11}. In {March|1968-03} his brother followed.",
    "The king abdicated in {May 1967|1967-05}. In {July|1967-07} his brother followed.",
    "The army struck on {Christmas Day 1952|1952-12-25} and on {Easter Sunday 1916|1916-04-23}.",
    "The council sat for {three months|P3M}, {a few days|PXD} in all, and met {annually|XXXX}.",
    "It {now|PRESENT_REF} governs the {former|PAST_REF} province.",
    "They crossed on {the night of 4 May 1871|1871-05-04TNI}.",
    "The note arrived at {11:30 a.m.|XXXX-XX-XXT11:30}.",
    "The consul arrived {two days after 9 May 1921|1921-05-11}.",
    "Der Vertrag vom {3. Oktober 1990|1990-10-03} was signed in Moscow.",
    "The act of {14 juillet 1880|1880-07-14} and the one of {1 marca 1921|1921-03-01} stand.",
    "The decree of {12 de octubre de 1936|1936-10-12} and that of {9 мая 1945|1945-05-09} stand.",
    "The acts of {25 жніўня 1991|1991-08-25}, {24 серпня 1991|1991-08-24} and {9. května 1945|1945-05-09} stand.",
    "The acts of {5 maggio 1998|1998-05-05}, {10 Ekim 1923|1923-10-10} and {mars 1918|1918-03} stand.",
    "The acts of {25/12/1998|1998-12-25} and {03/04/1999|1999-04-03} stand, and that of {2001-02-03|2001-02-03} too.",
    "The acts of {12/25/1998|1998-12-25} and {03/04/1999|1999-03-04} stand.",
    "The acts of {25/12/1998|1998-12-25}, {12/25/1998|1998-12-25} and {03/04/1999|1999} stand.",
    "The acts of {03/04/1999|1999} and {05/05/1999|1999-05-05} stand, and that of {12.05.2004|2004-05-12} too.",
]
NOTHING = [
    "53 countries voted for Resolution 1441.",
    "May God bless them, and march on.",
    "The envoy may accept, and 2000 soldiers will march.",
    "They paid $1995 for room 1812.",
    "The 2nd Division held the fall of the city for ransom.",
    "Call 155-1990-1995 or 321-10-1870.",
    "He went on the Long March.",
    "The second man left and the former stayed.",
    "They won 12 seats 2 out of 3, and 31 Set pieces.",
    "It is version 13/13/1999.",
]


@pytest.mark.parametrize("marked", NARRATIVE)
def test_marked_expressions_and_no_others_are_found_with_their_values(nlp: Language, marked: str) -> None:
    text, expected = unmarked(marked)
    _, timexes = tagged(nlp, text)
    assert [(t.char_start, t.char_end, t.timex3_value) for t in timexes] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_is_not_found(nlp: Language, text: str) -> None:
    _, timexes = tagged(nlp, text)
    assert [t.text for t in timexes if t.timex3_type == "DATE" and (t.date_start or t.date_end)] == []


NEWS = [
    ("The minister left on {Tuesday|2012-02-28}.", "2012-02-28"),
    ("The minister resigned on {Monday|2012-02-27}.", "2012-02-28"),
    ("The minister will resign on {Monday|2012-03-05}.", "2012-02-28"),
    ("The minister resigned {yesterday|2012-02-27} and {last September|2011-09} his deputy did.", "2012-02-28"),
    ("The minister resigned {last year|2011}; a vote is due {next month|2012-03}.", "2012-02-28"),
    ("The law will take effect on {December 10|2012-12-10} and will be reviewed in {May|2012-05}.", "2012-02-28"),
    ("The fine follows the arrest on {11 February|2012-02-11} of a skipper. Norway deplores it.", "2012-02-28"),
    ("Norway cancelled talks set for {Thursday|2012-03-01} and asked for a reply by {March 15|2012-03-15}.", "2012-02-28"),
    ("The minister left on {Monday|2012-02-27}. Norway signed it in {1999|1999} and left {four years later|2003}.", "2012-02-28"),
    (
        "A diary of the {year 1972|1972}\n\n{Feb. 2|1972-02-02} – Norway opens a port\n{Mar. 14|1972-03-14} – Envoy recalled",
        "1973-01-05",
    ),
    (
        "A chronology\n\n{1991|1991}\n- {March|1991-03}: Norway opens a port\n\n{1992|1992}\n- {June|1992-06}: Sweden joins",
        "2004-05-01",
    ),
]


@pytest.mark.parametrize(("marked", "date"), NEWS)
def test_news_counts_from_the_documents_date_and_the_tense(nlp: Language, marked: str, date: str) -> None:
    text, expected = unmarked(marked)
    _, timexes = tagged(nlp, text, date, "news")
    assert [(t.char_start, t.char_end, t.timex3_value) for t in timexes] == expected


def test_mode_is_chosen_by_how_the_text_speaks(nlp: Language) -> None:
    _, news = tagged(nlp, "OSLO, 28 February 2012\n\nThe minister resigned on Monday.", "2012-02-28")
    _, history = tagged(nlp, "In 1905 the union ended. On 12 June the king left. In 1914 war came.", "2012-02-28")
    assert [t.timex3_value for t in news] == ["2012-02-28", "2012-02-27"]
    assert [t.timex3_value for t in history] == ["1905", "1905-06-12", "1914"]


def test_a_dateline_stands_for_the_documents_date(nlp: Language) -> None:
    _, news = tagged(nlp, "Envoys leave\n\nOSLO, 28 February 2012\n\nThe minister resigned on Monday.")
    _, chronology = tagged(nlp, "25 August 2008\n\nThe minister resigned.\n\n2 May 2009\n\nOn Monday he came back.")
    assert [(t.timex3_value, t.method) for t in news] == [("2012-02-28", "explicit"), ("2012-02-27", "document_date")]
    assert [t.method for t in chronology] == ["explicit", "explicit", "relative"]


def test_an_unknown_mode_is_refused(nlp: Language) -> None:
    with pytest.raises(ValueError, match="choose auto, narrative or news"):
        tagged(nlp, "In 1905.", mode="fiction")


REPRESENTED = [
    ("In 1995 it fell.", "1995", ("1995", "1995-01-01", "1995-12-31", "year", "on")),
    ("In summer 1995 it fell.", "summer 1995", ("1995-22", "1995-06-01", "1995-08-31", "season", "on")),
    ("In the 1990s it fell.", "the 1990s", ("199X", "1990-01-01", "1999-12-31", "decade", "on")),
    ("In the 19th century it fell.", "the 19th century", ("18XX", "1800-01-01", "1899-12-31", "century", "on")),
    ("It held circa 1998 or so.", "circa 1998", ("1998~", "1998-01-01", "1998-12-31", "year", "on")),
    ("It has held since May 2001.", "May 2001", ("2001-05/..", "2001-05-01", "", "month", "since")),
    ("It held until 1991.", "1991", ("../1991", "", "1991-12-31", "year", "until")),
    ("It held before March 1991.", "March 1991", ("../1991-02", "", "1991-02-28", "month", "before")),
    ("It held after 7 March 2008.", "7 March 2008", ("2008-03-08/..", "2008-03-08", "", "day", "after")),
    ("It held throughout 1996.", "1996", ("1996", "1996-01-01", "1996-12-31", "year", "throughout")),
    ("It fell in 44 BC.", "44 BC", ("-0043", "-0043-01-01", "-0043-12-31", "year", "on")),
    ("It fell in 1 BC.", "1 BC", ("0000", "0000-01-01", "0000-12-31", "year", "on")),
    ("It fell on 2 January 1066.", "2 January 1066", ("1066-01-02", "1066-01-02", "1066-01-02", "day", "on")),
    ("It lasted three years.", "three years", ("", "", "", "duration", "on")),
]


@pytest.mark.parametrize(("text", "surface", "expected"), REPRESENTED)
def test_representation(nlp: Language, text: str, surface: str, expected: tuple[str, ...]) -> None:
    _, (timex,) = tagged(nlp, text)
    assert (timex.text, (timex.edtf, timex.date_start, timex.date_end, timex.granularity, timex.relation)) == (surface, expected)


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end"),
    [
        ("It fell on 03/04/1999.", "1999", "1999-01-01", "1999-12-31"),
        ("It fell after 03/04/1999.", "1999/..", "1999-01-01", ""),
        ("It fell before 03/04/1999.", "../1999", "", "1999-12-31"),
        ("It fell after 13/04/1999.", "1999-04-14/..", "1999-04-14", ""),
    ],
)
def test_a_date_in_figures_that_may_be_two_is_no_more_than_its_year(
    nlp: Language, text: str, edtf: str, start: str, end: str
) -> None:
    _, (timex,) = tagged(nlp, text)
    assert (timex.edtf, timex.date_start, timex.date_end) == (edtf, start, end)


def test_both_ends_of_a_range_carry_the_whole_range(nlp: Language) -> None:
    _, (first, last) = tagged(nlp, "It was independent from 1918 to March 1921.")
    assert (first.edtf, first.relation, last.relation) == ("1918/1921-03", "since", "until")
    assert (first.date_start, first.date_end) == (last.date_start, last.date_end) == ("1918-01-01", "1921-03-31")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("In 1947 New Zealand ratified it.", "event"),
        ("It ended with the October 2001 invasion.", "attributive"),
        ("They met in 1998.", "event"),
        ("The 1998 crisis hurt them.", "attributive"),
        ("They replaced the constitution of 1994.", "attributive"),
        ("They applied the Freedom Act of 2004.", "name_part"),
    ],
)
def test_roles(nlp: Language, text: str, role: str) -> None:
    _, (timex,) = tagged(nlp, text)
    assert timex.role == role


@pytest.mark.parametrize(
    "between",
    [
        "The siege (lifted in 1975) was long.",
        "They applied the Freedom Act of 1975.",
        "The 1975 constitution mattered.",
        "They have quarrelled since 1935.",
        "They planned to leave by 1975.",
    ],
)
def test_asides_do_not_move_the_narrative(nlp: Language, between: str) -> None:
    _, timexes = tagged(nlp, f"They met in 1947. {between} In June they met again.")
    assert timexes[-1].timex3_value == "1947-06"


def test_a_paragraph_of_far_another_time_keeps_its_own_year(nlp: Language) -> None:
    told = "They met in 1947.\n\nOn 3 May {} he left. The house was sold in June.\n\nThey met again in 1948. In July they left."
    for year, meant in ((2006, "2006-06"), (1949, "1949-06")):
        _, timexes = tagged(nlp, told.format(year))
        assert [t.timex3_value for t in timexes][2::2] == [meant, "1948-07"]


def test_years_bc_keep_their_own_anchor(nlp: Language) -> None:
    _, timexes = tagged(nlp, "Athens burned in 480 BC. A study of 1996 doubts it. In the spring the fleet sailed.")
    assert timexes[-1].timex3_value == "BC0480-SP"


def test_spans_quote_the_original_text(nlp: Language) -> None:
    text = "They met  on 12\nMarch   1921, in Riga.\n\nSince the\u00a01990s, nothing."
    parsed, timexes = tagged(nlp, text)
    assert timexes
    assert all(text[t.char_start : t.char_end] == t.text for t in timexes)
    assert timex3_records(parsed, timexes)[0].keys() == {"start", "end", "text", "type", "value", "mod"}


def test_ids_do_not_depend_on_what_stands_elsewhere(nlp: Language) -> None:
    _, before = tagged(nlp, "They met in 1921 and in 1921.")
    _, after = tagged(nlp, "A word before.\n\nThey met in 1921 and in 1921.")
    assert [t.date_id for t in before] == [t.date_id for t in after]
    assert len({t.date_id for t in before}) == 2


def test_an_empty_document_has_no_dates(nlp: Language) -> None:
    assert tagged(nlp, "")[1] == ()
