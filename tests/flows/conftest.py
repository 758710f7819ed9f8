"""What holds for all tests of runs."""

from __future__ import annotations

import pytest

from verbale.flows.output import review_files


@pytest.fixture(autouse=True)
def tables_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page, workbook and pictures take three quarters of the time of a run over two sentences.

    So a run makes them where reviewers decided something, as it does of large tables; of a test with the mark ``with_review``,
    in other processes and for fixtures of a module always.
    """
    if request.node.get_closest_marker("with_review") is None:
        monkeypatch.setattr(review_files, "_AT_ONCE", -1)
