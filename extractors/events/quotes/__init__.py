"""Which words of a sentence prove a row: the evidence, and the smallest stretch that holds it and ends where phrases end."""

from verbale.extractors.events.quotes.content import content_of, persons_of
from verbale.extractors.events.quotes.evidence import cue_words, evidence_of
from verbale.extractors.events.quotes.stretch import stretch

__all__ = ["content_of", "cue_words", "evidence_of", "persons_of", "stretch"]
