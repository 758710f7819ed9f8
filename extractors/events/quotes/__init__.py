"""Which words of a sentence prove a row: the evidence, and the smallest stretch that holds it and ends where phrases end."""

from verbale.extractors.events.quotes.content import content_of, persons_of
from verbale.extractors.events.quotes.evidence import cue_words, evidence_of, named_in
from verbale.extractors.events.quotes.stretch import stretch
from verbale.extractors.events.quotes.whole import whole

__all__ = ["content_of", "cue_words", "evidence_of", "named_in", "persons_of", "stretch", "whole"]
