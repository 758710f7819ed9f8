"""In which order tellings are read so that few must be held at once, and the happenings are those of any other reading.

Tellings of a kind (type, polarity, modality) are read from the narrowest date to the widest. Only what two of them that agree
see of each other depends on that order, so it need not be kept between those that never agree:

- *Narrow* ones (up to a month) agree only where their days meet or nearly do. They are read along the calendar, each as many
  days later as it is wide, and a happening is let go once no telling to come can reach back to it.
- *Wide* ones (years, decades, no date) agree only with those of the same parties. They are read by parties, with all
  happenings of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from verbale.extractors.tables.happenings.agreement import UNDATED, Compared, contradict, days_of, same_deed
from verbale.extractors.tables.happenings.blocks import NARROW, who
from verbale.extractors.tables.happenings.tellings import SETTINGS, Telling

Kind = tuple[str, str, str]
AGAIN = "mentioned again by a noun"

KNOWN, READ, LONELY = range(3)
"""Found among narrow ones; to be read; on its own, whatever others tell."""
_WIDEST = 31  # days of a narrow telling
_LATER = tuple(accumulate(days + SETTINGS.days_apart for days in range(_WIDEST)))
"""By days from first to last: how much later a telling is read than one of its first day. Of two that agree, the narrower begins
at most the width of the wider, and the days by which sources may differ, after it; so it is read before it."""
HELD = _LATER[-1]
"""So many days after the telling that stands for a happening was read, none that agrees with it is read any more."""


class Row(NamedTuple):
    """Tellings of one happening as they are sorted and kept on disk (as a plain tuple): by kind, then by day of reading or by
    parties, then those that say most first. ``told``: the values of the telling that stands for them, then of all others."""

    kind: Kind
    place: tuple[Any, ...]
    state: int
    says: tuple[Any, ...]
    told: tuple[tuple[Any, ...], ...]
    why: tuple[str, ...]


def is_narrow(one: Compared) -> bool:
    """Whether its date is a month or less."""
    return one.days.width <= NARROW


def with_echoes(tellings: Iterable[Telling]) -> Iterator[tuple[int, list[Telling]]]:
    """Tellings of whole documents, each with those that only mention its deed again, which follow it wherever it goes.

    What mentions again what is itself such a mention is on its own; what does not fit the deed is read as any other telling.
    """
    kinds: dict[Kind, dict[str, Telling]] = defaultdict(dict)
    for telling in tellings:
        kinds[telling[:3]][telling.event_id] = telling
    for told in kinds.values():
        deeds = {id_: [one] for id_, one in told.items() if not _echoes(one, told.get(one.echo_of))}
        for one in told.values():
            if one.event_id not in deeds and one.echo_of in deeds:
                deeds[one.echo_of].append(one)
            elif one.event_id not in deeds:
                yield LONELY, [one]
        yield from ((READ, together) for together in deeds.values())


def _echoes(noun: Telling, deed: Telling | None) -> bool:
    """Whether a noun may mention a deed again: it calls it alike, shares words with it or points back to it (*this attack*), of
    what takes place once any noun does; and it tells of no other day. For a day that only the noun knows, it must be its own, and
    the noun call it alike and share words with it."""
    if deed is None:
        return False
    of_noun, of_deed = days_of(noun), days_of(deed)
    if contradict(noun, deed, "") or of_noun.last < of_deed.first or of_deed.last < of_noun.first:
        return False
    shares, alike = not set(noun.words).isdisjoint(deed.words), same_deed(noun, deed)
    if UNDATED == of_deed.width != of_noun.width:
        return noun.dated and shares and alike
    return shares or alike or noun.points_back or noun.relation_type in SETTINGS.once


def row_by_day(one: Compared, told: Iterable[Telling], why: Iterable[str]) -> Row:
    """The row of tellings for which ``one``, which is narrow, stands."""
    day = one.days.first + _LATER[max(0, one.days.last - one.days.first)]
    return _row(one, (day,), READ, told, why)


def row_by_parties(one: Compared, state: int, told: Iterable[Telling], why: Iterable[str]) -> Row:
    """The row of tellings for which ``one`` stands, to be read with all of the same parties."""
    return _row(one, tuple(tuple(sorted(side)) for side in who(one)), state, told, why)


def _row(one: Compared, place: tuple[Any, ...], state: int, told: Iterable[Telling], why: Iterable[str]) -> Row:
    """Sorted by what says most: the narrowest date, the earliest, the most parties, the most words."""
    width, parties = one.days.last - one.days.first, len(one.sources) + len(one.targets)
    says = (width, one.days.first, -parties, -len(one.telling.words), one.telling.event_id)
    return Row(one.telling[:3], place, state, says, tuple(map(tuple, told)), tuple(why))
