"""Words as the encoder reads them: pieces by hand, and windows that cut no word and no sentence that fits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extractors.finder.pieces import N_CASES, WINDOW, Pieces, letter_case, padded

VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##able", "##ab", "##le", "recall", "##ed", "'", "s", "e", "##tat", ".", "-",
    "co", "operate", "re", "call", "a", "##a", "##b", "–",
]  # fmt: skip
WORDS = st.sampled_from(["a", "aa", "abab", "recalled", "unable", "a" * 9, "xyz", "A", "co-operate", "a" * 200])


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("recall", "recall"),
        ("Recalled", "recall ##ed"),
        ("unable", "un ##able"),
        ("unabable", "un ##ab ##able"),
        ("É", "e"),
        ("État", "e ##tat"),
        ("co-operate", "co - operate"),
        ("s.e.", "s . e ."),
        ("a–a", "a – a"),
        ("'s", "' s"),
        ("e'état", "e ' e ##tat"),
        ("re\u200bcall", "re call"),
        ("recallx", "[UNK]"),
        ("xyz-a", "[UNK] - a"),
        ("aab", "a ##ab"),
        ("a" * 100, " ".join(["a", *["##a"] * 11])),
        ("a" * 101, "[UNK]"),
        ("\u200b", "[UNK]"),
    ],
)
def test_a_word_falls_into_its_longest_pieces(pieces: Pieces, word: str, wanted: str) -> None:
    assert [VOCABULARY[number] for number in pieces.of(word)] == wanted.split()


@pytest.mark.parametrize(
    ("word", "case"),
    [
        (",", 0),
        ("state", 1),
        ("1990s", 1),
        ("UN", 2),
        ("A", 3),
        ("Poland", 4),
        ("McKay", 5),
        ("1990", 6),
        ("iPhone", 7),
        ("条約", 7),
    ],
)
def test_letter_case_is_told_beside_the_pieces(word: str, case: int) -> None:
    assert letter_case(word) == case < N_CASES


def test_a_window_by_hand(pieces: Pieces) -> None:
    words = ["Unable", "to", ".", "RECALLED", "a"]
    (window,) = pieces.windows(words, [(0, 3), (3, 5)])
    assert [VOCABULARY[number] for number in window.pieces] == [
        "[CLS]", "un", "##able", "[UNK]", ".", "recall", "##ed", "a", "[SEP]",
    ]  # fmt: skip
    # One more than the case at the first piece of a word, nine more at the others.
    assert window.cases == (0, 5, 13, 2, 1, 3, 11, 2, 0)
    assert (window.words, window.places) == ((0, 1, 2, 3, 4), (1, 3, 4, 5, 7))


def test_windows_of_unlike_length_are_filled_up(pieces: Pieces) -> None:
    (long,), (short,) = pieces.windows(["recalled", "a"], [(0, 2)]), pieces.windows(["s"], [(0, 1)])
    numbers, cases, mask = padded([long, short])
    assert numbers.tolist() == [[2, 8, 9, 20, 3], [2, 11, 3, 0, 0]]
    assert cases.tolist() == [[0, 2, 10, 2, 0], [0, 2, 0, 0, 0]]
    assert mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]


def test_a_sentence_goes_whole_into_the_next_window(pieces: Pieces) -> None:
    words = ["a"] * 400
    found = list(pieces.windows(words, [(0, 228), (228, 254), (254, 255), (255, 400)]))
    assert [(window.words[0], window.words[-1] + 1) for window in found] == [(0, 254), (254, 400)]


def test_only_a_sentence_that_is_too_long_is_cut(pieces: Pieces) -> None:
    words = ["recalled"] * 200  # two pieces each
    found = list(pieces.windows(words, [(0, 10), (10, 180), (180, 200)]))
    assert [(window.words[0], window.words[-1] + 1) for window in found] == [(0, 10), (10, 137), (137, 200)]


@given(st.lists(st.lists(WORDS, max_size=140), max_size=8))
def test_windows_hold_every_word_once_and_whole(sentences: list[list[str]]) -> None:
    pieces, words = Pieces(VOCABULARY), [word for sentence in sentences for word in sentence]
    ends = [sum(map(len, sentences[: n + 1])) for n in range(len(sentences))]
    spans = list(pairwise([0, *ends]))
    windows = list(pieces.windows(words, spans))
    assert [i for window in windows for i in window.words] == list(range(len(words)))
    size_of = {span: sum(len(pieces.of(words[i])) for i in range(*span)) for span in spans}
    for window in windows:
        assert 0 < len(window.pieces) - 2 <= WINDOW and len(window.cases) == len(window.pieces)
        assert (window.pieces[0], window.pieces[-1]) == pieces.marks
        stops = [*window.places, len(window.pieces) - 1]
        assert [window.pieces[a:b] for a, b in pairwise(stops)] == [pieces.of(words[i]) for i in window.words]
        first, end = window.words[0], window.words[-1] + 1
        inside = [span for span in spans if span[0] < first < span[1] or span[0] < end < span[1]]
        assert all(size_of[span] > WINDOW for span in inside), "a sentence that fits is not cut"


def test_behind_an_edit_the_windows_are_soon_those_that_they_were() -> None:
    """Else a paragraph put in above would change what is found, and orphan what was decided, in all of a text."""

    def told(sentences: list[list[str]]) -> list[tuple[str, ...]]:
        words, ends = [w for sentence in sentences for w in sentence], [0]
        for sentence in sentences:
            ends.append(ends[-1] + len(sentence))
        return [tuple(words[i] for i in window.words) for window in Pieces(VOCABULARY).windows(words, list(pairwise(ends)))]

    text = [[f"word{n}", "recalled", "its", "envoy"] * 5 for n in range(160)]
    before, after = told(text), told([["Peru", "recalled"] * 15, *text])
    apart = [window for window in before if window not in after]
    assert len(before) > 15 and len(apart) <= 4 and apart == before[: len(apart)], "only those up to the first that opens"
