"""What a text says of the order of its events: both triggers and the relation between them, all of them and no others."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from verbale.extractors import Extraction, Resources, extract_parsed, parse, read_documents
from verbale.extractors.tables import to_tables
from verbale.extractors.text import make_document

AFTER = [
    ("Norway recalled its envoy from Peru after Peru expelled a Norwegian consul.", {"recalled after expelled"}),
    (
        "After Peru expelled a Norwegian consul, Norway recalled its envoy from Peru and closed its embassy in Lima.",
        {"recalled after expelled", "closed after expelled"},
    ),
    (
        "Norway recalled its envoy and closed its embassy in Lima, after Peru arrested a Norwegian journalist.",
        {"recalled after arrested", "closed after arrested"},
    ),
    ("Following the recognition of Chile by Peru, Norway opened an embassy in Santiago.", {"opened after recognition"}),
    ("Norway lifted its sanctions against Peru a month after Peru withdrew its troops from Chile.", {"lifted after withdrew"}),
    (
        "The signing of the treaty between Norway and Peru followed the visit of the Peruvian president to Oslo.",
        {"signing after visit"},
    ),
    ("Norway signed a treaty with Peru before Chile joined NATO.", {"signed before joined"}),
    ("Prior to the invasion of Chile by Peru, Norway recalled its envoy from Peru.", {"recalled before invasion"}),
    ("Norway attacked Peru after Easter.", set()),
]
CAUSES = [
    ("Norway severed relations with Peru because Peru had invaded Chile.", {"severed because of invaded"}),
    ("Because of the invasion of Chile by Peru, Norway suspended aid to Peru.", {"suspended because of invasion"}),
    ("Norway suspended aid to Peru as a result of the invasion of Chile by Peru.", {"suspended because of invasion"}),
    ("The invasion of Peru by Norway led to sanctions by the EU against Norway.", {"sanctions because of invasion"}),
    ("Norway imposed sanctions on Peru in response to the invasion of Chile by Peru.", {"imposed in response to invasion"}),
    (
        "In retaliation for the expulsion of its consul by Peru, Norway expelled the Peruvian ambassador.",
        {"expelled in response to expulsion"},
    ),
    (
        "Norway invaded Peru in May 1990. This was followed by the expulsion of Norwegian diplomats from Lima.",
        {"invaded followed by expulsion"},
    ),
    (
        "The visit of the Norwegian president to Peru was followed by talks between Norway and Chile.",
        {"visit followed by talks"},
    ),
    ("Norway condemned Peru over the arrest of a Norwegian journalist.", set()),
]


def shown(extraction: Extraction) -> set[str]:
    triggers = {event.event_id: event.trigger for event in extraction.events}
    return {f"{triggers[link.from_event]} {link.relation} {triggers[link.to_event]}" for link in extraction.links}


@pytest.mark.parametrize(("text", "links"), [*AFTER, *CAUSES])
def test_links(whole: Language, resources: Resources, text: str, links: set[str]) -> None:
    extraction = extract_parsed(parse(whole, make_document("text", text)), resources)
    assert shown(extraction) == links
    assert all(text[link.char_start : link.char_end] == link.words for link in extraction.links)


def test_the_seed_tells_of_eight(whole: Language, resources: Resources) -> None:
    (document,) = read_documents(ROOT / "raw_text" / "belarus.txt")
    extraction = extract_parsed(parse(whole, document), resources)
    assert {
        "suspended because of fulfill",
        "strained after passed",
        "experienced after recognition",
        "ejected after placed",
        "became after dissolution",
        "recalling followed by expulsion",
    } <= shown(extraction)
    assert len(extraction.links) >= 8
    table = to_tables([extraction])["event_links"]
    in_order = sorted(extraction.links, key=lambda link: (link.char_start, link.link_id))
    assert table["words"].tolist() == [link.words for link in in_order]
