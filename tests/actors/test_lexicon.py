"""The words of the room are data, which the schemas hold to their rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.extractors.actors.lexicon import NAME_WORDS, OFFICE_WORDS, NameWords, OfficeWords, is_generic, is_national
from verbale.extractors.actors.reference.lexicon import NOUNS, PRONOUNS, ReferenceWords
from verbale.extractors.data_files import DATA, DataError, Table, read


@pytest.mark.parametrize(
    ("schema", "name", "old", "new", "problem"),
    [
        (OfficeWords, "offices.toml", "domains = [", "domain = [", "did you mean 'domains'"),
        (OfficeWords, "offices.toml", '"viceroy"', '"Viceroy"', "offices.other: words are in lower case here: 'Viceroy'"),
        (NameWords, "names.toml", "[opening]", "[openings]", "did you mean 'opening'"),
        (ReferenceWords, "reference.toml", 'person = ["he", ', 'person = ["he", "he", ', "pronouns.person: 'he' stands twice"),
    ],
)
def test_slips_in_the_data_are_told(schema: type[Table], name: str, old: str, new: str, problem: str, tmp_path: Path) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        read(schema, tmp_path / name)


def test_institutions_of_every_state() -> None:
    assert is_national(["ministry", "of", "foreign", "affairs"])
    assert is_generic(["permanent", "mission"]) and not is_national(["permanent", "mission"])
    assert not is_generic(["harbour", "ministry"])


def test_words_that_mean_one_thing_stand_in_one_list() -> None:
    offices = OFFICE_WORDS.offices
    assert not offices.state & offices.other
    assert not OFFICE_WORDS.institutions.government & OFFICE_WORDS.institutions.organs
    assert not NAME_WORDS.small.shared & (NAME_WORDS.small.any_case | NAME_WORDS.small.unspelled | NAME_WORDS.small.treaties)
    assert (PRONOUNS["its"], NOUNS["state"], NOUNS["sides"]) == ("thing", "country", "pair")
