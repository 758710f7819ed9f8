"""The names of the files that the review adds to a folder of tables."""

REVIEWED_EVENTS = "reviewed_events.csv"
REVIEWED_RELATIONS = "reviewed_relations.csv"
REVIEW_PAGE = "review.html"
WORKBOOK = "review.xlsx"
TIMELINE = "timeline.html"
CHANGES = "changes.md"
CHRONOLOGY = "chronology.html"
CHRONOLOGY_TEXT = "chronology.md"
REVIEW_FILES = frozenset(
    {REVIEWED_EVENTS, REVIEWED_RELATIONS, REVIEW_PAGE, WORKBOOK, TIMELINE, CHANGES, CHRONOLOGY, CHRONOLOGY_TEXT}
)
