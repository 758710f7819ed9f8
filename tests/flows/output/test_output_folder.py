"""The output folder is replaced as a whole, whatever happens in between, and nothing of the user's in it is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from verbale.flows.output import folder as output_folder
from verbale.flows.output.folder import OutputError, check_apart, check_output, output_lock, recover, replace_file, replacing

OURS = frozenset({"a.csv", "b.csv", "c.csv", "run.json"})


def write_set(folder: Path, mark: str, names: frozenset[str] = OURS) -> None:
    with replacing(folder, OURS) as stage:
        for name in names:
            (stage / name).write_text(mark * 2000, encoding="utf-8")


def marks(folder: Path) -> set[str]:
    """The set of marks that the files of a folder bear: a whole set has one."""
    return {(folder / name).read_text(encoding="utf-8")[:1] for name in OURS if (folder / name).exists()}


def leftovers(folder: Path) -> list[str]:
    return [p.name for where in (folder, folder.parent) for p in where.iterdir() if p.is_dir() and ".verbale-" in p.name]


@pytest.fixture(params=["exchange", "journal"])
def output(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder, replaced in either way."""
    if request.param == "journal":
        monkeypatch.setattr(output_folder, "exchange_works", lambda: False)
    elif not output_folder.exchange_works():
        pytest.skip("this system cannot exchange folders")
    return check_output(tmp_path / "outputs")


def test_a_set_takes_the_place_of_the_one_before(output: Path) -> None:
    write_set(output, "1")
    write_set(output, "2", OURS - {"c.csv"})
    assert marks(output) == {"2"}
    assert {p.name for p in output.iterdir()} == OURS - {"c.csv"}
    assert leftovers(output) == []


def test_files_of_the_user_stay(output: Path) -> None:
    (output / ".gitkeep").touch()
    (output / "notes").mkdir()
    (output / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    (output / "link").symlink_to("notes/mine.txt")
    write_set(output, "1")
    assert (output / "notes" / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (output / "link").is_symlink() and (output / ".gitkeep").exists()
    assert marks(output) == {"1"}


def test_an_error_in_between_changes_nothing(output: Path) -> None:
    write_set(output, "1")
    with pytest.raises(RuntimeError, match="in the middle"), replacing(output, OURS) as stage:
        (stage / "a.csv").write_text("2", encoding="utf-8")
        raise RuntimeError("in the middle")
    assert marks(output) == {"1"}
    assert leftovers(output) == []


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="a file stands where the output folder should be"):
        check_output(tmp_path / "taken")
    with pytest.raises(OutputError, match="cannot be made"):
        check_output(tmp_path / "taken" / "below")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_what_the_user_wrote_during_the_exchange_is_kept(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output / "old.txt").write_text("old", encoding="utf-8")
    exchange = output_folder.exchange

    def write_then_exchange(a: Path, b: Path) -> bool:
        replace_file(output / "old.txt", b"newer")
        (output / "new.txt").write_text("new", encoding="utf-8")
        return exchange(a, b)

    monkeypatch.setattr(output_folder, "exchange", write_then_exchange)
    write_set(output, "1")
    if output_folder.exchange_works():
        assert (output / "new.txt").read_text(encoding="utf-8") == "new"
        assert (output / "old.txt").read_text(encoding="utf-8") == "newer"


def test_inside_the_output_folder_the_journal_takes_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = check_output(tmp_path / "outputs")
    monkeypatch.chdir(output)
    inode = output.stat().st_ino
    write_set(output, "1")
    assert output.stat().st_ino == inode and marks(output) == {"1"}


def _write_for_ever(folder: Path, exchange: bool) -> None:
    if not exchange:
        output_folder.exchange_works = lambda: False
    for number in range(1_000_000):
        with output_lock(folder):
            write_set(folder, str(number % 10))


@pytest.mark.parametrize("exchange", [True, False])
def test_a_killed_writer_leaves_a_whole_set(tmp_path: Path, exchange: bool) -> None:
    """Kill -9 at twenty moments (``test_line_kills`` has every line).

    The exchange leaves one whole set each time; the journal does once it was rolled forward.
    """
    if exchange and not output_folder.exchange_works():
        pytest.skip("this system cannot exchange folders")
    output = check_output(tmp_path / "outputs")
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    write_set(output, "x")
    fork = multiprocessing.get_context("fork")
    for round_ in range(20):
        writer = fork.Process(target=_write_for_ever, args=(output, exchange))
        writer.start()
        time.sleep(0.01 + 0.0034 * round_)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        if not exchange:
            with output_lock(output):
                recover(output, OURS)
        assert len(marks(output)) == 1, f"round {round_}"
        assert all((output / name).stat().st_size == 2000 for name in OURS)
        assert (output / "mine.txt").read_text(encoding="utf-8") == "mine"
    write_set(output, "y")
    assert marks(output) == {"y"} and leftovers(output) == []


def test_a_reader_never_finds_a_mixture(tmp_path: Path) -> None:
    """However often the set is replaced, a table is always there, and whole."""
    output = check_output(tmp_path / "outputs")
    write_set(output, "0")
    stop = threading.Event()
    found: set[int] = set()

    def read() -> None:
        while not stop.is_set():
            try:
                found.add(len((output / "a.csv").read_text(encoding="utf-8")))
            except OSError:
                found.add(-1)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        write_set(output, str(number % 10))
    stop.set()
    reader.join()
    assert found == {2000}


def test_a_second_writer_waits(tmp_path: Path) -> None:
    output = check_output(tmp_path / "outputs")
    told: list[str] = []
    order: list[str] = []

    def second() -> None:
        with output_lock(output, lambda: told.append("waiting")):
            order.append("second")

    with output_lock(output):
        thread = threading.Thread(target=second)
        thread.start()
        while not told:
            time.sleep(0.01)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """/dev/full stands in for a disk without space: writing to it fails as there."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    output = check_output(tmp_path / "outputs")
    write_set(output, "1")
    with pytest.raises(OutputError, match="the disk is full"), replacing(output, OURS):
        Path("/dev/full").write_text("x" * 10, encoding="utf-8")
    assert marks(output) == {"1"}


def test_tables_and_texts_lie_apart(tmp_path: Path) -> None:
    texts, tables = tmp_path / "texts", tmp_path / "tables"
    texts.mkdir()
    (tables / "more").mkdir(parents=True)
    check_apart(str(texts), tables)
    check_apart(str(texts / "*.txt"), texts / "tables")  # a pattern of texts reads no tables
    for source, output, what in ((texts, texts / "out", "input"), (texts, texts, "input"), (tables / "more", tables, "output")):
        with pytest.raises(OutputError, match=f"lies in the {what} folder"):
            check_apart(str(source), output)


def test_a_single_file_is_as_open_as_the_umask_says(tmp_path: Path) -> None:
    for mask, mode in ((0o077, 0o600), (0o027, 0o640), (0o002, 0o664)):
        before = os.umask(mask)
        try:
            replace_file(tmp_path / "run.json", b"{}")
        finally:
            os.umask(before)
        assert (tmp_path / "run.json").stat().st_mode & 0o777 == mode and [f.name for f in tmp_path.iterdir()] == ["run.json"]
