"""``verbale rules``: what its commands print and exit with."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.rules.knitting import RIGHT, RULE, WRONG
from verbale.flows.cli.app import app


def call(*arguments: str | Path):
    return CliRunner().invoke(app, ["rules", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "knitting.toml").write_text(RULE + RIGHT, encoding="utf-8")
    return tmp_path


def test_check_takes_a_folder_or_a_file(folder: Path) -> None:
    for path in (folder, folder / "knitting.toml"):
        result = call("check", path)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "1 rule, 0 problems\n", "")


def test_check_lists_every_problem(folder: Path) -> None:
    (folder / "knitting.toml").write_text(RULE + WRONG, encoding="utf-8")
    result = call("check", folder)
    assert result.exit_code == 1 and result.stdout == "1 rule, 5 problems\n"
    assert result.stderr.splitlines() == [
        "knitting.knit.verb: date '1998' not ['1999']: In 1998 Norway knitted a scarf for Sweden.",
        "knitting.knit.verb: no event: Chile knitted hats for Peru.",
        "knitting.knit.verb: neg asserted not pos asserted: Ghana did not knit a scarf for Togo.",
        "knitting.knit.verb: trigger 'knitted', target ['TGO'] not ['BEN']: Ghana knitted a scarf for Togo.",
        "knitting.knit.verb: unexpected knitting.knit (knitting.knit.verb) PER -> CHL at 'knitted': "
        "Peru knitted a sock for Chile.",
    ]


def test_check_of_one_family_and_of_one_rule() -> None:
    assert call("check", "--family", "investigation", "--family", "integration").stdout.endswith(" rules, 0 problems\n")
    assert call("check", "--rule", "envoy.expel.verb").stdout == "1 rule, 0 problems\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "{tmp}/absent"], "no rule there"),
        (["check", "{tmp}/empty"], "no rule there"),
        (["check", "--family", "envoi"], "no family 'envoi'; did you mean 'envoy'?"),
        (["check", "--rule", "envoy.expel.veb"], "no rule 'envoy.expel.veb'; did you mean 'envoy.expel.verb'?"),
    ],
)
def test_nothing_to_check_is_one_line_and_fails(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "empty").mkdir()
    result = call(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert result.exit_code == 1
    assert message in result.stderr and result.stderr.count("\n") == 1
