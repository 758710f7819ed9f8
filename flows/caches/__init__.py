"""What need not be worked out again? Parses, extractions and rows, kept by the content of all that they depend on."""

from verbale.flows.caches.entries import Cache, cache_of, clear, prune, sizes, verify

__all__ = [
    "Cache",
    "cache_of",
    "clear",
    "prune",
    "sizes",
    "verify",
]
