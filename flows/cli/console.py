"""What people see on the terminal: progress on stderr, one line per mishap, a short report."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

console = Console(stderr=True)
EXIT_ACT, EXIT_USAGE = 1, 2
# Errors whose message is one line with the mend, by name: importing their modules here would cost seconds on ``--help``.
_PLAIN = {
    "InputError": EXIT_USAGE,
    "ModelError": EXIT_USAGE,
    "SettingsError": EXIT_USAGE,
    "OutputError": EXIT_ACT,
    "RuleError": EXIT_ACT,
    "GazetteerError": EXIT_ACT,
    "GoldError": EXIT_ACT,
    "CacheError": EXIT_ACT,
    "RunnerError": EXIT_USAGE,
    "ScheduleError": EXIT_USAGE,
    "DecisionError": EXIT_ACT,
    "NoOutputsError": EXIT_ACT,
}


def one_line(error: BaseException) -> str:
    return " ".join(str(error).split())


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors that users can mend into one line on stderr and an exit code."""
    try:
        yield
    except Exception as error:
        name, home = type(error).__name__, type(error).__module__.partition(".")[0]
        if name in _PLAIN and home == "verbale":
            fail(one_line(error), _PLAIN[name])
        raise


def plain(command):
    """A command whose mendable errors are told in one line."""

    @wraps(command)
    def wrapped(*args, **kwargs):
        with plain_errors():
            return command(*args, **kwargs)

    return wrapped


def fail(message: str, code: int = EXIT_ACT) -> None:
    """One line on stderr, then the end."""
    sys.stderr.write(f"verbale: {message}\n")
    raise typer.Exit(code)


class Bars:
    """An observer of a run that draws progress bars where stderr is a terminal, and says one line per step where it is not."""

    def __init__(self, verbose: bool = False) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task: TaskID | None = None
        self.verbose = verbose

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def stage(self, name: str, total: int | None = None) -> None:
        if self._task is not None:
            self._progress.update(self._task, visible=False)
        self._task = self._progress.add_task(name, total=total)
        if self.verbose and not console.is_terminal:
            self.note(f"{name}: {total} documents" if total is not None else name)

    def advance(self, documents: int) -> None:
        if self._task is not None:
            self._progress.advance(self._task, documents)

    def note(self, message: str) -> None:
        if self.verbose:
            self._progress.console.print(message, highlight=False, markup=False)
