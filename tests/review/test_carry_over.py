"""Six hundred decisions, carried over every kind of rerun: none lost, none silently attached to another claim."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

import pytest

from benchmarks import synthetic
from verbale.extractors.ids import normalise
from verbale.review.log.carry_over import agrees, carry_over
from verbale.review.log.decisions import Decision, make, standing
from verbale.review.log.evidence import Evidence, similar
from verbale.review.log.fates import Carried, outcomes

TEXTS = synthetic.library(10, 60)
REASONS = ("no_event", "wrong_date", "duplicate", "wrong_type")


def evidence_of(texts: Mapping[str, str], verbs: Mapping[str, str] = synthetic.VERBS) -> Evidence:
    tables = synthetic.run(texts, verbs)
    return Evidence.of(tables["events"], tables["sentences"])


def decide(evidence: Evidence) -> tuple[Decision, ...]:
    """Two thirds accepted, a sixth rejected, a sixth corrected (the date)."""
    decisions = []
    for number, event_id in enumerate(sorted(evidence.events)):
        entry: dict[str, object] = {"action": "accept", "event_id": event_id, "snapshot": evidence.snapshot(event_id)}
        if number % 6 == 0:
            entry |= {"action": "reject", "reason": REASONS[number % 4]}
        elif number % 6 == 1:
            entry |= {"action": "correct", "values": {"date_edtf": "1877"}}
        decisions.append(make({**entry, "reviewer": "ann"}))
    return tuple(decisions)


BEFORE = evidence_of(TEXTS)
DECISIONS = decide(BEFORE)


def check(carried: tuple[Carried, ...], now: Evidence) -> None:
    """What must hold whatever happened: every decision is accounted for, and belongs to no row that says another thing."""
    assert [c.decision.id for c in carried] == [d.id for d in standing(DECISIONS)]
    for c in carried:
        if c.event_id:
            row, judged = now.events[c.event_id], c.decision.snapshot
            assert normalise(now.sentences[row["sentence_id"]]) == judged["sentence"]
            assert row["claim_id"] == judged["claim_id"] or (c.status == "resolved" and agrees(c.decision.values, row))
        else:
            assert c.status in ("re_anchored", "stale", "orphaned") or (c.status == "resolved" and c.decision.action == "reject")
        assert bool(c.proposal) == (c.status == "re_anchored")
        if c.proposal:
            assert now.events[c.proposal]["claim_id"] == c.decision.snapshot["claim_id"]
    proposals = [c.proposal for c in carried if c.proposal]
    assert len(proposals) == len(set(proposals))


def edit(change: Callable[[str, random.Random], str], sentences: int) -> dict[str, str]:
    """The texts with ``change`` applied to so many sentences, spread over all documents."""
    rng = random.Random(1)
    texts = dict(TEXTS)
    for number, name in enumerate(texts):
        found = re.findall(r"[^\s][^.\n]*\.", texts[name])
        share = sentences // len(texts) + (number < sentences % len(texts))
        for sentence in rng.sample(found, share):
            texts[name] = texts[name].replace(sentence, change(sentence, rng))
    return texts


def typo(sentence: str, rng: random.Random) -> str:
    """Two letters of the matter swapped, as fingers do."""
    at = sentence.index(" over the ") + 10
    word = sentence[at:].split()[0]
    return sentence.replace(f"over the {word}", f"over the {word[0]}{word[2]}{word[1]}{word[3:]}")


def rewritten(sentence: str, rng: random.Random) -> str:
    return f"Nobody in the capital could say any longer what had come of it all by the year {rng.randint(1880, 1999)}."


def moved_section(text: str) -> str:
    parts = re.split(r"(?m)(?=^Chapter )", text)
    return "".join([parts[0], *parts[2:], parts[1]])


SCENARIOS: dict[str, tuple[Mapping[str, str], dict[str, int]]] = {
    "nothing changed": (TEXTS, {"current": 600}),
    "paragraph inserted on top": (
        {n: f"A new opening. Peru praised Chile over nothing at all.\n\n{t}" for n, t in TEXTS.items()},
        {"current": 600},
    ),
    "section renamed": ({n: re.sub(r"Chapter (\d+): the", r"Part \1, on the", t) for n, t in TEXTS.items()}, {"current": 600}),
    "section moved": ({n: moved_section(t) for n, t in TEXTS.items()}, {"current": 600}),
    "60 typos": (edit(typo, 60), {"current": 540, "re_anchored": 60}),
    "document renamed": (
        {n.replace("chronicle-003", "annals"): t for n, t in TEXTS.items()},
        {"current": 540, "re_anchored": 60},
    ),
    "60 sentences rewritten": (edit(rewritten, 60), {"current": 540, "orphaned": 60}),
    "document removed": ({n: t for n, t in TEXTS.items() if n != "chronicle-003"}, {"current": 540, "orphaned": 60}),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_six_hundred_decisions(name: str) -> None:
    texts, expected = SCENARIOS[name]
    assert len(DECISIONS) == 600
    now = evidence_of(texts)
    carried = carry_over(standing(DECISIONS), now)
    check(carried, now)
    assert {status: n for status, n in outcomes(carried).items() if n} == expected


def test_typos_are_proposed_at_the_sentence_they_were_made_in() -> None:
    now = evidence_of(edit(typo, 60))
    for c in carry_over(standing(DECISIONS), now):
        if c.proposal:
            paper = re.search(r"paper \d+", c.decision.snapshot["sentence"])
            assert paper and paper[0] in now.sentences[now.events[c.proposal]["sentence_id"]]
            assert 0.7 <= c.similarity < 1


def test_a_rule_that_changes_its_type_or_goes_away_leaves_its_decisions_stale_or_resolved() -> None:
    verbs = {phrase: kind for phrase, kind in synthetic.VERBS.items() if phrase != "accused"} | {"praised": "statement.criticise"}
    now = evidence_of(TEXTS, verbs)
    carried = carry_over(standing(DECISIONS), now)
    check(carried, now)
    gone = [c for c in carried if c.decision.snapshot["relation_type"] in ("statement.accuse", "statement.support")]
    assert len(gone) > 60
    assert {c.status for c in gone if c.decision.action == "reject"} == {"resolved"}
    assert {c.status for c in gone if c.decision.action != "reject"} <= {"stale", "re_anchored"}
    assert {c.status for c in carried if c not in gone} == {"current"}


def test_a_rule_change_that_does_what_a_correction_said_resolves_it() -> None:
    event_id = next(e for e, row in BEFORE.events.items() if row["trigger"] == "praised")
    row = BEFORE.events[event_id]
    decision = make({
        "action": "correct", "event_id": event_id, "snapshot": BEFORE.snapshot(event_id), "reviewer": "ann",
        "values": {"relation_type": "statement.criticise"},
    })  # fmt: skip
    now = evidence_of(TEXTS, dict(synthetic.VERBS) | {"praised": "statement.criticise"})
    (carried,) = carry_over([decision], now)
    assert carried.status == "resolved" and carried.event_id != event_id
    assert now.events[carried.event_id]["sentence_id"] == row["sentence_id"]


def changed_values(**cells: str) -> tuple[str, Evidence]:
    event_id = next(iter(BEFORE.events))
    rows = {e: dict(row) | (cells if e == event_id else {}) for e, row in BEFORE.events.items()}
    return event_id, Evidence(rows, BEFORE.by_claim, BEFORE.by_sentence, BEFORE.sentences, BEFORE.twins)


def about(event_id: str, action: str, **more: object) -> Decision:
    return make({"action": action, "event_id": event_id, "snapshot": BEFORE.snapshot(event_id), "reviewer": "ann", **more})


def test_three_ways_to_meet_a_new_value() -> None:
    event_id, now = changed_values(date_edtf="1877")
    fates = carry_over([about(event_id, "accept")], now)
    assert fates[0].status == "values_changed" and fates[0].changed["date_edtf"][1] == "1877"
    assert carry_over([about(event_id, "correct", values={"date_edtf": "1877"})], now)[0].status == "resolved"
    assert carry_over([about(event_id, "correct", values={"date_edtf": "1878"})], now)[0].status == "values_changed"
    assert carry_over([about(event_id, "comment", comment="hm")], now)[0].status == "current"


def test_a_correction_is_not_resolved_while_something_else_has_changed() -> None:
    event_id, now = changed_values(date_edtf="1877", polarity="neg")
    assert carry_over([about(event_id, "correct", values={"date_edtf": "1877"})], now)[0].status == "values_changed"


def test_a_detail_that_is_added_unsettles_nothing_and_one_that_changes_does() -> None:
    event_id, now = changed_values(place="Lima", instrument="the pact")
    assert carry_over([about(event_id, "accept")], now)[0].status == "current"
    judged = about(event_id, "accept", snapshot=BEFORE.snapshot(event_id) | {"place": "Quito"})
    assert carry_over([judged], now)[0].changed == {"place": ("Quito", "Lima")}


def test_parties_in_another_order_are_the_same_parties() -> None:
    event_id, now = changed_values(source_parties="SWE;NOR")
    judged = about(event_id, "accept", snapshot=BEFORE.snapshot(event_id) | {"source_parties": "NOR;SWE"})
    assert carry_over([judged], now)[0].status == "current"


TWICE = "Peru praised Chile over the cable survey, as paper 7 tells."


def test_of_equal_sentences_the_right_one_is_meant_or_the_decision_is_stale() -> None:
    text = (
        f"In 1901, Kenya accused Ghana over cotton. {TWICE} An end.\n\nIn 1955, Laos accused Japan over copper. {TWICE} The end."
    )
    before = evidence_of({"d": text})
    first, second = [e for e, row in before.events.items() if row["trigger"] == "praised"]
    if int(before.events[first]["trigger_start"]) > int(before.events[second]["trigger_start"]):
        first, second = second, first
    decisions = [
        make({"action": "accept", "event_id": e, "snapshot": before.snapshot(e), "reviewer": "ann"}) for e in (first, second)
    ]
    assert [c.status for c in carry_over(decisions, before)] == ["current", "current"]
    without_first = evidence_of({"d": text.replace(TWICE + " An end.", "An end.")})
    fates = carry_over(decisions, without_first)
    assert [c.status for c in fates] == ["stale", "re_anchored"]
    assert all(not c.event_id for c in fates) and fates[1].proposal == first
    without_second = evidence_of({"d": text.replace(TWICE + " The end.", "The end.")})
    assert carry_over(decisions, without_second)[0].status == "current"


def test_an_event_that_made_the_same_claim_all_along_is_no_proposal() -> None:
    text = f"{TWICE} Something else.\n\nLong after, {TWICE[:-1]} again."
    before = evidence_of({"d": text})
    judged = next(e for e, row in before.events.items() if row["quote"] == TWICE)
    decision = make({"action": "accept", "event_id": judged, "snapshot": before.snapshot(judged), "reviewer": "ann"})
    (carried,) = carry_over([decision], evidence_of({"d": text.replace(TWICE + " Something", "Something")}))
    assert carried.status == "stale" and not carried.proposal and "again" in carried.note


def test_one_sentence_with_the_same_claim_in_several_words_keeps_them_apart() -> None:
    """Ids count such claims; where one of them goes, what is left must not answer for it."""
    event_id, row = next(iter(BEFORE.events.items()))
    twin = dict(row) | {"event_id": "e" + "1" * 16, "trigger": "twin", "date_edtf": "1701"}
    both = Evidence({event_id: row, twin["event_id"]: twin}, {row["claim_id"]: (row, twin)}, {}, BEFORE.sentences, BEFORE.twins)
    decisions = [
        make({"action": "accept", "event_id": e, "snapshot": both.snapshot(e), "reviewer": "ann"})
        for e in (event_id, twin["event_id"])
    ]
    shifted = dict(twin) | {"event_id": event_id}  # the first is no longer found, and the second is counted as the first
    fates = carry_over(
        decisions, Evidence({event_id: shifted}, {row["claim_id"]: (shifted,)}, {}, BEFORE.sentences, BEFORE.twins)
    )
    assert fates[0].status == "values_changed" and set(fates[0].changed) == {"trigger", "date_edtf"}
    assert fates[1].status == "stale"


def test_several_decisions_on_one_edited_sentence_find_their_own_rows() -> None:
    texts = {
        "d": "In 1901, Peru praised Chile over copper and over tin.\n\nIn 1902, Peru praised Chile over copper and over zinc."
    }
    before = evidence_of(texts)
    decisions = [
        make({"action": "accept", "event_id": e, "snapshot": before.snapshot(e), "reviewer": "ann"}) for e in before.events
    ]
    now = evidence_of({"d": texts["d"].replace("copper", "coper")})
    fates = carry_over(decisions, now)
    assert [c.status for c in fates] == ["re_anchored"] * 2
    for c in fates:
        assert now.events[c.proposal]["date_edtf"] == c.decision.snapshot["date_edtf"]


def test_similarity() -> None:
    assert similar("a b c", "a  b\nc") == 1.0
    assert similar("Peru praised Chile in 1901.", "Peru praised Chile in 1902.") > 0.7
    assert similar("Peru praised Chile in 1901.", "Nobody knows anything at all.") < 0.7
