"""``outputs/`` replaced as a whole: at every moment it holds the tables of one run, all of them, or those of the run before.

The new set is written in full into a hidden folder beside ``outputs/`` (so on the same file system) and synced to disk; then the
two folders change names in one system call, ``renameat2(RENAME_EXCHANGE)`` (``renamex_np(RENAME_SWAP)`` on macOS). There is no
moment in between, so neither ``kill -9`` nor a reader finds a mixture. Two other ways were weighed: renaming file by file with
a journal leaves a mixture until the next start; symbolic links into versioned folders are atomic, but ``outputs/`` would no
longer hold plain files that can be mailed, archived and opened anywhere. Files that are not ours move over as hard links.

Where folders cannot be exchanged (``outputs/`` is a mount point, the folder above is read-only, an old kernel, or this very
process stands inside ``outputs/``), a roll-forward journal takes over: each file is whole at every moment, and an interrupted
replacement is completed by the next run before it does anything else.
"""

import errno
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from verbale.errors import UserError
from verbale.flows.output.exchange import exchange, exchange_works

_JOURNAL = ".verbale-journal.json"
_MARK = ".verbale-"


class OutputError(UserError):
    """The output folder cannot be used or written; one line with the path and the mend."""


def check_apart(source: str, output: Path) -> None:
    """Raises OutputError where tables would lie among the texts, or texts among the tables: one would be read as the other."""
    given, tables = Path(source).expanduser(), output.resolve()
    if not given.exists():
        return
    texts = given.resolve()
    if given.is_dir() and (tables == texts or texts in tables.parents):
        raise OutputError(
            f"{output}: lies in the input folder {source}, where tables would be read as texts; choose another folder"
        )
    if tables in texts.parents:
        raise OutputError(f"{source}: lies in the output folder {output}, which holds tables only; choose another folder")


def check_output(folder: Path) -> Path:
    """The real path of an output folder, created where missing. Raises OutputError where it can be none."""
    folder = folder.expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: a file stands where the output folder should be; move it or name another OUTPUT")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror}); name an OUTPUT that you may write") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{folder}: not writable; change its permissions or name another OUTPUT")
    return folder


@contextmanager
def made_output(folder: Path) -> Iterator[Path]:
    """What ``check_output`` gives; a folder that was made for work which then fails is taken away again with its lock."""
    before = folder.expanduser().resolve().exists()
    output = check_output(folder)
    try:
        yield output
    except BaseException:
        if not before and not any(file for file in output.iterdir() if file.name != f"{_MARK}lock"):
            # Whoever waits for the lock finds it gone and takes a new one.
            _lock_of(output).unlink(missing_ok=True)
            output.rmdir()
        raise


def _lock_of(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.lock" if os.access(folder.parent, os.W_OK) else folder / f"{_MARK}lock"


@contextmanager
def output_lock(folder: Path, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """One writer at a time, whoever it is (command line, schedule, another deployment); a later one waits, and ``on_wait`` tells.

    ``folder`` is what ``check_output`` gave. The lock file stays; the lock itself ends with the process that held it.
    """
    lock = FileLock(_lock_of(folder))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if on_wait:
            on_wait()
        lock.acquire()
    except OSError as error:
        raise _explained(folder, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def replacing(folder: Path, ours: Collection[str]) -> Iterator[Path]:
    """Gives an empty folder to write the new set of files into; on leaving it without an error the set takes its place.

    ``ours`` names the files that belong to the set: those of the old set that the new one lacks are gone afterwards, every
    other file in ``folder`` is kept. On an error nothing in ``folder`` changes. The caller holds ``output_lock``.
    """
    recover(folder, ours)
    try:
        stage = _make_stage(folder)
    except OSError as error:
        raise _explained(folder, error) from error
    try:
        yield stage
        _sync(stage)
        _take_over(stage, folder, ours)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM):
            raise _explained(folder, error) from error
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise _explained(folder, OSError(errno.ENOSPC, str(error))) from error
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def recover(folder: Path, ours: Collection[str]) -> None:
    """Complete or clear away what a killed run left. The caller holds ``output_lock``."""
    if is_interrupted(folder):
        _roll_forward(folder, ours)
    for left in _stages(folder):
        if not _is_unfinished(left):
            _keep_files_of_others(left, folder, ours, newer_only=True)
        shutil.rmtree(left, ignore_errors=True)


def is_interrupted(folder: Path) -> bool:
    """Whether files are being replaced one by one, or were when a run was killed."""
    return (folder / _JOURNAL).exists()


def _explained(folder: Path, error: OSError) -> OutputError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError(f"{folder}: the disk is full; free some space and run again (the tables there are untouched)")
    return OutputError(f"{folder}: cannot be written ({error.strerror}); the tables there are untouched")


def _make_stage(folder: Path) -> Path:
    """A hidden folder that bears the number of its own inode: after an exchange name and number no longer agree."""
    where = folder.parent if _mayexchange(folder) else folder
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}{_MARK}", dir=where))
    stage = made.with_name(f".{folder.name}{_MARK}{made.stat().st_ino}")
    made.rename(stage)
    stage.chmod(folder.stat().st_mode & 0o7777)
    return stage


def _mayexchange(folder: Path) -> bool:
    above = folder.parent
    here = Path.cwd()
    inside = here == folder or folder in here.parents
    return os.access(above, os.W_OK) and above.stat().st_dev == folder.stat().st_dev and not folder.is_mount() and not inside


def _stages(folder: Path) -> list[Path]:
    pattern = f".{folder.name}{_MARK}*"
    return [p for where in (folder.parent, folder) for p in sorted(where.glob(pattern)) if p.is_dir()]


def _is_unfinished(stage: Path) -> bool:
    number = stage.name.rpartition("-")[2]
    return number == str(stage.stat().st_ino) or not number.isdigit()


def _take_over(stage: Path, folder: Path, ours: Collection[str]) -> None:
    if stage.parent != folder and exchange_works():
        _link_files_of_others(folder, stage, ours)
        _sync_folder(stage)
        if exchange(stage, folder):
            _sync_folder(folder.parent)
            _keep_files_of_others(stage, folder, ours, newer_only=False)
            return
    _replace_by_journal(stage, folder, ours)


def _others(folder: Path, ours: Collection[str]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        at_top = Path(root) == folder
        folders[:] = [f for f in folders if not (at_top and f.startswith(f".{folder.name}{_MARK}"))]
        links = [f for f in folders if (Path(root) / f).is_symlink()]
        folders[:] = [f for f in folders if f not in links]
        for name in (*folders, *files, *links):
            if not (at_top and (name in ours or name == _JOURNAL)):
                yield Path(root, name).relative_to(folder)


def _link_files_of_others(old: Path, new: Path, ours: Collection[str]) -> None:
    for name in _others(old, ours):
        source, target = old / name, new / name
        if source.is_dir() and not source.is_symlink():
            target.mkdir(exist_ok=True)
            shutil.copystat(source, target)
            continue
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)


def _keep_files_of_others(old: Path, new: Path, ours: Collection[str], *, newer_only: bool) -> None:
    """Carry over what somebody wrote into the old folder between the linking and the exchange."""
    for name in _others(old, ours):
        source, target = old / name, new / name
        if source.is_dir() and not source.is_symlink():
            target.mkdir(exist_ok=True)
        elif not os.path.lexists(target) or (
            not os.path.samestat(source.lstat(), target.lstat())
            and (source.lstat().st_mtime_ns > target.lstat().st_mtime_ns or not newer_only)
        ):
            source.replace(target)


def _replace_by_journal(stage: Path, folder: Path, ours: Collection[str]) -> None:
    if stage.parent != folder:
        for name in _others(stage, ours):
            if not (stage / name).is_dir():
                (stage / name).unlink()
        stage = stage.rename(folder / stage.name)
    files = sorted(f.name for f in stage.iterdir() if f.is_file() and f.name in ours)
    draft = stage / _JOURNAL
    draft.write_text(json.dumps({"stage": stage.name, "files": files}), encoding="utf-8")
    _sync(stage)
    draft.replace(folder / _JOURNAL)
    _sync_folder(folder)
    _roll_forward(folder, ours)


def _roll_forward(folder: Path, ours: Collection[str]) -> None:
    journal = json.loads((folder / _JOURNAL).read_text(encoding="utf-8"))
    stage = folder / journal["stage"]
    for name in journal["files"]:
        if (stage / name).exists():
            (stage / name).replace(folder / name)
    for name in set(ours) - set(journal["files"]):
        (folder / name).unlink(missing_ok=True)
    _sync_folder(folder)
    (folder / _JOURNAL).unlink()
    shutil.rmtree(stage, ignore_errors=True)


def replace_file(path: Path, content: bytes) -> None:
    """Write one file so that it is there whole or not at all."""
    # Not tempfile, whose files nobody else may read, whatever the umask says.
    draft = path.with_name(f".{path.name}.{uuid4().hex[:12]}")
    try:
        with draft.open("xb") as f:
            f.write(content)
            f.flush()
            os.fsync(f.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    for file in folder.iterdir():
        if file.is_file():
            with file.open("rb") as f:
                os.fsync(f.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
