"""Which dates of a text may date an event at all: those of its sentence, of the sentences before, of the heading above."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Timex
from verbale.extractors.timex.attach.discourse import day_of_text, headings_above
from verbale.extractors.timex.attach.governors import dates_nothing
from verbale.extractors.timex.attach.other_clauses import is_apart

_SENTENCES_BACK = 4


class Nearby:
    """The dates of one document by sentence."""

    def __init__(self, parsed: Parsed, timexes: Sequence[Timex]) -> None:
        starts = [block.char_start for block in parsed.document.blocks]
        self._parsed = parsed
        self._blocks = [bisect_right(starts, sentence.char_start) for sentence in parsed.sentences]
        self._headings = headings_above(parsed)
        self._of_sentence: dict[int, list[Timex]] = {}
        for timex in timexes:
            if (timex.date_start or timex.date_end) and not dates_nothing(parsed.words, timex):
                self._of_sentence.setdefault(parsed.sentence_of[timex.start], []).append(timex)
        day = day_of_text(parsed, timexes)
        self.day = next((timex for timex in timexes if day and timex.timex3_value == day), None)
        """The first words that name the day that the text speaks from, if any do."""

    def of_sentence(self, number: int) -> Sequence[Timex]:
        """The dates of one sentence, in order."""
        return self._of_sentence.get(number, ())

    def is_same_block(self, one: int, other: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        return self._blocks[one] == self._blocks[other]

    def heading_of(self, number: int) -> int:
        """The nearest heading at or above a sentence, -1 where there is none."""
        return self._headings[number]

    def around(self, trigger: int) -> list[Timex]:
        """The dates that may date the event of a word: the day of the text, those of the heading, of the paragraph so far."""
        number = self._parsed.sentence_of[trigger]
        before = [timex for sentence in self._sentences(number) if sentence != number for timex in self.of_sentence(sentence)]
        own = [timex for timex in self.of_sentence(number) if not is_apart(self._parsed.words, trigger, timex)]
        elsewhere = self.day is not None and self.day not in before and self.day not in self.of_sentence(number)
        return [*([self.day] if elsewhere and self.day is not None else []), *before, *own]

    def _sentences(self, number: int) -> Iterator[int]:
        heading = self._headings[number]
        first = number
        while self._is_near(first - 1, number) and first - 1 != heading and self.is_same_block(first - 1, number):
            first -= 1
        if first == number and self._is_near(number - 1, number):
            first -= 1
        if 0 <= heading < first:
            yield heading
        yield from range(first, number + 1)

    def _is_near(self, before: int, number: int) -> bool:
        """Whether a sentence stands before another one near by, and not in another entry of a chronology or row of a table."""
        if before < 0 or number - before > _SENTENCES_BACK:
            return False
        return self._parsed.sentences[before].row == self._parsed.sentences[number].row
