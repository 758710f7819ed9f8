"""Plain values (text, numbers, bytes, tuples, dictionaries) <-> bytes, in msgpack: a format that cannot hold code.

What is read back from disk may have been put there by somebody else; unpickling would do what they say.
"""

from __future__ import annotations

from typing import Any

from srsly import msgpack

# One for all values: a new one asks all installed libraries for types of theirs, which takes as long as to pack a sentence.
_PACKER = msgpack.Packer(use_bin_type=True, unicode_errors="surrogatepass")


def packed(value: object) -> bytes:
    """A value as bytes. Raises TypeError for what is not plain."""
    content: bytes = _PACKER.pack(value)
    return content


def unpacked(content: bytes) -> Any:
    """What ``packed`` was given, with a tuple for every list. Raises ValueError for other bytes."""
    # A hook of our own, though it does nothing new: else those are asked that libraries register for types of theirs.
    return msgpack.unpackb(
        content, raw=False, use_list=False, strict_map_key=False, unicode_errors="surrogatepass", object_pairs_hook=dict
    )
