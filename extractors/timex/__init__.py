"""Temporal expressions: found by grammar, normalised, resolved in context, and attached to events.

``find_timexes(parsed)`` gives the records of the dates table; ``DateIndex`` (``extractors.timex.attach``) says which of them
dates an event; ``timex3_records`` gives them as TIMEX3 annotations.
"""

from __future__ import annotations

from extractors.timex.tagger import find_timexes, timex3_records

__all__ = ["find_timexes", "timex3_records"]
