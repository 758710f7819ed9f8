"""Why is a row in the table, and why is another not? Events, sentences and rules told in words."""

from verbale.extractors.explain.event import UnknownEventError, explain_event
from verbale.extractors.explain.guidelines import GuidedType, guided_types
from verbale.extractors.explain.sentence import explain_sentence

__all__ = [
    "GuidedType",
    "UnknownEventError",
    "explain_event",
    "explain_sentence",
    "guided_types",
]
