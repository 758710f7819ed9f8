"""The scripts that draw the pictures, kept from run to run: making them takes longer than a short text."""

from importlib.metadata import version

from verbale.extractors.ids import digest
from verbale.flows.caches import Cache


def kept_bundle(cache: Cache) -> str:
    """The scripts of the installed release, from the cache if it has them. Raises NotDrawnError."""
    from verbale.review.files import javascript_bundle

    key = digest(("bundle", version("vl-convert-python")), size=16)
    kept = cache.get("scripts", key)
    if kept is not None:
        return kept.decode()
    made = javascript_bundle()
    cache.put("scripts", key, made.encode())
    return made
