"""Where a sentence cannot begin, for the parser that comes after: inside a word, at a closing quote; and where one must begin.

The parser's features do not show the space between two words, so that it takes the quote in ``laws." That`` for an opening one.
The stop of an abbreviation it takes for no full stop, even between two clauses: ``signed by the U.S. | France left``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.parse import labels


class BoundaryWords(Table):
    """``data/boundaries.toml``; what each list means stands there."""

    abbreviations: LowerWords
    governors: LowerWords
    openers: LowerWords


_WORDS: BoundaryWords = load(BoundaryWords, "boundaries.toml")
_TERMINAL = (".", "!", "?", "…")
_YES, _NO = 1, -1
_CLOSING = frozenset({'"', "”", "’", "'", "''"})
_FINITE = labels.FINITE | {"MD"}
_NAMING = frozenset({"NNP", "NNPS"})
_OPENING = frozenset({"IN", "PRP", "PRP$", "EX", "DT", "CC", "WRB"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_LONGEST_NAME = 5


def _glued(before: Token, token: Token) -> bool:
    """Written together with the word before it, and not the first word after a full stop that lacks its space."""
    return not before.whitespace_ and not before.is_space and not (before.text.endswith(_TERMINAL) and token.is_alpha)


@Language.component("verbale_boundaries", assigns=["token.is_sent_start"])
def mark_boundaries(doc: Doc) -> Doc:
    """Rule out the starts that cannot be, set the ones after a closing quote or a full clause; starts that are set stay."""
    # Set all at once: at every token spaCy would look through the whole Doc for a tree.
    starts: Any = doc.to_array("SENT_START").astype("int64")
    for token in doc[1:]:
        if starts[token.i]:
            continue
        before = token.nbor(-1)
        if _glued(before, token):
            starts[token.i] = _NO
        elif token.i > 1 and before.text in _CLOSING and token.text[:1].isupper():
            stop = token.nbor(-2)
            if _glued(stop, before) and stop.text.endswith(_TERMINAL):
                starts[token.i] = _YES
        elif _is_abbreviated(before, token) and _ends_clause(before, starts) and _opens_clause(token):
            starts[token.i] = _YES
            _part_names(doc, token.i)
    return doc.from_array(["SENT_START"], starts.astype("uint64").reshape(-1, 1)) if len(doc) else doc


def _is_abbreviated(before: Token, token: Token) -> bool:
    return before.lower_ in _WORDS.abbreviations and token.text[:1].isupper()


def _ends_clause(stop: Token, starts: Any) -> bool:
    """Whether a whole main clause ends with an abbreviation: it has a verb, and the name is governed by a preposition."""
    if stop.doc.has_annotation("TAG") is False:
        return False
    before = list(_back_to_start(stop, starts))
    name = next((t for t in before if t.tag_ not in _NAMING), None)
    governor = name.nbor(-1) if name is not None and name.tag_ == "DT" and name.i else name
    if governor is None or governor.lower_ not in _WORDS.governors:
        return False
    clause = [t for t in before if t.i < governor.i]
    return any(t.tag_ in _FINITE for t in clause) and not any(t.lower_ in _WORDS.openers for t in clause)


def _back_to_start(token: Token, starts: Any) -> Iterator[Token]:
    """The words before a token, the nearest first, up to the last start or full stop."""
    node = token
    while node.i and starts[node.i] != _YES:
        node = node.nbor(-1)
        if node.text in _TERMINAL or node.text == ";":
            return
        yield node


def _opens_clause(token: Token) -> bool:
    """Whether a finite verb follows the name that begins here, or a word begins that opens sentences."""
    if token.tag_ in _OPENING - _DETERMINERS:
        return True
    end = token.i + (token.tag_ in _DETERMINERS)
    first = end
    while end < len(token.doc) and end - first < _LONGEST_NAME and _names(token.doc[end]):
        end += 1
    while end < len(token.doc) and token.doc[end].tag_ == "RB":
        end += 1
    return first < end < len(token.doc) and token.doc[end].tag_ in _FINITE


def _names(token: Token) -> bool:
    return token.tag_ in _NAMING or (token.text[0].isupper() and token.tag_ in {"JJ", "NNS", "NN"})


def _part_names(doc: Doc, start: int) -> None:
    """No name goes over the end of a sentence."""
    parts = []
    for name in doc.ents:
        inner = name.start < start < name.end
        bounds = [(name.start, start), (start, name.end)] if inner else [(name.start, name.end)]
        parts += [Span(doc, *bound, label=name.label) for bound in bounds]
    doc.ents = tuple(parts)
