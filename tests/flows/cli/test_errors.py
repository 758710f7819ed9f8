"""Errors that a user can mend are told in one line each; they are known by their base, wherever they are made."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
import typer

import verbale
from verbale.errors import ACT, USAGE, UsageError, UserError
from verbale.flows.cli.console import plain

# Caught by who calls, and told as a failed document, a refused decision or a left-out picture; or mistakes of a program.
CAUGHT = {"MarkupError", "UnknownEventError", "LexiconError"}


def errors() -> Iterator[type[Exception]]:
    for module in pkgutil.walk_packages(verbale.__path__, "verbale."):
        if module.name.rpartition(".")[2] == "__main__":
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, type) and name.endswith("Error") and value.__module__ == module.name:
                yield value


def test_every_error_is_mendable_or_caught() -> None:
    found = list(errors())
    assert {"InputError", "OutputError", "RuleError", "DecisionError"} <= {error.__name__ for error in found}
    assert {error.__name__ for error in found if not issubclass(error, UserError)} <= CAUGHT


@pytest.mark.parametrize(("error", "code"), [(UserError, ACT), (UsageError, USAGE)])
def test_every_problem_is_a_line(error: type[UserError], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    @plain
    def command() -> None:
        raise error("a.toml: one thing;\na.toml: another\tthing")

    with pytest.raises(typer.Exit) as ended:
        command()
    assert ended.value.exit_code == code
    assert capsys.readouterr().err == "verbale: a.toml: one thing;\nverbale: a.toml: another thing\n"


def test_other_errors_are_not_hidden() -> None:
    @plain
    def command() -> None:
        raise KeyError("a mistake of the program")

    with pytest.raises(KeyError):
        command()
