"""The first person: whom a speech is held for, or who is quoted."""

from __future__ import annotations

from spacy.language import Language

from tests.actors.said import party


def test_a_speech_is_held_for_the_state_of_the_text(nlp: Language) -> None:
    assert party(nlp, "We have sent food to Chad.", "We", title="Speech for Norway") == "NOR"


def test_in_quotation_marks_who_is_quoted_speaks(nlp: Language) -> None:
    text = 'Kenya voted on Monday. "We reject this report," Peru said.'
    assert party(nlp, text, "We", title="Foreign relations of Kenya") == "PER"


def test_the_title_of_a_statement_names_its_speaker(nlp: Language) -> None:
    title = "Statement by the President of Peru on the raid in Chad"
    assert party(nlp, "We condemn the raid, and call on Mali to withdraw.", "We", title=title) == "PER"
    assert party(nlp, "Chad and Mali met. My government welcomes this.", "My", title="Letter from Peru to the Council") == "PER"


def test_a_heading_names_the_speaker_where_there_is_no_title(nlp: Language) -> None:
    text = "Address by the President of Peru to the parliament of Chad\n\n"
    text += "We thank Chad and Mali for the loan that they have granted."
    assert party(nlp, text, "We") == "PER"
