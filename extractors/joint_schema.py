"""The records that several events make together; ``schema`` shows them, and says what holds of all records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventLink:
    """How the text says that ``from_event`` stands to ``to_event``: after / before / because of / in response to / followed by.

    ``words`` say so, at ``char_start`` to ``char_end``.
    """

    link_id: str
    doc_id: str
    sentence_id: str
    from_event: str
    to_event: str
    relation: str
    words: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Happening:
    """What one or more events tell of. ``conflict``: where they disagree; ``why``: why they are taken for one."""

    happening_id: str
    relation_type: str
    source_parties: tuple[str, ...]
    target_parties: tuple[str, ...]
    date_edtf: str
    date_start: str
    date_end: str
    polarity: str
    modality: str
    n_events: int
    n_documents: int
    n_independent: int
    conflict: str
    why: str
    confidence: float
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind``: act / state. ``participants``: all parties where there are more than two; subject and object are empty then.
    ``end_told``: told / inferred, of a state that ended. ``successors``: of a party that ceased to be, and the state with it.
    """

    relation_id: str
    kind: str
    subject_id: str
    relation_type: str
    object_id: str
    participants: tuple[str, ...]
    directed: bool
    date_first: str
    date_last: str
    open: bool
    end_told: str
    opened_by: tuple[str, ...]
    closed_by: tuple[str, ...]
    successors: tuple[str, ...]
    n_events: int
    n_documents: int
    polarity: str
    modality: str
    conflict: str
    confidence: float
    event_ids: tuple[str, ...]
