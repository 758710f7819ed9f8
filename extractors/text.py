"""Bytes -> Document: decoding, front matter, headings and sections, and the reading view for the parser."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from extractors.schema import Block, Document


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block as the parser reads it. ``offsets[i]`` is where view character i stands in ``Document.text``.

    The view has no leading or trailing white space, no line break, no doubled space; it may be empty.
    """

    text: str
    offsets: tuple[int, ...]


def make_document(
    doc_id: str,
    text: str,
    *,
    path: str = "",
    title: str = "",
    document_date: str = "",
    topic: tuple[str, ...] = (),
    encoding: str = "utf-8",
    sha256: str = "",
) -> Document:
    """A Document from decoded text: finds its blocks and sections."""
    blocks: list[Block] = []
    section = ""
    for m in re.finditer(r"[^\n]+", text):
        if not m.group().strip():
            continue
        heading = len(m.group()) < 60
        if heading:
            section = m.group().strip().strip("=# .")
        blocks.append(Block(m.start(), m.end(), heading, section))
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return Document(doc_id, path, title, document_date, digest, encoding, text=text, topic=topic, blocks=tuple(blocks))


def block_view(text: str, block: Block) -> BlockView:
    chars: list[str] = []
    offsets: list[int] = []
    for i in range(block.char_start, block.char_end):
        char = " " if text[i].isspace() else text[i]
        if char == " " and (not chars or chars[-1] == " "):
            continue
        chars.append(char)
        offsets.append(i)
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return BlockView("".join(chars), tuple(offsets))
