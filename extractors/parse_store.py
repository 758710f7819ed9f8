"""Parsed <-> bytes, so that a parse can be kept and read back without the parser.

What is kept depends on the text, its blocks and the model alone: neither the document's id nor anything else about it goes in, so
that a renamed document finds its parse again. Bytes are read back only by the code and model that wrote them (the caller's key).
"""

from __future__ import annotations

import hashlib
import pickle
from array import array

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractors import ids
from extractors.parsing import Parsed
from extractors.schema import Document, Sentence

# SENT_START is not among them: heads bring it, and spaCy takes only one of the two.
_ATTRIBUTES = ["ORTH", "NORM", "LEMMA", "TAG", "POS", "MORPH", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID"]


def parse_key(document: Document, versions: str) -> str:
    """The key of a document's parse: its text, its blocks, and ``versions`` (of parsing code and model)."""
    blocks = [(b.char_start, b.char_end, b.heading, b.section) for b in document.blocks]
    h = hashlib.blake2b(digest_size=16)
    for part in (versions, repr(blocks), document.text):
        content = part.encode("utf-8", "surrogatepass")
        h.update(len(content).to_bytes(8, "big") + content)
    return h.hexdigest()


def pack(parsed: Parsed) -> bytes:
    """The parse of a document as bytes."""
    docs = DocBin(attrs=_ATTRIBUTES, store_user_data=False)
    docs.add(parsed.doc)
    spans = [(s.start, s.end, s.char_start, s.char_end, s.section, s.heading) for s in parsed.sentences]
    return pickle.dumps((docs.to_bytes(), array("I", parsed.offsets).tobytes(), spans, parsed.model), protocol=5)


def unpack(nlp: Language, document: Document, content: bytes) -> Parsed:
    """What ``pack`` kept, as the parse of ``document`` (whose text and blocks are those that were parsed)."""
    packed, offset_bytes, spans, model = pickle.loads(content)
    doc: Doc = next(iter(DocBin().from_bytes(packed).get_docs(nlp.vocab)))
    offsets = array("I")
    offsets.frombytes(offset_bytes)
    occurrences = ids.Occurrences()
    sentences: list[Sentence] = []
    sentence_of = [0] * len(doc)
    for ordinal, (start, end, char_start, char_end, section, heading) in enumerate(spans):
        text = document.text[char_start:char_end]
        sentence_id = ids.sentence_id(document.doc_id, text, occurrences.next(ids.normalise(text)))
        sentence = Sentence(sentence_id, document.doc_id, section, ordinal, char_start, char_end, text, start, end, heading)
        sentences.append(sentence)
        sentence_of[start:end] = [ordinal] * (end - start)
    return Parsed(document, doc, tuple(offsets), tuple(sentences), tuple(sentence_of), model)
