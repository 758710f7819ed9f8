"""What was extracted from a document <-> bytes, so that a change in the tables takes no extraction.

Its text is not kept, nor its path, under which the same text may come back.
"""

import pickle
from dataclasses import replace

from verbale.extractors.schema import Extraction


def pack(extraction: Extraction) -> bytes:
    """The records of a document as bytes."""
    document = extraction.document
    bare = replace(extraction, document=replace(document, text="", blocks=(), path=""))
    return pickle.dumps((bare, len(document.text)), protocol=5)


def unpack(content: bytes, path: str) -> tuple[Extraction, int]:
    """What ``pack`` kept, and the number of characters of the text. Raises what unpickling raises."""
    bare, n_chars = pickle.loads(content)
    return replace(bare, document=replace(bare.document, path=path)), n_chars
