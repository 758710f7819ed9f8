"""What has become of a decision after a run: compared with its snapshot, cell by cell, never moved by itself.

- ``current``: the row is there and says what was judged.
- ``values_changed``: the row is there and says something else now; the decision waits for a new look. Of a passage: some of its
  sentences are gone, and what was said holds for the others.
- ``resolved``: the machine now says what the reviewer said (a correction it has caught up with, a rejected row that is gone).
- ``found_since``: a run now tells an event that a reviewer added (``additions.py``).
- ``re_anchored``: the row is gone, but the same claim stands in a similar new sentence: a proposal, never applied by itself.
- ``stale``: the sentence, or one much like it, is there but the claim is not found in it any more, or the sentence stands several
  times and which one was meant is in doubt.
- ``orphaned``: the sentence is gone and nothing resembles it. Listed, never dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from verbale.review.log.decisions import Decision
from verbale.review.log.evidence import Row

STATUSES = ("current", "values_changed", "resolved", "found_since", "re_anchored", "stale", "orphaned")


@dataclass(frozen=True, slots=True)
class Carried:
    """A standing decision with what has become of it.

    ``event_id``: the row it belongs to now ("" if none; of a resolved correction possibly a new one). ``proposal``: the row that
    a reviewer may move it to; of an added event the sentence. ``changed``: column -> (as judged, as it is now).
    ``similarity``: of the proposed sentence, 0 to 1. ``row``: of an added event that no run tells.
    """

    decision: Decision
    status: str
    event_id: str = ""
    proposal: str = ""
    changed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    similarity: float = 0.0
    note: str = ""
    row: Row | None = None


def outcomes(carried: Iterable[Carried]) -> dict[str, int]:
    """Status -> how many decisions have it, in the order of ``STATUSES``."""
    counted = Counter(c.status for c in carried)
    return {status: counted[status] for status in STATUSES}
