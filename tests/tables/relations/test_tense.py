"""How things stand: told in the present, in the past, or to last, and what of it is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import timex
from tests.tables.relations.test_states import only, quoted, spans
from tests.tables.relations.told import SYMMETRIC, event, relations, states
from verbale.extractors.schema import Event, Relation
from verbale.extractors.tables.relations import relate, statements
from verbale.extractors.tables.relations.tense import tense


def marked(number: int, relation_type: str, words: str, *days: str) -> Event:
    """An event of Peru and the UN: ``Peru *had* an embassy``."""
    before, trigger, after = words.split("*")
    said = quoted(number, relation_type, trigger, f"{before}{trigger}{after}", *days)
    return replace(said, trigger_start=said.quote_start + len(before), trigger_end=said.quote_start + len(before) + len(trigger))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Peru *maintains* an embassy there", "present"),
        ("Peru has for long *maintained* an embassy there", "present"),
        ("Peru has continued to *maintain* close ties", "present"),
        ("both states have *had* good relations", "present"),
        ("*Relations* of both states have been good", "present"),
        ("Peru is a *member*", "present"),
        ("both of them *take* part in it", "present"),
        ("the wish of both to *take* part in it", ""),
        ("Chile is one of the most important trading *partners* of Peru", "present"),
        ("Chile was one of the most important trading *partners* of Peru", "past"),
        ("Chile is a neighbour and the second largest trading *partner* of Peru", "present"),
        ("Chile is a neighbour and *trading* began", ""),
        ("most of Peru's *exports* to Chile consist of fruit", "present"),
        ("Peru's *imports* from Chile include copper", "present"),
        ("Peru's *imports* from Chile included copper", ""),
        ("Peru *maintained* an embassy there", "past"),
        ("Peru was a *member*", "past"),
        ("both, which are islands, *had* good relations", "past"),
        ("Peru *held* the seat that is now free", "past"),
        ("Peru was an important *market* and has been since", "lasting"),
        ("Peru was the only *member* since it joined", "lasting"),
        ("the embassy *maintained* by Peru", ""),
        ("the wish to *maintain* an embassy", ""),
        ("a *member*, Peru was heard", ""),
        ("the *members* were heard", ""),
    ],
)
def test_the_verb_at_the_trigger_tells_the_time(words: str, expected: str) -> None:
    assert tense(marked(1, "membership.state", words)) == expected


def stood(*told: Event) -> list[tuple[str, str, bool]]:
    """The rows of how two states stand to each other."""
    rows = [row for row in relations(*told, symmetric=SYMMETRIC | {"trade.flow"}) if row.kind == "state"]
    return [(row.date_first, row.date_last, row.open) for row in rows]


YEAR = ("1963-01-01", "1963-12-31")


def test_a_year_in_which_it_was_so_is_no_bound_of_what_is_so() -> None:
    visit = marked(1, "relations.state", "Peru *maintained* the friendship", *YEAR)
    assert stood(visit) == [(*YEAR, False)]
    for words in ("Peru has continued to *maintain* ties", "Peru *shares* much with it"):
        assert stood(visit, marked(2, "relations.state", words)) == [("", "", True)]
    assert stood(visit, marked(2, "relations.state", "Peru *shared* much with it")) == [(*YEAR, False)]
    assert stood(marked(1, "trade.flow", "*exports* were great in 1963 and ever since", *YEAR)) == [("1963-01-01", "", True)]


def test_how_much_was_traded_in_a_year_is_no_bound_of_the_trade() -> None:
    reached = marked(1, "trade.flow", "*trade* reached two million in 1963", *YEAR)
    by_then = marked(2, "trade.flow", "*trade* had doubled by 1970", "", "1970-12-31")
    assert stood(reached, by_then) == [("", "", False)]
    assert stood(marked(1, "trade.flow", "in 1963 *exports* have grown", *YEAR)) == [("", "", True)]
    between = marked(1, "trade.flow", "*trade* flourished from 1963 to 1970", "1963-01-01", "1970-12-31")
    assert stood(between) == [("1963-01-01", "1970-12-31", False)]


def test_that_it_was_so_by_a_day_is_no_end_of_it() -> None:
    assert stood(marked(1, "relations.state", "by 1963 *relations* were poor", "", "1963-12-31")) == [("", "", False)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("leading up to the war of 1963 both *shared* an outlook", ""),
        ("after the end of the feud in 1963 both *shared* an outlook", ""),
        ("before the pact was signed in 1963 both *shared* an outlook", ""),
        ("after the feud both *shared* an outlook in 1963", "1963-01-01"),
        ("after the feud, in 1963 both *shared* an outlook", "1963-01-01"),
    ],
)
def test_the_date_of_something_else_is_none_of_how_things_stood(words: str, first: str) -> None:
    ((found, _, goes_on),) = stood(replace(marked(1, "relations.state", words, *YEAR), date_text="1963"))
    assert (found, goes_on) == (first, False)


def test_severed_relations_are_no_more_what_they_were() -> None:
    had = marked(1, "relations.state", "Peru previously *maintained* good relations")
    severed = event(2, "relations.sever", "UN", "PER", "2004-03-23", "=", trigger="severed")

    def row_of(*told: Event) -> tuple[str, str, tuple[str, ...], bool]:
        (row,) = [row for row in relations(*told) if row.relation_type == "relations.state"]
        return row.date_last, row.end_told, row.closed_by, row.open

    assert row_of(had) == ("", "told", (), False)
    assert row_of(had, severed) == ("2004-03-23", "told", ("e2",), False)
    assert row_of(marked(1, "relations.state", "Peru *maintains* good relations"), severed) == ("", "", (), True)
    later = marked(1, "relations.state", "in 2010 Peru *maintained* good relations", "2010-01-01", "2010-12-31")
    assert row_of(later, severed) == ("2010-12-31", "", (), False)
    for other in (replace(severed, polarity="neg"), replace(severed, target_parties=("CHL",))):
        assert row_of(had, other) == ("", "told", (), False)


@pytest.mark.parametrize(
    ("relation_type", "words", "over"),
    [
        ("mission.open", "most states, Peru too, *maintained* small missions there", True),
        ("mission.open", "most states, Peru too, have *maintained* small missions there", False),
        ("membership.state", "Peru *participated* in the programme", True),
        ("membership.state", "Peru *participates* in the programme", False),
        ("membership.state", "Peru, a *member*, was heard", False),
    ],
)
def test_of_what_is_told_in_the_past_alone_it_is_inferred_that_it_is_over(relation_type: str, words: str, over: bool) -> None:
    row = only(marked(1, relation_type, words))
    assert (row.open, row.end_told, row.date_last) == (not over, "inferred" if over else "", "")
    began = event(2, relation_type.replace("state", "join"), "PER", "UN", "1945-01-01", "=", trigger="joined")
    assert only(marked(1, relation_type, words), began).open


def test_who_still_is_one_has_not_ceased_to_be_one() -> None:
    was, still = (marked(n, "membership.state", f"Peru {verb} a *member*") for n, verb in enumerate(("was", "is")))
    assert only(was).end_told == "inferred" and only(was, still).open


def test_before_a_day_it_was_so_until_then_at_the_latest() -> None:
    held = replace(marked(1, "membership.state", "before 1971 Peru *held* the seat", "", "1970-12-31"), date_text="1971")
    held = replace(held, date_edtf="../1970")
    in_may = replace(held, date_end="1971-05-14", date_edtf="../1971-05-14")
    is_one = replace(marked(1, "membership.state", "before 1971 Peru, a *member*, left", "", "1970-12-31"), date_text="1971")

    def row_of(said: Event, relation: str) -> Relation:
        dates = [timex(sentence_id=said.sentence_id, text="1971", relation=relation)]
        (row,) = [row for row in relate(statements([said], {}, dates), ()) if row.relation_type == "membership.member"]
        return row

    row = row_of(held, "before")
    assert (row.date_first, row.date_last, row.end_told, row.closed_by) == ("", "1971-12-31", "told", ("e1",))
    assert row_of(in_may, "before").date_last == "1971-05-14"
    assert (row_of(held, "by").date_last, row_of(held, "by").end_told) == ("", "inferred")
    assert row_of(is_one, "before").open


def test_one_term_told_twice_is_one_period() -> None:
    term = ("2011-01-01", "2012-12-31")
    twice = marked(1, "membership.state", "Peru *served* there", *term), marked(2, "membership.state", "*representing* it", *term)
    row = only(*twice)
    assert (row.date_first, row.date_last, row.event_ids, row.conflict) == (*term, ("e1", "e2"), "")
    next_term = marked(3, "membership.state", "Peru *served* there", "2012-01-01", "2013-12-31")
    assert spans(*twice, next_term) == [(*term, False, "told"), ("2012-01-01", "2013-12-31", False, "told")]


def test_who_regains_what_it_was_had_ceased_to_be_it() -> None:
    told = [
        event(n, "membership.join", "FJI", "Commonwealth", f"{year}-01-01", f"{year}-12-31", trigger=trigger)
        for n, (year, trigger) in enumerate(((2001, "joined"), (2014, "regained")), 1)
    ]
    assert spans(*told) == [("2001-01-01", "", False, "inferred"), ("2014-01-01", "", True, "")]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Peru took the chair of the council, which it *relinquished* in 2002", False),
        ("Peru *relinquished* the chair in 2002", False),
        ("Peru joined the council, which it *left* in 2002", True),
        ("Peru, once in the chair, *left* in 2002", True),
    ],
)
def test_who_gives_up_the_chair_is_a_member_still(words: str, left: bool) -> None:
    joined = event(1, "membership.join", "PER", "UN", "1990-01-01", "=", trigger="joined")
    (row,) = states(joined, marked(2, "membership.leave", words, "2002-01-01", "2002-12-31"))
    assert (row.date_last, row.open) == (("2002-12-31", False) if left else ("", True))
