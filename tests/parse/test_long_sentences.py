"""Sentences that are too long to be one are read in pieces, and the document says so."""

from __future__ import annotations

from pathlib import Path

from verbale.extractors.parse import Parsed, pack, parse, unpack
from verbale.extractors.parse.language import load_pipeline
from verbale.extractors.parse.long_sentences import LONGEST
from verbale.extractors.text import make_document

NLP = load_pipeline(finder="off")
STATES = ("Peru", "Japan", "Norway", "Chile")


def listed(number: int) -> Parsed:
    names = ", ".join(STATES[i % 4] for i in range(number))
    return parse(NLP, make_document("d", f"Malta signed a treaty with {names} in 1994."))


def test_a_long_list_is_cut_behind_a_comma() -> None:
    parsed = listed(400)
    lengths = [sentence.end - sentence.start for sentence in parsed.sentences]
    assert sum(lengths) == len(parsed.doc) == 807 and max(lengths) <= LONGEST
    assert [sentence.text[-1] for sentence in parsed.sentences] == [",", ",", "."]
    assert parsed.document.note == "read in pieces: 1 sentence of more than 300 words"


def test_every_piece_is_a_tree_of_its_own() -> None:
    parsed = listed(400)
    for sentence in parsed.sentences:
        words = parsed.words[sentence.start : sentence.end]
        assert all(sentence.start <= word.head.i < sentence.end for word in words)
        assert [word.dep_ for word in words if word.head is word] == ["ROOT"]
    assert "".join(sentence.text for sentence in parsed.sentences).count(",") == 399


def test_words_without_a_comma_are_cut_at_the_limit() -> None:
    parsed = parse(NLP, make_document("d", "and " * 700))
    assert [sentence.end - sentence.start for sentence in parsed.sentences] == [1, 300, 300, 99]


def test_what_is_not_too_long_stays() -> None:
    parsed = listed(140)
    assert len(parsed.sentences) == 1 and parsed.document.note == "" and parsed.cut == 0


def test_a_kept_parse_says_it_again() -> None:
    parsed = listed(400)
    document = make_document("d", parsed.document.text)
    kept = unpack(NLP, document, pack(parsed))
    assert (kept.sentences, kept.document, kept.cut) == (parsed.sentences, parsed.document, 1)


def test_what_has_no_spaces_is_read_in_parts(tmp_path: Path) -> None:
    document = make_document("d", "(" * 2500 + " Peru attacked Chile")
    assert [block.char_end - block.char_start for block in document.blocks] == [1000, 1000, 520]
