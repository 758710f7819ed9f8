"""What decisions say of single words: which type of event each tells, or that it tells none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.review.log import ComparedRun, Verdict
from verbale.review.quality import is_decided, judged

NOTHING = "no_event"
"""The reason of a rejection that says that the words tell of no event."""
ELSEWHERE = -1
"""Stands for every other word of a sentence."""


def answered_words(state: ComparedRun, types: Sequence[str]) -> dict[str, dict[int, int | None]]:
    """Sentence id -> first character of a word -> its answer: 0 none, else the number of its type among ``types``, from 1; None
    where people leave it open. ``ELSEWHERE``: 0 in a sentence that was judged whole and holds no event.

    An event may be told by several words, of which people name one: what the others of its sentence tell stays open.
    """
    numbers = {name: number for number, name in enumerate(types, 1)}
    found: dict[str, dict[int, int | None]] = {}
    for row in state.rows:
        verdict = state.verdicts.get(row["event_id"])
        if verdict is not None and is_decided(verdict):
            answer = _answer(row, verdict, numbers)
            said = found.setdefault(row["sentence_id"], {})
            start = int(row["trigger_start"])
            said[start] = answer or said.get(start, answer)  # of several rows at a word one that is right says more
    for sentence_id in judged(state).whole:
        said = found.setdefault(sentence_id, {})
        if all(answer == 0 for answer in said.values()):
            said[ELSEWHERE] = 0
    return found


def _answer(row: Mapping[str, str], verdict: Verdict, numbers: Mapping[str, int]) -> int | None:
    if verdict.status == "rejected":
        return 0 if all(decision.reason == NOTHING for decision in verdict.decisions) else None
    return numbers.get(verdict.values.get("relation_type", row["relation_type"]))
