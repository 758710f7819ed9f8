"""What a sentence tells to who writes rules: exact text for sentences of the tests' own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from tests.loaded import bundled
from tests.rules.knitting import RIGHT, RULE
from verbale.extractors import Resources, load_resources, parse
from verbale.extractors.explain import explain_sentence
from verbale.extractors.text import make_document

SYMMETRIC = """
[types.swap]
definition = "States swap scarfs."
symmetric = true
source = { who = "all who swap" }

[[rules]]
id = "knitting.swap.off"
type = "swap"
trigger = { lemma = ["swap"], pos = "VERB", particle = ["off"] }
source = { from = ["subject"], kind = ["state"], min = 2 }
without = { object = ["seat"] }
dated = true
examples = ["In {date=1998:1998} {source=NOR:Norway} and {source=SWE:Sweden} {trigger:swapped} off scarfs."]
non_examples = ["Peru swapped its brows."]
"""

PATCH = """
[types.patch]
definition = "A state patches a coat."
source = { who = "who patches" }

[[rules]]
id = "knitting.patch.verb"
type = "patch"
trigger = { lemma = "patch", pos = "VERB" }
source = "subject"
instrument = "oblique:with"
place = "oblique:in"
quantity = { from = "object", head = "coat" }
with."object/oblique:in|on" = "*"
examples = ["{source=NOR:Norway} {trigger:patched} {quantity:three coats} in {place:Oslo} {instrument:with wool}."]
non_examples = ["Peru patched its brows."]
"""


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "knitting.toml").write_text(RULE + RIGHT + SYMMETRIC + PATCH, encoding="utf-8")
    return load_resources(rules=Path(folder))


def told(nlp: Language, resources: Resources, text: str, *rule_ids: str) -> str:
    return explain_sentence(parse(nlp, make_document("sentence", text)), resources, rule_ids)


def last_block(nlp: Language, resources: Resources, text: str, *rule_ids: str) -> list[str]:
    return told(nlp, resources, text, *rule_ids).split("\n\n")[-1].splitlines()


def test_a_sentence_with_an_event(nlp: Language, resources: Resources) -> None:
    shown = told(nlp, resources, "In 1998 Norway knitted a scarf for Sweden.")
    assert re.sub(r"confidence \S+.*", "confidence ...", shown).splitlines() == [
        "In 1998 Norway knitted a scarf for Sweden.",
        "",
        "Words (* triggers rules)",
        "  * knitted (verb knit)",
        "      subject: Norway",
        "      oblique:in: 1998",
        "      object: a scarf",
        "    scarf (noun scarf)",
        "      oblique:for: Sweden",
        "      subject: Norway (support)",
        "      oblique:in: 1998 (support)",
        "",
        "Parties",
        "  Norway -> NOR (gazetteer)",
        "  Sweden -> SWE (gazetteer)",
        "",
        "Dates",
        "  1998 -> 1998 (explicit)",
        "",
        "Events",
        "  knitting.knit  NOR -> SWE  1998  pos asserted  confidence ...",
        "    rule knitting.knit.verb: knitting.knit",
        "    source NOR from 'Norway' (gazetteer)",
        "    target SWE from 'Sweden' (gazetteer)",
        "    date 1998 (clause)",
        "    pos asserted (no cue)",
        "    confidence ...",
        "",
        "Nearest rules",
        "  none",
    ]


@pytest.mark.parametrize(
    ("text", "why_not"),
    [
        (
            "Norway knitted a hat for Sweden.",
            "knitting.knit.verb at 'knitted', 3 of 4 hold: object must be one of scarf, sock; it is 'hat'",
        ),
        (
            "Norway knitted for Sweden.",
            "knitting.knit.verb at 'knitted', 3 of 4 hold: object must be one of scarf, sock; there is none",
        ),
        (
            "Norway knitted a scarf.",
            "knitting.knit.verb at 'knitted', 3 of 4 hold: target (oblique:for) stays empty: there is none",
        ),
        (
            "Norway knitted a scarf for the winter.",
            "knitting.knit.verb at 'knitted', 3 of 4 hold: target (oblique:for) stays empty: oblique:for is 'winter', "
            "which names no known party beside the other side's",
        ),
        (
            "Norway and Sweden swapped their scarfs in 1999.",
            "knitting.swap.off at 'swapped', 3 of 4 hold: trigger must be VERB swap with the particle off",
        ),
        (
            "Norway and Sweden swapped off scarfs.",
            "knitting.swap.off at 'swapped', 3 of 4 hold: 'swapped' must have a date of its own",
        ),
        (
            "Norway and Sweden swapped off their seats in 1999.",
            "knitting.swap.off at 'swapped', 3 of 4 hold: object must not be seat; it is 'seats'",
        ),
        (
            "Norway swapped off scarfs in 1999.",
            "knitting.swap.off at 'swapped', 3 of 4 hold: source (subject) needs 2 parties; only NOR is found",
        ),
    ],
)
def test_what_the_nearest_rule_lacks(nlp: Language, resources: Resources, text: str, why_not: str) -> None:
    assert last_block(nlp, resources, text) == ["Nearest rules", f"  {why_not}"]


def test_all_that_a_rule_asks_for(nlp: Language, resources: Resources) -> None:
    assert last_block(nlp, resources, "The men knitted a scarf for Sweden.", "knitting.knit.verb") == [
        "Rule knitting.knit.verb at 'knitted'",
        "  holds  trigger must be VERB knit",
        "  holds  object must be one of scarf, sock; it is 'scarf'",
        "  FAILS  source (subject) stays empty: subject is 'men', which names no known party beside the other side's",
        "  holds  target (oblique:for): SWE",
    ]
    assert last_block(nlp, resources, "Norway knitted a scarf for Sweden.", "knitting.knit.verb")[-1] == "  gives the event"
    assert last_block(nlp, resources, "It rained.", "knitting.knit.verb") == [
        "Rule knitting.knit.verb",
        "  trigger must be VERB knit; there is none",
    ]


def test_circumstances_are_told(nlp: Language, resources: Resources) -> None:
    shown = told(nlp, resources, "Norway patched three coats in Oslo with wool.", "knitting.patch.verb").splitlines()
    assert [line for line in shown if line.startswith(("    instrument", "    place", "    quantity"))] == [
        "    instrument 'wool'",
        "    place 'Oslo'",
        "    quantity 'three coats'",
    ]
    assert shown[-6:-1] == [
        "  holds  object/oblique:in or object/oblique:on must be there; it is 'Oslo'",
        "  holds  source (subject): NOR",
        "  holds  instrument (oblique:with): 'wool'",
        "  holds  place (oblique:in): 'Oslo'",
        "  holds  quantity (object): 'three coats'",
    ]
    shown = told(nlp, resources, "Norway patched hats in Oslo.", "knitting.patch.verb").splitlines()
    assert shown[-2] == "  holds  quantity (object): nothing, and nothing is needed; its head must be coat"


@pytest.mark.parametrize("date", ["in 2018", "in May 2018", "on 3 May 2018", "on May 3, 2018"])
def test_a_date_of_the_verb_is_not_anything_of_its_object(nlp: Language, resources: Resources, date: str) -> None:
    lines = last_block(nlp, resources, f"Norway patched three coats {date}.", "knitting.patch.verb")
    assert lines[2].startswith("  FAILS  object/oblique:in or object/oblique:on must be there; it is")
    lines = last_block(nlp, resources, f"Norway patched three coats in Oslo {date}.", "knitting.patch.verb")
    assert lines[2].startswith("  holds  object/oblique:in or object/oblique:on must be there")


def test_a_rule_behind_a_more_specific_one(nlp: Language) -> None:
    lines = last_block(nlp, bundled(), "Peru and Chile signed an agreement on trade.")
    assert "  treaty.sign.verb at 'signed', 4 of 4 hold: all is there, but trade.agreement.sign goes first" in lines


def test_headings_and_every_sentence(nlp: Language, resources: Resources) -> None:
    shown = told(nlp, resources, "Relations with Sweden\n\nNorway knitted a scarf for Sweden. It rained.")
    assert [block for block in shown.split("\n\n") if "\n" not in block] == ["Norway knitted a scarf for Sweden.", "It rained."]
