"""Tables: each cell that tells something is a block, behind the date and the name of its row."""

from __future__ import annotations

import pytest

from tests.text.written import BODY
from verbale.extractors.text import block_view, make_document
from verbale.extractors.text.structure.blocks import find_blocks

TOLD = [
    ("1994", True, 1),
    ("Peru", True, 1),
    ("Peru recalled its envoy from Chile.", False, 1),
    ("1996", True, 2),
    ("Bolivia", True, 2),
    ("Peru expels two diplomats", False, 2),
]


@pytest.mark.parametrize(
    "table",
    [
        "| Date | State | Event |\n|---|:--|---|\n| 1994 | Peru | Peru recalled its envoy from Chile. |\n"
        "| 1996 | Bolivia | Peru expels two diplomats |",
        "Date | State | Event\n--- | --- | ---\n1994 | Peru | Peru recalled its envoy from Chile.\n"
        "1996 | Bolivia | Peru expels two diplomats",
        '{| class="wikitable"\n|+ Ties\n! Date !! Country !! Notes\n|-\n'
        '| 1994 || style="x" | [[Peru]] || Peru recalled its envoy from Chile.\n|-\n'
        "| 1996\n| Bolivia\n| Peru expels\ntwo diplomats\n|}",
        "Date\tState\tEvent\n1994\tPeru\tPeru recalled its envoy from Chile.\n1996\tBolivia\tPeru expels two diplomats",
    ],
)  # fmt: skip
def test_cells_that_tell_stand_behind_date_and_name(table: str) -> None:
    text = f"{table}\n\n{BODY}"
    *cells, body = make_document("d", text).blocks
    assert [(block_view(text, cell).text, cell.lead, cell.row) for cell in cells] == TOLD
    assert (text[body.char_start : body.char_end], body.row) == (BODY, 0)


def test_a_column_of_another_kind_neither_dates_nor_names() -> None:
    text = "| Ally | Since | Notes |\n|--|--|--|\n| Chile | 1821 | Peru recalled its envoy from Chile. |\n"
    (cell,) = make_document("d", text).blocks
    assert (text[cell.char_start : cell.char_end], cell.lead, cell.opening) == (
        "Peru recalled its envoy from Chile.",
        False,
        None,
    )


def test_what_tells_nothing_is_counted() -> None:
    text = f"{BODY}\n\n| State | Capital | Area |\n|--|--|--|\n| Peru | Lima | 1,285,216 |\n| Chad | N'Djamena | 1,284,000 |\n"
    found = find_blocks(text)
    assert [text[block.char_start : block.char_end] for block in found.blocks] == [BODY]
    assert found.cells_left_out == 6


def test_a_cell_without_a_subject_begins_with_the_name_of_its_row() -> None:
    text = "| 1994 | Peru | Recalled its envoy from Chile. |"
    blocks = make_document("d", text).blocks
    assert block_view(text, blocks[2]).text == "Peru recalled its envoy from Chile."
    assert text[blocks[2].char_start : blocks[2].char_end] == "Recalled its envoy from Chile."


def test_a_head_of_a_letter_is_no_table() -> None:
    assert [b.row for b in make_document("d", f"FROM:\tMission\nTO:\tMinistry\n\n{BODY}").blocks] == [0, 0, 0]
