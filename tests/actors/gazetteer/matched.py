"""What the names of a text may mean: for tests."""

from __future__ import annotations

from pathlib import Path

from verbale.extractors.actors.gazetteer import atom_view, load_gazetteer


def matched(text: str, **options: Path) -> list[tuple[str, ...]]:
    """The actor ids that each name in a text may mean, left to right; words parted by spaces are tokens."""
    index = load_gazetteer(options.get("extra")).names
    view = atom_view(text.split())
    found, at = [], 0
    while at < len(view.exact):
        length, names = index.longest(view, at, False)
        if length:
            found.append(tuple(sorted({name.actor_id for name in names})))
        at += max(length, 1)
    return found
