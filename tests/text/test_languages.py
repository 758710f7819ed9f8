"""Texts in other languages are told apart, and of mixed ones the English part is read."""

from __future__ import annotations

import pytest

from tests.text.written import BODY
from verbale.extractors.text import make_document
from verbale.extractors.text.languages import language_of
from verbale.extractors.text.passages import MAX_BLOCK

FRENCH = (
    "Le président du Tchad et le ministre des affaires étrangères du Mali ont signé un traité dans la capitale, et les "
    "ambassadeurs des deux pays sont rentrés avec une délégation qui avait été envoyée par le gouvernement pour la conférence."
)
TEXTS = {
    "en": f"{BODY} It was the first treaty that the two of them had signed since the war.",
    "fr": FRENCH,
    "de": "Der Präsident und die Minister der beiden Staaten haben den Vertrag nicht unterzeichnet, wurde gesagt.",
    "es": "El presidente de la república y los ministros de los dos países firmaron un tratado con el vecino.",
    "pl": "Prezydent i minister nie podpisali traktatu, który został przez sąsiada przedstawiony na szczycie.",
    "Cyrillic": "Президент и министр подписали договор с соседним государством в столице страны.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_told_by_little_words_and_letters(language: str) -> None:
    assert language_of(TEXTS[language]) == language


def test_nothing_is_said_of_a_few_words() -> None:
    assert language_of("Chad recalls its envoy") == language_of("São Tomé") == ""


def test_a_text_in_another_language_is_told_and_not_read() -> None:
    document = make_document("d", f"{FRENCH}\n\n{FRENCH}", path="d.txt")
    assert (document.status, document.language, document.blocks) == ("not_english", "fr", ())
    assert document.error == "d.txt: not in English (fr); translate it, or leave it out"


def test_of_a_mixed_text_the_english_part_is_read() -> None:
    text = f"{FRENCH}\n\n{BODY} {BODY}\n\n{FRENCH}"
    document = make_document("d", text)
    assert [text[b.char_start : b.char_end] for b in document.blocks] == [f"{BODY} {BODY}"]
    assert (document.status, document.language) == ("ok", "en")
    assert document.note == "left out: 2 paragraphs in other languages (fr)"


def test_a_paragraph_that_is_too_long_is_read_in_pieces() -> None:
    text = " ".join([BODY] * (3 * MAX_BLOCK // len(BODY)))
    blocks = make_document("d", text).blocks
    assert len(blocks) > 2
    assert all(block.char_end - block.char_start <= MAX_BLOCK for block in blocks)
    assert " ".join(text[block.char_start : block.char_end] for block in blocks) == text
    assert all(text[block.char_end - 1] == "." for block in blocks)
