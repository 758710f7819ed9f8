"""``verbale rules``: what its commands print and exit with."""

from __future__ import annotations

import json
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
        "knitting.knit.verb: example gives another date",
        "  In 1998 Norway knitted a scarf for Sweden.",
        "  expected: date 1999",
        "  found:    date 1998",
        "knitting.knit.verb: example gives no event",
        "  Chile knitted hats for Peru.",
        "  expected: knitting.knit CHL -> PER by rule knitting.knit.verb",
        "  found:    none",
        "knitting.knit.verb: example gives another assertion",
        "  Ghana did not knit a scarf for Togo.",
        "  expected: assertion pos asserted",
        "  found:    assertion neg asserted",
        "knitting.knit.verb: example gives another trigger and another target",
        "  Ghana knitted a scarf for Togo.",
        "  expected: trigger 'scarf', target BEN",
        "  found:    trigger 'knitted', target TGO",
        "knitting.knit.verb: non-example gives an event",
        "  Peru knitted a sock for Chile.",
        "  expected: none of the family knitting",
        "  found:    knitting.knit PER -> CHL at 'knitted' by rule knitting.knit.verb",
    ]


def test_check_of_one_family_and_of_one_rule() -> None:
    assert call("check", "--family", "investigation", "--family", "integration").stdout.endswith(" rules, 0 problems\n")
    assert call("check", "--rule", "envoy.expel.verb").stdout == "1 rule, 0 problems\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "{tmp}/absent"], "no rule there"),
        (["check", "{tmp}/empty"], "no rule there"),
        (["try", "It rained.", "--rule", "envoy.expel.veb"], "no rule 'envoy.expel.veb'; did you mean 'envoy.expel.verb'?"),
        (["try", "It rained.", "--rules", "{tmp}/absent"], "no rule there"),
        (["try", " "], "nothing to try"),
        (["try", "It rained.", "--date", "someday"], "'someday' is no date"),
        (["try", "It rained.", "--topic", "BLRR"], "no party 'BLRR'; did you mean 'BLR'?"),
        (["lint", "{tmp}/empty"], "no texts"),
        (["lint", "--family", "envoi"], "no family 'envoi'; did you mean 'envoy'?"),
        (["check", "--family", "envoi"], "no family 'envoi'; did you mean 'envoy'?"),
        (["check", "--rule", "envoy.expel.veb"], "no rule 'envoy.expel.veb'; did you mean 'envoy.expel.verb'?"),
    ],
)
def test_nothing_to_look_at_is_one_line_and_fails(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "empty").mkdir()
    result = call(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert result.exit_code in (1, 2)
    assert message in result.stderr and result.stderr.count("\n") == 1


def test_try_tells_what_a_sentence_gives_with_rules_of_ones_own(folder: Path) -> None:
    sentence = "In 1998 Norway knitted a scarf for Sweden."
    shown = call("try", sentence, "--rules", folder).stdout
    assert "  knitting.knit  NOR -> SWE  1998  pos asserted  confidence" in shown
    assert "knitting" not in call("try", sentence).stdout


def test_try_takes_several_sentences_as_one_text() -> None:
    shown = call("try", "Peru closed its embassy in Chile.", "It recalled its ambassador from Chile in 2004.").stdout
    assert "  mission.close  PER -> CHL  undated" in shown and "  envoy.recall  PER -> CHL  2004" in shown


def test_try_knows_actors_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("actor_id,name,kind\nNCHL,Nordic Chess League,organisation\n", encoding="utf-8")
    shown = call("try", "In 2004 Norway left the Nordic Chess League.", "--actors", tmp_path).stdout
    assert "  Nordic Chess League -> NCHL (gazetteer)" in shown and "membership.leave  NOR -> NCHL  2004" in shown


def test_try_takes_heading_topic_date_and_rule() -> None:
    around = ("--heading", "Relations with Chile", "--topic", "PER", "--date", "4 May 2004")
    shown = call("try", "Peru recalled its ambassador yesterday.", *around, "--rule", "envoy.recall.verb").stdout
    assert "  envoy.recall  PER -> CHL  2004-05-03" in shown and shown.endswith("  gives the event\n")


def test_lint_holds_rules_against_texts(folder: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text("In 1998 Norway knitted a scarf for Sweden.", encoding="utf-8")
    options = ("--family", "knitting", "--rules", folder)
    assert call("lint", texts, *options).stdout.splitlines() == [
        "1 advice: one document fires it, no other",
        "1 advice: texts fire it, but no annotation says whether rightly",
        "0 faults, 2 advice; list it with --advice, of one family with --advice --family NAME",
    ]
    options = (*options, "--advice")
    result = call("lint", texts, *options)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "knitting.toml: rule knitting.knit.verb: examples: one document fires it, no other",
            "knitting.toml: rule knitting.knit.verb: examples: texts fire it, but no annotation says whether rightly",
            "0 faults, 2 advice",
        ],
    )
    event = {"trigger": ["knitted"], "type": "knitting.knit", "source": ["NOR"], "target": ["SWE"], "date": "1998|", "flags": []}
    line = json.dumps(event | {"quote": "Norway knitted", "optional": False})
    (texts / "one.events.jsonl").write_text(line + "\n", encoding="utf-8")
    (texts / "two.txt").write_text("In 1998 Norway knitted a scarf for Sweden.", encoding="utf-8")
    assert call("lint", texts, *options).stdout == "0 faults, 0 advice\n"
    assert "        2     1     1  knitting.knit.verb\n" in call("lint", texts, *options, "--counts").stdout
    (texts / "two.txt").unlink()
    (texts / "one.txt").write_text("Norway knitted.", encoding="utf-8")
    (texts / "one.events.jsonl").unlink()
    assert "no text fires it; only its own examples do" in call("lint", texts, *options).stdout


def test_the_bundled_rules_have_no_faults() -> None:
    result = call("lint", "--faults")
    assert (result.exit_code, result.stdout) == (0, "0 faults, 0 advice\n")
