"""How sure parties are: the whole as it was weighed, every two by all that is likely and has them."""

from __future__ import annotations

from tests.events.learned.told import resources
from verbale.extractors.events.learned.choice import Choice, Option, sure_of
from verbale.extractors.events.learned.parties import Asked, Candidate
from verbale.extractors.events.match import Match
from verbale.extractors.events.records import Parties
from verbale.extractors.events.roles.participants import Participant

PARTIES = ("NOR", "CHL", "PER")


def participant(party: str) -> Participant:
    return Participant(party.title(), (party,), (party,), 0, "gazetteer")


OFFERS = [Candidate(party, participant(party), [], key=party) for party in PARTIES]


def choice(*weighed: tuple[float, str, str]) -> Choice:
    """``(0.5, "NOR", "CHL PER")``: a set with its probability; the first is chosen."""
    sets = [(chance, Option(places(own), places(others), False, 0.0)) for chance, own, others in weighed]
    best, option = sets[0]
    own, others = ([OFFERS[n] for n in sorted(side)] for side in (option.sources, option.targets))
    return Choice(own, others, best, Asked(0, "envoy.expel"), OFFERS, [], sets)


def places(parties: str) -> frozenset[int]:
    return frozenset(map(PARTIES.index, parties.split()))


def match(kind: str, own: str, others: str = "") -> Match:
    sources, targets = (tuple(map(participant, side.split())) for side in (own, others))
    return Match(resources().rules.frames[kind, "VERB"], 0, sources, targets, None, None, None, frozenset())


def as_pairs(found: Parties | None) -> dict[tuple[str, str], float]:
    assert found is not None
    return {(one, other): chance for one, other, chance in found.pairs}


def test_a_pair_may_be_sure_where_the_whole_is_not() -> None:
    weighed = choice((0.5, "NOR", "CHL PER"), (0.45, "NOR", "CHL"), (0.05, "PER", "CHL"))
    found = sure_of(weighed, match("envoy.expel", "NOR", "CHL PER"))
    assert found is not None and found.whole == 0.5
    assert as_pairs(found) == {("NOR", ""): 0.95, ("", "CHL"): 1.0, ("", "PER"): 0.5, ("NOR", "CHL"): 0.95, ("NOR", "PER"): 0.5}


def test_shares_are_of_what_is_certain_where_all_is_unlikely() -> None:
    unlikely = sure_of(choice((0.2, "NOR", "CHL"), (0.1, "NOR", "PER")), match("envoy.expel", "NOR", "CHL"))
    assert as_pairs(unlikely)["NOR", "CHL"] == 0.2
    likely = sure_of(choice((0.9, "NOR", "CHL"), (0.6, "NOR", "PER")), match("envoy.expel", "NOR", "CHL"))
    assert as_pairs(likely)["NOR", "CHL"] == 0.6


def test_without_direction_the_two_sides_are_one() -> None:
    found = sure_of(choice((0.6, "NOR CHL", ""), (0.3, "CHL", "NOR"), (0.1, "NOR PER", "")), match("treaty.sign", "NOR CHL"))
    assert found is not None and found.whole == 0.6
    assert found.pairs == (("CHL", "", 0.9), ("NOR", "", 1.0), ("CHL", "NOR", 0.9))


def test_what_syntax_settles_was_not_weighed() -> None:
    assert sure_of(choice((0.6, "NOR", "CHL")), match("envoy.expel", "PER", "CHL")) is None
    assert sure_of(None, match("envoy.expel", "PER", "CHL")) is None
    other = sure_of(choice((0.6, "NOR", "CHL"), (0.2, "CHL", "NOR")), match("envoy.expel", "CHL", "NOR"))
    assert other is not None and other.whole == 0.2, "sides that syntax exchanges are as sure as they were weighed"
