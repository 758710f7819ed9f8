"""Sentences drawn at random, to be judged whole: what they hold, the run should have told."""

from __future__ import annotations

from dataclasses import replace

from verbale.review.log import ComparedRun, Decision, audited, draw, is_heading, make
from verbale.review.quality.whole import sentences_in_order

MOST = 5_000
"""Sentences of one audit: a line of the log names them all."""


def audit(state: ComparedRun, n: int, seed: int, reviewer: str) -> Decision | None:
    """The decision that draws ``n`` sentences of a run (headings tell nothing by themselves, and are not drawn); None where they
    were all drawn before. With the same seed a larger draw holds a smaller one."""
    sentences = [sentence["sentence_id"] for sentence in sentences_in_order(state) if not is_heading(sentence)]
    drawn = draw(sentences, min(n, MOST), str(seed))
    if not set(drawn) - set(audited(c.decision for c in state.carried)):
        return None
    values = {"sentences": ";".join(drawn), "n": str(len(drawn)), "seed": str(seed), "of": str(len(sentences))}
    made = make({"action": "audit", "event_id": f"audit-{seed}", "values": values}, reviewer=reviewer)
    return replace(made, corpus=state.evidence.corpus)
