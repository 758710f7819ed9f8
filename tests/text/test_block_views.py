"""The reading view of a block: what is smoothed, and that every character maps back."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from tests.text.written import BODY, WRAPPED
from verbale.extractors.parse import parse
from verbale.extractors.schema import Block
from verbale.extractors.text import block_view, block_views, make_document

PIECES = [
    "[12]",
    "[a]",
    "[citation needed]",
    "\u00ad",
    "\u00ad\n",
    "-\n",
    "**",
    "''",
    "[[",
    "]]",
    "|",
    "\r\n",
    "\n\n",
    "\u200b",
    "\u00a0",
    "\u202e",
    "\x00",
    "# ",
    "== ",
    " ==",
    "* ",
    "1. ",
    "a",
    "Sahel",
    ".",
    ". ",
    "  ",
    "\t",
    "&nbsp;",
    "&amp;",
    "\u2028",
    "[x](http://y.z)",
    "<ref>",
    "</ref>",
    "{{",
    "}}",
    "[15] ",
    "1991",
    "\ufeff",
    "é",
    "ش",
    "😀",
    "---\n",
]


noisy = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)


REPLACED = {"&": "&", "<": "&", ">": "&", '"': "&", "'": "&"}  # what an entity stands for begins with "&" in the text


def assert_maps_back(text: str, block: Block) -> None:
    shown = block_view(text, block)
    assert len(shown.text) == len(shown.offsets)
    assert all(a <= b for a, b in zip(shown.offsets, shown.offsets[1:], strict=False))
    for char, offset in zip(shown.text, shown.offsets, strict=True):
        assert block.char_start <= offset < block.char_end
        assert char in (" ", text[offset]) or REPLACED.get(char) == text[offset]
    assert shown.text == shown.text.strip() and "  " not in shown.text
    assert all(char == " " or not char.isspace() for char in shown.text)


@given(st.one_of(noisy, st.text()))
@example("a \u00ad\n[1] b")
@example("x-\n")
def test_any_text_gives_disjoint_blocks_and_exact_views(text: str) -> None:
    end = 0
    for block in make_document("d", text).blocks:
        assert end <= block.char_start < block.char_end <= len(text)
        assert text[block.char_start : block.char_end].strip() == text[block.char_start : block.char_end]
        end = block.char_end
        assert_maps_back(text, block)


@given(noisy, st.integers(0, 10), st.integers(0, 60))
def test_any_stretch_may_be_a_block(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    assert_maps_back(text, Block(start, min(len(text), start + length), False, ""))


def view(text: str) -> str:
    return block_view(text, Block(0, len(text), False, "")).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It joined in 2004.[8] Norway stayed out.", "It joined in 2004. Norway stayed out."),
        ("It joined in 2004.[8]Norway stayed out.", "It joined in 2004. Norway stayed out."),
        ("It joined the bank [12]. Norway, too[a], did.[note 3]", "It joined the bank. Norway, too, did."),
        ("He agreed.[1]:23 She did not.[2]: 4–7 They left.[citation needed]", "He agreed. She did not. They left."),
        ('The plan[who?], it said, was "new[1][2]".', 'The plan, it said, was "new".'),
        (
            "After the war of [1991] he spoke of [a] great day and [t]he people.",
            "After the war of [1991] he spoke of [a] great day and [t]he people.",
        ),
        ("The ships left.² Others came.", "The ships left. Others came."),
        ("The inter\u00ad\nnational court met\u200b  in\u00a0The\tHague.", "The international court met in The Hague."),
        (
            "The negotia-\ntions on a cease-\nfire; a fire would cease in mid-\n1995.",
            "The negotiations on a cease-fire; a fire would cease in mid-1995.",
        ),
        ("* **Chad** and [Mali](https://example.org/m) met [[Niger|its neighbour]].", "Chad and Mali met its neighbour."),
        ("== Trade[edit] ==", "Trade"),
        ("## 2.1 Trade", "2.1 Trade"),
        ("The two states.The third – “Mali” – left.", "The two states. The third – “Mali” – left."),
        ("The U.S.A. met R&amp;D staff at a.m. in 3.5 hours.", "The U.S.A. met R&D staff at a.m. in 3.5 hours."),
        (", Ghana left.", "Ghana left."),
        ("> The envoy\n> returned.", "The envoy returned."),
        ("5 * 3 and a_b_c stay", "5 * 3 and a_b_c stay"),
    ],
)
def test_reading_view(text: str, shown: str) -> None:
    assert view(text) == shown
    assert_maps_back(text, Block(0, len(text), False, ""))


@pytest.mark.parametrize(
    "piece", ["word [1] ", "[", "[[a", "**", "&", "a-\n", "\u00ad", "<ref>", "{{", "]( ", "Foo. Bar ", "*a", "_a", "''", "[a](b"]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    begin = time.process_time()
    for block in make_document("d", text).blocks:
        block_view(text, block)
    assert time.process_time() - begin < 5  # of this process alone: about 1 s; quadratic would take minutes


def test_tokens_map_back_to_the_original(nlp: Language) -> None:
    text = f"{WRAPPED}\n\nTrade[edit]\n{BODY}[12]  The inter\u00ad\nnational court[a] met.[13]Togo left."
    parsed = parse(nlp, make_document("d", text))
    assert len(parsed.offsets) in (len(parsed.doc.text), len(parsed.doc.text) + 1)
    for token in parsed.doc:
        assert parsed.quote(token.i, token.i + 1).replace("\u00ad\n", "") == token.text
    assert [s.text for s in parsed.sentences][-3:] == [f"{BODY}", "The inter\u00ad\nnational court[a] met.", "Togo left."]
    assert {s.section for s in parsed.sentences[-3:]} == {"Trade"}


SUSPECT = [*PIECES, "co-operate", "199412,", "1994.12 ", "ﬁ", "Ã´", "â€™", "now.The"]


@given(st.lists(st.one_of(st.sampled_from(SUSPECT), st.text(max_size=4))))
def test_a_quick_look_overlooks_nothing_that_is_smoothed(pieces: list[str]) -> None:
    raw = "".join(pieces)
    smooth = block_views._PLAIN.match(raw) and not block_views._DOUBLE_OR_GLUED.search(raw)
    assert block_views._is_plain(raw) == bool(smooth)
