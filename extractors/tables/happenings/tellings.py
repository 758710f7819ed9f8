"""Event -> what is compared of it: kind, parties, days, words. Small, since those of all documents of a type are held at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.ids import content_id
from verbale.extractors.schema import Event
from verbale.extractors.tables.relations import Described, acted_on, day

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = re.compile(r"\b[^\W\d_A-Z]{4,}\b")
_NUMBER = re.compile(r"\d[\d,.]*")
_ANY = re.compile(r"\w+")
_STEM = 5  # letters by which words are compared: arrest, arrested, arresting


class Likeness(Table):
    """The share of words that tellings of a kind must have in common, by how near their dates are."""

    day: float = Field(le=1)
    month: float = Field(le=1)
    year: float = Field(le=1)
    long: float = Field(le=1)
    apart: float = Field(le=1)
    undated: float = Field(le=1)
    silence: float = Field(ge=0, le=1)


class Kinds(Table):
    """How alike tellings must be, by how often such a thing takes place between the same parties."""

    once: Likeness
    seldom: Likeness
    often: Likeness


class Copies(Table):
    """When two sentences are one that was copied."""

    share: float = Field(gt=0, le=1)
    words: int = Field(ge=1)


class WordLists(Table):
    """Words that do not tell happenings apart."""

    generic: LowerWords
    function_words: LowerWords
    demonstratives: LowerWords


class Happenings(Table):
    """``data/happenings.toml``."""

    once: frozenset[str]
    often: frozenset[str]
    alone: frozenset[str]
    mutual: frozenset[str]
    days_apart: int = Field(ge=0)
    carried_dates: frozenset[str]
    likeness: Kinds
    copies: Copies
    words: WordLists

    def likeness_of(self, relation_type: str) -> Likeness:
        """How alike tellings of a type must be."""
        if relation_type in self.once:
            return self.likeness.once
        return self.likeness.often if relation_type in self.often else self.likeness.seldom


SETTINGS: Happenings = load(Happenings, "happenings.toml")


class Telling(NamedTuple):
    """``sources``, ``targets``: parties, sorted, each once. ``words``: what the quote says besides names, date and trigger, as
    stems;
    ``matter``: those of them that say what was signed, or who was sent or expelled; ``numbers``: those of ``quantity``;
    ``copy_of``: a hash of all words of the quote; ``deed``: the trigger, as stems; ``dated``: whether the date is its own, not
    that of its sentence or of what stands before; ``points_back``: *this attack*. Of plain types, so that it can be kept on disk
    as a tuple."""

    relation_type: str
    polarity: str
    modality: str
    event_id: str
    doc_id: str
    echo_of: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    date_edtf: str
    date_start: str
    date_end: str
    words: tuple[str, ...]
    matter: tuple[str, ...]
    quantity: str
    numbers: tuple[str, ...]
    copy_of: str
    confidence: float
    deed: tuple[str, ...] = ()
    dated: bool = False
    points_back: bool = False


def tellings(events: Iterable[Event], actors: Mapping[str, Described]) -> list[Telling]:
    """The tellings of a document's events. ``actors``: by their ids."""
    return [telling_of(event, actors) for event in events]


def telling_of(event: Event, actors: Mapping[str, Described]) -> Telling:
    """What is compared of an event."""
    unsaid = _unsaying() | _stems(" ".join((*event.sources, *event.targets, event.date_text, event.trigger, event.place)))
    matter = _matter(event, unsaid)
    return Telling(
        event.relation_type,
        event.polarity,
        event.modality,
        event.event_id,
        event.doc_id,
        event.echo_of,
        _each_once(event.source_parties),
        _each_once(acted_on(event, actors)),
        event.date_edtf,
        event.date_start,
        event.date_end,
        tuple(sorted((_stems(event.quote) - unsaid) | matter)),
        tuple(sorted(matter)),
        event.quantity,
        tuple(number.replace(",", "").rstrip(".") for number in _NUMBER.findall(event.quantity)),
        content_id("", *_ANY.findall(event.quote.lower())),
        event.confidence,
        tuple(sorted({word[:_STEM] for word in _ANY.findall(event.trigger.lower())} - SETTINGS.words.function_words)),
        event.date_method not in SETTINGS.carried_dates,
        not SETTINGS.words.demonstratives.isdisjoint(_just_before(event)),
    )


def _just_before(event: Event) -> list[str]:
    """The two words before the trigger."""
    return _ANY.findall(event.quote[: max(0, event.trigger_start - event.quote_start)].lower())[-2:]


def _matter(event: Event, unsaid: frozenset[str]) -> set[str]:
    """What was signed, or who was sent or expelled: the common nouns (*two Russian diplomats*), else the names."""
    said = " ".join((event.instrument, *event.persons))
    return (_stems(" ".join(_COMMON.findall(said))) - _unsaying()) or (_stems(said) - unsaid)


def _each_once(parties: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({party for party in parties if party}))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())}


@lru_cache(maxsize=1)
def _unsaying() -> frozenset[str]:
    """The stems of words that do not tell happenings apart."""
    return frozenset(word[:_STEM] for word in (*SETTINGS.words.generic, *SETTINGS.words.function_words))


def day_number(iso: str) -> int | None:
    """The number of a day, of years before Christ too; None for what is no full day. Days that follow each other have numbers
    that do.

    H. Hinnant, chrono-Compatible Low-Level Date Algorithms: ``days_from_civil``.
    """
    found = day(iso)
    if found is None:
        return None
    year, month, of_month = found
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + of_month - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year
