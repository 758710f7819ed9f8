"""How a text hangs together, as dates need it: which sentences are one, which heading stands above, from which day it speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Sentence, Timex

_END_OF_SENTENCE = re.compile(r"[.?!…][\"”’')\]]*$")
_FIRST_DATES = 4


def logical_sentences(parsed: Parsed) -> list[int]:
    """For every sentence the first one of its logical sentence: a parser's sentence that ends without a full stop goes on."""
    result: list[int] = []
    for i, sentence in enumerate(parsed.sentences):
        goes_on = i > 0 and _goes_on(parsed, parsed.sentences[i - 1], sentence)
        result.append(result[-1] if goes_on else i)
    return result


def _goes_on(parsed: Parsed, first: Sentence, second: Sentence) -> bool:
    if first.heading or second.heading or _END_OF_SENTENCE.search(first.text) or first.dateline or first.lead or second.lead:
        return False
    return "\n" not in parsed.document.text[first.char_end : second.char_start]


def dates_of_rows(parsed: Parsed, timexes: Sequence[Timex]) -> dict[int, Timex]:
    """The date of every entry and table row, by its number: the only one that it begins with."""
    found: dict[int, list[Timex]] = {}
    for timex in timexes:
        sentence = parsed.sentence_at(timex.start)
        if sentence.lead:
            found.setdefault(sentence.row, []).append(timex)
    return {row: dates[0] for row, dates in found.items() if len({timex.edtf for timex in dates}) == 1 and dates[0].edtf}


def headings_above(parsed: Parsed) -> list[int]:
    """For every sentence the nearest heading at or above it, -1 where there is none."""
    result, heading = [], -1
    for i, sentence in enumerate(parsed.sentences):
        heading = i if sentence.heading else heading
        result.append(heading)
    return result


def day_of_text(parsed: Parsed, timexes: Sequence[Timex]) -> str:
    """The TIMEX3 value of the day that a news text speaks from, where one of its first dates names it; else empty."""
    day = next((t.anchor_value for t in timexes if t.method == "document_date"), parsed.document.document_date)
    return day if day and any(t.timex3_value == day for t in timexes[:_FIRST_DATES]) else ""
