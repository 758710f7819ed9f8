"""How a trigger and somebody of its sentence stand to each other, as features of a regression: source, target or neither."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from verbale.extractors.events.learned.units import Unit
from verbale.extractors.events.learned.ways import Climb, bucket, climb, path
from verbale.extractors.finder import crossed, slot
from verbale.extractors.grammar import Syntax, is_clausal
from verbale.extractors.parse import Word

_HIGHEST = 3  # governors looked at
_DEEPEST = 12
_FAR = 6  # steps of a path that is spelled out


class Frame(NamedTuple):
    """What all links of one trigger share. ``functions``: word -> its functions of the trigger; ``above``: of its governors.

    ``known``: the words of those who stand for a party. As slots: its type (``kind``), ``family`` and ``lemma``, what the parse
    says of its word (``parsed``), whether it is a clause (``verbal``), whether subject and object are ``known`` (``sides``).
    """

    word: Word
    clausal: bool
    kind: int
    family: int
    lemma: int
    parsed: int
    verbal: int
    functions: dict[int, list[str]]
    above: dict[int, list[str]]
    up: Climb
    topic: frozenset[str]
    sides: int
    known: list[int]


def frame_of(syntax: Syntax, word: Word, kind: str, units: Sequence[Unit], topic: Sequence[str]) -> Frame:
    """The frame of a trigger with its type (``family.type``), whose candidates are ``units``."""
    functions: dict[int, list[str]] = {}
    for argument in syntax.arguments(word.i):
        functions.setdefault(argument.head, []).append(f"{argument.function}|{argument.path}")
    above: dict[int, list[str]] = {}
    up = climb(word, _DEEPEST)
    for height, (node, head) in enumerate(pairwise(up.words[: _HIGHEST + 1])):
        if head.pos_ != "ADP":
            for argument in syntax.arguments(head.i):
                above.setdefault(argument.head, []).append(f"{height}{argument.function}|{node.dep_}")
            above.setdefault(head.i, []).append(f"{height}is|{node.dep_}")
    known = [unit.head for unit in units if unit.participants]
    filled = [any(f.startswith(side) for head in known for f in functions.get(head, ())) for side in ("subject", "object")]
    sides = slot(f"sides={int(filled[0])}{int(filled[1])}")
    clausal = is_clausal(word)
    family, parsed, verbal = slot(kind.partition(".")[0]), slot(f"{word.pos_}{word.dep_}"), slot(f"cl={int(clausal)}")
    own = (slot(kind), family, slot(word.lemma), parsed, verbal)
    return Frame(word, clausal, *own, functions, above, up, frozenset(topic), sides, known)


def features(frame: Frame, unit: Unit) -> list[int]:
    """The slots of a link: what it is like, and that together with the event's family, type and word."""
    word, head = frame.word, frame.word.doc[unit.head]
    heads = range(unit.start, unit.end) if unit.end - unit.start > 1 else (unit.head,)
    functions = [f for i in heads for f in frame.functions.get(i, ())][:2]
    direct = slot(f"fn={functions[0].partition('|')[0] if functions else 'no'}")
    governed = [] if functions else [slot(f"g={g}") for i in heads for g in frame.above.get(i, ())][:3]
    way, kind = slot(f"path={path(frame.up, head, _FAR, _FAR)}"), slot(f"kind={unit.kind}")
    preposition = slot(f"prep={head.head.lemma if head.head.pos_ == 'ADP' else ''}")
    label, rank, lemma = slot(f"lab={unit.label}"), slot(f"rank={_rank(frame, unit)}"), slot(f"lem={head.lemma}")
    basic = [
        *(slot(f"fn={f}") for f in functions), *(governed or (slot("g=no"),)), way, kind, label, preposition, rank, frame.verbal,
        slot(f"dist={bucket(unit.head - word.i)}"), slot(f"pos={head.pos_}{head.dep_}"),
        slot(f"topic={int(not frame.topic.isdisjoint(unit.parties))}"), slot(f"has={int(bool(unit.participants))}"), frame.sides,
        lemma,
    ]  # fmt: skip
    return [
        *basic,
        *crossed(frame.family, basic),
        *crossed(frame.kind, (direct, preposition, way, kind, *governed[:2])),
        *crossed(frame.lemma, (direct, preposition, *governed[:1])),
        *crossed(direct, (label, kind, rank, frame.sides, lemma, frame.parsed)),
        *crossed(way, (frame.verbal, kind)),
    ]


def directness(frame: Frame, unit: Unit) -> int:
    """0 for those that the trigger itself governs, 1 for those of words above it, 2 for all others."""
    return 0 if unit.head in frame.functions else 1 if unit.head in frame.above else 2


def _rank(frame: Frame, unit: Unit) -> str:
    """Before or behind the trigger, and how many known parties stand between."""
    low, high = sorted((frame.word.i, unit.head))
    between = bisect_left(frame.known, high) - bisect_right(frame.known, low)
    return f"{'-' if unit.head < frame.word.i else '+'}{min(max(between, 0), 4)}"
