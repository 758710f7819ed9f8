"""What people judged, held against two runs over the same texts: the confidence that each gives it.

A row of a run is known by its sentence, family and trigger. What has another trigger in the sentence of a right row or of an
added event, and is of its family, is taken for that event; any other row of a sentence that was judged whole is wrong; of what
else a run tells anew nobody knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verbale.extractors.schema import Event
from verbale.review.learning.examples import Example, Examples
from verbale.review.log import ADDED, ComparedRun, RelationType
from verbale.review.quality import family_of, is_decided, judged, true_family


class Place(NamedTuple):
    """Where an event is told: document, sentence, family, first character of its trigger."""

    doc_id: str
    sentence_id: str
    family: str
    start: int


@dataclass(frozen=True, slots=True)
class Known:
    """``rows``: what was judged -> whether it is right in its family; ``added``: what reviewers added; ``whole``: the sentences
    that were judged whole."""

    corpus: str
    rows: Mapping[Place, bool]
    added: frozenset[Place]
    whole: frozenset[str]


def known(state: ComparedRun, types: Mapping[str, RelationType], documents: Iterable[str]) -> Known:
    """What people know of these documents."""
    rows, added, there = dict[Place, bool](), set[Place](), set(documents)
    for row in state.rows:
        verdict = state.verdicts.get(row["event_id"])
        if verdict is None or not is_decided(verdict) or row["doc_id"] not in there:
            continue
        place = Place(row["doc_id"], row["sentence_id"], family_of(row), int(row["trigger_start"]))
        if row["method"] == ADDED:
            added |= {place} if verdict.status != "rejected" else set()
        else:
            rows[place] = rows.get(place, False) or true_family(row, verdict, state, types) == place.family
    return Known(state.evidence.corpus, rows, frozenset(added - rows.keys()), judged(state).whole)


Told = dict[Place, float]


def told(events: Iterable[Event]) -> Told:
    """What a run tells, with its confidence."""
    found: Told = {}
    for event in events:
        place = Place(event.doc_id, event.sentence_id, event.relation_type.partition(".")[0], event.trigger_start)
        found[place] = max(event.confidence, found.get(place, 0.0))
    return found


def compared(people: Known, one: Mapping[Place, float], other: Mapping[Place, float]) -> tuple[Examples, Examples]:
    """The same examples by the confidence of each run; what a run does not tell has none in it."""
    values = [_valued(people, run) for run in (one, other)]
    right = {**people.rows, **dict.fromkeys(people.added, True)}
    extra = {place for value in values for place in value if place not in right}
    counted = sorted({*people.rows, *extra, *(p for p in people.added if any(p in value for value in values))})
    missed = Counter(place.doc_id for place in people.added if not any(place in value for value in values))
    first, second = (
        Examples(
            people.corpus,
            tuple(Example(p.doc_id, p.family, value.get(p, 0.0), right.get(p, False)) for p in counted),
            dict(missed),
        )
        for value in values
    )
    return first, second


def _valued(people: Known, run: Mapping[Place, float]) -> Told:
    """What was judged or added -> the confidence of the row that tells it; and what is wrong beside it."""
    found = {place: confidence for place, confidence in run.items() if place in people.rows or place in people.added}
    open_: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted({*(p for p, right in people.rows.items() if right), *people.added} - found.keys()):
        open_[place.sentence_id, place.family].append(place)
    rest: Sequence[tuple[Place, float]] = sorted(
        ((p, c) for p, c in run.items() if p not in found), key=lambda told: (-told[1], told[0])
    )
    for place, confidence in rest:
        meant = open_[place.sentence_id, place.family]
        if meant:
            nearest = min(meant, key=lambda other: (abs(other.start - place.start), other.start))
            meant.remove(nearest)
            found[nearest] = confidence
        elif place.sentence_id in people.whole:
            found[place] = confidence
    return found
