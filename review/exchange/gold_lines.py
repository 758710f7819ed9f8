"""A graph of annotations -> the lines of an annotated document, as ``verbale evaluate`` reads them.

The code of a party is that of its mark, else its words stand for it; a date is the EDTF of its mark, else its words are read; the
note of an event may name what the text leaves unsaid (``source=IRN; date=1990``). Other roles are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from verbale.extractors.data_files import nearest
from verbale.review.exchange.graph import MODALITIES, Graph, Mark
from verbale.review.exchange.located import Place
from verbale.review.log import EdtfError, normalised
from verbale.review.quality import flags_of, gold_date

_ROLES = ("source", "target", "date")
Problems = list[tuple[int, str]]
"""Line of the file (0: none) and what cannot be read there."""


def gold_lines(
    graph: Graph, name: str, types: Collection[str], problems: Problems, spelled: Callable[[str], str] = str
) -> Iterator[dict[str, Any]]:
    """A line for every event; what cannot be read is added to ``problems``. ``spelled``: how the tool writes a type."""
    heads = [number for number, mark in enumerate(graph.marks) if mark.is_event]
    for order, head in enumerate(heads, 1):
        mark = graph.marks[head]
        try:
            if mark.label not in types:
                raise ValueError(f"there is no type {spelled(mark.label)!r}{nearest(mark.label, types)}")
            _check("modality", mark.modality, ("asserted", *MODALITIES))
            _check("polarity", mark.polarity, ("pos", "neg"))
            yield {"id": f"{name}-{order:03d}", "doc": name, **_annotation(head, graph)}
        except ValueError as error:
            problems.append((mark.line, str(error)))


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value and value not in allowed:
        raise ValueError(f"{name} is {', '.join(allowed)}, not {value!r}")


def _annotation(head: int, graph: Graph) -> dict[str, Any]:
    """A line of ``.events.jsonl``. Raises ValueError for a date that cannot be read."""
    event, text = graph.marks[head], graph.text
    named = {role: graph.arguments(head, role) for role in _ROLES}
    coded = {role: [code for mark in marks for code in _codes(mark, text)] for role, marks in named.items()}
    for role, code in _unsaid(event.note):
        coded[role].append(code)
    quote = _quote(text, event.place, [mark.place for marks in named.values() for mark in marks])
    words = {role: [text[mark.place.start : mark.place.end] for mark in marks] for role, marks in named.items()}
    return {
        "quote": text[quote.start : quote.end],
        "qspan": list(quote),
        "trigger": [text[event.place.start : event.place.end]],
        "triggers": [list(event.place)],
        "type": event.label,
        "source": list(dict.fromkeys(coded["source"])),
        "target": list(dict.fromkeys(coded["target"])),
        "date": _date(coded["date"]),
        "flags": flags_of(event.polarity or "pos", event.modality or "asserted"),
        "optional": False,
        "source_words": words["source"],
        "target_words": words["target"],
        "date_words": next(iter(words["date"]), ""),
    }


def _codes(mark: Mark, text: str) -> list[str]:
    """What a mark says of itself, else its words."""
    said = mark.code or " ".join(text[mark.place.start : mark.place.end].split())
    return [code.strip() for code in said.split(";")]


def _unsaid(note: str) -> Iterator[tuple[str, str]]:
    """``event_id=e1; source=IRN`` -> ("source", "IRN")."""
    for part in note.split(";"):
        role, given, code = part.strip().partition("=")
        if given and role in _ROLES:
            yield role, code


def _date(said: list[str]) -> str:
    try:
        return gold_date(normalised(said[0])) if said else ""
    except EdtfError as error:
        raise ValueError(f"{error}; write the date (EDTF, as 1990-05) into its note") from error


def _quote(text: str, trigger: Place, arguments: list[Place]) -> Place:
    """The stretch that holds the trigger and what is named in the same line."""
    first = text.rfind("\n", 0, trigger.start) + 1
    last = end if (end := text.find("\n", trigger.end)) >= 0 else len(text)
    inside = [trigger, *(place for place in arguments if first <= place.start and place.end <= last)]
    return Place(min(place.start for place in inside), max(place.end for place in inside))
