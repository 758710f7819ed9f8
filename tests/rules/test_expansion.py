"""Everything that a rule may leave to a name, a group or its type is spelled out when it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_loader import GOOD, RULE, changed
from verbale.extractors.rules import Role, Rule, load_rules
from verbale.extractors.rules.families import with_defaults
from verbale.extractors.rules.functions import expand_condition, expand_function, fold_functions, split_alternatives
from verbale.extractors.rules.names import expand_words, resolve_names

FUNCTIONS = [
    "subject",
    "object",
    "owner",
    "prenominal",
    "oblique:*",
    "oblique:on|against",
    "gerund:of",
    "premodifier",
    "governor",
]
PATHS = st.lists(st.sampled_from(FUNCTIONS), min_size=1, max_size=3).map("/".join)
NAMES = st.sampled_from("abcdef")
WORDS = st.lists(NAMES | NAMES.map("@{}".format) | st.sampled_from(["envoy", "ship", "law"]), max_size=4, unique=True)


def loaded(folder: Path, text: str, shared: str = "") -> Rule:
    """The only rule of a folder with this file."""
    (folder / "test.toml").write_text(text, encoding="utf-8")
    if shared:
        (folder / "words.toml").write_text(shared, encoding="utf-8")
    (rule,) = load_rules(folder).rules
    return rule.rule


def target(folder: Path, text: str) -> Role:
    role = loaded(folder, text).target
    assert role is not None
    return role


@pytest.mark.parametrize(
    ("spelled", "functions"),
    [
        ("object", ["object"]),
        ("oblique:on|against", ["oblique:on", "oblique:against"]),
        ("owner", ["possessor", "modifier", "compound", "oblique:of"]),
        ("object/prenominal", ["object/possessor", "object/modifier", "object/compound"]),
        ("oblique:in|to/oblique:with", ["oblique:in/oblique:with", "oblique:to/oblique:with"]),
    ],
)
def test_groups_of_functions(spelled: str, functions: list[str]) -> None:
    assert list(expand_function(spelled)) == functions


def test_a_condition_joins_what_it_stands_for() -> None:
    condition = expand_condition("object or object/prenominal")
    assert condition == "object or object/possessor or object/modifier or object/compound"
    assert split_alternatives(condition) == ("object", "object/possessor", "object/modifier", "object/compound")


@given(PATHS)
def test_expanding_twice_changes_nothing(path: str) -> None:
    expanded = expand_function(path)
    assert tuple(f for function in expanded for f in expand_function(function)) == expanded
    assert expand_condition(expand_condition(path)) == expand_condition(path)


@given(st.dictionaries(NAMES, WORDS), WORDS)
def test_words_without_names_stay_as_they_are(spelled: dict[str, list[str]], words: list[str]) -> None:
    names, wrong = resolve_names(spelled, {})
    assert set(names) | set(wrong) == set(spelled)
    assert all(not word.startswith("@") for plain in names.values() for word in plain)
    try:
        once = expand_words(words, names)
    except ValueError:
        return
    assert expand_words(once, names) == once


@given(
    st.fixed_dictionaries({}, optional={"from": st.just(["object"]), "kind": st.just("state"), "optional": st.booleans()}),
    st.none() | st.just(False) | st.just("subject") | st.just(["subject"]) | st.just({"from": "subject", "kind": "*"}),
)
def test_defaults_laid_below_twice_change_nothing(default: dict[str, object], role: object) -> None:
    rule = {} if role is None else {"target": role}
    once = with_defaults(rule, {"target": default | {"who": "the other"}})
    assert with_defaults(once, {"target": default | {"who": "the other"}}) == once


def test_names_stand_alone_or_beside_words(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD).with_ == {"object": ("envoy", "official", "clerk")}
    assert loaded(tmp_path, changed('["envoy", "@staff"]', '"@staff"')).with_ == {"object": ("official", "clerk")}


def test_names_may_use_names_and_shared_ones(tmp_path: Path) -> None:
    shared = '[words]\nenvoys = ["consul", "envoy"]'
    text = changed('["official", "clerk"]', '["@envoys", "clerk"]')
    assert loaded(tmp_path, text, shared).with_ == {"object": ("envoy", "consul", "clerk")}


def test_kinds_have_names(tmp_path: Path) -> None:
    assert target(tmp_path, changed('kind = "state"', 'kind = ["@states", "ngo"]')).kind == ("state", "former_state", "ngo")


TYPE = 'who = "whose diplomats they are"'


@pytest.mark.parametrize(
    ("spelled", "kind", "party"),
    [
        ('target = "object"', ("company",), "affiliation"),
        ('target = { from = "object", kind = "state" }', ("state",), "affiliation"),
        ('target = { from = "object", kind = "*", party = "actor" }', (), "actor"),
    ],
)
def test_a_rule_spells_what_differs_from_its_type(tmp_path: Path, spelled: str, kind: tuple[str, ...], party: str) -> None:
    text = changed(TYPE, f'{TYPE}, kind = "company", party = "affiliation"')
    line = next(line for line in RULE.splitlines() if line.startswith("target"))
    role = target(tmp_path, text.replace(line, spelled))
    assert (role.from_, role.kind, role.party) == (("object",), kind, party)


def test_a_type_may_say_where_its_parties_stand(tmp_path: Path) -> None:
    text = changed('who = "who makes them leave"', 'who = "who", needed = false, from = ["subject", "object/owner"]')
    by_type = loaded(tmp_path, text.replace('source = "subject"', ""))
    owner = tuple(f"object/{function}" for function in expand_function("owner"))
    assert by_type.source is not None and by_type.source.from_ == ("subject", *owner)
    without = text.replace('source = "subject"', "source = false").replace("{source=BLR:Belarus}", "Belarus")
    assert loaded(tmp_path, without).source is None


@pytest.mark.parametrize("spelled", ["owner", "prenominal", "object/owner", "subject", "possessor", "governor/prenominal"])
def test_what_was_expanded_folds_again(spelled: str) -> None:
    around = ["oblique:by", *expand_function(spelled), "apposition"]
    assert fold_functions(around) == ["oblique:by", spelled, "apposition"]
    assert fold_functions([]) == []
