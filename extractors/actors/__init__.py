"""Who is named, and who is meant? Parsed -> mentions, each with its actor and party."""

from verbale.extractors.actors.gazetteer import (
    ACTORS,
    KINDS,
    Gazetteer,
    GazetteerError,
    load_gazetteer,
    pack_gazetteer,
    unpack_gazetteer,
)
from verbale.extractors.actors.mentions import MentionIndex, find_mentions
from verbale.extractors.actors.topics import paragraphs_of, topics_for_events
from verbale.extractors.actors.towns import METHOD as TOWN

__all__ = [
    "ACTORS",
    "KINDS",
    "TOWN",
    "Gazetteer",
    "GazetteerError",
    "MentionIndex",
    "find_mentions",
    "load_gazetteer",
    "pack_gazetteer",
    "paragraphs_of",
    "topics_for_events",
    "unpack_gazetteer",
]
