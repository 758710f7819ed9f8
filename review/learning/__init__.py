"""What do decisions teach about confidence? Judged rows as examples, lines fitted to them, figures of documents left out."""

from verbale.review.learning.cross_validation import FEWEST, Lesson, learn
from verbale.review.learning.examples import Example, Examples, examples
from verbale.review.learning.report import format_lesson, wanting
from verbale.review.learning.spelling import as_toml

__all__ = ["FEWEST", "Example", "Examples", "Lesson", "as_toml", "examples", "format_lesson", "learn", "wanting"]
