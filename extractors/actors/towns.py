"""Towns of the world -> the states that they lie in, for names that the recogniser takes for places and no list of actors has."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from verbale.extractors.data_files import DATA

METHOD = "town"
"""Of a mention: whose party is the state of a town."""


class Town(NamedTuple):
    """``state``: that of the one town of the name that everybody knows, or empty; ``others``: the states of its namesakes."""

    state: str
    others: tuple[str, ...]


def plain(name: str) -> str:
    """A name in small letters without accents and marks."""
    letters = unicodedata.normalize("NFKD", name).replace("-", " ").casefold()
    return " ".join("".join(c for c in letters if c.isalnum() or c.isspace()).split())


@cache
def towns(path: Path = DATA / "towns.csv") -> dict[str, Town]:
    """Plain name -> town."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {name: Town(state, tuple(others.split(";")) if others else ()) for name, state, others in rows}


def state_of(name: str, named: Callable[[str], int]) -> str:
    """The state of a town; ``named``: how often the text names a state. Of namesakes it decides; empty where it does not."""
    town = towns().get(plain(name))
    if town is None:
        return ""
    counts = {state: named(state) for state in (*filter(None, (town.state,)), *town.others)}
    most = max(counts.values())
    likeliest = [state for state, n in counts.items() if n == most]
    if most and len(likeliest) == 1:
        return likeliest[0]
    return town.state if not most else ""
