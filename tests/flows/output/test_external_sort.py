"""Rows sorted on disk come back as if they had been sorted in memory, and leave nothing behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.flows.output import external_sort
from verbale.flows.output.external_sort import Sorter

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
ROWS = st.lists(st.tuples(CELLS, CELLS, st.booleans(), st.binary(max_size=3)), max_size=12)


@given(st.lists(ROWS, max_size=8))
def test_rows_come_back_sorted(tmp_path_factory: pytest.TempPathFactory, parts: list[list[tuple[object, ...]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(external_sort, "_IN_MEMORY", 5)
        patch.setattr(external_sort, "_BLOCK", 2)
        path = tmp_path_factory.mktemp("rows") / "rows"
        sorter = Sorter(path)
        for part in parts:
            sorter.add(part)
        expected = sorted(row for part in parts for row in part)
        assert list(sorter) == expected
        assert list(sorter) == expected, "it can be read again"
        sorter.close()
        assert not path.exists()
