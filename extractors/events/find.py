"""The straight line from words to events: triggers -> matches -> what they tell -> records."""

from __future__ import annotations

from verbale.extractors import ids
from verbale.extractors.events.decide import decide, told_once
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.record import event_of
from verbale.extractors.events.triggers import matches_in
from verbale.extractors.grammar import Cues
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import Event


def find_events(findings: Findings, rules: RuleSet, cues: Cues) -> tuple[Event, ...]:
    """All events of one document, in text order."""
    parsed, matcher = findings.parsed, Matcher(findings)
    decided = [
        one
        for sentence in parsed.sentences
        if not sentence.heading
        for dated in matches_in(sentence, findings, matcher, rules)
        for one in decide(dated, findings, matcher.fillers, cues)
    ]
    occurrences = ids.Occurrences()
    events = [event_of(parsed, one, occurrences) for one in told_once(decided, parsed.words)]
    return tuple(sorted(events, key=lambda event: (event.trigger_start, event.event_id)))
