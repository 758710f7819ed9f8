"""What refers back: pronouns and definite noun phrases, resolved only where a reader would not hesitate."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.scene import Draft, Scene


def resolve_references(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those added that refer back to them."""
    return list(drafts)
