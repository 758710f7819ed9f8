"""The new set of tables against the one before: the table ``changes``.

The CSV files of both sets stand in one order, so they are read side by side, line by line: only rows that differ are taken to
pieces and kept in memory.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale.extractors.tables import (
    TABLES,
    Place,
    Texts,
    count_changes,
    csv_line,
    diff_tables,
    parse_csv,
    place_in,
    read_table,
    records,
)
from verbale.flows.output.database import add_changes


def write_changes(folder: Path, before: Path) -> dict[str, dict[str, int]] | None:
    """Compare the new set in ``folder`` with the one in ``before`` and write ``changes`` (CSV and SQLite).

    Returns added / removed / changed per table; None where there is nothing to compare with. Where no row differs, the changes
    found last stay: they tell what happened when the tables last changed.
    """
    differing = differing_rows(folder, before)
    lines: list[Texts] = []
    counted = None
    if differing is not None:
        changes = diff_tables(*differing)
        counted = count_changes(changes)
        lines = _lines(changes)
    lines = lines or _last_changes(before / "changes.csv")
    with (folder / "changes.csv").open("wb") as f:
        f.write(csv_line(TABLES["changes"]))
        f.writelines(map(csv_line, lines))
    add_changes(folder, lines)
    return counted


def _lines(changes: Any) -> list[Texts]:
    return [tuple(record.values()) for record in records(changes)]


def _last_changes(path: Path) -> list[Texts]:
    if not path.is_file():
        return []
    try:
        kept = read_table(path)
    except (OSError, ValueError):
        return []
    return _lines(kept) if list(kept.columns) == list(TABLES["changes"]) else []


def differing_rows(after: Path, before: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The rows that the set before and the set after do not share, as two sets of tables; None where no set was before."""
    sides: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for table in (table for table in TABLES if table != "changes"):
        try:
            with (before / f"{table}.csv").open("rb") as old, (after / f"{table}.csv").open("rb") as new:
                old_rows, new_rows = csv_rows(old), csv_rows(new)
                headers = next(old_rows), next(new_rows)
                found = unshared(old_rows, new_rows, *(place_of_line(table, header) for header in headers))
                for side, header, lines in zip(sides, headers, found, strict=True):
                    side[table] = parse_csv(header + b"".join(lines))
        except (OSError, ValueError, IndexError, StopIteration):
            return None  # a damaged set is no set
    return sides


def csv_rows(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of a CSV file, each with its line end: a line with an open quote goes on in the next one."""
    begun = b""
    for line in lines:
        if begun or b'"' in line:
            begun += line
            if begun.count(b'"') % 2:
                continue
            line, begun = begun, b""
        yield line
    if begun:
        yield begun


PlaceOfLine = Callable[[bytes], Place]


def unshared(
    old: Iterator[bytes], new: Iterator[bytes], place_before: PlaceOfLine, place_now: PlaceOfLine
) -> tuple[list[bytes], list[bytes]]:
    """The rows of either side that do not stand on the other; both are in order of their places.

    Of a side that is not (another version wrote it, or somebody edited it) more rows are given than needed, so that the
    comparison of them is still right.
    """
    only_old: list[bytes] = []
    only_new: list[bytes] = []
    one, other = next(old, b""), next(new, b"")
    while one and other:
        if one == other:
            one, other = next(old, b""), next(new, b"")
            continue
        before, now = place_before(one), place_now(other)
        if before <= now:
            only_old.append(one)
            one = next(old, b"")
        if now <= before:
            only_new.append(other)
            other = next(new, b"")
    only_old += [one, *old] if one else []
    only_new += [other, *new] if other else []
    return only_old, only_new


def place_of_line(table: str, header: bytes) -> PlaceOfLine:
    """What gives the place of a line of a table among its lines, by the columns that the file has."""
    place = place_in(table, _cells(header))
    return lambda line: place(_cells(line))


def _cells(line: bytes) -> list[str]:
    return next(csv.reader([line.decode("utf-8")]), [""])
