"""What do decisions teach? Judged rows as examples, lines and a last layer fitted to them, figures of documents left out."""

from verbale.review.learning.answers import answered_words
from verbale.review.learning.cross_validation import FEWEST, Lesson, learn
from verbale.review.learning.examples import Example, Examples, examples
from verbale.review.learning.last_layer import HELD, JudgedWords, refitted
from verbale.review.learning.layer_lesson import LayerLesson, layer_lesson, layer_lines
from verbale.review.learning.repeated import NearMiss, Sighting, near_misses, sightings
from verbale.review.learning.report import format_lesson, wanting
from verbale.review.learning.spelling import as_toml
from verbale.review.learning.two_runs import Known, Told, compared, known, told

__all__ = [
    "FEWEST",
    "HELD",
    "Example",
    "Examples",
    "JudgedWords",
    "Known",
    "LayerLesson",
    "Lesson",
    "NearMiss",
    "Sighting",
    "Told",
    "answered_words",
    "as_toml",
    "compared",
    "examples",
    "format_lesson",
    "known",
    "layer_lesson",
    "layer_lines",
    "learn",
    "near_misses",
    "refitted",
    "sightings",
    "told",
    "wanting",
]
