"""Drafts of rules: what decisions told again and again, as a rule file that can be checked and linted; never put in force."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale.flows.cli.app import app
from verbale.flows.drafts import drafts
from verbale.review.log import Decision, append, make

BANKROLLED = (
    "Norway bankrolled Kenya in 1998.",
    "In 2003 Japan bankrolled Ghana.",
    "Peru bankrolled Chile after the flood.",
)
CODES = {"Norway": "NOR", "Kenya": "KEN", "Japan": "JPN", "Ghana": "GHA", "Peru": "PER", "Chile": "CHL"}


def added(sentence: str, trigger: str = "bankrolled", kind: str = "aid.grant", **values: str) -> Decision:
    """What a reviewer adds whose sentence names two states, the first of which acts."""
    one, other = (CODES[word] for word in sentence.replace(".", "").split() if word in CODES)
    at, end = sentence.index(trigger), len(sentence)
    said = {
        "relation_type": kind, "trigger": trigger, "trigger_at": f"{at}-{at + len(trigger)}", "quote": sentence,
        "quote_at": f"0-{end}", "source_ids": one, "source_parties": one, "target_ids": other, "target_parties": other,
    }  # fmt: skip
    snapshot = {"sentence_id": "s" + "0" * 16, "doc_id": "d", "sentence": sentence}
    entry = {"action": "add", "event_id": "a" + secrets.token_hex(8), "values": said | values, "snapshot": snapshot}
    return make(entry, reviewer="ann")


def judged(action: str, sentence: str, trigger: str, **more: object) -> Decision:
    snapshot = {"relation_type": "aid.grant", "sentence": sentence, "trigger": trigger, "source_parties": "PER",
                "target_parties": "CHL", "polarity": "pos", "modality": "asserted"}  # fmt: skip
    return make({"action": action, "event_id": "e1", "snapshot": snapshot, **more}, reviewer="ann")


REJECTED = judged("reject", "The bank bankrolled a school.", "bankrolled", reason="no_event")


def test_what_is_told_alike_becomes_a_rule_with_its_sentences() -> None:
    found = drafts([*map(added, BANKROLLED), REJECTED])
    assert found.left_out == () and found.rules == 1
    assert (
        found.files["aid.toml"]
        == """family = "aid"

# A draft: reviewers told this in 3 sentences. Weigh it, give it an id and near misses of your own.
[[rules]]
id = "aid.grant.drafted-bankroll"
type = "grant"
trigger = { lemma = ["bankroll"], pos = "VERB" }
source = "subject"
target = "object"
examples = [
  "{source=NOR:Norway} {trigger:bankrolled} {target=KEN:Kenya} in 1998.",
  "In 2003 {source=JPN:Japan} {trigger:bankrolled} {target=GHA:Ghana}.",
  "{source=PER:Peru} {trigger:bankrolled} {target=CHL:Chile} after the flood.",
]
non_examples = [
  "The bank bankrolled a school.",
]
"""
    )


def test_once_is_no_rule() -> None:
    assert drafts([added(BANKROLLED[0]), added(BANKROLLED[0])]).files == {}
    assert drafts(list(map(added, BANKROLLED)), least=4).files == {}


def test_corrected_rows_teach_as_added_ones_do() -> None:
    sentences = ("Peru bankrolled Chile in 1998.", "Peru bankrolled Chile again.")
    values = {"relation_type": "statement.support"}
    found = drafts([judged("correct", sentence, "bankrolled", values=values) for sentence in sentences])
    assert 'id = "statement.support.drafted-bankroll"' in found.files["statement.toml"]
    assert "# Nobody rejected a sentence with this word" in found.files["statement.toml"]
    later = [judged("correct", sentence, "bankrolled", values={"date_edtf": "1999"}) for sentence in sentences]
    assert drafts(later).files == {}, "a date is no matter of a rule"


def test_what_no_simple_rule_gives_is_said() -> None:
    """The sentences tell another event beside it: an example must give its own and no other."""
    double = [added(f"{s[:-1]} and recalled its ambassador from Italy.") for s in BANKROLLED[:2]]
    found = drafts(double)
    assert found.files == {} and found.rules == 0
    assert [line.partition(":")[0] for line in found.left_out] == ["aid.grant at 'bankroll', told in 2 sentences"]


def test_parties_of_any_function_and_of_symmetric_types() -> None:
    """The party may own what is spoken of; of a type without sides all parties are sources."""
    owned = [replaced(added(s), s, s.replace("bankrolled", "bankrolled the railways of")) for s in BANKROLLED]
    assert 'target = "object/owner"' in drafts(owned).files["aid.toml"]
    both = [added(s.replace("bankrolled", "banqueted with"), "banqueted", "meeting.hold") for s in BANKROLLED]
    text = drafts(both).files["meeting.toml"]
    assert 'source = { from = ["subject", "oblique:with"], all = true }' in text and "target" not in text


def replaced(decision: Decision, before: str, after: str) -> Decision:
    values = {name: value.replace(before, after) for name, value in decision.values.items()}
    snapshot = {name: value.replace(before, after) for name, value in decision.snapshot.items()}
    return replace(decision, values=values, snapshot=snapshot)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    append(Path("decisions"), [*map(added, BANKROLLED), REJECTED])
    return tmp_path


def call(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["rules", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def test_the_command_prints_and_writes_only_where_it_is_told(place: Path) -> None:
    said = call("suggest")
    assert said.startswith('# aid.toml\nfamily = "aid"\n') and said.endswith("verbale rules check FOLDER tries them.\n")
    assert [path.name for path in place.iterdir()] == ["decisions"]
    assert "Written into mine" in call("suggest", "--into", "mine")
    assert "1 rule, 0 problems" in call("check", "mine")
    assert "0 faults" in call("lint", "--faults", "--rules", "mine")
    assert "is there already" in call("suggest", "--into", "mine", code=2)
    # Once in force it tells the sentences, so nothing is left to draft beside it.
    assert "no simple rule gives exactly that" in call("suggest", "--rules", "mine")


def test_nothing_repeated_is_nothing_drafted(place: Path) -> None:
    assert call("suggest", "--decisions", "elsewhere") == (
        "# Nothing that reviewers added or corrected in 2 sentences or more makes a rule.\n"
    )
