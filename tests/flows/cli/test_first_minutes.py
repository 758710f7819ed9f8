"""What a newcomer sees: rows, where the rest is, what to do next; nothing left behind by what failed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.flows.cli.app import app
from verbale.flows.output.folder import OutputError, made_output, output_lock

TEXT = "In 1999 Peru signed a treaty with Japan.\n"


def call(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), input=given)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_CACHE", str(tmp_path / "cache"))


def test_version_and_short_help() -> None:
    code, said, _ = call("--version")
    assert code == 0 and said.startswith("verbale ")
    assert call("extract", "-h")[0] == call("-h")[0] == 0


def test_rows_and_next_steps_follow_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    code, _, told = call("extract", str(tmp_path / "a.txt"), str(out))
    assert code == 0 and "treaty.sign" in told and "PER, JPN" in told
    assert f"All rows: {out / 'events.csv'}" in told and f"Next: verbale review {out}" in told
    assert call("extract", str(tmp_path / "a.txt"), str(out), "--quiet") == (0, "", "")


def test_rows_that_nobody_asserts_are_shown_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The president of Peru will visit Japan in May 2001.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("In 2003 Ghana did not recall its ambassador from Togo.\n", encoding="utf-8")
    told = call("extract", str(tmp_path / "[ab].txt"), str(tmp_path / "out"))[2]
    assert "meeting.visit (planned)" in told and "envoy.recall (not)" in told


def test_a_text_with_nothing_in_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n", encoding="utf-8")
    told = call("extract", str(tmp_path / "a.txt"), str(tmp_path / "out"), "-q")
    assert told == (0, "", f"note: {tmp_path / 'a.txt'}: no text to read; fill it or leave it out\n")


def test_the_same_of_many_texts_is_told_once(tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    for name in "abc":
        (texts / f"{name}.txt").touch()
    (texts / "d.txt").write_text(
        "Le Pérou a signé un traité avec le Japon, et le Chili a rappelé son ambassadeur.\n", encoding="utf-8"
    )
    told = call("extract", str(texts), str(tmp_path / "out"), "-q")[2].splitlines()
    assert told[0].endswith("a.txt and 2 more: no text to read; fill it or leave it out")
    assert len(told) == 2 and "d.txt: not in English (fr)" in told[1]


def test_whoever_interrupts_is_told_how_things_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("verbale.flows.line.run_line", interrupted)
    code, said, told = call("extract", str(tmp_path / "a.txt"), str(tmp_path / "out"))
    assert (code, said) == (130, "") and told.startswith("verbale: interrupted; ") and told.count("\n") == 1


def test_a_text_is_piped_in_and_events_out() -> None:
    code, said, _ = call("extract", "-", "-", given=TEXT)
    (row,) = csv.DictReader(io.StringIO(said))
    assert code == 0 and (row["doc_id"], row["relation_type"], row["date_edtf"]) == ("stdin", "treaty.sign", "1999")


def test_what_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    assert call("extract", str(tmp_path / "none.txt"), str(tmp_path / "out"))[0] == 2
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert call("extract", str(tmp_path / "a.txt"), str(tmp_path / "out"), "--model", "no_such_model")[0] == 2
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("a.txt", "cache")] == []


def test_an_output_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError), made_output(tmp_path / "out") as output, output_lock(output):
        raise OutputError("full")
    assert (tmp_path / "out").is_dir()


def test_a_server_that_is_away_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    code, said, told = call("run", str(tmp_path / "a.txt"), str(tmp_path / "out"))
    away = "verbale: http://127.0.0.1:9/api: no Prefect server answers there; start it or unset PREFECT_API_URL\n"
    assert (code, said, told) == (2, "", away) and not (tmp_path / "out").exists()


def test_the_folder_of_the_tables_has_one_name_in_all_commands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = str(tmp_path / "out")
    assert call("extract", str(tmp_path / "a.txt"), "--output", out, "-q") == (0, "", "")
    assert "no change" in call("changes", "-o", out)[1].lower()
    code, _, told = call("extract", str(tmp_path / "a.txt"), out, "--output", str(tmp_path / "other"))
    assert code == 2 and told.startswith("verbale: two folders of tables:") and not (tmp_path / "other").exists()


def test_completion_and_quiet_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_VERBALE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "verbale ex")
    monkeypatch.setenv("COMP_CWORD", "1")
    said = CliRunner().invoke(app, [], prog_name="verbale").stdout
    assert {"extract", "explain", "export"} <= set(said.split())


def test_an_unknown_family_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, _, told = call("extract", str(tmp_path / "a.txt"), str(tmp_path / "out"), "--family", "zebra")
    assert code == 1 and "no family 'zebra'; there are aid, " in told and "treaty" in told and told.count("\n") == 1


def test_a_server_that_does_not_start_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.flows import extract
    from verbale.flows.on_prefect import server

    def late(**_: object) -> None:
        raise RuntimeError("Timed out while attempting to connect to ephemeral Prefect API server.")

    monkeypatch.setattr(server, "check_server", lambda: None)
    monkeypatch.setattr(extract, "extract_events", late)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, said, told = call("run", str(tmp_path / "a.txt"), str(tmp_path / "out"))
    assert (code, said) == (2, "") and told.count("\n") == 1 and "did not start within" in told and "verbale extract" in told
    assert not (tmp_path / "out").exists()
