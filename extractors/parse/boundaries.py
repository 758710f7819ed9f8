"""Where a sentence cannot begin, for the parser that comes after: inside a word, at a closing quote.

The parser's features do not show the space between two words, so that it takes the quote in ``laws." That`` for an opening one.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

_TERMINAL = (".", "!", "?", "…")
_YES, _NO = 1, -1
_CLOSING = frozenset({'"', "”", "’", "'", "''"})


def _glued(before: Token, token: Token) -> bool:
    """Written together with the word before it, and not the first word after a full stop that lacks its space."""
    return not before.whitespace_ and not before.is_space and not (before.text.endswith(_TERMINAL) and token.is_alpha)


@Language.component("verbale_boundaries", assigns=["token.is_sent_start"])
def mark_boundaries(doc: Doc) -> Doc:
    """Rule out the starts that cannot be, and set the ones after a closing quote; starts that are set stay."""
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
    return doc.from_array(["SENT_START"], starts.astype("uint64").reshape(-1, 1)) if len(doc) else doc
