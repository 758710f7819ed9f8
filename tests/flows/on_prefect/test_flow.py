"""The Prefect flow runs, tells, and gives the very tables of the plain command line."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.flows.on_prefect.schedules import free_port
from verbale.flows.line.collector import Collector
from verbale.flows.line.run import run_line
from verbale.flows.on_prefect.start import prepare
from verbale.flows.output.document_rows import Contribution
from verbale.flows.output.folder import check_output, output_lock
from verbale.flows.output.table_files import FILES
from verbale.flows.settings import Settings


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Norway recalled its ambassador from Chile in March 2003.\n", encoding="utf-8")
    (folder / "b.txt").write_text("In 1999 Peru signed a treaty with Japan.\n", encoding="utf-8")
    return folder


def test_flow_and_line_give_the_same_tables(prefect_server: None, texts: Path, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from verbale.flows.extract import extract_events

    flowed, lined = tmp_path / "flowed", tmp_path / "lined"
    report = extract_events(input=str(texts), output=flowed, batch_size=1, use_cache=False)
    run_line(Settings(input=str(texts), output=lined, use_cache=False))
    for name in FILES - {"run.json"}:
        assert (flowed / name).read_bytes() == (lined / name).read_bytes(), name
    assert report.documents == {"ok": 2}
    with get_client(sync_client=True) as client:
        (run,) = (run for run in client.read_flow_runs() if run.name.startswith("texts-to-flowed-"))
        artifacts = {artifact.key for artifact in client.read_artifacts() if artifact.flow_run_id == run.id}
        names = {task.name for task in client.read_task_runs() if task.flow_run_id == run.id}
    assert run.state_type == "COMPLETED"
    assert artifacts == {"run-report", "progress", "events-preview", "relations-preview"}
    assert {"batch 0", "batch 1"} <= names


def test_processes_give_the_same_tables(prefect_server: None, texts: Path, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from verbale.flows.extract import extract_events

    apart, lined = tmp_path / "apart", tmp_path / "lined"
    extract_events(input=str(texts), output=apart, batch_size=1, runner="processes", workers=1, use_cache=False)
    run_line(Settings(input=str(texts), output=lined, use_cache=False))
    for name in FILES - {"run.json"}:
        assert (apart / name).read_bytes() == (lined / name).read_bytes(), name
    with get_client(sync_client=True) as client:
        (run,) = (run for run in client.read_flow_runs() if run.name.startswith("texts-to-apart-"))
        states = {task.name: task.state_type for task in client.read_task_runs() if task.flow_run_id == run.id}
    assert states["batch 0"] == states["batch 1"] == "COMPLETED"


def test_failed_documents_are_named(prefect_server: None, texts: Path, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from verbale.flows.extract import extract_events

    (texts / "binary.txt").write_bytes(bytes(range(256)) * 20)
    state = extract_events(input=str(texts), output=tmp_path / "out", return_state=True)
    assert state.name == "Completed with failures" and "1 of 3" in (state.message or "")
    with get_client(sync_client=True) as client:
        failed = [artifact for artifact in client.read_artifacts() if artifact.key == "failed-documents"]
    assert len(failed) == 1 and "binary.txt" in str(failed[0].data)


def test_parameters_become_a_form() -> None:
    prepare()
    from prefect.utilities.callables import parameter_schema

    from verbale.flows.extract import extract_events

    properties = parameter_schema(extract_events).model_dump()["properties"]
    assert "envoy" in properties["families"]["items"]["anyOf"][0]["enum"], "offered"
    assert properties["families"]["items"]["anyOf"][1] == {"type": "string"}, "a family of the user's own"
    assert properties["mode"]["enum"] == ["auto", "narrative", "news"]
    assert properties["batch_size"]["minimum"] == 1 and properties["output"]["format"] == "path"
    assert all(field.get("description") for field in properties.values()), "every field of the form has its help"


def test_the_form_the_command_line_and_the_settings_agree() -> None:
    prepare()
    import inspect

    from verbale.flows.cli.options import with_settings
    from verbale.flows.extract import extract_events

    given: list[Settings] = []
    with_settings(lambda settings: given.append(settings))(**{
        name: parameter.default for name, parameter in inspect.signature(with_settings(lambda settings: None)).parameters.items()
    })  # fmt: skip
    form = {name: parameter.default for name, parameter in inspect.signature(extract_events.fn).parameters.items()}
    assert form | {"families": tuple(form["families"])} == Settings().model_dump() == given[0].model_dump()


def test_the_report_tells_what_changed(prefect_server: None, texts: Path, tmp_path: Path) -> None:
    from verbale.flows.on_prefect.artifacts import rows
    from verbale.flows.report import markdown

    settings = Settings(input=str(texts), output=tmp_path / "out", use_cache=False)
    first = markdown(run_line(settings), settings.output, [])
    assert first.startswith("# 2 events from 2 documents\n") and "## Rows" in first and "`events.csv`" in first
    (texts / "b.txt").write_text("In 1999 Peru recalled its ambassador from Japan | Tokyo.\n", encoding="utf-8")
    (texts / "bin.txt").write_bytes(bytes(range(256)) * 20)
    report = run_line(settings)
    changes = rows(settings.output / "changes.csv", ("table", "change", "column", "before", "after", "row_id"), ("events",))
    text = markdown(report, settings.output, changes)
    assert text.startswith("# 2 events from 3 documents, 1 failed\n") and "bin.txt: binary data" in text
    assert "| removed | `treaty.sign` | " in text and "| added | `envoy.recall` | PER | JPN | 1999 |" in text
    again = run_line(settings)
    assert markdown(again, settings.output, []).startswith("# Nothing changed: 2 events stand as they are, 1 failed\n")


def test_a_failed_run_says_why_and_what_to_do(prefect_server: None, texts: Path, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from verbale.flows.extract import extract_events

    state = extract_events(input=str(texts / "absent"), output=tmp_path / "out", return_state=True)
    assert state.is_failed() and "absent: no such file or folder; check the path" in (state.message or "")
    with get_client(sync_client=True) as client:
        (told,) = [artifact for artifact in client.read_artifacts() if artifact.key == "run-failure"]
    assert told.flow_run_id and "no such file or folder" in str(told.data) and "What to do" in str(told.data)


def test_telling_waits_for_the_server_and_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    prepare()
    import httpx

    from verbale.flows.on_prefect import artifacts

    monkeypatch.setattr(artifacts, "_PAUSE", 0.0)
    answers = [httpx.ConnectError("refused"), httpx.ConnectError("refused"), None]

    def tell() -> None:
        if error := answers.pop(0):
            raise error

    assert artifacts.patiently(tell) and not answers
    answers = [httpx.ReadError("gone")]
    assert artifacts.once(tell) is None and not answers
    monkeypatch.setattr(artifacts, "_PATIENCE", 0.0)
    answers = [httpx.ConnectError("refused")] * 10
    assert not artifacts.patiently(tell)
    refused = httpx.Response(422, request=httpx.Request("POST", "http://127.0.0.1/"))
    answers = [httpx.HTTPStatusError("refused", request=refused.request, response=refused)]
    with pytest.raises(httpx.HTTPStatusError):
        artifacts.patiently(tell)


@pytest.mark.with_review  # the command line makes pages, and would see that there are none
def test_flow_and_command_line_at_once(prefect_server: None, texts: Path, tmp_path: Path) -> None:
    """Whoever comes later waits, then sees that nothing is left to do."""
    from verbale.flows.extract import extract_events

    output, held, go = tmp_path / "out", threading.Event(), threading.Event()

    def hold() -> None:
        with output_lock(check_output(output)):
            held.set()
            go.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(60)
    command = [sys.executable, "-m", "verbale.flows", "extract", str(texts), str(output)]
    lined = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    threading.Timer(3, go.set).start()
    report = extract_events(input=str(texts), output=output)
    said = lined.communicate(timeout=120)[0]
    holder.join()
    assert lined.returncode == 0 and report.changed_anything == ("nothing changed" in said)
    assert report.documents == {"ok": 2}


def test_the_timeline_names_round_years() -> None:
    from collections import Counter

    from verbale.flows.on_prefect.timeline import ticks, timeline

    assert ticks(1945, 2020) == [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]
    assert ticks(2003, 2003) == [2003] and ticks(-44, 14) == [-40, -35, -30, -25, -20, -15, -10, -5, 0, 5, 10] and ticks(1, 999)
    assert timeline(Counter()) == "" and timeline(Counter({2003: 2, 2008: 1})).count("<rect") == 2


DaskCluster = tuple[str, list["subprocess.Popen[bytes]"]]
_LIMIT = "2GB"
"""A worker near its limit puts results on disk, then pauses: what a batch leaves behind must not add up to that."""


@pytest.fixture
def dask_cluster(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler and two workers started by hand, each with a limit of memory."""
    pytest.importorskip("prefect_dask", reason="the extra dask is not installed")
    log = (tmp_path / "dask.log").open("wb")
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    start = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    work_ = [sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny",
             "--local-directory", str(tmp_path), "--memory-limit", _LIMIT]  # fmt: skip
    children = [subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT) for command in (start, work_, work_)]
    yield address, children[1:]
    for child in children:
        child.kill()
        child.wait()


def test_a_dask_cluster_gives_the_same_tables(
    prefect_server: None, tmp_path: Path, dask_cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """... even when one of its two workers is killed in the middle."""
    from verbale.flows.extract import extract_events

    address, workers = dask_cluster
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(12):
        text = f"In {1980 + number} Norway recalled its ambassador from Chile.\n"
        (texts / f"{number:02}.txt").write_text(text, encoding="utf-8")
    run_line(Settings(input=str(texts), output=tmp_path / "local", use_cache=False))
    take = Collector.take

    def kill_one_and_take(collector: Collector, found: Contribution) -> None:
        workers[0].kill()
        take(collector, found)

    monkeypatch.setattr(Collector, "take", kill_one_and_take)
    extract_events(input=str(texts), output=tmp_path / "dask", runner="dask", dask_address=address, batch_size=2, use_cache=False)
    assert workers[0].poll() is not None
    for name in FILES - {"run.json"}:
        assert (tmp_path / "dask" / name).read_bytes() == (tmp_path / "local" / name).read_bytes(), name
