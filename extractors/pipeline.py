"""The straight line of one document: Parsed -> Extraction. Pure; everything it needs is in ``Resources``."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.parsing import Parsed
from extractors.schema import Extraction


@dataclass(frozen=True, slots=True)
class Resources:
    """What extraction needs besides the parsed text: gazetteer and rules (loaded once, shared by all documents)."""


def load_resources() -> Resources:
    return Resources()


def extract_parsed(parsed: Parsed, resources: Resources) -> Extraction:
    """All mentions, dates and events of one parsed document."""
    return Extraction(document=parsed.document, sentences=parsed.sentences)
