"""Relations: aggregates per pair, and the periods between events that begin and end a state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import event as blank
from verbale.extractors.rules import load_rules
from verbale.extractors.schema import Event, Relation
from verbale.extractors.tables.relations import day, load_states, relate

SYMMETRIC = frozenset({"treaty.sign", "relations.establish", "relations.restore"})


def event(
    number: int, relation_type: str, sources: str, targets: str = "", start: str = "", end: str = "", **more: object
) -> Event:
    """``event(1, "envoy.expel", "USA", "RUS", "1986-10-21", "1986-10-21")``; an end of ``=`` is the start."""
    values: dict[str, object] = {
        "event_id": f"e{number}",
        "doc_id": "d",
        "relation_type": relation_type,
        "source_parties": tuple(sources.split()),
        "target_parties": tuple(targets.split()),
        "date_start": start,
        "date_end": start if end == "=" else end,
        "polarity": "pos",
        "modality": "asserted",
        "confidence": 0.5,
    }
    return blank(**(values | more))


def brief(relations: tuple[Relation, ...]) -> set[tuple[str, ...]]:
    return {(r.subject_id, r.relation_type, r.object_id, r.date_first, r.date_last, ";".join(r.event_ids)) for r in relations}


def test_directed_events_make_a_row_per_pair() -> None:
    found = relate([event(1, "envoy.expel", "USA CAN", "RUS", "1986-10-21", "=")], SYMMETRIC)
    assert brief(found) == {
        ("USA", "envoy.expel", "RUS", "1986-10-21", "1986-10-21", "e1"),
        ("CAN", "envoy.expel", "RUS", "1986-10-21", "1986-10-21", "e1"),
    }
    assert all(r.directed for r in found)


def test_people_without_a_name_are_no_party_of_a_relation() -> None:
    unnamed = {"source_how": ("unknown",), "target_how": ("named", "unknown")}
    events = [event(1, "conflict.attack", "rebels", "PER CHL", **unnamed), event(2, "aid.grant", "PER", "miners CHL")]
    found = relate(events, SYMMETRIC)
    assert brief(found) == {("PER", "aid.grant", "CHL", "", "", "e2"), ("PER", "aid.grant", "miners", "", "", "e2")}
    (arrest,) = relate([event(3, "repression.arrest", "PER", "miners", target_how=("unknown",))], SYMMETRIC)
    assert (arrest.subject_id, arrest.object_id) == ("PER", "")


def test_symmetric_events_have_no_direction() -> None:
    events = [
        event(1, "treaty.sign", "FRA DEU", "", "1963-01-22", "="),
        event(2, "treaty.sign", "DEU", "FRA", "1959-01-01", "1959-12-31"),
    ]
    (relation,) = relate(events, SYMMETRIC)
    assert brief((relation,)) == {("DEU", "treaty.sign", "FRA", "1959-01-01", "1963-01-22", "e1;e2")}
    assert not relation.directed and relation.n_events == 2 and relation.n_documents == 1


def test_three_parties_make_three_pairs_and_one_party_stands_alone() -> None:
    three = relate([event(1, "treaty.sign", "BEL NLD LUX")], SYMMETRIC)
    assert {(r.subject_id, r.object_id) for r in three} == {("BEL", "LUX"), ("BEL", "NLD"), ("LUX", "NLD")}
    assert brief(relate([event(1, "election.hold", "FRA")], SYMMETRIC)) == {("FRA", "election.hold", "", "", "", "e1")}
    assert relate([event(1, "envoy.expel", "", "FRA")], SYMMETRIC) == ()


def test_denials_stand_apart_and_what_is_not_asserted_is_left_out() -> None:
    events = [
        event(1, "recognition.grant", "USA", "SUN"),
        event(2, "recognition.grant", "USA", "SUN", polarity="neg"),
        *(
            event(3 + i, "recognition.grant", "USA", "SUN", modality=m)
            for i, m in enumerate(["planned", "hypothetical", "reported"])
        ),
    ]
    aggregates = [r for r in relate(events, SYMMETRIC) if r.relation_type == "recognition.grant"]
    assert {(r.polarity, r.event_ids) for r in aggregates} == {("pos", ("e1",)), ("neg", ("e2",))}
    assert len({r.relation_id for r in aggregates}) == 2


def test_confidence_is_the_highest_and_not_a_count() -> None:
    events = [event(i, "statement.accuse", "A", "B", confidence=c) for i, c in enumerate([0.4, 0.7, 0.7, 0.6])]
    (relation,) = relate(events, SYMMETRIC)
    assert (relation.confidence, relation.n_events) == (0.7, 4)


def test_years_before_the_common_era_sort_as_time_does() -> None:
    dates = [("-0043-03-15", "-0043-03-15"), ("-0100-01-01", "-0100-12-31"), ("0009-01-01", "0009-12-31")]
    events = [event(i, "conflict.attack", "A", "B", *date) for i, date in enumerate(dates)]
    assert brief(relate(events, SYMMETRIC)) == {("A", "conflict.attack", "B", "-0100-01-01", "0009-12-31", "e0;e1;e2")}


def test_what_goes_on_has_no_last_day() -> None:
    events = [event(1, "trade.flow", "A", "B", "1995-01-01"), event(2, "trade.flow", "A", "B", "1990-01-01", "1990-12-31")]
    (relation,) = relate(events, SYMMETRIC)
    assert (relation.date_first, relation.date_last) == ("1990-01-01", "")


def states(*events: Event) -> set[tuple[str, ...]]:
    derived = {state.relation_type for state in load_states()}
    return {row for row in brief(relate(events, SYMMETRIC)) if row[1] in derived}


def test_membership_begins_ends_and_begins_again() -> None:
    events = (
        event(1, "membership.join", "FRA", "NATO", "1949-04-04", "="),
        event(2, "membership.leave", "FRA", "NATO", "1966-01-01", "1966-12-31"),
        event(3, "membership.join", "FRA", "NATO", "2009-01-01", "2009-12-31"),
    )
    assert states(*events) == {
        ("FRA", "membership.member", "NATO", "1949-04-04", "1966-12-31", "e1;e2"),
        ("FRA", "membership.member", "NATO", "2009-01-01", "", "e3"),
    }


def test_severed_by_one_side_ends_the_relations_of_both() -> None:
    events = (
        event(1, "relations.establish", "USA CUB", "", "1902-05-20", "="),
        event(2, "relations.sever", "USA", "CUB", "1961-01-03", "="),
    )
    assert states(*events) == {("CUB", "relations.diplomatic", "USA", "1902-05-20", "1961-01-03", "e1;e2")}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("sanction.impose", "", "")], {("A", "sanction.in_force", "B", "", "", "e0")}),
        ([("sanction.lift", "2001-01-01", "2001-12-31")], {("A", "sanction.in_force", "B", "", "2001-12-31", "e0")}),
        ([("sanction.lift", "", "")], set()),
        ([("sanction.impose", "1999-01-01", "1999-12-31"), ("sanction.lift", "", "")], set()),
        (
            [("sanction.impose", "1999-01-01", "1999-12-31"), ("sanction.impose", "", "")],
            {("A", "sanction.in_force", "B", "1999-01-01", "", "e0")},
        ),
    ],
)
def test_what_the_text_leaves_open_stays_open(events: list[tuple[str, str, str]], expected: set[tuple[str, ...]]) -> None:
    assert states(*(event(i, kind, "A", "B", start, end) for i, (kind, start, end) in enumerate(events))) == expected


def test_a_state_is_as_sure_as_its_weaker_end() -> None:
    events = [
        event(1, "mission.open", "A", "B", "1990-01-01", "=", confidence=0.9),
        event(2, "mission.close", "A", "B", "1995-01-01", "=", confidence=0.4),
    ]
    (state,) = [r for r in relate(events, SYMMETRIC) if r.relation_type == "mission.present"]
    assert state.confidence == 0.4


def test_states_are_named_after_no_type_of_the_rules_and_start_and_end_with_types_that_exist() -> None:
    known = set(load_rules().types)
    for state in load_states():
        assert state.relation_type not in known
        assert set(state.starts) | set(state.ends) <= known, state.relation_type


@given(st.permutations(range(6)))
def test_the_order_of_events_does_not_matter(order: list[int]) -> None:
    events = [
        event(0, "membership.join", "A", "X", "1990-01-01", "="),
        event(1, "membership.leave", "A", "X", "1995-01-01", "="),
        event(2, "membership.join", "A", "X", "1997-01-01", "="),
        event(3, "treaty.sign", "A B", "", "1991-01-01", "="),
        event(4, "treaty.sign", "B A"),
        event(5, "envoy.recall", "A", "B"),
    ]
    assert relate([events[i] for i in order], SYMMETRIC) == relate(events, SYMMETRIC)


def test_day_reads_full_days_only() -> None:
    assert day("-0043-03-15") == (-43, 3, 15) and day("1991-12") is None and day("") is None
