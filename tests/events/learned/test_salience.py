"""How present a party is at a place in the text."""

from __future__ import annotations

import pytest

from tests.events.learned.told import known
from verbale.extractors.events.learned.salience import Salience

WAR = "Brazil attacked Paraguay. Argentina joined Brazil. Uruguay helped. Brazil withdrew from Paraguay."
ATTACKED, JOINED, HELPED, WITHDREW = 1, 5, 9, 12
NEVER = 9.0


@pytest.fixture(scope="module")
def war() -> Salience:
    return Salience(known(WAR))


@pytest.mark.parametrize(
    ("trigger", "parties"),
    [(0, []), (ATTACKED, ["BRA"]), (JOINED, ["ARG", "BRA"]), (HELPED, ["URY", "ARG", "BRA"]), (WITHDREW, ["BRA", "URY", "ARG"])],
)
def test_late_subjects_the_latest_first(war: Salience, trigger: int, parties: list[str]) -> None:
    assert war.lately(trigger) == parties


def test_subjects_of_three_sentences_ago_are_late_no_more() -> None:
    weather = Salience(known("Brazil attacked Paraguay. Rain fell. Snow came. Winds blew."))
    assert (weather.lately(8), weather.lately(11)) == (["BRA"], [])


@pytest.mark.parametrize(
    ("party", "trigger", "numbers"),
    [
        # Share of seven mentions; sentences since the last one, since the last as subject; place among late subjects.
        ("BRA", ATTACKED, [3 / 7, 0, 0, 0]),
        ("PRY", ATTACKED, [2 / 7, NEVER, NEVER, NEVER]),
        ("BRA", JOINED, [3 / 7, 1, 1, 1]),
        ("PRY", JOINED, [2 / 7, 1, NEVER, NEVER]),
        ("BRA", HELPED, [3 / 7, 1, 2, 2]),
        ("BRA", WITHDREW, [3 / 7, 0, 0, 0]),
        ("ARG", WITHDREW, [1 / 7, 2, 2, 2]),
        ("PRY", WITHDREW, [2 / 7, 3, NEVER, NEVER]),
        ("FRA", WITHDREW, [0, NEVER, NEVER, NEVER]),
    ],
)
def test_numbers_of_a_party(war: Salience, party: str, trigger: int, numbers: list[float]) -> None:
    assert war.numbers(party, trigger, war.lately(trigger)) == [*numbers, 0.0]


def test_where_a_dispatch_is_sent_from() -> None:
    salience = Salience(known("LIMA, March 3 (Reuters) - Chile recalled its envoy. The government protested."))
    assert salience.home() == {"PER"}
    assert [salience.numbers(party, 12, [])[-1] for party in ("PER", "CHL")] == [1.0, 0.0]


def test_the_two_that_are_named_most_often(war: Salience) -> None:
    assert war.foremost() == ["BRA", "PRY"]
    assert Salience(known("Brazil attacked Paraguay.")).foremost() == [], "who is named once is not foremost"
