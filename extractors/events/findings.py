"""What the rooms below found in one document, as the search for events takes it."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.extractors.actors import MentionIndex
from verbale.extractors.grammar import Syntax
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Actor, Timex
from verbale.extractors.timex import DateIndex


@dataclass(frozen=True, slots=True)
class Findings:
    """The parse of a document with its grammatical functions, its actors, where they are mentioned, and its dates.

    ``dates`` are the ``timexes``, asked for event by event; ``unclaimed``: the words that tell no event, whatever they say.
    """

    parsed: Parsed
    syntax: Syntax
    mentions: MentionIndex
    actors: tuple[Actor, ...]
    timexes: tuple[Timex, ...]
    dates: DateIndex
    unclaimed: frozenset[int] = frozenset()
