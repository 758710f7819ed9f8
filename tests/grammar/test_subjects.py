"""Whose an infinitive or a gerund is, by the verb that governs it: the events of whole sentences, and nothing else."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors import Resources, extract
from verbale.extractors.grammar import ENGLISH
from verbale.extractors.text import make_document


def events(nlp: Language, resources: Resources, text: str) -> set[str]:
    """``family.type SOURCES > TARGETS modality`` of every event."""
    (extraction,) = extract([make_document("doc", text)], nlp, resources)
    return {
        f"{e.relation_type} {';'.join(e.source_parties)} > {';'.join(e.target_parties)} {e.modality}" for e in extraction.events
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru pressed Chile to recall its envoy.",
            {"statement.appeal PER > CHL asserted", "envoy.recall CHL > PER hypothetical"},
        ),
        (
            "Ghana called on Togo to withdraw its troops from Benin.",
            {"statement.appeal GHA > TGO asserted", "military.withdraw TGO > BEN hypothetical"},
        ),
        (
            "Mali convinced Chad to close its embassy in Niger.",
            {"statement.appeal MLI > TCD asserted", "mission.close TCD > NER asserted"},
        ),
        (
            "Peru threatened to close its embassy in Chile.",
            {"statement.announce PER >  hypothetical", "mission.close PER > CHL hypothetical"},
        ),
    ],
)
def test_who_does_what_a_verb_asks_for(nlp: Language, resources: Resources, text: str, expected: set[str]) -> None:
    assert events(nlp, resources, text) == expected


def test_the_words_of_control_are_of_one_list() -> None:
    control = ENGLISH.control
    assert control.object >= {"press", "urge", "order", "help"} and control.oblique["call"] == {"on", "upon", "for"}
    assert {verb for verbs in control.gerund.values() for verb in verbs} >= {"accuse", "prevent", "congratulate"}
