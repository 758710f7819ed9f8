"""Named word lists: ``@diplomats`` in a list stands for the words that a ``[words]`` table gives under this name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from verbale.extractors.data_files import nearest

MARK = "@"
_USED = re.compile(r"""["']@(\w+)["']""")
Names = Mapping[str, tuple[str, ...]]
"""Name (without its mark) -> plain words."""


def expand_words(spelled: Sequence[str], names: Names) -> tuple[str, ...]:
    """``["@diplomats", "consul"]`` -> plain words, each once, in order. Raises ValueError for unknown names, with the nearest."""
    if not any(word.startswith(MARK) for word in spelled):
        return tuple(spelled)
    found: dict[str, None] = {}
    for word in spelled:
        if word.startswith(MARK):
            found.update(dict.fromkeys(_lookup(word, names)))
        else:
            found[word] = None
    return tuple(found)


def _lookup(word: str, names: Names) -> tuple[str, ...]:
    words = names.get(word.removeprefix(MARK))
    if words is None:
        raise ValueError(f"unknown name {word!r}{nearest(word, [MARK + name for name in names])}")
    return words


def resolve_names(spelled: Mapping[str, Sequence[str]], known: Names) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Named lists that may use one another and those ``known`` before -> (name -> plain words, name -> what is wrong)."""
    found: dict[str, tuple[str, ...]] = dict(known)
    wrong: dict[str, str] = {}

    def resolve(name: str, above: tuple[str, ...]) -> tuple[str, ...]:
        if name in above:
            raise ValueError(f"names itself: {' -> '.join(MARK + n for n in (*above, name))}")
        for inner in (word.removeprefix(MARK) for word in spelled[name] if word.startswith(MARK)):
            if inner in spelled and inner not in done:
                resolve(inner, (*above, name))
        found[name] = expand_words(spelled[name], found)
        done.add(name)
        return found[name]

    done: set[str] = set()
    for name in spelled:
        if name not in done:
            try:
                resolve(name, ())
            except ValueError as error:
                wrong[name] = str(error)
    return found, wrong


def used_names(text: str) -> frozenset[str]:
    """The names that the text of a file uses."""
    return frozenset(_USED.findall(text))
