"""Statements of one state and one pair -> its periods in time: what opened and closed each, and where the documents disagree.

What is dated is read in the order of time. A beginning opens a period or, while one is open, tells of its beginning again; a type
or a word that restores a state begins a new one, so that the one before had ended, though nothing says when. What says that the
state was there bears a period out and, where it tells from when to when (*a member from 1948 to 1960*), opens and closes it. What
is undated goes with the last period; an undated end closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.extractors.tables.relations.acts import at_once
from verbale.extractors.tables.relations.state_types import State
from verbale.extractors.tables.relations.statements import Statement, day, day_of, last_day
from verbale.extractors.tables.relations.tense import PAST

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
_FIRST, _LAST = (-(10**9), 1, 1), (10**9, 1, 1)
_NOTHING = Statement("", "", "", (), (), (), "", "", "", False, "", "", 0.0)


@dataclass(slots=True)
class Period:
    """``opened``, ``closed``: what tells of its beginning and its end; ``borne_out``: what tells that it was there; ``denied``:
    what tells that it was not. ``ended``: told / inferred, empty while it lasts."""

    opened: list[Statement] = field(default_factory=list)
    closed: list[Statement] = field(default_factory=list)
    borne_out: list[Statement] = field(default_factory=list)
    denied: list[Statement] = field(default_factory=list)
    ended: str = ""

    def first(self, state: State) -> str:
        """The first day that it may have begun on: by the narrowest date, of what may begin again while it lasts by the
        earliest, but for those that only tell of a later one less exactly."""
        begun = [said for said in self.opened if day(said.date_start)]
        if state.repeats:
            return min(_exact(begun), key=_begin, default=_NOTHING).date_start
        return min(begun, key=_narrow, default=_NOTHING).date_start

    def last(self, state: State) -> str:
        """The last day that it may have ended on: by the narrowest date, of what is ended piece by piece by the latest."""
        over = [said for said in self.closed if day(said.date_end)]
        if state.repeats:
            return max(_exact(over), key=lambda said: day_of(said.date_end), default=_NOTHING).date_end
        return min(over, key=_narrow, default=_NOTHING).date_end

    @property
    def was_so(self) -> bool:
        """Whether it is told only that it was there, in the past: by now it is over, nobody says since when."""
        return bool(self.borne_out) and not self.opened and all(said.tense == PAST for said in self.borne_out)

    @property
    def events(self) -> list[Statement]:
        """All that tells of it, without what denies it."""
        return [*self.opened, *self.borne_out, *self.closed]


def _narrow(said: Statement) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    (a, b, c), (x, y, z) = _begin(said), day(said.date_end) or _LAST
    return (x - a, y - b, z - c), (a, b, c)


def _exact(told: list[Statement]) -> list[Statement]:
    """Those whose days do not hold all days of another one (and more)."""
    return [said for said in told if not any(_holds_days_of(said, other) for other in told)]


def _holds_days_of(one: Statement, other: Statement) -> bool:
    """*In the 1990s* holds the days of *1992*; what tells from when, or from when to when, is exact."""
    (a, b), (x, y) = ((_begin(said), day(said.date_end) or _LAST) for said in (one, other))
    return not _is_span(one) and (a, b) != (x, y) and a <= x and y <= b


def _begin(said: Statement) -> tuple[int, int, int]:
    return day(said.date_start) or day(said.date_end) or _FIRST


def periods(state: State, told: Iterable[Statement]) -> list[Period]:
    """The periods of one pair, in time. ``told``: what is asserted, denials too."""
    dated = sorted((said for said in told if said.date_start or said.date_end), key=lambda said: _rank(state, said))
    undated = sorted((said for said in told if not (said.date_start or said.date_end)), key=lambda said: said.event_id)
    found: list[Period] = []
    for said in dated:
        _read(state, said, found)
    if not found and not any(said.relation_type in (*state.starts, *state.holds) and said.polarity == "pos" for said in undated):
        return []  # that it was restored or ended at some time tells little of it
    for said in undated:
        _add_undated(state, said, found)
    return [period for period in found if period.events]


def _rank(state: State, said: Statement) -> tuple[object, ...]:
    """The place of a statement in time: what ends or denies something comes after what begins it on the same day."""
    closing = said.relation_type in state.ends or said.polarity == "neg"
    at = day_of(said.date_end) if _tells_until(state, said) else _begin(said)
    return at, closing, said.relation_type not in state.restarts, day(said.date_end) or _LAST, said.event_id


def _tells_until(state: State, said: Statement) -> bool:
    return said.until and not said.date_start and said.relation_type not in state.ends


def _is_denial(state: State, said: Statement) -> bool:
    return said.polarity == "neg" or said.relation_type in state.denies


def _read(state: State, said: Statement, found: list[Period]) -> None:
    """One dated statement in the order of time."""
    current = found[-1] if found and not found[-1].ended else None
    if _is_denial(state, said):
        _deny(state, said, current)
    elif said.relation_type in state.ends and not said.there:
        _close(said, current, found)
    elif _tells_until(state, said):
        target = current or _begun(found)
        target.borne_out.append(said)
        target.closed.append(said)
        target.ended = "told"
    elif said.there and (said.relation_type in state.ends or not _is_span(said)):
        _bear_out(said, current, found)
    else:
        _open(state, said, current, found)
    if said.over and found and said in found[-1].events:
        _end_at_some_time(said, found[-1])


def _open(state: State, said: Statement, current: Period | None, found: list[Period]) -> None:
    """A beginning: of what lasts, again, or of a period of its own where it begins anew."""
    again = said.anew or said.relation_type in state.restarts
    if current and again and not any(at_once(said, other) for other in current.opened):
        current.ended, current = "inferred", None
    spans = _tells_end(state, said)
    if spans and not current and found and any(_share_years(said, other) for other in found[-1].closed):
        current = found[-1]
    target = current or _begun(found)
    target.opened.append(said)
    if spans:
        target.closed.append(said)
        target.ended = "told"


def _share_years(one: Statement, other: Statement) -> bool:
    """Whether two that tell from when to when have more in common than the year in which one ends and the other begins."""
    first, last = max(_begin(one), _begin(other)), min(day(said.date_end) or _LAST for said in (one, other))
    return _is_span(other) and first[0] < last[0]


def _begun(found: list[Period]) -> Period:
    found.append(Period())
    return found[-1]


def _deny(state: State, said: Statement, current: Period | None) -> None:
    """That it is not there on some day: what lasted has ended by then. That it did not begin contradicts what is told, and that
    it was not there until it began does not. From when on it was not there (*no member from 1987 to 1997*) is when it ended."""
    if not current or said.relation_type in state.ends or _tells_before(state, said, current):
        return
    lasts = said.relation_type in (*state.holds, *state.denies)
    if lasts and _is_span(said):
        first = said.date_edtf.partition("/")[0]
        current.closed.append(said._replace(date_edtf=first, date_end=last_day(first) if _PLAIN.fullmatch(first) else ""))
        current.ended = "told"
    else:
        current.denied.append(said)
        current.ended = "inferred" if lasts else current.ended


def _tells_before(state: State, said: Statement, current: Period) -> bool:
    """Whether a denial tells of the time before the beginning: *no member until 2002*, of who joined in 2002."""
    begun = [_first_days(opening) for opening in current.opened if day(opening.date_start)]
    if not said.date_start:
        return any(_begin(opening)[0] >= _begin(said)[0] for opening in begun)
    return (said.until or said.relation_type not in state.starts) and any(at_once(said, opening) for opening in begun)


def _first_days(opening: Statement) -> Statement:
    """When it began: of what tells from when (*a member since 1970*), the first day alone."""
    return opening._replace(date_end=opening.date_start) if _is_span(opening) else opening


def _close(said: Statement, current: Period | None, found: list[Period]) -> None:
    """An end: of what lasts, again of what has just ended, or of what nothing tells the beginning of."""
    target = current or (found[-1] if found and found[-1].ended == "told" else None) or _begun(found)
    target.closed.append(said)
    target.ended = "told"


def _bear_out(said: Statement, current: Period | None, found: list[Period]) -> None:
    """That it was there on some day: in what lasts, in what had ended (which does not fit), or in what nothing tells the
    beginning of."""
    target = current or (found[-1] if found else None) or _begun(found)
    target.borne_out.append(said)


def _is_span(said: Statement) -> bool:
    """Whether a date tells from when, or from when to when: ``1948/..``, ``1948/1960``."""
    return bool(said.date_start) and "/" in said.date_edtf


def _tells_end(state: State, said: Statement) -> bool:
    """Whether it tells from when to when the state lasted; *established between 1962 and 1963* does not."""
    return _is_span(said) and bool(said.date_end) and (state.spans or said.there)


def _add_undated(state: State, said: Statement, found: list[Period]) -> None:
    if _is_denial(state, said):
        if found and said.relation_type not in state.ends:
            found[-1].denied.append(said)
    elif said.relation_type in state.ends and not said.there:
        target = found[-1] if found else _begun(found)
        target.closed.append(said)
        target.ended = "told"
    else:
        target = found[-1] if found else _begun(found)
        (target.borne_out if said.there else target.opened).append(said)
        if said.over:
            _end_at_some_time(said, target)


def _end_at_some_time(said: Statement, period: Period) -> None:
    """What was *formerly* so is over; its date tells of a day on which it was so, and nothing tells of its end."""
    period.closed.append(said._replace(date_edtf="", date_start="", date_end=""))
    period.ended = "told"
