"""What matching gives: a rule that holds of a trigger, with who fills its roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.rules import LoadedRule
from verbale.extractors.schema import Echo, EventDate


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds of a trigger. Numbers are tokens, spans end before their second number.

    ``consumed``: tokens that are part of the trigger; ``echo``: where the trigger is a pro-form, the verb that it stands for.
    """

    loaded: LoadedRule
    trigger: int
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    instrument: tuple[int, int] | None
    place: tuple[int, int] | None
    quantity: tuple[int, int] | None
    consumed: frozenset[int]
    echo: Echo | None = None

    @property
    def participants(self) -> tuple[Participant, ...]:
        return (*self.sources, *self.targets)

    @property
    def heads(self) -> list[int]:
        """The head tokens of all participants."""
        return [p.head for p in self.participants]


class DatedMatch(NamedTuple):
    """A match with the date that the text gives it."""

    match: Match
    date: EventDate


Told = Sequence[Match]
"""What a sentence was found to tell so far, in the order in which it was found: its events share what they leave unsaid."""
