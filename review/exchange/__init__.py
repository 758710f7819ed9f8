"""How do other tools read the events, and how do their annotations become ours? Files for annotators, trainers and event data."""

from verbale.review.exchange.annotators.read import AnnotationError
from verbale.review.exchange.exports import FORMATS, Export, Format, export
from verbale.review.exchange.imports import IMPORT_FORMATS, ImportFormat, gold_of

__all__ = ["FORMATS", "IMPORT_FORMATS", "AnnotationError", "Export", "Format", "ImportFormat", "export", "gold_of"]
