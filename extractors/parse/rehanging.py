"""How a repair of the parse takes hold of a tree: children by their labels, a token put below another one."""

from __future__ import annotations

from spacy.tokens import Token


def rehang(token: Token, head: Token, label: str) -> None:
    """Put a token below another one of its sentence that does not stand below it."""
    first, last = sorted((token.i, head.i))
    if token.is_ancestor(head) or any(t.is_sent_start for t in token.doc[first + 1 : last + 1]):
        return
    token.head, token.dep_ = head, label


def children_of(token: Token, kinds: frozenset[str]) -> list[Token]:
    """The children with one of these labels."""
    return [child for child in token.children if child.dep_ in kinds]
