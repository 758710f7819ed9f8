"""Text in, records and DataFrames out: no Prefect, no writing of files, no network, no print.

``to_tables(extract(read_documents("raw_text"), load_pipeline()))`` is the straight line.
"""

from extractors.ingest import InputError, read_documents
from extractors.language import ModelError, load_pipeline
from extractors.parsing import Parsed, parse, parse_documents
from extractors.pipeline import Resources, extract, extract_parsed, load_resources
from extractors.schema import Actor, Document, Event, Extraction, Mention, Relation, Sentence, Timex
from extractors.tables import to_tables

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
