"""Annotations that were made in brat, as a graph.

What is read is what ``brat.py`` writes: events with sources, targets and dates, ``Negated`` and ``Modality``, and notes. All else
(relations, normalisations) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from verbale.review.exchange.annotators.brat import MODALITY, NEGATED
from verbale.review.exchange.annotators.read import Read, files_of
from verbale.review.exchange.gold_lines import Problems
from verbale.review.exchange.graph import MODALITIES, Graph, Link, Mark
from verbale.review.exchange.located import Place

_ARGUMENT = re.compile(r"([A-Za-z]+?)\d*")


@dataclass(slots=True)
class _Standoff:
    """The lines of a ``.ann`` by what they are. ``events``: name, type, trigger, (role, name of a stretch), line number."""

    spans: dict[str, tuple[str, Place]] = field(default_factory=dict)
    events: list[tuple[str, str, str, list[tuple[str, str]], int]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    negated: set[str] = field(default_factory=set)
    modality: dict[str, str] = field(default_factory=dict)


def read_brat(folder: Path) -> Iterator[Read]:
    """Every ``NAME.ann`` of a folder with its ``NAME.txt``."""
    for path in files_of(folder, "NAME.ann", "*.ann"):
        try:
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            yield Read.failed(path, f"it or its text {path.stem}.txt cannot be read ({error})")
            continue
        problems: Problems = []
        found = _Standoff()
        for number, line in enumerate(lines, 1):
            try:
                _read(line, number, text, found)
            except (ValueError, IndexError) as error:
                problems.append((number, f"{error} in {line!r}"))
        yield Read(path.stem, path, _graph(text, found, problems), problems)


def _read(line: str, number: int, text: str, found: _Standoff) -> None:
    """One line into what was found so far. Raises ValueError or IndexError for one that has not the form."""
    name, _, rest = line.partition("\t")
    if name.startswith("T"):
        head, _, words = rest.partition("\t")
        kind, _, offsets = head.partition(" ")
        ends = [int(end) for end in re.split("[ ;]", offsets)]
        place = Place(ends[0], ends[-1])
        if " ".join(text[place.start : place.end].split()) != " ".join(words.split()) and len(ends) == 2:
            raise ValueError(f"the text has {text[place.start : place.end]!r} there")
        found.spans[name] = kind, place
    elif name.startswith("E"):
        (kind, trigger), *arguments = [part.rpartition(":")[::2] for part in rest.split()]
        roles = [(match[1].lower(), span) for role, span in arguments if (match := _ARGUMENT.fullmatch(role))]
        found.events.append((name, kind, trigger, roles, number))
    elif name.startswith(("A", "M")):
        what, of, *value = rest.split()
        if what == NEGATED:
            found.negated.add(of)
        elif what == MODALITY:
            if value[0] not in MODALITIES:
                raise ValueError(f"{MODALITY} is {', '.join(MODALITIES)}, not {value[0]!r}")
            found.modality[of] = value[0]
    elif name.startswith("#"):
        head, _, note = rest.partition("\t")
        found.notes[head.split()[1]] = note.strip()


def _graph(text: str, found: _Standoff, problems: Problems) -> Graph:
    """Events and what they name; an event that names a stretch which is not there is a problem."""
    places = {name: number for number, name in enumerate(found.spans)}
    marks = [Mark(place, kind, found.notes.get(name, "")) for name, (kind, place) in found.spans.items()]
    links: list[Link] = []
    for name, kind, trigger, roles, line in found.events:
        missing = next((span for span in (trigger, *(span for _, span in roles)) if span not in places), None)
        if missing is not None:
            problems.append((line, f"there is no {missing!r}"))
            continue
        polarity = "neg" if name in found.negated else ""
        about = (found.notes.get(name, ""), polarity, found.modality.get(name, ""))
        links += [Link(len(marks), role, places[span]) for role, span in roles]
        marks.append(Mark(found.spans[trigger][1], kind.replace("-", ".", 1), "", *about, line, True))
    return Graph(text, tuple(marks), tuple(links))
