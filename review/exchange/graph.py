"""Marked stretches of a text and the links between them: what annotations are in the tools that know spans and relations.

An event is the mark of its trigger, labelled with its type; a link leads from it to the mark of each party, date, instrument and
place. The same graph is written to and read from every such tool.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from verbale.review.exchange.located import Annotated, Argument, Located, Place

ROLES = ("source", "target", "date", "instrument", "place")
MODALITIES = ("planned", "hypothetical", "reported")
UNKNOWN = "actor"
"""The kind of an argument that is none of the actors."""


class Mark(NamedTuple):
    """A marked stretch. ``label``: the type of an event, or the kind of an argument; ``code``: of a party (of several, with ``;``
    between them), or the date in EDTF; ``note``, ``polarity`` ("neg") and ``modality``: of an event; ``line``: where it stands in
    the file that it was read from."""

    place: Place
    label: str = ""
    code: str = ""
    note: str = ""
    polarity: str = ""
    modality: str = ""
    line: int = 0
    is_event: bool = False


class Link(NamedTuple):
    """The argument of an event; both by their place among the marks."""

    event: int
    role: str
    argument: int


@dataclass(frozen=True, slots=True)
class Graph:
    """A text with its marks, events in their order, and the links of these."""

    text: str
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]

    def arguments(self, event: int, role: str) -> tuple[Mark, ...]:
        return tuple(self.marks[link.argument] for link in self.links if link.event == event and link.role == role)


def graph_of(document: Annotated) -> Graph:
    """The events of a document. A stretch that several events name is one mark; what the text leaves unsaid is in the note."""
    marks: list[Mark] = []
    links: list[Link] = []
    known: dict[Mark, int] = {}
    for event in document.events:
        head = len(marks)
        marks.append(_head(event))
        for role in ROLES:
            for place, named in by_place(event.of(role)):
                mark = Mark(place, named[0].kind or UNKNOWN, codes_of(named))
                if mark not in known:
                    known[mark] = len(marks)
                    marks.append(mark)
                links.append(Link(head, role, known[mark]))
    return Graph(document.text, tuple(marks), tuple(links))


def _head(event: Located) -> Mark:
    row = event.row
    polarity = "neg" if row["polarity"] == "neg" else ""
    modality = row["modality"] if row["modality"] in MODALITIES else ""
    return Mark(event.trigger, row["relation_type"], "", note_of(event), polarity, modality, is_event=True)


def note_of(event: Located, also: Iterable[Argument] = ()) -> str:
    """``event_id=e1; source=IRN``: the event's id and what it names without a place (or ``also``, with one elsewhere)."""
    elsewhere = tuple(also)
    unsaid = (a for role in ROLES for a in event.of(role) if a.place is None or a in elsewhere)
    return " ".join("; ".join((f"event_id={event.row['event_id']}", *(f"{a.role}={a.code or a.words}" for a in unsaid))).split())


def by_place(arguments: Iterable[Argument]) -> Iterator[tuple[Place, list[Argument]]]:
    """Arguments that the text names, those of one stretch together: "both states" stands for two."""
    together: dict[Place, list[Argument]] = {}
    for argument in arguments:
        if argument.place is not None:
            together.setdefault(argument.place, []).append(argument)
    yield from together.items()


def codes_of(named: Iterable[Argument]) -> str:
    """The codes of those whom one stretch names."""
    return ";".join(argument.code for argument in named if argument.code)
