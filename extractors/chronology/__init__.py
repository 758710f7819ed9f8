"""What happened, in plain sentences? The tables of a run -> a chronology: once each, by date, by pair of parties and by party."""

from verbale.extractors.chronology.entries import Chronology, Entry, Evidence, chronology_of
from verbale.extractors.chronology.markdown import as_markdown
from verbale.extractors.chronology.sections import by_document, by_year, pair_anchor, partners_of, party_anchor, title_of
from verbale.extractors.chronology.words import marks_of, notes_of, place_of, summary, when

__all__ = [
    "Chronology",
    "Entry",
    "Evidence",
    "as_markdown",
    "by_document",
    "by_year",
    "chronology_of",
    "marks_of",
    "notes_of",
    "pair_anchor",
    "partners_of",
    "party_anchor",
    "place_of",
    "summary",
    "title_of",
    "when",
]
