"""Damaged texts: mended for the reader, quoted as they are."""

from __future__ import annotations

import pytest
from spacy.language import Language

from verbale.extractors.parse import parse
from verbale.extractors.schema import Block
from verbale.extractors.text import block_view, make_document
from verbale.extractors.text.damage import mojibake_in


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("SÃ£o TomÃ© and PrÃ­ncipe", "São Tomé and Príncipe"),
        ("Peruâ€™s envoy â€“ he said â€œnoâ€\x9d â€“ left", "Peru’s envoy – he said “no” – left"),
        ("a loanÂ\xa0of 3Â°", "a loan of 3°"),
        ("CAFÉ” and É–Ä", "CAFÉ” and É–Ä"),
        ("Niger‑Chad talks ― Coteʼs ﬁsh − all", "Niger-Chad talks — Cote’s fish – all"),
        (
            "It left in 1994². Chad joined in 1995.12 Mali in 199613, too.",
            "It left in 1994. Chad joined in 1995. Mali in 1996, too.",
        ),
        ("It had 19942 men and 1994.12 tons", "It had 19942 men and 1994.12 tons"),
    ],
)
def test_damage_is_mended_in_the_view(text: str, shown: str) -> None:
    view = block_view(text, Block(0, len(text), False, ""))
    assert view.text == shown
    assert len(view.offsets) == len(shown)
    assert list(view.offsets) == sorted(view.offsets)


def test_quotes_hold_the_text_as_it_is(nlp: Language) -> None:
    text = "The envoy left SÃ£o TomÃ©. Chad stayed."
    parsed = parse(nlp, make_document("d", text))
    words = [word.text for word in parsed.words]
    at = words.index("São")
    assert parsed.quote(at, at + 2) == "SÃ£o TomÃ©"
    assert parsed.sentences[0].text == "The envoy left SÃ£o TomÃ©."
    assert mojibake_in(text) == 2
