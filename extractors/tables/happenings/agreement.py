"""Do two tellings of a type tell of the same? By their parties, their days and their words, with the reasons."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from verbale.extractors.tables.happenings.tellings import SETTINGS, Likeness, Telling, day_number

_WIDTHS = (3, 31, 366)
_NAMES = ("day", "month", "year", "long")
UNDATED = len(_NAMES)
"""The width of no date."""
_ALWAYS = 10**9  # days: farther than any date that a text tells
_SAME, _MOST, _ONE_SIDE, _LONE = 4, 3, 2, 1
_MUCH = 0.5  # of their words, where parties are left out
_RANK = {"day": 5, "month": 4, "apart": 3, "year": 2, "long": 1, "undated": 0}


class Days(NamedTuple):
    """When a telling says that it was: from the first to the last day (numbers); ``width``: 0 a day, 1 a month, 2 a year, 3
    longer, 4 nobody knows."""

    first: int
    last: int
    width: int


class Compared(NamedTuple):
    """A telling and what follows from it for comparison. ``sources`` of a type without direction hold all parties."""

    telling: Telling
    days: Days
    sources: frozenset[str]
    targets: frozenset[str]

    @property
    def words(self) -> set[str]:
        """What it says besides names, date and trigger, as stems: asked for of those that are compared."""
        return set(self.telling.words)


class Agreement(NamedTuple):
    """How well two tellings agree (more is better) by parties, dates and words, and why they are one, in words."""

    parties: int
    date: int
    likeness: float
    why: tuple[str, ...]


def days_of(telling: Telling) -> Days:
    """The days that a telling's date allows: those of December 1991 are 31 with the width of a month."""
    return _days(telling.date_start, telling.date_end)


@lru_cache(maxsize=8192)
def _days(date_start: str, date_end: str) -> Days:
    first, last = day_number(date_start), day_number(date_end)
    if first is None and last is None:
        return Days(-_ALWAYS, _ALWAYS, UNDATED)
    if first is None or last is None:
        return Days(-_ALWAYS if first is None else first, _ALWAYS if last is None else last, len(_WIDTHS))
    return Days(first, last, sum(last - first + 1 > width for width in _WIDTHS))


def prepared(telling: Telling, symmetric: bool) -> Compared:
    """A telling made ready for comparison."""
    sources, targets = frozenset(telling.sources), frozenset(telling.targets)
    if symmetric:
        sources, targets = sources | targets, frozenset()
    return Compared(telling, days_of(telling), sources, targets)


def agree(one: Compared, other: Compared, needed: Likeness) -> Agreement | None:
    """Why two tellings of the same type, polarity and modality are one happening; None where they are not.

    Near-identical sentences with the same parties and days that fit are. Else the parties must be the same, or on the very day
    most of them; days that fit (or, in another document, nearly do) ask for the more words in common the wider they are. What
    has none in common needs ``_is_grounded``.
    """
    parties, party_words = _parties(one, other)
    date, date_words = _dates(one, other)
    if not parties or date is None or contradict(one.telling, other.telling, date):
        return None
    likeness = _likeness(one, other, needed)
    if copied(one.telling, other.telling) and parties in (_SAME, _LONE) and date != "apart":
        return Agreement(parties, _RANK[date], 1.0, (party_words, date_words, "the same sentence"))
    in_common = one.words & other.words
    alike = likeness >= _MUCH and bool(in_common)
    near = {_SAME: True, _LONE: alike}.get(parties, date == "day" or (date == "month" and alike))
    least = float(getattr(needed, date))
    if not near or least < 0 or likeness < least or not (in_common or _is_grounded(one, other, date)):
        return None
    shared = ("words in common",) if (least or parties == _LONE) and in_common else ()
    return Agreement(parties, _RANK[date], likeness, (party_words, date_words, *shared))


def _parties(one: Compared, other: Compared) -> tuple[int, str]:
    """How far the parties are the same, and in words; 0: they are not."""
    everybody, others = one.sources | one.targets, other.sources | other.targets
    if (one.sources, one.targets) == (other.sources, other.targets):
        lone = len(everybody) == 1 and one.telling.relation_type not in SETTINGS.alone
        return (_LONE if lone else _SAME, "same parties") if everybody else (0, "")
    aimed = bool(one.targets and other.targets)
    if not aimed and everybody == others and one.telling.relation_type in SETTINGS.mutual:
        return _MOST, "same parties"
    same_doers, same_targets = one.sources == other.sources, one.targets == other.targets
    if (same_doers and _most(one.targets, other.targets)) or (same_targets and _most(one.sources, other.sources)):
        return _MOST, "most parties the same"
    return (_ONE_SIDE, "one side the same, the other left out") if _by_one_side(one, other) else (0, "")


def _by_one_side(one: Compared, other: Compared) -> bool:
    """Whether one of them leaves out a side, and the other side is the same."""
    aimed, done = bool(one.targets and other.targets), bool(one.sources and other.sources)
    if one.sources and one.sources == other.sources and not aimed:
        return True
    if one.targets and one.targets == other.targets and not done:
        return True
    return not one.targets and not other.targets and _is_one_of(one.sources, other.sources)


def _is_one_of(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one of two is a single party that is in the other."""
    return 1 in (len(some), len(others)) and some & others in (some, others) and bool(some & others)


def _most(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one side is the larger part of the other, of which it leaves out some."""
    both = some & others
    return both in (some, others) and 2 * len(both) >= len(some | others) and bool(both) and len(some | others) > 1


def _dates(one: Compared, other: Compared) -> tuple[str | None, str]:
    """By what the dates agree: the name of the wider one, apart or undated; None: they do not."""
    a, b = one.days, other.days
    if UNDATED in (a.width, b.width):
        return "undated", "no other date"
    if a.first <= b.last and b.first <= a.last:
        name = _NAMES[max(a.width, b.width)]
        return name, "same day" if name == "day" else "dates that fit"
    apart = max(a.first - b.last, b.first - a.last) <= SETTINGS.days_apart and a.width == b.width == 0
    if apart and one.telling.doc_id != other.telling.doc_id:
        return "apart", "days that hardly differ"
    return None, ""


def _is_grounded(one: Compared, other: Compared, date: str) -> bool:
    """Whether two that have no words in common may be one all the same: where parties and dates alone say little, they must
    call the deed alike.

    One text that tells of two deeds on a day mostly tells of two, unless each has that date of its own, or neither says anything
    by which they could differ. Of dates that say nothing, or hold years, one must be narrower, or one telling say no more than
    its deed. What a party goes through once needs nothing.
    """
    a, b = one.telling, other.telling
    if a.relation_type in SETTINGS.once and a.relation_type in SETTINGS.alone:
        return True
    if date == "day":
        on_its_own = (a.dated and b.dated) or not (a.words or b.words)
        return a.doc_id != b.doc_id or (on_its_own and same_deed(a, b))
    if date not in ("long", "undated"):
        return True
    narrower = min(one.days.width, other.days.width) < len(_WIDTHS)
    return same_deed(a, b) and (narrower or not (a.words and b.words))


def same_deed(one: Telling, other: Telling) -> bool:
    """Whether one of them names what the other tells: by its trigger, or beside it (*made an offer*, *the offer*). Where nobody
    marked the trigger, nothing says that they do not."""
    if not one.deed or not other.deed:
        return True
    deeds, others = set(one.deed), set(other.deed)
    return not (deeds.isdisjoint((*other.deed, *other.words)) and others.isdisjoint(one.words))


def contradict(a: Telling, b: Telling, date: str) -> bool:
    """Whether they tell of different things: other persons or treaties, other numbers (on the same day only in the same
    document)."""
    if a.matter and b.matter and not set(a.matter) & set(b.matter):
        return True
    numbers = bool(a.numbers and b.numbers and not set(a.numbers) & set(b.numbers))
    return numbers and (date != "day" or a.doc_id == b.doc_id)


def _likeness(one: Compared, other: Compared, needed: Likeness) -> float:
    """The share of words in common, of the telling that has fewer."""
    fewer = min(len(one.telling.words), len(other.telling.words))
    return len(one.words & other.words) / fewer if fewer else needed.silence


def copied(one: Telling, other: Telling) -> bool:
    """Whether their sentences are one that was copied, word for word or nearly."""
    if one.copy_of == other.copy_of:
        return True
    every = {*one.words, *other.words}
    enough = len(every) >= SETTINGS.copies.words
    return enough and len(set(one.words) & set(other.words)) >= SETTINGS.copies.share * len(every)
