"""When? Temporal expressions: found by grammar, normalised, resolved in context, and attached to events.

``find_timexes(parsed)`` gives the records of the dates table; ``DateIndex`` says which of them dates an event;
``timex3_records`` gives them as TIMEX3 annotations.
"""

from verbale.extractors.timex.attach.event_dates import DateIndex
from verbale.extractors.timex.tagger import find_timexes, timex3_records

__all__ = [
    "DateIndex",
    "find_timexes",
    "timex3_records",
]
