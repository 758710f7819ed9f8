"""How does the text parse? Document + pipeline -> Parsed: tokens, trees, names and sentences, mapped back to the text."""

from verbale.extractors.parse import labels
from verbale.extractors.parse.language import BUNDLED, Finder, ModelError, load_pipeline
from verbale.extractors.parse.lemmatizer import FormLemmatizer
from verbale.extractors.parse.parsed import FINDER, Parsed, findings_in, parse, parse_documents
from verbale.extractors.parse.repairs import CONJUNCTIONS
from verbale.extractors.parse.store import pack, parse_key, unpack
from verbale.extractors.parse.tokens import Word, Words

__all__ = [
    "BUNDLED",
    "CONJUNCTIONS",
    "FINDER",
    "Finder",
    "FormLemmatizer",
    "ModelError",
    "Parsed",
    "Word",
    "Words",
    "findings_in",
    "labels",
    "load_pipeline",
    "pack",
    "parse",
    "parse_documents",
    "parse_key",
    "unpack",
]
