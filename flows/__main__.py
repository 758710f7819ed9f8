"""The command line. A command imports what it needs when it runs: ``--help`` is quick, and only ``run`` loads Prefect."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.console import EXIT_ACT, EXIT_USAGE, Bars, fail, plain
from flows.settings import BUNDLED_MODEL, Mode, Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Prose about the relations between states -> tables of dated, typed, source-grounded events.",
)
rules_app = typer.Typer(no_args_is_help=True, help="The rule files: check them.")
app.add_typer(rules_app, name="rules")

Input = Annotated[str, typer.Argument(help="A text, a folder of texts, or a glob in quotes")]
Output = Annotated[Path, typer.Argument(help="The folder of the tables; your own files in it are kept")]
Model = Annotated[str, typer.Option(help="The bundled pipeline, or the name or path of an installed spaCy pipeline")]
Families = Annotated[list[str] | None, typer.Option("--family", help="Only this relation family; may be repeated")]
ModeOption = Annotated[Mode, typer.Option(help="How relative dates resolve: as in narrative or news, or judged from the text")]
Actors = Annotated[Path | None, typer.Option(help="A folder of actor tables of your own, added to the gazetteer")]
Force = Annotated[bool, typer.Option("--force", help="Work everything out anew")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr")]
BatchSize = Annotated[int, typer.Option(min=1, max=10_000, help="Documents per batch")]


def settings_of(**values) -> Settings:
    """Settings from command-line values; a wrong one ends the command with one line."""
    from pydantic import ValidationError

    try:
        return Settings(**values)
    except ValidationError as error:
        problem = error.errors()[0]
        fail(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}", EXIT_USAGE)
        raise AssertionError from error


@app.command()
@plain
def extract(
    input: Input = "raw_text",
    output: Output = Path("outputs"),
    model: Model = BUNDLED_MODEL,
    family: Families = None,
    mode: ModeOption = "auto",
    actors: Actors = None,
    batch_size: BatchSize = 50,
    force: Force = False,
    verbose: Verbose = False,
) -> None:
    """Texts to tables: the whole line, without Prefect."""
    settings = settings_of(
        input=input, output=output, model=model, families=tuple(family or ()), mode=mode, actors=actors,
        batch_size=batch_size, force=force,
    )  # fmt: skip
    from flows.line import run_line
    from flows.report import summary

    with Bars(verbose) as bars:
        report = run_line(settings, bars)
    for line in summary(report, str(output)):
        typer.echo(line, err=line.startswith("failed"))
    if report.failures:
        raise typer.Exit(EXIT_ACT)


@app.command()
@plain
def run(
    input: Input = "raw_text",
    output: Output = Path("outputs"),
    model: Model = BUNDLED_MODEL,
    family: Families = None,
    mode: ModeOption = "auto",
    actors: Actors = None,
    batch_size: BatchSize = 50,
    force: Force = False,
) -> None:
    """The same line as a Prefect flow: logs, retries, artifacts, and the runs in Prefect's pages."""
    settings = settings_of(
        input=input, output=output, model=model, families=tuple(family or ()), mode=mode, actors=actors,
        batch_size=batch_size, force=force,
    )  # fmt: skip
    from flows.start import run_flow

    report = run_flow(settings)
    if report.failures:
        raise typer.Exit(EXIT_ACT)


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
    from flows.dates import write_dates

    with Bars(verbose) as bars:
        number, failures = write_dates(settings_of(input=input, model=model, mode=mode), output, format, bars)
    typer.echo(f"{output}: {number} dates")
    for message in failures:
        typer.echo(f"failed: {message}", err=True)
    if failures:
        raise typer.Exit(EXIT_ACT)


@app.command()
@plain
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents: NAME.txt with NAME.events.jsonl")],
    events: Annotated[Path | None, typer.Option(help="Score this events table instead of extracting anew")] = None,
    detail: Annotated[bool, typer.Option("--detail", help="List misses, extras and partly right rows")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The totals as JSON")] = False,
    model: Model = BUNDLED_MODEL,
    verbose: Verbose = False,
) -> None:
    """Scores of the events against annotated documents."""
    from flows.look import evaluate_text

    with Bars(verbose) as bars:
        typer.echo(evaluate_text(gold, events, model, bars, detail=detail, as_json=as_json))


@app.command()
@plain
def explain(
    event_id: Annotated[str, typer.Argument(help="An event_id of the table of events")],
    output: Annotated[Path, typer.Option(help="The folder of the tables")] = Path("outputs"),
) -> None:
    """Why an event is in the table: its sentence, parse, rule, arguments and date."""
    from flows.look import explain_text

    typer.echo(explain_text(event_id, output))


@app.command()
@plain
def changes(
    output: Annotated[Path, typer.Argument(help="The folder of the tables")] = Path("outputs"),
    limit: Annotated[int, typer.Option(min=0, help="Rows to show at most; 0 shows all")] = 40,
) -> None:
    """What was different when the tables last changed."""
    from flows.look import changes_text

    typer.echo(changes_text(output, limit))


@rules_app.command("check")
@plain
def rules_check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of rule files; the bundled ones where left out")] = None,
    model: Model = BUNDLED_MODEL,
) -> None:
    """Load every rule file and run its examples and non-examples."""
    from flows.look import check_rules

    problems, number = check_rules(folder, model)
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(f"{number} rules, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    if problems:
        raise typer.Exit(EXIT_ACT)


def main() -> None:
    app(prog_name="verbale")


if __name__ == "__main__":
    main()
