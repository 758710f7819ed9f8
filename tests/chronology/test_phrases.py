"""Every type has a sentence, and sentences say who did what, and whether it is a plan, a rumour or a denial."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from verbale.extractors.chronology.dates import in_words
from verbale.extractors.chronology.phrases import PHRASES, Phrase, Told, listed, sentence_of
from verbale.extractors.rules import load_rules


def test_every_type_of_the_rules_has_a_sentence_and_no_other_has() -> None:
    assert set(PHRASES.types) == set(load_rules().types)


def test_types_tell_of_one_side_or_two_as_their_frames_do_and_of_missing_sources() -> None:
    types = load_rules().types
    wrong = [name for name, phrase in PHRASES.types.items() if types[name].symmetric and not phrase.symmetric]
    silent = [name for name, kind in types.items() if not kind.source.needed and PHRASES.types[name].unsourced is None]
    assert (wrong, silent) == ([], [])


SENTENCES = [
    (Told("envoy.recall", ["Iran"], ["Qatar"]), "Iran recalled its diplomats from Qatar."),
    (Told("envoy.recall", ["Iran", "Iraq"], ["United States"]), "Iran and Iraq recalled their diplomats from the United States."),
    (Told("envoy.recall", ["Iran"]), "Iran recalled its diplomats."),
    (Told("envoy.appoint", ["Peru"], ["Chile"], ["Ana Ruiz"]), "Peru appointed a diplomat to Chile: Ana Ruiz."),
    (Told("envoy.recall", ["Iran"], ["Qatar"], polarity="neg"), "Iran did not recall its diplomats from Qatar."),
    (Told("envoy.recall", ["Iran"], ["Qatar"], modality="planned"), "Iran was to recall its diplomats from Qatar."),
    (Told("envoy.recall", ["Iran"], modality="hypothetical", polarity="neg"), "Iran might not recall its diplomats."),
    (
        Told("envoy.recall", ["Iran"], ["Qatar"], modality="reported", attributed_to=["European Union"]),
        "Iran reportedly recalled its diplomats from Qatar, according to the European Union.",
    ),
    (Told("membership.state", ["Peru"], ["United Nations"]), "Peru belonged to the United Nations."),
    (Told("membership.state", ["Peru", "Chile"], polarity="neg"), "Peru and Chile were not a member."),
    (Told("membership.state", ["Peru"], modality="planned", polarity="neg"), "Peru was not to be a member."),
    (Told("sanction.impose", [], ["Chile"]), "Sanctions were imposed on Chile."),
    (Told("sanction.impose", [], ["Chile"], modality="planned"), "Sanctions were to be imposed on Chile."),
    (Told("sanction.impose", [], [], modality="reported", polarity="neg"), "Sanctions were reportedly not imposed."),
    (Told("treaty.sign", ["Peru", "Chile", "Cuba"]), "Peru, Chile and Cuba signed an agreement."),
    (Told("treaty.sign", ["Peru"], ["Chile"]), "Peru and Chile signed an agreement."),
    (Told("relations.improve", ["Peru", "Chile"], modality="planned"), "The relations of Peru and Chile were to improve."),
    (Told("recognition.withhold", ["Peru"], ["Kosovo"], polarity="neg"), "Peru did not recognise Kosovo."),
    (Told("statehood.found", ["Arab League"]), "The Arab League was founded."),
    (Told("statement.accuse", [], []), "A party that is not named was accused."),
    (Told("repression.arrest", ["Peru"], ["Peru"]), "Peru arrested, jailed or executed people."),
    (Told("culture.lend", ["Peru"], ["Chile"]), "Peru acted towards Chile."),
]


@pytest.mark.parametrize(("told", "sentence"), SENTENCES)
def test_a_sentence_says_who_what_whom_and_whether_it_is_so(told: Told, sentence: str) -> None:
    assert sentence_of(told) == sentence


def test_long_lists_end_in_a_number() -> None:
    assert listed([]) == "" and listed(["A"]) == "A" and listed(["A", "B", "C"]) == "A, B and C"
    assert listed([str(n) for n in range(13)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12"
    assert listed([str(n) for n in range(15)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 others"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{sorce} <lent|lend>", "there is no {sorce}"),
        ("{source} lent", "one verb is wanted"),
        ("{source} <lent|lend>[ to {target}", "a bracket is not closed"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_told(pattern: str, problem: str) -> None:
    with pytest.raises(ValidationError) as error:
        Phrase(told=pattern)
    assert problem in str(error.value)


DATES = {
    "1990-08-02": "2 August 1990",
    "1990-08": "August 1990",
    "1990": "1990",
    "1990~": "about 1990",
    "199X": "1990s",
    "18XX": "1800s",
    "1990-21": "spring 1990",
    "1990-40": "first half of 1990",
    "1995/..": "since 1995",
    "../1914": "up to 1914",
    "1980/1988": "1980–1988",
    "1980-01/1988": "January 1980 to 1988",
    "-0043-03-15": "15 March 44 BC",
}


@pytest.mark.parametrize(("edtf", "words"), DATES.items())
def test_dates_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words
