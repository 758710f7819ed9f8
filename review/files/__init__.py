"""Which files does the review add to a folder of tables? Their contents; the caller writes them."""

from verbale.review.files.products import Joined, joined, products, review_of
from verbale.review.files.summary import report_lines
from verbale.review.files.workbook_decisions import read_workbook

__all__ = ["Joined", "joined", "products", "read_workbook", "report_lines", "review_of"]
