"""How do other tools read the events, and how do their annotations become ours? Files for annotators, trainers and event data."""

from verbale.review.exchange.brat_import import BratError, gold_of_brat
from verbale.review.exchange.exports import FORMATS, Export, export

__all__ = ["FORMATS", "BratError", "Export", "export", "gold_of_brat"]
