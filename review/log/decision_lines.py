"""The bytes of a log as its lines: whatever wrote them, and whatever stands in them, a line is a decision or a problem."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from verbale.review.log.decisions import Decision, DecisionError, make

UTF8 = "utf-8"
_BREAK = re.compile(r"\r\n|\r|\n")
_BREAKS = re.compile(rb"\r\n|\r|\n")


def encoding_of(start: bytes) -> str:
    """How a log that begins so is written: UTF-8 as all of ours, or UTF-16 where a shell or an editor saved it anew."""
    if start.startswith((codecs.BOM_UTF16_LE, b"{\0")):
        return "utf-16-le"
    return "utf-16-be" if start.startswith((codecs.BOM_UTF16_BE, b"\0{")) else UTF8


def whole_lines(content: bytes, encoding: str) -> int:
    """How many bytes of the content are lines with their line breaks; what follows lacks its own."""
    if encoding == UTF8:
        return max(content.rfind(b"\n"), content.rfind(b"\r")) + 1
    text = content.decode(encoding, "ignore")
    return len(text[: max(text.rfind("\n"), text.rfind("\r")) + 1].encode(encoding, "surrogatepass"))


def lines_of(content: bytes, encoding: str = UTF8) -> list[str]:
    """The lines without their line breaks. Bytes that are no text become surrogates, which no decision may hold."""
    if encoding == UTF8:
        return [line.decode(UTF8, "surrogateescape").removeprefix("\ufeff") for line in _BREAKS.split(content)]
    return _BREAK.split(content.decode(encoding, "replace").removeprefix("\ufeff"))


def decision_of(line: str) -> Decision:
    """Raises DecisionError for whatever is no decision."""
    try:
        entry = json.loads(line.encode(UTF8, "surrogateescape"))
    except (ValueError, RecursionError):
        raise DecisionError("not a line of JSON with one decision") from None
    if not isinstance(entry, dict):
        raise DecisionError("not a line of JSON with one decision")
    return make(entry)


def id_of(line: str) -> str:
    """The id of a line, even of one that is no decision of ours; empty where it has none."""
    try:
        entry = json.loads(line.encode(UTF8, "surrogateescape"))
    except (ValueError, RecursionError):
        return ""
    found = entry.get("id") if isinstance(entry, dict) else ""
    return found if isinstance(found, str) else ""


def is_whole(line: str) -> bool:
    """Whether a line says something complete, so that it only lacks its line break."""
    try:
        return isinstance(json.loads(line.encode(UTF8, "surrogateescape")), dict)
    except (ValueError, RecursionError):
        return False


def numbered(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines of a whole file that hold anything, with their numbers."""
    for number, line in enumerate(lines_of(content, encoding_of(content)), 1):
        if line.strip():
            yield number, line


def line_of(decision: Decision) -> str:
    """One line of JSON without its line break; empty fields are left out."""
    filled: dict[str, Any] = {name: value for name, value in asdict(decision).items() if value}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
