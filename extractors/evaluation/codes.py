"""Types and parties go by one name each before they are compared (``data/evaluation.toml``)."""

from __future__ import annotations

import re

from verbale.extractors.data_files import Table, Words, load


class Comparison(Table):
    """``same_types``: another name -> the name of a type; ``spread``: types whose parties a table may spread over both sides;
    ``parties``: code -> other names of the party."""

    same_types: dict[str, str]
    spread: Words
    parties: dict[str, Words]


_COMPARISON: Comparison = load(Comparison, "evaluation.toml")
_CODES = {name: code for code, names in _COMPARISON.parties.items() for name in names}
SPREAD = _COMPARISON.spread


def same_type(relation_type: str) -> str:
    """The name that a type goes by today."""
    return _COMPARISON.same_types.get(relation_type, relation_type)


def family(relation_type: str) -> str:
    """``treaty.sign`` -> ``treaty``."""
    return relation_type.split(".")[0]


def fold(code: str) -> str:
    """A party code for comparison: upper case, punctuation as spaces, other names of the same party made one."""
    folded = re.sub(r"[\s.\-_]+", " ", code.strip()).upper().strip()
    return _CODES.get(folded, folded)


def folded(cell: str) -> frozenset[str]:
    """The parties of a cell (``RUS;Council of Europe``), each by its one name."""
    return frozenset(fold(part) for part in re.split(r"[;|]", cell) if part.strip())
