"""Lead-ins: what stands once above a list begins each of its items."""

from __future__ import annotations

from spacy.language import Language

from tests.text.written import BODY, views
from verbale.extractors.parse import parse
from verbale.extractors.text import block_view, make_document

RESOLUTION = (
    "The General Assembly,\n\nRecalling its decision on Mali,\n\nDeeply concerned about the raid,\n\n"
    "1. Strongly condemns the raid on Mali;\n\n2. Calls upon Chad to withdraw; and\n\n3. Decides to meet again.\n"
)


def test_items_of_a_resolution_begin_with_its_subject() -> None:
    assert views(RESOLUTION)[3:] == [
        "The General Assembly strongly condemns the raid on Mali",
        "The General Assembly calls upon Chad to withdraw",
        "The General Assembly decides to meet again.",
    ]


def test_items_go_on_with_the_sentence_of_their_lead_in() -> None:
    text = (
        f"They met in Lima. The ministers agreed to:\n\n(a) open an office in Quito; and\n(b) Lift the ban on fish.\n\n{BODY}\n"
    )
    assert views(text)[1:] == [
        "The ministers agreed to open an office in Quito",
        "The ministers agreed to lift the ban on fish.",
        BODY,
    ]
    that = "The treaty provides that:\n- the ban is lifted;\n- Chile returns the ships.\n"
    assert views(that)[1:] == ["The treaty provides that the ban is lifted", "The treaty provides that Chile returns the ships."]


def test_names_of_a_list_stay_alone() -> None:
    assert views(f"The members are:\n- Peru and Chile\n- Signs of unrest\n\n{BODY}") == [
        "The members are:", "Peru and Chile", "Signs of unrest", BODY,
    ]  # fmt: skip


def test_offsets_quote_the_lead_in_and_the_item(nlp: Language) -> None:
    document = make_document("d", RESOLUTION)
    for block in document.blocks:
        view = block_view(RESOLUTION, block)
        assert len(view.text) == len(view.offsets) == len(view.text)
        assert list(view.offsets) == sorted(view.offsets)
    parsed = parse(nlp, document)
    item = parsed.sentences[3]
    assert item.text == "Strongly condemns the raid on Mali"
    assert RESOLUTION[item.char_start : item.char_end] == item.text
    assert parsed.quote(item.start, item.start + 3) == "The General Assembly"
    assert parsed.words[item.first_own].text == "strongly"
