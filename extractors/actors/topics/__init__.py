"""Whom is a passage about? Named drafts or mentions -> the topic of every sentence, and the two of a text about two."""

from verbale.extractors.actors.topics.passages import (
    Topics,
    document_pair,
    sentence_topics,
    topics_for_events,
    topics_for_references,
)
from verbale.extractors.actors.topics.sections import paragraphs_of
from verbale.extractors.actors.topics.speeches import document_speakers

__all__ = [
    "Topics",
    "document_pair",
    "document_speakers",
    "paragraphs_of",
    "sentence_topics",
    "topics_for_events",
    "topics_for_references",
]
