"""What a sentence tells outright beside its main event: the finder, which looks for what a text mainly tells, may pass it over.

The sanctions that were imposed on a noun of another deed, what somebody is asked to do, the talks that are said to be due. A rule
tells each with all that it asks for, and annotated text bears the rule out.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.models import Learned
from verbale.extractors.events.learned.propose import Proposal
from verbale.extractors.grammar import Cues, is_due
from verbale.extractors.parse import Word, labels

_ENOUGH_ROWS = 10
_SURE = 0.9  # share of a rule's rows
_ASKED_ROWS, _ASKED_SURE = 3, 0.85  # the same where somebody is asked for it, which says that it is an event
_DUE_SURE = 0.8  # and where it is said to be due at a date
_ASKED = labels.COMPLEMENT | labels.ADVERBIAL | {"pcomp"}
_OCCASIONS = labels.SUBJECT_PASSIVE | labels.NOMINAL_SUBJECT


def outright(proposals: Sequence[Proposal], findings: Findings, learned: Learned, cues: Cues) -> frozenset[int]:
    """The numbers of the proposals that are told outright."""
    words = findings.parsed.words
    by_rule = {n: p for n, p in enumerate(proposals) if p.decided.match.loaded.rule.id}
    asking = {p.trigger: n for n, p in by_rule.items() if p.family in cues.triggers.saying}
    found: set[int] = set()
    for n, proposal in by_rule.items():
        word = words[proposal.trigger]
        asker = asking.get(_asker(word)) if _is_asked(proposal, word) else None
        if asker is not None and _is_borne_out(proposal, learned, _ASKED_ROWS, _ASKED_SURE):
            found |= {n, asker}
        aside = _is_told_on_noun(proposal, word) and _is_borne_out(proposal, learned, _ENOUGH_ROWS, _SURE)
        if aside or (_is_said_to_be_due(proposal, word, cues) and _is_borne_out(proposal, learned, _ENOUGH_ROWS, _DUE_SURE)):
            found.add(n)
    return frozenset(found)


def _is_borne_out(proposal: Proposal, learned: Learned, least: int, share: float) -> bool:
    right, rows = learned.usual.records.get(proposal.decided.match.loaded.rule.id, (0, 0))
    return rows >= least and right >= share * rows


def _is_told_on_noun(proposal: Proposal, word: Word) -> bool:
    """``lifted the sanctions imposed on Peru by Chile``: a clause on a noun with a doer of its own behind it."""
    match = proposal.decided.match
    if word.dep_ not in labels.REDUCED or word.tag_ != "VBN" or not (match.sources and match.targets):
        return False
    return all(p.text and p.head > word.i for p in match.participants)


def _is_asked(proposal: Proposal, word: Word) -> bool:
    """``called for Peru to leave``: by one whom the sentence names."""
    named = any(p.text for p in proposal.decided.match.sources)
    return named and proposal.decided.assertion.modality == "hypothetical" and word.dep_ in _ASKED


def _asker(word: Word) -> int:
    """The verb that asks for what a verb tells."""
    above = word.head
    return above.head.i if above.pos_ == "ADP" else above.i


def _is_said_to_be_due(proposal: Proposal, word: Word, cues: Cues) -> bool:
    """``the talks are planned for May``: the subject of what says so, with its date."""
    dated = proposal.decided.date.method == "clause" and proposal.decided.assertion.modality == "planned"
    return dated and word.dep_ in _OCCASIONS and is_due(word.head, cues)
