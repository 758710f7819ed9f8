"""Is a line that stands alone a heading? Decided on the line's form and words; no parse is needed.

A line without closing punctuation is a title unless it is a label ("Source: ..."), a quotation or plainly goes on. A line that
ends with a full stop is one only when it has no finite verb and its words show that it is a name: all capitalised, a year, or
a noun that heads titles ("Relations with the neighbours."). "It left." and "Relations improved." are sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.text.datelines import is_date_heading


class HeadingWords(Table):
    """``data/headings.toml``."""

    function_words: LowerWords
    name_inner: LowerWords
    finite_verbs: LowerWords
    plural_verbs: LowerWords
    sentence_openers: LowerWords
    title_nouns: LowerWords
    noun_endings: LowerWords
    apparatus: LowerWords
    labels: LowerWords


MAX_CHARS = 110
"""Characters that a heading may have."""
_MAX_WORDS, _MAX_WORDS_WITH_STOP, _MAX_WORDS_WITH_COLON = 16, 11, 8
_WORDS = load(HeadingWords, "headings.toml")
_NOUN_ENDINGS = tuple(sorted(_WORDS.noun_endings))
_WORD = re.compile(r"[^\W_][\w'’.&/-]*")
_YEAR = re.compile(r"\d{4}")
_CLOSERS = "\"'”’»)]* "
_INNER_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]")
_BYLINE = re.compile(r"(?i:by)\s+[^\W\d_][\w.'’-]*(?:(?:\s+and|,)?\s+[^\W\da-z_][\w.'’-]*){1,5}")


def words_in(text: str) -> list[str]:
    """The words of a line as their forms are judged: ``U.S.``, ``vice-president``, ``1991``."""
    return _WORD.findall(text)


def is_apparatus(section: str) -> bool:
    """Whether a section of this title lists works and links: ``References``."""
    return section.lower() in _WORDS.apparatus


def goes_on(line: str) -> bool:
    """Whether a line ends in the middle of a sentence: with a comma, a hyphen or a function word."""
    stripped = line.rstrip()
    if stripped[-1:] in {",", "-", "–", "—", "(", "&"}:
        return True
    last = stripped.rsplit(None, 1)[-1:]
    return bool(last) and last[0] in _WORDS.function_words


def ends_sentence(line: str) -> bool:
    """Whether a line's last character closes a sentence or announces something (full stop, question mark, colon, ...)."""
    return line.rstrip(_CLOSERS)[-1:] in {".", "!", "?", "…", ":", ";"}


def is_title(line: str) -> bool:
    """A title without closing full stop (a closing colon may stand). ``line`` is the reading view of the line."""
    words = _WORD.findall(line)
    if not _has_length_of_title(line, words, _MAX_WORDS) or goes_on(line) or line.count(" | ") > 1:
        return False
    if is_date_heading(line):
        return True
    if not _opens_title(line) or _is_quoted(line) or _INNER_SENTENCE.search(line) or _is_label(line, words):
        return False
    if line.endswith(":"):
        return len(words) <= _MAX_WORDS_WITH_COLON and not has_finite_verb(words)
    return not ends_sentence(line)


def is_title_with_stop(line: str) -> tuple[bool, bool]:
    """(may be, surely is) a title that a full stop closes, like ``Prior to 2001.``; both False for a sentence."""
    words = _WORD.findall(line.rstrip("."))
    if not line.endswith(".") or line.endswith("..") or not _has_length_of_title(line, words, _MAX_WORDS_WITH_STOP):
        return False, False
    if is_date_heading(line):
        return True, True
    if not _opens_name(line, words) or _INNER_SENTENCE.search(line) or _is_label(line, words) or goes_on(line.rstrip(".")):
        return False, False
    if _is_all_capitalised(words):
        return True, True
    if has_finite_verb(words):
        return False, False
    return True, _heads_title(words) or any(_YEAR.search(word) for word in words)


def has_finite_verb(words: Sequence[str]) -> bool:
    """Whether the forms in a short line show a finite verb: a listed verb, ``-ed`` or ``-s`` after a noun."""
    return any(word in _WORDS.finite_verbs or (i > 0 and _is_verb_after(words[i - 1], word)) for i, word in enumerate(words))


def _has_length_of_title(line: str, words: Sequence[str], most: int) -> bool:
    return 0 < len(words) <= most and len(line) <= MAX_CHARS


def _opens_title(line: str) -> bool:
    first = line[0]
    return not first.islower() and (first.isalnum() or first in "\"“‘'(¿¡$€£")


def _opens_name(line: str, words: Sequence[str]) -> bool:
    """Whether a line that a full stop closes begins like a name and quotes nobody."""
    if not line[0].isalnum() or line[0].islower() or '"' in line or "“" in line:
        return False
    return words[0].lower() not in _WORDS.sentence_openers


def _is_quoted(line: str) -> bool:
    return line[0] in "\"“‘'" and line[-1] in "\"”’'"


def _is_all_capitalised(words: Sequence[str]) -> bool:
    small = [word for word in words if word[0].islower() and word not in _WORDS.function_words]
    return not small and sum(word[0].isupper() for word in words) >= 2


def _is_verb_after(before: str, word: str) -> bool:
    """``talks resumed``, ``talks resume``, ``Mali withdraws``: a verb by its ending or as the form that a plural takes."""
    if not word.islower():
        return False
    if _is_plural(before) and word in _WORDS.plural_verbs:
        return True
    if before.lower() in _WORDS.function_words or before[0].isdigit():
        return False
    if word.endswith("ed") and len(word) > 3:
        return True
    return not _is_plural(before) and _is_plural(word) and not _is_noun(word)


def _is_plural(word: str) -> bool:
    """Whether a word ends in the ``-s`` of a plural, which is that of a singular verb too."""
    return word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s"))


def _head(words: Sequence[str]) -> int:
    """Where the head of a noun phrase stands: the last word before the first preposition, else the last that is no number."""
    for i, word in enumerate(words):
        if i and word in _WORDS.function_words and word not in _WORDS.name_inner:
            return i - 1
    return max((i for i, word in enumerate(words) if not word[0].isdigit()), default=0)


def _is_noun(word: str) -> bool:
    return word in _WORDS.title_nouns or word.endswith(_NOUN_ENDINGS)


def _heads_title(words: Sequence[str]) -> bool:
    return _is_noun(words[_head(words)].lower().rstrip("."))


def _is_label(line: str, words: Sequence[str]) -> bool:
    """``Source: agency``, ``By Jane Roe``, ``Published 5 June 2017``."""
    if words[0].lower() not in _WORDS.labels:
        return False
    rest = line[line.index(words[0]) + len(words[0]) :].lstrip()
    if rest.startswith(":"):
        return len(rest) > 1
    return rest[:1].isdigit() or is_date_heading(rest) or _BYLINE.fullmatch(line) is not None
