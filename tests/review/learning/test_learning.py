"""What judged rows teach: examples, lines, figures of documents left out, and the file that holds them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.additions import addition, sentence_with
from tests.review.learning.taught import TAUGHT
from verbale.extractors.data_files import read
from verbale.extractors.recalibration import Figures, Line, Recalibration
from verbale.extractors.tables import records
from verbale.review.learning import Example, Examples, Lesson, as_toml, examples, format_lesson, learn, wanting
from verbale.review.learning.cross_validation import best_threshold
from verbale.review.learning.figures import Judged, figures_of
from verbale.review.learning.lines import Lines, fit_line, fit_lines
from verbale.review.log import Decision, Evidence, append, compare, make

LINES = [
    "In 1901, Kenya accused Ghana over cotton.",
    "In 1902, Laos praised Japan over copper.",
    "In 1903, Peru praised Chile over tin.",
    "In 1904, Norway accused Sweden over fish.",
    "In 1905, an envoy of Lima called on Santiago.",
]


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Five sentences of a text, four of which tell an event; the last of these is a candidate."""
    found = synthetic.run({"d": "\n\n".join(LINES) + "\n"})
    events = found["events"].assign(confidence=0.8)
    return {**found, "events": events.iloc[:3].reset_index(drop=True), "candidates": events.iloc[3:].reset_index(drop=True)}


def judge(run: dict[str, Any], nth: int, action: str, reviewer: str = "ann", **more: Any) -> Decision:
    sentence = sentence_with(run, LINES[nth])
    rows = [*records(run["events"]), *records(run["candidates"])]
    (event_id,) = (row["event_id"] for row in rows if row["sentence_id"] == sentence)
    snapshot = Evidence.of_run(run).snapshot(event_id)
    return make({"action": action, "event_id": event_id, "snapshot": snapshot, **more}, reviewer=reviewer)


def test_decisions_are_examples(run: dict[str, Any], tmp_path: Path) -> None:
    disputed = (judge(run, 3, "accept", "bob"), judge(run, 3, "reject", reason="no_event"))
    missed = addition(Evidence.of_run(run), sentence_with(run, LINES[4]), "called")
    moved = judge(run, 2, "correct", values={"relation_type": "treaty.sign"})
    append(tmp_path, [judge(run, 0, "correct", values={"date_edtf": "1900"}), judge(run, 1, "reject", reason="no_event")])
    append(tmp_path, [moved, *disputed, missed])
    found = examples(compare(run, tmp_path), synthetic.TYPES)
    assert sorted(found.rows, key=lambda row: row.right) == [
        Example("d", "statement", 0.8, False),
        Example("d", "statement", 0.8, False),
        Example("d", "statement", 0.8, True),
    ]
    assert found.missed == {"d": 1} and found.right == 1 and found.documents == ("d",)


def test_a_candidate_teaches_and_what_was_learned_before_is_undone(run: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path, [judge(run, 3, "accept")])
    (found,) = examples(compare(run, tmp_path), synthetic.TYPES, TAUGHT).rows
    assert (found.family, found.right) == ("statement", True)
    assert TAUGHT.of("statement", found.measured) == 0.8 and round(found.measured, 3) == 0.595


def test_figures() -> None:
    rows = [Judged(0.9, True, True), Judged(0.8, True, False), Judged(0.4, False, True), Judged(0.2, False, False)]
    assert figures_of(rows, missed=1, threshold=0.5) == Figures(
        brier=0.2625, auc=0.75, calibration_error=0.425, threshold=0.5, precision=0.5, recall=0.3333, f1=0.4
    )
    nothing = figures_of([Judged(0.2, False, False)], 0, 0.5)
    assert (nothing.auc, nothing.precision, nothing.recall, nothing.f1) == (0.5, 0.0, 0.0, 0.0)


def rows_of(counts: Iterable[tuple[str, float, int, int]], documents: int = 10) -> tuple[Example, ...]:
    """Rows by family, measured confidence, and how many are right and wrong, dealt out to the documents."""
    rows = [(family, p, n < right) for family, p, right, wrong in counts for n in range(right + wrong)]
    return tuple(Example(f"d{n % documents}", family, p, right) for n, (family, p, right) in enumerate(rows))


def test_a_line_tells_what_is_there() -> None:
    rows = rows_of([("aid", 0.2, 400, 600), ("aid", 0.8, 900, 100)])
    line = fit_line(rows, Line(), held=0.001)
    assert (round(line.of(0.2), 3), round(line.of(0.8), 3)) == (0.4, 0.9)
    assert fit_line(rows, Line(), held=1e9) == Line() and fit_line((), Line(), held=4.0) == Line()


def test_order_is_kept_whatever_people_say() -> None:
    assert fit_line(rows_of([("aid", 0.1, 50, 0), ("aid", 0.9, 0, 50)]), Line(), held=4.0).slope == 0.05


def test_a_family_has_a_line_of_its_own_where_it_has_enough_rows() -> None:
    lines = fit_lines(rows_of([("aid", 0.5, 10, 9), ("treaty", 0.5, 2, 18), ("trade", 0.5, 40, 10)]))
    assert list(lines.families) == ["trade", "treaty"]
    assert lines.of(Example("x", "aid", 0.5, True)) == lines.all.of(0.5)
    assert lines.families["treaty"].of(0.5) < lines.all.of(0.5) < lines.families["trade"].of(0.5)


def test_the_best_threshold_finds_most_and_weighs_what_no_row_tells() -> None:
    rows = rows_of([("aid", 0.9, 10, 0), ("aid", 0.6, 6, 4), ("aid", 0.3, 1, 9)])
    assert best_threshold(rows, Lines(), 0, 0.68) == 0.6
    assert best_threshold(rows, Lines(), 30, 0.68) == 0.6
    assert best_threshold(rows_of([("aid", 0.9, 10, 0), ("aid", 0.6, 3, 7)]), Lines(), 0, 0.68) == 0.68


TIMID = [("aid", 0.9, 30, 0), ("aid", 0.5, 36, 4), ("aid", 0.1, 3, 27)]


def test_what_helps_documents_that_were_left_out_is_kept() -> None:
    found = Examples("c", rows_of(TIMID), {"d1": 2})
    lesson = learn(found, 0.68)
    assert lesson is not None and lesson.helps
    assert lesson.before == Figures(
        brier=0.13, auc=0.9418, calibration_error=0.19, threshold=0.68, precision=1.0, recall=0.4225, f1=0.5941
    )
    assert (lesson.after.precision, lesson.after.recall, lesson.after.f1) == (0.9429, 0.9296, 0.9362)
    assert lesson.after.brier < 0.07 and lesson.threshold is not None
    said = format_lesson(found, lesson)
    assert said.startswith("100 rows judged in 10 documents: 69 right in their family, 31 wrong, 2 added that no run told.\n")
    assert "as shipped  0.1300  0.9418  0.1900             0.680      1.000      0.422   0.594\n" in said


def test_a_document_is_judged_by_the_others_alone() -> None:
    """What holds in one document alone helps none of the others, and so is not kept."""
    odd = tuple(Example("odd", "aid", 0.5, False) for _ in range(40))
    fair = rows_of([("aid", 0.5, 60, 0)], documents=9)
    lesson = learn(Examples("c", (*fair, *odd), {}), 0.4)
    assert lesson is not None and not lesson.helps and lesson.after.brier > lesson.before.brier == 0.25


def test_without_judged_candidates_no_threshold_is_chosen() -> None:
    found = Examples("c", rows_of([("aid", 0.9, 40, 20), ("aid", 0.7, 30, 0)]), {})
    lesson = learn(found, 0.68)
    assert lesson is not None and lesson.threshold is None
    assert lesson.after.threshold == round(lesson.lines.all.of(0.68), 4)


def test_too_few_decisions_teach_nothing_and_it_says_how_many_more_are_wanted() -> None:
    found = Examples("c", rows_of([("aid", 0.9, 40, 5)], documents=3), {})
    assert learn(found, 0.68) is None
    wanted = "too few decisions to learn from: 15 more rows, 10 more wrong rows, 2 more documents wanted"
    assert wanting(found) == wanted
    assert format_lesson(found, None) == f"45 rows judged in 3 documents: 40 right in their family, 5 wrong.\n{wanted}.\n"


def test_the_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    for taught in (
        TAUGHT,
        TAUGHT.model_copy(update={"threshold": None, "families": {"of mine": Line(), "aid": Line(slope=2.0)}}),
    ):
        (tmp_path / "learned.toml").write_bytes(as_toml(taught))
        assert read(Recalibration, tmp_path / "learned.toml") == taught


def test_a_gain_is_kept_where_what_it_costs_is_chance() -> None:
    before = TAUGHT.before
    for brier, f1, helps in ((0.1, 0.61, True), (0.1, 0.6, False), (0.205, 0.7, True), (0.2, 0.6154, False)):
        lesson = Lesson(Lines(), None, before, before.model_copy(update={"brier": brier, "f1": f1}))
        assert lesson.helps is helps
    assert round(Lesson(Lines(), None, before, TAUGHT.after).gain, 4) == 0.1846


def test_of_thresholds_that_find_as_much_the_one_nearest_to_that_in_force_is_taken() -> None:
    rows = rows_of([("aid", 0.9, 100, 0), ("aid", 0.6, 5, 4), ("aid", 0.3, 0, 9)])
    assert [best_threshold(rows, Lines(), 0, begin) for begin in (0.5, 0.68, 0.2)] == [0.5, 0.68, 0.31]
