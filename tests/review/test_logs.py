"""What stands in the folder of decisions counts, whatever clocks said and whatever lies beside it; no byte is cut."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review.test_decisions import decision
from tests.work import calls
from verbale.review.log import Logs, append, make, now, read, standing
from verbale.review.log.decision_lines import line_of
from verbale.review.log.decisions import Decision, DecisionError


def said(folder: Path) -> list[tuple[str, str]]:
    return [(d.event_id, d.action) for d in standing(read(folder).decisions)]


def test_within_a_log_the_order_of_lines_decides(tmp_path: Path) -> None:
    """An accept of a machine whose clock ran an hour ahead, then a reject by one that is right."""
    ahead, later = decision(at=0), decision("reject", at=1)
    ahead = make({"id": ahead.id, "action": "accept", "event_id": "e1", "reviewer": "ann", "at": "2020-01-01T01:00:00.000000Z"})
    (tmp_path / "ann.jsonl").write_text(f"{line_of(ahead)}\n{line_of(later)}\n", encoding="utf-8")
    assert said(tmp_path) == [("e1", "reject")]


@pytest.mark.parametrize("clock", ["2019-06-01T00:00:00Z", "2020-01-01T00:00:00.000005Z", "2020-01-01T03:00+03:00", "2019-01-01"])
def test_every_line_is_stamped_later_than_the_one_before_it(tmp_path: Path, clock: str) -> None:
    """The clock went back, stands still, tells another zone, or was set by another machine."""
    append(tmp_path, [decision(at=5)])
    reject = {"action": "reject", "reason": "no_event", "event_id": "e1", "reviewer": "ann", "at": clock}
    (written,) = append(tmp_path, [make(reject)])
    assert written.at == "2020-01-01T00:00:00.000006Z" == read(tmp_path).decisions[-1].at
    assert said(tmp_path) == [("e1", "reject")]


def test_stamps_of_one_call_differ_and_the_end_of_time_is_no_obstacle(tmp_path: Path) -> None:
    comment = {"action": "comment", "comment": "x", "event_id": "e1", "reviewer": "ann", "at": "2020-01-01"}
    same = [make(comment) for _ in range(3)]
    assert [d.at[-8:] for d in append(tmp_path, same)] == [".000000Z", ".000001Z", ".000002Z"]
    last = decision(at=0, event="e2")
    append(tmp_path, [make({**json.loads(line_of(last)), "at": "9999-12-31T23:59:59.999999Z"})])
    append(tmp_path, [decision("reject", "e2", at=1)])
    assert ("e2", "reject") in said(tmp_path)


def test_a_clock_has_no_say_in_undoing(tmp_path: Path) -> None:
    """Ann decides on a machine ahead of time, bob takes it back, ann takes that back: each in a log of their own."""
    accept = make({"action": "accept", "event_id": "e1", "reviewer": "ann", "at": "2030-01-01"})
    undo = decision("undo", reviewer="bob", at=1, undoes=accept.id)
    redo = decision("undo", reviewer="cy", at=0, undoes=undo.id)
    append(tmp_path, [accept, undo])
    assert said(tmp_path) == []
    append(tmp_path, [redo])
    assert said(tmp_path) == [("e1", "accept")]
    append(tmp_path, [decision("undo", reviewer="bob", at=0, undoes=redo.id)])
    assert said(tmp_path) == []


def test_undos_that_name_each_other_undo_nothing_and_end() -> None:
    accept, one, other = decision(at=0), "d" + "0" * 16, "d" + "1" * 16
    circle = [make({"action": "undo", "reviewer": "ann", "id": i, "undoes": u}) for i, u in ((one, other), (other, one))]
    assert standing([accept, *circle]) == (accept,)


def odd(name: str) -> Callable[[Path], object]:
    """Something that may lie in the folder, or stand in the log of ann."""
    log = "ann.jsonl"
    return {
        "an editor's lock": lambda f: (f / ".#ann.jsonl").symlink_to("anna@nowhere.4711"),
        "a dangling link": lambda f: (f / "bob.jsonl").symlink_to("gone.jsonl"),
        "a folder": lambda f: (f / "bob.jsonl").mkdir(),
        "a pipe": lambda f: os.mkfifo(f / "bob.jsonl"),
        "deep brackets": lambda f: add(f / log, b"[" * 200_000 + b"\n"),
        "an id that is a list": lambda f: add(f / log, b'{"id":[1]}\n'),
        "a number": lambda f: add(f / log, b"1" * 5000 + b"\n"),
        "no text": lambda f: add(f / log, b"\xff\xfe\xfa\x00\n"),
        "a time beyond all": lambda f: add(f / log, b'{"at":"0001-01-01T00:00:00+23:00","action":"accept","event_id":"e"}\n'),
        "a conflict": lambda f: add(f / log, b"<<<<<<< HEAD\n"),
    }[name]  # fmt: skip


def add(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)


@pytest.mark.parametrize(
    ("name", "problems"),
    [("an editor's lock", 0), ("a dangling link", 1), ("a folder", 1), ("a pipe", 1), ("deep brackets", 1),
     ("an id that is a list", 1), ("a number", 1), ("no text", 1), ("a time beyond all", 1), ("a conflict", 1)],
)  # fmt: skip
def test_one_odd_thing_stops_nothing(tmp_path: Path, name: str, problems: int) -> None:
    append(tmp_path, [decision(at=1)])
    odd(name)(tmp_path)
    append(tmp_path, [decision(event="e2", at=2)])
    assert said(tmp_path) == [("e1", "accept"), ("e2", "accept")]
    assert len(read(tmp_path).problems) == problems and not list(tmp_path.glob("*.torn"))


def test_a_reviewer_whose_log_is_a_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "ann.jsonl").mkdir()
    with pytest.raises(DecisionError, match=r"ann\.jsonl: nothing can be written there"):
        append(tmp_path, [decision()])
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DecisionError, match="no folder for decisions"):
        append(tmp_path / "file", [decision()])


@pytest.mark.parametrize("breaks", ["\r", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_other_line_ends_are_line_ends(tmp_path: Path, breaks: str, last: bool) -> None:
    old = [decision(at=n, event=f"e{n}") for n in range(3)]
    before = (breaks.join(map(line_of, old)) + breaks * last).encode()
    (tmp_path / "ann.jsonl").write_bytes(before)
    new = decision(event="e9", at=9)
    assert read(tmp_path).decisions == tuple(old)
    append(tmp_path, [new])
    assert read(tmp_path).decisions == (*old, new) and read(tmp_path).problems == ()
    assert (tmp_path / "ann.jsonl").read_bytes().startswith(before) and not list(tmp_path.glob("*.torn"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("torn", ["", '{"id":"d0'])
def test_a_log_that_was_saved_anew_by_another_program_goes_on(tmp_path: Path, encoding: str, torn: str) -> None:
    old = [decision("comment", at=n, comment="żółw 🐢 \u2028") for n in range(3)]
    before = "".join(line_of(d) + "\r\n" for d in old).encode(encoding)
    rest = torn.encode("utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig"))
    (tmp_path / "ann.jsonl").write_bytes(before + rest)
    new = [decision("comment", at=9, comment="jeż"), decision("comment", at=10, comment="kot")]
    for one in new:
        append(tmp_path, [one])
    assert read(tmp_path).decisions == (*old, *new) and read(tmp_path).problems == ()
    assert (tmp_path / "ann.jsonl").read_bytes().startswith(before)
    assert [path.read_bytes() for path in tmp_path.glob("*.torn")] == ([rest + b"\n"] if torn else [])


def test_whatever_follows_the_last_line_is_kept(tmp_path: Path) -> None:
    """Any bytes at the end of a log: they are in the log or beside it after the next decision."""
    rng = random.Random(3)
    for number in range(60):
        path = tmp_path / f"r{number}.jsonl"
        rest = rng.randbytes(rng.randint(1, 12)).replace(b"\n", b"").replace(b"\r", b"") or b"x"
        path.write_bytes(line_of(decision(reviewer=f"r{number}")).encode() + b"\n" + rest)
        append(tmp_path, [decision("reject", "e2", f"r{number}", at=1)])
        kept = path.read_bytes() + (path.with_suffix(".torn").read_bytes() if path.with_suffix(".torn").exists() else b"")
        assert rest in kept
        assert {(d.event_id, d.action) for d in read(tmp_path).decisions if d.reviewer == f"r{number}"} == {
            ("e1", "accept"), ("e2", "reject"),
        }  # fmt: skip


def test_a_log_that_is_looked_at_again_tells_what_a_new_reader_reads(tmp_path: Path) -> None:
    """Lines of others, a torn end, an edit in place, a log made anew, a log that goes: each time as if read from nothing."""
    logs, path = Logs(tmp_path), tmp_path / "ann.jsonl"
    one, two, three = (decision(at=n, event=f"e{n}") for n in (1, 2, 3))

    def same() -> int:
        logs.look()
        assert logs.log() == read(tmp_path)
        return len(logs.log().decisions)

    assert same() == 0
    logs.append([one])
    assert same() == 1
    append(tmp_path, [two, decision(reviewer="bob", at=2)])
    assert same() == 3
    add(path, line_of(three).encode())
    assert same() == 4
    add(path, b"\n" + line_of(three).encode()[:20])
    assert same() == 4 and logs.log().problems
    logs.append([decision(event="e4", at=4)])
    assert same() == 5
    path.write_text(path.read_text(encoding="utf-8").replace('"e1"', '"e7"'), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert same() == 5 and {d.event_id for d in logs.log().decisions} >= {"e7", "e2"}
    path.unlink()
    path.write_text(line_of(three) + "\n", encoding="utf-8")
    assert same() == 2
    path.unlink()
    assert same() == 1
    assert len(logs.known) == 5, "what was known once is not taken back from those who ask for what is new"


def test_saving_costs_the_same_at_the_four_thousandth_decision(tmp_path: Path) -> None:
    logs = Logs(tmp_path)
    logs.append([decision(at=0)])
    first = calls(lambda: logs.append([decision(at=1)]))
    logs.append([decision(at=n, event=f"e{n}") for n in range(4000)])
    assert calls(lambda: logs.append([decision(at=1)])) <= 1.1 * first
    logs.look()
    assert len(logs.known) == 4003


def test_a_killed_writer_leaves_every_line_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full, or the process dies, after any byte of a line: what was saved is there, and what comes later, too."""
    old, new, after = decision(at=1), decision("reject", at=2), decision("comment", at=3, comment="x")
    whole = len(line_of(new)) + 1
    for cut in range(0, whole, 7):
        folder = tmp_path / str(cut)
        append(folder, [old])

        def full(file: object, content: bytes, cut: int = cut) -> None:
            file.write(content[:cut])  # type: ignore[attr-defined]
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched, pytest.raises(DecisionError, match="No space left"):
            patched.setattr("verbale.review.log.log_file._write", full)
            append(folder, [new])
        append(folder, [after])
        assert [d.id for d in read(folder).decisions] == [old.id, after.id]
        append(folder, [new])
        assert {d.id for d in read(folder).decisions} == {old.id, after.id, new.id}


def test_stamps_are_utc() -> None:
    made: Decision = make({"action": "accept", "event_id": "e1", "reviewer": "ann", "at": "2020-06-01T14:00:00+02:00"})
    assert made.at == "2020-06-01T12:00:00.000000Z" and now()[-1] == "Z" and len(now()) == len(made.at)
