"""The lists of a row have one length and order, whoever stands for whom."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors import extract_parsed, parse
from verbale.extractors.events.roles.members import Member, members_of
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.schema import Actor
from verbale.extractors.text import make_document


def participant(text: str, actors: str, parties: str) -> Participant:
    return Participant(text, tuple(actors.split()), tuple(parties.split()), 0, "")


@pytest.mark.parametrize(
    ("side", "members"),
    [
        ([participant("both  states", "PER CHL", "PER CHL")], [("both states", "PER", "PER"), ("both states", "CHL", "CHL")]),
        ([participant("", "PER", "PER")], [("(implied) PER", "PER", "PER")]),
        # An actor that comes twice is one; two actors of one party are two.
        ([participant("Peru", "PER", "PER"), participant("Lima", "PER", "PER")], [("Peru", "PER", "PER")]),
        ([participant("Peru", "PER", "PER"), participant("Roe", "ROE", "PER")], [("Peru", "PER", "PER"), ("Roe", "ROE", "PER")]),
        # Of fewer parties than actors each actor has its own.
        ([participant("the envoys", "X Y", "PER")], [("the envoys", "X", "PER"), ("the envoys", "Y", "PER")]),
        (
            [participant("the two", "CHL ROE Z", "CHL PER")],
            [("the two", "CHL", "CHL"), ("the two", "ROE", "PER"), ("the two", "Z", "CHL")],
        ),
        ([participant("the bloc", "X", "PER CHL")], [("the bloc", "X", "PER"), ("the bloc", "CHL", "CHL")]),
    ],
)
def test_members_of_a_side(side: list[Participant], members: list[tuple[str, str, str]]) -> None:
    actors = [Actor("ROE", "Roe", "person", "PER"), Actor("CHL", "Chile", "state", "CHL")]
    assert [member[:3] for member in members_of(side, actors)] == members


@pytest.mark.parametrize(
    ("text", "way", "how"),
    [
        ("Peru", "gazetteer", "named"),
        ("Lima", "town", "named"),
        ("its envoy", "affiliation", "named"),
        ("it", "pronoun", "reference"),
        ("the country", "definite", "reference"),
        ("the government", "topic", "reference"),
        ("", "implied:topic", "implied"),
        ("the rebels", "unknown", "unknown"),
    ],
)
def test_how_the_text_tells_of_a_member(text: str, way: str, how: str) -> None:
    (member,) = members_of([participant(text, "PER", "PER")._replace(how=way)], [])
    assert member == Member(text or "(implied) PER", "PER", "PER", how)


def test_the_lists_of_a_row_fit_together(nlp: Language) -> None:
    text = "Chile and Peru signed a treaty in 1999. Both states ratified it in 2001, and the treaty was terminated in 2004."
    events = extract_parsed(parse(nlp, make_document("text", text)), bundled()).events
    assert [event.trigger for event in events] == ["signed", "ratified", "terminated"]
    for event in events:
        assert len(event.sources) == len(event.source_ids) == len(event.source_parties) == 2
    assert events[1].sources == ("Both states", "Both states") and events[2].sources == ("(implied) CHL", "(implied) PER")
