"""Polarity and modality, from the words that govern a predicate."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors.grammar.claims.assertion import assess
from verbale.extractors.grammar.cues import load_cues
from verbale.extractors.grammar.functions import Syntax
from verbale.extractors.parse.tokens import words_of

CASES = [
    ("Peru did not [recognize] the government.", "neg", "asserted"),
    ("Peru never [joined] the pact.", "neg", "asserted"),
    ("The treaty was not signed, nor was it [ratified].", "neg", "asserted"),
    ("Chad refused to [extradite] the general.", "neg", "asserted"),
    ("Chad failed to [ratify] the treaty.", "neg", "asserted"),
    ("Chad left without [signing] the treaty.", "neg", "asserted"),
    ("No agreement was [signed].", "neg", "asserted"),
    ("Chad [has] relations with neither Mali nor Togo.", "neg", "asserted"),
    ("Chad [signed] treaties with Mali, and with neither Togo nor Niger.", "pos", "asserted"),
    ("Chad, which borders neither Mali nor Togo, [joined] the pact.", "pos", "asserted"),
    ("The treaty did not prevent a [clash].", "pos", "asserted"),
    ("Few states [recognised] the junta.", "neg", "asserted"),
    ("A few states [recognised] the junta.", "pos", "asserted"),
    ("The few states that [recognised] the junta left.", "pos", "asserted"),
    ("Very little aid [reached] Chad.", "neg", "asserted"),
    ("Chad [asked] Mali for nothing.", "neg", "asserted"),
    ("Chad [asked] Mali for nothing but time.", "pos", "asserted"),
    ("Mali was about to be [admitted].", "pos", "planned"),
    ("Chad will [open] an embassy.", "pos", "planned"),
    ("Chad will sign and [ratify] the treaty.", "pos", "planned"),
    ("Chad plans to [open] an embassy.", "pos", "planned"),
    ("Chad was set to [open] an embassy.", "pos", "planned"),
    ("Chad announced plans to [leave] the bloc.", "pos", "planned"),
    ("Chad would [lift] the ban.", "pos", "hypothetical"),
    ("The ban would be gradually [lifted].", "pos", "hypothetical"),
    ("Chad urged Mali to [lift] the ban.", "pos", "hypothetical"),
    ("Chad called on Mali to [lift] the ban.", "pos", "hypothetical"),
    ("Chad threatened to [expel] the envoy.", "pos", "hypothetical"),
    ("Chad said that Mali had [closed] the border.", "pos", "reported"),
    ("Chad accused Mali of [closing] the border.", "pos", "reported"),
    ("Chad announced that it was [recalling] its envoy.", "pos", "asserted"),
    ("Chad decided to [expel] the envoy.", "pos", "asserted"),
    ("Chad agreed to [impose] sanctions.", "pos", "asserted"),
    ("Chad sought to develop closer ties and [recalled] its envoy.", "pos", "asserted"),
    ("The EU agreed to [widen] sanctions but Poland refused.", "pos", "asserted"),
    ("Chad has been able to [join].", "pos", "asserted"),
    ("Chad ruled out [recognising] Mali.", "neg", "asserted"),
    ("Instead of [recognising] Mali, Chad left.", "neg", "asserted"),
    ("Chad stopped short of [recognising] Mali.", "neg", "asserted"),
    ("Rather than [recognise] Mali, Chad left.", "neg", "asserted"),
    ("Chad almost [recognised] Mali.", "neg", "asserted"),
    ("Chad [expelled] nearly all envoys.", "pos", "asserted"),
    ("Chad was about to [recognise] Mali.", "pos", "planned"),
    ("Chad called off the [visit].", "neg", "asserted"),
    ("Chad denied that it had [recognised] Mali.", "neg", "reported"),
    ("Chad is to [open] an embassy.", "pos", "planned"),
    ("Had Chad [recognised] Mali, Niger would have left.", "pos", "hypothetical"),
    ("Hardly had Chad [recognised] Mali when Niger left.", "pos", "asserted"),
    ("Chad would later [recognise] Mali.", "pos", "asserted"),
    ("Two embassies are to be [opened] by Chad.", "pos", "planned"),
    ("Chad was to have [opened] an embassy.", "pos", "planned"),
    ("Chad was to [join] the union.", "pos", "asserted"),
    ("Chad has yet to [ratify] the treaty.", "neg", "asserted"),
    ("Chad and Mali are yet to [ratify] the treaty.", "neg", "asserted"),
    ("Chad is weighing the [reimposition] of sanctions.", "pos", "planned"),
    ("Chad announced the planned [deployment] of troops.", "pos", "planned"),
    ("Chad feared a possible [invasion].", "pos", "hypothetical"),
    ("It was a condition [demanded] by Chad.", "pos", "asserted"),
    ("Peace was not [signed] until April 1988.", "pos", "asserted"),
    ("Not until 1991 did Chad [recognise] the state.", "pos", "asserted"),
    ("Not in 1991 did Chad [recognise] the state.", "neg", "asserted"),
    ("Chad pledged to leave but then [recognised] the state.", "pos", "asserted"),
    ("Chad refused at first to [sign] the treaty.", "neg", "asserted"),
    ("Chad refused at first to sign the [treaty].", "neg", "asserted"),
    ("Chad stopped in Lima to [sign] the treaty.", "pos", "asserted"),
    ("Chad [threatened] nobody.", "neg", "asserted"),
    ("Nothing was [signed].", "neg", "asserted"),
    ("Not all states [signed] the treaty.", "neg", "asserted"),
    ("All states [signed] the treaty.", "pos", "asserted"),
    ("A 'no' vote by Chad [angered] Mali.", "pos", "asserted"),
    ("[Deliveries] are to start in 2010.", "pos", "planned"),
    ("The next [meeting] remains scheduled for May.", "pos", "planned"),
    ("Chad broke off the [talks].", "neg", "asserted"),
    ("To [condemn] the raid on the port.", "pos", "planned"),
]


@pytest.mark.parametrize(("marked", "polarity", "modality"), CASES)
def test_assertion(nlp: Language, marked: str, polarity: str, modality: str) -> None:
    start = marked.index("[")
    doc = nlp(marked.replace("[", "").replace("]", ""))
    token = next(t for t in doc if t.idx == start)
    assertion, _ = assess(Syntax(words_of(doc)), token.i, load_cues())
    assert (assertion.polarity, assertion.modality) == (polarity, modality)


def test_the_reporting_verb_is_found(nlp: Language) -> None:
    doc = nlp("Chad said that Mali had closed the border.")
    _, reporters = assess(Syntax(words_of(doc)), 5, load_cues())
    assert [word.text for word in reporters] == ["said"]


@pytest.mark.parametrize(
    ("text", "trigger", "reporters"),
    [
        ("According to Niger, Mali closed the border.", "closed", ["Niger"]),
        ("According to the treaty, Mali closed the border.", "closed", []),
        ("Chad denied Mali's claim that it had closed the border.", "closed", ["denied", "claim"]),
        ("It was alleged by Niger that Mali had closed the border.", "closed", ["alleged"]),
    ],
)
def test_who_says_so_is_found(nlp: Language, text: str, trigger: str, reporters: list[str]) -> None:
    words = words_of(nlp(text))
    word = next(word for word in words if word.text == trigger)
    assert [reporter.text for reporter in assess(Syntax(words), word.i, load_cues())[1]] == reporters
