"""Text -> blocks with their sections: nothing is lost or glued."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.text.written import BODY, WRAPPED, marked, views
from verbale.extractors.text import make_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# Mali\n\n{BODY}\n\n## Trade ##\n{BODY}", ["# Mali", BODY, "# Trade", BODY]),
        (f"Mali\n====\n\n{BODY}\n\nTrade\n-----\n{BODY}", ["# Mali", BODY, "# Trade", BODY]),
        (f"== Mali ==\n{BODY}\n=== U.S. aid[edit] ===\n{BODY}", ["# Mali", BODY, "# U.S. aid", BODY]),
        (
            f"Chronology\n\n25 August 2008\n{BODY}\n\nBAMAKO, 3 May 1991\n\n{BODY}",
            ["# Chronology", "# 25 August 2008", BODY, "# BAMAKO, 3 May 1991", BODY],
        ),
        (f"2. Trade\n{BODY}\n\n2.1 Fish\n\n{BODY}", ["# Trade", BODY, "# Fish", BODY]),
        (f"**Trade**\n\n{BODY}", ["# Trade", BODY]),
        (f"- Chad left\n- Mali stayed\n\n{BODY}", ["Chad left", "Mali stayed", BODY]),
        (f"Chad\nMali\nTogo\nBenin\nGhana\n{BODY}", ["Chad", "Mali", "# Togo", "# Benin", "# Ghana", BODY]),
        (f"By Jane Roe\nSource: agency\n{BODY}", ["By Jane Roe", "Source: agency", BODY]),
        (f"| Chad | 1960 |\n|--|--|\n{BODY}\n***\n[[Category:Mali]]", [BODY]),
        (f"{BODY}\n\n[3] Roe, J. A history. 1999.\n[15] http://example.org. Retrieved 5 May 2001.", [BODY]),
        (f"[1] {BODY}\n[2] {BODY}", [BODY, BODY]),
        (f"{BODY}\n\nFurther reading\n* Roe, Jane. A history.\n\nTrade\n\n{BODY}", [BODY, "# Further reading", "# Trade", BODY]),
        (f"{BODY}\r\n\r\nTrade\r\n{BODY}", [BODY, "# Trade", BODY]),
    ],
)
def test_headings_and_blocks(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_sections_are_named_without_markup() -> None:
    text = f"{BODY}\n== U.S. [edit] ==\n{BODY}\nTrade with Togo:\n{BODY}\n2008\n{BODY}"
    assert [block.section for block in make_document("d", text).blocks if not block.heading] == [
        "",
        "U.S.",
        "Trade with Togo",
        "2008",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    assert marked(WRAPPED) == [
        "# BACKGROUND",
        "The two states, which had quarrelled about the border for many years, signed a treaty in Geneva on 4 May 1991. "
        "The President of Chad called Mali a friend.",
        "Relations improved.",
        "Both recalled their military attachés in the following year. The Union welcomed the step.",
        "A commission was set up.",
        "It meets in Bamako and once a year in Geneva.",
    ]
    assert marked(WRAPPED.replace("\n", "\r\n")) == marked(WRAPPED)


def test_one_sentence_a_line_stays_so() -> None:
    lines = [f"The envoy of state number {i} left the capital on day {i}." for i in range(9)]
    assert views("\n".join(lines)) == lines


def test_the_first_text_keeps_its_headings() -> None:
    text = (Path(__file__).parent.parent.parent.parent / "raw_text" / "belarus.txt").read_text(encoding="utf-8")
    blocks = make_document("belarus", text).blocks
    assert [block.section for block in blocks if block.heading] == [
        "Prior to 2001",
        "Belarus–Russia relations",
        "Belarus–European Union relations",
        "Belarus–United States relations",
        "Present situation (2001 onwards)",
        "Relations with the European Union",
        "Relations with Russia",
        "Relations with the United States",
        "Relations with other countries",
        "Hong Kong national security law",
    ]
    assert len(blocks) == len([line for line in text.splitlines() if line.strip()])
