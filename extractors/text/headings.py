"""Is a line that stands alone a heading? Decided on the line's form and words; no parse is needed.

A line without closing punctuation is a title unless it is a label ("Source: ..."), a quotation or plainly goes on. A line that
ends with a full stop is one only when it has no finite verb and its words show that it is a name: all capitalised, a year, or
a noun that heads titles ("Relations with the neighbours."). "It left." and "Relations improved." are sentences.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from verbale.extractors.data_files import DATA
from verbale.extractors.text.datelines import is_date_heading

_DATA = DATA / "headings.toml"
MAX_CHARS, MAX_WORDS = 110, 16
_MAX_WORDS_WITH_STOP = 11
_WORD = re.compile(r"[^\W_][\w'’.&/-]*")
_CLOSERS = "\"'”’»)]* "
_INNER_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]")
_BYLINE = re.compile(r"(?i:by)\s+[^\W\d_][\w.'’-]*(?:(?:\s+and|,)?\s+[^\W\da-z_][\w.'’-]*){1,5}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of ``data/headings.toml``."""

    function_words: frozenset[str]
    finite_verbs: frozenset[str]
    plural_verbs: frozenset[str]
    sentence_openers: frozenset[str]
    title_nouns: frozenset[str]
    noun_endings: tuple[str, ...]
    apparatus: frozenset[str]
    labels: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists as sets, read once per process."""
    with _DATA.open("rb") as file:
        data = tomllib.load(file)

    def words(key: str) -> frozenset[str]:
        return frozenset(data[key].split() if isinstance(data[key], str) else data[key])

    return Lexicon(
        words("function_words"),
        words("finite_verbs"),
        words("plural_verbs"),
        words("sentence_openers"),
        words("title_nouns"),
        tuple(data["noun_endings"]),
        words("apparatus"),
        words("labels"),
    )


def goes_on(line: str) -> bool:
    """Whether a line ends in the middle of a sentence: with a comma, a hyphen or a function word."""
    stripped = line.rstrip()
    if stripped[-1:] in {",", "-", "–", "—", "(", "&"}:
        return True
    last = stripped.rsplit(None, 1)[-1:]
    return bool(last) and last[0] in lexicon().function_words


def ends_sentence(line: str) -> bool:
    """Whether a line's last character closes a sentence or announces something (full stop, question mark, colon, ...)."""
    return line.rstrip(_CLOSERS)[-1:] in {".", "!", "?", "…", ":", ";"}


def is_title(line: str) -> bool:
    """A title without closing full stop (a closing colon may stand). ``line`` is the reading view of the line."""
    words = _WORD.findall(line)
    if not words or len(line) > MAX_CHARS or len(words) > MAX_WORDS or goes_on(line) or line.count(" | ") > 1:
        return False
    if is_date_heading(line):
        return True
    first = line[0]
    if first.islower() or not (first.isalnum() or first in "\"“‘'(¿¡$€£"):
        return False
    if (first in "\"“‘'" and line[-1] in "\"”’'") or _INNER_SENTENCE.search(line) or _is_label(line, words):
        return False
    if line.endswith(":"):
        return len(words) <= 8 and not has_finite_verb(words)
    return not ends_sentence(line)


def is_title_with_stop(line: str) -> tuple[bool, bool]:
    """(may be, surely is) a title that a full stop closes, like ``Prior to 2001.``; both False for a sentence."""
    words = _WORD.findall(line.rstrip("."))
    if not line.endswith(".") or line.endswith("..") or not words or len(words) > _MAX_WORDS_WITH_STOP or len(line) > MAX_CHARS:
        return False, False
    known = lexicon()
    if is_date_heading(line):
        return True, True
    if not line[0].isalnum() or line[0].islower() or words[0].lower() in known.sentence_openers or '"' in line or "“" in line:
        return False, False
    if _INNER_SENTENCE.search(line) or _is_label(line, words) or goes_on(line.rstrip(".")):
        return False, False
    capitals = [word for word in words if word[0].isupper() or word[0].isdigit()]
    small = [word for word in words if word[0].islower() and word not in known.function_words]
    if len([word for word in capitals if word[0].isupper()]) >= 2 and not small:
        return True, True
    if has_finite_verb(words):
        return False, False
    return True, _heads_title(words) or any(re.search(r"\d{4}", word) for word in words)


def has_finite_verb(words: list[str]) -> bool:
    """Whether the forms in a short line show a finite verb: a listed verb, ``-ed`` or ``-s`` after a noun."""
    known = lexicon()
    for i, word in enumerate(words):
        if word in known.finite_verbs:
            return True
        if i == 0 or not word.islower():
            continue
        before = words[i - 1]
        after_noun = before.lower() not in known.function_words and not before[0].isdigit()
        if after_noun and word.endswith("ed") and len(word) > 3:
            return True
        plural_before = before.endswith("s") and not before.endswith(("ss", "us", "'s", "’s"))
        if plural_before and word in known.plural_verbs:
            return True
        if after_noun and not plural_before and _is_singular_verb(word):
            return True
    return False


def _is_singular_verb(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")) and not _is_noun(word)


def _head(words: list[str]) -> int:
    """Where the head of a noun phrase stands: the last word before the first preposition, else the last that is no number."""
    function_words = lexicon().function_words
    for i, word in enumerate(words):
        if i and word in function_words and word not in ("the", "a", "an", "and", "or", "its", "their"):
            return i - 1
    numbers = [i for i, word in enumerate(words) if not word[0].isdigit()]
    return numbers[-1] if numbers else 0


def _is_noun(word: str) -> bool:
    known = lexicon()
    return word in known.title_nouns or word.endswith(known.noun_endings)


def _heads_title(words: list[str]) -> bool:
    return _is_noun(words[_head(words)].lower().rstrip("."))


def _is_label(line: str, words: list[str]) -> bool:
    """``Source: agency``, ``By Jane Roe``, ``Published 5 June 2017``."""
    first = words[0].lower()
    if first not in lexicon().labels:
        return False
    rest = line[line.index(words[0]) + len(words[0]) :].lstrip()
    if rest.startswith(":"):
        return len(rest) > 1
    return rest[:1].isdigit() or is_date_heading(rest) or _BYLINE.fullmatch(line) is not None
