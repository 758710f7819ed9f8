"""The lemmatizer of the bundled pipeline: no non-words from unseen verbs, cases kept where they matter, the same after saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from verbale.extractors.parse.lemmatizer import FormLemmatizer


@pytest.fixture(scope="module")
def lemmatizer(nlp: Language) -> FormLemmatizer:
    pipe = nlp.get_pipe("lemmatizer")
    assert isinstance(pipe, FormLemmatizer)
    return pipe


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("recalled", "VBD", "recall"),
        ("expelled", "VBN", "expel"),
        ("expelling", "VBG", "expel"),
        ("stirred", "VBD", "stir"),
        ("vetoed", "VBD", "veto"),
        ("vetoes", "VBZ", "veto"),
        ("recognised", "VBN", "recognise"),
        ("recognized", "VBN", "recognize"),
        ("denied", "VBD", "deny"),
        ("severing", "VBG", "sever"),
        ("signed", "VBD", "sign"),
        ("ceded", "VBD", "cede"),
        ("withdrew", "VBD", "withdraw"),
        ("withdrawn", "VBN", "withdraw"),
        ("broke", "VBD", "break"),
        ("sought", "VBD", "seek"),
        ("met", "VBD", "meet"),
        ("left", "VBD", "leave"),
        ("fled", "VBD", "flee"),
        ("lied", "VBD", "lie"),
        ("sought", "VBP", "seek"),
        ("urged", "VB", "urge"),
        ("veto", "VBP", "veto"),
        ("enrolled", "VBN", "enroll"),
        ("banned", "VBN", "ban"),
        ("conferring", "VBG", "confer"),
        ("visiting", "VBG", "visit"),
        ("reopened", "VBD", "reopen"),
        ("de-escalated", "VBD", "de-escalate"),
        ("derecognised", "VBD", "derecognise"),
        ("imposes", "VBZ", "impose"),
        ("passes", "VBZ", "pass"),
        ("establishes", "VBZ", "establish"),
        ("Belarusianised", "VBN", "belarusianise"),
    ],
)
def test_verbs(lemmatizer: FormLemmatizer, form: str, tag: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, tag, "VERB") == lemma


@pytest.mark.parametrize(
    ("form", "tag", "pos", "lemma"),
    [
        ("embassies", "NNS", "NOUN", "embassy"),
        ("Sanctions", "NNS", "NOUN", "sanction"),
        ("crises", "NNS", "NOUN", "crisis"),
        ("businesses", "NNS", "NOUN", "business"),
        ("attachés", "NNS", "NOUN", "attaché"),
        ("NGOs", "NNS", "NOUN", "NGO"),
        ("Nations", "NNPS", "PROPN", "Nation"),
        ("Minsk", "NNP", "PROPN", "Minsk"),
        ("American", "JJ", "ADJ", "American"),
        ("Foreign", "JJ", "ADJ", "foreign"),
        ("closer", "JJR", "ADJ", "close"),
        ("biggest", "JJS", "ADJ", "big"),
        ("'s", "VBZ", "AUX", "be"),
        ("n't", "RB", "PART", "not"),
        ("its", "PRP$", "PRON", "its"),
        ("1,000", "CD", "NUM", "1000"),
    ],
)
def test_other_words(lemmatizer: FormLemmatizer, form: str, tag: str, pos: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, tag, pos) == lemma


def test_a_verb_with_the_tag_of_a_noun_is_still_undone(lemmatizer: FormLemmatizer) -> None:
    assert lemmatizer.lemma("expelling", "NN", "VERB") == "expel"


def test_no_base_is_made_up_without_tables() -> None:
    empty = FormLemmatizer()
    assert empty.lemma("treaties", "NNS", "NOUN") == "treaty"
    assert empty.lemma("", "VBD", "VERB") == ""


def test_tables_survive_saving(lemmatizer: FormLemmatizer, tmp_path: Path) -> None:
    lemmatizer.to_disk(tmp_path)
    assert FormLemmatizer().from_disk(tmp_path).to_tables() == lemmatizer.to_tables()
    assert FormLemmatizer().from_bytes(lemmatizer.to_bytes()).to_tables() == lemmatizer.to_tables()


def test_in_the_pipeline(nlp: Language) -> None:
    doc = nlp("Poland recalled its ambassador and expelled two diplomats.")
    assert [token.lemma_ for token in doc if token.pos_ == "VERB"] == ["recall", "expel"]
