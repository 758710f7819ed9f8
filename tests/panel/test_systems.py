"""Which states there were, by whose list, and how a party is called in a year."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise

import pytest

from tests.loaded import bundled
from verbale.extractors.data_files import DATA
from verbale.extractors.panel import System, load_system
from verbale.extractors.panel.systems import Codes, Span


def year(number: int) -> Span:
    return Span(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal())


def on(day: str) -> Span:
    return Span(date.fromisoformat(day).toordinal(), date.fromisoformat(day).toordinal())


@pytest.mark.parametrize(
    ("party", "days", "cow", "gw", "iso"),
    [
        ("DEU", year(1900), "255", "255", "DEU"),
        ("DEU", year(1950), "", "260", "DEU"),  # a member since 1955, says COW
        ("DEU", year(1960), "260", "260", "DEU"),
        ("DDR", year(1960), "265", "265", "DDR"),
        ("DDR", year(1991), "", "", ""),
        ("DEU", year(1991), "255", "260", "DEU"),
        ("PRU", year(1850), "255", "255", "PRU"),
        ("DEU", year(1850), "", "", ""),
        ("SRB", year(1900), "345", "340", "SRB"),
        ("YUG", year(1930), "345", "345", "YUG"),
        ("SRB", year(1970), "", "", ""),
        ("YUG", year(1999), "345", "345", "YUG"),
        ("SCG", year(2004), "345", "345", "SCG"),
        ("SRB", year(2010), "345", "340", "SRB"),
        ("YUG", year(2010), "", "", ""),
        ("VNM", year(1850), "", "815", "VNM"),
        ("VNM", year(1960), "816", "816", "VNM"),
        ("RVN", year(1960), "817", "817", "RVN"),
        ("RVN", year(1980), "", "", ""),
        ("VNM", year(1980), "816", "816", "VNM"),
        ("YAR", year(1970), "678", "678", "YAR"),
        ("YMD", year(1970), "680", "680", "YMD"),
        ("YEM", year(1970), "", "", ""),
        ("YEM", year(1995), "679", "678", "YEM"),
        ("SDN", year(1950), "", "", ""),
        ("SDN", year(2000), "625", "625", "SDN"),
        ("SSD", year(2010), "", "", ""),
        ("SSD", year(2012), "626", "626", "SSD"),
        ("ETH", year(1938), "", "530", "ETH"),  # occupied, says COW
        ("ETH", year(1950), "530", "530", "ETH"),
        ("ERI", year(1990), "", "", ""),
        ("ERI", year(1993), "531", "531", "ERI"),
        ("SUN", year(1970), "365", "365", "SUN"),
        ("RUS", year(1970), "365", "365", "SUN"),
        ("RUS", year(1995), "365", "365", "RUS"),
        ("RUS", year(1900), "365", "365", "RUS"),
        ("CAN", year(1900), "", "20", "CAN"),
        ("TUR", year(1900), "640", "640", "OTT"),
        ("KOR", year(1890), "730", "730", "KOR"),
        ("KOR", year(1990), "732", "732", "KOR"),
        ("EU", year(2000), "", "", ""),
    ],
)
def test_codes_by_year(party: str, days: Span, cow: str, gw: str, iso: str) -> None:
    assert [load_system(codes).code_of(party, days) for codes in ("cow", "gw", "iso")] == [cow, gw, iso]


def test_a_state_that_changes_its_name_is_never_there_with_itself() -> None:
    system = load_system("iso")
    there = system.present(year(1991))
    assert {"SUN", "RUS", "UKR", "DEU"} <= set(there) and "DDR" not in there
    assert there["SUN"] == [Span(year(1991).first, on("1991-12-25").last)]
    assert there["RUS"] == [Span(on("1991-12-26").first, year(1991).last)]
    assert load_system("iso", "cow").code_of("DEU", on("1950-01-01")) == ""


@pytest.mark.parametrize("name", ["cow", "gw"])
def test_every_state_has_one_party_on_every_day_and_every_party_one_state(name: Codes) -> None:
    """The codes of the project take the place of those of the list, day for day."""
    listed, ours = load_system(name), load_system("iso", name)  # type: ignore[arg-type]
    assert days_of(ours) == days_of(listed)
    for system in (listed, ours):
        for party, held in system.holders.items():
            spans = [span for span, _ in held]
            assert all(a.last < b.first for a, b in pairwise(spans)), party


def days_of(system: System) -> int:
    return sum(span.last - span.first + 1 for spans in system.members.values() for span in spans)


def test_parties_are_actors_of_the_gazetteer() -> None:
    with (DATA / "state_systems" / "parties.csv").open(encoding="utf-8", newline="") as file:
        parties = {row["party_id"] for row in csv.DictReader(file)}
    assert parties <= set(bundled("off").gazetteer.actors)
