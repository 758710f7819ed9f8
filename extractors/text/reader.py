"""Files -> Documents. One bad file, line or sidecar gives one Document with status ``failed``; the others go on.

Every error is one line: the file (and line), what is wrong, the mend.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from verbale.extractors.ids import digest
from verbale.extractors.schema import Document
from verbale.extractors.text.decoding import Decoded, NotText, declared_charset, decode, wide_encoding
from verbale.extractors.text.document import make_document
from verbale.extractors.text.html import html_to_text
from verbale.extractors.text.metadata import Meta, MetaError, front_matter, meta_from, parse_meta_json
from verbale.extractors.text.sources import InputError, Source, list_sources, shown_path

__all__ = ["MAX_CHARS", "InputError", "Unread", "list_sources", "read_documents", "unread_documents"]

MAX_CHARS = 20_000_000
"""Characters that one document may have; a longer one is a dump to be cut into documents."""

_MAX_BYTES = 4 * MAX_CHARS
_SURROGATES = re.compile("[\ud800-\udfff]")
_TOO_LONG = f"more than {MAX_CHARS:,} characters; cut it into documents"


class _Unreadable(Exception):
    """One document cannot be read; the message has place, reason and mend."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A document whose bytes are at hand, decoded and taken to pieces only by ``read``.

    ``content`` is a hash of all that the document is made of but its path; ``place`` names it in messages.
    """

    doc_id: str
    path: str
    place: str
    content: str
    read: Callable[[], Document]


def read_documents(source: str | Path) -> Iterator[Document]:
    """The documents of a file, folder or glob (see ``list_sources``), one by one, in the order of their paths.

    ``.txt`` and ``.md`` hold one document, with optional front matter; ``.html`` one, whose ``text`` is what was extracted from
    the page; ``.jsonl`` one a line: ``{"id", "text", "title", "date", "topic"}``, where only ``text`` must be (a line without id
    is ``NAME-lineno``). ``NAME.meta.json`` beside a file goes before what the file says of itself, but not before what a line
    says. ``sha256`` is taken over the file's bytes, for JSONL over the line's.
    A repeated doc_id fails where it comes again. Raises InputError at once when there is nothing to read, and nothing else.
    """
    return (found.read() for found in _unread(list_sources(source)))


def unread_documents(source: str | Path) -> Iterator[Unread]:
    """The same documents, for who may know already what they hold."""
    return _unread(list_sources(source))


def _unread(sources: tuple[Source, ...]) -> Iterator[Unread]:
    seen: dict[str, str] = {}
    for source in sources:
        for found in _documents_of(source):
            place = found.place
            if found.doc_id in seen:
                error = (
                    f"{place}: the id {found.doc_id!r:.80} is already that of {seen[found.doc_id]}; give every document its own"
                )
                found = _made(place, _failed(_free_id(source, place, seen), found.path, error))
            seen[found.doc_id] = place
            yield found


def _free_id(source: Source, place: str, seen: dict[str, str]) -> str:
    doc_id = f"{source.doc_id}-{place.rpartition(':')[2]}" if source.has_lines else shown_path(source.path)
    while doc_id in seen:
        doc_id += "'"
    return doc_id


def _documents_of(source: Source) -> Iterator[Unread]:
    path = shown_path(source.path)
    try:
        sidecar = source.meta.read_bytes() if source.meta else None
        if source.has_lines:
            yield from _read_lines(source, _sidecar(source, sidecar))
        else:
            yield _file(source, path, sidecar)
    except _Unreadable as error:
        yield _made(path, _failed(source.doc_id, path, str(error)))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        message = f"{path}: cannot be read ({reason}); check the file and its permissions"
        yield _made(path, _failed(source.doc_id, path, message))


def _file(source: Source, path: str, sidecar: bytes | None) -> Unread:
    if source.size > _MAX_BYTES:
        raise _Unreadable(f"{path}: {_TOO_LONG}")
    data = source.path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    content = digest((source.doc_id, source.path.suffix.lower(), sha256, repr(sidecar)), size=16)
    return Unread(source.doc_id, path, path, content, partial(_read_file, source, path, data, sha256, sidecar))


def _made(place: str, document: Document) -> Unread:
    """A document that had to be read to be found."""
    about = (document.doc_id, document.title, document.document_date, document.encoding, document.status, document.error)
    content = digest((*about, document.sha256, repr(document.topic), document.text), size=16)
    return Unread(document.doc_id, document.path, place, content, lambda: document)


def _failed(doc_id: str, path: str, error: str) -> Document:
    return Document(doc_id, path, encoding="", status="failed", error=" ".join(error.split()))


def _sidecar(source: Source, content: bytes | None) -> Meta:
    if content is None or source.meta is None:
        return Meta()
    try:
        return parse_meta_json(decode(content).text)
    except (MetaError, NotText) as error:
        raise _Unreadable(f"{shown_path(source.meta)}: {error}") from error


def _read_file(source: Source, path: str, data: bytes, sha256: str, sidecar: bytes | None) -> Document:
    try:
        about = _sidecar(source, sidecar)
        decoded = decode(data, declared_charset(data) if source.is_page else "")
        if len(decoded.text) > MAX_CHARS:
            raise _Unreadable(f"{path}: {_TOO_LONG}")
        text, start = decoded.text, 0
        if source.is_page:
            text, meta = html_to_text(text)
        else:
            meta, start = front_matter(text)
    except (NotText, MetaError) as error:
        return _failed(source.doc_id, path, f"{path}: {error}")
    except _Unreadable as error:
        return _failed(source.doc_id, path, str(error))
    meta = about.over(meta)
    return make_document(
        source.doc_id,
        text,
        path=path,
        title=meta.title,
        document_date=meta.document_date,
        topic=meta.topic,
        encoding=decoded.encoding,
        sha256=sha256,
        start=start,
    )


def _read_lines(source: Source, sidecar: Meta) -> Iterator[Unread]:
    path = shown_path(source.path)
    empty = True
    with source.path.open("rb") as file:
        for number, line in _raw_lines(file):
            if line is not None and not line.strip():
                continue
            empty = False
            place, fallback = f"{path}:{number}", f"{source.doc_id}-{number}"
            try:
                document = _line_document(line, place, fallback, path, sidecar)
            except _Unreadable as failure:
                document = _failed(fallback, path, str(failure))
            yield _made(place, document)
    if empty:
        error = f"{path}: no lines to read; fill it or leave it out"
        yield _made(path, Document(source.doc_id, path, encoding="", status="empty", error=error))


def _raw_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines as UTF-8 (or unknown) bytes; None for one that is too long. Wide encodings are converted on the way."""
    wide = wide_encoding(file.read(4096))
    file.seek(0)
    stream: Any = codecs.EncodedFile(file, "utf-8", wide, errors="replace") if wide else file
    number = 0
    while line := stream.readline(_MAX_BYTES):
        number += 1
        if len(line) < _MAX_BYTES or line.endswith(b"\n"):
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            continue
        while (line := stream.readline(_MAX_BYTES)) and not line.endswith(b"\n"):
            pass
        yield number, None


def _line_document(line: bytes | None, place: str, fallback: str, path: str, sidecar: Meta) -> Document:
    if line is None:
        raise _Unreadable(f"{place}: {_TOO_LONG}")
    decoded = _decoded_line(line, place)
    fields = _object(decoded.text, place)
    text = fields.get("text")
    if not isinstance(text, str):
        raise _Unreadable(f'{place}: no "text" (a string) in this line; add it or remove the line')
    if len(text) > MAX_CHARS:
        raise _Unreadable(f"{place}: {_TOO_LONG}")
    try:
        meta = meta_from(fields).over(sidecar)
    except MetaError as error:
        raise _Unreadable(f"{place}: {error}") from error
    given = fields.get("id", fields.get("doc_id"))
    doc_id = fallback if given is None or isinstance(given, dict | list) or not str(given).strip() else _valid(str(given).strip())
    document = make_document(
        doc_id,
        _valid(text),
        path=path,
        title=_valid(meta.title),
        document_date=meta.document_date,
        topic=tuple(map(_valid, meta.topic)),
        encoding=decoded.encoding,
        sha256=hashlib.sha256(line.strip()).hexdigest(),
    )
    if document.status == "empty":
        return replace(document, error=f"{place}: no text to read; fill it or remove the line")
    return document


def _decoded_line(line: bytes, place: str) -> Decoded:
    try:
        return decode(line)
    except NotText as error:
        raise _Unreadable(f"{place}: {error}") from error


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Unreadable(f"{place}: not valid JSON ({error.msg}, column {error.colno}); mend or remove the line") from error
    except (RecursionError, ValueError) as error:
        raise _Unreadable(f"{place}: not usable JSON (too deep or too large a number); mend or remove the line") from error
    if not isinstance(fields, dict):
        raise _Unreadable(f'{place}: not a JSON object; write {{"id": ..., "text": ...}}')
    return fields


def _valid(text: str) -> str:
    """JSON may escape half a surrogate pair, which no file can hold: U+FFFD in its place, so that offsets stay."""
    return _SURROGATES.sub("\ufffd", text)
