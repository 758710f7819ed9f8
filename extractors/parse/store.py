"""Parsed <-> bytes, so that a parse can be kept and read back without the parser.

What is kept depends on the text, its blocks and the model alone: neither the document's id nor anything else about it goes in, so
that a renamed document finds its parse again. Bytes are read back only by the code and model that wrote them (the caller's key).

Not spaCy's DocBin, which asks every token for every string: the few hundred different values of a document are numbered, each is
looked up once, and what is kept of a token are numbers.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from verbale.extractors import ids
from verbale.extractors.packing import packed, unpacked
from verbale.extractors.parse.doc_arrays import WIDTH, array_of, doc_of
from verbale.extractors.parse.long_sentences import said
from verbale.extractors.parse.parsed import Parsed
from verbale.extractors.parse.tokens import words_of
from verbale.extractors.schema import Block, Document, Finding, Sentence


def parse_key(document: Document, versions: str) -> str:
    """The key of a document's parse: its text, its blocks, and ``versions`` (of parsing code and model)."""
    blocks = [tuple(getattr(b, name) for name in Block.__slots__) for b in document.blocks]
    return ids.digest((versions, repr(blocks), document.text), size=16)


def pack(parsed: Parsed) -> bytes:
    """The parse of a document as bytes."""
    spans = [
        (s.start, s.end, s.char_start, s.char_end, s.section, s.heading, s.dateline, s.lead, s.row, s.own)
        for s in parsed.sentences
    ]
    content = (*_pack_doc(parsed.doc), len(parsed.offsets), _breaks(parsed.offsets), spans, parsed.model, parsed.cut)
    findings = None if parsed.findings is None else [_packed(finding) for finding in parsed.findings.values()]
    return packed((*content, findings))


def unpack(nlp: Language, document: Document, content: bytes) -> Parsed:
    """What ``pack`` kept, as the parse of ``document`` (whose text and blocks are those that were parsed)."""
    strings, values, places, length, breaks, spans, model, cut, findings = unpacked(content)
    doc = _unpack_doc(nlp.vocab, strings, values, places)
    found = None if findings is None else {row[0]: Finding(*row) for row in findings}
    occurrences = ids.Occurrences()
    sentences: list[Sentence] = []
    sentence_of = [0] * len(doc)
    for ordinal, (start, end, char_start, char_end, section, *kind) in enumerate(spans):
        text = document.text[char_start:char_end]
        sentence_id = ids.sentence_id(document.doc_id, text, occurrences.next(ids.normalise(text)))
        sentence = Sentence(sentence_id, document.doc_id, section, ordinal, char_start, char_end, text, start, end, *kind)
        sentences.append(sentence)
        sentence_of[start:end] = [ordinal] * (end - start)
    document = replace(document, note=said(document.note, cut))
    offsets = _offsets(breaks, length)
    return Parsed(document, doc, words_of(doc), offsets, tuple(sentences), tuple(sentence_of), model, found, cut)


def _packed(found: Finding) -> tuple[object, ...]:
    return found.token, found.types, found.event, found.core, found.denied, found.unreal, found.reported, found.links


def _pack_doc(doc: Doc) -> tuple[list[str], bytes, bytes]:
    """The strings of a Doc, its different values, and for every attribute and token the place of its value among them."""
    values, places = np.unique(array_of(doc).T, return_inverse=True)
    # A number that is no string may look like one: it is then kept in vain.
    strings = [doc.vocab.strings[value] for value in values.tolist() if value in doc.vocab.strings]
    return strings, values.tobytes(), places.astype(_size(len(values))).tobytes()


def _unpack_doc(vocab: Vocab, strings: list[str], values: bytes, places: bytes) -> Doc:
    for string in strings:
        vocab.strings.add(string)
    known = np.frombuffer(values, dtype=np.uint64)
    columns = known[np.frombuffer(places, dtype=_size(len(known)))].reshape(WIDTH, -1)
    return doc_of(vocab, columns.T)


def _size(number: int) -> type[np.unsignedinteger]:
    """The smallest integers that can count so many values."""
    return np.uint8 if number <= 2**8 else np.uint16 if number <= 2**16 else np.uint32


def _breaks(offsets: tuple[int, ...]) -> list[tuple[int, int]]:
    """(place, offset) wherever an offset is not the one before plus one: nearly everywhere it is."""
    array = np.array(offsets, dtype=np.int64)
    places = np.flatnonzero(np.diff(array, prepend=-2) != 1)
    return list(zip(places.tolist(), array[places].tolist(), strict=True))


def _offsets(breaks: list[tuple[int, int]], length: int) -> tuple[int, ...]:
    offsets: list[int] = []
    for (place, offset), (following, _) in pairwise([*breaks, (length, 0)]):
        offsets.extend(range(offset, offset + following - place))
    return tuple(offsets)
