"""brat standoff: ``NAME.txt``, ``NAME.ann`` and ``annotation.conf``, which lists all that may be annotated.

The format: https://brat.nlplab.org/standoff.html. Its names know no dots: ``envoy.recall`` is ``envoy-recall`` there. Annotators
may write notes: that of a party is its code (of several, codes with ``;`` between them), that of a date its EDTF, that of an
event its id and what the text leaves unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verbale.review.exchange.graph import MODALITIES, ROLES, UNKNOWN, by_place, codes_of, note_of
from verbale.review.exchange.located import Annotated, Argument, Located, Place

NEGATED, MODALITY = "Negated", "Modality"


def brat_type(relation_type: str) -> str:
    """``envoy.recall`` -> ``envoy-recall``; no type has a hyphen of its own."""
    return relation_type.replace(".", "-")


def standoff(document: Annotated) -> str:
    """The ``.ann`` of a document, whose ``.txt`` is its text."""
    return "".join(f"{line}\n" for line in _Writer(document.text).lines(document.events))


class _Writer:
    """Numbers annotations as they come. A stretch that several events name is one annotation."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[tuple[str, Place, str], str] = {}
        self._notes = 0

    def lines(self, events: Iterable[Located]) -> Iterator[str]:
        attributes = 0
        for number, event in enumerate(events, 1):
            kind = brat_type(event.row["relation_type"])
            trigger, lines = self._span(kind, event.trigger, "")
            yield from lines
            arguments = [f"{kind}:{trigger}"]
            for role in ROLES:
                for nth, (place, named) in enumerate(by_place(event.of(role)), 1):
                    span, lines = self._span(named[0].kind or UNKNOWN, place, codes_of(named))
                    yield from lines
                    arguments.append(f"{role}{nth if nth > 1 else ''}:{span}")
            yield f"E{number}\t{' '.join(arguments)}"
            for attribute in _attributes(event, number):
                attributes += 1
                yield f"A{attributes}\t{attribute}"
            yield self._note(f"E{number}", note_of(event))

    def _span(self, kind: str, place: Place, note: str) -> tuple[str, list[str]]:
        """The name of a stretch, and the lines that say so where it is new."""
        key = kind, place, note
        if key in self._spans:
            return self._spans[key], []
        name = self._spans[key] = f"T{len(self._spans) + 1}"
        pieces = list(_pieces(self._text, place))
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(self._text[start:end] for start, end in pieces)
        return name, [f"{name}\t{kind} {offsets}\t{words}", *([self._note(name, note)] if note else ())]

    def _note(self, name: str, note: str) -> str:
        self._notes += 1
        return f"#{self._notes}\tAnnotatorNotes {name}\t{' '.join(note.split())}"


def _pieces(text: str, place: Place) -> Iterator[Place]:
    """A stretch without its line breaks, which brat does not allow inside one."""
    for found in re.finditer(r"[^\n]+", text[place.start : place.end]):
        yield Place(place.start + found.start(), place.start + found.end())


def _attributes(event: Located, number: int) -> Iterator[str]:
    if event.row["polarity"] == "neg":
        yield f"{NEGATED} E{number}"
    if event.row["modality"] in MODALITIES:
        yield f"{MODALITY} E{number} {event.row['modality']}"


def configuration(types: Iterable[str], documents: Iterable[Annotated]) -> str:
    """``annotation.conf``: what brat offers. ``types``: all types of the rules, in their order."""
    named: list[Argument] = [argument for document in documents for event in document.events for argument in event.arguments]
    kinds = sorted({argument.kind or UNKNOWN for argument in named} | {"state", "organisation", "date"})
    roles = ", ".join(f"{role}*:<ENTITY>" for role in ROLES)
    events = [f"{brat_type(kind)}\t{roles}" for kind in types]
    attributes = [f"{NEGATED}\tArg:<EVENT>", f"{MODALITY}\tArg:<EVENT>, Value:{'|'.join(MODALITIES)}"]
    parts = {"entities": kinds, "relations": [], "events": events, "attributes": attributes}
    return "\n".join("\n".join((f"[{name}]", *lines, "")) for name, lines in parts.items())
