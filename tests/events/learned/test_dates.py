"""Which expressions might date an event, and what tells of each."""

from __future__ import annotations

import pytest

from tests.events.learned.told import known
from verbale.extractors.events.learned.dates import DateLinks
from verbale.extractors.finder import crossed, slot

TEXT = "In 1990 Norway recalled its envoy, who returned in May 1991. Peru left. Chile stayed."
RECALLED, LEFT, STAYED = 3, 14, 17


@pytest.mark.parametrize(("trigger", "near"), [(RECALLED, ["1990", "May 1991"]), (LEFT, ["1990", "May 1991"]), (STAYED, [])])
def test_expressions_of_the_sentence_and_of_the_one_before(trigger: int, near: list[str]) -> None:
    assert [timex.text for timex in DateLinks(known(TEXT)).candidates(trigger)] == near


@pytest.mark.parametrize(
    ("trigger", "number", "names", "without"),
    [
        (
            RECALLED,
            0,
            ["sent=0", "known=1clause", "fn=oblique:in", "path=|prep:invpobj", "prep=in", "nearest=1", "dist=-2", "first=1"],
            ["fn=no", "known=0clause", "own=0"],
        ),
        (
            RECALLED,
            1,
            ["known=0clause", "fn=no", "path=|dobjvrelclvprep:invpobj", "right1=1", "verbs=1", "commas=1", "dist=+4"],
            ["known=1clause", "first=1"],
        ),
        (LEFT, 0, ["sent=-1", "known=1narrative", "n=0", "own=0", "last=0"], ["fn=no", "last=1"]),
        (LEFT, 1, ["sent=-1", "known=0narrative", "own=0", "last=1"], ["last=0"]),
    ],
)  # fmt: skip
def test_features_of_trigger_and_expression(trigger: int, number: int, names: list[str], without: list[str]) -> None:
    found = known(TEXT)
    links, date = DateLinks(found), found.dates.date_of(trigger)
    slots = links.features(trigger, links.candidates(trigger)[number], date)
    assert {slot(name) for name in names} <= set(slots)
    assert {slot(name) for name in without}.isdisjoint(slots)
    chosen = int("known=1" in "".join(names))
    assert set(crossed(slot(f"rules={chosen}"), map(slot, names))) <= set(slots), "crossed with what the rules of dating say"
    assert set(crossed(slot("cl=1"), map(slot, names))) <= set(slots), "and with whether the trigger is a verb"
