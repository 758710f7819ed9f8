"""Annotated documents -> which words tell of, or stand for, the sources and targets of every annotated event.

    python -m training.finder.pairs --texts FOLDER ... --out pairs.jsonl

A line per document: its name, and per event the number of its trigger with a row ``[word, tells source, tells target, is source,
is target]`` for every word that may take part, near by, -1 where nobody can say; its tree (heads, labels, tags), and all words
that may take part in anything.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import groupby
from pathlib import Path

from training.finder.answers import UNKNOWN, Told, collect, side_answers
from training.finder.examples import Row
from training.finder.usual import profiles_of
from verbale.extractors import load_resources
from verbale.extractors.evaluation.codes import fold
from verbale.extractors.finder.pairs import may_take_part
from verbale.extractors.finder.paths import tree_of
from verbale.extractors.finder.pieces import WINDOW


def pairs_of(told: Iterable[Told]) -> Mapping[int, list[Row]]:
    """The pairs of the events of one document. Of two events at one word nobody can say what the other one has."""
    found: dict[int, dict[int, Row]] = {}
    for one in told:
        trigger = one.linked.asked.trigger
        rows = {row[0]: row for row in _rows(one)}
        known = found.get(trigger)
        found[trigger] = rows if known is None else {word: _both(rows[word], known[word]) for word in rows if word in known}
    return {trigger: list(rows.values()) for trigger, rows in found.items()}


def _both(one: Row, other: Row) -> Row:
    return (one[0], *(max(a, b) for a, b in zip(one[1:], other[1:], strict=True)))  # type: ignore[return-value]


def _rows(one: Told) -> Iterator[Row]:
    units = one.candidates.units_near(one.linked.asked.trigger, WINDOW)
    sides = ((one.event.sources, one.event.source_words), (one.event.targets, one.event.target_words))
    trigger = one.linked.asked.trigger
    told = [side_answers(one.candidates.parsed, one.event, units, trigger, codes, words) for codes, words in sides]
    either = set().union(*one.event.sources) & set().union(*one.event.targets)
    for n, unit in enumerate(units):
        parties = {fold(party) for party in unit.parties}
        stands = [int(bool(parties & set().union(*codes))) if parties else UNKNOWN for codes, _ in sides]
        if parties & either:  # the state that dismisses, and whom it dismisses: only the annotated words tell which is which
            stands = [answers[n] for answers in told]
        yield (unit.head, told[0][n], told[1][n], stands[0], stands[1])


def line_of(name: str, told: Sequence[Told]) -> dict[str, object]:
    """What is kept of a document."""
    doc = told[0].candidates.parsed.doc
    others = [token.i for token in doc if may_take_part(token.pos_, token.text)]
    return {"name": name, "pairs": pairs_of(told), "tree": astuple(tree_of(doc)), "others": others}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    resources = load_resources()
    told, _ = collect(given.texts, resources, profiles_of(given.texts, resources.rules))
    lines = [line_of(name, list(own)) for name, own in groupby(told, key=lambda one: one.document)]
    given.out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{given.out}: {len(lines)} documents, {sum(len(line['pairs']) for line in lines)} events")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
