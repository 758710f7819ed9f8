"""How names are compared: folding of spelling variants, and the index that finds the longest name at a token.

Text is compared atom by atom: a word or a punctuation mark. ``U.S.`` is the atom ``US``; ``Co-operation`` is ``Cooperation``;
accents and typographic apostrophes fold; ``Organization`` and ``Organisation`` are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import ne
from typing import Generic, TypeVar

from verbale.extractors.actors.lexicon import NAME_WORDS

# The possessive is an atom of its own, as it is a token: "People's" is "People" + "'s"; "d'Ivoire" is one word.
_ATOM = re.compile(r"'s(?![^\W_])|[^\W_]+(?:'(?!s(?![^\W_]))[^\W_]+)*|[^\w\s]")
_DOTTED = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]?\.?$")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\xad": None})
_VARIANT = re.compile(r"(?i)\b(?:co-(?=operati)|organiz(?=ation|ing)|programme|defence|centre|labour)")
_SPELLINGS = {
    "co-": "Co", "organiz": "Organis", "programme": "Program", "defence": "Defense", "centre": "Center", "labour": "Labor",
}  # fmt: skip
_SMALL = NAME_WORDS.small.shared | NAME_WORDS.small.any_case

_CO = {"Co", "co"}

V = TypeVar("V")


@lru_cache(maxsize=65536)
def atoms(text: str) -> tuple[str, ...]:
    """``atoms("the U.S.-led Côte d’Ivoire")`` -> ``("the", "US", "-", "led", "Cote", "d'Ivoire")``."""
    if text.isascii() and text.replace(" ", "").isalpha():  # most names: worth a way of their own
        return tuple(_respell(text).split())
    text = text.translate(_QUOTES)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if "." in text:
        if _DOTTED.match(text):
            return (text.replace(".", ""),)
        # A single initial is a token of its own in a text, and as such without its stop.
        text = re.sub(r"\b(?:[A-Z]\.){2,}|\b[A-Z]\.(?=\s)", lambda m: m[0].replace(".", ""), text)
    return tuple(_ATOM.findall(_respell(text)))


def _respell(text: str) -> str:
    return _VARIANT.sub(lambda m: _SPELLINGS[m[0].lower()], text)


def same_case(alias: Sequence[str], found: Sequence[str], capitals: bool) -> bool:
    """Whether the atoms agree in case as far as it matters: ``us`` is not ``US``, ``Of`` is ``of``, a heading may shout."""
    long = len(alias) > 2 and alias[0] == found[0]
    several = len(alias) > 1
    return all(
        want == got
        or got.lower() in _SMALL
        or (long and got == want.lower() and want[1:].islower())
        or _shouted(want, got, several, capitals)
        or _titled(want, got, capitals)
        for want, got in zip(alias, found, strict=True)
    )


def _may_shout(want: str, got: str, capitals: bool) -> bool:
    return got.isupper() and (capitals or len(got) > 3) and not (want.islower() and len(want) < 3)


def _shouted(want: str, got: str, several: bool, capitals: bool) -> bool:
    """``PERU`` for ``Peru`` where all is in capitals, or where the word is too long for an acronym."""
    return _may_shout(want, got, capitals) and (capitals or several or len(got) > 4)


def _titled(want: str, got: str, capitals: bool) -> bool:
    """``Agence`` for ``agence``."""
    return want[:1].islower() and got[:1].isupper() and got[1:] == want[1:] and not _may_shout(want, got, capitals)


class NameIndex(Generic[V]):
    """Finds the longest known name that begins at an atom."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        """``entries``: names with what each stands for."""
        self._fill((atoms(name), value) for name, value in entries)

    @classmethod
    def of(cls, entries: Iterable[tuple[tuple[str, ...], V]]) -> NameIndex[V]:
        """An index of what ``entries`` of another one gave."""
        made: NameIndex[V] = cls(())
        made._fill(entries)
        return made

    def entries(self) -> Iterator[tuple[tuple[str, ...], V]]:
        """The atoms of every name, with what it stands for."""
        return ((spelled, value) for names in self._by_opening.values() for _, spelled, value in names)

    def _fill(self, entries: Iterable[tuple[tuple[str, ...], V]]) -> None:
        by_opening: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...], V]]] = {}
        for spelled, value in entries:
            key = tuple([a.lower() for a in spelled])
            by_opening.setdefault(key[:2], []).append((key, spelled, value))
        # Longest names first, so that the first hit is the longest.
        self._by_opening = {opening: sorted(names, key=lambda n: -len(n[0])) for opening, names in by_opening.items()}
        self.firsts = frozenset(opening[0] for opening in by_opening)
        """The lower-case atoms with which a name begins."""

    def longest(self, view: AtomView, at: int, capitals: bool, limit: int | None = None) -> tuple[int, list[V]]:
        """(length in atoms, values) of the longest name at ``at`` that ends where a token ends; (0, []) without one.

        ``capitals``: the text round it is all in capitals; ``limit``: the atom before which it must end.
        """
        lower, exact, ends = view.lower, view.exact, view.ends
        stop = len(lower) if limit is None else limit
        for opening in (lower[at : at + 2], (lower[at],)):
            best = 0
            values: list[V] = []
            for key, spelled, value in self._by_opening.get(opening, ()):
                n = len(key)
                if n < best:
                    break
                if at + n > stop or not ends[at + n - 1] or (n > 2 and lower[at : at + n] != key):
                    continue
                found = exact[at : at + n]
                if spelled == found or same_case(spelled, found, capitals):
                    best = n
                    values.append(value)
            if values:
                return best, values
        return 0, []


@dataclass(frozen=True, slots=True)
class AtomView:
    """The atoms of a text, as written and in lower case, with the first and last token of each, for name lookup.

    ``starts``, ``ends``: whether a token starts, ends with the atom.
    """

    exact: tuple[str, ...]
    lower: tuple[str, ...]
    token: tuple[int, ...]
    last: tuple[int, ...]
    starts: tuple[bool, ...]
    ends: tuple[bool, ...]


def atom_view(texts: Sequence[str]) -> AtomView:
    """The atoms of these tokens; ``Co - operation`` in three tokens is one atom."""
    parts = [atoms(text) for text in texts]
    exact = [atom for part in parts for atom in part]
    token = [i for i, part in enumerate(parts) for _ in part]
    last = token.copy()
    starts = [True, *map(ne, token[1:], token)] if token else []
    ends = [*starts[1:], True] if token else []
    if not _CO.isdisjoint(exact):
        for k in range(len(exact) - 3, -1, -1):
            if exact[k] in _CO and exact[k + 1] == "-" and exact[k + 2].startswith("operat"):
                exact[k : k + 3] = [exact[k] + exact[k + 2]]
                token[k : k + 3], last[k : k + 3] = [token[k]], [last[k + 2]]
                starts[k : k + 3], ends[k : k + 3] = [starts[k]], [ends[k + 2]]
    lower = tuple([atom.lower() for atom in exact])
    return AtomView(tuple(exact), lower, tuple(token), tuple(last), tuple(starts), tuple(ends))
