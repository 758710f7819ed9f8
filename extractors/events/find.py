"""The straight line from words to events: what rules and finder propose, what they tell, how likely it is -> records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.extractors import ids
from verbale.extractors.events.confidence import confidence
from verbale.extractors.events.decide import Decided, told_by_rules
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.choice import sure_of
from verbale.extractors.events.learned.evidence import likeliest, weigh
from verbale.extractors.events.learned.models import Learned
from verbale.extractors.events.learned.outright import outright
from verbale.extractors.events.learned.propose import Proposal, propose
from verbale.extractors.events.learned.reasons import reasons
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.records import Told, Weight, each_deed_once, event_of, tied
from verbale.extractors.events.settle import settle
from verbale.extractors.grammar import Cues
from verbale.extractors.recalibration import Recalibration
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import Event, Thresholds

Weighed = tuple[Decided, Weight]


def find_events(
    findings: Findings,
    rules: RuleSet,
    cues: Cues,
    learned: Learned | None = None,
    sure: float = 1.0,
    taught: Recalibration | None = None,
) -> tuple[Event, ...]:
    """All events of one document, in text order: with what was learned also unlikely ones, without it the rules' own.

    ``sure``: how sure an event must be to take the place of another that only leads to it. ``taught``: by reviewers, about the
    confidence that is measured here.
    """
    if learned is None:
        return events_of(findings, _by_rules(findings, rules, cues, taught))
    return events_of(findings, _by_evidence(findings, rules, cues, learned, taught), sure)


def events_of(findings: Findings, weighed: Iterable[Weighed], sure: float | None = None) -> tuple[Event, ...]:
    """The records, in text order; with ``sure`` each deed once."""
    occurrences, dates = ids.Occurrences(), {timex.date_id: timex for timex in findings.timexes}
    told = [Told(event_of(findings, decided, occurrences, weight, dates), decided) for decided, weight in weighed]
    if sure is not None:
        told = each_deed_once(told, findings.parsed.words, sure)
    return tuple(sorted(tied(findings, told), key=lambda event: (event.trigger_start, event.event_id)))


def _by_rules(findings: Findings, rules: RuleSet, cues: Cues, taught: Recalibration | None) -> Iterator[Weighed]:
    for one in told_by_rules(findings, Matcher(findings), rules, cues):
        sure = confidence(one.match, one.assertion, one.date, findings.parsed.words)
        value, more = _recalibrated(taught, one.match.loaded.family, sure.value)
        yield one, Weight(value, "rule", sure.signs, (sure.reason, *more))


def _by_evidence(
    findings: Findings, rules: RuleSet, cues: Cues, learned: Learned, taught: Recalibration | None
) -> Iterator[Weighed]:
    proposals = propose(findings, rules, cues, learned)
    measured = weigh(proposals, findings, learned)
    told, limit = outright(proposals, findings, learned, cues), _limit(learned, taught)
    # Nothing was measured of a rule of somebody's own: it is taken at its word.
    chances = [1.0 if n in told or _is_own(proposal, learned) else measured[n] for n, proposal in enumerate(proposals)]
    for n, own in settle({n: proposals[n] for n in likeliest(proposals, chances)}, findings).items():
        value, more = _recalibrated(taught, proposals[n].family, round(measured[n], 3))
        value = max(value, limit) if n in told or _is_own(proposals[n], learned) else value
        why = (*reasons(proposals[n], value, findings.parsed.words, learned), *more)
        choice, method = proposals[n].choice, proposals[n].method
        yield from ((one, Weight(value, method, (), why, sure_of(choice, one.match))) for one in own)


def _recalibrated(taught: Recalibration | None, family: str, measured: float) -> tuple[float, tuple[str, ...]]:
    """The confidence of a row, and what is to be said where reviewers taught it."""
    return (taught.of(family, measured), (taught.reason(measured),)) if taught else (measured, ())


def _limit(learned: Learned, taught: Recalibration | None) -> float:
    """How sure a row must be to be an event."""
    own = learned.usual.limits
    return taught.limits(Thresholds(own.events, own.candidates)).events if taught else own.events


def _is_own(proposal: Proposal, learned: Learned) -> bool:
    """Whether a rule tells it that is not among those that annotated text has judged."""
    rule = proposal.decided.match.loaded.rule.id
    return bool(rule) and rule not in learned.usual.records
