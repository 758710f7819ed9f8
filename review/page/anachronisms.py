"""What a reviewer should look at twice: actors in events at times when they did not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from verbale.extractors.tables import records, split

_YEAR = re.compile(r"-?\d{4}")


def _year(iso: str) -> int | None:
    match = _YEAR.match(iso)
    return int(match[0]) if match else None


def lifetimes(actors: pd.DataFrame) -> dict[str, tuple[int | None, int | None]]:
    """actor_id -> the first and the last year, of actors that have one of them: the page asks again of what was corrected."""
    years = {actor["actor_id"]: (_year(actor["valid_from"]), _year(actor["valid_to"])) for actor in records(actors)}
    return {actor: lived for actor, lived in years.items() if any(year is not None for year in lived)}


def anachronisms(events: Iterable[Mapping[str, str]], actors: pd.DataFrame) -> dict[str, list[str]]:
    """event_id -> one line per actor that did not exist at any time the event may have happened (years compared)."""
    names, lived = {actor["actor_id"]: actor["name"] for actor in records(actors)}, lifetimes(actors)
    result: dict[str, list[str]] = {}
    for event in events:
        start, end = _year(event["date_start"]), _year(event["date_end"])
        lines = []
        for actor in dict.fromkeys((*split(event["source_ids"]), *split(event["target_ids"]))):
            name, (born, gone) = names.get(actor, actor), lived.get(actor, (None, None))
            if born is not None and end is not None and end < born:
                lines.append(f"{name} did not exist before {born}")
            elif gone is not None and start is not None and start > gone:
                lines.append(f"{name} did not exist after {gone}")
        if lines:
            result[event["event_id"]] = lines
    return result
