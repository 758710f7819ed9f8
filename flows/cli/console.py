"""What people see on the terminal: progress on stderr, one line per mishap, a short report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from verbale.errors import ACT, UserError

if TYPE_CHECKING:
    from verbale.flows.line import Report

console = Console(stderr=True)

Taken = ParamSpec("Taken")
Given = TypeVar("Given")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors that users can mend into one line each on stderr and an exit code."""
    try:
        yield
    except UserError as error:
        fail(str(error), error.exit_code)


def plain(command: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """A command whose mendable errors are told in one line."""

    @wraps(command)
    def wrapped(*args: Taken.args, **kwargs: Taken.kwargs) -> Given:
        with plain_errors():
            return command(*args, **kwargs)

    return wrapped


def fail(message: str, code: int = ACT) -> NoReturn:
    """The message on stderr, one line for every problem that it tells of, then the end."""
    for problem in message.splitlines():
        sys.stderr.write(f"verbale: {' '.join(problem.split())}\n")
    raise typer.Exit(code)


class Bars:
    """An observer of a run that draws progress bars where stderr is a terminal, and says one line per step where it is not.

    ``on_tables`` is called when the tables are in their place.
    """

    def __init__(self, verbose: bool = False, on_tables: Callable[[Report], object] | None = None) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task: TaskID | None = None
        self.verbose = verbose
        self._on_tables = on_tables

    def __enter__(self) -> Bars:
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
            self.tell(message)

    def tell(self, message: str) -> None:
        self._progress.console.print(message, highlight=False, markup=False)

    def placed(self, report: Report) -> None:
        if self._on_tables is not None:
            self._progress.stop()
            self._on_tables(report)
            self._progress.start()
