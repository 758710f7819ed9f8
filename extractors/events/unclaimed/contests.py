"""Contests of sport: ``Peru beat Chile 2-0``, ``lost by three wickets``, ``met in the semi-final``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verbale.extractors.events.unclaimed.words import WORDS
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Word, labels
from verbale.extractors.timex import DateIndex

_SPORT = WORDS.sport
_ACTS = _SPORT.winning | _SPORT.meeting
_DASHES = frozenset({"-", "–", "—", ":"})
_SCORE = re.compile(r"\d{1,3}[-–—:]\d{1,3}")
_LONGEST = 3  # digits of a score


def contests_in(words: Sequence[Word], section: str, dates: DateIndex) -> Iterator[int]:
    """The words of a sentence that mean a contest of sport, by what stands in their clause and in the heading above."""
    lemmas = {word.lemma for word in words}
    if lemmas & _SPORT.official or not lemmas & _ACTS:
        return
    under = is_sport_heading(section)
    for word in words:
        if word.lemma in _ACTS and (under or _is_contest(word, dates)):
            yield word.i


def is_sport_heading(section: str) -> bool:
    """``Sport``, ``Olympic Games``, ``Football World Cup``."""
    return not _SPORT.headings.isdisjoint(re.findall(r"[a-z]+", section.lower()))


def _is_contest(word: Word, dates: DateIndex) -> bool:
    clause = _clause_of(word)
    beside = {other.lemma for other in clause if other is not word and _is_noun(other)}
    if beside & _SPORT.contests:
        return True
    if word.lemma not in _SPORT.winning:
        return False
    return bool(beside & _SPORT.perhaps) or _is_counted(clause) or (not beside & _SPORT.counted and _has_score(clause, dates))


def _is_noun(word: Word) -> bool:
    return word.pos_ in labels.SUBSTANTIVE or word.dep_ in labels.ANY_OBJECT


def _clause_of(word: Word) -> list[Word]:
    """The words of the clause in which a word stands, without those of clauses below it."""
    head = next((above for above in (word, *word.ancestors) if is_clausal(above)), word)
    found, left = [head], list(head.children)
    while left:
        below = left.pop()
        if not is_clausal(below):
            found.append(below)
            left += below.children
    return sorted(found, key=lambda other: other.i)


def _is_counted(clause: Sequence[Word]) -> bool:
    """``by 124 runs``, ``by two goals to nil``."""
    return any(w.lower_ == "by" for w in clause) and any(
        w.lemma in _SPORT.units and any(c.pos_ == "NUM" for c in w.children) for w in clause
    )


def _has_score(clause: Sequence[Word], dates: DateIndex) -> bool:
    """``2-0``, ``3 – 1``: no days, and no number of anything."""
    return any(_is_score(word) and not dates.covers(word.i) for word in clause)


def _is_score(word: Word) -> bool:
    if _SCORE.fullmatch(word.text):
        return True
    behind = word.doc[word.i + 1 : word.i + 3]
    if len(behind) < 2 or behind[0].text not in _DASHES:
        return False
    return all(number.text.isdigit() and len(number.text) <= _LONGEST for number in (word, behind[1]))
