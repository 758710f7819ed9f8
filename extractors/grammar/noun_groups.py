"""What belongs to a noun: its group, the other members of its list, its title, its year. Functions over a parsed token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.parse import Word, labels
from verbale.extractors.text import MONTHS

_ADJECTIVAL = frozenset({"ADJ", "PROPN"})
_ADDING = ENGLISH.particles.adding
_TITLE_ENDS = ENGLISH.nouns.title_ends
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DATE_WORDS = 5  # "4 July , 1868"
_BRACKET_REACH = 25  # how far behind a name its year may stand in brackets


def noun_span(token: Word) -> tuple[int, int]:
    """The noun group up to its head: determiners, modifiers, possessors, compounds (token indices, end exclusive)."""
    start = token.i
    for child in token.children:
        if child.i < token.i and child.dep_ in labels.LEFT_OF_NOUN:
            start = min(start, child.left_edge.i)
    return start, token.i + 1


def conjuncts(token: Word) -> list[Word]:
    """The token and its nominal conjuncts, in order; a chain (CLEAR) and a fan (UD) read the same."""
    found = [token]
    same = _ADJECTIVAL if token.pos_ == "ADJ" else labels.NOMINAL
    for part in found:
        for child in part.children:
            for member in _members(child, same):
                if member not in found:
                    found.append(member)
    if len(found) > 1 and _is_denied(token):  # "not Peru but Chile"
        found.remove(token)
    return sorted(found, key=lambda t: t.i) if len(found) > 1 else found


def _members(child: Word, same: frozenset[str]) -> list[Word]:
    """The members of a list that stand at a dependent of another member: not those of ``Peru but not Chile``."""
    if child.dep_ == "conj":
        return [child] if child.pos_ in same and not _is_denied(child) else []
    if child.lower_ in _ADDING and child.dep_ in {"cc", "prep"}:
        return _added(child)
    return []


def _is_denied(noun: Word) -> bool:
    """A member of a list with ``not`` of its own."""
    return any(c.dep_ == "neg" and c.lower_ == "not" and c.i == noun.left_edge.i for c in noun.children)


def _added(child: Word) -> list[Word]:
    """``as well as Poland``, ``along with Poland``, ``together with Poland`` add a member to a coordination."""
    words = [t.lower_ for t in child.doc[child.i : child.i + 3]]
    if words == ["as", "well", "as"] or (child.lower_ != "as" and words[1:2] == ["with"]):
        return [t for t in child.subtree if t.dep_ == "pobj"][:1]
    return []


def compound_lemma(token: Word) -> str:
    """The lemma of a compound that the tokenizer cuts in three (``cease - fire``) at its last part; else empty."""
    doc, i = token.doc, token.i
    return f"{doc[i - 2].lower_}-{token.lemma}" if i > 1 and doc[i - 1].lower_ == "-" else ""


def head_lemmas(token: Word) -> set[str]:
    """The lemma of a head word in lower case; for a name also the title before it (``US Ambassador Jane Roe``)."""
    lemmas = {token.lemma}
    ends_title = token.lemma in _TITLE_ENDS
    if not ends_title and (compound := compound_lemma(token)):
        lemmas.add(compound)
    if token.lower_ == "bases":  # of "base" as of "basis": the lemma alone cannot tell
        lemmas |= {"base", "basis"}
    if ends_title or token.pos_ == "PROPN":
        lemmas.update([c.lemma for c in token.children if c.dep_ in labels.COMPOUND and c.i < token.i])
    return lemmas


def years(token: Word) -> Iterator[Word]:
    """The year that belongs to a noun: ``the 1907 convention``, ``the Treaty of 1857``, ``the Treaty of Rome (1957)``."""
    for child in token.children:
        if child.dep_ == "nummod" or (child.tag_ == "CD" and child.dep_ in labels.COMPOUND):
            yield from _first_year([child])
        if child.dep_ == "prep" and child.lower_ == "of":  # "of 1857", "of May 1857", "of 3 May 1857": a date of its own
            behind = token.doc[child.i + 1 : child.i + _DATE_WORDS]
            yield from _first_year(takewhile(_is_date_word, behind))
    yield from _bracketed_year(token)


def _bracketed_year(token: Word) -> Iterator[Word]:
    """``(1857)``, ``(3 May 1857)`` behind a name, in the same clause."""
    for word in token.doc[token.i + 1 : token.i + _BRACKET_REACH]:
        if word.is_sent_start or word.text in {",", ";", "."} or is_clausal(word):
            return
        if word.text == "(":
            behind = token.doc[word.i + 1 : word.i + _DATE_WORDS]
            yield from _first_year(takewhile(lambda t: t.text != ")", behind))
            return


def _first_year(words: Iterator[Word] | list[Word]) -> Iterator[Word]:
    return islice((word for word in words if is_year(word)), 1)


def is_year(word: Word) -> bool:
    """``1857``."""
    return _YEAR.fullmatch(word.text) is not None


def is_date(word: Word) -> bool:
    """Whether this is the head of a date: ``2018``, ``May 2018``, ``3 May``."""
    return is_year(word) or _is_month(word) or (word.text.isdigit() and any(_is_month(child) for child in word.children))


def _is_month(word: Word) -> bool:
    return word.is_title and word.lower_ in MONTHS


def _is_date_word(word: Word) -> bool:
    return word.lower_ in MONTHS or word.text == "," or word.text.isdigit()
