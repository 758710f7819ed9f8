"""Annotations that were made in INCEpTION or WebAnno and exported as WebAnno TSV 3, as a graph.

What is read are the layers ``Telling`` and ``Argument`` (see ``inception.py``), whatever other layers stand beside them. Between
two sentences the format keeps no text: what lies there becomes white space again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from verbale.review.exchange.annotators.inception import LINK_LAYER, SPAN_LAYER
from verbale.review.exchange.annotators.read import Read, files_of
from verbale.review.exchange.annotators.tokens import Units
from verbale.review.exchange.gold_lines import Problems
from verbale.review.exchange.graph import Graph, Link, Mark
from verbale.review.exchange.located import Place

_LAYER = re.compile(r"#T_(SP|CH|RL)=([^|]+)\|(.*)")
_VALUE = re.compile(r"(?:\\.|[^|\\])+")
_NUMBER = re.compile(r"\[(\d+)\]$")
_SOURCE = re.compile(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?")
_ESCAPE = re.compile(r"\\(->|.)")
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")

Key = tuple[str, str]
"""A mark while it is read: ("", its number), or (the token, "") where it has none and is alone there."""


@dataclass(slots=True)
class _Found:
    """What the lines said so far. ``spans``: start, end (in units of UTF-16), features and first line of each mark."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    columns: dict[tuple[str, str], int] = field(default_factory=dict)
    spans: dict[Key, tuple[int, int, dict[str, str], int]] = field(default_factory=dict)
    links: list[tuple[Key, str, Key, int]] = field(default_factory=list)


def read_inception(folder: Path) -> Iterator[Read]:
    """Every ``NAME.tsv`` of a folder."""
    for path in files_of(folder, "NAME.tsv", "*.tsv"):
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            yield Read.failed(path, f"it cannot be read ({error})")
            continue
        if not lines[0].startswith("#FORMAT=WebAnno TSV 3"):
            yield Read.failed(path, "it does not begin with #FORMAT=WebAnno TSV 3")
            continue
        problems: Problems = []
        yield Read(path.stem, path, _graph(_read(lines, problems), problems), problems)


def _read(lines: list[str], problems: Problems) -> _Found:
    found, header, waiting = _Found(), 3, []
    for number, line in enumerate(lines, 1):
        if layer := _LAYER.fullmatch(line):
            header = _columns(layer, header, found)
        elif line.startswith("#Text="):
            waiting.append(_plain(line.removeprefix("#Text=")))
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            try:
                begin, end = map(int, cells[1].split("-"))
                if waiting:
                    _add_sentence("\n".join(waiting), begin, found)
                    waiting = []
                _add_token(cells, begin, end, number, found)
            except (ValueError, IndexError) as error:
                problems.append((number, f"{error} in {line!r}"))
    return found


def _columns(layer: re.Match[str], at: int, found: _Found) -> int:
    """Where the features of our layers stand; the column of the next layer."""
    names = layer[3].split("|")
    for offset, name in enumerate(names):
        found.columns[layer[2], "" if name.startswith("BT_") else name] = at + offset
    return at + len(names)


def _add_sentence(text: str, begin: int, found: _Found) -> None:
    """Its text in its place. Where one character lies between two sentences it is a space, unless the first is a heading."""
    gap = begin - found.length
    if gap < 0:
        raise ValueError(f"a sentence begins at {begin}, before the end of the last one")
    blank = " " if gap == 1 and found.text and _ENDS.search(found.text[-1]) else "\n" * gap
    found.text += [blank, text]
    found.length = begin + len(text.encode("utf-16-le")) // 2


def _add_token(cells: list[str], begin: int, end: int, line: int, found: _Found) -> None:
    columns = {name: at for (layer, name), at in found.columns.items() if layer == SPAN_LAYER}
    values = {name: _VALUE.findall(cells[at]) for name, at in columns.items() if cells[at] != "_"}
    for stacked in zip_longest(*values.values(), fillvalue="*"):
        features = dict(zip(values, map(_plain_value, stacked), strict=True))
        numbered = next(filter(None, map(_NUMBER.search, stacked)), None)
        key = ("", numbered[1]) if numbered else (cells[0], "")
        start, _, kept, first = found.spans.get(key, (begin, end, features, line))
        found.spans[key] = start, end, kept, first
    role, source = found.columns.get((LINK_LAYER, "role")), found.columns.get((LINK_LAYER, ""))
    if role is None or source is None or cells[source] == "_":
        return
    for name, of in zip(_VALUE.findall(cells[role]), cells[source].split("|"), strict=True):
        if not (match := _SOURCE.fullmatch(of)):
            raise ValueError(f"{of!r} names no token")
        source_key, own_key = _key(match[1], match[2]), _key(cells[0], match[3])
        found.links.append((source_key, _plain_value(name).lower(), own_key, line))


def _key(token: str, number: str | None) -> Key:
    return ("", number) if number and number != "0" else (token, "")


def _plain_value(value: str) -> str:
    bare = _NUMBER.sub("", value)
    return "" if bare == "*" else _plain(bare)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: _LETTERS.get(found[1], found[1]), text)


def _graph(found: _Found, problems: Problems) -> Graph:
    text = "".join(found.text)
    units, number = Units(text), {key: at for at, key in enumerate(found.spans)}
    heads = {source for source, *_ in found.links}
    marks = []
    for key, (start, end, features, line) in found.spans.items():
        about = {name: value for name, value in features.items() if name in Mark._fields}
        place = Place(units.character(start), units.character(end))
        is_event = key in heads or "." in about.get("label", "")
        marks.append(Mark(place, **({"label": ""} | about), line=line, is_event=is_event))
    links = []
    for source, role, target, line in found.links:
        if source in number and target in number:
            links.append(Link(number[source], role, number[target]))
        else:
            problems.append((line, f"a link leads from or to a mark that is not there ({source[0] or source[1]})"))
    return Graph(text, tuple(marks), tuple(links))
