"""Which words claim nothing? Titles and citations, what made-up works tell, contests of sport, what there is no evidence of."""

from __future__ import annotations

from verbale.extractors.events.unclaimed.contests import contests_in
from verbale.extractors.events.unclaimed.works import made_up_in, titles_in
from verbale.extractors.grammar import Cues, makes_no_claim
from verbale.extractors.parse import Parsed
from verbale.extractors.timex import DateIndex

__all__ = ["unclaimed"]


def unclaimed(parsed: Parsed, dates: DateIndex, cues: Cues) -> frozenset[int]:
    """The words of a document that tell no event, by their numbers: those in titles, citations, stories, contests, and what there
    is no evidence of."""
    found: set[int] = set()
    for sentence in parsed.sentences:
        words = parsed.words[sentence.start : sentence.end]
        found.update(titles_in(words))
        found.update(made_up_in(words))
        found.update(contests_in(words, sentence.section, dates))
        if any(word.lemma in cues.reported.evidence for word in words):
            found.update(word.i for word in words if makes_no_claim(word, cues))
    return frozenset(found)
