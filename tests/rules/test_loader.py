"""What the loader accepts, and what it refuses: each mistake in a line that names file, rule, key and the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.errors import UserError
from verbale.extractors.rules import RELATIONS, RuleError, load_rules

RULE = """
[[rules]]
id = "test.expel.verb"
type = "expel"
trigger = { lemma = ["expel", "oust"], pos = "VERB", attributes = { TAG = "VBD" } }
source = "subject"
target = { from = ["object", "object/owner"], kind = "state", min = 1 }
with.object = ["envoy", "@staff"]
examples = ["{source=BLR:Belarus} {trigger:expelled} {target=SWE:Sweden}'s envoy."]
non_examples = ["It rained."]
"""
GOOD = f"""
family = "test"
definition = "A family."

[words]
staff = ["official", "clerk"]

[types.expel]
definition = "A type."
plover = "SANCTION"
cameo = "161"
source = {{ who = "who makes them leave" }}
target = {{ who = "whose diplomats they are" }}
{RULE}"""
SECOND = RULE.replace("test.expel.verb", "test.expel.other")
INVITE = """
[types.invite]
definition = "Another type."
source = { who = "the host" }
target = { who = "the guest" }
"""
OF_RULE = "test.toml: rule test.expel.verb: "
PARTIES = {"BLR", "SWE"}


def refusal(folder: Path, text: str) -> str:
    """What the loader says of a folder with this file."""
    (folder / "test.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules(folder, parties=PARTIES)
    return str(error.value)


def changed(good: str, mistake: str) -> str:
    assert good in GOOD
    return GOOD.replace(good, mistake)


def test_a_good_file_loads(tmp_path: Path) -> None:
    (tmp_path / "test.toml").write_text(GOOD)
    rules = load_rules(tmp_path, parties=PARTIES)
    assert [r.rule.id for r in rules.candidates("expel", "VERB")] == ["test.expel.verb"]


def test_a_refusal_is_an_error_that_users_can_mend() -> None:
    assert issubclass(RuleError, UserError)


@pytest.mark.parametrize(
    ("good", "mistake", "says"),
    [
        ('source = "subject"', 'sorce = "subject"', "sorce: unknown key; did you mean 'source'?"),
        (
            'source = "subject"',
            'source = "subjekt"',
            "source.from: unknown grammatical function 'subjekt'; did you mean 'subject'?",
        ),
        ('source = "subject"', "source = []", "source.from: the list is empty"),
        ('source = "subject"', 'source = "possessor"', "source.from: no VERB has a 'possessor'"),
        (
            'source = "subject"',
            'source = "oblique"',
            "source.from: 'oblique' wants a preposition: oblique:from, oblique:on|against, oblique:* for any",
        ),
        ('source = "subject"', "", "source: is needed by the type expel: who makes them leave"),
        ('"object/owner"]', '"oblique:agianst"]', "target.from: unknown preposition 'agianst'; did you mean 'against'?"),
        ('"object/owner"]', '"object/ownr"]', "target.from: unknown grammatical function 'ownr'; did you mean 'owner'?"),
        ('kind = "state"', 'kind = ["states"]', "target.kind: unknown kind of actor 'states'; did you mean 'state'?"),
        ('kind = "state"', 'kind = "@stats"', "target.kind: unknown name '@stats'; did you mean '@states'?"),
        ("min = 1", "min = 5", "target.min: Input should be less than or equal to 2"),
        ("min = 1", "min = -1", "target.min: Input should be greater than or equal to 0"),
        ("min = 1", "optional = true", "target: is needed by the type expel: whose diplomats they are"),
        ("min = 1", 'head = "envoy", not_head = "envoy"', "target.head: 'envoy' is also in not_head"),
        ('["expel", "oust"]', '["expelled", "oust"]', "trigger.lemma: 'expelled' is no lemma; did you mean 'expel'?"),
        ('["expel", "oust"]', '["Expel", "oust"]', "trigger.lemma: 'Expel' is no lemma; did you mean 'expel'?"),
        ('["expel", "oust"]', '["expel", "broke"]', "trigger.lemma: 'broke' is no lemma; did you mean 'break'?"),
        ('["expel", "oust"]', '["expel", "expel"]', "trigger.lemma: 'expel' stands twice"),
        ('["expel", "oust"]', "[]", "trigger.lemma: the list is empty"),
        ('TAG = "VBD"', 'TAG = "VPD"', "trigger: unknown TAG 'VPD'; did you mean 'VBP'?"),
        ('TAG = "VBD"', 'TAGS = "VBD"', "trigger: unknown attribute 'TAGS'; did you mean 'TAG'?"),
        ('"@staff"', '"@stuff"', "with.object: unknown name '@stuff'; did you mean '@staff'?"),
        ('"@staff"', '"@staff", "PLACES"', "with.object: unknown kind of name 'PLACES'; did you mean 'PLACE'?"),
        ('"@staff"', '"@staff", "envoy"', "with.object: 'envoy' stands twice"),
        (
            "with.object",
            'with."object or objekt"',
            "with.object or objekt: unknown grammatical function 'objekt'; did you mean 'object'?",
        ),
        (
            "with.object",
            'without.object = ["envoy", "@staff"]\nwith.object',
            "without: excludes all that with asks for at 'object'",
        ),
        ('type = "expel"', 'type = "expell"', "type: 'expell' is not among the types of test; did you mean 'expel'?"),
        ('type = "expel"', 'type = "expel"\nnegated = "keep"', "negated: 'keep' is not among the types of test"),
        ('type = "expel"', 'type = "expel"\nkeeps = ["subject"]', "keeps: 'subject' is no condition of with"),
        ('type = "expel"', 'type = "expel"\ncameo = "16"', "cameo: unknown CAMEO code '16'; did you mean '196'?"),
        (
            "{source=BLR:",
            "{source=BRL:",
            "examples: unknown party 'BRL' in \"Belarus expelled Sweden's envoy.\"; did you mean 'BLR'?",
        ),
        (
            "{trigger:expelled}",
            "{trigger:expelled",
            'examples.0.text: unbalanced or malformed markup in "{source=BLR:Belarus} {trigger:expelled {target=SWE:Sweden}\'s"',
        ),
        ("{trigger:expelled}", "expelled", 'examples: no {trigger:...} in "Belarus expelled Sweden\'s envoy."'),
        (
            "{target=SWE:",
            "{victim=SWE:",
            "examples.0.text: unknown role 'victim' in \"{source=BLR:Belarus} {trigger:expelled} {victim=SWE:Sweden}'\"",
        ),
        (
            "Belarus}",
            "Belarus} by {instrument:note}",
            'examples: {instrument...} in "Belarus by note expelled Sweden\'s envoy.", but the rule has no instrument',
        ),
        ('non_examples = ["It rained."]', "non_examples = []", "non_examples: at least one is wanted"),
        ('non_examples = ["It rained."]', "", "non_examples: is missing"),
    ],
)
def test_mistakes_in_a_rule(tmp_path: Path, good: str, mistake: str, says: str) -> None:
    assert refusal(tmp_path, changed(good, mistake)).splitlines()[0] == OF_RULE + says


@pytest.mark.parametrize(
    ("good", "mistake", "says"),
    [
        ('"SANCTION"', '"ACUSE"', "types.expel.plover: unknown PLOVER event 'ACUSE'; did you mean 'ACCUSE'?"),
        ('"161"', '"999x"', "types.expel.cameo: unknown CAMEO code '999x'"),
        ('family = "test"', 'family = "tests"', "family: 'tests' is unlike the file's name, 'test'"),
        ('family = "test"', 'famly = "test"', "family: is missing\ntest.toml: famly: unknown key; did you mean 'family'?"),
        (
            'definition = "A type."',
            'defintion = "A type."',
            "types.expel.definition: is missing\ntest.toml: types.expel.defintion: unknown key; did you mean 'definition'?",
        ),
        ('source = { who = "who makes them leave" }', "", "types.expel.source: is missing"),
        (
            'who = "who makes them leave"',
            'who = "who", kind = "stat"',
            "types.expel.source.kind: unknown kind of actor 'stat'; did you mean 'state'?",
        ),
        ('plover = "SANCTION"', "symmetric = true", "types.expel.target: of a symmetric type all parties are sources"),
        ('id = "test.expel.verb"', 'id = "tests.expel.verb"', "rule tests.expel.verb: id: wants to begin with 'test.expel.'"),
        ('["official", "clerk"]', '["official", "official"]', "words.staff: 'official' stands twice"),
        ('["official", "clerk"]', '["official", "@clerks"]', "words.staff: unknown name '@clerks'"),
        ('"envoy", "@staff"', '"envoy"', "words.staff: nothing uses @staff"),
        ("staff = [", 'men = ["@women"]\nwomen = ["@men"]\nstaff = ["@men", ', "words.men: names itself: @men -> @women -> @men"),
        ("[words]", "[words", "Expected ']' at the end of a table declaration (at line 5, column 7)"),
        ("[[rules]]", "[[rule]]", "rules: is missing\ntest.toml: rule: unknown key; did you mean 'rules'?"),
    ],
)
def test_mistakes_in_a_file(tmp_path: Path, good: str, mistake: str, says: str) -> None:
    assert refusal(tmp_path, changed(good, mistake)).startswith(f"test.toml: {says}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SECOND.replace("test.expel.other", "test.expel.verb"), OF_RULE + "id: also used in test.toml"),
        (
            INVITE + SECOND.replace("expel.other", "invite.verb").replace('type = "expel"', 'type = "invite"'),
            "test.toml: rule test.invite.verb: trigger: 'expel' with these arguments is already "
            "test.expel by rule test.expel.verb",
        ),
    ],
)
def test_rules_that_exclude_each_other(tmp_path: Path, text: str, says: str) -> None:
    assert refusal(tmp_path, GOOD + text) == says


def test_every_problem_of_every_file_is_listed(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("family = other", encoding="utf-8")
    text = changed('"subject"', '"subjekt"').replace('["expel", "oust"]', '["expel", "expel"]').replace('"161"', '"16"')
    assert refusal(tmp_path, text).splitlines() == [
        "other.toml: Invalid value (at line 1, column 10)",
        "test.toml: types.expel.cameo: unknown CAMEO code '16'; did you mean '196'?",
        OF_RULE + "trigger.lemma: 'expel' stands twice",
        OF_RULE + "source.from: unknown grammatical function 'subjekt'; did you mean 'subject'?",
    ]


def test_a_wrong_default_is_told_once(tmp_path: Path) -> None:
    text = changed('who = "whose diplomats they are"', 'who = "whose", party = "affilation"') + SECOND
    assert refusal(tmp_path, text).splitlines() == [
        "test.toml: types.expel.target.party: Input should be 'actor', 'affiliation' or 'any'; did you mean 'affiliation'?"
    ]


@pytest.mark.parametrize("name", ["", "notes.md", "nowhere"])
def test_a_folder_without_rules(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.md").write_text("no rules")
    with pytest.raises(RuleError, match="no rule there"):
        load_rules(tmp_path / name)


def test_a_family_that_is_not_there() -> None:
    with pytest.raises(RuleError, match=r"^relations: no family 'envoi'; did you mean 'envoy'\?$"):
        load_rules(families=["envoi"])


def test_one_file_is_enough() -> None:
    rules = load_rules(RELATIONS / "envoy.toml")
    assert rules.rules and {r.family for r in rules.rules} == {"envoy"}
