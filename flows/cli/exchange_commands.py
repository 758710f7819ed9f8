"""``verbale export`` and ``verbale import``: events in the formats of other tools, and annotations that were made in them."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from verbale.flows.cli.console import plain
from verbale.flows.settings import Settings


@plain
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write")],
    format: Annotated[
        Literal["jsonl", "brat", "inception", "uima", "prodigy", "docbin", "icews", "polecat", "parquet"],
        typer.Option(
            help="An event a line; for annotators: standoff, WebAnno TSV, UIMA CAS (needs dkpro-cassis), tasks of Prodigy; "
            "spaCy's DocBin; the columns of ICEWS or POLECAT, tab-separated; all tables as Parquet (needs pyarrow)"
        ),
    ] = "jsonl",
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the tables")] = Path("outputs"),
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only what reviewers accepted, corrected or added")] = False,
) -> None:
    """The events for other tools: annotated texts, training data, event data."""
    from verbale.flows.line import relation_types
    from verbale.flows.output import check_output, replace_file, settle
    from verbale.flows.report import counted
    from verbale.review.exchange import export as exported

    settle(output)
    made = exported(output, format, sorted(relation_types(Settings())), reviewed=reviewed)
    target = check_output(folder)
    for name, content in made.files.items():
        replace_file(target / name, content)
    for line in made.left_out:
        typer.echo(f"left out: {line}", err=True)
    typer.echo(f"{counted(made.n_events, 'event')} in {counted(len(made.files), 'file')} in {folder}")


@plain
def import_(
    source: Annotated[Path, typer.Argument(metavar="ANNOTATIONS", help="A folder of annotations as the tool wrote them")],
    folder: Annotated[Path, typer.Argument(help="Where to write the annotated documents")],
    format: Annotated[
        Literal["brat", "inception", "uima", "prodigy"],
        typer.Option(help="NAME.txt with NAME.ann; WebAnno TSV 3; UIMA CAS (XMI or JSON, needs dkpro-cassis); lines of Prodigy"),
    ] = "brat",
) -> None:
    """Annotations as annotated documents, for verbale evaluate."""
    from verbale.flows.line import relation_types
    from verbale.flows.output import check_output, replace_file
    from verbale.review.exchange import gold_of

    files = gold_of(source, format, relation_types(Settings()))
    target = check_output(folder)
    for name, content in files.items():
        replace_file(target / name, content)
    typer.echo(f"{len(files) // 2} documents in {folder}")
