"""Loads and validates data/actors: who the known actors are, by which names they go, and when.

A row describes an actor; a row without a name adds names to an actor that another row describes (so a user's own CSV can
extend Belarus as well as add a new actor). In the lists ``aliases``, ``demonyms`` and ``metonyms``, parted by ``;``, a name may
carry ``?`` (it may mean another actor too: read it only where the text decides), ``+`` (it means all actors that carry it at
once) and ``@FROM/TO`` (the years in which it meant this actor, ISO dates of any precision, either end open): ``Korea?``,
``Koreas+``, ``EC@1958/1993-10-31``. A party of ``-`` means that nobody stands behind the name (a continent, a sea).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from verbale.errors import UserError
from verbale.extractors.actors.name_index import NameIndex, atoms
from verbale.extractors.data_files import DATA
from verbale.extractors.schema import Actor

ACTORS = DATA / "actors"
NOBODY = "-"
KINDS = {"state", "former_state", "organisation", "institution", "ngo", "company", "person", "group", "place"}
# "United Nations X" is as often "UN X".
_SHORTENED = (("United Nations", "UN"), ("European Union", "EU"), ("United States", "US"))
REQUIRED = ("actor_id", "name")
OPTIONAL = ("kind", "party_id", "iso3", "valid_from", "valid_to", "aliases", "demonyms", "metonyms")
_LISTS = {"aliases": "name", "demonyms": "demonym", "metonyms": "metonym"}


class GazetteerError(UserError, ValueError):
    """A file of actors that cannot be used; the message names file, row and column, and the mend."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor. ``use``: name / demonym / metonym; dates bound the use of the name, not the actor."""

    text: str
    actor_id: str
    use: str
    valid_from: str = ""
    valid_to: str = ""
    ambiguous: bool = False
    joint: bool = False

    def holds_in(self, year: str) -> bool:
        """Whether the name was used so in this year (``1991``, ``-0043``; empty: always)."""
        if not year:
            return True
        n = int(year)
        first = int(self.valid_from[:4]) if self.valid_from else n
        last = int(self.valid_to[:4]) if self.valid_to else n
        return first <= n <= last


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The known actors. ``version`` is a digest of all rows, for caches and for run.json."""

    actors: dict[str, Actor]
    names: NameIndex[Name] = field(repr=False)
    forms: tuple[Name, ...] = field(repr=False)
    version: str

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; KeyError when the gazetteer has none."""
        return self.actors[actor_id]

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self.actors


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    cells: dict[str, str]

    def fail(self, column: str, problem: str) -> GazetteerError:
        return GazetteerError(f"{self.file}, row {self.line}, column {column}: {problem}")


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The shipped gazetteer, with the rows of a user's CSV (or of every ``*.csv`` in a folder) added.

    Raises GazetteerError naming file, row and column for unknown columns or kinds, duplicate ids, rows that extend nobody,
    bad dates, and names that two actors share without ``?`` or dates that part them.
    """
    if extra is None:
        return _shipped()
    if not extra.exists():
        raise GazetteerError(f"{extra}: no such file; leave it out or mend the path")
    more = sorted(extra.glob("*.csv")) if extra.is_dir() else [extra]
    return build([row for path in [*sorted(ACTORS.glob("*.csv")), *more] for row in _read(path)])


@cache
def _shipped() -> Gazetteer:
    return build([row for path in sorted(ACTORS.glob("*.csv")) for row in _read(path)])


def _read(path: Path) -> Iterator[_Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        columns = reader.fieldnames or []
        for column in REQUIRED:
            if column not in columns:
                raise GazetteerError(f"{path.name}, row 1, column {column}: missing; the header needs {', '.join(REQUIRED)}")
        allowed = REQUIRED + OPTIONAL
        for column in columns:
            if column not in allowed:
                raise GazetteerError(f"{path.name}, row 1, column {column}: unknown; allowed are {', '.join(allowed)}")
        try:
            for cells in reader:
                row = _Row(path.name, reader.line_num, {k: (v or "").strip() for k, v in cells.items() if k is not None})
                if None in cells:
                    raise row.fail(columns[-1], "more cells than columns; quote cells that hold commas")
                if any(row.cells.values()):
                    yield row
        except csv.Error as error:
            raise GazetteerError(f"{path.name}, row {reader.line_num}, column ?: {error}") from error


def build(rows: Iterable[_Row]) -> Gazetteer:
    """Actors and their names from rows, checked."""
    rows = list(rows)
    actors: dict[str, Actor] = {}
    for row in rows:
        if row.cells["name"]:
            actor = _actor(row)
            if actor.actor_id in actors:
                raise row.fail("actor_id", f"{actor.actor_id!r} stands twice; leave the name empty to add to that actor")
            actors[actor.actor_id] = actor
    forms: list[Name] = []
    for row in rows:
        actor_id = row.cells["actor_id"]
        if actor_id not in actors:
            raise row.fail("actor_id", f"{actor_id!r} is no known actor and the row has no name")
        if not row.cells["name"]:
            actors[actor_id] = _extended(actors[actor_id], row)
        forms += _names(row)
    _check_parties(rows, actors)
    _check_clashes(rows, forms)
    index: NameIndex[Name] = NameIndex()
    for name in dict.fromkeys(forms):
        index.add(name.text, name)
        for long, short in _SHORTENED:
            if name.text.startswith(long + " "):
                index.add(short + name.text.removeprefix(long), name)
    index.freeze()
    digest = hashlib.blake2b(repr([sorted(row.cells.items()) for row in rows]).encode(), digest_size=8).hexdigest()
    return Gazetteer(actors, index, tuple(forms), digest)


def _actor(row: _Row) -> Actor:
    cells = row.cells
    actor_id = cells["actor_id"]
    if not actor_id:
        raise row.fail("actor_id", "empty; give the actor a short unique id")
    kind = cells.get("kind") or "organisation"
    _check_kind(row, kind)
    dates = [_date(row, column) for column in ("valid_from", "valid_to")]
    party = "" if cells.get("party_id") == NOBODY else cells.get("party_id") or actor_id
    return Actor(actor_id, cells["name"], kind, party, cells.get("iso3", ""), dates[0], dates[1], True)


def _extended(actor: Actor, row: _Row) -> Actor:
    """The actor with the cells that this row fills."""
    if row.cells.get("kind"):
        _check_kind(row, row.cells["kind"])
    cells = row.cells
    return replace(
        actor,
        kind=cells.get("kind") or actor.kind,
        party_id=cells.get("party_id") or actor.party_id,
        iso3=cells.get("iso3") or actor.iso3,
        valid_from=_date(row, "valid_from") or actor.valid_from,
        valid_to=_date(row, "valid_to") or actor.valid_to,
    )


def _check_kind(row: _Row, kind: str) -> None:
    if kind not in KINDS:
        raise row.fail("kind", f"{kind!r} is none of {', '.join(sorted(KINDS))}")


def _date(row: _Row, column: str) -> str:
    value = row.cells.get(column, "")
    if value and not _is_date(value):
        raise row.fail(column, f"{value!r} is no ISO date (1991, 1991-12 or 1991-12-26)")
    return value


def _is_date(value: str) -> bool:
    parts = value.split("-")
    return len(parts) <= 3 and len(parts[0]) == 4 and all(p.isdigit() for p in parts) and all(len(p) == 2 for p in parts[1:])


def _names(row: _Row) -> Iterator[Name]:
    actor_id = row.cells["actor_id"]
    if row.cells["name"] and " (" not in row.cells["name"]:
        yield Name(row.cells["name"], actor_id, "name")
    for column, use in _LISTS.items():
        for item in row.cells.get(column, "").split(";"):
            if item.strip():
                yield _name(row, column, item.strip(), use)


def _name(row: _Row, column: str, item: str, use: str) -> Name:
    text, at, dates = item.partition("@")
    first, slash, last = dates.partition("/")
    if at and (not slash or any(d and not _is_date(d) for d in (first, last)) or not (first or last)):
        raise row.fail(column, f"{item!r}: dates are written NAME@FROM/TO with ISO dates, one end may be open")
    if first and last and first[:4] > last[:4]:
        raise row.fail(column, f"{item!r}: ends before it begins")
    marks = text[len(text.rstrip("?+")) :]
    text = text.rstrip("?+").strip().removeprefix("the ")
    if not atoms(text):
        raise row.fail(column, f"{item!r}: no letters in this name")
    return Name(text, row.cells["actor_id"], use, first, last, "?" in marks, "+" in marks)


def _check_parties(rows: list[_Row], actors: dict[str, Actor]) -> None:
    for row in rows:
        party = row.cells.get("party_id", "")
        if party and party != NOBODY and party not in actors:
            raise row.fail("party_id", f"{party!r} is no known actor; a party is an actor_id")


def _check_clashes(rows: list[_Row], forms: list[Name]) -> None:
    """A name that two actors claim must be parted by dates or be marked ``?`` on both sides."""
    where = {row.cells["actor_id"]: row for row in rows}
    claimed: dict[tuple[str, ...], list[Name]] = {}
    for name in forms:
        key = atoms(name.text)
        for other in claimed.get(key, ()):
            if other.actor_id == name.actor_id or _may_share(other, name):
                continue
            column = next(c for c, use in _LISTS.items() if use == name.use)
            raise where[name.actor_id].fail(
                column, f"{name.text!r} also names {other.actor_id!r}; part the two with @FROM/TO or mark both with ?"
            )
        claimed.setdefault(key, []).append(name)


def _may_share(a: Name, b: Name) -> bool:
    return (a.ambiguous and b.ambiguous) or (a.joint and b.joint) or _apart(a, b)


def _apart(a: Name, b: Name) -> bool:
    def before(x: Name, y: Name) -> bool:
        return bool(x.valid_to and y.valid_from) and (x.valid_to + "-12-31")[:10] < (y.valid_from + "-01-01")[:10]

    return before(a, b) or before(b, a)
