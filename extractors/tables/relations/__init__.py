"""Who is in what with whom, and what happened between two parties? Events of all documents -> relations.

Two kinds of rows. *Acts*: for every pair of parties (or many that acted together), by type, polarity and modality, all events
that tell of it. *States*: ``data/states.toml`` names the types that begin, end and bear out a state (join, leave, be a member);
the rows say from when to when it held. ``statements`` takes from events what is needed, ``relate`` makes the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from verbale.extractors.schema import Relation
from verbale.extractors.tables.relations.acts import acts
from verbale.extractors.tables.relations.held import held
from verbale.extractors.tables.relations.parties import Described, acted_on
from verbale.extractors.tables.relations.state_types import STATES
from verbale.extractors.tables.relations.statements import (
    Statement,
    day,
    keys_of,
    leaves_out,
    pairs,
    relation_key,
    statements,
    unsure_pairs,
)

__all__ = [
    "STATES", "Described", "Statement", "acted_on", "day", "keys_of", "leaves_out", "pairs", "relate", "relation_key",
    "statements", "unsure_pairs",
]  # fmt: skip


def relate(
    told: Iterable[Statement], symmetric: Collection[str], in_pairs: bool = False, sure: float = 0.0
) -> tuple[Relation, ...]:
    """All relations that statements found, sorted by id. ``symmetric``: types (``family.type``) without direction;
    ``in_pairs``: of many that acted together a row for every pair, instead of one for all; ``sure``: how sure an event must be of
    a pair to tell of it (0: all do).

    The confidence of an act is the highest of its events: one document that repeats itself is no second witness.
    """
    said = list(told)
    states = list(held(said, sure))
    told_as_states = {(event_id, state.subject_id, state.object_id) for state in states for event_id in state.event_ids}
    found = [*acts(said, symmetric, told_as_states, in_pairs, sure), *states]
    return tuple(sorted(found, key=lambda relation: relation.relation_id))
