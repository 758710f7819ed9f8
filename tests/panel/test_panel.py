"""Events counted for states and pairs of states: what counts where, and where zeros stand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date

import pytest

from verbale.extractors.data_files import DATA
from verbale.extractors.panel import Counts, Design, Told, count, header, load_system, panel_rows
from verbale.extractors.panel.systems import Codes

ACCUSE, MEET = "statement.accuse", "meeting.meet"


def told(sources: str, targets: str, start: str, end: str = "", kind: str = ACCUSE, weight: float | None = -2.0) -> Told:
    parties = tuple(sources.split()), tuple(targets.split())
    happening = f"{kind} {sources} {targets} {start}"
    return Told(kind, kind == MEET, *parties, start, end or start, "verbal conflict", weight, happening)


def panel(events: Sequence[Told], codes: Codes = "iso", **design: object) -> list[tuple[object, ...]]:
    made = Design(**design)  # type: ignore[arg-type]
    return list(panel_rows(count(events, load_system(codes), made), load_system(codes), made))


def test_zeros_stand_between_events_while_both_states_are_there() -> None:
    events = [told("PER", "CHL", "1901-05-03"), told("CHL", "PER", "1903-01-01", "1903-12-31", weight=None)]
    assert panel(events) == [(1901, "CHL", "PER", 1, -2), (1902, "CHL", "PER", 0, 0), (1903, "CHL", "PER", 1, 0)]
    assert panel(events, codes="cow") == [(1901, "135", "155", 1, -2), (1902, "135", "155", 0, 0), (1903, "135", "155", 1, 0)]
    assert panel(events, directed=True, fill="none") == [(1901, "PER", "CHL", 1, -2), (1903, "CHL", "PER", 1, 0)]
    assert panel(events, directed=True, last=1901) == [(1901, "CHL", "PER", 0, 0), (1901, "PER", "CHL", 1, -2)]
    months = panel(events[:1], by="month", first=1901, last=1901)
    assert [row for row in months if row[4]] == [(1901, 5, "CHL", "PER", 1, -2)] and len(months) == 12


def test_a_pair_of_which_an_event_is_not_sure_counts_in_no_panel_of_pairs() -> None:
    accused = [told("PER", "CHL BOL", "1901-05-03")._replace(unsure=(("PER", "BOL"),))]
    assert panel(accused) == [(1901, "CHL", "PER", 1, -2)]
    assert panel(accused, directed=True, fill="none") == [(1901, "PER", "CHL", 1, -2)]
    met = [told("PER CHL BOL", "", "1901-05-03", kind=MEET)._replace(unsure=(("CHL", "PER"),))]
    assert [row[1:3] for row in panel(met)] == [("BOL", "CHL"), ("BOL", "PER")]
    assert count(
        [told("PER", "CHL", "1901-05-03")._replace(unsure=(("PER", "CHL"),))], load_system("iso"), Design()
    ).left_out == {"parties that are not sure": 1}


def test_a_pair_ends_with_one_of_its_states() -> None:
    rows = panel([told("DDR", "POL", "1988-01-01"), told("DEU", "POL", "1988-02-01")], codes="gw", last=1992)
    assert [row[:3] for row in rows if "265" in row] == [(1988, "265", "290"), (1989, "265", "290"), (1990, "265", "290")]
    assert [row[0] for row in rows if "260" in row] == [1988, 1989, 1990, 1991, 1992]


def test_a_state_founded_in_the_year_takes_part_in_an_event_of_the_year() -> None:
    assert panel([told("SSD", "KEN", "2011-01-01", "2011-12-31")]) == [(2011, "KEN", "SSD", 1, -2)]
    assert panel([told("SSD", "KEN", "2011-03-01")]) == []
    # Both were there in 2006, but never on the same day.
    assert panel([told("SCG", "SRB", "2006-01-01", "2006-12-31")]) == []


def test_equals_make_pairs_and_both_directions() -> None:
    summit = [told("PER CHL", "BOL EU", "1950-01-01", kind=MEET, weight=1.0)]
    assert [row[1:] for row in panel(summit)] == [("BOL", "CHL", 1, 1), ("BOL", "PER", 1, 1), ("CHL", "PER", 1, 1)]
    assert len(panel(summit, directed=True)) == 6
    assert [row[1:3] for row in panel(summit, unit="monad")] == [("BOL", 1), ("CHL", 1), ("PER", 1)]
    accused = [told("PER", "CHL BOL", "1950-01-01")]
    assert [row[1:] for row in panel(accused)] == [("BOL", "PER", 1, -2), ("CHL", "PER", 1, -2)]
    assert [row[1:] for row in panel(accused, unit="monad", directed=True, fill="none")] == [
        ("BOL", "target", 1, -2), ("CHL", "target", 1, -2), ("PER", "source", 1, -2),
    ]  # fmt: skip
    assert [row[1:4] for row in panel(accused, unit="monad", directed=True)][:2] == [("BOL", "source", 0), ("BOL", "target", 1)]


def test_the_same_deed_counts_once_unless_tellings_count() -> None:
    twice = [told("PER", "CHL", "1950-01-01"), told("PER", "CHL", "1950-01-01"), told("PER", "CHL", "1950-01-02")]
    assert panel(twice) == [(1950, "CHL", "PER", 2, -4)]
    assert panel(twice, tellings=True) == [(1950, "CHL", "PER", 3, -6)]


def test_partners_of_one_are_no_pair() -> None:
    (hub,) = [told("PER CHL BOL", "", "1950-01-01", kind=MEET)]
    assert [row[1:3] for row in panel([hub._replace(partners=("BOL", "CHL"))])] == [("BOL", "PER"), ("CHL", "PER")]


def test_intervals() -> None:
    events = [told("PER", "CHL", "1950-12-01", "1951-01-31"), told("PER", "CHL", "1960-01-01")]
    events[1] = events[1]._replace(date_end="")
    assert panel(events) == []
    assert panel(events, intervals="start", fill="none") == [(1950, "CHL", "PER", 1, -2), (1960, "CHL", "PER", 1, -2)]
    assert panel(events, intervals="spread") == [(1950, "CHL", "PER", 0.5, -1), (1951, "CHL", "PER", 0.5, -1)]


def test_columns_of_counts() -> None:
    events = [told("PER", "CHL", "1950-01-01"), told("PER", "CHL", "1950-01-01", kind=MEET)]
    for columns, names in (
        ("family", ("n_meeting", "n_statement")),
        ("type", ("n_meeting_meet", "n_statement_accuse")),
        ("quad", ("n_verbal_cooperation", "n_material_cooperation", "n_verbal_conflict", "n_material_conflict")),
    ):
        design = Design(columns=columns)  # type: ignore[arg-type]
        counts = count(events, load_system("iso"), design)
        assert header(counts, design) == ("year", "state_a", "state_b", "n", "goldstein", *names)
        (row,) = panel_rows(counts, load_system("iso"), design)
        assert row[5:] == ((0, 0, 2, 0) if columns == "quad" else (1, 1))


def test_what_is_left_out_is_told() -> None:
    events = [
        told("PER", "CHL", ""),
        told("PER", "CHL", "1950-12-01", "1951-01-31"),
        told("PER", "EU", "1999-01-01"),
        told("PER", "CHL", "1700-01-01"),
        told("PER", "CHL", "-0043-03-15"),
        told("PER", "CHL", "1949-01-01"),
    ]
    assert count(events, load_system("iso"), Design(first=1950)).left_out == {
        "no date": 1,
        "dates that no single period holds": 2,
        "no two states of the list": 1,
        "outside the years": 2,
    }


@pytest.mark.parametrize("name", ["cow", "gw"])
def test_no_pair_stands_in_a_year_without_one_of_its_states(name: Codes) -> None:
    """All pairs of every seventh year of two centuries, against the list itself."""
    with (DATA / "state_systems" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["code"], row["start"], row["end"] or "9999") for row in csv.DictReader(file)]
    for year in range(1816, 2024, 7):
        there = [(code, start, end) for code, start, end in listed if start <= f"{year}-12-31" and end >= f"{year}-01-01"]
        expected = {
            tuple(sorted((a, b), key=int))
            for a, from_a, to_a in there
            for b, from_b, to_b in there
            if a != b and max(from_a, from_b, f"{year}-01-01") <= min(to_a, to_b, f"{year}-12-31")
        }
        design = Design(fill="all", first=year, last=year)
        rows = list(panel_rows(Counts(), load_system(name), design))
        assert {row[1:3] for row in rows} == expected and len(rows) == len(expected)
        singles = panel_rows(Counts(), load_system(name), Design("monad", fill="all", first=year, last=year))
        assert {row[1] for row in singles} == {code for code, *_ in there}


def test_months_are_those_of_the_calendar() -> None:
    design = Design(by="month")
    february = design.period(date(1992, 2, 29).toordinal())
    assert design.key(february) == (1992, 2) and design.days(february).last == date(1992, 2, 29).toordinal()
    assert design.key(design.period(date(1991, 12, 31).toordinal())) == (1991, 12)
