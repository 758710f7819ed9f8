"""States: what ends them, begins them anew or leaves them as they are, word by word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables.relations.test_states import only, quoted, spans
from tests.tables.relations.told import event, relations, states
from verbale.extractors.schema import Actor
from verbale.extractors.tables.relations import keys_of, statements


def test_a_dated_denial_ends_what_lasted() -> None:
    told = [
        event(1, "membership.join", "FJI", "Commonwealth", "1970-01-01", "="),
        event(2, "membership.state", "FJI", "Commonwealth", "1987-01-01", "1997-12-31", polarity="neg"),
        event(3, "membership.join", "FJI", "Commonwealth", "2001-12-01", "="),
    ]
    assert spans(*told) == [("1970-01-01", "1987-01-01", False, "told"), ("2001-12-01", "", True, "")]
    in_a_year = replace(told[1], date_start="1990-01-01", date_end="1990-12-31", date_edtf="1990")
    assert spans(told[0], in_a_year) == [("1970-01-01", "", False, "inferred")], "it had ended by then"


@pytest.mark.parametrize(
    "days", [("2002-01-01", "2002-12-31"), ("", "2002-12-31"), ("2002-09-10", "="), ("2002-09-01", "2002-09-30")]
)
def test_no_member_until_it_joined_is_no_end(days: tuple[str, str]) -> None:
    joined = event(1, "membership.join", "CHE", "UN", "2002-09-10", "=")
    row = only(joined, event(2, "membership.state", "CHE", "UN", *days, polarity="neg"))
    assert (row.date_first, row.open, row.end_told, row.conflict) == ("2002-09-10", True, "", "")


def test_no_member_between_two_years_is_an_end_of_what_lasted_since() -> None:
    since = event(1, "membership.state", "FJI", "Commonwealth", "1970-01-01", "", date_edtf="1970/..")
    denied = event(2, "membership.state", "FJI", "Commonwealth", "1987-01-01", "1997-12-31", polarity="neg")
    denied = replace(denied, date_edtf="1987/1997")
    row = only(since, denied)
    assert (row.date_first, row.date_last, row.end_told) == ("1970-01-01", "1987-12-31", "told")
    assert (row.opened_by, row.closed_by, row.conflict) == (("e1",), ("e2",), "")
    (denial,) = [row for row in relations(since, denied) if row.polarity == "neg"]
    assert (denial.relation_type, denial.date_first, denial.event_ids) == ("membership.state", "1987-01-01", ("e2",))


def test_who_is_severed_from_by_one_has_nothing_to_do_with_another_by_it() -> None:
    two = states(event(1, "relations.sever", "ARG", "DEU JPN", "1944-01-26", "="))
    assert {(row.subject_id, row.object_id) for row in two} == {("ARG", "DEU"), ("ARG", "JPN")}
    many = event(1, "relations.sever", "DZA IRQ LBY SYR", "EGY", "1979-01-01", "1979-12-31")
    assert {(row.subject_id, row.object_id) for row in states(many)} == {(a, b) for a, b in EGYPT}
    (kept,) = statements([many], {})
    assert {";".join(pair) for pair in EGYPT} <= keys_of(kept, ())
    assert states(event(1, "relations.establish", "DZA IRQ LBY SYR", "", "1979-01-01", "=")) == []


EGYPT = (("DZA", "EGY"), ("EGY", "IRQ"), ("EGY", "LBY"), ("EGY", "SYR"))


def test_a_vague_telling_of_a_beginning_makes_it_no_earlier() -> None:
    vague = event(1, "mission.open", "USA", "IDN", "1800-01-01", "1899-12-31", date_edtf="18XX")
    exact = event(2, "mission.open", "USA", "IDN", "1801-11-24", "=")
    assert spans(vague, exact) == [("1801-11-24", "", True, "")]
    since = event(3, "sanction.impose", "UN", "LBY", "1990-01-01", "", date_edtf="1990/..")
    assert spans(since, event(4, "sanction.impose", "UN", "LBY", "1992-01-01", "1992-12-31")) == [("1990-01-01", "", True, "")]


@pytest.mark.parametrize(
    ("relation_type", "trigger", "first"),
    [
        ("mission.open", "maintains", ""),
        ("mission.open", "opened", "1990-01-01"),
        ("sanction.impose", "extended", ""),
        ("sanction.impose", "imposed", "1990-01-01"),
        ("relations.establish", "has", ""),
    ],
)
def test_what_is_there_on_a_day_began_nobody_says_when(relation_type: str, trigger: str, first: str) -> None:
    said = event(1, relation_type, "PER", "CHL", "1990-01-01", "1990-12-31", trigger=trigger)
    row = only(said)
    assert (row.date_first, row.open, row.opened_by) == (first, True, ("e1",) if first else ())
    since = event(1, relation_type, "PER", "CHL", "1990-01-01", "", date_edtf="1990/..", trigger=trigger)
    assert only(since).date_first == "1990-01-01"


@pytest.mark.parametrize(
    ("quote", "first"),
    [
        ("Peru was a founding member of the UN in 1945", "1945-01-01"),
        ("Peru became one of the original members of the UN in 1945", "1945-01-01"),
        ("Peru was a member of the UN in 1945", ""),
        ("In 1945 Peru, a founding member of the UN, was there", ""),
    ],
)
def test_a_founding_member_is_one_from_that_day(quote: str, first: str) -> None:
    assert only(quoted(1, "membership.state", "member", quote, "1945-01-01", "1945-12-31")).date_first == first


def test_who_is_readmitted_had_ceased_to_be_a_member() -> None:
    told = [
        event(n, "membership.join", "FJI", "Commonwealth", f"{year}-01-01", f"{year}-12-31", trigger="readmitted")
        for n, year in enumerate((2001, 2014), 1)
    ]
    assert spans(*told) == [("2001-01-01", "", False, "inferred"), ("2014-01-01", "", True, "")]


def test_sanctions_that_are_eased_are_there_still() -> None:
    imposed = event(1, "sanction.impose", "PER", "CHL", "1990-01-01", "=", trigger="imposed")
    eased = event(2, "sanction.lift", "PER", "CHL", "1995-01-01", "=", trigger="eased")
    assert spans(imposed, eased) == [("1990-01-01", "", True, "")]
    lifted = event(3, "sanction.lift", "PER", "CHL", "1996-01-01", "=", trigger="lifted")
    assert spans(imposed, eased, lifted) == [("1990-01-01", "1996-01-01", False, "told")]


@pytest.mark.parametrize(
    ("trigger", "quote"),
    [
        ("joining", "Peru is in the process of joining the UN"),
        ("join", "Peru welcomed its decision to join the UN"),
        ("join", "Peru's plans to soon join the UN"),
        ("joining", "the note paved the way for joining the UN"),
    ],
)
def test_what_it_has_not_come_to_is_no_state(trigger: str, quote: str) -> None:
    assert relations(quoted(1, "membership.join", trigger, quote)) == ()
    planned = replace(quoted(1, "membership.join", trigger, quote), modality="planned")
    assert [(row.kind, row.modality) for row in relations(planned)] == [("act", "planned")]
    assert states(quoted(1, "membership.join", "joined", "Peru joined the UN after its decision to leave the league")) != []


def test_who_recognises_a_claim_recognises_no_state() -> None:
    told = {
        "Peru recognised the Chilean claims there": 0,
        "Peru recognised the events as genocide": 0,
        "Peru recognised Chile": 2,
    }
    for words, found in told.items():
        places = {"quote": words, "quote_start": 0, "trigger": "recognised", "trigger_start": 5, "trigger_end": 15}
        assert len(relations(event(1, "recognition.grant", "PER", "CHL", **places))) == found


def test_who_recognises_somebody_as_a_representative_does_not_recognise_whom_he_stands_for() -> None:
    told = relations(replace(event(1, "recognition.grant", "PER", "CHL"), targets=("Chile's lawful representative",)))
    assert [(row.subject_id, row.relation_type, row.object_id) for row in told] == [("PER", "recognition.grant", "")]
    assert len(relations(replace(event(1, "recognition.grant", "PER", "CHL"), targets=("Chile",)))) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [("United Nations", 1), ("the UN force", 0), ("a force of the UN", 0), ("Operation UN", 1), ("UN talks", 0)],
)
def test_who_takes_part_in_what_bears_a_name_is_no_member(text: str, found: int) -> None:
    assert len(relations(replace(event(1, "membership.state", "PER", "UN"), targets=(text,)))) == found


def test_no_state_is_a_member_of_a_state() -> None:
    actors = (Actor("CHL", "Chile", "state", "CHL"), Actor("UN", "United Nations", "organisation", "UN"))
    told = relations(event(1, "membership.state", "PER", "CHL UN"), actors=actors)
    assert [(row.relation_type, row.object_id) for row in told] == [("membership.member", "UN")]
    assert relations(event(1, "membership.join", "PER", "CHL"), actors=actors) == ()


def test_sanctions_as_a_resolution_has_them_are_not_against_its_authors() -> None:
    lifted = replace(event(1, "sanction.lift", "PER", "UN"), targets=("UNSCR",))
    assert [(row.relation_type, row.object_id) for row in relations(lifted)] == [("sanction.lift", "")]


@pytest.mark.parametrize("trigger", ["become", "made"])
def test_the_seat_of_an_organisation_has_not_joined_it(trigger: str) -> None:
    assert relations(quoted(1, "membership.join", trigger, f"Peru has {trigger} the seat of the UN")) == ()


def test_who_gives_up_the_chair_has_not_left() -> None:
    assert relations(quoted(1, "membership.leave", "gave up", "Peru took the chair of the UN, which it gave up in 1990")) == ()
    assert len(relations(quoted(1, "membership.leave", "left", "Peru left the UN in 1990"))) == 1


@pytest.mark.parametrize(
    ("trigger", "quote", "found"),
    [
        ("takes part", "Peru takes part in the UN market and its fund through bilateral treaties", "membership.state"),
        ("participates", "Peru participates in the UN by special agreement", "membership.state"),
        ("participates", "Peru participates in the UN by sending men", "membership.member"),
        ("participates", "Peru participates in the UN, and in its fund through treaties", "membership.member"),
        ("member", "Peru is a member of the UN through the treaty of 1990", "membership.member"),
    ],
)
def test_who_takes_part_by_treaty_is_no_member(trigger: str, quote: str, found: str) -> None:
    assert [row.relation_type for row in relations(quoted(1, "membership.state", trigger, quote))] == [found]


def test_whose_membership_was_restored_had_ceased_to_be_a_member() -> None:
    told = [
        event(1, "membership.join", "FJI", "Commonwealth", "1970-01-01", "=", trigger="joined"),
        event(2, "membership.join", "FJI", "Commonwealth", "1999-01-01", "1999-12-31", trigger="restored"),
    ]
    assert spans(*told) == [("1970-01-01", "", False, "inferred"), ("1999-01-01", "", True, "")]


def test_what_is_there_is_no_deed() -> None:
    for trigger, kinds in (("has", ["state"]), ("maintains", ["state"]), ("opened", ["act", "state"])):
        told = relations(event(1, "mission.open", "PER", "CHL", trigger=trigger))
        assert sorted(row.kind for row in told) == kinds
    assert relations(event(1, "mission.open", "PER CHL", trigger="maintain")) == ()
    renewed = relations(event(1, "sanction.impose", "PER", "CHL", trigger="renewed"))
    eased = relations(event(1, "sanction.impose", "PER", "CHL"), event(2, "sanction.lift", "PER", "CHL", trigger="eased"))
    assert "sanction.impose" in {row.relation_type for row in renewed if row.kind == "act"}
    assert "sanction.lift" in {row.relation_type for row in eased if row.kind == "act"}


@pytest.mark.parametrize(
    ("quote", "first", "ended"),
    [
        ("Throughout the 1970s Peru recognised the UN", "", "inferred"),
        ("In the 1970s Peru recognised the UN", "1970-01-01", ""),
        ("Wars raged throughout the land. In the 1970s Peru recognised the UN", "1970-01-01", ""),
    ],
)
def test_what_was_so_throughout_some_years_tells_of_no_beginning(quote: str, first: str, ended: str) -> None:
    said = quoted(1, "recognition.grant", "recognised", quote, "1970-01-01", "1979-12-31")
    row = only(replace(said, date_text="the 1970s", date_edtf="197X"))
    assert (row.date_first, row.end_told) == (first, ended)


def test_missions_opened_over_some_years_are_not_closed_by_it() -> None:
    said = event(1, "mission.open", "PER", "GHA", "1962-01-01", "1964-12-31", trigger="opened")
    assert spans(said) == [("1962-01-01", "", True, "")]
    had = event(1, "mission.open", "PER", "GHA", "1962-01-01", "1964-12-31", trigger="maintained")
    assert spans(had) == [("1962-01-01", "1964-12-31", False, "told")]
