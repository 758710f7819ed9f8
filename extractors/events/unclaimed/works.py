"""Titles of works and citations, and what made-up works tell: ``the article "Why Peru Left"``, ``in the film Peru attacks``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.extractors.events.unclaimed.words import WORDS
from verbale.extractors.parse import Word, labels

_OPENING = frozenset('"“„«‘')
_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}
_WORKS = WORDS.works
_BEFORE = 6  # words between a noun and the title behind it: "the article by J. Smith"
_SHORT = 4  # letters of words that titles leave small
_LONG_TITLE = 3  # words of a title that is known by its capitals alone


def titles_in(words: Sequence[Word]) -> Iterator[int]:
    """The words of a sentence that stand in quoted titles, or quoted in a citation."""
    cited = _is_citation(words)
    for start, end in _quoted(words):
        inside = words[start + 1 : end]
        if cited or _is_capitalised(inside) or _behind_work(words[:start]):
            yield from (word.i for word in inside)


def made_up_in(words: Sequence[Word]) -> Iterator[int]:
    """The words that tell what happens in a film or a novel: behind ``in the film``, or what a work tells."""
    for word in words:
        if word.lemma not in _WORKS.invented or word.pos_ != "NOUN":
            continue
        if _is_inside(word) and _opens(word, words):
            yield from (other.i for other in words if other.i > word.i)
        elif word.dep_ in labels.ANY_SUBJECT and word.head.lemma in _WORKS.telling:
            yield from (other.i for other in words if other.i >= word.head.i)


def _quoted(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(opening, closing) quotation marks, as places in the sentence."""
    start = None
    for place, word in enumerate(words):
        if start is not None and word.text == _CLOSING[words[start].text]:
            yield start, place
            start = None
        elif start is None and word.text in _OPENING:
            start = place


def _is_citation(words: Sequence[Word]) -> bool:
    """``1 See Smith, "...", 1941.``"""
    before = words[0].doc[max(0, words[0].i - 2) : words[0].i]  # "Cf." may pass for a sentence of its own
    named = [word for word in words if word.pos_ != "NUM" and not word.is_punct and word.lower_ != "also"]
    opening = {word.lower_ for word in (*before, *named[:1])}
    return not opening.isdisjoint(_WORKS.citing) and any(word.text == "," for word in words)


def _is_capitalised(inside: Sequence[Word]) -> bool:
    """``Why China Invaded Vietnam``: all words but the short ones begin with a capital, verbs among them."""
    long = [word for word in inside if word.text[0].isalpha() and (len(word.text) >= _SHORT or word.text[0].isupper())]
    common = [word for word in long if word.pos_ != "PROPN"]
    return len(long) >= _LONG_TITLE and bool(common) and all(word.text[0].isupper() for word in long)


def _behind_work(before: Sequence[Word]) -> bool:
    """``the article by J. Smith "``: a noun of works shortly before, and no verb between."""
    for word in reversed(before[-_BEFORE:]):
        if word.lemma in _WORKS.titled:
            return True
        if word.pos_ in labels.VERBAL:
            return word.lemma in {"call", "title", "entitle"} and any(w.lemma in _WORKS.titled for w in before)
    return False


def _is_inside(noun: Word) -> bool:
    """``in the film``."""
    return noun.dep_ == "pobj" and noun.head.lower_ in _WORKS.inside


def _opens(noun: Word, words: Sequence[Word]) -> bool:
    """The phrase stands at the beginning of the sentence, but for a word or two."""
    return noun.head.i - words[0].i <= 1
