"""E-books (EPUB) -> the text of their pages, in the order in which they are read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from verbale.extractors.text.decoding import UnreadableError, declared_charset, decode
from verbale.extractors.text.html import html_to_text
from verbale.extractors.text.metadata import Meta, iso_date

_CONTAINER = "META-INF/container.xml"
_PAGES = {"application/xhtml+xml", "text/html"}
_MAX_BYTES = 80_000_000  # of all pages, unpacked: a small archive may hold more than memory does


def epub_to_text(data: bytes) -> tuple[str, Meta]:
    """The pages of an e-book as one text, its title and day. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            place = _first(_xml(book, _CONTAINER), "rootfile").get("full-path", "")
            package = _xml(book, place)
            pages = [html_to_text(page)[0] for page in _pages(book, package, posixpath.dirname(place))]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError(f"this e-book cannot be read ({' '.join(str(error).split())[:80]}); save it anew") from error
    return "\n\n".join(page for page in pages if page), Meta(_said(package, "title"), _day(_said(package, "date")))


def _pages(book: zipfile.ZipFile, package: ElementTree.Element, folder: str) -> Iterator[str]:
    items = {item.get("id"): item for item in _all(package, "item")}
    left = _MAX_BYTES
    for reference in _all(package, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        content = _content(book, posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))), left)
        left -= len(content)
        yield decode(content, declared_charset(content)).text


def _content(book: zipfile.ZipFile, name: str, most: int) -> bytes:
    with book.open(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise UnreadableError("this e-book is too long; cut it into documents")
    return content


def _xml(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    content = _content(book, name, _MAX_BYTES)
    if b"<!ENTITY" in content:  # entities that call each other fill memory
        raise UnreadableError("this e-book defines entities of its own, which are not read; save it anew")
    return ElementTree.fromstring(content)


def _all(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [found for found in element.iter() if found.tag.rpartition("}")[2] == name]


def _first(element: ElementTree.Element, name: str) -> ElementTree.Element:
    found = _all(element, name)
    if not found:
        raise KeyError(name)
    return found[0]


def _said(package: ElementTree.Element, name: str) -> str:
    """What the book says of itself, empty where it says nothing."""
    return next((" ".join((found.text or "").split()) for found in _all(package, name)), "")


def _day(written: str) -> str:
    try:
        return iso_date(written)
    except UnreadableError:
        return ""  # a day in a form of its own is no mistake of the user
