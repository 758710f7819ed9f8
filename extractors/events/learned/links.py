"""How a trigger and somebody of its sentence stand to each other, as features of a regression: source, target or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verbale.extractors.events.learned.units import Unit
from verbale.extractors.finder import slot
from verbale.extractors.grammar import Syntax, is_clausal
from verbale.extractors.parse import Word

_HIGHEST = 3  # governors looked at
_DEEPEST = 12
_FAR = 6  # steps of a path that is spelled out
_STEPS = (0, 1, 2, 3, 5, 8, 14, 22, 35)


class Frame(NamedTuple):
    """What all links of one trigger share. ``functions``: word -> its functions of the trigger; ``above``: of its governors."""

    word: Word
    kind: str
    family: str
    clausal: bool
    functions: dict[int, list[str]]
    above: dict[int, list[str]]
    up: dict[int, int]
    labels_up: list[str]
    topic: frozenset[str]
    sides: str


def frame_of(syntax: Syntax, word: Word, kind: str, units: Sequence[Unit], topic: Sequence[str]) -> Frame:
    """The frame of a trigger with its type (``family.type``), whose candidates are ``units``."""
    functions: dict[int, list[str]] = {}
    for argument in syntax.arguments(word.i):
        functions.setdefault(argument.head, []).append(f"{argument.function}|{argument.path}")
    above: dict[int, list[str]] = {}
    up, labels_up, node = {word.i: 0}, [], word
    for height in range(_DEEPEST):
        head = node.head
        if head is node:
            break
        if height < _HIGHEST and head.pos_ != "ADP":
            for argument in syntax.arguments(head.i):
                above.setdefault(argument.head, []).append(f"{height}{argument.function}|{node.dep_}")
            above.setdefault(head.i, []).append(f"{height}is|{node.dep_}")
        labels_up.append(node.dep_)
        up.setdefault(head.i, height + 1)
        node = head
    known = {unit.head for unit in units if unit.participants}
    sides = "".join(
        str(int(any(f.startswith(side) for head in known for f in functions.get(head, ())))) for side in ("subject", "object")
    )
    return Frame(word, kind, kind.partition(".")[0], is_clausal(word), functions, above, up, labels_up, frozenset(topic), sides)


def features(frame: Frame, unit: Unit, units: Sequence[Unit]) -> list[int]:
    """The slots of a link."""
    return [slot(name) for name in _names(frame, unit, units)]


def _names(frame: Frame, unit: Unit, units: Sequence[Unit]) -> Iterator[str]:
    word, head = frame.word, frame.word.doc[unit.head]
    heads = range(unit.start, unit.end) if unit.end - unit.start > 1 else (unit.head,)
    functions = [f for i in heads for f in frame.functions.get(i, ())][:2]
    direct = functions[0].partition("|")[0] if functions else "no"
    governed = [] if functions else [f for i in heads for f in frame.above.get(i, ())][:3]
    path = _path(frame, head)
    preposition = head.head.lemma if head.head.pos_ == "ADP" else ""
    rank = _rank(word.i, unit, units)
    basic = [
        *(f"fn={f}" for f in functions),
        *(f"g={g}" for g in governed or ("no",)),
        f"path={path}",
        f"dist={_bucket(unit.head - word.i)}",
        f"lab={unit.label}",
        f"kind={unit.kind}",
        f"pos={head.pos_}{head.dep_}",
        f"prep={preposition}",
        f"cl={int(frame.clausal)}",
        f"topic={int(not frame.topic.isdisjoint(unit.parties))}",
        f"has={int(bool(unit.participants))}",
        f"rank={rank}",
        f"sides={frame.sides}",
    ]
    yield from basic
    for name in basic:
        yield f"{frame.family}&{name}"
    for name in (f"fn={direct}", f"prep={preposition}", f"path={path}", f"kind={unit.kind}", *(f"g={g}" for g in governed[:2])):
        yield f"{frame.kind}&{name}"
    for name in (f"fn={direct}", f"prep={preposition}", *(f"g={g}" for g in governed[:1])):
        yield f"{word.lemma}&{name}"
    for name in (f"lab={unit.label}", f"kind={unit.kind}", f"rank={rank}", f"sides={frame.sides}", f"lem={head.lemma}"):
        yield f"fn={direct}&{name}"
    yield f"fn={direct}&{word.pos_}{word.dep_}"
    yield f"cl={int(frame.clausal)}&path={path}"
    yield f"path={path}&kind={unit.kind}"
    yield f"lem={head.lemma}"
    yield f"{frame.family}&lem={head.lemma}"


def _path(frame: Frame, head: Word) -> str:
    """The labels from the trigger up and down to a word, with the prepositions on the way down."""
    down: list[str] = []
    node = head
    while node.i not in frame.up:
        if node.head is node or len(down) > _FAR:
            return "far"
        down.append(f"{node.dep_}:{node.lemma}" if node.pos_ == "ADP" else node.dep_)
        node = node.head
    height = frame.up[node.i]
    if height + len(down) >= _FAR:
        return "far"
    return "^".join(frame.labels_up[:height]) + "|" + "v".join(reversed(down))


def _rank(trigger: int, unit: Unit, units: Sequence[Unit]) -> str:
    """Before or behind the trigger, and how many known parties stand between."""
    low, high = sorted((trigger, unit.head))
    between = sum(1 for other in units if other.participants and low < other.head < high)
    return f"{'-' if unit.head < trigger else '+'}{min(between, 4)}"


def _bucket(distance: int) -> str:
    step = max(number for number, least in enumerate(_STEPS) if abs(distance) >= least)
    return f"{'-' if distance < 0 else '+'}{step}"
