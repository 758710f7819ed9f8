"""What stands around a temporal expression: its signal (since, until ...), its role, its brackets, its neighbours, its tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from verbale.extractors.parse import Word, Words
from verbale.extractors.timex.find.meaning import Meaning

_SIGNALS = (
    ("since", r"(?:ever )?since"),
    ("until", r"(?:until|till|up to|til|through to)"),
    ("before", r"(?:before|prior to|earlier than|ahead of)"),
    ("after", r"(?:after|later than|following)"),
    ("by", r"(?:by|as of)"),
    ("throughout", r"(?:throughout|all through)"),
    ("during", r"(?:during|in the course of|over|within)"),
    ("from", r"(?:from|starting(?: in| on| from)?|beginning(?: in| on| from)?|commencing|effective|between)"),
    ("on", r"(?:on|in|at|of|for|to|as early as|as late as|around|about|circa)"),
)
_SIGNAL = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{name}>{rx})" for name, rx in _SIGNALS)
    + r")(?: (?:the|about|around|approximately|roughly|at least|as|late|early))*[ ]$"
)
_ONWARDS = re.compile(
    r"[ -]?(?:onwards?|on(?=[,;.)])|to (?:the )?(?:present|date|now|today)|[-–—] ?(?:present|today)|[-–—](?=[ ]?\)))", re.I
)
_LINK = re.compile(
    r"^,? ?(?:and|or|to|until|till|through|[-–—/,]|and again|then)* ?(?:in |on |by |from |the |late |early |mid-?|of )*$"
)
_NAME_OF = re.compile(
    r"(?:Act|Agreement|Accords?|Treaty|Convention|Declaration|Law|Protocol|Charter|Resolution|Constitution|Pact|Code|Bill|Memorandum|"
    r"Decree|Statute)s? of $"
)
_CAPITALS_OF = re.compile(r"[A-Z][\w'’-]+ (?:(?:of|for|in) )?(?:the )?[A-Z][\w'’-]* of $")
_PARTS = frozenset(
    [
        "night",
        "evening",
        "morning",
        "afternoon",
        "day",
        "month",
        "year",
        "week",
        "beginning",
        "end",
        "course",
        "rest",
        "period",
        "events",
    ]
)


# verbs whose infinitive has their own time: "failed to agree on Monday"
_DONE = frozenset((
    "begin", "cease", "come", "continue", "decline", "fail", "force", "go", "happen", "help", "manage", "oblige", "proceed",
    "refuse", "rush", "see", "seek", "start", "try", "use", "vote",
))  # fmt: skip


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


def counts_from_event(view: Window, meaning: Meaning) -> bool:
    """``a day after the ministers agreed``: counted from what follows, not from the anchor."""
    return (
        meaning.form == "offset"
        and meaning.direction in ("after", "before")
        and re.match(r" (?!that\b|this\b)\w", view.after(meaning, 6)) is not None
    )


def links(view: Window, first: Meaning, second: Meaning) -> bool:
    """Whether two neighbours are coordinated or a range, so that the first shares the second's year."""
    between = view.text[first.end : second.start]
    return len(between) < 24 and _LINK.match(between) is not None


def spans_range(view: Window, first: Meaning, second: Meaning) -> bool:
    """``from 1992 to 1995``, ``between May and June``, ``1992-95``: the two are one range."""
    if first.pair == "first" and second.pair == "second":
        return True
    between = view.text[first.end : second.start]
    if len(between) > 24:
        return False
    opener = view.text[max(0, first.start - 28) : first.start].lower()
    if re.search(r"(?:^|\W)between (?:the |about |early |late |mid-?)*$", opener):
        return re.fullmatch(r",? and (?:in |on |the |about |early |late |mid-?)*", between) is not None
    if re.search(r"(?:^|\W)from (?:the |about |around |early |late |mid-?)*$", opener):
        return (
            re.fullmatch(r",? (?:to|until|till|through|up to)(?: \w+)? (?:the |about |early |late |mid-?)*", between) is not None
        )
    return re.fullmatch(r" ?[-–—] ?", between) is not None


def bracketed(view: Window, meaning: Meaning) -> bool:
    """Inside round brackets of the same sentence."""
    before = view.before(meaning, 60)
    return before.rfind("(") > before.rfind(")")


def role(view: Window, meaning: Meaning) -> str:
    """event / attributive (modifies a noun directly: ``the 1998 crisis``) / name_part (``Democracy Act of 2004``)."""
    start, end = view.tokens(meaning)
    before = view.before(meaning, 40)
    previous = view.doc[start - 1] if start else None
    following = view.doc[end] if end < len(view.doc) else None
    if _CAPITALS_OF.search(before) or _NAME_OF.search(before):
        return "name_part"
    if previous is not None and previous.lower_ == "of":
        noun = view.doc[start - 2]
        return "attributive" if noun.pos_ in ("NOUN", "PROPN") and noun.lower_ not in _PARTS else "event"
    if following is None or (previous is not None and previous.tag_ in ("IN", "TO")):
        return "event"
    determined = (
        previous is not None and previous.tag_ in ("DT", "PRP$", "POS", "JJ") and following.tag_[:2] in ("NN", "JJ", "VB")
    )
    if not determined and not _modifies(view.doc, view.doc[end - 1]):
        return "event"
    return "name_part" if following.text[0].isupper() and following.tag_ in ("NNP", "NNPS") else "attributive"


def _modifies(doc: Words, token: Word) -> bool:
    """Whether a token modifies a noun to its right, with nothing but words of that noun phrase in between."""
    head = token.head
    if head.i <= token.i or token.dep_ not in ("nummod", "compound", "amod", "nmod", "poss", "npadvmod", "nounmod"):
        return False
    if head.pos_ not in ("NOUN", "PROPN", "ADJ") or (token.dep_ == "npadvmod" and head.pos_ == "ADJ"):
        return False
    between = doc[token.i + 1 : head.i]
    return not any((t.is_punct and t.text not in "-\"'“”’") or t.tag_ in ("DT", "IN", "PRP$") for t in between)


def governing_verb(token: Word) -> Word | None:
    """The verb or auxiliary that a token's clause hangs on."""
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def tense(token: Word) -> str:
    """past / future / present / empty, of the clause that a token stands in."""
    verb = governing_verb(token)
    if verb is None:
        return ""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {child.lower_ for child in auxiliaries}
    if forms & {"will", "shall", "would", "’ll", "'ll"} or verb.lower_ == "going":
        return "future"
    tags = {verb.tag_} | {child.tag_ for child in auxiliaries}
    if "VBD" in tags or (verb.tag_ == "VBN" and not tags & {"VBZ", "VBP"}):
        return "past"
    if verb.tag_ in ("VB",) and any(child.tag_ == "TO" for child in auxiliaries):
        told = verb.dep_ == "xcomp" and verb.head.lemma in _DONE
        return tense(verb.head) if told and verb.head.i != verb.i else "future"
    return "past" if verb.tag_ == "VBN" else "present"


def planned(token: Word) -> bool:
    """Whether a date stands with something that was only to happen: ``will``, ``would``, ``to`` + infinitive, a plan."""
    verb = governing_verb(token)
    if verb is None:
        return False
    if any(
        child.lower_ in ("will", "shall", "would", "could", "should", "may", "might", "’ll", "'ll")
        for child in verb.children
        if child.dep_ == "aux"
    ):
        return True
    return (verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)) or verb.lemma_ in (
        "plan",
        "schedule",
        "expect",
        "propose",
    )
