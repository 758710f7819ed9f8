"""Who did what to whom? Words + rules + mentions + dates -> events, each with the words that say so."""

from verbale.extractors.events.calibration import HeldOut, load_calibration
from verbale.extractors.events.find import find_events
from verbale.extractors.events.findings import Findings

__all__ = [
    "Findings",
    "HeldOut",
    "find_events",
    "load_calibration",
]
