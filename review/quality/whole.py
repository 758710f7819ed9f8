"""The sentences that people judged whole: every row decided, and nobody knows of anything more that is told in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verbale.extractors.tables import records
from verbale.review.log import ADDED, ComparedRun, Row, Verdict, complete_sentences

DECIDED = ("accepted", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentences of a run by how far they were judged. ``rows``: sentence id -> what was decided on, and every event.

    ``decided``: every event of it is decided (there is one at least); ``complete``: somebody marked it; ``whole``: both, where a
    sentence without any event is decided, too.
    """

    rows: Mapping[str, tuple[Row, ...]]
    decided: frozenset[str]
    complete: frozenset[str]
    whole: frozenset[str]


def judged(state: ComparedRun) -> Judged:
    """How far each sentence of a run was judged. A candidate is a row where it is decided; those that nobody looked at hold up no
    sentence."""
    told = set(state.tables["events"]["event_id"].tolist())
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in state.rows:
        if row["event_id"] in told or row["method"] == ADDED or is_decided(state.verdicts.get(row["event_id"])):
            rows[row["sentence_id"]].append(row)
    settled = {sentence_id: _are_decided(found, state.verdicts) for sentence_id, found in rows.items()}
    decided = frozenset(sentence_id for sentence_id, yes in settled.items() if yes)
    complete = frozenset(complete_sentences(c.decision for c in state.carried)) & state.evidence.sentences.keys()
    whole = frozenset(sentence_id for sentence_id in complete if settled.get(sentence_id, True))
    return Judged({key: tuple(found) for key, found in rows.items()}, decided, complete, whole)


def _are_decided(rows: Iterable[Row], verdicts: Mapping[str, Verdict]) -> bool:
    return all(is_decided(verdicts.get(row["event_id"])) for row in rows)


def is_decided(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.status in DECIDED


def sentences_in_order(state: ComparedRun) -> list[dict[str, str]]:
    """The sentences of a run, by document and place."""
    return sorted(records(state.tables["sentences"]), key=lambda s: (s["doc_id"], int(s["char_start"])))
