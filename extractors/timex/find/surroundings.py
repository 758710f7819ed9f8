"""What stands around a temporal expression: its signal (since, until ...), its role, its brackets, its neighbours, its tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.parse import Word, Words
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.find.vocabulary import alternation

Relation = Literal["since", "until", "before", "after", "by", "throughout", "during", "from", "on"]


class SignalWords(Table):
    """Lists of ``timex/signals.toml``; its comments say what they mean."""

    fillers: LowerWords
    roughly: LowerWords
    documents: LowerWords
    parts: LowerWords
    carried_out: LowerWords
    future: LowerWords
    unreal: LowerWords
    planning: LowerWords
    arranging: LowerWords
    arranged: LowerWords
    before_arranged: LowerWords
    timetabled: LowerWords
    due: LowerWords


class Signals(Table):
    """``timex/signals.toml``: the signals of every relation, and word lists."""

    signals: dict[Relation, LowerWords]
    words: SignalWords


_FILE = load(Signals, "timex/signals.toml")
WORDS = _FILE.words
_SIGNAL = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{relation}>{alternation(forms)})" for relation, forms in _FILE.signals.items())
    + rf")(?: {alternation(WORDS.fillers)})*[ ]$"
)
_ONWARDS = re.compile(
    r"[ -]?(?:onwards?|on(?=[,;.)])|to (?:the )?(?:present|date|now|today)|[-–—] ?(?:present|today)|[-–—](?=[ ]?\)))", re.I
)
_LINK = re.compile(
    r"^,? ?(?:and|or|to|until|till|through|[-–—/,]|and again|then)* ?(?:in |on |by |from |the |late |early |mid-?|of )*$"
)
_BETWEEN = re.compile(r"(?:^|\W)between (?:the |about |early |late |mid-?)*$")
_FROM = re.compile(r"(?:^|\W)from (?:the |about |around |early |late |mid-?)*$")
_AND = re.compile(r",? (?:and|&) (?:in |on |the |about |early |late |mid-?)*")
_TO = re.compile(r",? (?:to|until|till|through|up to)(?: \w+)? (?:the |about |early |late |mid-?)*")
_DASH = re.compile(r" ?[-–—] ?")
_NAME_OF = re.compile(rf"{alternation(word.capitalize() for word in WORDS.documents)} of $")
_CAPITALS_OF = re.compile(r"[A-Z][\w'’-]+ (?:(?:of|for|in) )?(?:the )?[A-Z][\w'’-]* of $")
_ABOUT = re.compile(rf"(?:^|\W){alternation(WORDS.roughly)}[ ](?:the )?$")
_SINCE_EVENT = re.compile(r"(?<!\w)since (?:(?!and |but |had |has |have )[\w'’-]+ ){1,10}(?:in|on|of) (?:the )?$")
_LONGEST_LINK = 24


@dataclass(frozen=True, slots=True)
class Window:
    """The reading view with its words, for questions about a character span."""

    doc: Words
    text: str
    starts: tuple[int, ...]

    def token_at(self, char: int) -> int:
        return max(0, bisect_right(self.starts, char) - 1)

    def tokens(self, meaning: Meaning) -> tuple[int, int]:
        """The tokens (end exclusive) that a span touches."""
        return self.token_at(meaning.start), self.token_at(meaning.end - 1) + 1

    def before(self, meaning: Meaning, count: int) -> str:
        """The characters that stand before a span, at most ``count``."""
        return self.text[max(0, meaning.start - count) : meaning.start]

    def after(self, meaning: Meaning, count: int) -> str:
        """The characters that stand after a span, at most ``count``."""
        return self.text[meaning.end : meaning.end + count]


def window(doc: Words) -> Window:
    return Window(doc, doc.text, tuple(token.idx for token in doc))


def signal(view: Window, meaning: Meaning) -> str:
    """The signal before an expression (or ``onwards`` after it) by its relation, ``from`` where it may open a range, or empty."""
    after = view.after(meaning, 16)
    if _ONWARDS.match(after):
        return "since"
    before = view.before(meaning, 32)
    match = _SIGNAL.search(before.lower())
    return match.lastgroup or "" if match else ""


def told_since(view: Window, meaning: Meaning) -> bool:
    """``the first since the end of the war in 1993``: the date of what is only counted from."""
    return _SINCE_EVENT.search(view.before(meaning, 90).lower()) is not None


def counts_from_event(view: Window, meaning: Meaning) -> bool:
    """``a day after the ministers agreed``: counted from what follows, not from the anchor."""
    return (
        meaning.form in ("offset", "theunit")
        and meaning.direction in ("after", "before")
        and re.match(r" (?!that\b|this\b)\w", view.after(meaning, 6)) is not None
    )


def links(view: Window, first: Meaning, second: Meaning) -> bool:
    """Whether two neighbours are coordinated or a range, so that the first shares the second's year."""
    between = view.text[first.end : second.start]
    return len(between) < _LONGEST_LINK and _LINK.match(between) is not None


def spans_range(view: Window, first: Meaning, second: Meaning) -> bool:
    """``from 1992 to 1995``, ``between May and June``, ``1992-95``: the two are one range."""
    if first.pair == "first" and second.pair == "second":
        return True
    between = view.text[first.end : second.start]
    if len(between) > _LONGEST_LINK:
        return False
    opener = view.before(first, 28).lower()
    link = _AND if _BETWEEN.search(opener) else _TO if _FROM.search(opener) else _DASH
    return link.fullmatch(between) is not None or _DASH.fullmatch(between) is not None


def is_approximate(view: Window, meaning: Meaning) -> bool:
    """``about 1830``, ``around 3 May``."""
    return _ABOUT.search(view.before(meaning, _LONGEST_LINK).lower()) is not None


def bracketed(view: Window, meaning: Meaning) -> bool:
    """Inside round brackets of the same sentence."""
    before = view.before(meaning, 60)
    return before.rfind("(") > before.rfind(")")


def role(view: Window, meaning: Meaning) -> str:
    """event / attributive (modifies a noun directly: ``the 1998 crisis``) / name_part (``Democracy Act of 2004``)."""
    start, end = view.tokens(meaning)
    before = view.before(meaning, 40)
    if _CAPITALS_OF.search(before) or _NAME_OF.search(before):
        return "name_part"
    previous = view.doc[start - 1] if start else None
    if previous is not None and previous.lower_ == "of":
        return "attributive" if _is_whole_noun(view.doc[start - 2]) else "event"
    following = view.doc[end] if end < len(view.doc) else None
    if following is None or (previous is not None and previous.tag_ in ("IN", "TO")):
        return "event"
    if not _is_determined(previous, following) and not _modifies(view.doc, view.doc[end - 1]):
        return "event"
    return "name_part" if following.text[0].isupper() and following.tag_ in ("NNP", "NNPS") else "attributive"


def _is_whole_noun(word: Word) -> bool:
    """``the constitution [of 1994]``, unlike ``the night [of 4 May]``."""
    return word.pos_ in ("NOUN", "PROPN") and word.lower_ not in WORDS.parts


def _is_determined(previous: Word | None, following: Word) -> bool:
    """``the [1998] crisis``, ``Norway's [1905] referendum``: between a determiner and what it determines."""
    determined = previous is not None and previous.tag_ in ("DT", "PRP$", "POS", "JJ")
    return determined and following.tag_[:2] in ("NN", "JJ", "VB")


def _modifies(doc: Words, token: Word) -> bool:
    """Whether a token modifies a noun to its right, with nothing but words of that noun phrase in between."""
    head = token.head
    if head.i <= token.i or token.dep_ not in ("nummod", "compound", "amod", "nmod", "poss", "npadvmod", "nounmod"):
        return False
    if head.pos_ not in ("NOUN", "PROPN", "ADJ") or (token.dep_ == "npadvmod" and head.pos_ == "ADJ"):
        return False
    between = doc[token.i + 1 : head.i]
    return not any((t.is_punct and t.text not in "-\"'“”’") or t.tag_ in ("DT", "IN", "PRP$") for t in between)
