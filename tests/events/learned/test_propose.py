"""What rules tell and what the finder found, each once, with the numbers that weigh it.

The finder looks pieces up in a table (``tests/finder/test_component.py``): *recall* and *close* tell of events, *embassy* hardly.
Of the sets of parties the one that the rule found is chosen, where there is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from tests.events.learned.told import always, column, known, learned, resources
from verbale.extractors import extract_parsed, load_resources
from verbale.extractors.events.learned.evidence import NAMES, features, likeliest, weigh
from verbale.extractors.events.learned.propose import Proposal, propose
from verbale.extractors.events.learned.reasons import reasons

RULED = column(12)
RECALLED = "Norway recalled its envoy from Chile in 1990."


class Seen(NamedTuple):
    """A proposal, short enough to compare."""

    method: str
    trigger: int
    kind: str
    sources: str
    targets: str
    date: str


def proposals(text: str, date_odds: float = 0.0) -> list[Proposal]:
    layers = learned(sets=RULED, date_odds=date_odds)
    return propose(known(text, finder=True), resources().rules, resources().cues, layers)


def seen(found: list[Proposal]) -> list[Seen]:
    matches = [proposal.decided.match for proposal in found]
    sides = [[";".join(party for p in side for party in p.party_ids) for side in (m.sources, m.targets)] for m in matches]
    return [
        Seen(p.method, p.trigger, p.decided.match.loaded.relation_type, *own, p.decided.date.edtf)
        for p, own in zip(found, sides, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (RECALLED, [Seen("both", 1, "envoy.recall", "NOR", "CHL", "1990")]),
        ("The recall surprised Chile.", [Seen("finder", 1, "envoy.recall", "", "", "")]),
        ("Norway and Chile signed a treaty.", [Seen("rule", 3, "treaty.sign", "NOR;CHL", "", "")]),
        # The object noun tells the verb's event, whether a rule finds that or the finder alone.
        ("Peru closed its embassy in Bolivia in 1990.", [Seen("both", 1, "mission.close", "PER", "BOL", "1990")]),
        (
            "Peru closed the mine. The embassy was silent.",
            [Seen("finder", 1, "mission.close", "", "", "")],
        ),
        ("The weather was fine.", []),
    ],
)
def test_proposals(text: str, wanted: list[Seen]) -> None:
    assert seen(proposals(text)) == wanted


def test_another_date_is_taken_unless_none_is_likelier() -> None:
    """Of expressions that are as likely as each other the first is taken, whatever rules say."""
    text = "In 1990 Norway, which had left in May 1985, recalled its envoy from Chile in June 1991."
    for odds, date, dated in ((0.0, "1990", 1 / 4), (-3.0, "", 1 / (3 + np.exp(3)))):
        (told,) = (p for p in proposals(text, odds) if p.decided.match.loaded.relation_type == "envoy.recall")
        assert (told.decided.date.edtf, told.dated) == (date, pytest.approx(dated))


def test_numbers_of_a_proposal_by_their_names() -> None:
    found = known(RECALLED, finder=True)
    layers = learned(sets=RULED)
    (row,) = features(propose(found, resources().rules, resources().cues, layers), found, layers)
    numbers = dict(zip(NAMES, row, strict=True))
    wanted = {
        "method": 2, "event": 0.9, "core": 0.9, "score": 0.81 / 0.91, "own_family": 0.6, "own_type": 0.6, "best_type": 0.6,
        "other_family": 0.3, "denied": 0.05, "unreal": 0.1, "reported": 0.2, "pos": 0, "clausal": 1, "depth": 0, "sources": 1,
        "targets": 1, "parties_p": 1, "implied": 0, "usual_sources": 1, "usual_targets": 0.5, "date_method": 2, "dated_p": 0.5,
        "negative": 0, "modality": 0, "sentence": 9, "proposals": 0, "rival": 0, "events": 1,
    }  # fmt: skip
    assert {name: numbers[name] for name in wanted} == pytest.approx(wanted)
    assert (numbers["record"], numbers["rows"]) == layers.record("envoy.recall.verb")


def test_other_proposals_of_the_sentence_are_rivals() -> None:
    found = known("Norway recalled its envoy, and Peru closed the mine.", finder=True)
    layers = learned(sets=RULED)
    rows = features(propose(found, resources().rules, resources().cues, layers), found, layers)
    rivals = [(row[NAMES.index("proposals")], row[NAMES.index("rival")]) for row in rows]
    assert rivals == [(1, 0), (1, 0)], "others of the sentence are told, rivals are of one family"


def test_without_trees_of_evidence_the_finder_weighs() -> None:
    found = known(RECALLED, finder=True)
    both = propose(found, resources().rules, resources().cues, learned(sets=RULED))
    assert weigh(both, found, learned()) == [pytest.approx(0.81 / 0.91)]
    assert weigh(both, found, learned(evidence=always(0.25))) == [0.25]


def test_of_one_word_only_the_likeliest_family_stays() -> None:
    recalled, closed = (proposals(text)[0] for text in (RECALLED, "Peru closed its embassy in Bolivia in 1990."))
    assert (recalled.trigger, closed.trigger) == (1, 1)
    assert likeliest([recalled, closed], [0.4, 0.6]) == [1]
    assert likeliest([recalled, closed, recalled], [0.7, 0.6, 0.1]) == [0, 2], "two events of the family both stay"


def test_reasons_tell_what_was_seen_and_who_was_linked() -> None:
    (recalled,), (signed,) = proposals(RECALLED), proposals("Norway and Chile signed a treaty.")
    words, layers = known(RECALLED, finder=True).parsed.words, learned(evidence=always(0.5))
    assert reasons(recalled, 0.5, words, layers) == (
        "finder: an event 0.90, a main one 0.90; envoy.recall 0.60, mission.close 0.20, meeting.visit 0.10",
        "NOR by 'Norway': as source 0.50, as target 0.50; taken as source, as by the rule",
        "CHL by 'Chile': as source 0.50, as target 0.50; taken as target, as by the rule",
        "these parties and no others: 1.00",
        "likeliest date near by: '1990' 0.50; taken",
        "confidence 0.500: how often such rows are right in their family (told by both)",
        "it rests on: a main event 0.89, its family 0.60, the rule's record (9 of 10 annotated rows right), parties 1.00, "
        "date 0.50",
    )
    assert reasons(signed, 0.25, words, layers)[0] == "finder: sees no event here"


def test_types_that_were_not_asked_for_are_not_proposed() -> None:
    found = known(RECALLED, finder=True)
    only = load_resources(families=("trade",))
    assert propose(found, only.rules, only.cues, learned(sets=RULED)) == []
    missions = load_resources(families=("mission",))
    (less,) = propose(found, missions.rules, missions.cues, learned(sets=RULED))
    assert (less.decided.match.loaded.relation_type, less.finding.of_family("mission")) == ("mission.close", 0.2)


def test_a_type_of_a_users_own_is_weighed_like_any() -> None:
    layers = learned(sets=RULED)
    del layers.usual.types["treaty.sign"]
    found = known("Norway and Chile signed a treaty.", finder=True)
    (signed,) = propose(found, resources().rules, resources().cues, layers)
    (row,) = features([signed], found, layers)
    assert [row[NAMES.index(name)] for name in ("family", "type", "usual_sources", "usual_targets")] == [-1, -1, 1, 0.5]
    assert seen([signed]) == [Seen("rule", 3, "treaty.sign", "NOR;CHL", "", "")]


def test_the_line_takes_what_was_learned_only_from_a_pipeline_with_a_finder() -> None:
    own = replace(resources(), learned=learned(sets=RULED, evidence=always(0.65)), thresholds=None)
    with_finder = extract_parsed(known("The recall surprised Chile.", finder=True).parsed, own)
    assert [(e.relation_type, e.confidence, e.rule_id) for e in with_finder.events] == [("envoy.recall", 0.65, "")]
    assert extract_parsed(known("The recall surprised Chile.").parsed, own).events == ()
