"""Text in, records and DataFrames out: no Prefect, no writing of files, no network, no print.

``to_tables(extract(read_documents("raw_text"), load_pipeline()))`` is the straight line.
"""

from verbale.extractors.parse import ModelError, Parsed, load_pipeline, parse, parse_documents
from verbale.extractors.pipeline import Resources, extract, extract_parsed, load_resources
from verbale.extractors.schema import Actor, Document, Event, Extraction, Mention, Relation, Sentence, Thresholds, Timex
from verbale.extractors.tables import to_tables
from verbale.extractors.text import InputError, read_documents

__all__ = [
    "Actor",
    "Document",
    "Event",
    "Extraction",
    "InputError",
    "Mention",
    "ModelError",
    "Parsed",
    "Relation",
    "Resources",
    "Sentence",
    "Thresholds",
    "Timex",
    "extract",
    "extract_parsed",
    "load_pipeline",
    "load_resources",
    "parse",
    "parse_documents",
    "read_documents",
    "to_tables",
]
