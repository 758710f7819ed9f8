"""What is read of a text: documents, their blocks, their sentences. ``extractors/schema.py`` says what holds of all records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def hidden(**kwargs: Any) -> Any:
    """A field that the line needs and the tables do not show."""
    return field(metadata={"column": None}, **kwargs)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading: a stretch of the text that no sentence crosses.

    ``section`` is the title of the nearest heading above (for a heading: its own title, without markup). ``dateline``: it says
    where and when the report behind it was written, and nothing else. ``row``: the number of the entry or table row that it is
    part of, 0 for none; ``lead``: of a row, it only says when or of whom the others tell. ``opening``: the stretch above with
    which its first sentence begins (``The Council decided to:`` before ``- open an office``), as (char_start, char_end).
    """

    char_start: int
    char_end: int
    heading: bool
    section: str
    dateline: bool = False
    lead: bool = False
    row: int = 0
    opening: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One input text with what is known about it. ``status``: ok / empty / not_english / skipped / failed / too_slow; ``error``
    is one line, empty where it is ok; ``note``: what else is to be said of how it was read. ``language``: ISO 639-1, or the
    name of a script.
    """

    doc_id: str
    path: str
    title: str = ""
    document_date: str = ""
    sha256: str = ""
    encoding: str = "utf-8"
    language: str = ""
    status: str = "ok"
    error: str = ""
    note: str = ""
    text: str = hidden(default="")
    topic: tuple[str, ...] = hidden(default=())
    blocks: tuple[Block, ...] = hidden(default=())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, whose ``heading``, ``dateline``, ``lead`` and ``row`` it has. ``own``: the first of its tokens that
    is not read from above, as those of its block's ``opening`` are.
    """

    sentence_id: str
    doc_id: str
    section: str
    ordinal: int
    char_start: int
    char_end: int
    text: str
    start: int = hidden()
    end: int = hidden()
    heading: bool = hidden(default=False)
    dateline: bool = hidden(default=False)
    lead: bool = hidden(default=False)
    row: int = hidden(default=0)
    own: int = hidden(default=0)

    @property
    def first_own(self) -> int:
        """The first token that stands in the sentence itself."""
        return max(self.start, self.own)

    @property
    def tells(self) -> bool:
        """Whether it may tell of events: no heading, nor what a row begins with."""
        return not (self.heading or self.lead)
