"""Files -> Documents. One bad file, line or sidecar gives one Document with status ``failed``; the others go on.

Every error is one line: the file (and line), what is wrong, the mend.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from verbale.extractors.ids import digest
from verbale.extractors.schema import Document
from verbale.extractors.text.decoding import Decoded, UnreadableError, declared_charset, decode
from verbale.extractors.text.documents import MAX_BYTES, MAX_CHARS, Unread, already_read, failed, make_document, skipped, too_long
from verbale.extractors.text.formats import READERS
from verbale.extractors.text.formats.archives import collection_notes
from verbale.extractors.text.formats.office import MissingLibraryError
from verbale.extractors.text.formats.separated import separated_blocks
from verbale.extractors.text.html import html_to_text
from verbale.extractors.text.metadata import Meta, front_matter, parse_meta_json
from verbale.extractors.text.read_lines import read_lines
from verbale.extractors.text.sources import Source, list_sources, must_be_regular, shown_path


def read_documents(source: str | Path) -> Iterator[Document]:
    """The documents of a file, folder or glob (see ``list_sources``), one by one, in the order of their paths.

    ``.txt`` and ``.md`` hold one document, with optional front matter; ``.html`` one, whose ``text`` is what was extracted from
    the page (so too of ``.pdf .docx .rtf .epub``); ``.csv`` and ``.tsv`` one, whose cells are its blocks; ``.jsonl`` one a line:
    ``{"id", "text", "title", "date", "topic"}``, where only ``text`` must be (a line without id is ``NAME-lineno``).
    ``NAME.meta.json`` beside a file goes before what the file says of itself, but not before what a line says. ``sha256`` is
    taken over the file's bytes, for JSONL over the line's.
    A repeated doc_id fails where it comes again. Raises InputError at once when there is nothing to read, and nothing else.
    """
    return (found.read() for found in unread_documents(source))


def unread_documents(source: str | Path) -> Iterator[Unread]:
    """The same documents, for who may know already what they hold."""
    return _with_own_ids(list_sources(source))


def _with_own_ids(sources: tuple[Source, ...]) -> Iterator[Unread]:
    places: dict[str, str] = {}  # doc_id -> where it stands
    for source in sources:
        for found in _documents_of(source):
            place = found.place
            if found.doc_id in places:
                taken = f"the id {found.doc_id!r:.80} is already that of {places[found.doc_id]}; give every document its own"
                found = already_read(place, failed(_free_id(source, place, places), found.path, f"{place}: {taken}"))
            places[found.doc_id] = place
            yield found


def _free_id(source: Source, place: str, places: dict[str, str]) -> str:
    doc_id = f"{source.doc_id}-{place.rpartition(':')[2]}" if source.has_lines else shown_path(source.path)
    while doc_id in places:
        doc_id += "'"
    return doc_id


def _documents_of(source: Source) -> Iterator[Unread]:
    path = shown_path(source.path)
    try:
        sidecar = bounded(source.meta) if source.meta else None
        if source.has_lines:
            yield from read_lines(source, _sidecar(source, sidecar))
        else:
            yield _unread_file(source, path, sidecar)
    except UnreadableError as error:
        yield already_read(path, failed(source.doc_id, path, error))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        message = f"{path}: cannot be read ({reason}); check the file and its permissions"
        yield already_read(path, failed(source.doc_id, path, message))


def _unread_file(source: Source, path: str, sidecar: bytes | None) -> Unread:
    if source.size > MAX_BYTES:
        raise too_long().at(path)
    data = bounded(source.path)
    sha256 = hashlib.sha256(data).hexdigest()
    content = digest((source.doc_id, source.path.suffix.lower(), sha256, repr(sidecar)), size=16)
    return Unread(source.doc_id, path, path, content, partial(_read_file, source, path, data, sha256, sidecar))


def bounded(path: Path) -> bytes:
    """The bytes of a regular file, read no further than a document may be long. Raises OSError, UnreadableError.

    A pipe would be waited for, a device never ends; and a file may have grown, or hide its size (``/proc``).
    """
    must_be_regular(path)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_long().at(shown_path(path))
    return data


def _read_file(source: Source, path: str, data: bytes, sha256: str, sidecar: bytes | None) -> Document:
    try:
        about = _sidecar(source, sidecar)
    except UnreadableError as error:
        return failed(source.doc_id, path, error)
    try:
        text, start, decoded, meta = _text_of(source, data)
    except MissingLibraryError as error:
        return skipped(source.doc_id, path, error.at(path))
    except UnreadableError as error:
        return failed(source.doc_id, path, error.at(path))
    meta = about.over(meta)
    blocks = separated_blocks(text, source.path.suffix.lower()) if source.is_table else None
    return make_document(
        source.doc_id,
        text,
        path=path,
        title=meta.title,
        document_date=meta.document_date,
        topic=meta.topic,
        encoding=decoded.encoding if decoded else "",
        notes=(*(decoded.notes if decoded else ()), *collection_notes(text)),
        sha256=sha256,
        start=start,
        blocks=blocks,
    )


def _sidecar(source: Source, content: bytes | None) -> Meta:
    """What the file beside a source says of it. Raises UnreadableError with its place."""
    if content is None or source.meta is None:
        return Meta()
    try:
        return parse_meta_json(decode(content).text)
    except UnreadableError as error:
        raise error.at(shown_path(source.meta)) from error


def _text_of(source: Source, data: bytes) -> tuple[str, int, Decoded | None, Meta]:
    """(text, where its prose begins, how it was decoded, what it says of itself) of a file's bytes. Raises UnreadableError."""
    reader = READERS.get(source.path.suffix.lower())
    if reader is not None:
        text, meta = reader(data)
        if len(text) > MAX_CHARS:
            raise too_long()
        return text, 0, None, meta
    decoded = decode(data, declared_charset(data) if source.is_page else "")
    if len(decoded.text) > MAX_CHARS:
        raise too_long()
    if source.is_page:
        text, meta = html_to_text(decoded.text)
        return text, 0, decoded, meta
    if source.is_table:
        return decoded.text, 0, decoded, Meta()
    meta, start = front_matter(decoded.text)
    return decoded.text, start, decoded, meta
