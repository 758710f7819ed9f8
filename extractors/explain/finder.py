"""What the learned finder's part in a row rests on: its proposal, and the words of the sentence that carry it."""

from __future__ import annotations

from spacy.language import Language

from verbale.extractors.events import Proposal, propose
from verbale.extractors.finder import EventFinder
from verbale.extractors.parse import FINDER, Parsed, Word
from verbale.extractors.pipeline import Resources, findings_of
from verbale.extractors.schema import Event

_MOST = 5
_LEAST = 0.05
"""Falls that tell nothing: the encoder reckons in eight bits, and what else goes through it moves its answers by as much."""


def proposal_of(event: Event, trigger: Word, parsed: Parsed, resources: Resources, mode: str) -> Proposal | None:
    """The proposal that became an event; None where rules alone tell events."""
    if parsed.findings is None or resources.learned is None:
        return None
    proposals = propose(findings_of(parsed, resources, mode), resources.rules, resources.cues, resources.learned)
    own = [p for p in proposals if p.trigger == trigger.i and p.decided.match.loaded.relation_type == event.relation_type]
    return max(own, key=lambda p: p.decided.match.loaded.rule.id == event.rule_id, default=None)


def carrier_lines(proposal: Proposal, parsed: Parsed, nlp: Language) -> list[str]:
    """The words whose absence lowers the probability of the row's family most: ``without 'embassy': 0.31 (0.62 less)``."""
    finder = nlp.get_pipe(FINDER) if FINDER in nlp.pipe_names else None
    if not isinstance(finder, EventFinder) or not proposal.finding.types:
        return []
    carried = finder.carried(parsed.doc, proposal.finding.token, proposal.family)
    falls = [carrier for carrier in carried.carriers if carrier.fall >= _LEAST][:_MOST]
    whole = f"{proposal.family} in all: {carried.probability:.2f}"
    if not falls:
        return [f"{whole}; no other word of the sentence carries it alone"]
    return [whole, *(f"without {parsed.words[c.word].text!r}: {c.without:.2f} ({c.fall:.2f} less)" for c in falls)]
