"""What extraction needs besides texts, loaded once a process: no test changes it, and every second one asks for it."""

from __future__ import annotations

from functools import cache

from verbale.extractors import Resources, load_resources
from verbale.extractors.parse import Finder


@cache
def bundled(finder: Finder = "on") -> Resources:
    """Gazetteer, rules and cues that come with the project, and with a finder what was learned."""
    return load_resources(finder=finder)
