"""Lists of actors by their surface: parsers lose the third and later members of ``A, B (X), C and D``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Parsed, Word, labels
from verbale.extractors.schema import Mention

_OWNERS = {"poss", "compound", "amod", "nmod:poss"}
_LABELS = {"GPE", "ORG", "PERSON", "NORP", "OFFICE", "LOC"}
_WIDEST = 4


def mention_lists(parsed: Parsed, mentions: MentionIndex) -> dict[int, Mention]:
    """Start token of a mention -> the next member of the same list, for members set apart only by commas and ``and``."""
    following: dict[int, Mention] = {}
    ordered = [m for m in mentions.outer if m.label in _LABELS and m.party_ids and not _bracketed(parsed, m)]
    for left, right in pairwise(ordered):
        if right.start < left.end or parsed.sentence_of[left.start] != parsed.sentence_of[right.start]:
            continue
        between = list(_outside_brackets(parsed.words[left.end : right.start]))
        words = {token.lower_ for token in between}
        if not words <= WORDS.lists.separators or not words & WORDS.lists.joining or len(between) > _WIDEST:
            continue
        if (left.label == "NORP") == (right.label == "NORP") and not _opens_clause(parsed, left, right):
            following[left.start] = right
    return following


def hyphenated_pairs(parsed: Parsed, mentions: MentionIndex) -> dict[int, Mention]:
    """Start token of a mention -> the other half of its pair: ``EU-Belarus relations``, ``the Peru–Chile border``."""
    doc = parsed.words
    pairs: dict[int, Mention] = {}
    for left, right in pairwise(m for m in mentions.outer if m.label in _LABELS and m.party_ids):
        glued = not doc[left.end - 1].whitespace_ and not doc[left.end].whitespace_
        if glued and right.start - left.end == 1 and doc[left.end].text in {"-", "–"}:
            pairs[left.start], pairs[right.start] = right, left
    return pairs


def _bracketed(parsed: Parsed, mention: Mention) -> bool:
    """``(EU)`` after the name that it stands for."""
    doc = parsed.words
    return mention.start > 0 and mention.end < len(doc) and doc[mention.start - 1].text == "(" and doc[mention.end].text == ")"


def _outside_brackets(tokens: Iterable[Word]) -> Iterable[Word]:
    depth = 0
    for token in tokens:
        if token.text == "(":
            depth += 1
        elif token.text == ")" and depth:
            depth -= 1
        elif not depth:
            yield token


def _opens_clause(parsed: Parsed, left: Mention, right: Mention) -> bool:
    """``X recognised Y, and Z refused``: Z is the subject of another verb, not a member of the list."""
    token, other = parsed.words[right.head], parsed.words[left.head]
    if token.dep_ in labels.NOMINAL_SUBJECT and is_clausal(token.head):
        # A verb with another subject further left has its subject already: the parser lost a list member to it.
        before = any(c.dep_ in labels.NOMINAL_SUBJECT and c.i < left.end for c in token.head.children)
        return not before and other.head != token.head
    if token.dep_ in _OWNERS and token.head.i >= right.end:
        return other.head != token.head and token.head.dep_ in labels.NOMINAL_SUBJECT
    return False
