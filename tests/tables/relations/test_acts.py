"""Acts: what is told of each pair of parties, by type, polarity and modality; and of many that act together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables.relations.told import brief, event, relations
from verbale.extractors.tables.relations import day


def test_directed_events_make_a_row_per_pair() -> None:
    found = relations(event(1, "envoy.expel", "USA CAN", "RUS", "1986-10-21", "="))
    assert brief(found) == {
        ("USA", "envoy.expel", "RUS", "1986-10-21", "1986-10-21", "e1"),
        ("CAN", "envoy.expel", "RUS", "1986-10-21", "1986-10-21", "e1"),
    }
    assert all(r.directed for r in found)


def test_people_without_a_name_are_no_party_of_a_relation() -> None:
    unnamed = {"source_how": ("unknown",), "target_how": ("named", "unknown")}
    events = [event(1, "conflict.attack", "rebels", "PER CHL", **unnamed), event(2, "aid.grant", "PER", "miners CHL")]
    found = relations(*events)
    assert brief(found) == {("PER", "aid.grant", "CHL", "", "", "e2"), ("PER", "aid.grant", "miners", "", "", "e2")}
    (arrest,) = relations(event(3, "repression.arrest", "PER", "miners", target_how=("unknown",)))
    assert (arrest.subject_id, arrest.object_id) == ("PER", "")


def test_symmetric_events_have_no_direction() -> None:
    events = [
        event(1, "treaty.sign", "FRA DEU", "", "1963-01-22", "="),
        event(2, "treaty.sign", "DEU", "FRA", "1959-01-01", "1959-12-31"),
    ]
    (relation,) = relations(*events)
    assert brief((relation,)) == {("DEU", "treaty.sign", "FRA", "1959-01-01", "1963-01-22", "e1;e2")}
    assert not relation.directed and relation.n_events == 2 and relation.n_documents == 1


def test_three_parties_make_three_pairs_and_one_party_stands_alone() -> None:
    three = relations(event(1, "treaty.sign", "BEL NLD LUX"))
    assert {(r.subject_id, r.object_id) for r in three} == {("BEL", "LUX"), ("BEL", "NLD"), ("LUX", "NLD")}
    assert brief(relations(event(1, "election.hold", "FRA"))) == {("FRA", "election.hold", "", "", "", "e1")}
    assert relations(event(1, "envoy.expel", "", "FRA")) == ()


def test_denied_planned_and_reported_deeds_are_rows_of_their_own() -> None:
    told = [("pos", "asserted"), ("neg", "asserted"), ("pos", "planned"), ("pos", "hypothetical"), ("pos", "reported")]
    events = [event(i, "envoy.expel", "USA", "SUN", polarity=p, modality=m) for i, (p, m) in enumerate(told)]
    found = relations(*events)
    assert {(r.polarity, r.modality, r.event_ids) for r in found} == {(*claim, (f"e{i}",)) for i, claim in enumerate(told)}
    assert len({r.relation_id for r in found}) == 5
    assert {(r.kind, r.open, r.end_told, r.opened_by, r.conflict) for r in found} == {("act", False, "", (), "")}


def test_denials_of_the_same_days_contradict() -> None:
    day, other = ("1986-04-14", "="), ("1986-04-15", "=")
    said = [event(1, "conflict.attack", "USA", "LBY", *day), event(2, "conflict.attack", "USA", "LBY", *day, polarity="neg")]
    assert {(r.polarity, r.conflict) for r in relations(*said)} == {("pos", "denied: e2"), ("neg", "asserted: e1")}
    elsewhen = event(2, "conflict.attack", "USA", "LBY", *other, polarity="neg")
    undated = [event(n, "conflict.attack", "USA", "LBY", polarity=p) for n, p in ((1, "pos"), (2, "neg"))]
    for events in ((said[0], elsewhen), undated):
        assert {r.conflict for r in relations(*events)} == {""}


def test_many_that_act_together_are_one_row_and_pairs_on_demand() -> None:
    summit = event(1, "meeting.hold", "ARG BRA CHL PER URY", "", "1991-03-26", "=")
    (one,) = relations(summit)
    assert (one.subject_id, one.object_id, one.participants) == ("", "", ("ARG", "BRA", "CHL", "PER", "URY"))
    pairs = relations(summit, in_pairs=True)
    assert len(pairs) == 10 and {r.participants for r in pairs} == {()}
    assert relations(event(2, "meeting.hold", "URY PER CHL BRA ARG", "", "1991-03-26", "="))[0].relation_id == one.relation_id


def test_one_with_several_partners_has_to_do_with_each_of_them() -> None:
    found = relations(event(1, "relations.state", "PER CHL CUB GHA TGO", partners=("CHL", "CUB", "GHA", "TGO")))
    assert {(r.subject_id, r.object_id) for r in found} == {("CHL", "PER"), ("CUB", "PER"), ("GHA", "PER"), ("PER", "TGO")}
    assert {r.kind for r in found} == {"state"}
    both_sides = relations(event(1, "treaty.sign", "PER CHL CUB GHA", partners=("CUB", "GHA")))
    assert {(r.subject_id, r.object_id) for r in both_sides} == {("CUB", "PER"), ("GHA", "PER"), ("CHL", "CUB"), ("CHL", "GHA")}


def test_confidence_is_the_highest_and_not_a_count() -> None:
    events = [event(i, "statement.accuse", "A", "B", confidence=c) for i, c in enumerate([0.4, 0.7, 0.7, 0.6])]
    (relation,) = relations(*events)
    assert (relation.confidence, relation.n_events) == (0.7, 4)


def test_years_before_the_common_era_sort_as_time_does() -> None:
    dates = [("-0043-03-15", "-0043-03-15"), ("-0100-01-01", "-0100-12-31"), ("0009-01-01", "0009-12-31")]
    events = [event(i, "conflict.attack", "A", "B", *date) for i, date in enumerate(dates)]
    assert brief(relations(*events)) == {("A", "conflict.attack", "B", "-0100-01-01", "0009-12-31", "e0;e1;e2")}


@pytest.mark.parametrize(
    ("quote", "asked"),
    [
        ("Peru lobbied for Chile's removal from the council", ""),
        ("Peru lobbied for the Chile’s early expulsion", ""),
        ("Peru lobbied for Chile's support", "CHL"),
        ("Peru asked Chile for the removal of its men", "CHL"),
    ],
)
def test_whose_removal_is_asked_for_is_not_asked(quote: str, asked: str) -> None:
    said = replace(event(1, "statement.appeal", "PER", "CHL"), quote=quote, targets=("Chile",))
    assert [(row.subject_id, row.object_id) for row in relations(said)] == [("PER", asked)]


def test_what_goes_on_has_no_last_day() -> None:
    events = [event(1, "trade.flow", "A", "B", "1995-01-01"), event(2, "trade.flow", "A", "B", "1990-01-01", "1990-12-31")]
    (relation,) = relations(*events)
    assert (relation.date_first, relation.date_last, relation.open) == ("1995-01-01", "", True)


def test_day_reads_full_days_only() -> None:
    assert day("-0043-03-15") == (-43, 3, 15) and day("1991-12") is None and day("") is None
