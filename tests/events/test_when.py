"""When events were, by kinds of sentences: a trigger with the date of its row and the part of it that is meant."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.text import make_document

PARTS = [
    ("In early 1991 Norway recognised Peru.", {"recognised": "1991 START"}),
    ("Norway recognised Peru in mid-1991.", {"recognised": "1991 MID"}),
    ("Norway recognised Peru in late May 1991.", {"recognised": "1991-05 END"}),
    ("Norway recognised Peru circa 1830.", {"recognised": "1830~ APPROX"}),
    ("Norway recognised Peru around 1991.", {"recognised": "1991~ APPROX"}),
    ("Norway withdrew its troops from Peru before the end of 1991.", {"withdrew": "../1991 END"}),
    ("Norway withdrew its troops from Peru by mid-1991.", {"withdrew": "../1991 MID"}),
    ("Norway withdrew its troops from Peru at the end of 1991.", {"withdrew": "1991 END"}),
    ("Norway withdrew its troops from Peru in 1991.", {"withdrew": "1991 "}),
    ("Norway gave aid to Peru in fiscal year 1998.", {"gave": "1998~ APPROX"}),
]
PUT_OFF = [
    ("Norway postponed the summit with Peru until 2005.", {"summit": " "}),
    ("The summit between Norway and Peru was postponed until May 2005.", {"summit": " "}),
    ("Norway postponed the visit of the Peruvian president to June 2005.", {"postponed": " "}),
    ("Norway put off the summit with Peru till 2005.", {"summit": " "}),
    ("The talks between Norway and Peru were put off to May 2005.", {"talks": " "}),
    ("Norway postponed the summit with Peru from May 2004 to June 2005.", {"summit": " "}),
    ("Norway extended the sanctions on Peru until 31 July 2015.", {"extended": " "}),
    ("Norway occupied Peru until 1991.", {"occupied": "../1991 "}),
]
MENTIONED = [
    ("In 2010 Norway lifted the sanctions imposed on Peru by Chile.", {"lifted": "2010 ", "imposed": " "}),
    ("In 2010 Norway lifted the sanctions that Chile had imposed on Peru.", {"lifted": "2010 ", "imposed": " "}),
    ("In 2010 Norway reopened the embassy closed by Chile.", {"reopened": "2010 ", "closed": " "}),
    (
        "On 7 March 2008 Norway recalled its envoy from Peru because Peru had expelled a diplomat.",
        {"recalled": "2008-03-07 ", "expelled": " "},
    ),
    (
        "On 7 March 2008 Norway recalled its envoy from Peru in response to the expulsion of its consul.",
        {"recalled": "2008-03-07 ", "expulsion": " "},
    ),
    (
        "On 7 March 2008 Norway recalled its envoy from Peru over the arrest of its consul by Peru.",
        {"recalled": "2008-03-07 "},
    ),
    (
        "On 7 March 2008 Norway recalled its envoy from Peru following the expulsion of its consul.",
        {"recalled": "2008-03-07 ", "expulsion": " "},
    ),
    (
        "Norway recalled its envoy from Peru on 7 March 2008 after Peru had expelled its consul.",
        {"recalled": "2008-03-07 ", "expelled": " "},
    ),
    (
        "In May 2010 Norway imposed sanctions on Peru over the arrest of its consul and the subsequent raid on its consulate.",
        {"imposed": "2010-05 ", "raid": " "},
    ),
    ("Subsequent to 7 March 2008, Norway recalled its envoy from Peru.", {"recalled": "2008-03-08/.. "}),
    ("In May 2010 Norway ended the embargo declared by Chile against Peru.", {"ended": "2010-05 ", "declared": " "}),
    (
        "In 2010 Norway restored the relations with Peru broken off by its former government.",
        {"restored": "2010 ", "broken": " "},
    ),
]


@pytest.mark.parametrize(("text", "dates"), [*PARTS, *PUT_OFF, *MENTIONED])
def test_dates(whole: Language, resources: Resources, text: str, dates: dict[str, str]) -> None:
    found = extract_parsed(parse(whole, make_document("text", text)), resources)
    assert {event.trigger: f"{event.date_edtf} {event.date_mod}" for event in found.events} == dates
