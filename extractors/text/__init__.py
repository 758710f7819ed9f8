"""What does the input say? Files -> Documents: decoded text with its blocks, sections and what is known about it."""

from verbale.extractors.text.block_views import BlockView, block_view
from verbale.extractors.text.calendar_names import FOREIGN_MONTHS, MONTHS, WEEKDAYS
from verbale.extractors.text.damage import width_at
from verbale.extractors.text.datelines import is_date_heading, is_dateline
from verbale.extractors.text.decoding import UnreadableError
from verbale.extractors.text.documents import Unread, make_document, with_blocks
from verbale.extractors.text.read_files import read_documents, unread_documents
from verbale.extractors.text.sources import InputError, list_sources
from verbale.extractors.text.written_dates import (
    AmbiguousDateError,
    DateError,
    WrittenDate,
    day_and_month,
    named_date,
    order_of,
    parse_day,
)

__all__ = [
    "FOREIGN_MONTHS",
    "MONTHS",
    "WEEKDAYS",
    "AmbiguousDateError",
    "BlockView",
    "DateError",
    "InputError",
    "Unread",
    "UnreadableError",
    "WrittenDate",
    "block_view",
    "day_and_month",
    "is_date_heading",
    "is_dateline",
    "list_sources",
    "make_document",
    "named_date",
    "order_of",
    "parse_day",
    "read_documents",
    "unread_documents",
    "width_at",
    "with_blocks",
]
