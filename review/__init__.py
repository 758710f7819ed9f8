"""What do people say of the tables? Their decisions, carried over from run to run, and the page and files to decide in."""

from verbale.review.file_names import REVIEW_FILES, REVIEW_PAGE, WORKBOOK

__all__ = ["REVIEW_FILES", "REVIEW_PAGE", "WORKBOOK"]
