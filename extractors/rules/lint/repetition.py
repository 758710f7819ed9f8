"""Lists of words that stand twice, or nearly twice, in rule files: what they share wants a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from verbale.extractors.rules.names import MARK

_NO_WORDS = frozenset({"from", "kind", "kinds", "keeps", "attributes", "examples", "non_examples"})


class SpelledList(NamedTuple):
    """A list as a file spells it. ``place``: ``rule envoy.expel.verb: with.object``, ``words.diplomats``."""

    file: str
    place: str
    words: tuple[str, ...]

    @property
    def plain(self) -> frozenset[str]:
        """Its words without the names of other lists."""
        return frozenset(word for word in self.words if not word.startswith(MARK))


class Repetition(NamedTuple):
    """Two lists and the share of their words that both have."""

    first: SpelledList
    second: SpelledList
    alike: float


def spelled_lists(file: str, data: Mapping[str, Any]) -> Iterator[SpelledList]:
    """Every list of words in the tables of a rule file or of ``words.toml``."""
    for key in ("words", "types"):
        yield from _inside(file, data.get(key, {}), key)
    for rule in data.get("rules", ()):
        yield from _inside(file, rule, f"rule {rule['id']}:")


def _inside(file: str, table: Mapping[str, Any], place: str) -> Iterator[SpelledList]:
    for key, value in table.items():
        at = f"{place} {key}" if place.endswith(":") else f"{place}.{key}"
        if key in _NO_WORDS:
            continue
        if isinstance(value, Mapping):
            yield from _inside(file, value, at)
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield SpelledList(file, at, tuple(value))


def near_duplicates(lists: Iterable[SpelledList], least: int = 6, alike: float = 0.7) -> Iterator[Repetition]:
    """Pairs of lists of at least so many plain words whose shared words are at least this part of all words of the two."""
    long = [one for one in lists if len(one.plain) >= least]
    for i, j in _sharing([one.plain for one in long]):
        first, second = long[i].plain, long[j].plain
        share = len(first & second) / len(first | second)
        if share >= alike:
            yield Repetition(long[i], long[j], share)


def _sharing(sets: Collection[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose sets have any word in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(sets):
        earlier = Counter(j for word in words for j in holders[word])
        yield from ((j, i) for j in sorted(earlier))
        for word in words:
            holders[word].append(i)
