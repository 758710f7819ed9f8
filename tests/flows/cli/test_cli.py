"""The command line: what it prints, what it exits with, and what it never imports."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from verbale.extractors.tables import TABLES, value_types
from verbale.flows import settings
from verbale.flows.cli.app import app
from verbale.flows.line.run import OURS, run_line
from verbale.flows.output.table_files import FILES
from verbale.flows.settings import Settings

TEXT = """In March 2003 Norway recalled its ambassador from Chile. Chile protested.

On 4 May 2004 Norway and Chile signed a treaty in Oslo. "We regret it," said the Norwegian government.
"""


def call(*arguments: str | Path):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def tables(folder: Path) -> dict[str, bytes]:
    """All files of a set but run.json, which tells of its run."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in FILES - {"run.json"}}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "first.txt").write_text(TEXT, encoding="utf-8")
    (folder / "second.txt").write_text("Peru expelled two diplomats of Japan in 1999.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def belarus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the bundled text."""
    output = tmp_path_factory.mktemp("belarus") / "outputs"
    assert call("extract", ROOT / "raw_text", output).exit_code == 0
    return output


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    heavy = {"prefect", "spacy", "pandas", "verbale.extractors"}
    code = f"import sys, verbale.flows.cli.app; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout.strip() == "[]"


def test_bundled_model_has_one_name() -> None:
    from verbale.extractors.parse.language import BUNDLED

    assert settings.BUNDLED_MODEL == BUNDLED


def test_tables_are_joined_with_decisions(texts: Path, tmp_path: Path) -> None:
    from verbale.review.log import append, make

    output, decisions = tmp_path / "out", tmp_path / "decisions"
    settings_ = {"input": str(texts), "output": output, "decisions": decisions}
    run_line(Settings(**settings_))
    event = rows(output, "events")[0]
    append(decisions, [make({"action": "accept", "event_id": event["event_id"], "snapshot": event}, reviewer="anna")])
    before = {path.name: path.read_bytes() for path in decisions.iterdir()}
    report = run_line(Settings(**settings_))
    assert "decisions" in report.reasons[0] and report.work["extracted"] == 0
    statuses = {row["event_id"]: row["review_status"] for row in rows(output, "events")}
    assert statuses[event["event_id"]] == "accepted"
    db = sqlite3.connect(output / "verbale.sqlite")
    assert dict(db.execute("SELECT event_id, coalesce(review_status, '') FROM events")) == statuses
    assert db.execute("SELECT event_id, review_status, reviewers, comment FROM reviewed_events").fetchall() == [
        (event["event_id"], "accepted", "anna", None)
    ]
    db.close()
    assert [row["event_id"] for row in rows(output, "reviewed_events")] == [event["event_id"]]
    assert {path.name: path.read_bytes() for path in decisions.iterdir()} == before, "a run never writes decisions"


def test_every_file_of_the_contract_is_written(belarus: Path) -> None:
    assert FILES <= {path.name for path in belarus.iterdir()} <= OURS
    for table, columns in TABLES.items():
        with (belarus / f"{table}.csv").open(encoding="utf-8", newline="") as f:
            assert tuple(next(csv.reader(f))) == columns
    assert [row["status"] for row in rows(belarus, "documents")] == ["ok"]


def typed(cell: str, kind: type) -> Any:
    """A cell of CSV as a database holds it."""
    if not cell:
        return None
    return int(cell == "true") if kind is bool else kind(cell)


def test_sqlite_holds_the_same_rows(belarus: Path) -> None:
    db = sqlite3.connect(belarus / "verbale.sqlite")
    for table, columns in TABLES.items():
        kinds = value_types(table)
        told = [[typed(row[column], kinds[column]) for column in columns] for row in rows(belarus, table)]
        assert [list(cells) for cells in db.execute(f'SELECT * FROM "{table}"')] == told
    db.close()


def test_rows_stand_in_the_order_of_the_text_and_ids_are_unique(belarus: Path) -> None:
    for table in ("events", "candidates", "sentences", "mentions", "dates"):
        offset = "trigger_start" if table in ("events", "candidates") else "char_start"
        found = [int(row[offset]) for row in rows(belarus, table)]
        assert found == sorted(found) and len(found) > 10, table
    pairs = [(row["subject_id"], row["object_id"], row["relation_type"]) for row in rows(belarus, "relations")]
    assert pairs == sorted(pairs)
    for table in set(TABLES) - {"changes"}:
        ids = [row[TABLES[table][0]] for row in rows(belarus, table)]
        assert len(ids) == len(set(ids)), table


def test_every_row_with_offsets_quotes_its_document(belarus: Path) -> None:
    text = (ROOT / "raw_text" / "belarus.txt").read_text(encoding="utf-8")
    spans = {"sentences": [("text", "char_start", "char_end")], "mentions": [("text", "char_start", "char_end")],
             "dates": [("text", "char_start", "char_end")],
             "events": [("trigger", "trigger_start", "trigger_end"), ("quote", "quote_start", "quote_end")]}  # fmt: skip
    checked = dict.fromkeys(spans, 0)
    for table, columns in spans.items():
        for row in rows(belarus, table):
            for shown, start, end in columns:
                assert text[int(row[start]) : int(row[end])] == row[shown], (table, row)
            checked[table] += 1
    assert all(checked.values()), checked


def test_rows_point_at_rows(belarus: Path) -> None:
    ids = {table: {row[TABLES[table][0]] for row in rows(belarus, table)} for table in TABLES}
    for table in ("mentions", "dates", "events"):
        for row in rows(belarus, table):
            assert row["sentence_id"] in ids["sentences"] and row["doc_id"] in ids["documents"]
    for row in rows(belarus, "relations"):
        assert set(row["event_ids"].split(";")) <= ids["events"]


def test_running_twice_gives_the_same_bytes(texts: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert call("extract", texts, one).exit_code == 0
    assert call("extract", texts, two, "--batch-size", "1").exit_code == 0
    assert tables(one) == tables(two)
    before = tables(one)
    assert "nothing changed" in call("extract", texts, one).stdout
    assert tables(one) == before
    assert call("extract", texts, one, "--force").exit_code == 0
    assert tables(one) == before


def test_a_paragraph_on_top_keeps_the_ids_below(belarus: Path, tmp_path: Path) -> None:
    text = (ROOT / "raw_text" / "belarus.txt").read_text(encoding="utf-8")
    (tmp_path / "in").mkdir()
    for sidecar in (ROOT / "raw_text").glob("*.meta.json"):
        (tmp_path / "in" / sidecar.name).write_bytes(sidecar.read_bytes())
    (tmp_path / "in" / "belarus.txt").write_text("Chile opened an embassy in Oslo in May 2001.\n\n" + text, encoding="utf-8")
    assert call("extract", tmp_path / "in", tmp_path / "out").exit_code == 0
    was = {row["event_id"] for row in rows(belarus, "events")}
    now, less = ({row["event_id"] for row in rows(tmp_path / "out", table)} for table in ("events", "candidates"))
    assert was and was <= now | less
    assert len(was - now) <= 2, "only what was hardly an event may be a candidate in another neighbourhood"


def test_changes_tell_what_a_rerun_changed(texts: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    call("extract", texts, output)
    assert rows(output, "changes") == []
    (texts / "second.txt").unlink()
    (texts / "third.txt").write_text("In 2010 Ghana opened an embassy in Lima.\n", encoding="utf-8")
    assert call("extract", texts, output).exit_code == 0
    found = {(row["row_id"], row["change"]) for row in rows(output, "changes") if row["table"] == "documents"}
    assert found == {("second", "removed"), ("third", "added")}
    report = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert report["reasons"] == ["1 document new", "1 document gone"]
    assert "third" in call("changes", output).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "{tmp}/absent", "{tmp}/out"], 2, "no such file or folder"),
        (["extract", "{texts}", "{tmp}/taken"], 1, "a file stands where the output folder should be"),
        (["extract", "{texts}", "/proc/verbale"], 1, "cannot be made"),
        (["extract", "{texts}", "{tmp}/out", "--model", "no_such_model"], 2, "cannot be loaded"),
        (["extract", "{texts}", "{tmp}/out", "--threshold", "0.3", "--floor", "0.5"], 2, "floor: 0.5 is above the threshold 0.3"),
        (["extract", "{texts}", "{tmp}/out", "--floor", "1"], 2, "floor 1.0 is above the threshold 0.65"),
        (["extract", "{texts}", "{tmp}/out", "--family", "no_such_family"], 1, "no_such_family"),
        (["explain", "e0", "--output", "{tmp}/absent"], 1, "no such table"),
        (["run", "{tmp}/absent", "{tmp}/out"], 2, "no such file or folder"),
        (["run", "{texts}", "{tmp}/taken"], 1, "a file stands where the output folder should be"),
        (["schedule", "{texts}", "{tmp}/out"], 2, "say when"),
        (["evaluate", "{texts}"], 1, "no NAME.events.jsonl"),
        (["evaluate", "{tmp}/absent"], 1, "absent: no such folder"),
        (["extract", "{texts}", "{tmp}/out", "--family", "aid,trade"], 1, "name one at a time"),
        (["changes", "{tmp}/absent"], 1, "no such table"),
        (["dates", "{texts}", "{tmp}"], 1, "a folder; name the file to write"),
    ],
)
def test_what_the_user_must_mend_is_one_line(texts: Path, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    result = call(*(a.format(tmp=tmp_path, texts=texts) for a in arguments))
    assert result.exit_code == code
    assert message in result.stderr and result.stderr.count("\n") == 1
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_one_bad_file_does_not_stop_the_others(texts: Path, tmp_path: Path) -> None:
    (texts / "empty.txt").write_bytes(b"")
    (texts / "binary.txt").write_bytes(bytes(range(256)) * 20)
    lines = '{"id": "good", "text": "Ghana left the pact in 2001."}\n{"id": "bad", \n'
    (texts / "lines.jsonl").write_text(lines, encoding="utf-8")
    result = call("extract", texts, tmp_path / "out")
    assert result.exit_code == 1
    statuses = {row["doc_id"]: row["status"] for row in rows(tmp_path / "out", "documents")}
    assert statuses == {"first": "ok", "second": "ok", "empty": "empty", "binary": "failed", "good": "ok", "lines-2": "failed"}
    failures = [line for line in result.stderr.splitlines() if line.startswith("failed")]
    assert len(failures) == 2 and "binary.txt" in failures[0] and "lines.jsonl:2" in failures[1]


def test_a_failing_run_leaves_the_tables(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    call("extract", texts, output)
    before = tables(output)
    target = "verbale.flows.output.merge.write_changes"
    monkeypatch.setattr(target, lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    result = call("extract", texts, output, "--force")
    assert result.exit_code == 1 and "the disk is full" in result.stderr
    assert tables(output) == before


def test_dates_as_table_and_as_timex3(texts: Path, tmp_path: Path) -> None:
    assert call("dates", texts, tmp_path / "dates.csv").exit_code == 0
    with (tmp_path / "dates.csv").open(encoding="utf-8", newline="") as f:
        assert {row["edtf"] for row in csv.DictReader(f)} == {"2003-03", "2004-05-04", "1999"}
    assert call("dates", texts, tmp_path / "dates.jsonl", "--format", "timex3-jsonl").exit_code == 0
    records = [json.loads(line) for line in (tmp_path / "dates.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["doc_id"] for record in records] == ["first", "second"]
    assert {t["value"] for record in records for t in record["timex"]} == {"2003-03", "2004-05-04", "1999"}


def test_explain_tells_why_an_event_is_there(belarus: Path) -> None:
    event = rows(belarus, "events")[0]
    result = call("explain", event["event_id"], "--output", belarus)
    assert result.exit_code == 0
    assert event["relation_type"] in result.stdout and event["rule_id"] in result.stdout
    assert call("explain", "e0", "--output", belarus).exit_code == 2


def test_explain_finds_the_texts_from_another_folder(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for output in ("deep/outputs", tmp_path / "made"):  # with the folder as it was named, and without it: beside the tables
        assert call("extract", "texts/first.txt", output).exit_code == 0
        event = rows(tmp_path / output, "events")[0]
        (tmp_path / "else").mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / "else")
        result = call("explain", event["event_id"], "-o", Path("..", output))
        assert result.exit_code == 0 and event["trigger"] in result.stdout
        monkeypatch.chdir(tmp_path)
    (tmp_path / "made").rename(tmp_path / "else" / "made")
    texts.rename(tmp_path / "gone")
    result = call("explain", event["event_id"], "-o", "else/made")
    assert result.exit_code == 2
    assert "the tables were made of texts/first.txt; start this in the folder where verbale extract was started" in result.stderr


def test_evaluate_scores_as_the_reference_does(shared: Path, belarus: Path) -> None:
    gold, events = str(shared / "gold"), str(belarus / "events.csv")
    reference = [sys.executable, f"{gold}/score_events.py", gold, events, "--json"]
    wanted = json.loads(subprocess.run(reference, capture_output=True, text=True, check=True).stdout)
    found = json.loads(call("evaluate", gold, "--events", events, "--json").stdout)
    for level in ("detect", "typed", "full"):
        for figure in ("p", "r", "f1"):
            assert found[level][figure] == pytest.approx(wanted[level][figure], abs=0.0006), (level, figure)


def test_what_counts_stands_first_among_the_changes(tmp_path: Path) -> None:
    lines = ["table,row_id,change,column,before,after"]
    lines += ["candidates,e3,added,,,x", "events,e1,changed,confidence,0.9,0.8", "events,e2,added,,,y"]
    (tmp_path / "changes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = call("changes", str(tmp_path), "--limit", "2").stdout.splitlines()
    assert [line.split()[2] for line in told[:2]] == ["e2", "e1"]
    assert told[2].startswith("1 more row")
