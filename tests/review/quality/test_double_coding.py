"""How far two reviewers agree: kappa on rows, F1 on what they find in sentences that both judged whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.additions import addition, complete, sentence_with
from verbale.extractors.tables import records
from verbale.review.log import Decision, Evidence, append, compare, make
from verbale.review.quality import double_coding, format_double_coding

LINES = [
    "In 1901, Kenya accused Ghana over cotton.",
    "In 1902, Laos lent money to Japan over copper.",
    "In 1903, Peru praised Chile over tin.",
    "In 1904, an envoy of Lima called on Santiago.",
]


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return synthetic.run({"d": "\n\n".join(LINES) + "\n"})


def judge(run: dict[str, Any], reviewer: str, nth: int, action: str, **more: Any) -> Decision:
    sentence_id = sentence_with(run, LINES[nth])
    (event_id,) = (row["event_id"] for row in records(run["events"]) if row["sentence_id"] == sentence_id)
    snapshot = Evidence.of_run(run).snapshot(event_id)
    return make({"action": action, "event_id": event_id, "snapshot": snapshot, **more}, reviewer=reviewer)


def whole(run: dict[str, Any], reviewer: str, *lines: int) -> Decision:
    return complete(*(sentence_with(run, LINES[nth]) for nth in lines), reviewer=reviewer)


def test_nobody_has_judged_the_same(run: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path, [judge(run, "ann", 0, "accept"), judge(run, "bob", 1, "accept")])
    assert double_coding(compare(run, tmp_path), synthetic.TYPES) == ()
    assert format_double_coding(()) == "No two reviewers have judged the same rows or sentences yet.\n"


def test_kappa_on_rows_and_f1_on_what_is_found(run: dict[str, Any], tmp_path: Path) -> None:
    missed = sentence_with(run, LINES[3])
    decisions = [
        judge(run, "ann", 0, "accept"), judge(run, "bob", 0, "accept"),
        judge(run, "ann", 1, "accept"), judge(run, "bob", 1, "reject", reason="no_event"),
        judge(run, "ann", 2, "accept"), judge(run, "bob", 2, "correct", values={"date_edtf": "1905"}),
        addition(Evidence.of_run(run), missed, "called", reviewer="ann"),
        addition(Evidence.of_run(run), missed, "called", reviewer="bob"),
        whole(run, "ann", 0, 1, 2, 3), whole(run, "bob", 0, 1, 3),
    ]  # fmt: skip
    append(tmp_path, decisions)
    (pair,) = double_coding(compare(run, tmp_path), synthetic.TYPES)
    assert (pair.one, pair.other, pair.sentences) == ("ann", "bob", 3)
    every, aid, meeting, statement = pair.families
    assert every.rows and (every.rows.n, every.rows.agreed, every.rows.kappa) == (4, 0.5, 0.0)
    assert (every.found.one, every.found.other, every.found.both, every.found.same) == (3, 2, 2, 2)
    assert every.found.f1(every.found.both) == 0.8
    assert aid.rows and (aid.family, aid.rows.agreed, aid.found.both, aid.found.one) == ("aid", 0.0, 0, 1)
    assert meeting.rows and (meeting.family, meeting.rows.n, meeting.found.both) == ("meeting", 1, 1)
    assert statement.rows and (statement.rows.n, statement.found.one) == (2, 1)
    text = format_double_coding([pair])
    assert text.startswith("ann and bob; 3 sentences judged whole by both\n")
    assert "\nall           4    0.50   0.00       3  0.80  0.80\n" in text


def test_an_event_told_by_one_alone_is_missed_by_the_other(run: dict[str, Any], tmp_path: Path) -> None:
    missed = sentence_with(run, LINES[3])
    append(tmp_path, [addition(Evidence.of_run(run), missed, "called"), whole(run, "ann", 3), whole(run, "bob", 3)])
    append(tmp_path, [judge(run, "bob", 0, "accept")])
    (pair,) = double_coding(compare(run, tmp_path), synthetic.TYPES)
    assert pair.families[0].rows is None and pair.families[0].found.f1(pair.families[0].found.both) == 0.0
