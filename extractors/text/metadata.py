"""What is known about a text: front matter, ``NAME.meta.json`` beside it, the keys of a JSONL line.

Known keys: ``title``, ``document_date`` (or ``date``), ``topic`` (actor codes: a list, or one string, ``,`` or ``;`` between).
Other keys are let be. A known key with a value that cannot be meant is an error: a wrong date is worse than none.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from verbale.extractors.text.decoding import UnreadableError
from verbale.extractors.text.written_dates import AmbiguousDateError, DateError, parse_day

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)(?:\r?\n)?^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_ISO = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Meta:
    """``document_date`` is ISO (YYYY, YYYY-MM or YYYY-MM-DD) or empty; ``topic`` holds actor codes."""

    title: str = ""
    document_date: str = ""
    topic: tuple[str, ...] = ()

    def over(self, other: Meta) -> Meta:
        """This metadata, completed by another where it is silent."""
        return Meta(self.title or other.title, self.document_date or other.document_date, self.topic or other.topic)


def meta_from(fields: Mapping[str, Any]) -> Meta:
    """Metadata from parsed keys and values. Raises UnreadableError."""
    title = fields.get("title")
    if title is not None and not isinstance(title, str | int | float):
        raise UnreadableError(f"title {title!r:.60} is no text; write a string")
    date = fields.get("document_date")
    return Meta(_one_line(str(title or "")), iso_date(fields.get("date") if date is None else date), _topic(fields.get("topic")))


def parse_meta_json(content: str) -> Meta:
    """The content of a ``NAME.meta.json``. Raises UnreadableError."""
    try:
        fields = json.loads(content)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableError(f"not valid JSON{where}; mend it or remove it") from error
    if not isinstance(fields, dict):
        raise UnreadableError('not a JSON object; write {"title": ..., "document_date": ..., "topic": [...]}')
    return meta_from(fields)


def front_matter(text: str) -> tuple[Meta, int]:
    """(metadata, where the prose begins) of a text that may open with ``---`` key: value lines or ``+++`` TOML.

    What only looks like front matter (a rule above ordinary lines) is prose: the prose then begins at 0. Raises UnreadableError.
    """
    match = _FRONT.match(text)
    if not match:
        return Meta(), 0
    if match.group(1) == "+++":
        try:
            return meta_from(tomllib.loads(match.group(2).replace("\r\n", "\n"))), match.end()
        except tomllib.TOMLDecodeError as error:
            raise UnreadableError(f"the front matter between +++ is not valid TOML ({_one_line(str(error))}); mend it") from error
    fields = _fields(match.group(2))
    return (Meta(), 0) if fields is None else (meta_from(fields), match.end())


def iso_date(value: object) -> str:
    """A date of metadata as ISO text of its own precision; empty for none. Raises UnreadableError for what is no date."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    written = str(value).strip()
    match = _ISO.match(written)
    if match and (match.end() == len(written) or written[match.end()] in "T t") and _is_day(match.group()):
        return match.group()
    try:
        return parse_day(written).iso
    except AmbiguousDateError as error:
        raise UnreadableError(f"the date {written!r:.60} is not YYYY-MM-DD: {error}") from error
    except DateError:
        return _mail_date(written)


def _mail_date(written: str) -> str:
    """``Tue, 28 Feb 2012 10:00:00 +0100`` as ISO text. Raises UnreadableError."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError):
        raise UnreadableError(f"the date {written!r:.60} is not YYYY-MM-DD; write it so or leave it out") from None


def _is_day(iso: str) -> bool:
    year, month, day = (*iso.lstrip("-").split("-"), "1", "1")[:3]
    try:
        datetime.date(max(int(year), 1), int(month), int(day))
    except ValueError:
        return False
    return True


def _topic(value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    codes = re.split(r"[;,\s]+", value) if isinstance(value, str) else value
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise UnreadableError(f'topic {value!r:.60} is no list of actor codes; write ["BLR", "EU"]')
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))


def _fields(lines: str) -> dict[str, Any] | None:
    """``key: value`` lines with comments, ``- item`` lists and indented continuations; None when they are something else."""
    fields: dict[str, Any] = {}
    key = ""
    for line in lines.splitlines():
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _FIELD.fullmatch(line)
        if match:
            key = match.group(1)
            fields[key] = _value((match.group(2) or "").strip())
        elif key and stripped.startswith("- "):
            items = fields[key] if isinstance(fields[key], list) else []
            fields[key] = [*items, _value(stripped[2:].strip())]
        elif not key or line[0] not in " \t":
            return None
    return fields or None


def _value(written: str) -> Any:
    if written.startswith("[") and written.endswith("]"):
        return [_value(item.strip()) for item in written[1:-1].split(",") if item.strip()]
    if len(written) > 1 and written[0] in "\"'" and written[-1] == written[0]:
        return written[1:-1]
    return "" if written in ("null", "~", "|", ">") else written


def _one_line(text: str) -> str:
    return " ".join(text.split())
