"""Stable ids: a letter prefix and a blake2b digest over content.

What goes into an id is what a reviewer's decision is about (claim, sentence); offsets, sections, dates, rules and versions
stay out, so that edits elsewhere keep every id. The letter keeps spreadsheets from reading ``12345e67`` as a number.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable


def content_id(prefix: str, *parts: str) -> str:
    """``content_id("e", "a", "b")`` -> ``e`` + 16 hexadecimal digits; the parts cannot run into each other."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return prefix + digest.hexdigest()


def digest(parts: Iterable[str | bytes], size: int = 8) -> str:
    """One hash of several strings or bytes, each with its length, so that no two lists run together; ``size`` in bytes."""
    h = hashlib.blake2b(digest_size=size)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        h.update(len(content).to_bytes(8, "big") + content)
    return h.hexdigest()


def normalise(text: str) -> str:
    """Text as far as identity is concerned: white space runs are one space."""
    return " ".join(text.split())


class Occurrences:
    """Counts how often a key was seen: the nth occurrence makes equal content distinct."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], int] = defaultdict(int)

    def next(self, *key: str) -> str:
        self._seen[key] += 1
        return str(self._seen[key])


def sentence_id(doc_id: str, text: str, nth: str) -> str:
    return content_id("s", doc_id, normalise(text), nth)


def claim_id(relation_type: str, source_ids: Iterable[str], target_ids: Iterable[str]) -> str:
    """One claim whatever its evidence; the order in which actors are named does not matter."""
    return content_id("c", relation_type, ";".join(sorted(source_ids)), ";".join(sorted(target_ids)))


def event_id(claim: str, sentence: str, nth: str) -> str:
    return content_id("e", claim, sentence, nth)
