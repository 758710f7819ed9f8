"""A review that is going on: a run, its decisions as they come in, and the page as it stands now."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from verbale.review.log import SNAPSHOT, Decision, DecisionError, Evidence, Logs, check_values, make, normalised_values, now
from verbale.review.page import Judged, Review, dump, run_payload, served_page


@dataclass(slots=True)
class Reviewing:
    """What the server needs.

    ``load``: the review as the outputs stand now. ``stamp``: changes when there is a new run (it is asked at every request).
    ``explain``: event_id -> why the row is there, as text. ``files``: name -> path of the files that the page links to.
    ``types``: the relation types that a correction may name (empty: any).
    """

    load: Callable[[], Review]
    stamp: Callable[[], str]
    decisions: Path
    reviewer: str
    port: int
    explain: Callable[[str], str] | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _run: tuple[str, str, Evidence] | None = None
    _logs: Logs = field(init=False)

    def __post_init__(self) -> None:
        self._logs = Logs(self.decisions)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def feed(self, after: int = 0) -> tuple[tuple[Decision, ...], int]:
        """The decisions that this server came to know after so many others, and how many it knows: pages ask for news."""
        self._logs.look()
        known = self._logs.known
        return tuple(islice(known.values(), after, None)), len(known)

    def keep(self, decisions: Iterable[Decision]) -> None:
        """On the disk when this returns. Raises DecisionError where nothing can be written."""
        self._logs.append(decisions)

    def prepare(self) -> tuple[str, Evidence]:
        """What follows from the run alone, worked out once per run: to be called before the address is given out."""
        stamp = self.stamp()
        if self._run is None or self._run[0] != stamp:
            review = self.load()
            evidence = Evidence.of_run(review.tables)
            shown = run_payload(review)
            self._run = (stamp, dump({**shown, "run": {**shown["run"], "id": stamp}}), evidence)
        return self._run[1:]

    def page(self) -> tuple[bytes, str]:
        """The page as it stands now, and its Content-Security-Policy."""
        run, evidence = self.prepare()
        _, known = self.feed()
        how = {"token": self.token, "reviewer": self.reviewer, "known": known, "explains": self.explain is not None}
        page = served_page(run, Judged.of(self._logs.log().decisions, evidence), how)
        return page.html, page.policy


def checked(entry: Any, reviewing: Reviewing) -> Decision:
    """One decision of a request: the reviewer is the one that the server was started for, whatever the page says."""
    if not isinstance(entry, dict):
        raise DecisionError("not a decision")
    entry = {name: value for name, value in entry.items() if name not in ("reviewer", "at")}
    decision = make(entry, reviewer=reviewing.reviewer, at=now())
    decision = replace(decision, values=normalised_values(decision.values))
    check_values(decision.values, reviewing.types)
    odd = set(decision.snapshot) - set(SNAPSHOT)
    if odd:
        raise DecisionError(f"unknown column {sorted(odd)[0]!r} in the snapshot")
    return decision
