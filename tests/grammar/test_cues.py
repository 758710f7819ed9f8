"""The words of grammar are read strictly: what is misspelt, missing, repeated or capitalised is told with its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from verbale.extractors.data_files import DATA, DataError, read
from verbale.extractors.events.unclaimed.words import WORDS
from verbale.extractors.grammar.cues import Cues, Effect, load_cues
from verbale.extractors.grammar.english import English


@pytest.mark.parametrize(
    ("schema", "name", "old", "new", "problem"),
    [
        (Cues, "cues.toml", "[scope]", "[scop]", "scop: unknown key; did you mean 'scope'?"),
        (Cues, "cues.toml", "merely =", "merly =", "negation.merly: unknown key; did you mean 'merely'?"),
        (Cues, "cues.toml", 'marks = ["if"', 'marks = ["If"', "hypothetical.marks: words are in lower case here: 'If'"),
        (Cues, "cues.toml", 'selected = ["for", "of"]', 'selected = "for"', "scope.selected: a list of words is wanted"),
        (English, "grammar.toml", "copulas = [", 'copulas = ["be", ', "verbs.copulas: 'be' stands twice"),
        (English, "grammar.toml", "[adjectives]", "[adjective]", "adjectives: is missing"),
    ],
)
def test_mistakes_are_told(
    tmp_path: Path, schema: type[Cues] | type[English], name: str, old: str, new: str, problem: str
) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read(schema, tmp_path / name)
    assert f"{name}: {problem}" in str(raised.value).splitlines()


def test_an_effect_has_words_of_three_kinds() -> None:
    cues = load_cues()
    assert cues.has("negation", "governors", "refuse") and cues.has("planned", "nouns", "offer")
    assert cues.has("hypothetical", "adjectives", "possible") and not cues.has("reported", "adjectives", "possible")


def test_no_cue_is_hidden_by_another() -> None:
    """Of a word in two lists the first would win, and one without an effect has none to confine."""
    cues = load_cues()
    for kind in ("governors", "nouns"):
        words = [word for effect in get_args(Effect) for word in getattr(getattr(cues, effect), kind)]
        assert sorted(word for word, times in Counter(words).items() if times > 1) == []
    governing = {
        word for effect in get_args(Effect) for kind in ("governors", "nouns") for word in getattr(getattr(cues, effect), kind)
    }
    assert cues.scope.clausal | cues.reported.opinions | set(cues.scope.before) <= governing
    assert not cues.scope.presupposing & governing and not cues.reported.declaring & governing
    assert not cues.reported.false & cues.reported.true


def test_no_word_of_what_is_not_claimed_is_hidden() -> None:
    sport = WORDS.sport
    assert not sport.contests & sport.perhaps and not sport.winning & sport.meeting
    assert WORDS.works.invented - {"sitcom"} <= WORDS.works.titled
