"""Proposals: what rules tell and what the finder found, each once, with parties and dates as the learned layers choose them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import NamedTuple

from verbale.extractors.events.decide import Decided, decide, told_by_rules
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.choice import Choice, choose
from verbale.extractors.events.learned.dates import DateLinks, date_chosen
from verbale.extractors.events.learned.flags import Place, agreed
from verbale.extractors.events.learned.models import Learned
from verbale.extractors.events.learned.parties import Asked, Candidate, Candidates, link_probabilities
from verbale.extractors.events.match import DatedMatch, Match
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.roles.arguments import arguments_of_any, is_one_of
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.finder import PROPOSED, may_carry, shares
from verbale.extractors.grammar import Cues, is_clausal, is_infinitive
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import RuleSet, Type
from verbale.extractors.schema import EventDate, Finding, Timex

_HOLDS = labels.OBJECT | labels.ATTRIBUTE | labels.SUBJECT_PASSIVE | labels.INDIRECT
_LEAST = 0.005
"""Probability of all other types together below which there is no event: it cannot be what the finder takes it for."""
NOTHING = Finding(-1, (), 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that rules, the finder or both propose. ``finding``: the finder's view of its words (``NOTHING``: none).

    ``parties``: the probability that its parties are right; ``dated``: that of its likeliest date. ``choice``: from whom its
    parties were chosen, ``timex``: its likeliest date near by; none where a rule alone told parties and dates.
    """

    decided: Decided
    method: str
    finding: Finding
    parties: float
    dated: float
    choice: Choice | None = None
    timex: Timex | None = None

    @property
    def trigger(self) -> int:
        return self.decided.match.trigger

    @property
    def family(self) -> str:
        return self.decided.match.loaded.family


def propose(findings: Findings, rules: RuleSet, cues: Cues, learned: Learned) -> list[Proposal]:
    """The proposals of a document in the order of their triggers."""
    matcher = Matcher(findings)
    told, seen = told_by_rules(findings, matcher, rules, cues), _fitting_views(findings, rules)
    views = [_view(one, findings, seen) for one in told]
    taken = {word for _, words in views for word in words}
    drafts = [_Draft(one.match, one, view) for one, (view, _) in zip(told, views, strict=True)]
    drafts += [_Draft(_match_of(view, findings, rules), None, view) for view in found_words(findings, seen, rules, taken)]
    return _with_layers(drafts, findings, matcher, cues, learned)


@dataclass(frozen=True, slots=True)
class _Draft:
    match: Match
    decided: Decided | None
    finding: Finding


def _view(decided: Decided, findings: Findings, found: Mapping[int, Finding]) -> tuple[Finding, set[int]]:
    """The finder's view of a rule's event, and the words that it takes for this event: the trigger, or one with it."""
    match = decided.match
    word = findings.parsed.words[match.trigger]
    near = [match.trigger, *match.consumed, *_one_with(word)]
    views = [found[i] for i in near if i in found]
    if not views:
        return NOTHING, set()
    family = match.loaded.family
    best = max(views, key=lambda view: (view.of_family(family), view.token == match.trigger))
    # Where the finder sees an event of another family in the trigger, both are proposed.
    agreed = {view.token for view in views if _likeliest_family(view) == family or view.of_family(family) >= view.event / 2}
    return best, agreed | match.consumed - {match.trigger}


def _likeliest_family(view: Finding) -> str:
    return view.types[0][0].partition(".")[0]


def _one_with(word: Word) -> Iterator[int]:
    """Words that tell one event with this one: the object noun of its verb, the verb of which it is the object."""
    yield from (child.i for child in word.children if child.dep_ in _HOLDS)
    if word.dep_ in _HOLDS:
        yield word.head.i
    above = word.head
    if word.dep_ == "pobj" and above.dep_ in ("prep", "agent") and above.head.pos_ in labels.VERBAL:
        yield above.head.i


def _fitting_views(findings: Findings, rules: RuleSet) -> Mapping[int, Finding]:
    """The finder's view of every word, by its number, with only the types that its words allow."""
    found = findings.parsed.findings or {}
    strict = {name: kind for name, kind in rules.types.items() if kind.never}
    return {i: _fitting(view, strict, findings) for i, view in found.items()}


def _fitting(view: Finding, strict: Mapping[str, Type], findings: Findings) -> Finding:
    asked = [name for name, _ in view.types if name in strict]
    if not asked:
        return view
    word = findings.parsed.words[view.token]
    out = {name for name in asked if _is_ruled_out(word, strict[name], findings)}
    left = [(name, p) for name, p in view.types if name not in out]
    whole, rest = sum(p for _, p in view.types), sum(p for _, p in left)
    if not out:
        return view
    if rest < _LEAST:
        return replace(view, event=view.event * rest / whole)
    return replace(view, types=tuple((name, p * whole / rest) for name, p in left))


def _is_ruled_out(word: Word, kind: Type, findings: Findings) -> bool:
    return any(
        is_one_of(findings.syntax, argument.head, lemmas)
        for function, lemmas in kind.never.items()
        for argument in arguments_of_any(findings.syntax, word, function)
    )


def found_words(findings: Findings, found: Mapping[int, Finding], rules: RuleSet, taken: set[int]) -> Iterator[Finding]:
    """The finder's events of the types asked for that no rule tells: of words that tell one event together only the surest."""
    words = findings.parsed.words
    carriers = may_carry(findings.parsed, findings.mentions, findings.dates)
    open_words = [found[i] for i in carriers if i in found and i not in findings.unclaimed]
    likely = [view for view in open_words if view.event >= PROPOSED and any(n in rules.types for n, _ in view.types)]
    own = {view.token: view for view in likely if view.token not in taken}
    for view in own.values():
        family = _likeliest_family(view)
        rivals = (own[i] for i in _one_with(words[view.token]) if i in own)
        if not any(other.of_family(family) > other.event / 2 and _surer(other, view) for other in rivals):
            yield view


def _surer(one: Finding, other: Finding) -> bool:
    return (one.score, -one.token) > (other.score, -other.token)


def _match_of(finding: Finding, findings: Findings, rules: RuleSet) -> Match:
    """A match without a rule: the frame of the finder's likeliest type."""
    word = findings.parsed.words[finding.token]
    kind = next(name for name, _ in finding.types if name in rules.types)
    frame = rules.frames[kind, "VERB" if is_clausal(word) else "NOUN"]
    return Match(frame, finding.token, (), (), None, None, None, frozenset())


def _with_layers(drafts: Sequence[_Draft], findings: Findings, matcher: Matcher, cues: Cues, learned: Learned) -> list[Proposal]:
    """The drafts with parties and dates; a rule that tells several events of one word has told their parties and dates apart."""
    several = Counter(draft.match.trigger for draft in drafts if draft.decided is not None)
    apart = [d.decided is not None and (several[d.match.trigger] > 1 or d.match.echo is not None) for d in drafts]
    kept = list(compress(drafts, apart))
    rest = [draft for draft, own in zip(drafts, apart, strict=True) if not own]
    candidates = Candidates(findings, matcher.fillers.participants, matcher.fillers.context, learned.profiles)
    asked = [_asked(draft) for draft in rest]
    linked = [candidates.linked(one) for one in asked]
    offers = [candidates.of(one, links) for one, links in zip(linked, link_probabilities(learned.links, linked), strict=True)]
    chosen = choose(asked, offers, learned)
    dates = _dates(rest, findings, learned)
    found = [_proposal(*one, findings, matcher, cues) for one in zip(rest, chosen, dates, strict=True)]
    found += [Proposal(d.decided, _method(d), d.finding, 1.0, 1.0) for d in kept if d.decided is not None]
    return sorted(found, key=lambda proposal: proposal.trigger)


def _asked(draft: _Draft) -> Asked:
    match = draft.match
    kind = match.loaded.relation_type
    if draft.decided is None:
        return Asked(match.trigger, kind)
    return Asked(match.trigger, kind, match.sources, match.targets, draft.finding.token)


def _with_parties(match: Match, choice: Choice) -> Match:
    """The match with the chosen parties; the rule's own, told as the rule tells them, where they are the same."""
    sources, targets = choice.sources, choice.targets
    by_rule = [{candidate.key for candidate in choice.offers if candidate.ruled[side]} for side in (0, 1)]
    if match.loaded.symmetric:
        sources, targets, by_rule = [*sources, *targets], [], [by_rule[0] | by_rule[1], set()]
    return replace(match, sources=_side(match.sources, sources, by_rule[0]), targets=_side(match.targets, targets, by_rule[1]))


def _side(ruled: Sequence[Participant], chosen: Sequence[Candidate], by_rule: Collection[str]) -> tuple[Participant, ...]:
    """``by_rule``: the keys of those whom the rule found. Whom it only implies may be named elsewhere in the sentence."""
    parties = {candidate.party for candidate in chosen}
    if {candidate.key for candidate in chosen} == by_rule and all(p.text for p in ruled):
        return tuple(ruled)
    told = {candidate.participant.actor_ids: _only(candidate.participant, parties) for candidate in chosen}
    return tuple(sorted(told.values(), key=lambda participant: participant.head))


def _only(participant: Participant, parties: set[str]) -> Participant:
    """The participant, of whose parties only some are meant: then these are all that is told."""
    if parties.issuperset(participant.party_ids):
        return participant
    meant = tuple(party for party in participant.party_ids if party in parties)
    return participant._replace(actor_ids=meant, party_ids=meant)


class _Dated(NamedTuple):
    """A draft's date, and the likeliest expression near by with its probability."""

    date: EventDate
    timex: Timex | None = None
    probability: float = 0.0


def _dates(drafts: Sequence[_Draft], findings: Findings, learned: Learned) -> list[_Dated]:
    """For each draft its date: the likeliest expression near by, or none where that is likelier."""
    index = DateLinks(findings)
    known = [d.decided.date if d.decided else findings.dates.date_of(d.match.trigger) for d in drafts]
    near = [index.candidates(d.match.trigger) for d in drafts]
    rows = [
        index.answers(d.match.trigger, own, date, d.match.loaded.relation_type)
        for d, date, own in zip(drafts, known, near, strict=True)
    ]
    told = [chances[:-1] for chances in shares(learned.dates, rows)]
    return [_dated(findings, *one, learned) for one in zip(drafts, known, near, told, strict=True)]


def _dated(
    findings: Findings, draft: _Draft, known: EventDate, near: Sequence[Timex], told: Sequence[float], learned: Learned
) -> _Dated:
    if not near:
        return _Dated(known)
    date = date_chosen(known, near, told, learned.usual.cuts, lambda timex: _dated_by(findings, timex, draft.match.trigger))
    probability, timex = max(zip(told, near, strict=True), key=lambda pair: pair[0])
    return _Dated(date, timex, probability)


def _dated_by(findings: Findings, timex: Timex, trigger: int) -> EventDate:
    date = findings.dates.dated_by(timex, trigger)
    return replace(date, method="sentence") if date.edtf else date


def _proposal(draft: _Draft, choice: Choice, dated: _Dated, findings: Findings, matcher: Matcher, cues: Cues) -> Proposal:
    match = _with_parties(draft.match, choice)
    if draft.decided is not None:
        decided = draft.decided
    else:
        decided = next(decide(DatedMatch(match, dated.date), findings, matcher.fillers, cues))
        match = decided.match
    trigger = findings.parsed.words[match.trigger]
    place = Place(trigger.head.lemma, trigger.head.lower_, is_infinitive(trigger))
    decided = replace(decided, match=match, date=dated.date, assertion=agreed(decided.assertion, draft.finding, place, cues))
    return Proposal(decided, _method(draft), draft.finding, choice.chance, dated.probability, choice, dated.timex)


def _method(draft: _Draft) -> str:
    if draft.decided is None:
        return "finder"
    return "both" if draft.finding.of_family(draft.match.loaded.family) >= 0.5 else "rule"


def by_sentence(proposals: Iterable[Proposal], findings: Findings) -> Mapping[int, list[Proposal]]:
    """The proposals of every sentence."""
    found: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(findings.parsed.sentence_of[proposal.trigger], []).append(proposal)
    return found
