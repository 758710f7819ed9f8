"""The log of decisions: append only, whole after a crash, undone by appending."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors import load_resources
from verbale.review.log.corrections import corrected
from verbale.review.log.decision_files import append, path_of, read
from verbale.review.log.decision_lines import line_of
from verbale.review.log.decisions import Decision, DecisionError, make, new_id, standing

ROOT = Path(__file__).resolve().parent.parent.parent


def decision(action: str = "accept", event: str = "e1", reviewer: str = "ann", at: int = 0, **more: object) -> Decision:
    entry = {"id": new_id(), "action": action, "event_id": event, "reviewer": reviewer, "at": f"2020-01-01T00:00:00.{at:06d}Z"}
    if action == "reject":
        more.setdefault("reason", "no_event")
    if action == "correct":
        more.setdefault("values", {"date_edtf": "1991"})
    return make({**entry, **more})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = [
        decision(at=1),
        decision("reject", "e2", at=2),
        decision("correct", "e3", "bob", at=3, comment="naïve\n\u2028", snapshot={"a": "b"}),
    ]
    assert append(tmp_path, made) == tuple(made)
    assert read(tmp_path).decisions == tuple(made)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ann.jsonl", "bob.jsonl"]
    assert append(tmp_path, made) == () and read(tmp_path).decisions == tuple(made)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "absent").decisions == ()


def test_a_line_torn_anywhere_is_set_aside_and_nothing_else(tmp_path: Path) -> None:
    first, torn, after = decision(at=1), decision("reject", "e2", at=2, comment="ü" * 5), decision(event="e3", at=3)
    whole, part = (line_of(first) + "\n").encode(), line_of(torn).encode()
    for cut in range(1, len(part) + 1):
        path = tmp_path / "ann.jsonl"
        path.write_bytes(whole + part[:cut])
        log = read(tmp_path)
        assert log.decisions[0] == first and len(log.problems) == (cut < len(part))
        append(tmp_path, [after])
        expected = [first, torn, after] if cut == len(part) else [first, after]
        assert read(tmp_path).decisions == tuple(expected), cut
        assert path.read_bytes().startswith(whole) and read(tmp_path).problems == ()
        aside = tmp_path / "ann.torn"
        assert aside.exists() == (cut < len(part)) and (not aside.exists() or aside.read_bytes() == part[:cut] + b"\n")
        aside.unlink(missing_ok=True)


def test_a_bad_line_in_the_middle_is_named_and_kept(tmp_path: Path) -> None:
    good, later = decision(at=1), decision(event="e2", at=2)
    path = tmp_path / "ann.jsonl"
    path.write_text(f'{line_of(good)}\n<<<<<<< HEAD\n{{"id": "d0"}}\n', encoding="utf-8")
    append(tmp_path, [later])
    log = read(tmp_path)
    assert log.decisions == (good, later)
    assert [problem.split(":")[:2] for problem in log.problems] == [["ann.jsonl", "2"], ["ann.jsonl", "3"]]
    assert "<<<<<<< HEAD" in path.read_text(encoding="utf-8")


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from verbale.review.log import append, make\n"
        "for i in range(40):\n"
        "    made = make({'action': 'accept', 'event_id': f'{sys.argv[2]}{i}'}, reviewer='ann')\n"
        "    append(Path(sys.argv[1]), [made])"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], cwd=ROOT) for name in "ab"]
    assert [process.wait(60) for process in running] == [0, 0]
    assert {d.event_id for d in read(tmp_path).decisions} == {f"{name}{i}" for name in "ab" for i in range(40)}


def test_the_last_verdict_of_each_reviewer_stands() -> None:
    a, b, c, note = (
        decision(at=1),
        decision("reject", at=2),
        decision(reviewer="bob", at=3),
        decision("comment", at=4, comment="hm"),
    )
    assert standing([a, b, c, note]) == (b, c, note)


def test_an_undo_takes_back_and_can_be_taken_back() -> None:
    a, b = decision(at=1), decision("reject", at=2)
    undo = decision("undo", at=3, undoes=b.id)
    redo = decision("undo", at=4, undoes=undo.id)
    assert standing([a, b, undo]) == (a,)
    assert standing([a, b, undo, redo]) == (b,)


def test_a_decision_that_was_carried_on_no_longer_stands() -> None:
    old, other = decision(at=1), decision("reject", reviewer="bob", at=2)
    moved = decision(event="e2", at=3, supersedes=f"{old.id};{other.id}")
    assert standing([old, other, moved]) == (moved,)
    assert standing([old, other, moved, decision("undo", at=4, undoes=moved.id)]) == (old, other)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"action": "maybe"}, "none of accept"),
        ({"action": "reject", "reason": "because"}, "none of no_event"),
        ({"action": "reject"}, "none of no_event"),
        ({"action": "correct"}, "without a corrected value"),
        ({"action": "correct", "values": {"event_id": "e9"}}, "cannot be corrected"),
        ({"action": "correct", "values": {"place": 3}}, "not a table of text"),
        ({"action": "comment", "comment": " "}, "empty"),
        ({"action": "undo"}, "names the decision"),
        ({"event_id": ""}, "event_id is empty"),
        ({"reviewer": "../ann"}, "no name"),
        ({"reviewer": ""}, "no name"),
        ({"id": "d1"}, "hexadecimal"),
        ({"at": "yesterday"}, "no time"),
        ({"surprise": "x"}, "unknown field 'surprise'"),
        ({"comment": ["x"]}, "not text"),
        ({"comment": "x" * 10_001}, "10000"),
        ({"snapshot": {"quote": "x" * 120_001}}, "120000"),
        ({"event_id": "e" * 101}, "100"),
    ],
)
def test_what_is_no_decision_is_refused(entry: dict[str, object], why: str) -> None:
    with pytest.raises(DecisionError, match=why):
        make({"action": "accept", "event_id": "e1", "reviewer": "ann", **entry})


@pytest.mark.parametrize("name", ["..", "a/b", "a\\b", "", ".hidden", "a\n", "x" * 65, "con:"])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(DecisionError):
        path_of(tmp_path, name)


@given(st.text(max_size=40), st.dictionaries(st.sampled_from(["place", "instrument"]), st.text(max_size=20), min_size=1))
def test_any_text_survives_the_log(tmp_path_factory: pytest.TempPathFactory, comment: str, values: dict[str, str]) -> None:
    folder = tmp_path_factory.mktemp("log")
    made = decision("correct", comment=comment, values=values)
    append(folder, [made])
    assert read(folder).decisions == (made,)
    assert len((folder / "ann.jsonl").read_bytes().splitlines()) >= 1
    assert json.loads((folder / "ann.jsonl").read_text(encoding="utf-8"))["values"] == values


def test_the_codes_of_a_corrected_row_follow_its_polarity_and_modality() -> None:
    types = load_resources().rules.types
    row = dict.fromkeys(("sources", "source_ids", "target_ids", "date_edtf"), "")
    row |= {"relation_type": "aid.grant", "polarity": "pos", "modality": "asserted", "plover": "AID", "cameo": "070"}
    for values, codes in (
        ({"modality": "planned"}, "AGREE 033 verbal cooperation 4.0"),
        ({"polarity": "neg"}, "REJECT 122 verbal conflict -4.0"),
        ({"relation_type": "sanction.impose", "modality": "planned"}, "THREATEN 1312 verbal conflict -6.0"),
        ({"relation_type": "recognition.withhold", "polarity": "neg"}, "REJECT 120 verbal conflict -4.0"),
    ):
        found = corrected(row, values, types)
        assert " ".join(found[column] for column in ("plover", "cameo", "quad", "goldstein")) == codes
    assert "quad" not in corrected(row, {"date_edtf": "1991"}, types)


@pytest.mark.parametrize(
    ("values", "date_text"),
    [
        ({"date_edtf": ""}, ""),
        ({"date_edtf": "1992"}, ""),
        ({"date_edtf": "1991-05"}, "May 1991"),
        ({"date_edtf": "1991", "date_text": "that year"}, "that year"),
        ({"polarity": "neg"}, "May 1991"),
    ],
)
def test_words_that_say_another_date_leave_a_corrected_row(values: dict[str, str], date_text: str) -> None:
    row = dict.fromkeys(("source_ids", "target_ids", "date_mod"), "")
    row |= {"relation_type": "aid.grant", "date_edtf": "1991-05-02", "date_text": "May 1991", "date_start": "1991-05-02"}
    found = corrected(row, values, {})
    assert found["date_text"] == date_text
    if not values.get("date_edtf", "-"):
        assert {value for name, value in found.items() if name.startswith("date_")} == {""}


@pytest.mark.parametrize(("trigger", "content"), [("promised", "to pay"), ("said", "")])
def test_the_content_of_other_words_leaves_a_corrected_row(trigger: str, content: str) -> None:
    row = dict.fromkeys(("source_ids", "target_ids", "relation_type"), "") | {"trigger": "promised", "content": "to pay"}
    assert corrected(row, {"trigger": trigger, "trigger_at": "0-4"}, {})["content"] == content
