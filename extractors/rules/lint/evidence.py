"""What rules gave in texts: in how many documents, and how often rightly where annotations say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from verbale.extractors.rules.ruleset import LoadedRule

RIGHT_SHARE = 2 / 3
"""A rule earns its place where at least this part of its rows is right in its family."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule gave: the ``documents`` that fire it; of its ``rows`` in annotated ones the ``right``."""

    documents: frozenset[str] = frozenset()
    rows: int = 0
    right: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.documents | other.documents, self.rows + other.rows, self.right + other.right)

    @property
    def share(self) -> float:
        return self.right / max(1, self.rows)


def joined(parts: Iterable[Mapping[str, Evidence]]) -> dict[str, Evidence]:
    """What rules gave in several folders of texts."""
    found: dict[str, Evidence] = {}
    for part in parts:
        for rule_id, one in part.items():
            found[rule_id] = found.get(rule_id, Evidence()) + one
    return found


def evidence_lines(rules: Sequence[LoadedRule], evidence: Mapping[str, Evidence]) -> Iterator[str]:
    """A line a rule, those that fire in fewest documents first: documents, rows that annotations judge, right ones of them."""
    yield "documents  rows right  rule"
    known = [(evidence.get(loaded.rule.id, Evidence()), loaded.rule.id) for loaded in rules]
    for one, rule_id in sorted(known, key=lambda pair: (len(pair[0].documents), pair[0].share, pair[1])):
        yield f"{len(one.documents):9d} {one.rows:5d} {one.right:5d}  {rule_id}"
