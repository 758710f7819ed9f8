"""What the finders of mentions ask of a parsed document, made once: its tokens in columns, and the years that it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.extractors.parse import Parsed, Words
from verbale.extractors.schema import Timex


@dataclass(frozen=True, slots=True)
class TokenView:
    """The tokens of a document by index: their text, their text in lower case, the index of their head, the number of their
    sentence. ``entities``: (start, end, label) of what the recogniser found. By sentence: ``years``, the first year that it
    names, empty without one; ``years_before``, the last year that its section has named up to it.
    """

    parsed: Parsed
    words: Words
    texts: tuple[str, ...]
    lower: tuple[str, ...]
    heads: tuple[int, ...]
    sentence_of: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...]
    years: tuple[str, ...]
    years_before: tuple[str, ...]

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether two tokens stand in one sentence."""
        return self.sentence_of[a] == self.sentence_of[b]

    def lower_at(self, token: int) -> str:
        """The token's text in lower case, empty beyond the text."""
        return self.lower[token] if 0 <= token < len(self.lower) else ""

    def text_at(self, token: int) -> str:
        """The token's text, empty beyond the text."""
        return self.texts[token] if 0 <= token < len(self.texts) else ""

    def head_of(self, start: int, end: int) -> int:
        """The token of start..end that hangs on a token outside: the span's head in the parse."""
        if end - start == 1:
            return start
        for i in range(end - 1, start - 1, -1):
            head = self.heads[i]
            if (head < start or head >= end or head == i) and self.texts[i][0].isalnum():
                return i
        return end - 1

    def name_text(self, start: int, end: int) -> str:
        """The words of a name as they stand in the reading view, on one line."""
        return " ".join(self.words.span_text(start, end).split())


def token_view(parsed: Parsed, timexes: Sequence[Timex]) -> TokenView:
    """The view of a document; ``timexes``: its dates."""
    words = parsed.words
    years = [""] * len(parsed.sentences)
    for timex in sorted(timexes, key=lambda t: t.start):
        sentence = parsed.sentence_of[timex.start]
        if timex.date_start and not years[sentence]:
            years[sentence] = timex.date_start[:-6]
    return TokenView(
        parsed,
        words,
        tuple([w.text for w in words]),
        tuple([w.lower_ for w in words]),
        tuple([w.head.i for w in words]),
        parsed.sentence_of,
        tuple([(ent.start, ent.end, ent.label_) for ent in parsed.doc.ents]),
        tuple(years),
        _carried(parsed, years),
    )


def _carried(parsed: Parsed, years: Sequence[str]) -> tuple[str, ...]:
    """The last year that each sentence's section has named up to it: whether ``Moscow`` is the Soviet Union."""
    carried: list[str] = []
    for sentence, year in zip(parsed.sentences, years, strict=True):
        before = carried[-1] if carried and not sentence.heading else ""
        carried.append(year or before)
    return tuple(carried)
