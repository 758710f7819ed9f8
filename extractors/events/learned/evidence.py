"""How likely a proposal is right in its family: boosted trees over what rules, finder and the learned layers say of it.

Trained by ``training/finder/evidence.py`` on documents that the finder had not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.models import Learned
from verbale.extractors.events.learned.propose import Proposal, by_sentence
from verbale.extractors.grammar import is_clausal
from verbale.extractors.schema import Sentence

_POS = ("VERB", "NOUN", "PROPN", "ADJ", "AUX")
_METHODS = ("rule", "finder", "both")
_DATED = ("", "name", "clause", "sentence", "narrative", "heading", "document_date")
_MODALITIES = ("asserted", "reported", "planned", "hypothetical")
NAMES = (
    "method", "event", "core", "score", "own_family", "own_type", "best_type", "other_family", "denied", "unreal", "reported",
    "record", "rows", "family", "type", "pos", "clausal", "depth", "sources", "targets", "parties_p", "implied",
    "usual_sources", "usual_targets", "date_method", "dated_p", "negative", "modality", "sentence", "proposals", "rival",
    "events",
)  # fmt: skip


def features(proposals: Sequence[Proposal], findings: Findings, learned: Learned) -> list[list[float]]:
    """A row of numbers per proposal, as ``NAMES`` says."""
    together = by_sentence(proposals, findings)
    sure = sum(1 for proposal in proposals if proposal.finding.score > 0.5) / max(1, len(findings.parsed.words) / 100)
    return [[*_features(proposal, findings, learned, together), sure] for proposal in proposals]


def _features(
    proposal: Proposal, findings: Findings, learned: Learned, together: Mapping[int, Sequence[Proposal]]
) -> Iterator[float]:
    view, match, decided = proposal.finding, proposal.decided.match, proposal.decided
    kind, family = match.loaded.relation_type, match.loaded.family
    yield float(_METHODS.index(proposal.method))
    own = view.of_family(family)
    yield from (view.event, view.core, view.score, own, dict(view.types).get(kind, 0.0))
    yield view.types[0][1] if view.types else 0.0
    yield max(view.event - own, 0.0)
    yield from (view.denied, view.unreal, view.reported)
    yield from learned.record(match.loaded.rule.id) if match.loaded.rule.id else (0.0, -1.0)
    profile = learned.profiles[kind]
    yield from (float(profile.family), float(profile.number))
    word = findings.parsed.words[proposal.trigger]
    yield float(_POS.index(word.pos_)) if word.pos_ in _POS else float(len(_POS))
    yield float(is_clausal(word))
    yield float(sum(1 for _ in word.ancestors))
    yield from (float(len(match.sources)), float(len(match.targets)), proposal.parties)
    yield float(sum(p.how.startswith("implied") for p in match.participants))
    yield from (profile.sources, profile.targets)
    yield float(_DATED.index(decided.date.method)) if decided.date.method in _DATED else -1.0
    yield proposal.dated
    yield float(decided.assertion.polarity == "neg")
    yield float(_MODALITIES.index(decided.assertion.modality))
    sentence: Sentence = findings.parsed.sentence_at(proposal.trigger)
    yield float(sentence.end - sentence.start)
    others = [other for other in together[sentence.ordinal] if other is not proposal]
    yield float(len(others))
    yield max((other.finding.score for other in others if other.family == family), default=0.0)


def weigh(proposals: Sequence[Proposal], findings: Findings, learned: Learned) -> list[float]:
    """The probability of every proposal that it is right in its family."""
    if learned.evidence is None:
        return [proposal.finding.score for proposal in proposals]
    return [float(p) for p in learned.evidence(features(proposals, findings, learned))]


def likeliest(proposals: Sequence[Proposal], chances: Sequence[float]) -> list[int]:
    """The numbers of the proposals that stay: of those of one word in several families only the likeliest family's."""
    best: dict[int, tuple[float, str]] = {}
    for proposal, chance in zip(proposals, chances, strict=True):
        best[proposal.trigger] = max(best.get(proposal.trigger, (-1.0, "")), (chance, proposal.family))
    return [n for n, proposal in enumerate(proposals) if best[proposal.trigger][1] == proposal.family]
