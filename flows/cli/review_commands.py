"""``verbale review ...``: the page that is served, and what goes in and out of the log of decisions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.errors import ACT
from verbale.flows.cli.console import plain
from verbale.flows.settings import Settings

if TYPE_CHECKING:
    from verbale.extractors.rules import Type

app = typer.Typer(help="Review the events: accept, correct, reject; decisions live in decisions/ and survive every run.")

Output = Annotated[Path, typer.Option("--output", "-o", help="The folder of the tables")]
Decisions = Annotated[Path, typer.Option(help="The folder of the reviewers' logs")]
Reviewer = Annotated[str, typer.Option(help="Who decides; your user name by default")]


@app.callback(invoke_without_command=True)
@plain
def review(
    context: typer.Context,
    output: Output = Path("outputs"),
    decisions: Decisions = Path("decisions"),
    reviewer: Reviewer = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve; 0 takes a free port")] = 0,
) -> None:
    """Serve the review page on this machine until interrupted; say nothing more for that."""
    if context.invoked_subcommand:
        return
    from verbale.flows.cli.look import explain_text
    from verbale.review.commands import reviewing
    from verbale.review.server import serve

    served = reviewing(output, decisions, _types(), reviewer, port, lambda event_id: explain_text(event_id, output))
    typer.echo(f"review page: {served.address}   (end with Ctrl-C)")
    serve(served)


@app.command()
@plain
def status(output: Output = Path("outputs"), decisions: Decisions = Path("decisions")) -> None:
    """How far the review is, and what became of the decisions in the last run."""
    from verbale.review.commands import status_text

    typer.echo(status_text(output, decisions), nl=False)


@app.command("import")
@plain
def import_(
    file: Annotated[Path, typer.Argument(help="A filled-in review.xlsx, or decisions.jsonl saved from the page")],
    decisions: Decisions = Path("decisions"),
    reviewer: Reviewer = "",
) -> None:
    """Take decisions from a workbook or a saved page into the log; those that are there already are left alone."""
    from verbale.review.commands import import_decisions

    done = import_decisions(file, decisions, reviewer, _types())
    for problem in done.problems:
        typer.echo(f"not taken: {problem}", err=True)
    typer.echo(f"{len(done.written)} decisions written, {done.known} known already")
    if done.problems:
        raise typer.Exit(ACT)


@app.command()
@plain
def refresh(output: Output = Path("outputs"), decisions: Decisions = Path("decisions")) -> None:
    """Write page, workbook and reviewed tables anew from the tables and the decisions, without a run."""
    from verbale.flows.output import add_review, check_output, output_lock, replace_file
    from verbale.review.log import read_tables

    read_tables(output)
    folder = check_output(output)
    with output_lock(folder):
        for name in add_review(folder, decisions, _types(), replace_file):
            typer.echo(str(output / name))


@app.command("export-gold")
@plain
def export_gold(
    folder: Annotated[Path, typer.Argument(help="Where to write the annotated documents")],
    output: Output = Path("outputs"),
    decisions: Decisions = Path("decisions"),
) -> None:
    """Annotated documents from what was decided, for ``verbale evaluate``."""
    from verbale.flows.output import check_output, replace_file
    from verbale.review.commands import gold_files

    files = gold_files(output, decisions, _types())
    target = check_output(folder)
    for name, content in files.items():
        replace_file(target / name, content)
    typer.echo(f"{len(files)} files in {folder}")


def _types() -> "dict[str, Type]":
    from verbale.flows.line import relation_types

    return relation_types(Settings())
