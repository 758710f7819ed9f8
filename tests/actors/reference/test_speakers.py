"""The first person: whom a speech is held for, or who is quoted."""

from __future__ import annotations

from spacy.language import Language

from tests.actors.said import party


def test_a_speech_is_held_for_the_state_of_the_text(nlp: Language) -> None:
    assert party(nlp, "We have sent food to Chad.", "We", title="Speech for Norway") == "NOR"


def test_in_quotation_marks_who_is_quoted_speaks(nlp: Language) -> None:
    text = 'Kenya voted on Monday. "We reject this report," Peru said.'
    assert party(nlp, text, "We", title="Foreign relations of Kenya") == "PER"
