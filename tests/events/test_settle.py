"""What syntax settles of parties that rules and finder propose and the learned layers choose."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors import Resources, extract_parsed, parse
from verbale.extractors.text import make_document


def rows(whole: Language, resources: Resources, text: str, kind: str) -> list[str]:
    """The events of a type: parties and date, one line each."""
    events = extract_parsed(parse(whole, make_document("text", text)), resources).events
    told = [e for e in events if e.relation_type == kind]
    parties = [(";".join(sorted(e.source_parties)), ";".join(sorted(e.target_parties))) for e in told]
    return sorted(f"{sources} > {targets} {e.date_edtf}".strip() for e, (sources, targets) in zip(told, parties, strict=True))


GAPS = [
    (
        "Portugal opened diplomatic relations with Senegal in 1962, followed by Spain on 7 May 1964.",
        "relations.establish",
        ["ESP;SEN >  1964-05-07", "PRT;SEN >  1962"],
    ),
    (
        "Brazil established relations with Laos in 1961 and the Kingdom of Morocco in 1962.",
        "relations.establish",
        ["BRA;LAO >  1961", "BRA;MAR >  1962"],
    ),
    ("Peru opened a consulate in Mali in 1971, and one in Chad in 1975.", "mission.open", ["PER > MLI 1971", "PER > TCD 1975"]),
    (
        "Poland became a member of the OECD in 1996, and a member of NATO in 1999.",
        "membership.join",
        ["POL > NATO 1999", "POL > OECD 1996"],
    ),
    ("Greece opened an embassy in 1974 in Kenya and in 1981 in Ghana.", "mission.open", ["GRC > GHA 1981", "GRC > KEN 1974"]),
    (
        "Denmark recognised Estonia on 24 August 1991, followed by Iceland on 26 August 1991 and Sweden on 27 August 1991.",
        "recognition.grant",
        ["DNK > EST 1991-08-24", "ISL > EST 1991-08-26", "SWE > EST 1991-08-27"],
    ),
    ("In 1950 Burma recognised China, followed by India in 1951.", "recognition.grant", ["IND > CHN 1951", "MMR > CHN 1950"]),
    (
        "Togo was recognised by France in 1960, followed by Ghana in 1961.",
        "recognition.grant",
        ["FRA > TGO 1960", "GHA > TGO 1961"],
    ),
    (
        "Ties with Bolivia were restored by Chile in 1975 and Peru in 1977.",
        "relations.restore",
        ["BOL;CHL >  1975", "BOL;PER >  1977"],
    ),
    ("Austria invaded Serbia in 1914.", "conflict.attack", ["AUT > SRB 1914"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), GAPS)
def test_names_and_dates_by_turns(whole: Language, resources: Resources, text: str, kind: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, kind) == expected


SHARED = [
    ("Denmark signed and Finland ratified the protocol in 1974.", "treaty.sign", ["DNK >  1974"]),
    ("Denmark signed and Finland ratified the protocol in 1974.", "treaty.ratify", ["FIN >  1974"]),
    ("Brazil did not sign but Chile ratified the convention in 1991.", "treaty.sign", ["BRA >"]),
    ("Brazil did not sign but Chile ratified the convention in 1991.", "treaty.ratify", ["CHL >  1991"]),
    ("Spain opposed and Portugal supported the treaty in 1985.", "statement.reject", ["ESP >  1985"]),
    ("Spain opposed and Portugal supported the treaty in 1985.", "statement.support", ["PRT >  1985"]),
    ("Kenya signed but never ratified the agreement in 1990.", "treaty.ratify", ["KEN >  1990"]),
    ("Haiti accused Cuba of spying and Cuba denied it in 1981.", "statement.reject", ["CUB >  1981"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), SHARED)
def test_two_verbs_with_one_object(whole: Language, resources: Resources, text: str, kind: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, kind) == expected


ROLES = [
    ("Peru purchased three frigates from Italy in 1974.", "military.arms", ["ITA > PER 1974"]),
    ("In 1995 Chile bought tanks from the Netherlands.", "military.arms", ["NLD > CHL 1995"]),
    ("Jordan obtained fighter jets from France in 1979.", "military.arms", ["FRA > JOR 1979"]),
    ("Syria received tanks in 1973.", "military.arms", ["> SYR 1973"]),
    ("Nepal received two million dollars from Japan in 1975.", "aid.grant", ["JPN > NPL 1975"]),
    ("In 1960 Gabon received diplomatic recognition from France.", "recognition.grant", ["FRA > GAB 1960"]),
    ("The 1914 invasion of the German army horrified the Belgian government.", "conflict.attack", ["DEU > BEL 1914"]),
    ("In 1936 the attack of the Italian army on Ethiopia began.", "conflict.attack", ["ITA > ETH 1936"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), ROLES)
def test_who_gives_and_who_gets(whole: Language, resources: Resources, text: str, kind: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, kind) == expected


PARTNERS = [
    ("Relations with Chile\n\nIn 1998 Peru signed an agreement for an IMF programme.", ["IMF;PER >  1998"]),
    ("Relations with Togo\n\nIn 1994 Ghana signed a contract for an African Development Bank project.", ["AFDB;GHA >  1994"]),
    ("Relations with Chile\n\nIn 1998 Peru signed an agreement for an IMF-monitored programme.", ["IMF;PER >  1998"]),
    ("Relations with Chile\n\nIn 1998 Peru signed an agreement on the border.", ["CHL;PER >  1998"]),
]


def test_who_gave_is_who_stops_giving(whole: Language, resources: Resources) -> None:
    """Not the state of the heading."""
    text = (
        "Relations with Chile\n\nThe World Bank granted Peru a loan in 1990, but Peru was dropped from the programme and did not "
        "receive the second part of the loan."
    )
    assert rows(whole, resources, text, "aid.suspend") == ["WB > PER 1990"]


@pytest.mark.parametrize(("text", "expected"), PARTNERS)
def test_whom_the_object_names_is_the_partner(whole: Language, resources: Resources, text: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, "treaty.sign") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France supported UN Security Council Resolution 748, which imposed sanctions on Libya in 1992.", ["UN > LBY 1992"]),
        ("Egypt rejected Security Council Resolution 1054, which imposed sanctions on Sudan.", ["UN > SDN"]),
        ("Security Council Resolution 748 imposed sanctions on Libya in 1992.", ["UN > LBY 1992"]),
    ],
)
def test_a_resolution_is_its_issuers(whole: Language, resources: Resources, text: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, "sanction.impose") == expected


def test_whom_a_name_belongs_to_is_no_member_of_the_list(whole: Language, resources: Resources) -> None:
    text = "Later Chile became a member of the World Bank, NATO's Partnership for Peace and the Council of Europe."
    assert rows(whole, resources, text, "membership.join") == ["CHL > COE;PFP;WB"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1995 Peru and all its neighbours except Chile signed a treaty with Brazil.", ["BRA;PER >  1995"]),
        (
            "In 1995 the countries of the region (excluding the Czech Republic), among them Italy, signed a treaty.",
            ["ITA >  1995"],
        ),
        ("In 1995 Peru signed a treaty with Brazil.", ["BRA;PER >  1995"]),
    ],
)
def test_who_is_taken_out_takes_no_part(whole: Language, resources: Resources, text: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, "treaty.sign") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana joined the war on Togo's side in 1917.", ["GHA >  1917"]),
        ("Ghana joined the war on the side of Togo in 1917.", ["GHA >  1917"]),
        ("Ghana fought against Togo in 1917.", ["GHA > TGO 1917"]),
    ],
)
def test_who_is_fought_beside_is_not_fought(whole: Language, resources: Resources, text: str, expected: list[str]) -> None:
    assert rows(whole, resources, text, "conflict.attack") == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "In December 2004, Togo adopted a position aimed at imposing travel restrictions on officials from Ghana responsible "
            "for the unfair elections on 17 October 2004.",
            "sanction.travel",
            ["TGO > GHA"],
        ),
        (
            "In June 2005 Togo imposed travel restrictions on officials of Ghana responsible for the elections of 2004.",
            "sanction.travel",
            ["TGO > GHA 2005-06"],
        ),
    ],
)
def test_the_day_of_what_describes_somebody_is_not_the_day_of_the_deed(
    whole: Language, resources: Resources, text: str, kind: str, expected: list[str]
) -> None:
    assert rows(whole, resources, text, kind) == expected


def test_who_is_accused_of_it_did_it(whole: Language, resources: Resources) -> None:
    text = "Amnesty International accused the Kenyan authorities of hounding and arresting Somali journalists in 2005."
    assert rows(whole, resources, text, "repression.arrest") == ["KEN > SOM 2005"]
