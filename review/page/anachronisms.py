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


def anachronisms(events: Iterable[Mapping[str, str]], actors: pd.DataFrame) -> dict[str, list[str]]:
    """event_id -> one line per actor that did not exist at any time the event may have happened (years compared)."""
    validity = {a["actor_id"]: (a["name"], _year(a["valid_from"]), _year(a["valid_to"])) for a in records(actors)}
    result: dict[str, list[str]] = {}
    for event in events:
        start, end = _year(event["date_start"]), _year(event["date_end"])
        lines = []
        for actor in dict.fromkeys((*split(event["source_ids"]), *split(event["target_ids"]))):
            name, born, gone = validity.get(actor, (actor, None, None))
            if born is not None and end is not None and end < born:
                lines.append(f"{name} did not exist before {born}")
            elif gone is not None and start is not None and start > gone:
                lines.append(f"{name} did not exist after {gone}")
        if lines:
            result[event["event_id"]] = lines
    return result
