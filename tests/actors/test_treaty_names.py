"""Names of treaties, laws and wars are no actors; whom they name are their parties."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.actors.said import party, read


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        ("Chile backed the Macau national security law.", "Macau national security law", ("MAC",)),
        ("The Tunisia Stability Act of 2012 was adopted by Canada.", "Tunisia Stability Act", ("TUN",)),
        ("They signed the Treaty on Brazil-Peru Union in 1931.", "Treaty on Brazil-Peru Union", ("BRA", "PER")),
    ],
)
def test_names_of_laws_are_no_actors(nlp: Language, text: str, name: str, parties: tuple[str, ...]) -> None:
    _, result = read(nlp, text)
    assert [(n.text.split(" of 2")[0], n.party_ids) for n in result.names] == [(name, parties)]
    assert not [m for m in result.mentions if set(m.party_ids) & set(parties)]


def test_the_two_of_a_war_are_mentions(nlp: Language) -> None:
    text = "The Iran–Iraq War ended in 1988."
    _, result = read(nlp, text)
    assert [(n.text, n.party_ids) for n in result.names] == [("Iran–Iraq War", ("IRN", "IRQ"))]
    assert party(nlp, text, "Iran") == "IRN"
