"""``verbale learn``: what the decisions teach about confidence, kept beside them."""

from pathlib import Path
from typing import Annotated

import typer

from verbale.flows.cli.console import plain
from verbale.flows.cli.options import OutputOption, one_output


@plain
def learn(
    output: Annotated[Path, typer.Argument(help="The folder of the tables that were reviewed")] = Path("outputs"),
    output_named: OutputOption = None,
    decisions: Annotated[Path, typer.Option(help="The folder of the reviewers' logs")] = Path("decisions"),
    look: Annotated[bool, typer.Option("--look", help="Show what would be learned, and keep nothing")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Take what was learned out of use; every version stays")] = False,
    use: Annotated[int | None, typer.Option(min=1, help="Put an earlier version in force again")] = None,
) -> None:
    """Let the decisions of reviewers teach how far a row can be relied on; shows whether it helps, and keeps it if so."""
    from verbale.flows.learning import forgotten, learned, used_again

    tables = one_output(output, output_named)
    said = forgotten(decisions) if forget else used_again(decisions, use) if use else learned(tables, decisions, look=look)
    typer.echo(said, nl=False)
