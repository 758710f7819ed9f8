"""Towns that no list of actors has stand for the states that they lie in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.extractors.actors.towns import plain, state_of, towns


def never(state: str) -> int:
    return 0


def names(*states: str) -> Callable[[str], int]:
    return states.count


def test_names_are_compared_without_case_accents_and_marks() -> None:
    assert [plain(name) for name in ("São Paulo", "Baden-Baden", "St. John's")] == ["sao paulo", "baden baden", "st johns"]


@pytest.mark.parametrize(
    ("name", "named", "state"),
    [
        ("Bluefields", never, "NIC"),
        ("Lyon", never, "FRA"),
        ("Lyon", names("FRA", "FRA"), "FRA"),
        ("Granada", never, ""),
        ("Granada", names("NIC"), "NIC"),
        ("Granada", names("NIC", "ESP"), ""),
        ("Birmingham", names("USA"), "USA"),
        ("Nowheresville", never, ""),
    ],
)
def test_the_text_decides_between_namesakes(name: str, named: Callable[[str], int], state: str) -> None:
    assert state_of(name, named) == state


def test_every_town_has_a_state() -> None:
    assert len(towns()) > 30_000
    assert all(len(state) == 3 for town in towns().values() for state in (town.state or "XXX", *town.others))
