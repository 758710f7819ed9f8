"""Loads data/actors: who the known actors are, by which names they go, and when.

A row describes an actor; a row without a name adds names to an actor that another row describes (so a user's own CSV can
extend Belarus as well as add a new actor). In the lists ``aliases``, ``demonyms`` and ``metonyms``, parted by ``;``, a name may
carry ``?`` (it may mean another actor too: read it only where the text decides), ``+`` (it means all actors that carry it at
once) and ``@FROM/TO`` (the years in which it meant this actor, ISO dates of any precision, either end open): ``Korea?``,
``Koreas+``, ``EC@1958/1993-10-31``. A party of ``-`` means that nobody stands behind the name (a continent, a sea).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from verbale.extractors.actors.gazetteer.name_index import NameIndex, atoms
from verbale.extractors.actors.gazetteer.records import Gazetteer, Name
from verbale.extractors.actors.gazetteer.rows import NOBODY, USES, GazetteerError, Row, cell_problems, names_of, read_rows
from verbale.extractors.actors.gazetteer.surnames import surnames_of
from verbale.extractors.data_files import DATA, nearest
from verbale.extractors.schema import Actor

ACTORS = DATA / "actors"
# "United Nations X" is as often "UN X".
_SHORTENED = (("United Nations", "UN"), ("European Union", "EU"), ("United States", "US"))


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The shipped gazetteer, with the rows of a user's CSV (or of every ``*.csv`` in a folder) added.

    Raises GazetteerError with every problem: unknown columns or kinds, duplicate ids, rows that extend nobody, bad dates, and
    names that two actors share without ``?`` or dates that part them.
    """
    if extra is None:
        return _shipped()
    if not extra.exists():
        raise GazetteerError(f"{extra}: no such file; leave it out or mend the path")
    more = sorted(extra.glob("*.csv")) if extra.is_dir() else [extra]
    if not more:
        raise GazetteerError(f"{extra}: no table NAME.csv in this folder; leave it out or mend the path")
    return _load([*sorted(ACTORS.glob("*.csv")), *more])


@cache
def _shipped() -> Gazetteer:
    return _load(sorted(ACTORS.glob("*.csv")))


def _load(paths: Sequence[Path]) -> Gazetteer:
    rows: list[Row] = []
    unread: list[str] = []
    for path in paths:
        read, wrong = read_rows(path)
        rows += read
        unread += wrong
    claims = [(row, name) for row in rows for name in names_of(row)]
    problems = [*unread, *(problem for row in rows for problem in cell_problems(row)), *_repeated(rows)]
    # Whoever is missing may stand in a row that could not be read.
    problems += [] if unread else _strangers(rows)
    problems += _clashes(claims)
    if problems:
        raise GazetteerError("\n".join(problems))
    digest = hashlib.blake2b(repr([sorted(row.cells.items()) for row in rows]).encode(), digest_size=8).hexdigest()
    actors, names = _actors(rows), dict.fromkeys(name for _, name in claims)
    return Gazetteer(actors, NameIndex(_spelled(names)), surnames_of(actors, names), digest)


def _repeated(rows: Iterable[Row]) -> Iterator[str]:
    """Actors that stand twice."""
    described: set[str] = set()
    for row in rows:
        actor_id = row.cells["actor_id"]
        if actor_id and row.cells["name"] and actor_id in described:
            yield row.problem("actor_id", f"{actor_id!r} stands twice; leave the name empty to add to that actor")
        if row.cells["name"]:
            described.add(actor_id)


def _strangers(rows: Sequence[Row]) -> Iterator[str]:
    """Rows that speak of nobody."""
    described = {row.cells["actor_id"] for row in rows if row.cells["name"]}
    for row in rows:
        actor_id, party = row.cells["actor_id"], row.cells.get("party_id", "")
        if actor_id and actor_id not in described:
            near = nearest(actor_id, described)
            yield row.problem("actor_id", f"{actor_id!r} is no known actor and the row has no name{near}")
        if party and party != NOBODY and party not in described:
            yield row.problem("party_id", f"{party!r} is no known actor; a party is an actor_id{nearest(party, described)}")


def _actors(rows: Iterable[Row]) -> Mapping[str, Actor]:
    """The actors that rows with a name describe, with the cells that rows without one fill."""
    actors = {row.cells["actor_id"]: _actor(row) for row in rows if row.cells["name"]}
    for row in rows:
        if not row.cells["name"]:
            actors[row.cells["actor_id"]] = _extended(actors[row.cells["actor_id"]], row)
    return actors


def _actor(row: Row) -> Actor:
    cells = row.cells
    actor_id = cells["actor_id"]
    party = "" if cells.get("party_id") == NOBODY else cells.get("party_id") or actor_id
    return Actor(
        actor_id,
        cells["name"],
        cells.get("kind") or "organisation",
        party,
        cells.get("iso3", ""),
        cells.get("valid_from", ""),
        cells.get("valid_to", ""),
        in_gazetteer=True,
    )


def _extended(actor: Actor, row: Row) -> Actor:
    """The actor with the cells that this row fills."""
    columns = ("kind", "party_id", "iso3", "valid_from", "valid_to")
    filled: dict[str, str] = {column: row.cells[column] for column in columns if row.cells.get(column)}
    return replace(actor, **filled) if filled else actor  # type: ignore[arg-type]


def _spelled(names: Iterable[Name]) -> Iterator[tuple[str, Name]]:
    """Every spelling under which a name is looked up."""
    for name in names:
        yield name.text, name
        for long, short in _SHORTENED:
            if name.text.startswith(long + " "):
                yield short + name.text.removeprefix(long), name


def _clashes(claims: Iterable[tuple[Row, Name]]) -> Iterator[str]:
    """A name that two actors claim must be parted by dates or be marked ``?`` on both sides."""
    claimed: dict[tuple[str, ...], list[Name]] = {}
    for row, name in claims:
        others = claimed.setdefault(atoms(name.text), [])
        if name in others:
            continue
        other = next((other for other in others if other.actor_id != name.actor_id and not _may_share(other, name)), None)
        if other is not None:
            mend = "part the two with @FROM/TO or mark both with ?"
            yield row.problem(_column(row, name), f"{name.text!r} also names {other.actor_id!r}; {mend}")
        others.append(name)


def _column(row: Row, name: Name) -> str:
    """Where a row gives a name."""
    return "name" if name.text == row.cells["name"] else next(column for column, use in USES.items() if use == name.use)


def _may_share(a: Name, b: Name) -> bool:
    return (a.ambiguous and b.ambiguous) or (a.joint and b.joint) or _ends_before(a, b) or _ends_before(b, a)


def _ends_before(a: Name, b: Name) -> bool:
    return bool(a.valid_to and b.valid_from) and (a.valid_to + "-12-31")[:10] < (b.valid_from + "-01-01")[:10]
