"""The grammar reads a text once, whatever stands in it."""

from __future__ import annotations

import pytest

from tests.work import calls
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.find.patterns import load_patterns
from verbale.extractors.timex.resolve.meanings import meanings
from verbale.extractors.timex.tagger import lower


@pytest.mark.parametrize(
    "piece", ["the end of ", "12 May ", "1995-", "in 1995 and ", "the early late mid ", "a ", "1,", "three years ", "'"]
)
def test_work_grows_linearly(piece: str) -> None:
    """Twice the text, twice the calls of functions (regular expressions included): no pattern looks back over what was read."""
    list(find("12 may", [(0, 6)], meanings))
    small, large = (calls_on(lower(piece * count)) for count in (500, 1_000))
    assert large <= 2.1 * small


def calls_on(text: str) -> int:
    """The calls that reading a text takes."""
    return calls(lambda: list(find(text, [(0, len(text))], meanings)))


@pytest.mark.parametrize("text", ["a" * 5_000, "1" * 5_000, "1," * 2_500, "-" * 5_000, "the " * 1_250, "first " * 800])
def test_no_pattern_reads_far(text: str) -> None:
    """Whatever stands behind a place, a pattern that is tried there reads a bounded number of words."""
    for pattern in load_patterns():
        match = pattern.regex.match(text)
        assert match is None or len(match.group().split()) <= 10, pattern.kind
