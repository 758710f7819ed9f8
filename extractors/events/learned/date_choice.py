"""Which of the dates near by dates an event, or that none of them does, as learned from annotated events.

A conditional choice: every expression, and the answer that none of them dates the event, have odds that stand against each other.
Trained by ``training/finder/date_choice.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.extractors.events.learned.models import Cuts
from verbale.extractors.finder import Hashed, dealt
from verbale.extractors.schema import EventDate, Timex


def shares(model: Hashed, rows: Sequence[Sequence[Sequence[int]]]) -> list[list[float]]:
    """The probabilities of the answers to each of several questions; ``rows``: of a question the slots of every answer."""
    odds = model.odds([row for answers in rows for row in answers])[:, 0].astype(float)
    return [_share(np.array(own)) for own in dealt(odds.tolist(), rows)]


def _share(odds: NDArray[np.float64]) -> list[float]:
    chances = np.exp(odds - odds.max())
    told: list[float] = (chances / chances.sum()).tolist()
    return told


def date_chosen(
    known: EventDate, near: Sequence[Timex], told: Sequence[float], cuts: Cuts, dated_by: Callable[[Timex], EventDate]
) -> EventDate:
    """An event's date: the likeliest expression near by, unless it is likelier that none of them is.

    ``told``: of every expression of ``near`` the probability that it dates the event; the rest is that none does. A date in the
    event's name stands, and one that is none of those near by, but counted from another event's.
    """
    counted = bool(known.edtf) and all(timex.date_id != known.date_id for timex in near)
    if not near or known.method == "name" or counted:
        return known
    probability, timex = max(zip(told, near, strict=True), key=lambda pair: pair[0])
    if probability < cuts.none * (1 - sum(told)):
        return EventDate()
    return known if timex.date_id == known.date_id else dated_by(timex)
