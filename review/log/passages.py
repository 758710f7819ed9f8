"""What reviewers say of sentences: that they are complete, or that they were drawn to be judged whole.

A sentence that was edited since is another one, which nobody has judged: what is said of a passage holds for those of its
sentences that are still there, and for no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from verbale.extractors.ids import normalise
from verbale.extractors.tables import split
from verbale.review.log.decisions import Decision
from verbale.review.log.fates import Carried


def sentences_of(decision: Decision) -> tuple[str, ...]:
    """The ids of the sentences that a decision is about."""
    return split(decision.values.get("sentences", ""))


def complete_sentences(decisions: Iterable[Decision]) -> dict[str, frozenset[str]]:
    """Sentence id -> who says that nothing more is told in it, of standing decisions."""
    found: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.action == "complete":
            for sentence_id in sentences_of(decision):
                found.setdefault(sentence_id, set()).add(decision.reviewer)
    return {sentence_id: frozenset(reviewers) for sentence_id, reviewers in found.items()}


def audited(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """The sentences that were drawn by standing audits, in the order in which they were drawn."""
    return tuple(dict.fromkeys(s for decision in decisions if decision.action == "audit" for s in sentences_of(decision)))


def is_heading(sentence: Mapping[str, str]) -> bool:
    """A sentence that is the title of its own section: it tells of nothing by itself."""
    return bool(sentence["section"]) and _bare(sentence["text"]) == _bare(sentence["section"])


def _bare(title: str) -> str:
    return normalise(title).strip("=#*. ")


def fate_of_passage(decision: Decision, sentences: Mapping[str, object], names: Mapping[str, str]) -> Carried:
    """What became of a decision on sentences; ``sentences``: those of the run, by their ids; ``names``: what documents of then
    are called now."""
    named = sentences_of(decision)
    kept = sum(sentence_id in sentences for sentence_id in named)
    if kept == len(named):
        now = names.get(decision.snapshot.get("doc_id", ""))
        return Carried(decision, "current", note=f"its document is called {now} now" if now else "")
    if kept:
        return Carried(decision, "values_changed", note=f"{len(named) - kept} of {len(named)} sentences have changed since")
    return Carried(decision, "orphaned", note="none of its sentences is there any more")


def draw(sentences: Iterable[str], n: int, seed: str) -> tuple[str, ...]:
    """``n`` sentences at random: the first in an order that the seed and the ids alone decide."""
    return tuple(sorted(sentences, key=lambda sentence_id: blake2b(f"{seed}\x1f{sentence_id}".encode()).digest())[:n])
