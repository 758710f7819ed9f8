"""States: the time between what opens and what closes them, told or inferred, and where documents contradict each other."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import timex
from tests.tables.relations.told import event, relations, states
from verbale.extractors.actors import load_gazetteer
from verbale.extractors.data_files import DATA
from verbale.extractors.rules import load_rules
from verbale.extractors.schema import Actor, Event, Relation
from verbale.extractors.tables.relations import STATES, relate, statements
from verbale.extractors.tables.relations.state_types import successors
from verbale.extractors.tables.relations.statements import last_day

SUN = Actor("SUN", "Soviet Union", "former_state", "SUN", valid_to="1991-12-26")
PER = Actor("PER", "Peru", "state", "PER")
UN = Actor("UN", "United Nations", "organisation", "UN")


def spans(*events: Event) -> list[tuple[str, str, bool, str]]:
    return [(row.date_first, row.date_last, row.open, row.end_told) for row in states(*events)]


def only(*events: Event, actors: tuple[Actor, ...] = ()) -> Relation:
    (row,) = states(*events, actors=actors)
    return row


def test_being_a_member_since_and_leaving_is_one_interval() -> None:
    since = event(1, "membership.state", "PER", "OAS", "1948-01-01", "", date_edtf="1948/..")
    left = event(2, "membership.leave", "PER", "OAS", "1960-01-01", "1960-12-31")
    row = only(since, left)
    assert (row.kind, row.relation_type, row.date_first, row.date_last) == (
        "state",
        "membership.member",
        "1948-01-01",
        "1960-12-31",
    )
    assert (row.open, row.end_told, row.opened_by, row.closed_by) == (False, "told", ("e1",), ("e2",))
    assert spans(since) == [("1948-01-01", "", True, "")]


def test_joining_and_being_a_member_are_one_row() -> None:
    told = (
        event(1, "membership.join", "PER", "UN", "1945-01-01", "1945-12-31"),
        event(2, "membership.state", "PER", "UN"),
        event(3, "membership.join", "PER", "UN", "1945-10-31", "="),
        event(4, "membership.state", "PER", "UN", "1990-01-01", "1990-12-31"),
    )
    row = only(*told)
    assert (row.date_first, row.date_last, row.event_ids, row.conflict) == ("1945-10-31", "", ("e1", "e2", "e3", "e4"), "")
    kinds = {r.relation_type for r in relations(*told)}
    assert kinds == {"membership.member", "membership.join"}, "what only says that it is so has no row besides"


def test_from_when_to_when_opens_and_closes() -> None:
    span = {"start": "1948-01-01", "end": "1960-12-31"}
    assert spans(event(1, "membership.state", "PER", "OAS", **span)) == [("1948-01-01", "1960-12-31", False, "told")]
    assert spans(event(1, "sanction.impose", "PER", "GHA", **span)) == [("1948-01-01", "1960-12-31", False, "told")]
    between = {"start": "1962-01-01", "end": "1963-12-31"}
    assert spans(event(1, "relations.establish", "NPL PAK", "", **between)) == [("1962-01-01", "", True, "")]


def test_until_closes_and_by_does_not() -> None:
    member = event(1, "membership.state", "PER", "OAS", "", "1960-12-31", date_edtf="../1960")
    assert spans(member) == [("", "", True, "")]
    until = timex(sentence_id=member.sentence_id, text=member.date_text, relation="until")
    (row,) = [r for r in relate(statements([member], {}, [until]), ()) if r.relation_type == "membership.member"]
    assert (row.date_first, row.date_last, row.end_told) == ("", "1960-12-31", "told")


def test_a_member_again() -> None:
    told = (
        event(1, "membership.join", "FRA", "NATO", "1949-04-04", "="),
        event(2, "membership.leave", "FRA", "NATO", "1966-01-01", "1966-12-31"),
        event(3, "membership.join", "FRA", "NATO", "2009-01-01", "2009-12-31"),
    )
    assert spans(*told) == [("1949-04-04", "1966-12-31", False, "told"), ("2009-01-01", "", True, "")]


def test_what_is_restored_had_ended() -> None:
    told = (
        event(1, "relations.establish", "EST MEX", "", "1937-01-28", "="),
        event(2, "relations.restore", "EST MEX", "", "1991-12-05", "="),
        event(3, "relations.establish", "EST MEX", "", "1991-12-05", "="),
        event(4, "relations.restore", "EST MEX", "", "1991-01-01", "1991-12-31"),
    )
    assert spans(*told) == [("1937-01-28", "", False, "inferred"), ("1991-12-05", "", True, "")]
    assert states(event(5, "relations.restore", "FRA SYR")) == []


def test_severed_by_one_side_ends_the_relations_of_both() -> None:
    told = (
        event(1, "relations.establish", "USA CUB", "", "1902-05-20", "="),
        event(2, "relations.sever", "USA", "CUB", "1961-01-03", "="),
    )
    row = only(*told)
    assert (row.subject_id, row.object_id, row.directed) == ("CUB", "USA", False)
    assert (row.date_first, row.date_last, row.closed_by) == ("1902-05-20", "1961-01-03", ("e2",))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("sanction.impose", "", "")], [("", "", True, "")]),
        ([("sanction.lift", "2001-01-01", "2001-12-31")], [("", "2001-12-31", False, "told")]),
        ([("sanction.lift", "", "")], []),
        ([("sanction.impose", "1999-01-01", "1999-12-31"), ("sanction.lift", "", "")], [("1999-01-01", "", False, "told")]),
        ([("sanction.impose", "1999-01-01", "1999-12-31"), ("sanction.impose", "", "")], [("1999-01-01", "", True, "")]),
    ],
)
def test_what_the_text_leaves_open_stays_open(
    events: list[tuple[str, str, str]], expected: list[tuple[str, str, bool, str]]
) -> None:
    assert (
        spans(*(event(i, kind, "A", "B", start, end, date_edtf="x") for i, (kind, start, end) in enumerate(events))) == expected
    )


def test_what_ceased_to_be_ends_its_states_and_names_who_followed() -> None:
    joined = event(1, "relations.establish", "PER SUN", "", "1969-02-01", "1969-02-28")
    row = only(joined, actors=(PER, SUN))
    assert (row.date_last, row.open, row.end_told) == ("1991-12-26", False, "inferred")
    assert row.successors[:2] == ("RUS", "UKR") and row.closed_by == ()
    late = only(event(1, "relations.establish", "PER SUN", "", "1999-02-01", "="), actors=(PER, SUN))
    assert (late.open, late.conflict, late.successors) == (True, "SUN ended 1991-12-26", ())
    told = only(joined, event(2, "relations.sever", "PER", "SUN", "1975-01-01", "1975-12-31"), actors=(PER, SUN))
    assert (told.date_last, told.end_told, told.successors) == ("1975-12-31", "told", ())


def test_contradictions_are_flagged() -> None:
    join, join_later = (
        event(n, "membership.join", "PER", "UN", f"19{n}-01-01", f"19{n}-12-31", date_edtf=f"19{n}") for n in (45, 55)
    )
    assert only(join, join_later).conflict == "begin: 1945 / 1955"
    leave = event(1, "membership.leave", "PER", "UN", "1970-01-01", "1970-12-31", date_edtf="1970")
    still = event(2, "membership.state", "PER", "UN", "1975-01-01", "1975-12-31", date_edtf="1975")
    assert only(join, leave, still).conflict == "after its end: e2"
    denied = event(3, "membership.state", "PER", "UN", polarity="neg")
    assert only(join, denied).conflict == "denied: e3"
    further = [event(n, "sanction.impose", "UN", "LBY", f"199{n}-01-01", "=") for n in (2, 3)]
    assert only(*further).conflict == ""


@pytest.mark.parametrize("other", [{"modality": "planned"}, {"modality": "reported"}, {"polarity": "neg"}])
def test_only_what_is_asserted_makes_a_state(other: dict[str, str]) -> None:
    assert states(event(1, "membership.join", "PER", "UN", "1945-10-31", "=", **other)) == []


def test_a_state_is_said_of_those_it_can_be_said_of() -> None:
    chile = Actor("CHL", "Chile", "state", "CHL")
    actors = (PER, UN, chile)
    assert states(event(1, "membership.join", "PER", "CHL"), actors=actors) == []
    assert states(event(1, "recognition.grant", "PER", "UN"), actors=actors) == []
    assert only(event(1, "recognition.grant", "PER", "CHL"), actors=actors).relation_type == "recognition.recognised"


def test_joining_a_body_is_not_joining_the_organisation() -> None:
    council = Actor("UNSC", "Security Council", "institution", "UN")
    row = only(event(1, "membership.join", "PER", "UN", target_ids=("UNSC",)), actors=(PER, UN, council))
    assert row.object_id == "UNSC"


def test_a_state_is_as_sure_as_its_weaker_end() -> None:
    told = [
        event(1, "mission.open", "A", "B", "1990-01-01", "=", confidence=0.9),
        event(2, "mission.close", "A", "B", "1995-01-01", "=", confidence=0.4),
    ]
    assert only(*told).confidence == 0.4


def test_states_are_named_after_no_type_of_the_rules_and_begin_and_end_with_types_that_exist() -> None:
    known = set(load_rules().types)
    for state in STATES.states:
        assert state.relation_type not in known
        assert state.types <= known, state.relation_type
    assert STATES.lasting <= known


def test_successors_follow_actors_that_ceased_to_be() -> None:
    actors = load_gazetteer().actors
    for party, after in successors().items():
        assert actors[party].valid_to, party
        assert set(after) <= set(actors), party


def test_former_states_cease_when_the_list_of_states_says_so() -> None:
    """Those that were there after 1945, where they are the only ones of their member in the list of Gleditsch and Ward."""
    ends, parties = defaultdict(list), defaultdict(list)
    for row in rows_of("gw.csv"):
        ends[row["code"]].append(row["end"] or "9999-12-31")
    for row in rows_of("parties.csv"):
        if row["system"] in ("", "gw"):
            parties[row["code"]].append(row["party_id"])
    actors = load_gazetteer().actors
    found = {
        party: (last_day(actors[party].valid_to), max(ends[code]))
        for code, (party, *others) in parties.items()
        if not others and "1945" < max(ends[code]) < "9999" and actors[party].kind == "former_state"
    }
    assert {"CSK", "DDR", "RVN", "YMD"} <= set(found)
    for party, (ceased, end) in found.items():
        assert abs((date.fromisoformat(ceased) - date.fromisoformat(end)).days) < 2 * 366, party


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / "state_systems" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TOLD = (
    event(0, "membership.join", "A", "X", "1990-01-01", "="),
    event(1, "membership.leave", "A", "X", "1995-01-01", "="),
    event(2, "membership.join", "A", "X", "1997-01-01", "="),
    event(3, "treaty.sign", "A B", "", "1991-01-01", "="),
    event(4, "membership.state", "A", "X"),
    event(5, "membership.state", "A", "X", polarity="neg"),
)


@given(st.permutations(range(len(TOLD))))
def test_the_order_of_events_does_not_matter(order: list[int]) -> None:
    assert relations(*(TOLD[i] for i in order)) == relations(*TOLD)


def quoted(number: int, relation_type: str, trigger: str, quote: str, *dates: str) -> Event:
    """An event of Peru and the UN with its words."""
    at = quote.index(trigger)
    places = {"quote": quote, "quote_start": 5, "trigger": trigger, "trigger_start": 5 + at, "trigger_end": 5 + at + len(trigger)}
    return event(number, relation_type, "PER", "UN", *dates, **places)


@pytest.mark.parametrize(
    ("relation_type", "trigger", "quote", "over"),
    [
        ("membership.state", "member", "Peru was formerly a full member of the UN", True),
        ("membership.state", "member", "Peru is a former founding member of the UN", True),
        ("membership.state", "member", "Peru used to be a member of the UN", True),
        ("membership.state", "member", "Peru, once a member of the UN, left", True),
        ("membership.state", "member", "the former colony is a member of the UN", False),
        ("membership.state", "member", "Formerly a colony, Peru is a member of the UN", False),
        ("mission.open", "had", "Peru formerly had an embassy there", True),
        ("mission.open", "opened", "Peru had previously opened an embassy there", False),
        ("mission.open", "opened", "the former colony opened an embassy there", False),
    ],
)
def test_what_was_formerly_so_is_over_nobody_says_since_when(relation_type: str, trigger: str, quote: str, over: bool) -> None:
    row = only(quoted(1, relation_type, trigger, quote))
    assert (row.open, row.end_told, row.date_last) == (not over, "told" if over else "", "")
    assert row.closed_by == (("e1",) if over else ())


def test_what_was_formerly_so_on_a_day_ended_later() -> None:
    joined = event(1, "membership.join", "PER", "UN", "1945-01-01", "=")
    row = only(
        joined, quoted(2, "membership.state", "member", "in 1950 Peru, formerly a member, spoke", "1950-01-01", "1950-12-31")
    )
    assert (row.date_first, row.date_last, row.end_told, row.conflict) == ("1945-01-01", "", "told", "")


@pytest.mark.parametrize(
    ("trigger", "quote"),
    [
        ("member", "Peru is an observer member of the UN"),
        ("observer", "Peru is an observer at the UN"),
        ("holds", "Peru holds the observer status in the UN"),
        ("admitted", "Peru was admitted to the great council of the UN as an observer"),
        ("holds", "Peru holds the presidency of the UN"),
        ("associated", "Peru is associated with the UN"),
        ("member", "Peru is a prospective member of the UN"),
    ],
)
def test_an_observer_is_no_member(trigger: str, quote: str) -> None:
    said = quoted(1, "membership.state", trigger, quote)
    assert states(said) == []
    assert [(row.kind, row.relation_type, row.object_id) for row in relations(said)] == [("state", "membership.state", "UN")]
    assert states(quoted(1, "membership.state", "member", "Peru is a member of the UN and an observer elsewhere")) != []


def test_how_things_stand_is_said_between_two() -> None:
    assert relations(event(1, "membership.state", "PER"), event(2, "relations.state", "PER", polarity="neg")) == ()
    assert [row.relation_type for row in relations(event(3, "statement.announce", "PER"))] == ["statement.announce"]
