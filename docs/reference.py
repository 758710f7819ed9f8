"""The reference pages, made of the code: ``make docs``, or ``python docs/reference.py [FOLDER]``; a test compares them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

HERE = Path(__file__).resolve().parent
_HEAD = "<!-- Made by docs/reference.py: edit the code that it tells of. -->\n"
_DEFAULTS = ("help", "install_completion", "show_completion")
"""Options that every command has, or that the shell asks for."""


def commands() -> str:
    """Every command with its arguments and options."""
    from typer.main import get_command

    from verbale.flows.cli.app import app

    top = get_command(app)
    said = "Each has `-h`. `verbale --install-completion` completes in your shell."
    parts = [f"{_HEAD}\n# Commands\n\n{_plain(top.help)}\n\n{said}"]
    parts += [part for name, command in sorted(_below(top)) for part in _command(f"verbale {name}", command)]
    return "\n\n".join(parts) + "\n"


def _below(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if command.hidden:
            continue
        yield f"{above}{name}", command
        if hasattr(command, "commands"):
            yield from _below(command, f"{above}{name} ")


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"## `{name}`\n\n{_plain(command.help)}"
    shown = [p for p in command.params if not getattr(p, "hidden", False) and p.name not in _DEFAULTS]
    if shown:
        rows = [f"| {_spelled(p)} | {_plain(getattr(p, 'help', ''))} | {_default(p)} |" for p in shown]
        yield "\n".join(["| | | left out |", "|--|--|--|", *rows])


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|").replace("<", "&lt;").replace("``", "`")


def _spelled(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{(parameter.metavar or parameter.name).strip('[]').upper()}`"
    names = [name for name in (*parameter.opts, *parameter.secondary_opts) if name.strip() and name != "--output-named"]
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    said = " " + r" \| ".join(map(str, choices)) if choices else ""
    return ", ".join(f"`{name.strip()}`" for name in names) + said


def _default(parameter: Any) -> str:
    default = parameter.default
    if callable(default) or default in (None, False, True, "", (), []):
        return ""
    return f"`{getattr(default, 'value', default)}`"


def tables() -> str:
    """Every table with its columns, as datapackage.json describes them."""
    from verbale.extractors.tables import REVIEWED, TABLES, datapackage

    said = "CSV in UTF-8, and the same in `verbale.sqlite`; `datapackage.json` beside them says this, too."
    parts = [f"{_HEAD}\n# Tables\n\n{said}"]
    for resource in datapackage([*TABLES, *REVIEWED], {"title": ""})["resources"]:
        fields = resource["schema"]["fields"]
        rows = [f"| `{field['name']}` | {field['type']} | {_plain(field['description'])} |" for field in fields]
        head = f"## `{resource['name']}`\n\n{_plain(resource['description'])}\n"
        parts.append("\n".join([head, "| column | type | |", "|--|--|--|", *rows]))
    return "\n\n".join(parts) + "\n"


PAGES = {"commands.md": commands, "tables.md": tables}


def main(folder: Path) -> None:
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reference")
