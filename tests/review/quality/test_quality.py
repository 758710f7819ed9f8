"""What decisions say of precision and recall, what they rest on, and what becomes gold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.additions import addition, complete, sentence_with
from verbale.extractors.evaluation import load_gold
from verbale.extractors.tables import records
from verbale.review.log import ComparedRun, Decision, Evidence, append, compare, make
from verbale.review.quality import audit, export_gold, format_quality, quality
from verbale.review.quality.shares import Share

LINES = [
    "In 1901, Kenya accused Ghana over cotton.",
    "In 1902, Laos praised Japan over copper.",
    "In 1903, Peru praised Chile over tin.",
    "In 1904, an envoy of Lima called on Santiago.",
    "Nothing else was told of that year.",
]
TEXTS = {"d": "\n\n".join(LINES) + "\n"}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return synthetic.run(TEXTS)


def sid(run: dict[str, Any], nth: int) -> str:
    return sentence_with(run, LINES[nth])


def judge(run: dict[str, Any], nth: int, action: str, **more: Any) -> Decision:
    (row,) = (row for row in records(run["events"]) if row["sentence_id"] == sid(run, nth))
    snapshot = Evidence.of_run(run).snapshot(row["event_id"])
    return make({"action": action, "event_id": row["event_id"], "snapshot": snapshot, **more}, reviewer="ann")


def missed(run: dict[str, Any]) -> Decision:
    return addition(Evidence.of_run(run), sid(run, 3), "called")


def state(run: dict[str, Any], folder: Path, decisions: Iterable[Decision]) -> ComparedRun:
    append(folder, decisions)
    return compare(run, folder)


def test_a_share_knows_how_far_it_can_be_trusted() -> None:
    assert str(Share(8, 10)) == ".80 [.49, .94]" and str(Share(3, 3)) == "1.0 [.44, 1.0]"
    assert (Share(0, 5).low, Share(0, 0).low, Share(0, 0).high, str(Share(0, 0))) == (0.0, 0.0, 1.0, "-")


def test_recall_is_unknown_until_somebody_looked_for_what_was_missed(run: dict[str, Any], tmp_path: Path) -> None:
    found = quality(state(run, tmp_path, [judge(run, 0, "accept"), missed(run)]), synthetic.TYPES)
    assert (found.drawn.sentences, found.chosen.sentences, found.rows) == (0, 0, Share(1, 1))
    assert "recall cannot be known" in format_quality(found)


def test_precision_and_recall_of_complete_sentences(run: dict[str, Any], tmp_path: Path) -> None:
    decisions = [
        judge(run, 0, "accept"), judge(run, 1, "reject", reason="no_event"), missed(run),
        judge(run, 2, "correct", values={"date_edtf": "1905"}), complete(*(sid(run, nth) for nth in range(5))),
    ]  # fmt: skip
    found = quality(state(run, tmp_path, decisions), synthetic.TYPES)
    assert (found.chosen.sentences, found.chosen.reviewers, found.drawn.sentences) == (5, ("ann",), 0)
    every, meeting, statement = found.chosen.families
    assert (every.family, every.there, every.right, every.recall) == ("all", Share(2, 3), Share(1, 3), Share(2, 3))
    assert (meeting.family, meeting.there, meeting.recall) == ("meeting", Share(0, 0), Share(0, 1))
    assert (statement.family, statement.there, statement.recall) == ("statement", Share(2, 3), Share(2, 2))
    assert "say nothing of the others" in format_quality(found)


def test_what_waits_for_a_decision_or_was_edited_counts_for_nothing(run: dict[str, Any], tmp_path: Path) -> None:
    decisions = [judge(run, 0, "accept"), complete(sid(run, 0), sid(run, 1))]
    assert quality(state(run, tmp_path, decisions), synthetic.TYPES).chosen.sentences == 1
    edited = synthetic.run({"d": TEXTS["d"].replace("over cotton", "over wool")})
    after = compare(edited, tmp_path)
    assert quality(after, synthetic.TYPES).chosen.sentences == 0
    assert [c.status for c in after.carried if c.decision.action == "complete"] == ["values_changed"]


def test_a_candidate_that_people_accepted_was_missed(run: dict[str, Any], tmp_path: Path) -> None:
    told = run["events"]["sentence_id"] != sid(run, 0)
    events, candidates = (run["events"][which].reset_index(drop=True) for which in (told, ~told))
    apart = {**run, "events": events, "candidates": candidates}
    snapshot = Evidence.of_run(apart).snapshot(apart["candidates"]["event_id"][0])
    assert snapshot["table"] == "candidates"
    accepted = make({"action": "accept", "event_id": apart["candidates"]["event_id"][0], "snapshot": snapshot}, reviewer="ann")
    decisions = [accepted, complete(sid(run, 0))]
    for tables in (apart, run):  # whether it is still a candidate, or an event because it was accepted
        found = quality(state(tables, tmp_path, decisions), synthetic.TYPES)
        assert found.chosen.families[0].recall == Share(0, 1) and found.rows == Share(0, 0)


def test_an_audit_draws_by_its_seed_and_speaks_for_the_corpus(run: dict[str, Any], tmp_path: Path) -> None:
    before = compare(run, tmp_path)
    small, large = audit(before, 2, 7, "ann"), audit(before, 4, 7, "ann")
    assert small and large and large.values["sentences"].startswith(small.values["sentences"])
    assert (large.values["n"], large.values["of"], large.event_id) == ("4", "5", "audit-7")
    other = audit(before, 4, 8, "ann")
    assert other and other.values["sentences"] != large.values["sentences"]
    after = state(run, tmp_path, [large])
    assert audit(after, 3, 7, "bob") is None
    drawn = large.values["sentences"].split(";")
    whole = complete(*(sid(run, nth) for nth in range(5)))
    found = quality(state(run, tmp_path, [judge(run, n, "accept") for n in range(3)] + [whole]), synthetic.TYPES)
    assert (found.drawn.sentences, found.drawn.waiting, found.drawn.of, found.chosen.sentences) == (4, 0, 5, 1)
    told = [row for row in records(run["events"]) if row["sentence_id"] in drawn]
    assert found.drawn.families[0].there == Share(len(told), len(told))
    assert "speak for the whole corpus" in format_quality(found)


def test_headings_are_not_drawn(tmp_path: Path) -> None:
    run = synthetic.run({"d": "The cotton years\n\n" + TEXTS["d"]})
    drawn = audit(compare(run, tmp_path), 100, 1, "ann")
    assert drawn and drawn.values["of"] == "5" and sentence_with(run, "The cotton years") not in drawn.values["sentences"]


def test_gold_is_what_was_judged_whole_and_tells_what_it_leaves_out(run: dict[str, Any], tmp_path: Path) -> None:
    decisions = [judge(run, 0, "accept"), judge(run, 1, "accept"), missed(run), complete(sid(run, 0), sid(run, 2), sid(run, 3))]
    judged = state(run, tmp_path / "log", decisions)
    gold = export_gold(judged, synthetic.TYPES)
    assert gold.sentences == 2 and gold.files["d.txt"].decode().split("\n\n")[:2] == [LINES[0], LINES[3]]
    assert [line.split(":")[0] for line in gold.left_out] == ["1 sentences", "1 sentences"]
    for name, content in gold.files.items():
        (tmp_path / name).write_bytes(content)
    document = load_gold(tmp_path)["d"]
    assert [event.types for event in document.events] == [("statement.accuse",), ("meeting.visit",)]
    start, end = document.events[1].triggers[0]
    assert document.text[start:end] == "called" and document.complete
    more = export_gold(judged, synthetic.TYPES, decided=True)
    assert more.sentences == 3 and json.loads(more.files["d.meta.json"])["complete"] is False
