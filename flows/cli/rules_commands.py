"""``verbale rules``: the rule files looked at, checked and tried. What each command shows is made in ``rules_reports``."""

from pathlib import Path
from typing import Annotated

import typer

from verbale.errors import ACT, USAGE
from verbale.flows.cli.console import Bars, fail, plain
from verbale.flows.cli.options import Model, Verbose, declared
from verbale.flows.settings import BUNDLED_MODEL

app = typer.Typer(no_args_is_help=True, help="The rule files: check them, try a sentence, see what each rule gives.")

Families = Annotated[list[str] | None, typer.Option("--family", help="Only the rules of this family; may be repeated")]
OwnRules = Annotated[Path | None, declared("rules")]
OwnActors = Annotated[Path | None, declared("actors")]
RuleIds = Annotated[list[str] | None, typer.Option("--rule", help="Only the rule with this id; may be repeated")]


@app.command()
@plain
def check(
    path: Annotated[Path | None, typer.Argument(help="A rule file or a folder of them; the bundled ones where left out")] = None,
    family: Families = None,
    rule: RuleIds = None,
    model: Model = BUNDLED_MODEL,
) -> None:
    """Load every rule file and run examples and non-examples: each must give exactly its event with all rules in force."""
    from verbale.flows.cli.rules_reports import check_rules

    number, problems = check_rules(path, family or (), rule or (), model)
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(f"{_counted(number, 'rule')}, {_counted(len(problems), 'problem')}")
    if problems:
        raise typer.Exit(ACT)


@app.command("try")
@plain
def try_(
    sentences: Annotated[list[str], typer.Argument(help="A sentence or more, each in quotes; they are one text")],
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Tell all that this rule asks for; may be repeated")] = None,
    topic: Annotated[list[str] | None, typer.Option("--topic", help="Party code that the text is about; may be repeated")] = None,
    heading: Annotated[str, typer.Option(help="The heading that the sentence stands below")] = "",
    date: Annotated[str, typer.Option(help="The day from which 'yesterday' counts, as 14 May 2023 or 2023-05-14")] = "",
    rules: OwnRules = None,
    actors: OwnActors = None,
    model: Model = BUNDLED_MODEL,
) -> None:
    """What a sentence gives: functions, parties, dates, events; and what the nearest rules lack."""
    from verbale.extractors import load_resources
    from verbale.flows.cli.rules_reports import Around, try_sentence

    around = Around(tuple(topic or ()), heading, date)
    resources = load_resources(actors=actors, own_rules=rules, finder="off")
    typer.echo(try_sentence(" ".join(sentences), around, rule or (), resources, model))


@app.command()
@plain
def lint(
    texts: Annotated[list[Path] | None, typer.Argument(help="Folders of texts; raw_text and tests/annotated if left out")] = None,
    family: Families = None,
    faults: Annotated[bool, typer.Option("--faults", help="Only what must be mended; no text is read")] = False,
    advice: Annotated[bool, typer.Option("--advice", help="List all advice, a line a rule, instead of counting it")] = False,
    counts: Annotated[bool, typer.Option("--counts", help="Documents and right rows of every rule, a line a rule")] = False,
    rules: OwnRules = None,
    model: Model = BUNDLED_MODEL,
    verbose: Verbose = False,
) -> None:
    """Faults (lists that stand nearly twice) and advice: rules that few texts fire, that others cover, that are often wrong."""
    from verbale.extractors.rules import advice_counts
    from verbale.flows.cli.rules_lint import lint as findings_of

    with Bars(verbose) as bars:
        findings, lines = findings_of(texts or (), family or (), rules, model, bars, faults_only=faults)
    for line in lines if counts else ():
        typer.echo(line)
    for finding in findings:
        if finding.fault or advice:
            typer.echo(str(finding))
    number = sum(finding.fault for finding in findings)
    weighed = len(findings) - number
    for line in () if advice else advice_counts(findings):
        typer.echo(line)
    listed = "" if advice or not weighed else "; list it with --advice, of one family with --advice --family NAME"
    typer.echo(f"{_counted(number, 'fault')}, {weighed} advice{listed}")
    if number:
        raise typer.Exit(ACT)


@app.command()
@plain
def report(
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
        fail("give annotated documents or --from-decisions, not both", USAGE)
    if gold is not None:
        from verbale.flows.cli.look import rules_text

        with Bars(verbose) as bars:
            text = rules_text(gold, events, model, bars, examples)
        typer.echo(text, nl=False)
        return
    from verbale.review.commands import rules_report

    typer.echo(rules_report(decisions), nl=False)


@app.command()
@plain
def suggest(
    decisions: Annotated[Path, typer.Option(help="The folder of the reviewers' logs")] = Path("decisions"),
    least: Annotated[int, typer.Option(min=2, help="Sentences that must tell the same before a rule is drafted")] = 2,
    into: Annotated[Path | None, typer.Option(help="Write the drafts into this folder, too; no run uses it by itself")] = None,
    rules: OwnRules = None,
    model: Model = BUNDLED_MODEL,
) -> None:
    """Draft rules from what reviewers added and corrected again and again, their sentences as examples; none is put in force."""
    from verbale.flows.cli.rules_reports import suggested

    typer.echo(suggested(decisions, rules, model, least, into), nl=False)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
