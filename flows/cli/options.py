"""The options of the commands, made of the fields of the settings: a command that takes ``settings`` gets them all."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from annotated_types import Ge, Le

from verbale.errors import USAGE
from verbale.flows.cli.console import fail
from verbale.flows.settings import Mode, Settings, relation_families

_ARGUMENTS = ("input", "output")
_NAMED = "output_named"
# Spelled otherwise than the field; what is said of them then.
_SPELLED = {
    "families": ("--family",), "learned": (" /--no-learned",), "use_cache": (" /--no-cache",), "force": ("--force",),
    "pairs": ("--pairs",),
}  # fmt: skip
_SAID = {
    "families": f"Only this relation family; may be repeated ({', '.join(relation_families())})",
    "learned": "Leave out what the decisions taught about confidence (verbale learn)",
    "use_cache": "Neither read nor fill the caches",
}
_ONLY_OFF = ("learned", "use_cache")
"""What is on unless it is turned off."""
_TYPES: dict[str, Any] = {"families": list[str]}
"""Where Typer reads another type than the field has."""


def declared(name: str) -> Any:
    """How Typer reads a field of the settings: its name, its help, its bounds."""
    field = Settings.model_fields[name]
    said = _SAID.get(name, field.description)
    if name in _ARGUMENTS:
        return typer.Argument(help=said)
    least: Any = next((bound.ge for bound in field.metadata if isinstance(bound, Ge)), None)
    most: Any = next((bound.le for bound in field.metadata if isinstance(bound, Le)), None)
    return typer.Option(*_SPELLED.get(name, ()), help=said, min=least, max=most, show_default=name not in _ONLY_OFF)


Input = Annotated[str, declared("input")]
Model = Annotated[str, declared("model")]
ModeOption = Annotated[Mode, declared("mode")]
CacheOption = Annotated[Path | None, declared("cache")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="The folder of the tables, as other commands name it")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr")]


def one_output(given: Path, named: Path | None, otherwise: Path = Path("outputs")) -> Path:
    """The folder of the tables, given as an argument or ``named`` by the option; two that differ end the command."""
    if named is None:
        return given
    if given not in (otherwise, named):
        fail(f"two folders of tables: {given} and --output {named}; name one", USAGE)
    return named


def settings_of(**values: Any) -> Settings:
    """Settings from command-line values; a wrong one ends the command with one line."""
    from pydantic import ValidationError

    try:
        return Settings(**values)
    except ValidationError as error:
        problem = error.errors()[0]
        message = problem["msg"].removeprefix("Value error, ")
        fail(f"{'.'.join(map(str, problem['loc']))}: {message}", USAGE)


def _parameter(name: str) -> inspect.Parameter:
    field = Settings.model_fields[name]
    type_: Any = _TYPES.get(name, field.annotation)
    annotation: Any = Annotated[type_, declared(name)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=annotation)


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose first parameter is ``settings``, as one that takes its own options and those of a run.

    The folder of the tables may also be given as ``--output``, as commands that read it have it.
    """
    shared = [_parameter(name) for name in Settings.model_fields]
    own = [p.replace(kind=p.KEYWORD_ONLY) for p in inspect.signature(command).parameters.values()][1:]

    @wraps(command)
    def wrapped(**values: Any) -> None:
        values["output"] = one_output(values["output"], values.pop(_NAMED), Settings.model_fields["output"].default)
        command(settings_of(**{parameter.name: values.pop(parameter.name) for parameter in shared}), **values)

    named = inspect.Parameter(_NAMED, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=OutputOption)
    arguments = [parameter for parameter in shared if parameter.name in _ARGUMENTS]
    options = [parameter for parameter in shared if parameter.name not in _ARGUMENTS]
    signature = inspect.Signature([*arguments, named, *own, *options])
    wrapped.__signature__ = signature  # type: ignore[attr-defined]
    wrapped.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return wrapped
