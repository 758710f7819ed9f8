"""The options that ``extract``, ``run`` and ``schedule`` share, in one place: a command that takes ``settings`` gets them all."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from verbale.flows.cli.console import EXIT_USAGE, fail
from verbale.flows.settings import BUNDLED_MODEL, Mode, Runner, Settings

Input = Annotated[str, typer.Argument(help="A text, a folder of texts, or a glob in quotes")]
Output = Annotated[Path, typer.Argument(help="The folder of the tables; your own files in it are kept")]
Model = Annotated[str, typer.Option(help="The bundled pipeline, or the name or path of an installed spaCy pipeline")]
Families = Annotated[list[str] | None, typer.Option("--family", help="Only this relation family; may be repeated")]
ModeOption = Annotated[Mode, typer.Option(help="How relative dates resolve: as in narrative or news, or judged from the text")]
Actors = Annotated[Path | None, typer.Option(help="A folder of actor tables of your own, added to the gazetteer")]
Decisions = Annotated[Path, typer.Option(help="The folder of the reviewers' logs; a run never writes there")]
Force = Annotated[bool, typer.Option("--force", help="Work everything out anew")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr")]
RunnerOption = Annotated[
    Runner, typer.Option(help="Work here, in processes, or on Dask (run, schedule); auto: in processes for much text")
]
Workers = Annotated[int, typer.Option(min=0, max=256, help="Processes to work in; 0: one per core, eight at most")]
DaskAddress = Annotated[str, typer.Option(help="tcp://host:port of a running Dask scheduler; empty starts one here")]
BatchSize = Annotated[int, typer.Option(min=1, max=10_000, help="Documents per batch")]
CacheOption = Annotated[Path | None, typer.Option("--cache", help="The folder of the caches; the user's cache folder by default")]
CacheLimit = Annotated[int, typer.Option(min=1, help="The caches are pruned to so many megabytes")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor fill the caches")]


def settings_of(**values: Any) -> Settings:
    """Settings from command-line values; a wrong one ends the command with one line."""
    from pydantic import ValidationError

    try:
        return Settings(**values)
    except ValidationError as error:
        problem = error.errors()[0]
        fail(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}", EXIT_USAGE)
        raise AssertionError from error


def _settings(
    input: Input = "raw_text",
    output: Output = Path("outputs"),
    model: Model = BUNDLED_MODEL,
    family: Families = None,
    mode: ModeOption = "auto",
    actors: Actors = None,
    decisions: Decisions = Path("decisions"),
    runner: RunnerOption = "auto",
    workers: Workers = 0,
    dask_address: DaskAddress = "",
    batch_size: BatchSize = 50,
    cache: CacheOption = None,
    cache_limit_mb: CacheLimit = 4000,
    no_cache: NoCache = False,
    force: Force = False,
) -> Settings:
    return settings_of(
        input=input, output=output, model=model, families=tuple(family or ()), mode=mode, actors=actors, decisions=decisions,
        runner=runner, workers=workers, dask_address=dask_address, batch_size=batch_size, cache=cache,
        cache_limit_mb=cache_limit_mb, use_cache=not no_cache, force=force,
    )  # fmt: skip


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose first parameter is ``settings``, as one that takes its own options and those of a run."""
    shared = inspect.signature(_settings).parameters
    own = list(inspect.signature(command).parameters.values())[1:]

    @wraps(command)
    def wrapped(**values: Any) -> None:
        command(_settings(**{name: values.pop(name) for name in shared}), **values)

    files, options = list(shared.values())[:2], list(shared.values())[2:]
    signature = inspect.Signature([*files, *own, *options])
    wrapped.__signature__ = signature  # type: ignore[attr-defined]
    wrapped.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return wrapped
