"""Lead-ins of lists: what the items of a list begin with (``The ministers agreed to:`` above ``- open an office``).

The items of a resolution lack the subject that stands once at its head: ``The Assembly,`` above ``1. Condemns ...``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.text.structure.headings import has_finite_verb, words_in


class ListWords(Table):
    """``data/lists.toml``."""

    opening_to: LowerWords
    opening_clauses: LowerWords
    adverbs: LowerWords


_WORDS = load(ListWords, "lists.toml")
_CLOSING = re.compile(r"(?:\s*[:,;]|\s*[-–—]{1,2})?\s*\Z")
_SENTENCE = re.compile(r"(?<=[^\W\d_][^\W\d_][.!?])[\"”’)\]]*\s+(?=[\"“A-Z])")
_MARKER = re.compile(
    r"(?:[^\w\s\"“(]{1,3}|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)[ \t]+|[•·◦‣▪●■➢➤►]"
)
_ITEM_END = re.compile(r"[ \t]*[;,](?:\s+(?:and|or))?\s*\Z")
_LONGEST, _LONGEST_SUBJECT = 300, 12


class LeadIn(NamedTuple):
    """The stretch of a lead-in that its items begin with. ``complete``: it wants a verb alone, as a subject or ``to`` does."""

    start: int
    end: int
    complete: bool


def lead_in(text: str, start: int, end: int) -> LeadIn | None:
    """What a paragraph that announces a list lends to its items: its last sentence; None where it announces none."""
    closing = _CLOSING.search(text, max(start, end - 8), end)
    mark = closing.group().strip() if closing else ""
    stop = closing.start() if closing else end
    first = start
    for sentence in _SENTENCE.finditer(text, start, stop):
        first = sentence.end()
    words = words_in(text[first:stop]) if 0 < stop - first <= _LONGEST else []
    if not words or not text[first].isupper():
        return None
    complete = wants_verb(text[first:stop])
    announces = mark == ":" or words[-1].lower() in _WORDS.opening_to | _WORDS.opening_clauses or (mark == "," and complete)
    return LeadIn(first, stop, complete) if announces else None


def wants_verb(opening: str) -> bool:
    """Whether a lead-in is a subject alone, or ends with ``to``: a verb goes on with it, whatever letter it begins with."""
    words = words_in(opening)
    return words[-1].lower() in _WORDS.opening_to or (len(words) <= _LONGEST_SUBJECT and not has_finite_verb(words))


def own_start(text: str, start: int, end: int) -> int:
    """Where an item begins behind its bullet or number."""
    marker = _MARKER.match(text, start, end)
    return marker.end() if marker else start


def goes_on(text: str, start: int, end: int, lead: LeadIn) -> bool:
    """Whether an item goes on with the sentence of its lead-in."""
    own = own_start(text, start, end)
    marked = own > start
    words = words_in(text[own : min(end, start + _LONGEST)])
    if len(words) < 2:
        return False
    if words[0][0].islower():
        return marked
    if words_in(text[lead.start : lead.end])[-1].lower() in _WORDS.opening_to | _WORDS.opening_clauses:
        return marked
    verb = words[1] if words[0].lower() in _WORDS.adverbs or words[0].endswith("ly") else words[0]
    return lead.complete and _is_third_person(verb) and words[0] is not words[-1]


def item_end(text: str, start: int, end: int) -> int:
    """Where an item ends without the ``;`` or ``; and`` that parts it from the next."""
    found = _ITEM_END.search(text, max(start, end - 12), end)
    return found.start() if found else end


def passes(text: str, start: int, end: int) -> bool:
    """Whether a paragraph leaves the lead-in in force, as the reasons of a resolution do (``Recalling its decision,``)."""
    return start < end and text[end - 1] in ",;"


def _is_third_person(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word[1:].islower() and len(word) > 3
