"""One number in 0..1 per event from the evidence that matters: how its arguments, date and assertion were found."""

from __future__ import annotations

from extractors.matching import Match
from extractors.schema import Assertion, EventDate

# Multipliers per way in which an argument's actor was found.
_HOW = {"gazetteer": 1.0, "ner": 0.9, "office": 0.97, "acronym": 0.97, "agent": 0.92, "affiliation": 0.92, "pronoun": 0.88,
        "definite": 0.85, "topic": 0.75, "heading": 0.75}  # fmt: skip
_DATE = {"clause": 1.0, "name": 0.97, "sentence": 0.93, "heading": 0.93, "narrative": 0.85, "document_date": 0.85, "": 0.9}


def confidence(match: Match, assertion: Assertion, date: EventDate) -> float:
    """Product of the weakest argument's, the date's and the assertion's evidence, from a base for the kind of trigger."""
    base = 0.92 if match.loaded.rule.trigger.pos == "VERB" else 0.85
    arguments = [*match.sources, *match.targets]
    weakest = min((_HOW.get(p.how, 0.7 if p.how.startswith("implied") else 0.85) for p in arguments), default=0.6)
    unreal = 0.9 if assertion.modality != "asserted" or assertion.polarity == "neg" else 1.0
    return round(base * weakest * _DATE.get(date.method, 0.85) * unreal, 3)
