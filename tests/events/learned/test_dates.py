"""Which expressions might date an event, what tells of each, and which is taken."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from tests.events.learned.told import known
from verbale.extractors.events.learned.dates import NONE, DateLinks, date_chosen
from verbale.extractors.events.learned.models import Cuts
from verbale.extractors.finder import Hashed, crossed, shares, slot
from verbale.extractors.finder.hashed import SLOTS
from verbale.extractors.schema import EventDate, Timex

TEXT = "In 1990 Norway recalled its envoy, who returned in May 1991. Peru left. Chile stayed."
RECALLED, LEFT, STAYED = 3, 14, 17


BOTH = ["1990", "May 1991"]


@pytest.mark.parametrize(("trigger", "near"), [(RECALLED, BOTH), (LEFT, BOTH), (STAYED, BOTH)])
def test_expressions_of_the_paragraph_so_far(trigger: int, near: list[str]) -> None:
    assert [timex.text for timex in DateLinks(known(TEXT)).candidates(trigger)] == near


def test_expressions_of_the_heading_but_of_no_older_paragraph() -> None:
    found = known("Treaties of 1990\n\nIn 1991 Peru left.\n\nIt rained in Lima. Chile stayed.")
    stayed = next(word.i for word in found.parsed.words if word.text == "stayed")
    assert [timex.text for timex in DateLinks(found).candidates(stayed)] == ["1990"]


@pytest.mark.parametrize(
    ("trigger", "number", "names", "without"),
    [
        (
            RECALLED,
            0,
            ["sent=0", "known=1clause", "fn=oblique:in", "path=|prep:invpobj", "prep=in", "nearest=1", "dist=-2", "first=1"],
            ["fn=no", "known=0clause", "own=0@0"],
        ),
        (
            RECALLED,
            1,
            ["known=0clause", "fn=no", "path=|dobjvrelclvprep:invpobj", "right1=1", "verbs=1", "commas=1", "dist=+4"],
            ["known=1clause", "first=1"],
        ),
        (LEFT, 0, ["sent=1", "known=1narrative", "n=0", "last=0@1", "between=0@1"], ["fn=no", "last=1@1"]),
        (LEFT, 1, ["sent=1", "known=0narrative", "last=1@1"], ["last=0@1"]),
    ],
)  # fmt: skip
def test_features_of_trigger_and_expression(trigger: int, number: int, names: list[str], without: list[str]) -> None:
    found = known(TEXT)
    links, date = DateLinks(found), found.dates.date_of(trigger)
    slots = links.features(trigger, links.candidates(trigger)[number], date, "envoy.recall")
    assert {slot(name) for name in names} <= set(slots)
    assert {slot(name) for name in without}.isdisjoint(slots)
    chosen = f"{int('known=1' in ''.join(names))}{date.method}"
    assert set(crossed(slot(f"rules={chosen}"), map(slot, names))) <= set(slots), "crossed with what the rules of dating say"
    assert set(crossed(slot("cl=1"), map(slot, names))) <= set(slots), "and with whether the trigger is a verb"


def test_features_of_the_answer_that_none_dates_it() -> None:
    found = known(TEXT)
    links, date = DateLinks(found), found.dates.date_of(LEFT)
    near = links.candidates(LEFT)
    *_, none = links.answers(LEFT, near, date, "membership.leave")
    assert {slot(NONE), slot("none known=narrative"), slot("none here=0"), slot("none near=2"), slot("none lemma=leave")} <= set(
        none
    )
    assert set(crossed(slot("none few=0"), [slot(NONE)])) <= set(none)


NUMBERED = "The council decided as follows.\n\n1. It condemns the raid of 5 May 1990.\n\nIt met again."


def test_how_the_text_is_set_and_what_holds_the_date() -> None:
    found = known(NUMBERED)
    links, words = DateLinks(found), found.parsed.words
    condemns, met = (next(word.i for word in words if word.text == text) for text in ("condemns", "met"))
    for trigger, item in ((condemns, "item=1@0"), (met, "item=0@1")):
        (timex,) = links.candidates(trigger)
        slots = links.features(trigger, timex, EventDate(), "statement.criticise")
        assert slot(item) in slots
        if trigger == condemns:
            held = [slot("overis=object"), slot("overis=objectof"), slot("overlemma=raid@0")]
            assert {*held, *crossed(slot("kind of=statement"), held)} <= set(slots)


def test_answers_stand_against_each_other() -> None:
    model = Hashed(np.zeros((SLOTS, 1), np.float32), np.zeros(1, np.float32))
    model.weights[7] = np.log(3)
    assert shares(model, [[[7], [8]], [[9]], [[8], [7], [9]]]) == [pytest.approx(p) for p in ([0.75, 0.25], [1], [0.2, 0.6, 0.2])]


class Case(NamedTuple):
    """``told``: the probabilities of 1990 and May 1991; ``known``: the number of the date that rules give, and their method."""

    told: tuple[float, float]
    known: int | None
    method: str
    date: str
    chosen: str


def dated(timex: Timex, method: str = "sentence") -> EventDate:
    return EventDate(timex.text, timex.edtf, timex.date_start, timex.date_end, timex.granularity, method, timex.date_id)


@pytest.mark.parametrize(
    "case",
    [
        Case((0.1, 0.7), 0, "clause", "1991-05", "sentence"),
        Case((0.7, 0.1), 0, "clause", "1990", "clause"),
        Case((0.1, 0.3), 0, "clause", "1991-05", "sentence"),
        Case((0.1, 0.2), 0, "heading", "", ""),
        Case((0.1, 0.9), 0, "name", "1990", "name"),
        Case((0.1, 0.2), None, "", "", ""),
    ],
)
def test_the_likeliest_date_is_taken_unless_none_is_much_likelier(case: Case) -> None:
    near = DateLinks(known(TEXT)).candidates(RECALLED)
    ruled = dated(near[case.known], case.method) if case.known is not None else EventDate()
    chosen = date_chosen(ruled, near, case.told, Cuts(none=0.5), dated)
    assert (chosen.edtf, chosen.method) == (case.date, case.chosen)


def test_a_date_that_is_counted_from_another_stands() -> None:
    near = DateLinks(known(TEXT)).candidates(RECALLED)
    counted = EventDate("two years after", "1992", "1992-01-01", "1992-12-31", "year", "clause", "elsewhere")
    assert date_chosen(counted, near, (0.1, 0.9), Cuts(none=0.5), dated) == counted
