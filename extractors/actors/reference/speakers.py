"""Who says ``we`` and ``my government``: whom the speech is held for."""

from __future__ import annotations

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.parse import labels

_QUOTES = {'"', "“", "”"}
_PLURAL = {"we", "us", "our", "ours", "ourselves"}
_CLIMB = 8


def speaker(known: Antecedents, i: int, speakers: tuple[str, ...] = ()) -> Draft | None:
    """The mention that a pronoun of the first person makes: who speaks in the document, else whom the passage is about; in
    quotation marks, who is quoted. Of several speakers, ``we`` are all.
    """
    parties = _quoted(known, i) if _is_quoted(known, i) else speakers or tuple(p for p in (known.topic(i),) if p)
    several = parties == speakers and known.view.lower[i] in _PLURAL
    return make_draft(i, i + 1, i, "PRON", "pronoun", parties, parties) if len(parties) == 1 or (parties and several) else None


def _is_quoted(known: Antecedents, i: int) -> bool:
    """Whether an odd number of quotation marks stands before the token in its sentence, or none and one behind."""
    view = known.view
    sentence = view.parsed.sentences[view.sentence_of[i]]
    before = sum(text in _QUOTES for text in view.texts[sentence.start : i])
    behind = sum(text in _QUOTES for text in view.texts[i : sentence.end])
    return before % 2 == 1 or (not before and behind % 2 == 1)


def _quoted(known: Antecedents, i: int) -> tuple[str, ...]:
    """The party of the subject of the verb that the quotation hangs on."""
    node = known.words[i]
    for _ in range(_CLIMB):
        node, below = node.head, node
        if node.pos_ in labels.VERBAL and below.dep_ in {"ccomp", "parataxis"}:
            subject = next((c for c in node.children if c.dep_ in labels.NOMINAL_SUBJECT and c.i != i), None)
            draft = known.by_head.get(subject.i) if subject is not None else None
            return draft.party_ids if draft is not None else ()
        if node.head.i == node.i:
            break
    return ()
