"""Text in, records and DataFrames out: no Prefect, no writing of files, no network, no print."""

from extractors.language import ModelError, load_pipeline
from extractors.parsing import Parsed, parse, parse_documents
from extractors.pipeline import Resources, extract_parsed, load_resources
from extractors.schema import Document, Event, Extraction, Mention, Relation, Sentence, Timex

__all__ = [
    "Document",
    "Event",
    "Extraction",
    "Mention",
    "ModelError",
    "Parsed",
    "Relation",
    "Resources",
    "Sentence",
    "Timex",
    "extract_parsed",
    "load_pipeline",
    "load_resources",
    "parse",
    "parse_documents",
]
