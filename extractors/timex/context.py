"""What stands around a temporal expression: is it one at all, its signal (since, until ...), its role, its brackets, its tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.timex.normalise import Meaning

_SIGNALS = (
    ("since", r"(?:ever )?since"), ("until", r"(?:until|till|up to|til|through to)"), ("before", r"(?:before|prior to|earlier than|ahead of)"),
    ("after", r"(?:after|later than|following)"), ("by", r"by"), ("throughout", r"(?:throughout|all through)"), ("during", r"(?:during|in the course of|over|within)"),
    ("from", r"(?:from|starting(?: in| on| from)?|beginning(?: in| on| from)?|commencing|as of|effective|between)"),
    ("on", r"(?:on|in|at|of|for|to|as early as|as late as|around|about|circa)"),
)
_SIGNAL = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{rx})" for name, rx in _SIGNALS) + r")(?: (?:the|about|around|approximately|roughly|at least|as|late|early))*[ ]$")
_ONWARDS = re.compile(r"[ -]?(?:onwards?|on(?=[,;.)])|to (?:the )?(?:present|date|now|today)|[-–—] ?(?:present|today)|[-–—](?=[ ]?\)))", re.I)
_LINK_RANGE = re.compile(r" ?(?:to|until|till|through|[-–—]) ?(?:the |late |early |mid-?|about |around )*$|^ ?[-–—] ?$")
_LINK = re.compile(r"^,? ?(?:and|or|to|until|till|through|[-–—/,]|and again|then)* ?(?:in |on |by |from |the |late |early |mid-?|of )*$")
_COUNT_BEFORE = re.compile(r"(?:[$€£¥#№]|no\.|nos\.|number|numbers|resolution|resolutions|article|articles|flight|room|route|highway|page|pages|psalm|some|about|over|nearly|"
                           r"approximately|almost|than|least|roughly|only|version|boeing|hectare|channel|code)[ ]?$", re.I)
_PREPOSITION = re.compile(r"(?:^|\W)(?:in|since|until|till|during|by|from|of|before|after|to|through|and|or|throughout|between|early|late|mid|circa|for|year|years)[ -]$", re.I)
_UNIT_AFTER = re.compile(r"[ -]?(?:%|percent|per cent|people|men|women|troops|soldiers|km|kilomet|met(?:re|er)|miles|tons|tonnes|dead|killed|euros|dollars|pounds|"
                         r"casualties|prisoners|members|civilians|guns|tanks|aircraft|ships|sq|feet|acres|hectares|m(?:\W|$)|ft|mm\b)", re.I)


@dataclass(frozen=True, slots=True)
class Window:
    """The reading view with its tokens, for questions about a character span."""

    doc: Doc
    text: str
    starts: tuple[int, ...]

    def token_at(self, char: int) -> int:
        return max(0, bisect_right(self.starts, char) - 1)

    def tokens(self, meaning: Meaning) -> tuple[int, int]:
        """The tokens (end exclusive) that a span touches."""
        return self.token_at(meaning.start), self.token_at(meaning.end - 1) + 1


def window(doc: Doc) -> Window:
    return Window(doc, doc.text, tuple(token.idx for token in doc))


def is_temporal(view: Window, meaning: Meaning, bc_text: bool) -> bool:
    """Whether a match is a temporal expression in its context; closed-class words that are also verbs, names or counts are not."""
    start, end = view.tokens(meaning)
    first = view.doc[start]
    form, text = meaning.form, view.text[meaning.start : meaning.end]
    if form == "m" and text.islower() and _AFTER_IN.search(view.text[: meaning.start][-8:]) and first.tag_ not in ("MD", "VB", "VBP"):
        return True
    if meaning.month and (first.tag_ == "MD" or form in ("m", "same", "directed") and _LOWER_MONTH.search(text)):
        return False
    check = _CHECKS.get(form)
    return check(view, meaning, first, text, bc_text) if check else True


# "the Long March", "his march", "'March to the Sea'": a march, no month
_BEFORE_MONTH = frozenset("last next this that early late mid previous following same".split())
_MARCHED = re.compile(r"(?:(?:^|\W)(?:the|a|his|her|their|its|our|my) |[\"“‘'])$")
_AFTER_IN = re.compile(r"(?:^|\W)(?:in|since|until|during|last|next|this|early|late|mid)[ -]$", re.I)
# In lower case these are words unless a day or a year stands with them.
_LOWER_MONTH = re.compile(r"(?:^|\W)(?:may|march|mar|sun|sat|dec|jan|sep|nov|apr)$")


def _month(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    token = view.doc[view.tokens(meaning)[1] - 1]
    if " of " in text:
        return True
    if token.ent_type_ in ("PERSON", "ORG") or token.tag_.startswith("VB"):
        return False
    if " " in text:
        return True
    word = text.rstrip(".")
    before, after = view.text[: meaning.start][-12:], view.text[meaning.end :][:2]
    if after[:1] in "'’-" and after[1:2].isalpha() and not after.startswith(("'s", "’s")):
        return False
    previous = view.doc[first.i - 1] if first.i else first
    named = previous.tag_ in ("NNP", "NNPS", "JJ") and previous.text[0].isupper() and previous.lower_ not in _BEFORE_MONTH
    if word == "March" and (named or _MARCHED.search(before)) and not re.match(r" \d", view.text[meaning.end :][:3]):
        return False
    if len(word) > 3 and word.lower() != "march":
        return word[0].isupper() or len(word) > 4
    return word[0].isupper() and (_PREPOSITION.search(before) is not None or word == "March" or word == "May" and first.tag_ in ("NNP", "NN") and
                                  re.search(r"(?:^|\W)(?:last|next|this|that|the|on|mid|\d)[ -]$", before) is not None)


def _bare_year(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    start, end = view.tokens(meaning)
    if " of " in text or not text[0].isdigit() and " " in text:
        return True
    before, after = view.text[: meaning.start][-14:], view.text[meaning.end :][:14]
    if re.search(r"\d ?[-–] ?$", before) or re.match(r" ?[-–] ?\d", after) and not re.match(r" ?[-–] ?\d{1,2} [A-Z]", after):
        return False
    if _COUNT_BEFORE.search(before) or _UNIT_AFTER.match(after) or view.doc[end - 1].text[:1] in "$€£":
        return re.search(r"(?:^|\W)(?:in|since|until|by) (?:about|around|only|over)[ ]$", before) is not None and not _UNIT_AFTER.match(after)
    if meaning.start and view.text[meaning.start - 1] in "$€£#+_/.-–" and not before.endswith(("mid-", "pre-", "post-", "Pre-", "Post-", "Mid-")):
        return view.text[meaning.start - 1] in "-–/"  and re.search(r"\d{4}[-–/]$", before) is not None
    if text[-4:].isdigit() and end < len(view.doc) and view.doc[end].tag_ == "NNS" and view.doc[end].text[0].islower():
        round_number = text.endswith("00") or text.endswith("50") or int(text[-4:]) < 1600
        determined = re.search(r"(?:the|'s|’s|its|their|his|her|a|in|of|since|on) $", before, re.I) is not None
        return determined and not round_number
    return True


def _short_year(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    before = view.text[: meaning.start][-12:]
    end = view.tokens(meaning)[1]
    follower = view.doc[end] if end < len(view.doc) else None
    return bc_text and _PREPOSITION.search(before) is not None and (follower is None or follower.tag_ not in ("NNS", "NN", "JJ", "CD", "NNP"))


def _season(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    start, end = view.tokens(meaning)
    token = view.doc[end - 1]
    before, after = view.text[: meaning.start][-16:], view.text[meaning.end :][:8]
    if meaning.point is not None:
        return True
    if token.tag_.startswith("VB") or re.match(r"[ -][A-Z]\w+", after) and token.text[0].isupper():
        return False
    if token.text[0].isupper() and start and view.doc[start - 1].text[0].isupper() and re.search(r"[A-Z]\w+ $", before) and not view.doc[start].is_sent_start:
        return view.doc[start - 1].tag_ in ("IN", "DT")
    if text.lower().split()[-1] in ("fall", "spring", "springtime") and text.lower().split()[-1] == "fall":
        return re.search(r"(?:^|\W)(?:in|by|during|until|since|last|this|next|that|early|late|mid)[ -](?:the )?$", before + ("the " if text.lower().startswith("the ") else ""), re.I) \
            is not None and not after.startswith(" of")
    return not (text.lower().endswith("spring") and re.match(r" (?:water|offensive)", after) and False)


def _short_weekday(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    if meaning.part == "week":
        return True
    word = text.split()[-1] if not meaning.daypart else text.split()[0]
    return len(word.rstrip(".")) > 5 and word[:1].isupper() or len(word) > 5 or word.endswith(".") and word[0].isupper()


def _same_words(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    before = view.text[: meaning.start][-10:]
    if meaning.direction == "thetime" or text.lower() in ("that time", "this time"):
        return re.search(r"(?:^|\W)(?:at|by|during|until|from|since|about|around|of|before|after)[ ]$", before, re.I) is not None
    return True


def _reference(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    """``the former`` alone points back in the text; before a noun it is temporal."""
    end = view.tokens(meaning)[1]
    if text.lower() not in ("former", "recent", "current", "future", "present-day"):
        return True
    follower = view.doc[end] if end < len(view.doc) else None
    return follower is not None and (follower.tag_.startswith(("NN", "JJ", "HYPH", "VB")) or text.lower() == "future")


def _holiday(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    """Holidays are capitalised; ``White Christmas`` and ``Easter Island`` are names."""
    before, after = view.text[: meaning.start][-16:], view.text[meaning.end :][:3]
    named = re.search(r"[A-Z][a-z]+ $", before) and not re.search(r"(?:^|\W)(?:On|In|At|By|Before|After|Since|Until|The|During|Last|This|Next) $", before)
    return meaning.point is not None or not named


def _day_only(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    end = view.tokens(meaning)[1]
    before = view.text[: meaning.start][-10:]
    follower = view.doc[end].tag_ if end < len(view.doc) else "."
    if " " in text.removeprefix("the "):
        return True
    return re.search(r"(?:^|\W)(?:on|until|by|since|to|and|before|after|from|for)[ ]$", before, re.I) is not None and \
        not follower.startswith(("NN", "JJ", "CD", "VB"))


def _unit_phrase(view: Window, meaning: Meaning, first: Token, text: str, bc_text: bool) -> bool:
    end = view.tokens(meaning)[1]
    before = view.text[max(0, meaning.start - 24) : meaning.start]
    if before.endswith(" of ") and re.search(_PART_OF, before) is None:
        return False
    return not (end < len(view.doc) and view.doc[end - 1].dep_ == "compound" and view.doc[end - 1].head.i > end - 1)


_PART_OF = re.compile(r"(?:end|beginning|start|middle|part|half|quarter|rest|most|course|days|weeks|months|remainder|close|turn|much|all|each|"
                      r"January|February|March|April|May|June|July|August|September|October|November|December) of $")
_CHECKS = {
    "m": _month, "year": _bare_year, "shortyear": _short_year, "season": _season, "weekday": _short_weekday, "sametime": _same_words,
    "same": _same_words, "dayonly": _day_only, "ref": _reference, "holiday": _holiday, "theunit": _unit_phrase,
}


def signal(view: Window, meaning: Meaning) -> str:
    """The signal before (or ``onwards`` after) an expression: since / until / before / after / by / throughout / during / from / on / empty."""
    after = view.text[meaning.end : meaning.end + 16]
    if _ONWARDS.match(after):
        return "since"
    before = view.text[max(0, meaning.start - 32) : meaning.start]
    match = _SIGNAL.search(before.lower())
    return match.lastgroup or "" if match else ""


def counts_from_event(view: Window, meaning: Meaning) -> bool:
    """``a day after the ministers agreed``: counted from what follows, not from the anchor."""
    return meaning.form == "offset" and meaning.direction in ("after", "before") and re.match(r" (?!that\b|this\b)\w", view.text[meaning.end : meaning.end + 6]) is not None


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
        return re.fullmatch(r",? (?:to|until|till|through|up to)(?: \w+)? (?:the |about |early |late |mid-?)*|,? (?:to|until|till|through|up to) ", between) is not None
    return re.fullmatch(r" ?[-–—] ?", between) is not None


def bracketed(view: Window, meaning: Meaning) -> bool:
    """Inside round brackets of the same sentence."""
    before = view.text[max(0, meaning.start - 60) : meaning.start]
    return before.rfind("(") > before.rfind(")")


def role(view: Window, meaning: Meaning) -> str:
    """event / attributive (modifies a noun directly: ``the 1998 crisis``) / name_part (``Democracy Act of 2004``)."""
    start, end = view.tokens(meaning)
    token = view.doc[end - 1]
    before = view.text[max(0, meaning.start - 40) : meaning.start]
    following = view.doc[end] if end < len(view.doc) else None
    if re.search(r"(?:[A-Z][\w'’-]+ )(?:(?:of|for|in) )?(?:the )?[A-Z][\w'’-]* of $", before) or re.search(_NAME_OF, before):
        return "name_part"
    if before.endswith(" of ") and view.doc[start - 2].pos_ in ("NOUN", "PROPN") and view.doc[start - 2].lower_ not in _PARTS:
        return "attributive"
    if token.head.i >= end and token.dep_ in ("nummod", "compound", "amod", "nmod", "poss", "npadvmod", "nounmod") and token.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        if token.dep_ == "npadvmod" and token.head.pos_ == "ADJ":
            return "event"
        between = view.doc[end : token.head.i]
        if not any(t.is_punct and t.text not in "-\"'“”’" for t in between) and not any(t.tag_ in ("DT", "IN", "PRP$") for t in between):
            return "name_part" if following is not None and following.text[0].isupper() and following.tag_ in ("NNP", "NNPS") else "attributive"
    return "event"


_PARTS = frozenset("night evening morning afternoon day month year week beginning end course rest period events".split())
_NAME_OF = re.compile(r"(?:Act|Agreement|Accords?|Treaty|Convention|Declaration|Law|Protocol|Charter|Resolution|Constitution|Pact|Code|Bill|Memorandum|Decree|Statute)s? of $")


def governing_verb(token: Token) -> Token | None:
    """The verb or auxiliary that a token's clause hangs on."""
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def tense(token: Token) -> str:
    """past / future / present / empty, of the clause that a token stands in."""
    verb = governing_verb(token)
    if verb is None:
        return ""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {child.lower_ for child in auxiliaries}
    if forms & {"will", "shall", "would", "’ll", "'ll"} or "going" == verb.lower_:
        return "future"
    tags = {verb.tag_} | {child.tag_ for child in auxiliaries}
    if "VBD" in tags or verb.tag_ == "VBN" and not tags & {"VBZ", "VBP"}:
        return "past"
    if verb.tag_ in ("VB",) and any(child.tag_ == "TO" for child in auxiliaries):
        return "future"
    return "past" if verb.tag_ == "VBN" else "present"


def planned(token: Token) -> bool:
    """Whether a date stands with something that was only to happen: ``will``, ``would``, ``to`` + infinitive, a plan."""
    verb = governing_verb(token)
    if verb is None:
        return False
    if any(child.lower_ in ("will", "shall", "would", "could", "should", "may", "might", "’ll", "'ll") for child in verb.children if child.dep_ == "aux"):
        return True
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children) or verb.lemma_ in ("plan", "schedule", "expect", "propose")
