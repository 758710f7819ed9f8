"""Sets of parties: which are weighed, how likely they are by their parts, and which is chosen."""

from __future__ import annotations

from math import exp, log

import pytest

from tests.events.learned.told import column, learned
from verbale.extractors.events.learned.choice import choose, features, options
from verbale.extractors.events.learned.models import Profile
from verbale.extractors.events.learned.parties import IN_COMMON, Asked, Candidate
from verbale.extractors.events.roles.participants import Participant

TOLD = [(0.9, 0.1), (0.3, 0.04), (0.02, 0.6)]
"""Of each candidate: the probabilities of being source and target."""
CONTEXT = [float(n) for n in range(11, 11 + IN_COMMON)]
SHAPED = 13
"""So many numbers stand before those of the shape of a set."""
PROFILE = Profile(number=4, family=2, symmetric=False, sources=1.25, targets=0.75)


def participant(party: str) -> Participant:
    return Participant(party.title(), (party,), (party,), 0, "gazetteer")


def candidate(party: str, *own: float, listed: int = -1, key: str = "", ruled: tuple[bool, bool] = (False, False)) -> Candidate:
    return Candidate(party, participant(party), [*own, *CONTEXT], listed, key or party, ruled)


OFFERS = [candidate("NOR", ruled=(True, False)), candidate("SWE"), candidate("CHL", ruled=(False, True))]
UNRULED = Asked(1, "envoy.recall")
RULED = Asked(1, "envoy.recall", [participant("NOR")], [participant("CHL")])


def implied(party: str) -> Candidate:
    return candidate(party)._replace(participant=Participant("", (party,), (party,), 0, "implied:topic"))


def sides(found: list[tuple[set[int], set[int]]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    return [(frozenset(sources), frozenset(targets)) for sources, targets in found]


def test_sets_are_the_likeliest_parties_of_either_side() -> None:
    found = options(UNRULED, OFFERS, TOLD)
    every = {
        (frozenset(own), frozenset(others) - frozenset(own))
        for own in ((), (0,), (1,), (0, 1))
        for others in ((), (2,), (0,), (2, 0))
    }
    told = {(o.sources, o.targets) for o in found}
    assert len(every) == 12
    assert told == every, "a source is no target, and who is less likely than .05 is in no set"
    assert not any(option.ruled for option in found)


def test_lists_take_part_as_a_whole() -> None:
    """The third, who is hardly likely, is listed with the first."""
    offers = [candidate("NOR", listed=3), candidate("SWE"), candidate("CHL", listed=3)]
    found = options(UNRULED, offers, [(0.9, 0.01), (0.3, 0.01), (0.02, 0.01)])
    rows = features(found, UNRULED, offers, [(0.9, 0.01), (0.3, 0.01), (0.02, 0.01)], PROFILE)
    torn = {tuple(sorted(o.sources)): row[SHAPED] for o, row in zip(found, rows, strict=True)}
    assert torn == {(): 0, (0,): 1, (0, 1): 1, (1,): 0, (0, 2): 0, (0, 1, 2): 0}, "so many are left out of a list"


def test_a_list_on_both_sides_is_told() -> None:
    offers = [candidate("NOR", listed=3), candidate("CHL", listed=3)]
    told = [(0.9, 0.01), (0.01, 0.9)]
    found = options(UNRULED, offers, told)
    rows = features(found, UNRULED, offers, told, PROFILE)
    shapes = [row[SHAPED : SHAPED + 3] for row in rows]
    torn = {(tuple(sorted(o.sources)), tuple(sorted(o.targets))): shape for o, shape in zip(found, shapes, strict=True)}
    assert torn[(0,), (1,)] == [0, 0, 1]
    assert torn[(0,), ()] == [1, 0, 0]
    assert torn[(0, 1), ()] == [0, 0, 0]


MINISTER = [implied("NOR"), candidate("NOR", key="Berg"), candidate("CHL")]
"""A state of which only a minister is named, and another one."""
DISMISSED = [(0.9, 0.06), (0.1, 0.9), (0.02, 0.02)]


def test_a_state_and_its_minister_may_be_on_two_sides_but_are_one_party() -> None:
    found = options(UNRULED, MINISTER, DISMISSED)
    assert {(o.sources, o.targets) for o in found} == {
        (frozenset(own), frozenset(others) - frozenset(own)) for own in ((), (0,), (1,)) for others in ((), (1,), (0,))
    } - {(frozenset({1}), frozenset({0}))}, "a state that is only implied is no target of its minister"
    odds = {(o.sources, o.targets): o.odds for o in found}
    rest = 2 * log(1 - 0.02)
    assert odds[frozenset({0}), frozenset({1})] == pytest.approx(log(0.9) + log(0.9) + rest)
    assert odds[frozenset({1}), frozenset()] == pytest.approx(log(0.1) + log(1 - 0.9) + rest), "the state is told by one of them"


def test_who_is_told_by_another_is_not_left_out() -> None:
    found = options(UNRULED, MINISTER, DISMISSED)
    rows = features(found, UNRULED, MINISTER, DISMISSED, PROFILE)
    told = {(tuple(o.sources), tuple(o.targets)): row[3:12] for o, row in zip(found, rows, strict=True)}
    assert told[(0,), (1,)] == [0.9, 0.02, 0, 1, 0.9, 0.02, 0, 0, 1], "least likely, left out named and implied, implied; on both"
    assert told[(1,), ()] == [0.1, 0.02, 0, 0, 1.0, 0.9, 0.06, 0, 0]


def test_what_the_rule_found_is_weighed_whatever_its_parts_are_like() -> None:
    offers = [candidate("NOR", ruled=(True, False)), candidate("SWE", ruled=(False, True)), candidate("CHL")]
    found = options(RULED._replace(targets=[participant("SWE")]), offers, TOLD)
    assert [(o.sources, o.targets) for o in found if o.ruled] == sides([({0}, {1})])
    assert [o.ruled for o in options(RULED, OFFERS, TOLD)][:2] == [True, False]


def test_at_most_five_sources_and_four_targets() -> None:
    offers = [candidate(f"P{n}") for n in range(8)]
    sources = options(UNRULED, offers, [(0.9 - n / 100, 0.01) for n in range(8)])
    assert {tuple(sorted(o.sources)) for o in sources} == {*(tuple(range(n)) for n in range(6)), (1,), (2,)}
    targets = options(UNRULED, offers, [(0.01, 0.5 + n / 100) for n in range(8)])
    assert {tuple(sorted(o.targets)) for o in targets} == {(), (7,), (6, 7), (5, 6, 7), (4, 5, 6, 7), (6,), (5,)}


def test_the_likeliest_sets_are_weighed_and_the_rules_own() -> None:
    offers = [candidate(f"P{n}", ruled=(n == 7, False)) for n in range(8)]
    told = [(0.9 - n / 100, 0.5 + n / 100) for n in range(8)]
    ruled = Asked(1, "envoy.recall", [participant("P7")], [])
    found = options(ruled, offers, told)
    assert (len(found), found[0].ruled, found[0].sources) == (20, True, frozenset({7}))
    odds = [option.odds for option in found[1:]]
    assert odds == sorted(odds, reverse=True) and odds[-1] > found[0].odds


def test_odds_are_those_of_independent_parties() -> None:
    found = {(o.sources, o.targets): o.odds for o in options(UNRULED, OFFERS, TOLD)}
    rest = log(1 - 0.3) + log(1 - 0.04) + log(1 - 0.02)
    assert found[frozenset({0}), frozenset({2})] == pytest.approx(log(0.9) + log(0.9) + rest + log(0.6))
    assert found[frozenset(), frozenset()] == pytest.approx(log(0.1) + log(0.9) + rest + log(0.4))
    (sure,) = (o.odds for o in options(UNRULED, [candidate("NOR")], [(1.0, 0.0)]) if o.sources)
    assert sure == pytest.approx(2 * log(0.999)), "nothing is quite sure"


def test_features_of_a_set() -> None:
    found = options(RULED, OFFERS, TOLD)
    rows = features(found, RULED, OFFERS, TOLD, PROFILE)
    assert {len(row) for row in rows} == {SHAPED + 4 + 7 + IN_COMMON + 3}
    ruled, odds = rows[0], [option.odds for option in found]
    # Odds, sizes; of sources the least likely, the likeliest that is none, named and implied, and how many are implied; the same
    # of targets; parties on both sides; found by the rule.
    assert ruled[:SHAPED] == [odds[0], 1, 1, 0.9, 0.3, 0, 0, 0.6, 0.1, 0, 0, 0, 1]
    # No list is torn; of a type of which no events are known every shape is as usual as another.
    assert ruled[SHAPED : SHAPED + 4] == [0, 0, 0, 1 / 16]
    assert ruled[SHAPED + 4 : SHAPED + 11 + IN_COMMON] == [1, 4, 2, 0, 1.25, 0.75, 3, *CONTEXT]
    # Its share of all, how far below the best, its rank.
    assert ruled[SHAPED + 11 + IN_COMMON :] == pytest.approx([exp(odds[0]) / sum(map(exp, odds)), 0, 0])
    nobody = rows[[o.sources | o.targets for o in found].index(frozenset())]
    assert nobody[1:SHAPED] == [0, 0, 1, 0.9, 0, 0, 1, 0.6, 0, 0, 0, 0]
    assert sorted(row[-1] for row in rows) == [*range(len(found))]
    assert all(row[SHAPED + 4] == 0 for row in features(options(UNRULED, OFFERS, TOLD), UNRULED, OFFERS, TOLD, PROFILE))


def test_the_likeliest_set_is_chosen_event_by_event() -> None:
    """Single answers are the first two numbers of a candidate; of the sets the one with most sources and targets is likeliest."""
    one = [candidate("NOR", 0.9, 0.1), candidate("SWE", 0.3, 0.04), candidate("CHL", 0.02, 0.6)]
    two = [candidate("PER", 0.03, 0.8)]
    layers = learned(column(0), column(1), sets=lambda rows: column(1)(rows) / 10 + column(2)(rows) / 20)
    first, second, third = choose([UNRULED, RULED._replace(sources=[], targets=[]), UNRULED], [one, two, []], layers)
    assert [c.party for c in first.sources] == ["NOR", "SWE"] and [c.party for c in first.targets] == ["CHL"]
    assert first.chance == pytest.approx(0.25)
    assert (second.sources, [c.party for c in second.targets], second.chance) == ([], ["PER"], pytest.approx(0.05))
    assert (third.sources, third.targets, third.chance) == ([], [], 0.0)


def test_of_equally_likely_sets_the_one_with_the_better_parts_is_chosen() -> None:
    offers = [candidate("NOR", 0.9, 0.1), candidate("SWE", 0.3, 0.04), candidate("CHL", 0.02, 0.6)]
    (chosen,) = choose([UNRULED], [offers], learned(column(0), column(1)))
    assert ([c.party for c in chosen.sources], [c.party for c in chosen.targets]) == (["NOR"], ["CHL"])
