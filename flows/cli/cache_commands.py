"""``verbale cache ...``: how much the caches hold, whether it is sound, and how to make room."""

from typing import Annotated

import typer

from verbale.flows.cli.console import plain
from verbale.flows.cli.options import CacheOption
from verbale.flows.settings import default_cache

app = typer.Typer(no_args_is_help=True, help="The caches of what was worked out once.")


@app.command("info")
def info(cache: CacheOption = None) -> None:
    """How much the caches hold, and where."""
    from verbale.flows.caches import sizes

    folder = cache or default_cache()
    typer.echo(folder)
    for kind, (number, size) in sizes(folder).items():
        typer.echo(f"{kind:12} {number:8} entries {size / 1e6:10.1f} MB")


@app.command("verify")
@plain
def verify(cache: CacheOption = None) -> None:
    """Check every entry against its checksum; damaged ones are removed and made anew by the next run."""
    from verbale.flows.caches import verify

    sound, damaged = verify(cache or default_cache())
    for path in damaged:
        typer.echo(f"removed {path}", err=True)
    typer.echo(f"{sound} sound entries, {len(damaged)} damaged")


@app.command("prune")
@plain
def prune(
    max_mb: Annotated[int, typer.Option("--max-mb", min=0, help="Keep so many megabytes, those used last")] = 1000,
    cache: CacheOption = None,
) -> None:
    """Remove the entries that were longest not used."""
    from verbale.flows.caches import prune

    number, freed = prune(cache or default_cache(), max_mb * 1_000_000)
    typer.echo(f"{number} entries removed, {freed / 1e6:.1f} MB")


@app.command("clear")
@plain
def clear(cache: CacheOption = None) -> None:
    """Remove all entries."""
    from verbale.flows.caches import clear

    clear(cache or default_cache())
