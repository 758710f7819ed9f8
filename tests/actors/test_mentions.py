"""Mentions: names, offices, institutions, acronyms, and names that are no actors."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from tests.actors.said import party, read, said
from verbale.extractors.actors.mentions import MentionIndex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway recognised Estonia in 1991.", [("Norway", "NOR"), ("Estonia", "EST")]),
        ("The Norwegian government protested.", [("Norwegian government", "NOR"), ("Norwegian", "NOR")]),
        ("The Kremlin accused Tokyo.", [("Kremlin", "RUS"), ("Tokyo", "JPN")]),
        ("The Latin American Parliament is in Panama City.", None),
        ("The three Baltic states joined NATO.", [("Baltic states", "EST;LTU;LVA"), ("NATO", "NATO")]),
        ("The People's Republic of Bulgaria signed.", [("People's Republic of Bulgaria", "BGR")]),
        (
            "The presidents of Chile and Peru met.",
            [("presidents of Chile and Peru", "CHL;PER"), ("Chile", "CHL"), ("Peru", "PER")],
        ),
    ],
)
def test_exact_mentions(nlp: Language, text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        assert party(nlp, text, "America") == "none"
    else:
        assert said(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        ("Finnish Foreign Minister Erkki Tuomioja visited Oslo.", "Finnish Foreign Minister Erkki Tuomioja", "FIN"),
        ("The Danish Foreign Ministry summoned the envoy.", "Danish Foreign Ministry", "DNK"),
        ("The Ethiopian prime minister accepted the ruling.", "Ethiopian prime minister", "ETH"),
        ("Peruvian diplomats left Quito.", "Peruvian diplomats", "PER"),
        ("The European Commission opened an inquiry.", "European Commission", "EU"),
        ("The Security Council met.", "Security Council", "UN"),
        ("The State Department protested.", "State Department", "USA"),
        ("Troops of the Ottoman Empire entered Serbia.", "Ottoman Empire", "OTT"),
        ("In 1990 the EC recognised Namibia.", "EC", "EC"),
        ("In 2006 the EC opened an inquiry into Gazprom.", "EC", "EU"),
        ("The Obama administration lifted the sanctions on Myanmar.", "Obama administration", "USA"),
        ("Brussels urged Hungary to act, and the European Union agreed.", "Brussels", "EU"),
        ("In 1952 Norway sent a note. Moscow refused.", "Moscow", "SUN"),
        ("In 1999 Norway sent a note. Moscow refused.", "Moscow", "RUS"),
        ("Norway sent a note to Moscow.", "Moscow", "RUS"),
        ("A spokesman for Angela Merkel praised Peru.", "spokesman for Angela Merkel", "DEU"),
        ("Brussels is the capital of Belgium. Belgium invited France.", "Brussels", "BEL"),
    ],
)
def test_party_of_a_mention(nlp: Language, text: str, words: str, parties: str) -> None:
    assert party(nlp, text, words) == parties


def test_title_and_short_name_are_one_person(nlp: Language) -> None:
    text = "Danish Ambassador Karen Lund left Madrid on Monday. Lund said that the talks had failed."
    parsed, result = read(nlp, text)
    persons = [m for m in result.mentions if m.label == "PERSON"]
    assert [(m.text, m.actor_ids, m.party_ids) for m in persons] == [
        ("Danish Ambassador Karen Lund", ("Karen Lund",), ("DNK",)),
        ("Lund", ("Karen Lund",), ("DNK",)),
    ]
    assert parsed.doc[persons[0].head].text == "Lund"


def test_acronym_of_an_actor_and_of_an_agreement(nlp: Language) -> None:
    text = (
        "The Alliance of Free Dockers (AFD) signed the Harbour and Shipping Agreement (HSA) with Malta. "
        "The AFD praised the HSA in 2003."
    )
    _, result = read(nlp, text)
    assert {(m.text, m.actor_ids) for m in result.mentions if m.text == "AFD"} == {("AFD", ("AFD",))}
    assert {a.name for a in result.actors if a.actor_id == "AFD"} == {"Alliance of Free Dockers"}
    assert not [m for m in result.mentions if m.text in {"HSA", "Harbour and Shipping Agreement"}]
    assert [n.text for n in result.names] == ["Harbour and Shipping Agreement"] * 3


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


def test_unknown_organisation_stands_for_itself(nlp: Language) -> None:
    _, result = read(nlp, "The Harbour Workers Union sued Sweden in 1999.")
    actor = next(a for a in result.actors if a.name == "Harbour Workers Union")
    assert (actor.kind, actor.party_id, actor.in_gazetteer) == ("organisation", actor.actor_id, False)


def test_a_state_office_without_a_state_belongs_to_the_topic(nlp: Language) -> None:
    text = "President Ramona Silva visited Lima in May."
    assert party(nlp, text, "President Ramona Silva", title="Foreign relations of Uruguay") == "URY"
    assert party(nlp, text, "President Ramona Silva") == "Ramona Silva"


def test_index(nlp: Language) -> None:
    text = "The Portuguese embassy in Minsk was closed by Belarus."
    parsed, result = read(nlp, text)
    index = MentionIndex(parsed, result)
    tokens = {token.text: token.i for token in parsed.doc}
    embassy = index.by_head(tokens["embassy"])
    inner = index.covering(tokens["Portuguese"])
    assert embassy is not None and embassy.text == "Portuguese embassy"
    assert inner is not None and inner.text == "Portuguese"
    assert index.by_head(tokens["closed"]) is None
    assert [m.text for m in index.inside(0, tokens["was"])] == ["Portuguese embassy", "Portuguese", "Minsk"]
    assert [m.text for m in index.outer] == ["Portuguese embassy", "Minsk", "Belarus"]


def test_offsets_quote_and_every_actor_is_described(nlp: Language, shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt"))[:6]:
        parsed, result = read(nlp, path.read_text(encoding="utf-8"))
        text = parsed.document.text
        described = {actor.actor_id for actor in result.actors}
        assert len({m.mention_id for m in result.mentions}) == len(result.mentions)
        for mention in result.mentions:
            assert text[mention.char_start : mention.char_end] == mention.text
            assert mention.start <= mention.head < mention.end
            assert set(mention.actor_ids) | set(mention.party_ids) <= described


def test_empty_document(nlp: Language) -> None:
    assert said(nlp, "  \n ") == []
