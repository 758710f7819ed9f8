"""Whether a match is a temporal expression where it stands: closed-class words that are also verbs, names or counts are not.

Every check takes the ``Place`` of a match and says yes or no; ``_CHECKS`` names the check of each form. Forms without one are
temporal wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.parse import Word
from verbale.extractors.text import MONTHS
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.surroundings import Window
from verbale.extractors.timex.find.vocabulary import alternation


class PlausibilityWords(Table):
    """``timex/plausibility.toml``; its comments say what every list means."""

    counting: LowerWords
    counted: LowerWords
    counted_whole: LowerWords
    prepositions: LowerWords
    determiners: LowerWords
    before_month: LowerWords
    before_lower_month: LowerWords
    before_march: LowerWords
    marching: LowerWords
    ambiguous_lower: LowerWords
    before_fall: LowerWords
    before_time: LowerWords
    before_day: LowerWords
    before_holiday: LowerWords
    aged: LowerWords
    marched: LowerWords
    named_after: LowerWords
    parts_of_unit: LowerWords
    adjectives: LowerWords


_WORDS = load(PlausibilityWords, "timex/plausibility.toml")


def _before(words: Iterable[str], border: str = "[ ]", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """One of these words, whole, right before an expression."""
    return re.compile(rf"(?:^|\W){alternation(words)}{border}$", flags)


# "Resolution 1441", "resolutions 1803, 1810 and 1929"
_LIST = r"(?:[ ]?\d{3,4}(?: \(\d{4}\))?(?:, and|, or|,| and| or| &|/))*"
_COUNTED = re.compile(rf"(?:[$€£¥#№]|{alternation(_WORDS.counting)}{_LIST})\)?[ ]?$", re.IGNORECASE)
_ABOUT_A_YEAR = re.compile(r"(?:^|\W)(?:in|since|until|by) (?:about|around|only|over)[ ]$", re.IGNORECASE)
_PREPOSITION = _before(_WORDS.prepositions, "[ -]")
_UNIT_AFTER = re.compile(rf"[ -]?(?:{alternation(_WORDS.counted)}|{alternation(_WORDS.counted_whole)}(?:\W|$))", re.IGNORECASE)
_DETERMINED = re.compile(rf"{alternation(_WORDS.determiners)} $", re.IGNORECASE)
_BEFORE_MONTH = re.compile(rf"(?:^|\W)(?:{alternation(_WORDS.before_month)}|\d)[ -]$")
# "his March on Rome", "'March to the Sea'": a march, no month; "its March summit" is no march
_MARCHED = re.compile(rf"(?:^|\W|(?='|’)){alternation(_WORDS.marching)} $", re.IGNORECASE)
_MARCHED_ON = re.compile(rf" {alternation(_WORDS.marched)} (?!\d|that year|this year|last year)", re.IGNORECASE)
_BEFORE_LOWER_MONTH = _before(_WORDS.before_lower_month, "[ -]")
_AMBIGUOUS_LOWER = re.compile(rf"(?:^|\W){alternation(_WORDS.ambiguous_lower)}$")
_BEFORE_FALL = _before(_WORDS.before_fall, "[ -](?:the )?")
_BEFORE_TIME = _before(_WORDS.before_time)
_BEFORE_DAY = _before(_WORDS.before_day)
_AGED = _before(_WORDS.aged, " (?:early |late |mid[ -])?(?:the )?")
_ON_FEAST = re.compile(r"(?:^|\W)(?:after|at|before|by|on|since|until)[ ]$", re.IGNORECASE)
_BEFORE_HOLIDAY = _before((word.capitalize() for word in _WORDS.before_holiday), " ", flags=0)
_PART_OF = re.compile(rf"{alternation(_WORDS.parts_of_unit | {form.capitalize() for form in MONTHS})} of $")
_NUMBER_BEFORE = re.compile(r"\d ?[-–] ?$")
_NUMBER_AFTER = re.compile(r" ?[-–] ?\d")
_DAY_AFTER = re.compile(r" ?[-–] ?\d{1,2} [A-Z]")
_OPENS = re.compile(r"(?:^|[.!?…\n] )In $")  # "In 993, the king ...": a year in any text
_AROUND = 48  # characters: the longest list of numbered resolutions before a number
_COUNTABLE = frozenset(("NN", "NNS", "JJ", "CD", "HYPH"))
_SIGNS = frozenset("$€£#+_/.-–")


@dataclass(frozen=True, slots=True)
class Place:
    """A match with what stands around it: its text, the characters on either side, its first, last and next token."""

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
        view.before(meaning, _AROUND),
        view.after(meaning, _AROUND),
        doc[start],
        doc[end - 1],
        doc[end] if end < len(doc) else None,
        doc[start - 1] if start else None,
    )
    if meaning.form == "shortyear":
        return _short_year(place) if bc_text else _OPENS.search(place.before) is not None and place.after[:2] == ", "
    if meaning.month and not _month_word(place):
        return False
    check = _CHECKS.get(meaning.form)
    return check is None or check(place)


def _month_word(place: Place) -> bool:
    """No modal ``may`` and no lower-case ``march`` without a day, a year or a preposition."""
    tag = place.first.tag_
    if place.meaning.form == "m" and place.text.islower() and _BEFORE_LOWER_MONTH.search(place.before):
        return tag not in ("MD", "VB", "VBP")
    alone = place.meaning.form in ("m", "same", "directed") and _AMBIGUOUS_LOWER.search(place.text)
    return tag != "MD" and not alone


def _month(place: Place) -> bool:
    """A month alone: capitalised, no person's name, no ``Long March``, no hyphenated name."""
    text = place.text
    if " of " in text or (text.islower() and _BEFORE_LOWER_MONTH.search(place.before)):
        return True
    if place.last.ent_type_ in ("PERSON", "ORG") or place.last.tag_.startswith("VB") or _is_cut_name(place):
        return False
    if " " in text:
        return True
    return _march(place) if text == "March" else _month_name(place, text.rstrip("."))


def _is_cut_name(place: Place) -> bool:
    """``May-Britt``, ``May'n``: the word goes on."""
    after = place.after
    return after[:1] in ("'", "’", "-") and after[1:2].isalpha() and not after.startswith(("'s", "’s"))


def _march(place: Place) -> bool:
    previous = place.previous
    capital = previous is not None and previous.tag_ in ("NNP", "NNPS", "JJ") and previous.text[0].isupper()
    named = capital and previous is not None and previous.lower_ not in _WORDS.before_march
    if re.match(r" \d", place.after) is not None:
        return True
    marched = _MARCHED.search(place.before) and _MARCHED_ON.match(place.after)
    return not (named or marched or place.before.endswith(('"', "“", "‘", "'")))


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
    text, before = place.text, place.before
    if " of " in text or (not text[0].isdigit() and " " in text):
        return True
    if _in_longer_number(place) or _UNIT_AFTER.match(place.after) or place.last.text[:1] in "$€£":
        return False
    if _COUNTED.search(before):
        return _ABOUT_A_YEAR.search(before) is not None
    if before[-1:] in _SIGNS:
        return before.lower().endswith(("mid-", "pre-", "post-")) or re.search(r"\d{4}[-–/]$", before) is not None
    if _counts_what_follows(place):
        round_number = text.endswith(("00", "50")) or int(text[-4:]) < 1600
        return _DETERMINED.search(before) is not None and not round_number
    return True


def _in_longer_number(place: Place) -> bool:
    """``155-1990``, ``1990-155``, but ``1990 - 12 May``."""
    goes_on = _NUMBER_AFTER.match(place.after) and not _DAY_AFTER.match(place.after)
    return bool(goes_on) or _NUMBER_BEFORE.search(place.before) is not None


def _counts_what_follows(place: Place) -> bool:
    """A number before a plural noun: ``2000 delegates``, but also ``the 1948 elections``."""
    noun = place.following
    return place.text[-4:].isdigit() and noun is not None and noun.tag_ == "NNS" and noun.text[0].islower()


def _word_year(place: Place) -> bool:
    """``in nineteen ninety-six``, but not ``two thousand and eight men``, ``twenty ten-year-olds``."""
    counted = place.after.startswith("-") or (place.following is not None and place.following.tag_ in _COUNTABLE)
    return not counted and (place.text.startswith("year ") or _PREPOSITION.search(place.before) is not None)


def _quarter(place: Place) -> bool:
    """``the third quarter``, ``third-quarter talks``; of a town only with its year."""
    return place.meaning.point is not None or not place.after.startswith(" of ")


def _decade(place: Place) -> bool:
    """``in the 80s``, but not ``in his 80s``."""
    return _AGED.search(place.before) is None


def _short_year(place: Place) -> bool:
    """``in 499`` in a text about years BC: after a preposition and before no noun."""
    counted = place.following is not None and place.following.tag_ in ("NNS", "NN", "JJ", "CD", "NNP")
    return _PREPOSITION.search(place.before) is not None and not counted


def _season(place: Place) -> bool:
    """No verb, no name (``Prague Spring``), and ``fall`` only where a season is meant."""
    if place.meaning.point is not None:
        return True
    capital, previous = place.last.text[0].isupper(), place.previous
    if place.last.tag_.startswith("VB") or (capital and re.match(r"[ -][A-Z]\w+", place.after)):
        return False
    if capital and previous is not None and previous.text[0].isupper() and not place.first.is_sent_start:
        return previous.tag_ in ("IN", "DT")
    return place.last.lower_ != "fall" or _is_autumn(place)


def _is_autumn(place: Place) -> bool:
    """``in the fall``, but not ``the fall of the city``."""
    article = "the " if place.text.lower().startswith("the ") else ""
    return _BEFORE_FALL.search(place.before + article) is not None and not place.after.startswith(" of")


def _weekday(place: Place) -> bool:
    """A full name, or a capitalised abbreviation with its full stop."""
    if place.meaning.part == "week":
        return True
    words = place.text.split()
    word = words[0] if place.meaning.daypart and not words[0][0].isdigit() else words[-1]
    return len(word) > 5 or (word.endswith(".") and word[0].isupper())


def _time(place: Place) -> bool:
    """``at the time``, ``by that time``: only after a preposition, else time in general."""
    if place.meaning.direction == "thetime" or place.text.lower() == "that time":
        return _BEFORE_TIME.search(place.before) is not None
    return True


def _reference(place: Place) -> bool:
    """``the former`` alone points back in the text; before a noun it is temporal."""
    if place.text.lower() not in _WORDS.adjectives:
        return True
    return place.following is not None and place.following.tag_.startswith(("NN", "JJ", "HYPH", "VB"))


def _holiday(place: Place) -> bool:
    """``White Christmas`` and ``Good Friday Agreement`` are names; so is ``Easter Island``, unlike ``on Easter Norway left``."""
    name = place.following
    if name is not None and not (name.text[0].isupper() and name.pos_ in ("NOUN", "PROPN")):
        name = None
    if name is not None and (name.lower_ in _WORDS.named_after or not _ON_FEAST.search(place.before)):
        return False
    named = re.search(r"[A-Z][a-z]+ $", place.before) and not _BEFORE_HOLIDAY.search(place.before)
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
    "wordyear": _word_year,
    "quarter": _quarter,
    "shortdecade": _decade,
    "worddecade": _decade,
    "theunit": _unit_phrase,
}
