"""``verbale panel``: events counted for states or pairs of states, by year or month."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from verbale.errors import USAGE
from verbale.flows.cli.console import fail, plain


@plain
def panel(
    file: Annotated[Path, typer.Argument(help="The file to write: .csv, .dta (Stata) or .parquet")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the tables")] = Path("outputs"),
    unit: Annotated[Literal["dyad", "monad"], typer.Option(help="Pairs of states, or single states")] = "dyad",
    by: Annotated[Literal["year", "month"], typer.Option(help="The periods")] = "year",
    directed: Annotated[bool, typer.Option("--directed", help="Tell who acts from who is acted on")] = False,
    counts: Annotated[
        Literal["total", "family", "quad", "type"], typer.Option(help="What to count besides the total, a column each")
    ] = "total",
    codes: Annotated[Literal["iso", "cow", "gw"], typer.Option(help="The codes of the states, right for the year")] = "iso",
    system: Annotated[
        Literal["cow", "gw"] | None, typer.Option(help="With --codes iso: whose list says which states there were  [default: gw]")
    ] = None,
    intervals: Annotated[
        Literal["within", "start", "spread"],
        typer.Option(help="Events whose dates span several periods: left out, in the first one, or a share in each"),
    ] = "within",
    fill: Annotated[
        Literal["pairs", "all", "none"],
        typer.Option(help="Rows of zeros: for what has events at some time, for all states, or none; only while states exist"),
    ] = "pairs",
    tellings: Annotated[bool, typer.Option("--tellings", help="Count what happened as often as it is told; else once")] = False,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only what reviewers accepted or corrected")] = False,
    first: Annotated[int | None, typer.Option("--from", min=1816, max=9998, help="The first year")] = None,
    last: Annotated[int | None, typer.Option("--to", min=1816, max=9998, help="The last year")] = None,
) -> None:
    """The events as a panel for analysis: states or pairs of states, by year or month."""
    from verbale.extractors.panel import Design, load_system
    from verbale.flows.output import settle
    from verbale.flows.panel import write_panel
    from verbale.flows.report import counted

    if system and codes != "iso" and system != codes:
        fail(f"--system {system}: --codes {codes} has a list of its own; leave one of the two out", USAGE)
    settle(output)
    design = Design(unit, by, directed, counts, intervals, fill, tellings, first, last)
    number, found = write_panel(output, file, load_system(codes, system if codes == "iso" else None), design, reviewed=reviewed)
    typer.echo(f"{file}: {counted(number, 'row')}, {len(found.events)} with events")
    for reason, events in sorted(found.left_out.items()):
        typer.echo(f"left out: {counted(events, 'event')} ({reason})", err=True)
