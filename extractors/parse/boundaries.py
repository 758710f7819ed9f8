"""Where a sentence cannot begin, for the parser that comes after: inside a word, at a closing quote; and one after a dateline.

The parser's features do not show the space between two words, so that it takes the quote in ``laws." That`` for an opening one.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

_TERMINAL = (".", "!", "?", "…")
_CLOSING = frozenset({'"', "”", "’", "'", "''"})
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE_TOKENS = 18
_CAPITALS = r"[A-Z][A-Z.'’-]*[A-Z](?: [A-Z][A-Z.'’-]*){0,3}"
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY = r"\([A-Z][\w /.&-]{1,30}\)"
# "OSLO -", "OSLO, Norway, March 3 (AFP) -", "Lima, March 3 -", "Lima (AP) -": capitals, a day or an agency tell it from a name
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:, {_NAME})?(?:,? {_DAY})?(?: {_AGENCY})?|{_NAME}(?:, {_NAME})?,? {_DAY}(?: {_AGENCY})?"
    rf"|{_NAME}(?:, {_NAME})? \((?:AFP|AP|DPA|EFE|IPS|ITAR-TASS|RFE/RL|Reuters|TASS|UPI|VOA|Xinhua)\)) ?[-–—]{{1,2}}"
)


def is_dateline(text: str) -> bool:
    """``OSLO, March 3 (AFP) -``: the place, day and agency that open a dispatch, up to the dash."""
    return _DATELINE.fullmatch(text.strip()) is not None


def _glued(before: Token, token: Token) -> bool:
    """Written together with the word before it, and not the first word after a full stop that lacks its space."""
    return not before.whitespace_ and not before.is_space and not (before.text.endswith(_TERMINAL) and token.is_alpha)


def _after_dateline(doc: Doc) -> int | None:
    """The token that follows the dateline at the start of a text, if there is one."""
    for token in doc[1:_DATELINE_TOKENS]:
        if token.text in _DASHES and token.i + 1 < len(doc) and token.nbor(-1).whitespace_ and token.whitespace_:
            return token.i + 1 if is_dateline(doc[: token.i + 1].text) else None
    return None


def _keep_whole(doc: Doc, start: int) -> None:
    """The first sentence of a dispatch runs to its full stop: parsers cut it behind its subject."""
    for token in doc[start:]:
        if token.text in _TERMINAL:
            return
        if token.is_sent_start is None:
            token.is_sent_start = False


@Language.component("verbale_boundaries", assigns=["token.is_sent_start"])
def mark_boundaries(doc: Doc) -> Doc:
    """Rule out the starts that cannot be, and set the ones after a closing quote and a dateline; starts that are set stay."""
    dispatch = _after_dateline(doc)
    if dispatch is not None and doc[dispatch].is_sent_start is None:
        doc[dispatch].is_sent_start = True
        _keep_whole(doc, dispatch + 1)
    for token in doc[1:]:
        if token.is_sent_start is not None:
            continue
        before = token.nbor(-1)
        if _glued(before, token):
            token.is_sent_start = False
        elif token.i > 1 and before.text in _CLOSING and token.text[:1].isupper():
            stop = token.nbor(-2)
            if _glued(stop, before) and stop.text.endswith(_TERMINAL):
                token.is_sent_start = True
    return doc
