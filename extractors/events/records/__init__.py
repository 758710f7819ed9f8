"""What stands in an event's row: its cells, and what ties it to others."""

from verbale.extractors.events.records.once import each_deed_once
from verbale.extractors.events.records.record import Parties, Weight, event_of
from verbale.extractors.events.records.stated_links import stated_links
from verbale.extractors.events.records.ties import Told, only_among, tied

__all__ = ["Parties", "Told", "Weight", "each_deed_once", "event_of", "only_among", "stated_links", "tied"]
