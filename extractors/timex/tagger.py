"""Parsed -> Timexes: the passes of the tagger in order, over one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Timex
from verbale.extractors.timex.calendar.points import day_point
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.plausible import is_temporal
from verbale.extractors.timex.find.surroundings import Window, window
from verbale.extractors.timex.resolve.anchoring import Anchor
from verbale.extractors.timex.resolve.meanings import meanings
from verbale.extractors.timex.resolve.numeric import in_order
from verbale.extractors.timex.resolve.records import records
from verbale.extractors.timex.resolve.speech_time import dateline_day, document_day, speaks_from
from verbale.extractors.timex.resolve.text_order import Located, resolve_all


class Region(NamedTuple):
    """A block: its first and last character in the reading view (end exclusive), its number, whether it is a heading."""

    start: int
    end: int
    block: int
    heading: bool


_MODES = ("auto", "narrative", "news")
# forms whose year of three digits is BC in a text about years BC
_BARE = frozenset(("shortyear", "my", "mdy", "dmy", "season"))


def find_timexes(parsed: Parsed, mode: str = "auto") -> tuple[Timex, ...]:
    """All temporal expressions of a document, sorted by offset.

    ``mode``: ``narrative`` (history: dates count from each other), ``news`` (dates count from ``Document.document_date``) or
    ``auto``: news where the document's date is known (from its metadata or its dateline) and the text speaks from it, see
    ``speaks_from``. Raises ValueError for any other mode.
    """
    if mode not in _MODES:
        raise ValueError(f"mode {mode!r}: choose auto, narrative or news")
    if not len(parsed.words):
        return ()
    view = window(parsed.words)
    regions = _regions(parsed)
    found = _temporal(view, _meanings(view, regions))
    readings = resolve_all(parsed, view, found, _moment_of_speech(parsed, view, regions, found, mode))
    return records(parsed, view, readings)


def timex3_records(parsed: Parsed, timexes: Sequence[Timex]) -> list[dict[str, Any]]:
    """TIMEX3 annotations as JSON-ready dicts: start, end (characters of the document), text, type, value, mod."""
    return [
        {
            "start": t.char_start,
            "end": t.char_end,
            "text": t.text,
            "type": t.timex3_type,
            "value": t.timex3_value,
            "mod": t.timex3_mod or None,
        }
        for t in timexes
    ]


def _moment_of_speech(
    parsed: Parsed, view: Window, regions: Sequence[Region], found: Sequence[Located], mode: str
) -> Anchor | None:
    """The day that the text speaks from, None for a narrative."""
    if mode == "narrative":
        return None
    lines = {region.block: (region.start, region.end) for region in regions}
    day = document_day(parsed.document.document_date) or dateline_day(view, lines, found)
    if day is None or (mode == "auto" and not speaks_from(day, found, view)):
        return None
    return Anchor(day_point(day), day.isoformat())


def lower(text: str) -> str:
    """Lower case that keeps every character's position."""
    result = text.lower()
    if len(result) != len(text):
        result = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return result.replace("’", "'").replace("\u00a0", " ")


def _regions(parsed: Parsed) -> list[Region]:
    """The blocks in order."""
    regions: list[Region] = []
    starts = [block.char_start for block in parsed.document.blocks]
    current = -1
    for sentence in parsed.sentences:
        first, last = parsed.words[sentence.start], parsed.words[sentence.end - 1]
        while current + 1 < len(starts) and starts[current + 1] <= sentence.char_start:
            current += 1
        region = Region(first.idx, last.idx + len(last), current, sentence.heading or sentence.lead)
        if regions and regions[-1].block == current:
            regions[-1] = region._replace(start=regions[-1].start)
        else:
            regions.append(region)
    return regions


def _meanings(view: Window, regions: Sequence[Region]) -> list[Located]:
    """Whatever looks like a temporal expression, in order."""
    text = lower(view.text)
    return [
        Located(meaning, region.block, region.heading)
        for region in regions
        for meaning in find(text, [(region.start, region.end)], meanings)
    ]


def _temporal(view: Window, found: Sequence[Located]) -> list[Located]:
    """What is temporal in its context, dates in figures in the order of the document.

    In a text about years BC a bare year of three digits is BC too.
    """
    about_bc = any(located.meaning.point is not None and located.meaning.point.year < 0 for located in found)
    kept = [located for located in found if is_temporal(view, located.meaning, about_bc)]
    ordered = in_order([located.meaning for located in kept])
    return [
        located._replace(meaning=_bc(meaning) if about_bc else meaning) for located, meaning in zip(kept, ordered, strict=True)
    ]


def _bc(meaning: Meaning) -> Meaning:
    point = meaning.point
    if point is None or meaning.form not in _BARE or not 100 <= point.year < 1000:
        return meaning
    return replace(meaning, point=replace(point, year=-point.year))
