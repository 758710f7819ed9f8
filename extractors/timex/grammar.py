"""Where temporal expressions stand in a text: a grammar of small patterns, dispatched by first word; the longest match wins.

Every pattern is a regular expression of bounded length that is tried only where one of its first words stands, so the whole
text is read once. Prefixes (``early``, ``the end of``, ``the night of``) take any date after them, to a depth of three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from extractors.timex.words import Words, alternation, load_words

_WORD = re.compile(r"[^\W_]+")
# a digit group that continues a number, a telephone number or a code
_NUMBER_GOES_ON = re.compile(r"\d[.,:/-]$|\w-\d+-$")
_DEPTH = 3
Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Found:
    """One match: ``kind`` names the pattern, ``groups`` what it captured; a prefix holds the date after it in ``inner``."""

    start: int
    end: int
    kind: str
    groups: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    article: bool = False
    inner: Found | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    kind: str
    regex: re.Pattern[str]
    prefix: bool = False
    needs_article: bool = False
    follow: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns by first word; ``digits`` are those that start with a digit."""

    by_word: Mapping[str, tuple[Pattern, ...]]
    digits: tuple[Pattern, ...]


def split_short(names: Mapping[str, int]) -> tuple[str, str]:
    """(full names, abbreviations): only an abbreviation takes a full stop with it."""
    longest: dict[int, str] = {}
    for name, value in names.items():
        longest.setdefault(value, name)
    return alternation(longest.values()), alternation(set(names) - set(longest.values()))


def fragments(words: Words) -> dict[str, str]:
    """The named parts that patterns are made of."""
    number_words = alternation(words.numbers)
    tens = alternation(w for w, n in words.numbers.items() if n >= 20)
    ones = alternation(w for w, n in words.numbers.items() if n < 10)
    ordinal_ones = alternation(w for w, n in words.ordinals.items() if n < 10)
    spelled = rf"(?:{tens}[ -]{ones}|{number_words})"
    ordinal = rf"(?:{tens}[ -]{ordinal_ones}|{alternation(words.ordinals)}|\d{{1,3}}(?:st|nd|rd|th))(?!\w)"
    full_months, short_months = split_short(words.months)
    full_days, short_days = split_short(words.weekdays)
    era = r"(?:b\.? ?c\.? ?e\.?|b\.? ?c\.?|a\.d\.|ad|c\.e\.|ce)(?!\w)"
    year = r"(?:1\d{3}|2[01]\d{2})(?!\d)"
    day_word = rf"(?:{tens}[ -]{ordinal_ones}|{alternation(w for w, n in words.ordinals.items() if n <= 30)})(?!\w)"
    relative_year = r"(?:that|that same|the same|the following|the next|the previous|this|next|last|the) year(?!\w)"
    return {
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w])(?!:\d)",
        "DW": day_word,
        "M": rf"(?:{full_months}(?!\w)|{short_months}(?!\w)\.?)",
        "F": rf"(?:{alternation(words.foreign_months)})(?!\w)",
        "WD": rf"(?:{full_days}(?!\w)|{short_days}(?!\w)\.?)",
        "Y": year,
        "ERA": era,
        # a year that follows a month: with its era, in full, shortened, or by reference
        "YT": rf"(?:(?P<yb>\d{{1,4}}) ?(?P<era>{era})|(?P<y>{year}|[3-9]\d{{2}}(?![\w,.]\w))|'(?P<ys>\d\d)(?!\w)|(?P<ry>{relative_year}))",
        "N": rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?!\w)|{spelled}(?!\w)|a(?!\w)|an(?!\w))",
        "NW": spelled,
        "V": alternation(words.vague),
        "U": rf"(?:{alternation(words.units)})(?!\w)",
        "O": ordinal,
        "S": rf"(?:{alternation(words.seasons)})(?!\w)",
        "P": rf"(?:{alternation(words.dayparts)})(?!\w)",
        "H": rf"(?:{alternation(words.holidays)})(?!\w)",
        "R": rf"(?:{alternation(w.removeprefix('the ') for w in words.references)})(?!\w)",
        "SET": rf"(?:{alternation(words.sets)})(?!\w)",
    }


# kind, pattern, first words ("#" = a digit, "@group" = the words of a fragment), options
_SPECS: tuple[tuple[str, str, str, str], ...] = (
    ("dmy", r"(?:{WD},? (?:the )?)?(?P<d>{D}|{DW})(?:(?: day)? of|\.)?[ -](?P<m>{M})(?:(?:,? of |, |,| in | |-|/){YT})?", "# @DW @WD", ""),
    ("dmy", r"(?P<d>{D})/(?P<m>{M})/(?P<y>{Y})", "#", ""),
    ("dmy", r"(?P<d>{D})[-/](?P<m>{M})[-/](?P<yy>\d\d)(?!\w)", "#", ""),
    ("mdy", r"(?:{WD},? )?(?P<m>{M})[ /-](?:(?:the )?(?P<d>{D})|(?:the )?(?P<dw>{DW})(?! \w))(?:(?: ?, ?| |, of | of | in |-|/){YT})?", "@M @WD", ""),
    ("dd_my", r"(?P<d>{D})(?P<to> ?(?:-|–|—|/|,) ?| (?:to|and|or|until|through) (?:the )?)(?P<d2>{D})(?: of)? (?P<m>{M})(?:(?:,? of |, | ){YT})?", "#", ""),
    ("m_ddy", r"(?P<m>{M}) (?P<d>{D})(?P<to> ?(?:-|–|—|/) ?| (?:to|and|or|until|through) (?:the )?)(?P<d2>{D})(?! (?:{M}))(?:(?: ?, ?| | of ){YT})?", "@M", ""),
    ("my", r"(?P<m>{M})(?:,? of |, ?| |-|/| in ){YT}", "@M", ""),
    ("mm_y", r"(?P<m>{M})(?P<to> ?(?:-|–|—|/) ?| (?:to|and|or|through|until) )(?P<m2>{M})(?:,? of |, | ){YT}", "@M", ""),
    ("ym", r"(?P<y>{Y})(?: ?, ?| |/|-)(?P<m>{M})(?:[ /-](?P<d>{D}))?", "#", ""),
    ("m", r"(?:month of )?(?P<m>{M})", "@M month", ""),
    ("foreign", r"(?:den |le |el )?(?:(?P<d>\d\d?)(?:\.|er|º)? (?:de )?)?(?P<f>{F})(?:(?: de| del)? (?P<y>{Y}))?(?: (?:roku|года|г\.))?", "# @F", ""),
    ("iso", r"(?P<y>{Y})(?P<sep>[-/.])(?P<n>0?[1-9]|1[0-2])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?![\w-])", "#", ""),
    ("isomonth", r"(?P<y>{Y})-(?P<n>0[1-9]|1[0-2])(?![\w-])", "#", ""),
    ("numeric", r"(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<y>{Y}|\d\d(?!\w))(?![/\w]|-\d+(?!\d?[/.]))", "#", ""),
    ("yearrange", r"(?:years? )?(?P<y>{Y})(?:(?P<to> ?[-–—/] ?)(?P<y2>{Y})|(?P<to2>[-–—/])(?P<y2s>\d\d))(?![\w/-])", "# year years", ""),
    ("erarange", r"(?P<yb>\d{{1,4}})(?P<to> ?[-–—/] ?| (?:to|and) )(?P<yb2>\d{{1,4}}) ?(?P<era>{ERA})", "#", ""),
    ("yearera", r"(?:years? )?(?P<yb>\d{{1,4}}) ?(?P<era>{ERA})", "# year years", ""),
    ("erayear", r"(?P<era>a\.d\.|ad) (?P<yb>\d{{1,4}})(?!\w)", "a ad", ""),
    ("nummonth", r"(?:(?P<n>0?[1-9]|1[0-2])(?P<sep>[/-])(?P<y>{Y})|(?P<y2>{Y}) ?/ ?(?P<n2>0?[1-9]|1[0-2]))(?![\w/.-])", "#", ""),
    ("weekday", r"(?:(?P<w>{WD})(?:,| of| in)? (?P<wk>this|next|last|the following|that|the previous|the next) week|(?P<wk2>this|next|last|the following|the previous) week(?:,| on)? (?P<w2>{WD}))",
     "@WD this next last", ""),
    ("quarter", r"q(?P<q>[1-4])(?!\w)", "q1 q2 q3 q4", ""),
    ("year", r"(?:years? )?(?P<y>{Y})(?![\w,]\w|\.\d|[-–](?!to)\d|%)", "# year years", ""),
    ("shortyear", r"(?P<yb>[1-9]\d{{2}})(?!\w|[,.]\w|%)", "#", ""),
    ("quoteyear", r"(?:'|’)(?P<ys>\d\d)(?![\w])", "#", ""),
    ("decade", r"(?P<dec>\d{{3}}0)(?:'|’)?s(?!\w)(?: ?(?P<era>{ERA}))?", "#", ""),
    ("decades", r"(?P<dec>\d{{3}}0)(?:'|’)?s(?P<to> ?[-–—] ?| (?:and|or|to|through) (?:the )?)(?:'|’)?(?P<dec2>\d0|\d{{3}}0)(?:'|’)?s(?!\w)", "#", ""),
    ("eradecade", r"(?P<dec>\d{{1,3}}0)(?:'|’)?s ?(?P<era>{ERA})", "#", ""),
    ("shortdecade", r"(?:'|’)?(?P<sdec>\d0)(?:'|’)?s(?!\w)", "#", ""),
    ("worddecade", r"(?:nineteen[ -]|eighteen[ -])?(?P<wdec>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?!\w)",
     "twenties thirties forties fifties sixties seventies eighties nineties nineteen eighteen", ""),
    ("century", r"(?P<c>{O})[ -]centur(?:y|ies)(?: ?(?P<era>{ERA}))?", "# @O", ""),
    ("centuries", r"(?P<c>{O})(?P<to> ?[-–—] ?| (?:and|to|or) (?:the )?(?:early |late )?)(?P<c2>{O})[ -]centur(?:y|ies)(?: ?(?P<era>{ERA}))?", "# @O", ""),
    ("season", r"(?P<s>{S})(?:(?: of|,)? (?:{YT})(?:[-/–](?P<yy>\d\d(?!\w)|{Y}))?)?", "@S", ""),
    ("seasons", r"(?P<s>{S})(?P<to>[-/–]| and )(?P<s2>{S})(?: of)? (?:{YT})", "@S", ""),
    ("dryseason", r"(?:dry|rainy|wet|monsoon) season", "dry rainy wet monsoon", ""),
    ("quarter", r"(?:q(?P<q>[1-4])|h(?P<h>[12]))(?:,? (?:of )?|/|-)(?P<y>{Y})", "q1 q2 q3 q4 h1 h2", ""),
    ("yquarter", r"(?P<y>{Y})[ -/]?(?:q(?P<q>[1-4])|h(?P<h>[12]))(?!\w)", "#", ""),
    ("isoweek", r"(?P<y>{Y})-w(?P<w>\d\d)(?!\w)", "#", ""),
    ("weekday", r"(?:(?P<dir>next|last|this past|this coming|this upcoming|this|previous|following|coming|past|that|the following) )?(?P<w>{WD})(?: (?P<p>{P}))?",
     "next last this previous following coming past that @WD", ""),
    ("holiday", r"(?:(?P<dir>next|last|this|following|previous|coming) )?(?P<h>{H})(?:(?: of|,| in|) {YT})?", "next last this following previous coming @H", ""),
    ("dayonly", r"(?:{WD},? (?:the )?)(?P<d>{D})", "@WD", ""),
    ("dayonly", r"(?P<d>{D})", "#", ""),
    ("dayonly", r"(?P<d>{D})(?: day)? of (?P<ref>the month|that month|the same month|this month|next month|last month|the following month)", "#", ""),
    ("dayonly", r"(?P<d>{D})(?: of (?P<ref>the month|that month|the same month|this month|next month|last month|the following month))?", "#", "article"),
    ("deictic", r"(?P<x>day before yesterday|day after tomorrow|yesterday|tomorrow|tonight|today)(?: (?P<p>{P}))?", "yesterday tomorrow tonight today day", ""),
    ("directed", r"(?:(?P<dir>next|following|previous|preceding|last|past|coming|subsequent|prior|upcoming|ensuing|succeeding|current|first|final|early|late|latter|closing|opening|earlier|later|four previous) )"
     r"(?:(?P<n>{N}|{V}) )?(?:(?P<adj>\w+) )?(?P<u>{U}|{P}|{S}|{M})",
     "next following previous preceding last past coming subsequent prior upcoming ensuing succeeding current first final early late latter closing opening", ""),
    ("same", r"(?P<dir>this very|that very|this same|that same|this|that|very same|same|these|those)(?: (?P<n>{N}|{V}))? (?P<u>{U}|{P}|{S}|{M}|period|time|point|moment|date|era)(?! zone)", "this that very same these those", ""),
    ("theunit", r"(?P<u>year|month|week|day|decade|century|weekend|quarter|period)(?!\w)(?: (?P<dir>before last|after next|before|after|following|previous|preceding|earlier|later)(?!\w))?", "year month week day decade century weekend quarter period", "article"),
    ("vagueperiod", r"an? (?:(?:[a-z]+ )?period|(?:long|short|brief|very long|very short|considerable) (?:time|while))(?: of time)?(?!\w)", "a an", ""),
    ("ordinalday", r"(?:{O}|last|final) (?:{P}|day)(?!\w)", "@O last final", "article"),
    ("thedays", r"(?P<u>days|weeks|months|years|decades|centuries|hours)(?!\w)", "days weeks months years decades centuries hours", ""),
    ("offset", r"(?:(?:just|only|some|about|almost|nearly|over|more than|less than) )?(?P<n>{N}|{V}|half a)(?: and a half)?[ -](?P<u>{U}) (?P<dir>later|earlier|before|after|afterwards?|previously|ago|hence|thereafter|prior|back|into|before that|after that)(?!\w)",
     "# @N just only some about almost nearly over more less half @V", ""),
    ("vagueoffset", r"(?P<u>{U}) (?P<dir>later|earlier|ago|afterwards?|before)(?!\w)", "days weeks months years decades centuries hours minutes moments", ""),
    ("duration", r"(?P<mod>(?:more than|less than|fewer than|at least|at most|up to|no more than|nearly|almost|over|about|around|approximately|roughly|under|some|only|just) )?"
     r"(?P<n>{N}|{V}|half a|half an)(?P<half> and a half|-and-a-half)?(?: full| whole| consecutive| straight| long| more)?(?:[ -](?P<adj>[a-z]+))?[ -](?P<u>{U})(?P<half2> and a half)?(?:[ -](?:long|old))?",
     "# @N @V more less fewer at up no nearly almost over about around approximately roughly under some only just half", ""),
    ("countset", r"(?P<u>{U}|{P}|{M}|{WD}) ?", "every each per", "set"),
    ("set", r"(?P<x>{SET})", "@SET", ""),
    ("ref", r"(?P<x>{R})", "@R", ""),
    ("sametime", r"(?P<x>same time|same period|time being|time|turn of the century|meantime)(?!\w)", "same time turn", "article"),
    ("clock", r"(?P<hh>\d\d?)(?:[:.](?P<mi>\d\d))? ?(?P<ap>a\.m\.?|p\.m\.?|am|pm)(?!\w)", "#", ""),
    ("clock24", r"(?P<hh>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::[0-5]\d)?(?: hours)?(?![\w:])", "#", ""),
    ("daypart", r"(?P<p>{P})(?! \w+ed)(?:s)?", "@P", ""),
)

_DATES = frozenset(
    "dmy mdy my ym m iso isomonth numeric year yearera erayear shortyear decade eradecade shortdecade worddecade century season seasons "
    "directed same theunit weekday holiday quarter yquarter deictic dayonly foreign yearrange dd_my quoteyear dryseason".split()
)
_RELATIVE = frozenset("same theunit directed season".split())
_YEARS = frozenset("year yearera decade eradecade century yearrange erarange".split())
_DAYS = frozenset("dmy mdy same theunit directed weekday dayonly holiday dd_my deictic iso numeric".split())
_POINTS = frozenset("dmy mdy iso numeric deictic holiday weekday m my year yearera".split())
_LONG = _DATES - {"dmy", "mdy", "dayonly", "weekday"}

# kind, pattern, first words, kinds that may follow
_PREFIXES: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    ("mod", r"(?P<mod>early|late|mid|middle)(?: in)?[ -]", "early late mid middle", _DATES),
    ("mod", r"(?:very )?(?P<mod>beginning|start|outset|onset|dawn|opening|end|ending|close|closing|middle|early part|latter part|later part|"
     r"early days|early months|first months|last months|closing months|final months|last days|final days|early years|turn) of ",
     "very beginning start outset onset dawn opening end ending close closing middle early latter later last final first turn", _DATES),
    ("half", r"(?P<o>first|second|third|fourth|latter|last|1st|2nd|3rd|4th) (?P<hq>half|quarter) of ",
     "first second third fourth latter last 1st 2nd 3rd 4th", _LONG),
    ("part", r"(?:early |late )?(?:in the )?(?P<p>{P})(?: hours)?(?:,? of| on|,|)? ", "@P early late", _DAYS),
    ("part", r"(?P<p>early hours|small hours) of ", "early small", _DAYS),
    ("span", r"(?P<u>week|weekend|workweek) (?:of|beginning|starting|commencing|ending)(?: on| from)? ", "week weekend workweek", _DAYS | {"m", "my"}),
    ("within", r"(?P<l>later|earlier|late|early) (?:in )?", "later earlier late early", _RELATIVE),
    ("rest", r"(?:rest|remainder|course|whole|duration|eve|night|spring and summer) of ", "rest remainder course whole eve", _LONG | _DAYS),
    ("offsetfrom", r"(?P<n>{N}) (?P<u>{U}) (?P<dir>after|before|from|prior to) ", "# @N", _POINTS),
    ("circa", r"(?P<c>circa|ca|c)\.? ?", "circa ca c", _YEARS),
    ("nth", r"(?P<o>{O}|last|final|opening) (?P<u>day|week|weekend|month|year|quarter|decade|{WD}) (?:of|in) ", "# @O last final opening", _DATES),
)


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Compile the patterns over the word file and index them by first word."""
    words = load_words()
    parts = fragments(words)
    groups = _first_words(words)
    by_word: dict[str, list[Pattern]] = {}
    digits: list[Pattern] = []

    def index(pattern: Pattern, firsts: str) -> None:
        names = set()
        for first in firsts.split():
            names |= groups[first[1:]] if first.startswith("@") else {first}
        if "#" in names or any(name[0].isdigit() for name in names):
            digits.append(pattern)
        for name in sorted(n for n in names if n != "#"):
            by_word.setdefault(name, []).append(pattern)

    for kind, regex, firsts, follow in _PREFIXES:
        index(Pattern(kind, re.compile(regex.format(**parts)), prefix=True, follow=follow), firsts)
    for kind, regex, firsts, option in _SPECS:
        if option == "set":
            regex = r"(?:every|each|per) (?:(?P<n>{N}|other|single) )?" + regex.strip(" ?")
        index(Pattern(kind, re.compile(regex.format(**parts)), needs_article=option == "article"), firsts)
    return Grammar({word: tuple(patterns) for word, patterns in by_word.items()}, tuple(digits))


def _first_words(words: Words) -> dict[str, set[str]]:
    """For each fragment the words that its forms can start with."""
    def firsts(forms: Iterator[str]) -> set[str]:
        return {m.group() for m in (_WORD.search(form) for form in forms) if m}

    numbers = set(words.numbers) | {"a", "an"}
    ordinals = set(words.ordinals) | {w for w, n in words.numbers.items() if n >= 20}
    return {
        "M": firsts(iter(words.months)),
        "F": firsts(iter(words.foreign_months)),
        "WD": firsts(iter(words.weekdays)),
        "S": firsts(iter(words.seasons)),
        "P": firsts(iter(words.dayparts)),
        "H": firsts(iter(words.holidays)),
        "R": {w for w in firsts(iter(words.references)) if w != "the"} | {w.split()[1] for w in words.references if w.startswith("the ")},
        "SET": firsts(iter(words.sets)),
        "N": numbers,
        "O": ordinals,
        "DW": ordinals,
        "V": firsts(iter(words.vague)),
    }


def find(text: str, regions: Iterator[tuple[int, int]], build: Callable[[Found], tuple[Built, ...]]) -> Iterator[Built]:
    """What ``build`` makes of the expressions of a lower-cased text, left to right, none overlapping.

    No match crosses a region's border. A match of which ``build`` makes nothing gives way to the next longest.
    """
    grammar = load_grammar()
    for start, end in regions:
        position = last = start
        while True:
            word = _WORD.search(text, position, end)
            if word is None:
                break
            position = word.end()
            if word.start() - last > 3 and _NUMBER_GOES_ON.search(text, max(start, word.start() - 8), word.start()) and word.group()[0].isdigit():
                continue
            for found in sorted(_at(grammar, text, word.start(), end, _DEPTH, None), key=lambda f: -f.end):
                built = build(found)
                if built:
                    yield from built
                    position = last = max(position, found.end)
                    break


def _at(grammar: Grammar, text: str, position: int, end: int, depth: int, follow: frozenset[str] | None) -> list[Found]:
    """All matches that start exactly here, with or without an article."""
    word = _WORD.match(text, position, end)
    if word is None:
        return []
    name = word.group()
    if name == "the":
        inner = _WORD.match(text, word.end() + 1, end)
        if inner is None or text[word.end()] not in " -'":
            return []
        return [Found(position, f.end, f.kind, f.groups, f.spans, True, f.inner) for f in _matches(grammar, text, inner, end, depth, follow, True)]
    return _matches(grammar, text, word, end, depth, follow, False)


def _matches(
    grammar: Grammar, text: str, word: re.Match[str], end: int, depth: int, follow: frozenset[str] | None, article: bool
) -> list[Found]:
    name = word.group()
    patterns = grammar.digits if name[0].isdigit() else grammar.by_word.get(name, ())
    result: list[Found] = []
    start = word.start()
    if start and name[0].isdigit() and text[start - 1] in "'’":
        start -= 1
    for pattern in patterns:
        if pattern.needs_article and not article or follow is not None and not pattern.prefix and pattern.kind not in follow:
            continue
        match = pattern.regex.match(text, start, end) or (pattern.regex.match(text, word.start(), end) if start < word.start() else None)
        if match is None or match.end() == match.start():
            continue
        inner = None
        stop = match.end()
        if pattern.prefix:
            inner = max(_at(grammar, text, stop, end, depth - 1, pattern.follow), key=lambda f: f.end, default=None) if depth > 1 else None
            if inner is None:
                continue
            stop = inner.end
        groups = {key: value for key, value in match.groupdict().items() if value is not None}
        spans = {key: match.span(key) for key in groups}
        result.append(Found(match.start(), stop, pattern.kind, groups, spans, article, inner))
    return result
