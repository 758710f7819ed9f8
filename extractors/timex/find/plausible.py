"""Whether a match is a temporal expression where it stands: closed-class words that are also verbs, names or counts are not.

Every check takes the ``Place`` of a match and says yes or no; ``_CHECKS`` names the check of each form. Forms without one are
temporal wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.extractors.parse import Word
from verbale.extractors.timex.find.meaning import Meaning
from verbale.extractors.timex.find.surroundings import Window

_BORDER = r"(?:^|\W)"
_COUNTED = re.compile(
    r"(?:[$€£¥#№]|no\.|nos\.|numbers?|resolutions?|articles?|flight|room|route|highway|pages?|psalm|some|about|over|nearly|"
    r"approximately|almost|than|least|roughly|only|version|boeing|hectare|channel|code)[ ]?$",
    re.I,
)
_ABOUT_A_YEAR = re.compile(_BORDER + r"(?:in|since|until|by) (?:about|around|only|over)[ ]$", re.I)
_PREPOSITION = re.compile(
    _BORDER + r"(?:in|since|until|till|during|by|from|of|before|after|to|through|and|or|throughout|between|early|late|mid|circa|"
    r"for|years?)[ -]$",
    re.I,
)
_UNIT_AFTER = re.compile(
    r"[ -]?(?:%|percent|per cent|people|men|women|troops|soldiers|km|kilomet|met(?:re|er)|miles|tons|tonnes|dead|killed|euros|"
    r"dollars|pounds|casualties|prisoners|members|civilians|guns|tanks|aircraft|ships|sq|feet|acres|hectares|m(?:\W|$)|ft|mm\b)",
    re.I,
)
_DETERMINED = re.compile(r"(?:the|'s|’s|its|their|his|her|a|in|of|since|on) $", re.I)
_BEFORE_MONTH = re.compile(_BORDER + r"(?:last|next|this|that|the|on|mid|\d)[ -]$")
# "the Long March", "his march", "'March to the Sea'": a march, no month
_NO_NAME = frozenset(("last", "next", "this", "that", "early", "late", "mid", "previous", "following", "same"))
_MARCHED = re.compile(_BORDER + r"(?:the|a|his|her|their|its|our|my) $|[\"“‘']$")
_AFTER_IN = re.compile(_BORDER + r"(?:in|since|until|during|last|next|this|early|late|mid)[ -]$", re.I)
# in lower case these are words unless a day or a year stands with them
_LOWER_MONTH = re.compile(_BORDER + r"(?:may|march|mar|sun|sat|dec|jan|sep|nov|apr)$")
_BEFORE_FALL = re.compile(_BORDER + r"(?:in|by|during|until|since|last|this|next|that|early|late|mid)[ -](?:the )?$", re.I)
_BEFORE_TIME = re.compile(_BORDER + r"(?:at|by|during|until|from|since|about|around|of|before|after)[ ]$", re.I)
_BEFORE_DAY = re.compile(_BORDER + r"(?:on|until|by|since|to|before|after|from|for)[ ]$", re.I)
_CAPITALISED = re.compile(_BORDER + r"(?:On|In|At|By|Before|After|Since|Until|The|During|Last|This|Next) $")
_PART_OF = re.compile(
    r"(?:end|beginning|start|middle|part|half|quarter|rest|most|course|days|weeks|months|remainder|close|turn|much|all|each|"
    r"January|February|March|April|May|June|July|August|September|October|November|December) of $"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A match with what stands around it: its text, 24 characters on either side, its first, last and next token."""

    meaning: Meaning
    text: str
    before: str
    after: str
    first: Word
    last: Word
    following: Word | None
    previous: Word | None


def is_temporal(view: Window, meaning: Meaning, bc_text: bool) -> bool:
    """Whether a match is a temporal expression in its context; ``bc_text``: the document has years BC."""
    start, end = view.tokens(meaning)
    doc = view.doc
    place = Place(
        meaning,
        view.text[meaning.start : meaning.end],
        view.before(meaning, 24),
        view.after(meaning, 24),
        doc[start],
        doc[end - 1],
        doc[end] if end < len(doc) else None,
        doc[start - 1] if start else None,
    )
    if meaning.form == "shortyear":
        return bc_text and _short_year(place)
    if meaning.month and not _month_word(place):
        return False
    check = _CHECKS.get(meaning.form)
    return check is None or check(place)


def _month_word(place: Place) -> bool:
    """No modal ``may`` and no lower-case ``march`` without a day, a year or a preposition."""
    tag = place.first.tag_
    if place.meaning.form == "m" and place.text.islower() and _AFTER_IN.search(place.before):
        return tag not in ("MD", "VB", "VBP")
    alone = place.meaning.form in ("m", "same", "directed") and _LOWER_MONTH.search(place.text)
    return tag != "MD" and not alone


def _month(place: Place) -> bool:
    """A month alone: capitalised, no person's name, no ``Long March``, no hyphenated name."""
    text = place.text
    if " of " in text:
        return True
    if text.islower() and _AFTER_IN.search(place.before):
        return True
    if place.last.ent_type_ in ("PERSON", "ORG") or place.last.tag_.startswith("VB"):
        return False
    if place.after[:1] in ("'", "’", "-") and place.after[1:2].isalpha() and not place.after.startswith(("'s", "’s")):
        return False
    if " " in text:
        return True
    return _march(place) if text == "March" else _month_name(place, text.rstrip("."))


def _march(place: Place) -> bool:
    previous = place.previous
    named = (
        previous is not None
        and previous.tag_ in ("NNP", "NNPS", "JJ")
        and previous.text[0].isupper()
        and previous.lower_ not in _NO_NAME
    )
    return re.match(r" \d", place.after) is not None or not (named or _MARCHED.search(place.before))


def _month_name(place: Place, word: str) -> bool:
    if len(word) > 3:
        return word[0].isupper() or len(word) > 4
    if not word[0].isupper():
        return False
    noun = place.first.tag_ in ("NNP", "NN")
    return _PREPOSITION.search(place.before) is not None or (
        word == "May" and noun and _BEFORE_MONTH.search(place.before) is not None
    )


def _bare_year(place: Place) -> bool:
    """A four-digit number that is no count, no code and no part of a longer number."""
    text, before, after = place.text, place.before, place.after
    if " of " in text or (not text[0].isdigit() and " " in text):
        return True
    if re.search(r"\d ?[-–] ?$", before) or (re.match(r" ?[-–] ?\d", after) and not re.match(r" ?[-–] ?\d{1,2} [A-Z]", after)):
        return False
    if _UNIT_AFTER.match(after) or place.last.text[:1] in "$€£":
        return False
    if _COUNTED.search(before):
        return _ABOUT_A_YEAR.search(before) is not None
    if before[-1:] in ("$", "€", "£", "#", "+", "_", "/", ".", "-", "–"):
        return before.lower().endswith(("mid-", "pre-", "post-")) or re.search(r"\d{4}[-–/]$", before) is not None
    following = place.following
    if text[-4:].isdigit() and following is not None and following.tag_ == "NNS" and following.text[0].islower():
        round_number = text.endswith(("00", "50")) or int(text[-4:]) < 1600
        return _DETERMINED.search(before) is not None and not round_number
    return True


def _short_year(place: Place) -> bool:
    """``in 499`` in a text about years BC: after a preposition and before no noun."""
    counted = place.following is not None and place.following.tag_ in ("NNS", "NN", "JJ", "CD", "NNP")
    return _PREPOSITION.search(place.before) is not None and not counted


def _season(place: Place) -> bool:
    """No verb, no name (``Prague Spring``), and ``fall`` only where a season is meant."""
    if place.meaning.point is not None:
        return True
    capital = place.last.text[0].isupper()
    if place.last.tag_.startswith("VB") or (capital and re.match(r"[ -][A-Z]\w+", place.after)):
        return False
    previous = place.previous
    if capital and previous is not None and previous.text[0].isupper() and not place.first.is_sent_start:
        return previous.tag_ in ("IN", "DT")
    if place.last.lower_ == "fall":
        article = "the " if place.text.lower().startswith("the ") else ""
        return _BEFORE_FALL.search(place.before + article) is not None and not place.after.startswith(" of")
    return True


def _weekday(place: Place) -> bool:
    """A full name, or a capitalised abbreviation with its full stop."""
    if place.meaning.part == "week":
        return True
    words = place.text.split()
    word = words[0] if place.meaning.daypart else words[-1]
    return len(word) > 5 or (word.endswith(".") and word[0].isupper())


def _time(place: Place) -> bool:
    """``at the time``, ``by that time``: only after a preposition, else time in general."""
    if place.meaning.direction == "thetime" or place.text.lower() == "that time":
        return _BEFORE_TIME.search(place.before) is not None
    return True


def _reference(place: Place) -> bool:
    """``the former`` alone points back in the text; before a noun it is temporal."""
    if place.text.lower() not in ("former", "recent", "current", "present-day"):
        return True
    return place.following is not None and place.following.tag_.startswith(("NN", "JJ", "HYPH", "VB"))


def _holiday(place: Place) -> bool:
    """``White Christmas`` and ``Good Friday Agreement`` are names."""
    if place.following is not None and place.following.tag_ in ("NNP", "NNPS") and place.following.text[0].isupper():
        return False
    named = re.search(r"[A-Z][a-z]+ $", place.before) and not _CAPITALISED.search(place.before)
    return place.meaning.point is not None or not named


def _day_only(place: Place) -> bool:
    """``on the 12th``, but not ``by the 12th Division``."""
    if " " in place.text.removeprefix("the "):
        return True
    counted = place.following is not None and place.following.tag_.startswith(("NN", "JJ", "CD", "VB"))
    return _BEFORE_DAY.search(place.before) is not None and not counted


def _unit_phrase(place: Place) -> bool:
    """``the year``, but not ``man of the year`` or ``the week-end edition``."""
    if place.before.endswith(" of ") and _PART_OF.search(place.before) is None:
        return False
    return not (place.last.dep_ == "compound" and place.last.head.i > place.last.i)


_CHECKS = {
    "m": _month,
    "year": _bare_year,
    "season": _season,
    "weekday": _weekday,
    "sametime": _time,
    "same": _time,
    "dayonly": _day_only,
    "ref": _reference,
    "holiday": _holiday,
    "theunit": _unit_phrase,
}
