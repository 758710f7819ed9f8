"""The command line. A command imports what it needs when it runs: ``--help`` is quick, and only ``run`` loads Prefect."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.console import EXIT_ACT, EXIT_USAGE, Bars, fail, plain
from flows.review_commands import app as review_app
from flows.settings import BUNDLED_MODEL, Mode, Runner, Settings, default_cache

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Prose about the relations between states -> tables of dated, typed, source-grounded events.",
)
rules_app = typer.Typer(no_args_is_help=True, help="The rule files: check them.")
app.add_typer(rules_app, name="rules")
cache_app = typer.Typer(no_args_is_help=True, help="The caches of what was worked out once.")
app.add_typer(cache_app, name="cache")
app.add_typer(review_app, name="review")

Input = Annotated[str, typer.Argument(help="A text, a folder of texts, or a glob in quotes")]
Output = Annotated[Path, typer.Argument(help="The folder of the tables; your own files in it are kept")]
Model = Annotated[str, typer.Option(help="The bundled pipeline, or the name or path of an installed spaCy pipeline")]
Families = Annotated[list[str] | None, typer.Option("--family", help="Only this relation family; may be repeated")]
ModeOption = Annotated[Mode, typer.Option(help="How relative dates resolve: as in narrative or news, or judged from the text")]
Actors = Annotated[Path | None, typer.Option(help="A folder of actor tables of your own, added to the gazetteer")]
Force = Annotated[bool, typer.Option("--force", help="Work everything out anew")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr")]
RunnerOption = Annotated[Runner, typer.Option(help="Where batches are worked on: here, in processes, on Dask (run)")]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Processes of the runners processes and dask")]
CacheOption = Annotated[Path | None, typer.Option("--cache", help="The folder of the caches; the user's cache folder by default")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor fill the caches")]
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
    runner: RunnerOption = "local",
    workers: Workers = 2,
    batch_size: BatchSize = 50,
    cache: CacheOption = None,
    no_cache: NoCache = False,
    force: Force = False,
    verbose: Verbose = False,
) -> None:
    """Texts to tables: the whole line, without Prefect."""
    settings = settings_of(
        input=input, output=output, model=model, families=tuple(family or ()), mode=mode, actors=actors,
        runner=runner, workers=workers, batch_size=batch_size, cache=cache, use_cache=not no_cache, force=force,
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
    runner: RunnerOption = "local",
    workers: Workers = 2,
    dask_address: Annotated[str, typer.Option(help="tcp://host:port of a running Dask scheduler")] = "",
    batch_size: BatchSize = 50,
    cache: CacheOption = None,
    no_cache: NoCache = False,
    force: Force = False,
) -> None:
    """The same line as a Prefect flow: logs, retries, artifacts, and the runs in Prefect's pages."""
    settings = settings_of(
        input=input, output=output, model=model, families=tuple(family or ()), mode=mode, actors=actors,
        runner=runner, workers=workers, dask_address=dask_address, batch_size=batch_size, cache=cache,
        use_cache=not no_cache, force=force,
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


@rules_app.command("report")
@plain
def rules_report(
    gold: Annotated[Path | None, typer.Argument(help="Annotated documents: NAME.txt with NAME.events.jsonl")] = None,
    events: Annotated[Path | None, typer.Option(help="Judge this events table instead of extracting anew")] = None,
    examples: Annotated[int, typer.Option(min=0, help="Examples of misses and mistakes to show, of each kind")] = 3,
    from_decisions: Annotated[
        bool, typer.Option("--from-decisions", help="From what reviewers decided (the default without GOLD)")
    ] = False,
    decisions: Annotated[Path, typer.Option(help="The folder of the reviewers' logs")] = Path("decisions"),
    model: Model = BUNDLED_MODEL,
    verbose: Verbose = False,
) -> None:
    """Hits and precision per rule on annotated documents; without them, from the reviewers' decisions."""
    if gold is not None and from_decisions:
        fail("give annotated documents or --from-decisions, not both", EXIT_USAGE)
    if gold is not None:
        from flows.look import rules_text

        with Bars(verbose) as bars:
            text = rules_text(gold, events, model, bars, examples)
        typer.echo(text, nl=False)
        return
    from review.cli_api import rules_report as report

    typer.echo(report(decisions), nl=False)


@app.command()
@plain
def schedule(
    input: Input = "raw_text",
    output: Output = Path("outputs"),
    cron: Annotated[str, typer.Option(help="When to run, as a cron line: '0 6 * * *'")] = "",
    timezone: Annotated[str, typer.Option(help="The time zone of the cron line, as Europe/Warsaw")] = "UTC",
    every: Annotated[float, typer.Option(min=0, help="Run every so many seconds")] = 0,
    watch: Annotated[bool, typer.Option("--watch", help="Run soon after a file of the input changes")] = False,
    quiet: Annotated[float, typer.Option(min=0, help="With --watch: seconds without a further change before a run")] = 2,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where a server is looked for, or started")] = 4200,
    model: Model = BUNDLED_MODEL,
    family: Families = None,
    mode: ModeOption = "auto",
    actors: Actors = None,
    runner: RunnerOption = "local",
    workers: Workers = 2,
    cache: CacheOption = None,
) -> None:
    """Serve the flow on a schedule, with a local Prefect server (one that runs, or a new one), until interrupted."""
    if not (cron or every or watch):
        fail("say when: --cron '0 6 * * *', --every SECONDS, or --watch", EXIT_USAGE)
    settings = settings_of(
        input=input, output=output, model=model, families=tuple(family or ()), mode=mode, actors=actors, runner=runner,
        workers=workers, cache=cache,
    )  # fmt: skip
    from flows.serve import Plan, schedules, serve, server

    plan = Plan(cron, timezone, every, watch, quiet)
    with server(port, lambda line: typer.echo(line, err=True)):
        schedules(plan)
        serve(settings, plan)


@cache_app.command("info")
def cache_info(cache: CacheOption = None) -> None:
    """How much the caches hold, and where."""
    from flows.cache import sizes

    folder = cache or default_cache()
    typer.echo(folder)
    for kind, (number, size) in sizes(folder).items():
        typer.echo(f"{kind:12} {number:8} entries {size / 1e6:10.1f} MB")


@cache_app.command("verify")
@plain
def cache_verify(cache: CacheOption = None) -> None:
    """Check every entry against its checksum; damaged ones are removed and made anew by the next run."""
    from flows.cache import verify

    sound, damaged = verify(cache or default_cache())
    for path in damaged:
        typer.echo(f"removed {path}", err=True)
    typer.echo(f"{sound} sound entries, {len(damaged)} damaged")


@cache_app.command("prune")
@plain
def cache_prune(
    max_mb: Annotated[int, typer.Option("--max-mb", min=0, help="Keep so many megabytes, those used last")] = 1000,
    cache: CacheOption = None,
) -> None:
    """Remove the entries that were longest not used."""
    from flows.cache import prune

    number, freed = prune(cache or default_cache(), max_mb * 1_000_000)
    typer.echo(f"{number} entries removed, {freed / 1e6:.1f} MB")


@cache_app.command("clear")
@plain
def cache_clear(cache: CacheOption = None) -> None:
    """Remove all entries."""
    from flows.cache import clear

    clear(cache or default_cache())


def main() -> None:
    app(prog_name="verbale")


if __name__ == "__main__":
    main()
