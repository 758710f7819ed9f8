"""HTML -> text: the visible prose of a page with a blank line between blocks, headings marked with ``#``, list items with ``-``.

The result is what ``Document.text`` holds for a page, so offsets count in it. Menus, forms, scripts and side matter are left
out, and where a page names its main part (``<main>``, ``<article>``), everything outside of it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from verbale.extractors.text.decoding import UnreadableError
from verbale.extractors.text.metadata import Meta, iso_date

# Elements without prose; those beside it, which are read where a page has nothing else; and those that end a paragraph.
_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "textarea", "title",
}  # fmt: skip
_SIDE = {"nav", "aside", "footer", "form", "menu", "dialog"}
_BLOCKS = _SIDE | {
    "p", "div", "section", "article", "main", "header", "ul", "ol", "dl", "dd", "dt", "table", "tbody", "thead", "caption",
    "blockquote", "pre", "figure", "figcaption", "address", "hr", "details", "summary", "body", "center", "fieldset",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Names of the properties that say when a page was published.
_DATES = {
    "article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "pubdate", "datepublished",
}  # fmt: skip
_CELL_OF_PROSE = 200  # characters from which a table cell is prose (old pages are laid out in tables)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def html_to_text(page: str) -> tuple[str, Meta]:
    """(text, metadata of the head) of a decoded page; a page without its head or its closing tags is read as well."""
    reader = _Reader(page, skip_side=True)
    text = reader.text()
    if not text:
        text = _Reader(page, skip_side=False).text()
    return text, Meta(reader.title, reader.date)


class _Reader(HTMLParser):
    def __init__(self, page: str, skip_side: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.date = ""
        self._skipping = _SKIPPED | _SIDE if skip_side else _SKIPPED
        self._skipped: list[str] = []
        self._main = 0
        self._pre = 0
        self._in_title = False
        self._line: list[str] = []
        self._blocks: list[tuple[str, bool]] = []
        self._prefix = ""
        self._row: list[str] | None = None
        self.feed(page)
        self.close()
        self._flush()

    def text(self) -> str:
        main = [block for block, inside in self._blocks if inside]
        everything = [block for block, _ in self._blocks]
        return "\n\n".join(main if sum(map(len, main)) >= 200 else everything)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self._read_meta(values)
        if tag == "title" and not self._skipped:
            self._in_title = not self.title
        if self._skipped or tag in self._skipping:
            if tag in self._skipping:
                self._skipped.append(tag)
            return
        if tag in ("td", "th"):
            self._cell()
        elif tag == "tr":
            self._end_row()
            self._flush()
            self._row = []
        elif tag == "br":
            self._line.append("\n")
        elif tag in _HEADINGS or tag == "li" or tag in _BLOCKS:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
            return
        if tag in ("td", "th"):
            self._cell()
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in _HEADINGS or tag == "li" or tag in _BLOCKS:
            self._flush()
            self._pre -= tag == "pre" and self._pre > 0
            self._main -= tag in ("main", "article") and self._main > 0

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = " ".join((self.title + data).split())
        if not self._skipped:
            self._line.append(data if self._pre else _SPACE.sub(" ", data))

    def _start_block(self, tag: str) -> None:
        self._flush()
        if tag in _HEADINGS:
            self._prefix = "#" * int(tag[1]) + " "
        elif tag == "li":
            self._prefix = "- "
        self._pre += tag == "pre"
        self._main += tag in ("main", "article")

    def _read_meta(self, values: dict[str, str | None]) -> None:
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        if name in _DATES and not self.date:
            try:
                self.date = iso_date(values.get("content"))
            except UnreadableError:
                self.date = ""  # the page's own date in a form of its own is no mistake of the user

    def _take_line(self) -> str:
        text = "".join(self._line)
        self._line = []
        lines = text.split("\n") if not self._pre else [text.strip("\r\n")]
        return "\n".join(line if self._pre else " ".join(line.split(" ")).strip() for line in lines).strip("\n")

    def _flush(self) -> None:
        """End the block that is open; inside a table row it stays part of the cell."""
        if self._row is not None:
            self._line.append(" ")
            return
        text = self._take_line()
        if text.strip():
            shown = " ".join(text.split()) if self._prefix.startswith("#") else text
            self._blocks.append((self._prefix + shown, self._main > 0))
            self._prefix = ""
        elif not self._prefix.startswith("-"):
            self._prefix = ""

    def _cell(self) -> None:
        if self._row is None:
            self._flush()
            self._row = []
        text = " ".join(self._take_line().split())
        if text:
            self._row.append(text)

    def _end_row(self) -> None:
        """A row becomes one ``| a | b |`` line, or paragraphs where its cells hold prose."""
        if self._row is None:
            return
        self._cell()
        row, self._row = self._row, None
        self._prefix = ""
        if any(len(cell) >= _CELL_OF_PROSE for cell in row):
            self._blocks.extend((cell, self._main > 0) for cell in row)
        elif row:
            self._blocks.append((f"| {' | '.join(row)} |", self._main > 0))
