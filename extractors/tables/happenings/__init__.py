"""What happened, however often it is told? Events of all documents -> happenings, each with all rows that tell it.

``tellings`` takes from events what is compared; ``find_happenings`` puts those together that tell of the same.
"""

from verbale.extractors.tables.happenings.clusters import Work
from verbale.extractors.tables.happenings.search import Search, find_happenings
from verbale.extractors.tables.happenings.tellings import SETTINGS, Telling, tellings

__all__ = ["SETTINGS", "Search", "Telling", "Work", "find_happenings", "tellings"]
