"""How names are compared: folding of spelling variants, and the index that finds the longest name at a token.

Text is compared atom by atom: a word or a punctuation mark. ``U.S.`` is the atom ``US``; ``Co-operation`` is ``Cooperation``;
accents and typographic apostrophes fold; ``Organization`` and ``Organisation`` are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Generic, TypeVar

# The possessive is an atom of its own, as it is a token: "People's" is "People" + "'s"; "d'Ivoire" is one word.
_ATOM = re.compile(r"'s(?![^\W_])|[^\W_]+(?:'(?!s(?![^\W_]))[^\W_]+)*|[^\w\s]")
_DOTTED = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]?\.?$")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\xad": None})
_VARIANT = re.compile(r"(?i)\b(?:co-(?=operati)|organiz(?=ation|ing)|programme|defence|centre|labour)")
_SPELLINGS = {
    "co-": "Co", "organiz": "Organis", "programme": "Program", "defence": "Defense", "centre": "Center", "labour": "Labor",
}  # fmt: skip
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "against", "from", "with", "'s", "s"})

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
        text = re.sub(r"\b(?:[A-Z]\.){2,}", lambda m: m[0].replace(".", ""), text)
    return tuple(_ATOM.findall(_respell(text)))


def _respell(text: str) -> str:
    return _VARIANT.sub(lambda m: _SPELLINGS[m[0].lower()], text)


def same_case(alias: Sequence[str], found: Sequence[str], capitals: bool) -> bool:
    """Whether the atoms agree in case as far as it matters: ``us`` is not ``US``, ``Of`` is ``of``, a heading may shout."""
    long = len(alias) > 2 and alias[0] == found[0]
    for want, got in zip(alias, found, strict=True):
        if want == got or got.lower() in _SMALL or (long and got == want.lower() and want[1:].islower()):
            continue
        if got.isupper() and (capitals or len(got) > 3) and not (want.islower() and len(want) < 3):
            if capitals or len(alias) > 1 or len(got) > 4:
                continue
            return False
        if want[:1].islower() and got[:1].isupper() and got[1:] == want[1:]:
            continue
        return False
    return True


class NameIndex(Generic[V]):
    """Finds the longest known name that begins at an atom."""

    def __init__(self) -> None:
        self.firsts: set[str] = set()
        """The lower-case atoms with which a name begins."""
        self._by_opening: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...], V]]] = {}

    def add(self, name: str, value: V) -> None:
        form = atoms(name)
        key = tuple(a.lower() for a in form)
        self.firsts.add(key[0])
        self._by_opening.setdefault(key[:2], []).append((key, form, value))

    def freeze(self) -> None:
        """Longest names first, so that the first hit is the longest."""
        for entries in self._by_opening.values():
            entries.sort(key=lambda e: -len(e[0]))

    def longest(
        self, lower: Sequence[str], exact: Sequence[str], at: int, ends: Sequence[bool], capitals: bool
    ) -> tuple[int, list[V]]:
        """(length in atoms, values) of the longest name at ``at`` that ends where a token ends; (0, []) without one."""
        for opening in (tuple(lower[at : at + 2]), (lower[at],)):
            best = 0
            values: list[V] = []
            for key, form, value in self._by_opening.get(opening, ()):
                n = len(key)
                if n < best:
                    break
                if at + n > len(lower) or not ends[at + n - 1] or (n > 2 and tuple(lower[at : at + n]) != key):
                    continue
                if same_case(form, exact[at : at + n], capitals):
                    best = n
                    values.append(value)
            if values:
                return best, values
        return 0, []
