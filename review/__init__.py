"""What do people say of the tables? Their decisions, carried over from run to run, and the page and files to decide in."""

from verbale.review.file_names import CHANGES, REVIEW_FILES, REVIEW_PAGE, REVIEWED_EVENTS, REVIEWED_RELATIONS, TIMELINE, WORKBOOK

__all__ = ["CHANGES", "REVIEWED_EVENTS", "REVIEWED_RELATIONS", "REVIEW_FILES", "REVIEW_PAGE", "TIMELINE", "WORKBOOK"]
