"""A review that is going on: a run, its decisions as they come in, and the page as it stands now."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from verbale.extractors.ids import content_id
from verbale.review.log import (
    AROUND,
    SNAPSHOT,
    Decision,
    DecisionError,
    Evidence,
    Logs,
    check_values,
    is_elsewhere,
    make,
    normalised_values,
    now,
)
from verbale.review.page import Judged, Review, dump, run_payload, served_page, shown_decision


@dataclass(slots=True)
class Reviewing:
    """What the server needs.

    ``load``: the review as the outputs stand now. ``stamp``: changes when there is a new run (it is asked at every request).
    ``explain``: event_id -> why the row is there, as text. ``files``: name -> path of the files that the page links to.
    ``types``: the relation types that a correction may name (empty: any). ``blind``: of what others decided the page shows only
    which sentences they drew.
    """

    load: Callable[[], Review]
    stamp: Callable[[], str]
    decisions: Path
    reviewer: str
    port: int
    explain: Callable[[str], str] | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    blind: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _run: tuple[str, str, Evidence] | None = None
    _logs: Logs = field(init=False)

    def __post_init__(self) -> None:
        self._logs = Logs(self.decisions)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def feed(self, after: int = 0) -> tuple[tuple[Decision, ...], int]:
        """The decisions that this server came to know after so many others, and how many it knows: pages ask for news."""
        self._logs.look()
        known = self._logs.known
        return tuple(islice(known.values(), after, None)), len(known)

    def news(self, after: int) -> tuple[list[dict[str, Any]], int]:
        """What a page is told that knows so many decisions, and how many there are now."""
        new, known = self.feed(after)
        evidence = self.evidence()
        documents = evidence.documents if new else frozenset()
        seen = filter(self.is_seen, new)
        return [shown_decision(decision, is_elsewhere(decision, evidence, documents)) for decision in seen], known

    def is_seen(self, decision: Decision) -> bool:
        """Whether the page may know a decision."""
        return not self.blind or decision.reviewer == self.reviewer or decision.action == "audit"

    def evidence(self) -> Evidence:
        """Of the run that the pages show: while the next one is being written, of the one before."""
        return self._run[2] if self._run else self.prepare()[1]

    def decided(self, decision_id: str) -> Decision | None:
        """A decision that is known by its id."""
        if decision_id not in self._logs.known:
            self._logs.look()
        return self._logs.known.get(decision_id)

    def keep(self, decisions: Iterable[Decision]) -> None:
        """On the disk when this returns. Raises DecisionError where nothing can be written."""
        self._logs.append(decisions)

    def prepare(self) -> tuple[str, Evidence]:
        """What follows from the run alone, worked out once per run: to be called before the address is given out."""
        stamp = self.stamp()
        if self._run is None or self._run[0] != stamp:
            review = self.load()
            evidence = Evidence.of_run(review.tables, review.run.get("corpus", ""))
            shown = run_payload(review)
            self._run = (stamp, dump({**shown, "run": {**shown["run"], "id": stamp}}), evidence)
        return self._run[1:]

    def page(self) -> tuple[bytes, str]:
        """The page as it stands now, and its Content-Security-Policy."""
        run, evidence = self.prepare()
        _, known = self.feed()
        how = {"token": self.token, "reviewer": self.reviewer, "known": known, "explains": self.explain is not None}
        how["blind"] = self.blind
        # What a browser could not send yet is sent to the same log only, for the same corpus, by the same reviewer.
        how["log"] = str(self.decisions / f"{self.reviewer}.jsonl")
        how["space"] = content_id("s", str(self.decisions.absolute()), evidence.corpus, self.reviewer)
        page = served_page(run, Judged.of(filter(self.is_seen, self._logs.log().decisions), evidence), how)
        return page.html, page.policy


def checked(entry: Any, reviewing: Reviewing) -> Decision:
    """One decision of a request: reviewer, time and corpus are the server's, whatever the page says. Raises DecisionError."""
    if not isinstance(entry, dict):
        raise DecisionError("not a decision")
    entry = {name: value for name, value in entry.items() if name not in ("reviewer", "at", "corpus")}
    evidence = reviewing.evidence()
    decision = make({**entry, "corpus": evidence.corpus}, reviewer=reviewing.reviewer, at=now())
    decision = replace(decision, values=normalised_values(decision.values))
    check_values(decision.values, reviewing.types)
    odd = set(decision.snapshot) - {*SNAPSHOT, *AROUND}
    if odd:
        raise DecisionError(f"unknown column {sorted(odd)[0]!r} in the snapshot")
    _check_reach(decision, reviewing, evidence)
    return decision


def _check_reach(decision: Decision, reviewing: Reviewing, evidence: Evidence) -> None:
    """Nothing on a page takes back what belongs to another corpus, nor carries it off; it may settle differences on a row."""
    named_ids = filter(None, (decision.undoes, *decision.supersedes.split(";")))
    for target in filter(None, map(reviewing.decided, named_ids)):
        named = evidence.corpus and target.corpus and target.corpus != evidence.corpus
        settles = decision.action != "undo" and decision.event_id == target.event_id
        if (named or is_elsewhere(target, evidence, evidence.documents)) and not settles:
            raise DecisionError(f"{target.id} belongs to another corpus{': ' + target.corpus if target.corpus else ''}")
