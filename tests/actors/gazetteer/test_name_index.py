"""How names are compared and looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.actors.gazetteer.matched import matched
from verbale.extractors.actors.gazetteer import atom_view, atoms
from verbale.extractors.actors.gazetteer.name_index import same_case


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the U.S. and the U.N.", [("USA",), ("UN",)]),
        ("it told us that", []),
        ("Côte d’Ivoire , Cote d'Ivoire , Ivory Coast", [("CIV",), ("CIV",), ("CIV",)]),
        ("Organization for Security and Co - operation in Europe", [("OSCE",)]),
        ("Organisation for Security and Cooperation in Europe", [("OSCE",)]),
        ("the Council of Europe and the Council of the European Union", [("COE",), ("Council of the European Union",)]),
        ("South Korea or Korea", [("KOR",), ("KOR", "Korea", "PRK")]),
        ("UKRAINE and Ukrainians", [("UKR",), ("UKR",)]),
        ("the UN security council", [("UN Security Council",)]),
        ("UN Educational, Scientific and Cultural Organization", [("UNESCO",)]),
        ("Sino - Soviet", [("CHN",), ("SUN",)]),
        ("she may march in turkey", []),
    ],
)
def test_names_match(text: str, ids: list[tuple[str, ...]]) -> None:
    assert matched(text) == ids


@given(st.text(max_size=40))
def test_atoms_are_words_or_marks_of_the_text(text: str) -> None:
    found = atoms(text)
    assert all(atom and not atom.isspace() for atom in found)
    assert same_case(found, found, False)
    assert atoms(" ".join(found)) == found or any(c in text for c in ".-'’‘`ʻ") or not text.isascii()


@pytest.mark.parametrize(
    ("alias", "found", "capitals", "same"),
    [
        (("US",), ("us",), False, False),
        (("Peru",), ("PERU",), True, True),
        (("Peru",), ("PERU",), False, False),
        (("Agence", "France"), ("AGENCE", "FRANCE"), False, True),
        (("Bank", "of", "Peru"), ("Bank", "Of", "Peru"), False, True),
        (("al", "Qaida"), ("Al", "Qaida"), False, True),
    ],
)
def test_case_matters_where_it_tells_names_apart(
    alias: tuple[str, ...], found: tuple[str, ...], capitals: bool, same: bool
) -> None:
    assert same_case(alias, found, capitals) is same


def test_a_hyphen_between_tokens_makes_one_atom() -> None:
    view = atom_view(["the", "Co", "-", "operation", "Council's"])
    assert view.exact == ("the", "Cooperation", "Council", "'s")
    assert (view.token, view.last) == ((0, 1, 4, 4), (0, 3, 4, 4))
    assert (view.starts, view.ends) == ((True, True, True, False), (True, True, False, True))
