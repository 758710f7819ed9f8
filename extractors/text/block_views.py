"""The reading view: one block of the text as the parser should see it, mapped back to the original character by character.

What the view smooths (and nothing else):

- removed: footnote and editing marks (``[12]``, ``[a]``, ``[note 3]``, ``[citation needed]``, ``[1]:23``, raised figures after
  punctuation), zero-width characters, control characters, soft hyphens, emphasis and link markup, wiki references and
  templates, a list marker, heading markup or stray comma at the start, a heading's closing markup at the end;
- white space of any kind and number, also around what was removed -> one space, none before a closing punctuation mark;
- the hyphen of ``co-operate`` and ``co-ordinate`` is removed;
- a word divided at a line end is put together; whether its hyphen stays is decided by the words that the text itself uses;
- ``&amp; &lt; &gt; &quot; &#39;`` -> the character they stand for;
- mojibake (``Ã´``) -> the character that it stands for; odd dashes, apostrophes and ligatures -> the usual ones; the number of
  a footnote that sticks to a year is removed (``damage.py``);
- a space is added where a removed mark glued two words (``2004.[8]Japan``) or a sentence end lost it (``states.The``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.schema import Block
from verbale.extractors.text.damage import BROKEN_SPACE, FOOTNOTES, MOJIBAKE, SIGNS, VARIANTS, repaired, usual
from verbale.extractors.text.structure.lists import wants_verb


class EditingMarks(Table):
    """``data/editing_marks.toml``."""

    marks: LowerWords
    openings: LowerWords


# Zero-width, bidirectional and joining characters, variation selectors, controls that are no white space, lone surrogates.
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff"
)
_WORDS = load(EditingMarks, "editing_marks.toml")
_WORDED = "|".join([*map(re.escape, sorted(_WORDS.marks)), *(rf"{word}[^\[\]]{{0,30}}" for word in sorted(_WORDS.openings))])
_MARK = (
    # [12], [12, 13], [note 3]:23; not [1991], not [19]91
    r"\[(?:(?:note|notes|nb|n|fn|ref|upper-alpha|lower-alpha) ?)?\d{1,3}(?:[ ]?[,–-][ ]?\d{1,3}){0,9}\](?![\d(])"
    r"(?::[ ]?(?:pp?\.[ ]?)?\d{1,4}(?:[–-]\d{1,4})?(?!\d))?"
    r"|(?<=[^\s\[(\"“‘'])\[[a-z]{1,2}\](?![a-z(])"  # a letter only where it hangs on a word; "[a] great day" is an editor's
    rf"|\[(?i:{_WORDED})\](?!\()"
    r"|(?<=[.,;:!?\"”’)])[⁰¹²³⁴-⁹]{1,3}"
    rf"|{FOOTNOTES}"
    r"|(?<=\w)[†‡]"
    r"|<ref[^<>]{0,300}/>|<ref[^<>]{0,300}>[^<>]{0,2000}</ref>|<!--[^<>]{0,2000}-->|\{\{[^{}]{0,1000}\}\}"
)
_MARKUP = (
    r"\*{2,3}|'{2,5}|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|(?<![\w*])[*_](?=\w)|(?<=[\w.,!?\"')])[*_](?![\w*])"
    r"|\[\[(?:[^\[\]|]{1,200}\|)?|\]{2,}"
    r"|!?\[(?=[^\[\]]{1,300}\]\((?:https?:|/|\.|#|mailto:)?[^()\s]{1,500}\))"
    r"|\]\((?:https?:|/|\.|#|mailto:)?[^()\s]{1,500}\)"
    r"|\[https?://[^\s\[\]]{1,500}[ ](?=[^\[\]]{1,300}\])"
    r"|</?(?:b|i|u|em|strong|sup|sub|small|br|p|span|div|nowiki)(?:[ ][^<>]{0,200})?/?>"
)
_SPACE = rf"\s|{BROKEN_SPACE}" r"|&nbsp;|&#160;|(?<=\n)>"
# A dividing hyphen at a line end: kept or dropped, the line break goes.
_DIVISION = r"(?<=[^\W\d_])[-‐‑][ \t]*(?:\r\n|[\n\r])[ \t]*(?=[^\W_])|\u00ad[ \t]*(?:\r\n|[\n\r])[ \t]*"
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_GLUED = r"(?<=[a-z][a-z]\.)(?=[A-Z][a-z])|(?<=\d\d\d\d\.)(?=[A-Z][a-z])"
# "co-operate", "co-ordinate": written with a hyphen they fall into three tokens, and no lemma is known.
_JOINED = r"(?<=\b[Cc]o)-(?=o(?:per|rdin))"
# Anything that could start a token; a block without it is its own view.
_PLAIN = re.compile(
    rf"[^{_INVISIBLE}\[\]*_<{{&†‡⁰¹²³⁴-⁹\t-\r\x1c-\x1f\x85\xa0"
    r"\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\Z"
)
_DOUBLE_OR_GLUED = re.compile(rf"  |''|{_GLUED}|{_JOINED}|{MOJIBAKE}|{BROKEN_SPACE}|{VARIANTS}|{FOOTNOTES}")
# What all that has in it, bit by bit, by patterns that are looked for without trying every alternative at every character.
_PAIRS = ("  ", "''", "o-o")
_SIGNS = (re.compile(rf"[{SIGNS}]"), re.compile(r"\.[A-Z]"), re.compile(r"\d{4}[.,;]?\d"))
_PREFIX = re.compile(
    r"\s*(?:>[ \t]*)*(?:#{1,6}[ \t]+|={1,6}(?=[^=])[ \t]*|[•·◦‣▪●○■□➢➤►✓–—+-][ \t]+|\*+[ \t]+|[*]+(?![^*\n]*\*)|[,;:.][ \t]+"
    r"|(?:\d{1,3}(?:\.\d{1,2})+\.?|\d{1,3}[.)]|\((?:\d{1,3}|[a-z]|[ivxlc]{1,5})\)|[a-z]\)|[ivx]{1,5}[.)])[ \t]+"
    r"(?=[^\Wa-z]|[\"“‘(]))?"
)
_SUFFIX = re.compile(r"[ \t]*(?:={1,6}|#{1,6})\s*\Z")


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block as the parser reads it. ``offsets[i]`` is where view character i stands in ``Document.text``.

    ``len(text) == len(offsets)``; the offsets never fall. The view has no leading or trailing white space, no line break, no
    doubled space; it may be empty. A space that smooths something stands at the first character it replaces.
    """

    text: str
    offsets: tuple[int, ...]


class _Patterns(NamedTuple):
    """Of all that is smoothed; and inside a gap of white space, of marks and markup, of marks."""

    tokens: re.Pattern[str]
    space: re.Pattern[str]
    unspaced: re.Pattern[str]
    mark: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compiled, which takes its time, when a first block is not as it should be read."""
    tokens = (
        rf"(?P<joined>{_JOINED})"
        rf"|(?P<divided>{_DIVISION})"
        rf"|(?P<gap>(?:[\s{_INVISIBLE}]++|{_SPACE}|{_MARK}|{_MARKUP})++)"
        rf"|(?P<mojibake>{MOJIBAKE})"
        rf"|(?P<variant>{VARIANTS})"
        rf"|(?P<entity>{'|'.join(_ENTITY)})"
        rf"|(?P<glued>{_GLUED})"
    )
    return _Patterns(*map(re.compile, (tokens, _SPACE, rf"{_MARK}|{_MARKUP}", _MARK)))


def block_view(text: str, block: Block) -> BlockView:
    """The reading view of one block of ``text`` (the decoded original). Never raises; linear in the block's length."""
    if block.opening is not None:
        return _opened(text, block, *block.opening)
    prefix = _PREFIX.match(text, block.char_start, block.char_end)
    start = prefix.end() if prefix else block.char_start
    end = block.char_end
    if text[end - 1 : end] in ("=", "#") and end - start < 400 and prefix and prefix.group().strip()[:1] in ("=", "#"):
        suffix = _SUFFIX.search(text, start, end)
        end = suffix.start() if suffix else end
    raw = text[start:end]
    if _is_plain(raw):
        shown = raw.strip()
        first = start + len(raw) - len(raw.lstrip())
        return BlockView(shown, tuple(range(first, first + len(shown))))
    return _smoothed(text, start, end)


def _is_plain(raw: str) -> bool:
    """Whether there is nothing to smooth in a block."""
    if not _PLAIN.match(raw):
        return False
    suspect = any(pair in raw for pair in _PAIRS) or any(sign.search(raw) for sign in _SIGNS)
    return not (suspect and _DOUBLE_OR_GLUED.search(raw))


def _opened(text: str, block: Block, start: int, end: int) -> BlockView:
    """An item behind its lead-in: ``The Assembly`` and ``1. Condemns the raid`` -> ``The Assembly condemns the raid``."""
    opening = block_view(text, Block(start, end, False, ""))
    own = block_view(text, replace(block, opening=None))
    first = own.text[:1].lower()
    shown = first + own.text[1:] if len(first) == 1 and wants_verb(opening.text) else own.text
    return BlockView(f"{opening.text} {shown}", (*opening.offsets, block.char_start, *own.offsets))


def _smoothed(text: str, start: int, end: int) -> BlockView:
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for token in _patterns().tokens.finditer(text, start, end):
        if token.start() > at:
            pieces.append(text[at : token.start()])
            offsets.extend(range(at, token.start()))
        at = token.end()
        shown = _shown(text, token, at if at < end else -1)
        if shown and (shown != " " or (offsets and at < end)):
            pieces.append(shown)
            # What is shown as it is stands character by character; else all that is shown stands where the stretch begins.
            same = shown == token.group()
            offsets.extend(range(token.start(), token.end()) if same else [token.start()] * len(shown))
    if at < end:
        pieces.append(text[at:end])
        offsets.extend(range(at, end))
    return BlockView("".join(pieces), tuple(offsets))


def _shown(text: str, token: re.Match[str], following: int) -> str:
    """What stands in the view for a smoothed stretch: mostly one character or none. ``following``: -1 at the block's end."""
    match token.lastgroup:
        case "divided":
            return "-" if token.group()[0] in "-‐‑" and _keeps_hyphen(text, token.start(), token.end()) else ""
        case "entity":
            return _ENTITY[token.group()]
        case "joined":
            return ""
        case "mojibake":
            return repaired(token.group())
        case "variant":
            return usual(token.group())
        case "glued":
            return " "
    marked = _patterns().mark.search(text, token.start(), token.end()) is not None
    return _gap(token.group(), marked, text[following : following + 1] if following >= 0 else "")


def _gap(removed: str, marked: bool, after: str) -> str:
    """What white space, marks and markup leave: a space where there was one, or where a mark glued two words."""
    patterns = _patterns()
    if patterns.space.search(patterns.unspaced.sub("", removed) if len(removed) > 1 else removed):
        return "" if marked and after in {".", ",", ";", ":", "!", "?", ")"} else " "
    return " " if marked and after and (after.isalnum() or after in "“‘(") else ""


def _keeps_hyphen(text: str, hyphen: int, following: int) -> bool:
    """Whether a hyphen at a line end belongs to the word (``cease-fire``) or only divides it (``interna-tional``)."""
    if not text[following].islower():
        return True
    left = re.search(r"[^\W\d_]{1,40}\Z", text[max(0, hyphen - 40) : hyphen])
    right = re.match(r"[^\W\d_]{1,40}", text[following : following + 40])
    if not left or not right:
        return True
    first, second = left.group().lower(), right.group().lower()
    words = _vocabulary(text)
    if first + second in words:
        return False
    return f"{first}-{second}" in words or (first in words and second in words)


@lru_cache(maxsize=2)
def _vocabulary(text: str) -> frozenset[str]:
    """The words of a text in lower case, hyphenated ones as they are; parts of words divided at line ends left out."""
    return frozenset(re.findall(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-]|-\s*\n)", text.lower()))
