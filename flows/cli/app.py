"""The command line. A command imports what it needs when it runs: ``--help`` is quick, and only ``run`` loads Prefect."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from verbale.errors import ACT, INTERRUPTED, USAGE
from verbale.flows.cli.cache_commands import app as cache_app
from verbale.flows.cli.console import Bars, fail, plain
from verbale.flows.cli.exchange_commands import export, import_
from verbale.flows.cli.first_rows import Shown, collect_seldom, load_spacy, show_rows
from verbale.flows.cli.learn_command import learn
from verbale.flows.cli.options import (
    Input,
    Model,
    ModeOption,
    OutputOption,
    Quiet,
    Verbose,
    one_output,
    settings_of,
    with_settings,
)
from verbale.flows.cli.panel_command import panel
from verbale.flows.cli.review_commands import app as review_app
from verbale.flows.cli.rules_commands import app as rules_app
from verbale.flows.report import counted
from verbale.flows.settings import BUNDLED_MODEL, Settings

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    help="Prose about the relations between states -> tables of dated, typed, source-grounded events.",
)
app.add_typer(rules_app, name="rules")
app.add_typer(cache_app, name="cache")
app.add_typer(review_app, name="review")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"verbale {version('verbale')}")
        raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which release it is")] = False,
) -> None:
    """What stands before a command."""


@app.command()
@plain
@with_settings
def extract(settings: Settings, verbose: Verbose = False, quiet: Quiet = False) -> None:
    """Texts to tables: the whole line, without Prefect. INPUT - reads standard input, OUTPUT - writes the events there."""
    from verbale.flows.cli.streams import STREAM, without_streams

    load_spacy()
    from verbale.flows.line import run_line

    piped = str(settings.output) == STREAM
    shown = Shown(str(settings.output), quiet=quiet, piped=piped)
    with without_streams(settings) as given:
        try:
            with Bars(verbose, lambda report: shown.tables(report, given.output)) as bars:
                report = run_line(given, bars, pages=not piped)
        except KeyboardInterrupt:
            fail("interrupted; the tables are whole, and the next run goes on from what the caches keep", INTERRUPTED)
        shown.rest(report, given.output)
    if report.failures:
        raise typer.Exit(ACT)


@app.command()
@plain
@with_settings
def run(settings: Settings, quiet: Quiet = False) -> None:
    """The same line as a Prefect flow: logs, retries, artifacts, and the runs in Prefect's pages."""
    from verbale.flows.on_prefect import run_flow

    report = run_flow(settings, quiet=quiet)
    if not quiet:
        show_rows(settings.output)
    if report.failures:
        raise typer.Exit(ACT)


@app.command()
@plain
def dates(
    input: Input,
    output: Annotated[Path, typer.Argument(help="The file to write")],
    format: Annotated[Literal["csv", "timex3-jsonl"], typer.Option(help="Table of the dates, or TIMEX3 records")] = "csv",
    mode: ModeOption = "auto",
    model: Model = BUNDLED_MODEL,
    verbose: Verbose = False,
) -> None:
    """Only the dates of texts, found and normalised."""
    from verbale.flows.line import write_dates

    with Bars(verbose) as bars:
        number, failures = write_dates(settings_of(input=input, model=model, mode=mode), output, format, bars)
    typer.echo(f"{output}: {counted(number, 'date')}")
    for message in failures:
        typer.echo(f"failed: {message}", err=True)
    if failures:
        raise typer.Exit(ACT)


@app.command()
@plain
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents: NAME.txt with NAME.events.jsonl")],
    events: Annotated[Path | None, typer.Option(help="Score this events table instead of extracting anew")] = None,
    candidates: Annotated[Path | None, typer.Option(help="With --events: the table of candidates beside it")] = None,
    detail: Annotated[bool, typer.Option("--detail", help="List documents, misses, extras and partly right rows")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as one JSON document")] = False,
    model: Model = BUNDLED_MODEL,
    verbose: Verbose = False,
) -> None:
    """Scores of the events against annotated documents, and how far confidence can be trusted."""
    from verbale.flows.cli.look import evaluate_text

    with Bars(verbose) as bars:
        typer.echo(evaluate_text(gold, events, candidates, model, bars, detail=detail, as_json=as_json))


@app.command()
@plain
def explain(
    event_id: Annotated[str, typer.Argument(help="An event_id of the tables of events and candidates")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the tables")] = Path("outputs"),
) -> None:
    """Why an event or a candidate is in its table: its sentence, parse, rule, arguments and date."""
    from verbale.flows.cli.look import explain_text

    typer.echo(explain_text(event_id, output))


@app.command()
@plain
def changes(
    output: Annotated[Path, typer.Argument(help="The folder of the tables")] = Path("outputs"),
    output_named: OutputOption = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows to show at most; 0 shows all")] = 40,
) -> None:
    """What was different when the tables last changed."""
    from verbale.flows.cli.look import changes_text

    typer.echo(changes_text(one_output(output, output_named), limit))


@app.command()
@plain
@with_settings
def schedule(
    settings: Settings,
    cron: Annotated[str, typer.Option(help="When to run, as a cron line: '0 6 * * *'")] = "",
    timezone: Annotated[str, typer.Option(help="The time zone of the cron line, as Europe/Warsaw")] = "UTC",
    every: Annotated[float, typer.Option(min=0, help="Run every so many seconds")] = 0,
    watch: Annotated[bool, typer.Option("--watch", help="Run soon after a file of the input changes")] = False,
    quiet: Annotated[float, typer.Option(min=0, help="With --watch: seconds without a further change before a run")] = 2,
    name: Annotated[str, typer.Option(help="The name of the deployment; each schedule of one server has its own")] = "scheduled",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where a server is looked for, or started")] = 4200,
) -> None:
    """Serve the flow on a schedule, with a local Prefect server (one that runs, or a new one), until interrupted."""
    if not (cron or every or watch):
        fail("say when: --cron '0 6 * * *', --every SECONDS, or --watch", USAGE)
    from verbale.flows.on_prefect import api_address, running_server

    address = api_address(port)  # before Prefect is imported
    from verbale.flows.on_prefect.serve import Plan, check, serve

    plan = Plan(cron, timezone, every, watch, quiet)
    check(settings, plan)

    def say(line: str) -> None:
        typer.echo(line, err=True)

    with running_server(address, port, say):
        serve(settings, plan, name, say)


# Help lists commands in this order: what makes tables comes first.
app.command()(panel)
app.command()(learn)
app.command()(export)
app.command("import")(import_)


def main() -> None:
    collect_seldom()
    app(prog_name="verbale")


if __name__ == "__main__":
    main()
