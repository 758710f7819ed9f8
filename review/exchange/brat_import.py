"""Annotations that were made in brat -> annotated documents, as ``verbale evaluate`` reads them.

What is read is what ``brat.py`` writes: events with sources, targets and dates, ``Negated`` and ``Modality``; the note of a party
is its code (else its words stand for it), that of a date its EDTF (else its words are read), that of an event may name what the
text leaves unsaid (``source=IRN; date=1990``). All else (relations, other arguments, normalisations) is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.errors import UserError
from verbale.extractors.data_files import nearest
from verbale.review.exchange.brat import MODALITIES, MODALITY, NEGATED
from verbale.review.exchange.located import Place
from verbale.review.log import EdtfError, normalised
from verbale.review.quality import flags_of, gold_date

_ARGUMENT = re.compile(r"([A-Za-z]+?)\d*")


class BratError(UserError):
    """Annotations that cannot be read; a line for every problem, with file and line."""


@dataclass(slots=True)
class _Standoff:
    """The lines of a ``.ann`` by what they are. ``events``: name, type, trigger, (role, name of a stretch), line number."""

    spans: dict[str, Place] = field(default_factory=dict)
    events: list[tuple[str, str, str, list[tuple[str, str]], int]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    negated: set[str] = field(default_factory=set)
    modality: dict[str, str] = field(default_factory=dict)


def gold_of_brat(folder: Path, types: Collection[str]) -> dict[str, bytes]:
    """File name -> content: ``NAME.txt`` and ``NAME.events.jsonl`` for every ``NAME.ann`` of a folder.

    Raises BratError, which tells of every problem.
    """
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise BratError(f"{folder}: no NAME.ann in this folder")
    problems: list[str] = []
    made: dict[str, bytes] = {}
    for path in files:
        try:
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: it or its text {path.stem}.txt cannot be read ({error})")
            continue
        found: list[tuple[int, str]] = []
        events = list(_events(path.stem, text, lines, types, found))
        problems += [f"{path}:{number}: {what}" for number, what in found]
        made[f"{path.stem}.txt"] = text.encode()
        made[f"{path.stem}.events.jsonl"] = "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events).encode()
    if problems:
        raise BratError("\n".join(problems))
    return made


def _events(
    name: str, text: str, lines: list[str], types: Collection[str], problems: list[tuple[int, str]]
) -> Iterator[dict[str, Any]]:
    """The annotations of a document; what cannot be read is added to ``problems`` with its line."""
    found = _Standoff()
    for number, line in enumerate(lines, 1):
        try:
            _read(line, number, text, found)
        except (ValueError, IndexError) as error:
            problems.append((number, f"{error} in {line!r}"))
    for order, event in enumerate(found.events, 1):
        try:
            yield {"id": f"{name}-{order:03d}", "doc": name, **_annotation(event, text, found, types)}
        except (KeyError, ValueError) as error:
            problems.append((event[-1], f"there is no {error}" if isinstance(error, KeyError) else str(error)))


def _read(line: str, number: int, text: str, found: _Standoff) -> None:
    """One line into what was found so far. Raises ValueError or IndexError for one that has not the form."""
    name, _, rest = line.partition("\t")
    if name.startswith("T"):
        head, _, words = rest.partition("\t")
        ends = [int(end) for end in re.split("[ ;]", head.partition(" ")[2])]
        place = Place(ends[0], ends[-1])
        if " ".join(text[place.start : place.end].split()) != " ".join(words.split()) and len(ends) == 2:
            raise ValueError(f"the text has {text[place.start : place.end]!r} there")
        found.spans[name] = place
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


def _annotation(
    event: tuple[str, str, str, list[tuple[str, str]], int], text: str, found: _Standoff, types: Collection[str]
) -> dict[str, Any]:
    """A line of ``.events.jsonl``. Raises KeyError for a stretch that is not there, ValueError for a type or date."""
    name, brat_name, trigger_name, roles, _ = event
    kind = brat_name.replace("-", ".", 1)
    if kind not in types:
        raise ValueError(f"there is no type {brat_name!r}{nearest(kind, types)}")
    trigger = found.spans[trigger_name]
    places = {role: [found.spans[span] for of, span in roles if of == role] for role in ("source", "target", "date")}
    coded = {role: [code for of, span in roles if of == role for code in _codes(span, text, found)] for role in places}
    for role, code in _unsaid(found.notes.get(name, "")):
        coded.setdefault(role, []).append(code)
    quote = _quote(text, trigger, [place for of_role in places.values() for place in of_role])
    words = {role: [text[place.start : place.end] for place in of_role] for role, of_role in places.items()}
    return {
        "quote": text[quote.start : quote.end],
        "qspan": list(quote),
        "trigger": [text[trigger.start : trigger.end]],
        "triggers": [list(trigger)],
        "type": kind,
        "source": list(dict.fromkeys(coded["source"])),
        "target": list(dict.fromkeys(coded["target"])),
        "date": _date(coded["date"]),
        "flags": flags_of("neg" if name in found.negated else "pos", found.modality.get(name, "asserted")),
        "optional": False,
        "source_words": words["source"],
        "target_words": words["target"],
        "date_words": next(iter(words["date"]), ""),
    }


def _codes(span: str, text: str, found: _Standoff) -> list[str]:
    """What the note of a stretch says, else its words."""
    place = found.spans[span]
    said = found.notes.get(span) or " ".join(text[place.start : place.end].split())
    return [code.strip() for code in said.split(";")]


def _unsaid(note: str) -> Iterator[tuple[str, str]]:
    """``event_id=e1; source=IRN`` -> ("source", "IRN")."""
    for part in note.split(";"):
        role, given, code = part.strip().partition("=")
        if given and role in ("source", "target", "date"):
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
