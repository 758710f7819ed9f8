"""Which characters do the bytes of a text mean? Unicode by its marks and forms, else the likeliest code page."""

from verbale.extractors.text.decoding.decode import Decoded, UnreadableError, declared_charset, decode, wide_encoding

__all__ = ["Decoded", "UnreadableError", "declared_charset", "decode", "wide_encoding"]
