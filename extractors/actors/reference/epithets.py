"""States meant by what they are or where they lie: ``the kingdom``, ``the emirate``, ``the North``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verbale.extractors.actors.drafts import Draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.noun_phrases import article


def by_form(known: Antecedents, i: int, states: Collection[str], free: frozenset[str]) -> Draft | None:
    """``the kingdom``: that of these states which the passage is about, else the last of them that the section has named."""
    start = article(known, i, free)
    scene = known.scene
    if i in known.taken or start is None or scene.lower[i + 1 : i + 2] == ["of"] or _modifies(known, i):
        return None
    # In a text about Siam, "the kingdom" is Siam, though Britain was named last.
    topic = known.topic(i)
    party = topic if topic in states else next((p for d in known.recent(start) for p in d.party_ids if p in states), "")
    return Draft(start + 1, i + 1, "NP", "definite", (party,), (party,), i) if party else None


def half(known: Antecedents, i: int, pairs: Sequence[tuple[str, str]]) -> Draft | None:
    """``the North``: that half of a parted country whose other half the text names, too. ``pairs``: (this half, the other)."""
    scene = known.scene
    after = scene.texts[i + 1 : i + 2]
    if i in known.taken or not scene.texts[i][0].isupper() or i == 0 or scene.lower[i - 1] != "the":
        return None
    if after and (after[0][:1].isupper() or after[0] in {"of", "-"}) and scene.same_sentence(i, i + 1):
        return None
    named = {party for drafts in known.by_sentence for draft in drafts if draft.start < i for party in draft.party_ids}
    found = [this for this, other in pairs if {this, other} <= named]
    if len(found) != 1 or _modifies(known, i):
        return None
    return Draft(i, i + 1, "NP", "definite", (found[0],), (found[0],), i)


def _modifies(known: Antecedents, i: int) -> bool:
    """Whether the word belongs to the noun behind it (``the North side``)."""
    return known.scene.heads[i] == i + 1 and known.doc[i].dep_ in {"compound", "amod", "nmod"}
