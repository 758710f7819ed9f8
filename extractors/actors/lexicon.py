"""The words of data/offices.toml: offices, institutions, and heads of names that are no actors."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from verbale.extractors.data_files import DATA

_PLAIN = frozenset(
    {
        "of",
        "and",
        "representatives",
        "commons",
        "lords",
        "international",
        "cooperation",
        "commissions",
        "missions",
        "embassies",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
    }
)
_PATH = DATA / "offices.toml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lower-case words by use; see the file for what each list means."""

    state_offices: frozenset[str]
    offices: frozenset[str]
    office_modifiers: frozenset[str]
    office_domains: frozenset[str]
    suffixes: frozenset[str]
    governments: frozenset[str]
    institutions: frozenset[str]
    institution_modifiers: frozenset[str]
    national: frozenset[str]
    law: frozenset[str]
    programme: frozenset[str]
    event: frozenset[str]
    qualities: frozenset[str]
    organisations: frozenset[str]
    not_actors: frozenset[str]
    glue: frozenset[str]


class LexiconError(ValueError):
    """data/offices.toml lacks a list or holds something else than words."""


def is_generic(words: Sequence[str]) -> bool:
    """Words that make no name by themselves (``Permanent Mission``, ``High Commissions``)."""
    return all(word in _generic() for word in words)


def is_national(words: Sequence[str]) -> bool:
    """``Ministry of Foreign Affairs``, ``National Assembly``: an institution that every state has, named without its state."""
    return is_generic(words) and any(word in lexicon().national for word in words)


@cache
def _generic() -> frozenset[str]:
    known = lexicon()
    return known.institutions | known.institution_modifiers | known.office_domains | known.office_modifiers | _PLAIN


@cache
def lexicon() -> Lexicon:
    data = tomllib.loads(_PATH.read_text(encoding="utf-8"))

    def words(table: str, key: str) -> frozenset[str]:
        try:
            found = data[table][key]
        except KeyError as error:
            raise LexiconError(f"{_PATH.name}: no list {key!r} in [{table}]") from error
        if not all(isinstance(word, str) and word == word.lower() for word in found):
            raise LexiconError(f"{_PATH.name}, [{table}] {key}: words must be lower-case strings")
        return frozenset(found)

    state, other = words("offices", "state"), words("offices", "other")
    government, organs = words("institutions", "government"), words("institutions", "organs")
    return Lexicon(
        state,
        state | other,
        words("offices", "modifiers"),
        words("offices", "domains"),
        words("offices", "suffixes"),
        government,
        government | organs,
        words("institutions", "modifiers"),
        words("institutions", "national"),
        words("not_actors", "law"),
        words("not_actors", "programme"),
        words("not_actors", "event"),
        words("not_actors", "quality"),
        words("organisations", "heads"),
        words("not_actors", "law") | words("not_actors", "programme") | words("not_actors", "event"),
        frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "-", "–", "'s", "’s", "&", ","}),
    )
