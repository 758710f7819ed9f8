"""The parts that a chronology is read by: years, documents, pairs, parties, and what links to them are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from verbale.extractors.chronology.entries import Chronology, Entry, Pair


def by_year(found: Chronology) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Dated entries under the first year that they may have taken place in."""
    for year, entries in groupby(found.dated, key=lambda entry: entry.year):
        yield year, tuple(entries)


def by_document(found: Chronology) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Undated entries under the title of the document that tells them first."""
    for _, entries in groupby(found.undated, key=lambda entry: entry.evidence[0].doc_id):
        told = tuple(entries)
        yield told[0].evidence[0].title, told


def partners_of(found: Chronology) -> dict[str, list[tuple[str, Pair, int]]]:
    """Party -> with whom it stands in a pair, by name: the other party, the pair, the number of entries."""
    partners: dict[str, list[tuple[str, Pair, int]]] = defaultdict(list)
    for pair, entries in found.pairs.items():
        for party, other in (pair, pair[::-1]):
            partners[party].append((other, pair, len(entries)))
    return {party: sorted(others, key=lambda of: (found.names[of[0]], of[1])) for party, others in partners.items()}


def title_of(found: Chronology, pair: Pair) -> str:
    """``Iran and Qatar``."""
    return " and ".join(sorted(found.names[party] for party in pair))


def party_anchor(party: str) -> str:
    """What a link to a party's section names."""
    return f"of-{_name(party)}"


def pair_anchor(pair: Pair) -> str:
    """What a link to a pair's section names."""
    return f"between-{_name(pair[0])}-and-{_name(pair[1])}"


def _name(party: str) -> str:
    return re.sub(r"\W+", "-", party)
