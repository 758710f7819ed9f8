"""Relations tell of the pairs that an event is sure enough of, and of no others."""

from __future__ import annotations

from tests.tables.relations.told import SYMMETRIC, brief, event
from verbale.extractors.schema import Actor, Event, Relation
from verbale.extractors.tables.relations import leaves_out, relate, statements, unsure_pairs

EXPELLED = event(
    1, "envoy.expel", "NOR", "CHL PER", "1986-10-21", "=",
    pairs=(("NOR", "", 0.98), ("", "CHL", 0.95), ("", "PER", 0.4), ("NOR", "CHL", 0.94), ("NOR", "PER", 0.39)),
)  # fmt: skip
"""Norway expelled diplomats of Chile; whether of Peru, too, is doubtful."""
_FIVE = ("AUS", "BEL", "CHL", "DNK", "EGY")
MET = event(
    2, "meeting.hold", " ".join(_FIVE),
    pairs=tuple((one, "", 0.3 if one == "EGY" else 0.9) for one in _FIVE),
)  # fmt: skip
"""Five met, of whom one is doubtful."""


def told(*events: Event, sure: float, actors: tuple[Actor, ...] = (), in_pairs: bool = False) -> tuple[Relation, ...]:
    return relate(statements(events, {actor.actor_id: actor for actor in actors}), SYMMETRIC, in_pairs, sure)


def test_a_pair_that_is_not_sure_is_left_out() -> None:
    assert brief(told(EXPELLED, sure=0.6)) == {("NOR", "envoy.expel", "CHL", "1986-10-21", "1986-10-21", "e1")}
    assert {row[2] for row in brief(told(EXPELLED, sure=0.0))} == {"CHL", "PER"}, "0 tells all"
    assert {row[2] for row in brief(told(EXPELLED, sure=0.39))} == {"CHL", "PER"}, "the limit itself is sure enough"


def test_nobody_stands_for_a_target_that_is_left_out() -> None:
    assert told(EXPELLED, sure=0.95) == ()


def test_who_acts_alone_must_be_sure_too() -> None:
    alone = event(3, "election.hold", "NOR", pairs=(("NOR", "", 0.5),))
    assert told(alone, sure=0.6) == ()
    assert [(row.subject_id, row.object_id) for row in told(alone, sure=0.5)] == [("NOR", "")]


def test_what_nobody_weighed_is_told() -> None:
    assert len(told(event(4, "envoy.expel", "NOR", "CHL"), sure=1.0)) == 1


def test_what_the_finder_alone_tells_must_be_sure_itself() -> None:
    weighed = {"pairs": (("NOR", "CHL", 0.99),), "method": "finder"}
    low, high = (event(1, "envoy.expel", "NOR", "CHL", confidence=c, **weighed) for c in (0.8, 0.9))
    assert told(low, sure=0.6) == () and len(told(high, sure=0.6)) == len(told(low, sure=0.0)) == 1
    by_rule = event(1, "envoy.expel", "NOR", "CHL", confidence=0.8, pairs=(("NOR", "CHL", 0.99),), method="both")
    assert len(told(by_rule, sure=0.6)) == 1
    (said,) = statements([low], {})
    assert unsure_pairs(said, SYMMETRIC, 0.6) == [("NOR", "CHL")] and leaves_out(said, SYMMETRIC, False, 0.6)


def test_another_event_that_is_sure_tells_the_pair() -> None:
    again = event(5, "envoy.expel", "NOR", "PER", "1990-01-02", "=", pairs=(("NOR", "PER", 0.9),))
    assert brief(told(EXPELLED, again, sure=0.6)) == {
        ("NOR", "envoy.expel", "CHL", "1986-10-21", "1986-10-21", "e1"),
        ("NOR", "envoy.expel", "PER", "1990-01-02", "1990-01-02", "e5"),
    }


def test_of_many_together_those_stay_who_are_sure() -> None:
    assert [row.participants for row in told(MET, sure=0.6)] == [("AUS", "BEL", "CHL", "DNK")]
    assert [row.participants for row in told(MET, sure=0.0)] == [_FIVE]
    pairs = {(row.subject_id, row.object_id) for row in told(MET, sure=0.6, in_pairs=True)}
    assert len(pairs) == 6 and not any("EGY" in pair for pair in pairs)


def test_of_many_of_whom_few_are_sure_every_pair_has_its_row() -> None:
    sure = tuple((one, "", 0.9 if one < "D" else 0.2) for one in _FIVE)
    pairs = tuple((one, other, 0.5 if (one, other) == ("BEL", "CHL") else 0.8) for one in _FIVE for other in _FIVE if one < other)
    met = event(6, "meeting.hold", " ".join(_FIVE), pairs=(*sure, *pairs))
    assert {(row.subject_id, row.object_id) for row in told(met, sure=0.6)} == {("AUS", "BEL"), ("AUS", "CHL")}


def test_a_state_does_not_follow_from_a_pair_that_is_not_sure() -> None:
    joined = event(7, "membership.join", "NOR CHL", "NATO", "1949-04-04", "=", pairs=(("NOR", "NATO", 0.9), ("CHL", "NATO", 0.2)))
    members = {(row.subject_id, row.object_id) for row in told(joined, sure=0.6) if row.relation_type == "membership.member"}
    assert members == {("NOR", "NATO")}
    ended = event(8, "relations.sever", "NOR CHL", "", "1973-09-12", "=", pairs=(("NOR", "", 0.9), ("CHL", "", 0.2)))
    opened = event(9, "relations.establish", "NOR CHL", "", "1910-01-02", "=", pairs=(("CHL", "NOR", 0.9),))
    (state,) = (row for row in told(opened, ended, sure=0.6) if row.relation_type == "relations.diplomatic")
    assert (state.date_first, state.date_last, state.open) == ("1910-01-02", "", True), "two of one side: each by itself is sure"


def test_a_body_that_stands_for_itself_is_as_sure_as_whom_it_belongs_to() -> None:
    council = Actor("SECURITY COUNCIL", "Security Council", "institution", "UN")
    joined = event(
        10, "membership.join", "NOR", "UN", target_ids=("SECURITY COUNCIL",), pairs=(("NOR", "", 0.9), ("NOR", "UN", 0.3))
    )  # fmt: skip
    assert told(joined, sure=0.6, actors=(council,)) == ()
    assert {row.object_id for row in told(joined, sure=0.3, actors=(council,))} == {"SECURITY COUNCIL"}


def test_what_is_left_out_is_told_of() -> None:
    (expelled, met) = statements([EXPELLED, MET], {})
    assert unsure_pairs(expelled, SYMMETRIC, 0.6) == [("NOR", "PER")] and unsure_pairs(expelled, SYMMETRIC, 0.3) == []
    assert unsure_pairs(met, SYMMETRIC, 0.6) == [(one, "EGY") for one in _FIVE[:-1]], "each by itself, where no two were weighed"
    assert expelled.doubts(0.6).pairs == (("", "PER", 0.4), ("NOR", "PER", 0.39)) and expelled.doubts(0.0).pairs == ()
    assert leaves_out(expelled, SYMMETRIC, False, 0.6) and leaves_out(met, SYMMETRIC, False, 0.6)
    assert not leaves_out(expelled, SYMMETRIC, False, 0.3) and not leaves_out(met, SYMMETRIC, False, 0.0)
