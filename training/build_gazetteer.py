"""Write extractors/data/actors/states.csv from ISO 3166-1 (pycountry) and CLDR (babel): codes and formal names, nothing else.

usage: python training/build_gazetteer.py   (needs pycountry and babel, which the package itself does not)

Demonyms, capitals and further names are hand-written in ``state_names.csv``; the two files meet at the ISO code.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pycountry
from babel import Locale

TARGET = Path(__file__).resolve().parent.parent / "extractors" / "data" / "actors" / "states.csv"
COLUMNS = ("actor_id", "name", "kind", "party_id", "iso3", "valid_from", "valid_to", "aliases", "demonyms", "metonyms")
# CLDR display names made for pick lists ("Congo - Kinshasa", "Myanmar (Burma)"), which nobody writes in prose.
_PICK_LIST = re.compile(r" - | \(|&")
_COMMA = re.compile(r"^(?P<short>[^,]+), (?P<rest>.+ of|.+ of the|The .+ of the)$")


def straight(name: str) -> str:
    return name.replace("’", "'").removeprefix("the ")


def forms(country: object, cldr: str) -> list[str]:
    """The names of one ISO entry, the commonest first."""
    found = [getattr(country, "common_name", ""), "" if _PICK_LIST.search(cldr) else straight(cldr)]
    for name in (country.name, getattr(country, "official_name", "")):  # type: ignore[attr-defined]
        match = _COMMA.match(name)
        if match:
            found += [f"{match['rest'].removeprefix('The ')} {match['short']}"]
        elif "," not in name or " and " in name:
            found += [re.sub(r" \(.*\)$", "", straight(name))]
    found = [name.removesuffix(" SAR China") for name in found]
    found += [name.replace("Saint ", "St. ") for name in found if name.startswith("Saint ")]
    return [name for name in dict.fromkeys(found) if name and "," not in name]


def rows() -> list[dict[str, str]]:
    territories = Locale("en").territories
    table = []
    countries = sorted(pycountry.countries, key=lambda c: c.alpha_3)
    shared = [short for short, n in Counter(c.name.split(",")[0] for c in countries).items() if n > 1]
    for country in countries:
        # A short name that two entries share ("Congo", "Virgin Islands") names neither.
        name, *aliases = [f for f in forms(country, territories.get(country.alpha_2, "")) if f not in shared]
        code = country.alpha_3
        row = dict.fromkeys(COLUMNS, "")
        row |= {"actor_id": code, "name": name, "kind": "state", "party_id": code, "iso3": code, "aliases": ";".join(aliases)}
        table.append(row)
    return table


def main() -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


if __name__ == "__main__":
    main()
