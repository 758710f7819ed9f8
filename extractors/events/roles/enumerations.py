"""Lists of actors by their surface: parsers lose the third and later members of ``A, B (X), C and D``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Parsed, Word, labels
from verbale.extractors.schema import Mention

# Labels of mentions that can be members of a list.
_MEMBERS = {"GPE", "ORG", "PERSON", "NORP", "OFFICE", "LOC"}
_WIDEST = 4  # words between two members
HYPHENS = {"-", "–"}
"""What joins the two of a pair: ``EU-Belarus relations``."""


def mention_lists(parsed: Parsed, mentions: MentionIndex) -> dict[int, Mention]:
    """Start token of a mention -> the next member of the same list, for members set apart only by commas and ``and``."""
    members = [m for m in _members(mentions) if not _bracketed(parsed, m)]
    # "Peru, NATO's Partnership for Peace": whom a name belongs to is no member beside it, but opens it.
    owned = {owner.start: right.start for owner, right in pairwise(members) if _owns(parsed, owner, right)}
    opening = {right: owner for owner, right in owned.items()}
    listed = [m for m in members if m.start not in owned]
    return {
        left.start: right
        for left, right in pairwise(listed)
        if _continues_list(parsed, left, right, opening.get(right.start, right.start))
    }


def hyphenated_pairs(parsed: Parsed, mentions: MentionIndex) -> dict[int, Mention]:
    """Start token of a mention -> the other half of its pair: ``EU-Belarus relations``, ``the Peru–Chile border``."""
    words = parsed.words
    pairs: dict[int, Mention] = {}
    for left, right in pairwise(_members(mentions)):
        glued = not words[left.end - 1].whitespace_ and not words[left.end].whitespace_
        if glued and right.start - left.end == 1 and words[left.end].text in HYPHENS:
            pairs[left.start], pairs[right.start] = right, left
    return pairs


def _members(mentions: MentionIndex) -> list[Mention]:
    return [m for m in mentions.outer if m.label in _MEMBERS and m.party_ids]


def _owns(parsed: Parsed, mention: Mention, after: Mention) -> bool:
    return after.label == "ORG" and after.start == mention.end + 1 and parsed.words[mention.end].tag_ == "POS"


def _continues_list(parsed: Parsed, left: Mention, right: Mention, start: int) -> bool:
    """Whether the second mention is the next member of the first one's list; adjectives are listed with adjectives.

    ``start``: where the second member starts.
    """
    if start < left.end or parsed.sentence_of[left.start] != parsed.sentence_of[right.start]:
        return False
    between = [word.lower_ for word in _outside_brackets(parsed.words[left.end : start])]
    if len(between) > _WIDEST or WORDS.lists.joining.isdisjoint(between) or not WORDS.lists.separators.issuperset(between):
        return False
    return (left.label == "NORP") == (right.label == "NORP") and not _opens_clause(parsed, left, right)


def _bracketed(parsed: Parsed, mention: Mention) -> bool:
    """``(EU)`` after the name that it stands for."""
    doc = parsed.words
    return mention.start > 0 and mention.end < len(doc) and doc[mention.start - 1].text == "(" and doc[mention.end].text == ")"


def _outside_brackets(tokens: Iterable[Word]) -> Iterator[Word]:
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
    if token.dep_ in labels.OWNING and token.head.i >= right.end:
        return other.head != token.head and token.head.dep_ in labels.NOMINAL_SUBJECT
    return False
