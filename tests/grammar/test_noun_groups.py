"""What belongs to a noun: its list, its group, its title, its year."""

from __future__ import annotations

import pytest

from tests.docs import build
from verbale.extractors.grammar.noun_groups import compound_lemma, conjuncts, head_lemmas, noun_span, years
from verbale.extractors.parse.tokens import Word, words_of

LISTS = [
    ("Peru NNP 4 nsubj\nand CC 1 cc\nChile NNP 1 conj\nleft VBD 0 ROOT", ["Peru", "Chile"]),
    ("Peru NNP 5 nsubj\nbut CC 1 cc\nnot RB 4 neg\nChile NNP 1 conj\nleft VBD 0 ROOT", ["Peru"]),
    ("Peru NNP 6 nsubj\nas RB 4 advmod\nwell RB 4 advmod\nas IN 1 cc\nChile NNP 4 pobj\nleft VBD 0 ROOT", ["Peru"]),
    ("Peru NNP 5 nsubj\ntogether RB 1 prep\nwith IN 2 prep\nChile NNP 3 pobj\nleft VBD 0 ROOT", ["Peru", "Chile"]),
]


def word(lines: str, text: str) -> Word:
    return next(w for w in words_of(build(lines)) if w.text == text)


@pytest.mark.parametrize(("lines", "members"), LISTS)
def test_members_of_a_list(lines: str, members: list[str]) -> None:
    assert [w.text for w in conjuncts(word(lines, "Peru"))] == members


def test_a_group_begins_with_its_first_modifier() -> None:
    lines = "The DT 4 det\nnew JJ 4 amod\ntrade NN 4 compound\npact NN 5 nsubj\nheld VBD 0 ROOT"
    assert noun_span(word(lines, "pact")) == (0, 4)


def test_a_title_is_the_head_of_a_name() -> None:
    name = "Ambassador=ambassador NNP 2 compound\nRoe=Roe NNP 3 nsubj\nleft VBD 0 ROOT"
    title = "consul NN 2 compound\ngeneral NN 3 nsubj\nleft VBD 0 ROOT"
    assert head_lemmas(word(name, "Roe")) == {"roe", "ambassador"} and head_lemmas(word(title, "general")) == {
        "general",
        "consul",
    }
    assert head_lemmas(word("bases=basis NNS 2 nsubj\nclosed VBD 0 ROOT", "bases")) == {"base", "basis"}
    assert compound_lemma(word("cease NN 3 compound\n- , 3 punct\nfire NN 0 ROOT", "fire")) == "cease-fire"


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        ("The DT 3 det\n1907 CD 3 nummod\npact NN 0 ROOT", ["1907"]),
        ("pact NN 0 ROOT\nof IN 1 prep\n3 CD 4 nummod\nMay NNP 2 pobj\n1857 CD 4 nummod", ["1857"]),
        ("pact NN 0 ROOT\nof IN 1 prep\nRome NNP 2 pobj\n( , 1 punct\n1957 CD 1 appos\n) , 1 punct", ["1957"]),
        ("pact NN 0 ROOT\nof IN 1 prep\nRome NNP 2 pobj\n, , 1 punct\n( , 1 punct\n1957 CD 1 appos", []),
    ],
)
def test_the_year_of_a_name(lines: str, year: list[str]) -> None:
    assert [w.text for w in years(word(lines, "pact"))] == year
