"""Chronologies: a line that opens with a date and a dash, colon, tab, bar or stop, and tells something behind it.

``1992 – Kenya joins the Union``, ``* 3 May 1992: ...``, ``18 March 2015. ...``. The date becomes a block of its own
(``Block.lead``), so that what the line tells is read as a plain sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.text.calendar_names import DAY_NUMBER, MONTH, WEEKDAY, any_of
from verbale.extractors.text.structure.headings import ends_sentence, has_finite_verb, words_in


class ChronologyWords(Table):
    """``data/chronology.toml``."""

    vague: LowerWords
    prepositions: LowerWords
    seasons: LowerWords
    eras: LowerWords
    date_columns: LowerWords
    actor_columns: LowerWords


WORDS = load(ChronologyWords, "chronology.toml")


_TO = r"[ ]?[-–—/][ ]?"
_SEASON = rf"(?:{any_of(WORDS.seasons)})(?!\w)"
_WEEKDAY = rf"(?:{WEEKDAY}[ ])?"
_NUMBERS = rf"{DAY_NUMBER}(?:(?:{_TO}|[ ]and[ ]){DAY_NUMBER})?"
_ERA = rf"(?:[ ](?:{any_of(WORDS.eras)})(?!\w))?"
_YEAR = rf"(?:1\d|20)\d\d(?!\d){_ERA}"
_YEARS = rf"{_YEAR}(?:{_TO}(?:{_YEAR}|\d\d(?!\d)))?"
_DAY_MONTH = rf"{_NUMBERS}[ -](?:of[ ])?{MONTH}|{MONTH}[ ]{_NUMBERS}"
_DAY = rf"(?:{_DAY_MONTH})(?:,?[ ](?:of[ ])?{_YEAR}|-{_YEAR})?"
_DAYS = rf"{_DAY}(?:{_TO}{_DAY})?"
_MONTHS = rf"{MONTH}(?:{_TO}{MONTH})?"
_DATE = (
    rf"(?:(?P<preposition>{any_of(WORDS.prepositions)})[ ])?(?:(?:{any_of(WORDS.vague)})\.?[ -]?)?{_WEEKDAY}(?:"
    r"\d{4}-\d\d-\d\d(?!\d)|\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d)|\d{1,2}(?P<s>[./-])\d{1,2}(?P=s)\d{4}(?!\d)|\d{1,2}/\d{4}(?!\d)|\d{4}-\d\d(?![\d-])"
    rf"|{_DAYS}|{_YEAR},?[ ](?:{_DAY_MONTH}|{_MONTHS})|(?:{_MONTHS}|{_SEASON}),?[ ](?:of[ ])?{_YEARS}"
    rf"|(?:1\d|20)\d0s(?!\w)|Q[1-4][ ]{_YEAR}|{_YEARS}|{_MONTHS})"
)
_OPENS = r"[*_']{0,3}[(\[]?"
_CLOSES = r"[)\]]?[*_']{0,3}"
# A comma or a space alone does not part a date from what happened then: "1992 was a good year".
_SEPARATOR = (
    r"(?P<dash>[ \t]*[-–—―‒]{1,2}[ \t]+|[ \t]+[-–—―‒]{1,2}(?=\w)|[ ]?[—―](?=\w)|-->?[ \t]*)"
    r"|(?P<colon>[ ]?:[*_']{0,3}[ \t]+)|(?P<tab>[ ]*\t\s*)|(?P<bar>[ \t]*\|[ \t]*)|(?P<stop>\.[*_']{0,3}[ \t]+)"
)
_MARKER = r"(?:(?:[*+\-–—•·◦‣▪●○■□➢➤►✓]|\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\))[ \t]+|[•·◦‣▪●■➢➤►][ \t]*|\*+(?=\w))?"
_OPENING = re.compile(
    rf"{_MARKER}{_OPENS}(?P<date>{_DATE}){_CLOSES}(?:{_SEPARATOR})(?P<rest>[^\W\d_]|[\"“‘'(\[$€£\d*_])", re.IGNORECASE
)
_LONGEST = 120
_LEAST_WORDS = 2
_BASE_AFTER_TWO = re.compile(r"\band (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)* ([a-z]{3,})\b")


class Opening(NamedTuple):
    """The date that opens a line, and where what happened then begins. ``marked``: a bullet stands before it; ``separator``:
    what parts the two, as it is written.
    """

    date_start: int
    date_end: int
    rest: int
    marked: bool
    separator: str


def opening_date(text: str, start: int, end: int) -> Opening | None:
    """The date that opens the line from ``start`` to ``end`` as that of an entry; None where it opens with none."""
    match = _OPENING.match(text, start, min(end, start + _LONGEST))
    if match is None:
        return None
    rest = match.start("rest")
    has_year = re.search(r"\d{4}", match["date"]) is not None
    loose = match["tab"] or match["bar"] or match.start("date") > start
    if not loose and text[rest].islower():
        return None  # "1992 - the year of the coup - was bad"
    if match["preposition"] and (match["stop"] or text[match.start("date")].islower()):
        return None  # "in 1969. Then ..." is the rest of a sentence
    if match["stop"] and not (has_year or any(c.isdigit() for c in match["date"])):
        return None  # "May. ..." is no date that anybody writes
    if len(words_in(text[rest : min(end, rest + _LONGEST)])) < _LEAST_WORDS:
        return None
    marked = text[start] not in "*_'" and match.start("date") > start + 1
    separator = "\t" if match["tab"] else text[match.end("date") : rest].strip(" \t*_'()[]")
    return Opening(match.start("date"), match.end("date"), rest, marked or text[start : start + 2] == "* ", separator)


def is_date(cell: str) -> bool:
    """Whether these words are a date and nothing else."""
    return len(cell) <= _LONGEST and _alone().fullmatch(cell.strip()) is not None


@cache
def _alone() -> re.Pattern[str]:
    """Compiled, which takes its time, when a first table is read."""
    return re.compile(rf"[(\[]?(?P<date>{_DATE})[)\]]?[.:,]?", re.IGNORECASE)


def holds_clause(shown: str) -> bool:
    """Whether words tell something: they show a finite verb, or a full stop closes several of them."""
    words = words_in(shown)
    if len(words) <= _LEAST_WORDS:
        return len(words) == _LEAST_WORDS and has_finite_verb(words)
    return has_finite_verb(words) or _has_plural_verb(shown) or (ends_sentence(shown) and len(words) > 3)


def _has_plural_verb(shown: str) -> bool:
    """``Kenya and Ghana resume talks``: two names, and behind them a word in lower case that joins nothing."""
    found = _BASE_AFTER_TWO.search(shown)
    return found is not None and has_finite_verb(["states", found[1]])
