"""How a trigger and somebody of its sentence stand to each other: features by hand."""

from __future__ import annotations

import pytest

from tests.events.learned.told import known
from verbale.extractors.events.learned.links import Frame, features, frame_of
from verbale.extractors.events.learned.units import Unit, Units
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.finder import crossed, slot

RECALLED = "Norway recalled its ambassador from Chile in May 1990."
SOLD = "France approved the sale of tanks to Peru."


def both(one: str, other: str) -> int:
    """The slot of two features together."""
    return crossed(slot(one), [slot(other)])[0]


def linked(text: str, trigger: int, kind: str, topic: tuple[str, ...] = ()) -> tuple[Frame, dict[int, Unit]]:
    """The frame of a trigger, and the units by their heads."""
    found = known(text)
    fillers = Matcher(found).fillers
    units = Units(found, fillers.participants, fillers.context).of(found.parsed.sentences[0])
    return frame_of(found.syntax, found.parsed.words[trigger], kind, units, topic), {unit.head: unit for unit in units}


def test_the_frame_of_a_verb() -> None:
    frame, _ = linked(RECALLED, 1, "envoy.recall", ("NOR",))
    assert (frame.word.text, frame.family, frame.clausal, frame.topic, frame.sides, frame.known) == (
        "recalled", slot("envoy"), True, frozenset({"NOR"}), slot("sides=11"), [0, 2, 3, 5],
    )  # fmt: skip
    assert frame.functions == {
        0: ["subject|direct"], 3: ["object|direct"], 5: ["oblique:from|direct"], 7: ["oblique:in|direct"],
    }  # fmt: skip
    assert (frame.above, frame.up.heights, [w.dep_ for w in frame.up.words[:-1]]) == ({}, {1: 0}, [])


def test_the_frame_of_a_noun_knows_what_stands_above_it() -> None:
    frame, _ = linked(SOLD, 3, "military.arms")
    assert (frame.clausal, frame.up.heights, [w.dep_ for w in frame.up.words[:-1]]) == (False, {3: 0, 1: 1}, ["dobj"])
    assert frame.above[0] == ["0subject|dobj"] and frame.above[1] == ["0is|dobj"]
    assert frame.functions[5] == ["oblique:of|direct"]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (0, ["fn=subject|direct", "path=|nsubj", "dist=-1", "prep=", "rank=-0", "topic=1", "has=1", "g=no", "lem=norway"]),
        (2, ["path=|dobjvposs", "dist=+1", "lab=PRON/pronoun", "pos=PRONposs", "rank=+0", "g=no"]),
        (3, ["fn=object|direct", "path=|dobj", "dist=+2", "lab=none/agent", "rank=+1"]),
        (5, ["fn=oblique:from|direct", "path=|prep:fromvpobj", "dist=+3", "prep=from", "rank=+2", "topic=0", "sides=11"]),
    ],
)
def test_features_of_a_link(head: int, names: list[str]) -> None:
    frame, units = linked(RECALLED, 1, "envoy.recall", ("NOR",))
    found = features(frame, units[head])
    assert {slot(name) for name in names} <= set(found)
    assert {both("envoy", name) for name in names} <= set(found), "all of them with the family, too"


def test_a_link_is_told_with_type_and_lemma() -> None:
    frame, units = linked(RECALLED, 1, "envoy.recall")
    found = features(frame, units[5])
    pairs = [
        ("envoy.recall", "fn=oblique:from"), ("envoy.recall", "prep=from"),
        ("recall", "fn=oblique:from"), ("recall", "prep=from"),
        ("fn=oblique:from", "kind=state"), ("fn=oblique:from", "VERBROOT"), ("path=|prep:fromvpobj", "cl=1"),
    ]  # fmt: skip
    assert {both(*pair) for pair in pairs} <= set(found)
    assert slot("fn=subject|direct") not in found


def test_a_link_by_way_of_the_governor() -> None:
    frame, units = linked(SOLD, 3, "military.arms")
    found = features(frame, units[0])
    assert {slot(name) for name in ("g=0subject|dobj", "path=dobj|nsubj", "rank=-0", "dist=-3")} <= set(found)
    assert slot("g=no") not in found
