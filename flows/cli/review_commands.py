"""``verbale review ...``: the page that is served, and what goes in and out of the log of decisions."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from verbale.errors import ACT, UsageError
from verbale.flows.cli.console import plain
from verbale.flows.cli.options import OutputOption, one_output
from verbale.flows.settings import Settings

if TYPE_CHECKING:
    from verbale.extractors.explain import GuidedType


class OutputOrCommand(TyperGroup):
    """``verbale review OUTPUT`` serves the page of that folder; what names a command is that command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = self.get_command(ctx, args[0]) is not None
        if not known and len(args) > 1 and args[1] in self.list_commands(ctx):
            ctx.fail(f"the command stands before the folder: verbale review {args[1]} {args[0]}")
        return super().resolve_command(ctx, args if known else [_PAGE, *args])


_PAGE = "page"
app = typer.Typer(
    cls=OutputOrCommand,
    subcommand_metavar="[OUTPUT] | COMMAND [ARGS]...",
    help="Review the events: accept, correct, reject; decisions live in decisions/ and survive every run.\n\n"
    "Without a COMMAND the page of OUTPUT (left out: outputs) is served on this machine until interrupted. "
    "Options before a COMMAND count for it, too.",
)

Output = Annotated[Path, typer.Option("--output", "-o", help="The folder of the tables")]
Folder = Annotated[Path, typer.Argument(metavar="[OUTPUT]", help="The folder of the tables")]
Decisions = Annotated[Path, typer.Option(help="The folder of the reviewers' logs")]
Reviewer = Annotated[str, typer.Option(help="Who decides; your user name by default")]
Blind = Annotated[bool, typer.Option("--blind", help="Hide what other reviewers decide: for coding the same texts twice")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Where to serve; 0 takes a free port")]


@app.callback(invoke_without_command=True)
@plain
def review(
    context: typer.Context,
    output: Output = Path("outputs"),
    decisions: Decisions = Path("decisions"),
    reviewer: Reviewer = "",
    port: Port = 0,
    blind: Blind = False,
) -> None:
    """Serve the page, or go on to the command, for which the options that were given before its name count, too."""
    if context.invoked_subcommand:
        given = {name: value for name, value in context.params.items() if _is_given(context, name)}
        context.default_map = dict.fromkeys(_commands(), given)
        return
    _serve(output, decisions, reviewer, port, blind)


@app.command(_PAGE, hidden=True)
@plain
def page(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The folder of the tables")],
    output: Annotated[Path | None, typer.Option("--output", "-o", hidden=True)] = None,
    decisions: Decisions = Path("decisions"),
    reviewer: Reviewer = "",
    port: Port = 0,
    blind: Blind = False,
) -> None:
    """Serve the review page of a folder on this machine until interrupted."""
    if output is not None and output != folder:
        raise UsageError(f"two folders of tables: {output} and {folder}")
    if not folder.is_dir():
        raise UsageError(f"{folder}: neither a folder of tables nor one of {', '.join(sorted(_commands() - {_PAGE}))}")
    _serve(folder, decisions, reviewer, port, blind)


def _commands() -> set[str]:
    names = ((command.name or command.callback.__name__) for command in app.registered_commands if command.callback)
    return {name.replace("_", "-").rstrip("-") for name in names}


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _serve(output: Path, decisions: Path, reviewer: str, port: int, blind: bool) -> None:
    from verbale.flows.cli.look import explain_text
    from verbale.flows.output import settle
    from verbale.review.commands import reviewing
    from verbale.review.server import open_port, serve

    settle(output)
    with open_port(port) as listening:
        port = listening.getsockname()[1]
        explain = partial(explain_text, output=output)
        served = reviewing(output, decisions, _types(), reviewer, port, explain, blind=blind)
        typer.echo(f"review page: {served.address}   (end with Ctrl-C)")
        serve(served, listening)


@app.command()
@plain
def status(folder: Folder = Path("outputs"), output: OutputOption = None, decisions: Decisions = Path("decisions")) -> None:
    """How far the review is, and what became of the decisions in the last run."""
    from verbale.flows.output import settle
    from verbale.review.commands import status_text

    tables = one_output(folder, output)
    settle(tables)
    typer.echo(status_text(tables, decisions), nl=False)


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
    for line in done.replaced:
        typer.echo(f"note: {line}", err=True)
    typer.echo(f"{len(done.written)} decisions written, {done.known} known already")
    if done.problems:
        raise typer.Exit(ACT)


@app.command()
@plain
def refresh(folder: Folder = Path("outputs"), output: OutputOption = None, decisions: Decisions = Path("decisions")) -> None:
    """Write page, workbook and reviewed tables anew from the tables and the decisions, without a run."""
    from verbale.flows.output import add_review, check_output, output_lock, settle
    from verbale.review.log import read_tables

    named = one_output(folder, output)
    settle(named)
    read_tables(named)
    tables = check_output(named)
    with output_lock(tables):
        for name in add_review(tables, decisions, _types()):
            typer.echo(str(named / name))


@app.command("export-gold")
@plain
def export_gold(
    folder: Annotated[Path, typer.Argument(help="Where to write the annotated documents")],
    output: Output = Path("outputs"),
    decisions: Decisions = Path("decisions"),
    decided: Annotated[
        bool, typer.Option("--decided", help="Also sentences whose rows are decided but that nobody marked complete")
    ] = False,
) -> None:
    """Annotated documents from the sentences that were judged whole, for ``verbale evaluate``."""
    from verbale.flows.output import check_output, replace_file, settle
    from verbale.flows.report import counted
    from verbale.review.commands import gold_files

    settle(output)
    gold = gold_files(output, decisions, _types(), decided=decided)
    target = check_output(folder)
    for name, content in gold.files.items():
        replace_file(target / name, content)
    for line in gold.left_out:
        typer.echo(f"left out: {line}", err=True)
    typer.echo(f"{counted(gold.sentences, 'sentence')} in {counted(len(gold.files), 'file')} in {folder}")


@app.command()
@plain
def audit(
    folder: Folder = Path("outputs"),
    output: OutputOption = None,
    decisions: Decisions = Path("decisions"),
    reviewer: Reviewer = "",
    n: Annotated[int, typer.Option(min=1, max=5000, help="How many sentences to draw")] = 100,
    seed: Annotated[int, typer.Option(help="The same seed draws the same sentences")] = 1,
) -> None:
    """Draw sentences at random, to be judged whole on the page: then recall can be known."""
    from verbale.review.commands import draw_audit

    typer.echo(draw_audit(one_output(folder, output), decisions, n, seed, reviewer))


@app.command()
@plain
def quality(folder: Folder = Path("outputs"), output: OutputOption = None, decisions: Decisions = Path("decisions")) -> None:
    """Precision and recall per family, with intervals, and what they rest on."""
    from verbale.review.commands import quality_text

    typer.echo(quality_text(one_output(folder, output), decisions, _types()), nl=False)


@app.command()
@plain
def agreement(folder: Folder = Path("outputs"), output: OutputOption = None, decisions: Decisions = Path("decisions")) -> None:
    """How far every two reviewers agree, per family: kappa on rows, F1 on what they find."""
    from verbale.review.commands import agreement_text

    typer.echo(agreement_text(one_output(folder, output), decisions, _types()), nl=False)


def _types() -> "dict[str, GuidedType]":
    from verbale.flows.line import page_types

    return page_types(Settings())
