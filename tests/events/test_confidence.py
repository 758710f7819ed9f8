"""Confidence: what lowers it, where its figures come from, and that the same annotated rows give the same file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.loaded import bundled
from training.calibrate import Row, as_toml, calibrate, coded, fit, held_out, leave_one_out, records
from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.data_files import DataError
from verbale.extractors.events.calibration import CALIBRATION, SIGNS, Calibration, load_calibration, precision, thresholds_of
from verbale.extractors.events.confidence import confidence
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.rules import LoadedRule, RuleSet, load_rules
from verbale.extractors.schema import Assertion, EventDate, Thresholds
from verbale.extractors.text import make_document

WORDS = ["Chile", "recalled", "its", "ambassador", "from", "Spain", "in", "1999", "."]
DATED = EventDate("1999", "1999", "1999-01-01", "1999-12-31", "year", "clause")


@cache
def all_rules() -> RuleSet:
    return load_rules()


@pytest.fixture(scope="module")
def recall() -> LoadedRule:
    return next(r for r in all_rules().rules if r.rule.id == "envoy.recall.verb")


def doc(extra: int = 0) -> Doc:
    words = WORDS + ["indeed"] * extra
    heads = [1, 1, 3, 1, 1, 4, 1, 6] + [1] * (len(words) - 8)
    starts = [True] + [False] * (len(words) - 1)
    return Doc(Vocab(), words=words, heads=heads, deps=["dep"] * len(words), sent_starts=starts)


def match(loaded: LoadedRule, source: str = "gazetteer", target: str = "gazetteer", **changes: object) -> Match:
    sources = (Participant("Chile", ("CHL",), ("CHL",), 0, source),)
    targets = (Participant("Spain", ("ESP",), ("ESP",), 5, target),)
    return replace(Match(loaded, 1, sources, targets, None, None, None, frozenset()), **changes)  # type: ignore[arg-type]


def value(found: Match, assertion: Assertion | None = None, date: EventDate = DATED, words: Doc | None = None) -> float:
    return confidence(found, assertion or Assertion(), date, words or doc()).value


@pytest.mark.parametrize("how", ["pronoun", "definite", "topic", "heading", "implied:counterpart", "implied:topic"])
def test_a_party_that_is_not_named_lowers_confidence(recall: LoadedRule, how: str) -> None:
    named = value(match(recall))
    assert value(match(recall, source=how)) < named > value(match(recall, target=how))


def test_each_doubt_adds_to_the_others(recall: LoadedRule) -> None:
    sure = match(recall)
    pronoun = match(recall, source="pronoun")
    steps = [
        value(sure),
        value(pronoun),
        value(replace(pronoun, targets=())),
        value(replace(pronoun, targets=()), Assertion("neg")),
        value(replace(pronoun, targets=()), Assertion("neg"), EventDate(method="heading")),
        value(replace(pronoun, targets=()), Assertion("neg"), EventDate(method="heading"), doc(60)),
    ]
    assert steps == sorted(set(steps), reverse=True)


def test_a_rule_that_nothing_tried_falls_back(recall: LoadedRule) -> None:
    own = replace(recall, rule=recall.rule.model_copy(update={"id": "mine.recall"}), family="mine")
    found = confidence(match(own), Assertion(), DATED, doc())
    assert 0.5 < found.value < 0.95 and "untried" in found.signs
    assert "untried" in confidence(match(own, source="pronoun"), Assertion(), DATED, doc()).signs


def test_records_back_off_from_rule_to_family_to_part_of_speech() -> None:
    counts = {"all": (80, 100), "verb": (70, 80), "envoy verb": (3, 10), "envoy.recall": (0, 4)}
    everyone = precision(counts, 4.0, "x", "y", "NOUN")
    verb = precision(counts, 4.0, "x", "y", "VERB")
    family = precision(counts, 4.0, "x", "envoy", "VERB")
    rule = precision(counts, 4.0, "envoy.recall", "envoy", "VERB")
    assert everyone == pytest.approx(81 / 102) and verb == pytest.approx((70 + 4 * 81 / 102) / 84)
    assert rule == pytest.approx(family * 4 / 8) and rule < family < everyone < verb
    assert precision({}, 4.0, "x", "y", "VERB") == 0.5


@given(
    st.sampled_from(["gazetteer", "ner", "pronoun", "definite", "implied:topic", "never heard of"]),
    st.sampled_from(["pos", "neg"]),
    st.sampled_from(["asserted", "planned", "hypothetical", "reported"]),
    st.sampled_from(["", "clause", "name", "sentence", "narrative", "heading", "document_date"]),
    st.integers(0, 400),
)
def test_bounds_and_reason(how: str, polarity: str, modality: str, method: str, rule: int) -> None:
    loaded = all_rules().rules
    found = confidence(
        match(loaded[rule % len(loaded)], source=how), Assertion(polarity, modality), EventDate(method=method), doc()
    )
    assert 0 < found.value < 1 and round(found.value, 3) == found.value
    assert set(found.signs) <= SIGNS and found.reason.startswith(f"confidence {found.value:.2f}: ")


def test_the_file_says_what_it_must() -> None:
    found = load_calibration()
    assert found.signs.keys() == SIGNS
    assert all(sign.weight <= 0 > sign.prior and sign.right <= sign.rows for sign in found.signs.values())
    assert all(0 <= right <= rows for right, rows in found.records.values())
    assert found.held_out.documents >= 2 and found.held_out.rows == found.records["all"][1]
    content = tomllib.loads(CALIBRATION.read_text(encoding="utf-8"))
    assert as_toml(content) == CALIBRATION.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("weight = ", "wait = ", "signs"),
        ("[signs.pronoun]", "[signs.prounoun]", "signs"),
        ("backoff = 4.0", "backoff = 0", "model"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, before: str, after: str, key: str) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(CALIBRATION.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataError, match=rf"confidence\.toml: {key}"):
        load_calibration(path)


def synthetic() -> list[Row]:
    """Six documents in which pronouns are wrong half of the time, one rule always, and all else is right."""
    rows = []
    for document in "abcdef":
        for i in range(20):
            pronoun, bad = i % 4 == 0, i == 1
            signs = frozenset({"pronoun"}) if pronoun else frozenset()
            right = not bad and not (pronoun and i % 8 == 0)
            rule = "envoy.bad" if bad else "envoy.good"
            rows.append(Row(document, rule, "envoy", "VERB", signs, True, right))
    return rows


def before() -> dict[str, object]:
    return tomllib.loads(CALIBRATION.read_text(encoding="utf-8"))


def test_the_same_rows_give_the_same_file() -> None:
    rows = synthetic()
    once = calibrate(rows, before(), "model 1")
    text = as_toml(once)
    assert as_toml(calibrate(list(reversed(rows)), tomllib.loads(text), "model 1")) == text
    cut = calibrate(rows, before() | {"thresholds": {"events": 0.5, "candidates": 0.2}}, "model 1")
    own = Calibration.model_validate(tomllib.loads(as_toml(cut)))
    assert thresholds_of(None, None, own.thresholds) is None
    assert thresholds_of(0.1, None, own.thresholds) == Thresholds(0.1, 0.1)
    assert thresholds_of(None, 0.3, own.thresholds) == Thresholds(0.5, 0.3)
    signs = tomllib.loads(text)["signs"]
    assert {n: s["says"] for n, s in signs.items()} == {n: s["says"] for n, s in before()["signs"].items()}  # type: ignore[attr-defined]
    assert (signs["pronoun"]["rows"], signs["pronoun"]["right"]) == (30, 12)


def test_the_fit_finds_what_is_there() -> None:
    rows = synthetic()
    content = calibrate(rows, before(), "model 1")
    assert content["signs"]["pronoun"]["weight"] < -1 and content["model"]["rule"] > 0.3
    assert content["held_out"]["auc"] > 0.9 and abs(content["held_out"]["mean"] - content["held_out"]["share_right"]) < 0.05


def test_no_sign_ever_speaks_for_a_row() -> None:
    rows = [replace(row, right=bool(row.signs)) for row in synthetic()]
    assert fit(rows, {"pronoun": -0.5}, 4.0).weights == {"pronoun": 0.0}


def test_held_out_figures_use_no_row_of_their_document() -> None:
    rows = synthetic()
    changed = [replace(row, right=not row.right) if row.document == "a" else row for row in rows]
    own, other = (
        [r.confidence for r in leave_one_out(found, {"pronoun": -0.5}, 4.0) if r.document == "a"] for found in (rows, changed)
    )
    assert own == other and len(own) == 20
    assert coded(rows, ["pronoun"], 4.0).shape == (120, 3) and records(rows)["envoy.bad"] == (0, 6)
    assert held_out(leave_one_out(rows, {"pronoun": -0.5}, 4.0), "model 1").documents == 6


def test_events_say_what_lowered_their_confidence(nlp: Language) -> None:
    resources: Resources = bundled()
    text = "Chile recalled its ambassador from Spain in 1999. In 2001 it closed its consulate in Peru."
    events = extract_parsed(parse(nlp, make_document("text", text)), resources).events
    named, pronoun = sorted(events, key=lambda e: e.trigger_start)
    assert "pronoun" in pronoun.signs and "pronoun" not in named.signs
    for event in events:
        assert event.why[-1].startswith(f"confidence {event.confidence:.2f}: ")
