"""In which language is a passage written? Told by its little words and its letters; where they do not tell, nothing is said."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from verbale.extractors.data_files import LowerWords, Table, load


class Languages(Table):
    """``data/languages.toml``."""

    en: LowerWords
    fr: LowerWords
    es: LowerWords
    pt: LowerWords
    it: LowerWords
    de: LowerWords
    nl: LowerWords
    pl: LowerWords
    sv: LowerWords
    ro: LowerWords
    tr: LowerWords
    id: LowerWords


_WORDS: dict[str, frozenset[str]] = dict(load(Languages, "languages.toml"))
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in _WORDS.items() if word in words) for words in _WORDS.values() for word in words
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters that tell the language
_LEAST, _SHARE, _LEAD = 12, 0.12, 2
_SCRIPTS = {
    "CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "GREEK": "Greek", "HEBREW": "Hebrew", "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "DEVANAGARI": "Devanagari", "THAI": "Thai",
    "ARMENIAN": "Armenian", "GEORGIAN": "Georgian",
}  # fmt: skip


def language_of(text: str) -> str:
    """The ISO 639-1 code of a passage's language, the name of its script where that is not Latin, empty where nothing tells."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _LEAST:
        return ""
    counts = Counter(language for word in words for language in _LANGUAGES_OF.get(word, ()))
    best, hits = max(counts.items(), key=lambda item: (item[1], item[0] == "en"), default=("", 0))
    if best == "en" or hits < _SHARE * len(words):
        return "en" if counts["en"] >= _SHARE * len(words) else ""
    return best if hits >= _LEAD * counts["en"] else ""


def is_foreign(language: str) -> bool:
    """Whether this is a language that is not read."""
    return language not in ("", "en")


def _script(sample: str) -> str:
    """The script of most letters, if it is known and not Latin."""
    letters = [char for char in sample if char > "\u02ff" and char.isalpha()]
    if 2 * len(letters) <= sum(map(str.isalpha, sample)) or len(letters) < _LEAST:
        return ""
    names = Counter(unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in letters[:1000])
    return _SCRIPTS.get(names.most_common(1)[0][0], "")
