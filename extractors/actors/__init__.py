"""Who is named, and who is meant? Parsed -> mentions, each with its actor and party."""

from verbale.extractors.actors.gazetteer import Gazetteer, load_gazetteer
from verbale.extractors.actors.mentions import MentionIndex, find_mentions
from verbale.extractors.actors.titles import file_name
from verbale.extractors.actors.topics import Guess, local_topics, paragraphs_of, voted

__all__ = [
    "Gazetteer",
    "Guess",
    "MentionIndex",
    "file_name",
    "find_mentions",
    "load_gazetteer",
    "local_topics",
    "paragraphs_of",
    "voted",
]
