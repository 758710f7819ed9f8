"""Events that reviewers add: kept through edits and reruns, matched when a run finds them, never attached to another claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.additions import addition, sentence_with
from verbale.extractors import tables
from verbale.review.files.products import products
from verbale.review.log import SNAPSHOT, Decision, DecisionError, Evidence, apart, append, compare, make, standing, verdicts
from verbale.review.log.carry_over import carry_over

TOLD = "In 1931, Peru sent a delegation to Chile over the harbour loan."
MISSED = "Lima's envoys called on Santiago in 1931 over the harbour loan."
TEXTS = {"d": f"In 1901, Kenya accused Ghana over cotton.\n\n{MISSED} In 1902, Laos accused Japan over copper.\n"}
FEWER = {phrase: kind for phrase, kind in synthetic.VERBS.items() if kind != "meeting.visit"}


def evidence_of(texts: Mapping[str, str], verbs: Mapping[str, str] = synthetic.VERBS) -> Evidence:
    return Evidence.of_run(synthetic.run(texts, verbs))


def added(texts: Mapping[str, str] = TEXTS, words: str = "called", **more: Any) -> Decision:
    run = synthetic.run(texts, FEWER)
    return addition(Evidence.of_run(run), sentence_with(run, words), words, **more)


def edited(before: str, after: str) -> dict[str, str]:
    return {"d": TEXTS["d"].replace(before, after)}


def test_it_stays_where_it_is_told_whatever_is_edited_around_it() -> None:
    decision = added()
    for text in (TEXTS["d"], "A new opening about nothing.\n\n" + TEXTS["d"], TEXTS["d"].replace("on Santiago", "on  Santiago")):
        now = evidence_of({"d": text})
        (carried,) = carry_over([decision], now)
        assert (carried.status, carried.event_id, carried.proposal) == ("current", decision.event_id, "")
        row = carried.row
        assert row is not None and text[int(row["trigger_start"]) : int(row["trigger_end"])] == "called"
        assert text[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]
        assert " ".join(row["quote"].split()) == MISSED


def test_an_edited_sentence_is_proposed_a_lost_one_is_listed() -> None:
    decision = added()
    now = evidence_of(edited("harbour", "harbor"))
    (carried,) = carry_over([decision], now)
    assert carried.status == "re_anchored" and "harbor" in now.sentences[carried.proposal] and not carried.event_id
    (carried,) = carry_over([decision], evidence_of(edited("called", "dropped in")))
    assert carried.status == "stale" and "dropped in" in carried.note
    (carried,) = carry_over([decision], evidence_of(edited(MISSED, "")))
    assert carried.status == "orphaned"


def test_of_equal_sentences_the_right_one_is_meant_or_it_is_stale() -> None:
    texts = {"d": f"Kenya was calm. {MISSED} The end came.\n\nGhana was calm. {MISSED} Nothing followed."}
    before = evidence_of(texts)
    both = sorted((before.places[s].start, s) for s, text in before.sentences.items() if text == MISSED)
    first, second = (addition(before, s, "called") for _, s in both)
    assert [c.status for c in carry_over([first, second], before)] == ["current", "current"]
    now = evidence_of({"d": texts["d"].replace(f"{MISSED} The end", "The end")})
    assert [c.status for c in carry_over([first, second], now)] == ["stale", "re_anchored"]


def test_a_run_that_finds_it_takes_it_over() -> None:
    told = {"d": TOLD}
    decision = added(told, "sent")
    now = evidence_of(told)
    (carried,) = carry_over([decision], now)
    (found,) = now.events
    assert (carried.status, carried.event_id, dict(carried.changed)) == ("found_since", found, {})
    assert verdicts([carried])[found].status == "accepted"


def test_what_a_run_finds_otherwise_is_corrected_by_it() -> None:
    decision = added({"d": TOLD}, "sent", date_edtf="1931-05")
    now = evidence_of({"d": TOLD})
    (carried,) = carry_over([decision], now)
    assert dict(carried.changed) == {"date_edtf": ("1931-05", "1931")}
    verdict = verdicts([carried])[carried.event_id]
    assert (verdict.status, verdict.values) == ("corrected", {"date_edtf": "1931-05"})


@pytest.mark.parametrize("other", [{"target_parties": "BOL"}, {"relation_type": "meeting.summit"}, {"trigger_at": "22-32"}])
def test_another_claim_is_not_the_one_that_was_added(other: dict[str, str]) -> None:
    words = "delegation" if "trigger_at" in other else "sent"
    (carried,) = carry_over([added({"d": TOLD}, words, **other)], evidence_of({"d": TOLD}))
    assert carried.status == "current" and carried.row is not None


def test_a_row_that_was_there_when_it_was_added_is_not_it() -> None:
    run = synthetic.run({"d": TOLD})
    decision = addition(Evidence.of_run(run), sentence_with(run, "sent"), "sent")
    assert carry_over([decision], Evidence.of_run(run))[0].status == "current"


def test_what_two_reviewers_add_is_one_row_on_which_they_agree_or_differ() -> None:
    one = added()
    for values, status in (({}, "accepted"), ({"date_edtf": "1932"}, "disputed")):
        fates = carry_over([one, added(reviewer="bob", **values)], evidence_of(TEXTS))
        assert [c.event_id for c in fates] == [one.event_id, one.event_id] and fates[1].row is None
        assert verdicts(fates)[one.event_id].status == status


def test_others_judge_an_added_row_and_follow_it() -> None:
    one = added({"d": TOLD}, "sent")
    fewer = evidence_of({"d": TOLD}, FEWER)
    row = dict(carry_over([one], fewer)[0].row or {})
    snapshot = {column: row[column] for column in SNAPSHOT if row.get(column)}
    other = make({"action": "accept", "event_id": one.event_id, "snapshot": snapshot}, reviewer="bob")
    assert [c.event_id for c in carry_over([one, other], fewer)] == [one.event_id, one.event_id]
    now = evidence_of({"d": TOLD})
    assert {c.event_id for c in carry_over([one, other], now)} == set(now.events)
    mine = make({"action": "reject", "reason": "other", "event_id": one.event_id, "snapshot": snapshot}, reviewer="ann")
    assert verdicts(carry_over([one, mine], fewer))[one.event_id].status == "rejected"


def test_it_can_be_changed_withdrawn_and_brought_back() -> None:
    first = added()
    later = added(event_id=first.event_id, date_edtf="1932")
    undo = make({"action": "undo", "undoes": later.id, "reason": "withdrawn"}, reviewer="ann")
    redo = make({"action": "undo", "undoes": undo.id}, reviewer="ann")
    accepted = make({"action": "accept", "event_id": first.event_id}, reviewer="ann")
    assert standing([first, later, accepted]) == (later, accepted)
    assert standing([first, later, undo]) == (first,)
    assert standing([first, later, undo, redo]) == (later,)


@pytest.mark.parametrize(
    ("entry", "said"),
    [({"event_id": "e1"}, "id of an added event"), ({"values": {"relation_type": "a.b"}}, "without trigger"),
     ({"snapshot": {}}, "names the sentence"), ({"values": {"trigger_at": "x"}}, "trigger_at"),
     ({"values": {"iso3": "X"}}, "iso3")],
)  # fmt: skip
def test_a_bad_one_is_refused(entry: dict[str, Any], said: str) -> None:
    good = added()
    values = entry.get("values", good.values)
    values = values if "relation_type" in values else {**good.values, **values}
    base = {"action": "add", "event_id": good.event_id, "snapshot": dict(good.snapshot), "reviewer": "ann"}
    with pytest.raises(DecisionError, match=said):
        make({**base, **entry, "values": values})


def test_it_stands_in_the_reviewed_tables(tmp_path: Path) -> None:
    run = synthetic.run(TEXTS, FEWER)
    output = tmp_path / "outputs"
    output.mkdir()
    for name, table in run.items():
        (output / f"{name}.csv").write_bytes(tables.to_csv(table))
    decision = added()
    append(tmp_path / "decisions", [decision])
    found = dict(products(output, tmp_path / "decisions", synthetic.TYPES))
    (row,) = tables.records(tables.parse_csv(found["reviewed_events.csv"]))
    assert (row["event_id"], row["review_status"], row["method"], row["reviewers"]) == (
        decision.event_id, "added", "review", "ann",
    )  # fmt: skip
    assert (row["date_start"], row["date_end"], row["plover"]) == ("1931-01-01", "1931-12-31", "SUPPORT")
    assert (row["source_how"], row["target_parties"], row["corrected"]) == ("review", "CHL", "")
    assert TEXTS["d"][int(row["quote_start"]) : int(row["quote_end"])] == MISSED
    relations = tables.records(tables.parse_csv(found["reviewed_relations.csv"]))
    assert [r["event_ids"] for r in relations] == [decision.event_id]
    assert [row["event_id"] for row in compare(run, tmp_path / "decisions").rows][-1] == decision.event_id


LIBRARY = synthetic.library(4, 24)
BEFORE = evidence_of(LIBRARY)
ADDED = [addition(BEFORE, s, "tells", reviewer="ann") for s, text in sorted(BEFORE.sentences.items()) if "tells" in text]


def typos(text: str) -> str:
    return text.replace("as paper 1", "as papre 1")


def rewritten(text: str) -> str:
    return re.sub(r"[^.\n]*as paper 1[^.\n]*\.", " Nobody could say any longer what had come of any of it.", text)


def touched(text: str) -> int:
    return text.count("as paper 1")


@pytest.mark.parametrize(
    ("edit", "status"),
    [(lambda text: f"A new opening. Peru praised Chile.\n\n{text}", "current"), (typos, "re_anchored"), (rewritten, "orphaned")],
)
def test_of_many_none_is_lost_and_none_is_attached_to_another_sentence(edit: Callable[[str], str], status: str) -> None:
    texts = {name: edit(text) for name, text in LIBRARY.items()}
    now = evidence_of(texts)
    carried = carry_over(ADDED, now)
    assert [c.decision.id for c in carried] == [d.id for d in ADDED] and len(ADDED) == 96
    changed = sum(map(touched, LIBRARY.values())) if status != "current" else 0
    assert Counter(c.status for c in carried) == Counter({"current": 96 - changed}) + Counter({status: changed})
    for c in carried:
        paper = re.search(r"pap\w+ \d+", c.decision.snapshot["sentence"].replace("papre", "paper"))
        there = now.sentences.get(c.proposal) if c.proposal else c.row and c.row["quote"]
        assert paper and (not there or paper[0] in there.replace("papre", "paper"))


def test_a_renamed_document_is_proposed_and_a_second_corpus_left_alone() -> None:
    renamed = {name.replace("chronicle-003", "annals"): text for name, text in LIBRARY.items()}
    carried = carry_over(ADDED, evidence_of(renamed))
    assert Counter(c.status for c in carried) == {"current": 72, "re_anchored": 24}
    assert all(c.similarity == 1.0 for c in carried if c.proposal)
    other = replace(evidence_of(synthetic.library(2, 24, first=7)), corpus="other")
    here, elsewhere = apart([replace(d, corpus="first") for d in ADDED], other)
    assert here == () and elsewhere == {"first": 96}
