"""What was worked out once: where it is kept, how much, and what to do about it."""

from verbale.flows.caches.entries import Cache, cache_of, clear, prune, sizes, verify

__all__ = [
    "Cache",
    "cache_of",
    "clear",
    "prune",
    "sizes",
    "verify",
]
