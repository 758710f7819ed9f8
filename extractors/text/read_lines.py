"""JSONL -> Documents, one a line: ``{"id", "text", "title", "date", "topic"}``. A bad line fails alone."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from verbale.extractors.schema import Document
from verbale.extractors.text.decoding import UnreadableError, decode, wide_encoding
from verbale.extractors.text.documents import MAX_BYTES, MAX_CHARS, Unread, already_read, failed, make_document, too_long
from verbale.extractors.text.metadata import Meta, meta_from
from verbale.extractors.text.sources import Source, must_be_regular, shown_path

_SURROGATES = re.compile("[\ud800-\udfff]")


def read_lines(source: Source, sidecar: Meta) -> Iterator[Unread]:
    """The documents of a JSONL file; ``sidecar`` completes what a line does not say of itself. Raises OSError."""
    path = shown_path(source.path)
    must_be_regular(source.path)
    empty = True
    with source.path.open("rb") as file:
        for number, line in _raw_lines(file):
            if line is not None and not line.strip():
                continue
            empty = False
            place, fallback = f"{path}:{number}", f"{source.doc_id}-{number}"
            try:
                document = _document(line, fallback, path, sidecar)
            except UnreadableError as error:
                document = failed(fallback, path, error.at(place))
            if document.status == "empty":
                document = replace(document, error=f"{place}: no text to read; fill it or remove the line")
            yield already_read(place, document)
    if empty:
        nothing = f"{path}: no lines to read; fill it or leave it out"
        yield already_read(path, Document(source.doc_id, path, encoding="", status="empty", error=nothing))


def _raw_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines as UTF-8 (or unknown) bytes; None for one that is too long. Wide encodings are converted on the way."""
    wide = wide_encoding(file.read(4096))
    file.seek(0)
    stream: Any = codecs.EncodedFile(file, "utf-8", wide, errors="replace") if wide else file
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        if len(line) < MAX_BYTES or line.endswith(b"\n"):
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            continue
        while (line := stream.readline(MAX_BYTES)) and not line.endswith(b"\n"):
            pass
        yield number, None


def _document(line: bytes | None, fallback: str, path: str, sidecar: Meta) -> Document:
    """The document of one line; ``fallback`` is its id where it names none. Raises UnreadableError."""
    if line is None:
        raise too_long()
    decoded = decode(line)
    fields = _object(decoded.text)
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableError('no "text" (a string) in this line; add it or remove the line')
    if len(text) > MAX_CHARS:
        raise too_long()
    meta = meta_from(fields).over(sidecar)
    return make_document(
        _doc_id(fields.get("id", fields.get("doc_id"))) or fallback,
        _valid(text),
        path=path,
        title=_valid(meta.title),
        document_date=meta.document_date,
        topic=tuple(map(_valid, meta.topic)),
        encoding=decoded.encoding,
        notes=decoded.notes,
        sha256=hashlib.sha256(line.strip()).hexdigest(),
    )


def _doc_id(given: object) -> str:
    """The id that a line gives, empty where it gives none that could be one."""
    return "" if given is None or isinstance(given, dict | list) else _valid(str(given).strip())


def _object(line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not valid JSON ({error.msg}, column {error.colno}); mend or remove the line") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError("not usable JSON (too deep or too large a number); mend or remove the line") from error
    if not isinstance(fields, dict):
        raise UnreadableError('not a JSON object; write {"id": ..., "text": ...}')
    return fields


def _valid(text: str) -> str:
    """JSON may escape half a surrogate pair, which no file can hold: U+FFFD in its place, so that offsets stay."""
    return _SURROGATES.sub("\ufffd", text)
