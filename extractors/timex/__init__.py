"""When? Temporal expressions: found by grammar, normalised, resolved in context, and attached to events.

``find_timexes(parsed)`` gives the records of the dates table; ``DateIndex`` says which of them dates an event,
``Nearby`` which of them may; ``timex3_records`` gives them as TIMEX3 annotations.
"""

from verbale.extractors.timex.attach.clauses import clause, coordinated_verbs
from verbale.extractors.timex.attach.event_dates import DateIndex
from verbale.extractors.timex.attach.governors import top_of
from verbale.extractors.timex.attach.narrative import goes_on
from verbale.extractors.timex.attach.nearby import Nearby
from verbale.extractors.timex.tagger import find_timexes, timex3_records

__all__ = [
    "DateIndex",
    "Nearby",
    "clause",
    "coordinated_verbs",
    "find_timexes",
    "goes_on",
    "timex3_records",
    "top_of",
]
