"""States meant by what they are or where they lie: ``the kingdom``, ``the emirate``, ``the North``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.noun_phrases import article, modifies


def state_of_form(known: Antecedents, i: int, states: Collection[str]) -> Draft | None:
    """``the kingdom``: that of these states which the passage is about, else the last of them that the section has named."""
    start = article(known, i)
    if i in known.taken or start is None or known.view.lower_at(i + 1) == "of" or modifies(known, i):
        return None
    # In a text about Siam, "the kingdom" is Siam, though Britain was named last.
    topic = known.topic(i)
    party = topic if topic in states else next((p for d in known.recent(start) for p in d.party_ids if p in states), "")
    return make_draft(start + 1, i + 1, i, "NP", "definite", (party,), (party,)) if party else None


def half(known: Antecedents, i: int, pairs: Sequence[tuple[str, str]]) -> Draft | None:
    """``the North``: that half of a parted country whose other half the text names, too. ``pairs``: (this half, the other)."""
    if i in known.taken or not _stands_alone(known, i) or modifies(known, i):
        return None
    named = {party for drafts in known.by_sentence for draft in drafts if draft.start < i for party in draft.party_ids}
    found = [this for this, other in pairs if {this, other} <= named]
    return make_draft(i, i + 1, i, "NP", "definite", (found[0],), (found[0],)) if len(found) == 1 else None


def _stands_alone(known: Antecedents, i: int) -> bool:
    """``the North``, with a capital, and no part of a name (``the North Sea``)."""
    view = known.view
    if not view.texts[i][0].isupper() or view.lower_at(i - 1) != "the":
        return False
    after = view.text_at(i + 1)
    goes_on = after[:1].isupper() or after in {"of", "-"}
    return not (goes_on and view.same_sentence(i, i + 1))
