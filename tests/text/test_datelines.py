"""Where and when a dispatch was written is a block of its own, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors.parse import parse
from verbale.extractors.text import is_date_heading, is_dateline, make_document
from verbale.extractors.text.datelines import opening_dateline


@pytest.mark.parametrize(
    ("dateline", "report"),
    [
        ("OSLO, March 3 (AFP)", " - Chile left."),
        ("OSLO", " - Chile left."),
        ("OSLO, Saturday", " — Chile left."),
        ("Oslo (Reuters)", " — Chile left."),
        ("Lima, 3 March 1994", " — Chile left."),
        ("ACCRA, Ghana (AP)", " -- “We leave,” Chile said."),
        ("GALLE, Sri Lanka (CP)", " — Chile left."),
        ("RIO DE JANEIRO, Brazil", " - Chile left."),
        ("ST. PETERSBURG, Jan. 7", "- Chile left."),
        ("PODGORICA/SHKODRA", " - Chile left."),
        ("N'DJAMENA", " - Chile left."),
    ],
)
def test_a_dateline_is_a_block_of_its_own(dateline: str, report: str) -> None:
    text = dateline + report
    blocks = make_document("d", text).blocks
    assert [text[block.char_start : block.char_end] for block in blocks] == [dateline, report.lstrip(" -—")]
    assert [block.dateline for block in blocks] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "The EU - Chile left it - grew.",
        "Oslo - Chile left.",
        "NATO - the alliance - grew.",
        "U.S. - China trade fell.",
        "Oslo (Norway) - Chile left.",
        "In May 3,000 men left - Chile stayed.",
        "On 3 May 1990 - Chile left.",
        "CO-OPERATION grew.",
        "OSLO -",
    ],
)
def test_other_dashes_open_no_report(text: str) -> None:
    assert opening_dateline(text, 0, len(text)) is None


def test_the_first_sentence_of_a_dispatch_is_whole(nlp: Language) -> None:
    document = make_document("d", "OSLO, March 3 (AFP) - Chile left the talks that Peru had called.\n\nIt came back.")
    sentences = parse(nlp, document).sentences
    assert [(s.text, s.dateline) for s in sentences] == [
        ("OSLO, March 3 (AFP)", True),
        ("Chile left the talks that Peru had called.", False),
        ("It came back.", False),
    ]


@pytest.mark.parametrize(
    "line",
    ["OSLO, 28 February 2012", "28 February 2012", "Lima (3 March 1994)", "Lima - Friday, 3 March 1994 (AP)", "RIGA, June 7"],
)
def test_a_line_of_place_and_day_is_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line", ["OSLO", "February 2012", "1917", "The treaty of 3 March 1994", "Chile left Peru on 3 March 1994."]
)
def test_other_lines_are_no_datelines(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    "line", ["25 August 2008", "MINSK, 28 February 2012", "1917", "1914-18", "May 1990:", "2008-05-03", "3.5.2008"]
)
def test_a_date_may_head_what_stands_below(line: str) -> None:
    assert is_date_heading(line)


@pytest.mark.parametrize("line", ["Chad 1990", "Marching on", "Trade in 1990", "5,000 men"])
def test_a_title_with_a_number_is_no_date(line: str) -> None:
    assert not is_date_heading(line)
