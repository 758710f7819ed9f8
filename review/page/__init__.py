"""What does the reviewer see? A run and its decisions as one page of HTML."""

from verbale.review.page.document_texts import text_of
from verbale.review.page.payload import Judged, Review, run_payload, shown_decision
from verbale.review.page.render import ASSETS, Page, dump, fill, hash_of, served_page, static_page

__all__ = [
    "ASSETS",
    "Judged",
    "Page",
    "Review",
    "dump",
    "fill",
    "hash_of",
    "run_payload",
    "served_page",
    "shown_decision",
    "static_page",
    "text_of",
]
