"""What syntax settles of the parties that were chosen: who gives and who gets, whose verb it is, names with dates by turns.

The learned choice weighs whole sets and seldom sees a frame whose subject gets, or that a subject is the next verb's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from verbale.extractors.events.decide import Decided
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.gapping import follows_on, gapped
from verbale.extractors.events.learned.propose import Proposal
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.groups import HOW as UNKNOWN
from verbale.extractors.events.roles.participants import Participant, participant_of, parties_of
from verbale.extractors.events.triggers import OWN_DATE
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal, noun_span
from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.rules import Rule
from verbale.extractors.schema import EventDate, Mention, Timex
from verbale.extractors.timex import coordinated_verbs, top_of

_BEFORE = 6  # words before a name in which it may be taken out


def settle(proposals: Mapping[int, Proposal], findings: Findings) -> dict[int, list[Decided]]:
    """Number of a proposal -> its events. Of a word with several proposals each has its own parties and date already."""
    several = Counter(proposal.trigger for proposal in proposals.values())
    others = _others(proposals.values(), findings)
    told = {
        n: [one.decided] if several[one.trigger] > 1 else _told_apart(_settled(one, others, findings), findings)
        for n, one in proposals.items()
    }
    words, sentence_at = findings.parsed.words, findings.parsed.sentence_at
    apart = {one.trigger for n, one in proposals.items() if len(told[n]) > 1 or several[one.trigger] > 1}
    taken = {i for trigger in apart for i in follows_on(words, trigger, sentence_at(trigger).end)}
    # A name that takes its turn may be seen as an event of its own.
    named = {p.head for n, own in told.items() if proposals[n].trigger in apart for one in own for p in one.match.participants}
    return {n: events for n, events in told.items() if proposals[n].trigger not in taken | (named - apart)}


class _Others(NamedTuple):
    """All proposals of a document by their triggers; the triggers of those that have a date, and the expressions, by its id."""

    by_trigger: Mapping[int, Sequence[Proposal]]
    dated: Mapping[str, Set[int]]
    timexes: Mapping[str, Timex]


def _others(proposals: Iterable[Proposal], findings: Findings) -> _Others:
    by_trigger: dict[int, list[Proposal]] = {}
    dated: dict[str, set[int]] = {}
    for one in proposals:
        by_trigger.setdefault(one.trigger, []).append(one)
        dated.setdefault(one.decided.date.date_id, set()).add(one.trigger)
    return _Others(by_trigger, dated, {timex.date_id: timex for timex in findings.timexes})


def _settled(proposal: Proposal, others: _Others, findings: Findings) -> Decided:
    match = _by_forces(_framed(proposal, findings), findings)
    match = _with_giver(match, others, findings)
    match = _without_allies(_without_excepted(match, findings), findings)
    match = _with_partner(_without_neighbours(match, findings), findings)
    date = _not_anothers(_shared_date(proposal.decided, findings), proposal, others, findings)
    same = match is proposal.decided.match and date is proposal.decided.date
    return proposal.decided if same else replace(proposal.decided, match=match, date=date)


def _framed(proposal: Proposal, findings: Findings) -> Match:
    """The two sides as the rule's frame has them, where the choice only exchanged them: the seller gives, the buyer gets.

    Subjects mostly act; of a verb whose frame says that its subject gets (``bought``, ``received``), the choice is seldom aware.
    """
    match, asked = proposal.decided.match, proposal.choice.asked if proposal.choice is not None else None
    if asked is None or not asked.targets or match.loaded.symmetric:
        return match
    sources, targets = asked.sources or (), asked.targets
    if any(p.how.startswith("implied") for p in (*sources, *targets)):
        return match
    exchanged = parties_of(match.targets) == parties_of(sources) and parties_of(match.sources) == parties_of(targets)
    gets = _subject_gets(match.loaded.rule) and not parties_of(targets).isdisjoint(parties_of(match.sources))
    # "received recognition from several states": whom the rule cannot know may have been seen on the wrong side.
    unknown = [p for p in match.targets if p.how == UNKNOWN and findings.parsed.words[p.head].pos_ == "NOUN"]
    givers = sources or unknown
    return replace(match, sources=tuple(givers), targets=tuple(targets)) if gets or (exchanged and sources) else match


def _subject_gets(rule: Rule) -> bool:
    """Whether the frame of a rule has its verb's subject as the target."""
    given = rule.source.from_ if rule.source is not None else ()
    return rule.target is not None and "subject" in rule.target.from_ and "subject" not in given


def _by_forces(match: Match, findings: Findings) -> Match:
    """``the invasion of the Turkish army``: forces behind ``of`` do it; ``the invasion of Cyprus`` befalls whom it names."""
    word, words = findings.parsed.words[match.trigger], WORDS.forces
    if word.lemma not in words.deeds or word.pos_ != "NOUN" or match.loaded.symmetric:
        return match
    forces = [a.head for a in findings.syntax.by_function(word.i, "oblique:of")]
    acting = {p for head in forces if findings.parsed.words[head].lemma in words.heads for p in _parties(findings, [head])}
    if not acting or not parties_of(match.targets) <= acting or acting & parties_of(match.sources):
        return match
    return replace(match, sources=match.targets, targets=match.sources)


def _with_giver(match: Match, others: _Others, findings: Findings) -> Match:
    """``The bank lent Chad money, but Chad fell off the programme``: who acts is the one whom the sentence names in the clause
    beside, of the same family and with the same other side, not whom the passage implies."""
    implied = not match.loaded.symmetric and match.sources and all(p.how.startswith("implied") for p in match.sources)
    verb = findings.parsed.words[match.trigger]
    if not implied or not match.targets or not is_clausal(verb):
        return match
    beside = {other.i for other in coordinated_verbs(verb)} - {verb.i}
    family, targets = match.loaded.family, parties_of(match.targets)
    for other in (one.decided.match for i in sorted(beside) for one in others.by_trigger.get(i, ())):
        named = other.sources and not any(p.how.startswith("implied") or not p.text for p in other.sources)
        if named and other.loaded.family == family and parties_of(other.targets) == targets:
            return replace(match, sources=other.sources)
    return match


def _without_excepted(match: Match, findings: Findings) -> Match:
    """``the states of the region (excluding Peru and Chile) signed``: not whom the words take out."""
    words = findings.parsed.words
    named = [(p, words[p.head]) for p in match.participants if p.text and 0 <= p.head < len(words)]
    out = {party for p, word in named if _is_excepted(word, words) for party in p.party_ids}
    sources, targets = _but(match.sources, out), _but(match.targets, out)
    return replace(match, sources=sources, targets=targets) if out and sources else match


def _is_excepted(word: Word, words: Words) -> bool:
    """Whether a noun, or the first one that it is listed with, stands behind words like ``except for the``."""
    while word.dep_ == "conj" and word.head.i < word.i:
        word = word.head
    start, _ = noun_span(word)
    before = " ".join(["", *(w.lower_ for w in words[max(0, start - _BEFORE) : start])]).removesuffix(" the")
    return before.endswith(tuple(f" {own}" for own in WORDS.participants.excepting))


def _without_allies(match: Match, findings: Findings) -> Match:
    """``sent troops to fight on the side of Peru``: Peru is not who they fight."""
    if match.loaded.relation_type not in WORDS.sides.types:
        return match
    words = findings.parsed.words
    allies = {party for p in match.targets if p.text and _is_side(words[p.head]) for party in p.party_ids}
    return replace(match, targets=_but(match.targets, allies)) if allies else match


def _is_side(word: Word) -> bool:
    """Whether a noun is the side that something is done on, or whose side it is."""
    above = (word, word.head, word.head.head)
    return any(own.lemma in WORDS.sides.nouns and own.head.lower_ in WORDS.sides.before for own in above)


def _without_neighbours(match: Match, findings: Findings) -> Match:
    """``Norway signed and Sweden ratified the convention``: of two verbs with one object each has its own subject."""
    strangers = _subjects_beside(findings, findings.parsed.words[match.trigger])
    sources, targets = (_but(side, strangers) for side in (match.sources, match.targets))
    return replace(match, sources=sources, targets=targets) if strangers and sources else match


def _but(side: Sequence[Participant], parties: set[str]) -> tuple[Participant, ...]:
    return tuple(p for p in side if not parties.issuperset(p.party_ids))


def _subjects_beside(findings: Findings, verb: Word) -> set[str]:
    """The parties of the subjects of verbs that share this one's object and have a subject of their own."""
    syntax = findings.syntax
    found: set[str] = set()
    for other in _coordinated(verb):
        if _objects(findings, verb) & _objects(findings, other):
            found |= _parties(findings, [a.head for a in syntax.by_function(other.i, "subject")])
    own = _parties(findings, [a.head for a in syntax.arguments(verb.i)]) if found else set()
    return found - own


def _shared_date(decided: Decided, findings: Findings) -> EventDate:
    """``Norway signed and Sweden ratified the convention in 1972``: with the object goes the date behind it."""
    verb = findings.parsed.words[decided.match.trigger]
    if decided.date.edtf or decided.assertion.polarity == "neg":
        return decided.date
    objects = _objects(findings, verb)
    shared = (findings.dates.date_of(other.i) for other in _coordinated(verb) if objects & _objects(findings, other))
    return next((date for date in shared if date.edtf and date.method in OWN_DATE), decided.date)


def _not_anothers(date: EventDate, proposal: Proposal, others: _Others, findings: Findings) -> EventDate:
    """``barred the officials responsible for the vote of 3 May 1990``: the day of an event that only tells who is meant is not
    the day of this one."""
    timex = others.timexes.get(date.date_id)
    if timex is None or date.method == "name":
        return date
    words = findings.parsed.words
    noun = _dated_noun(words, timex)
    if noun is None or noun.i == proposal.trigger or noun.i not in others.dated.get(date.date_id, ()):
        return date
    return EventDate() if _describes(noun, words[proposal.trigger]) else date


def _dated_noun(words: Words, timex: Timex) -> Word | None:
    """The noun that an expression hangs on, with or without a preposition."""
    top = top_of(words, timex)
    if top is None:
        return None
    above = top.head.head if top.head.pos_ == "ADP" else top.head
    return above if above.pos_ in labels.SUBSTANTIVE else None


def _describes(noun: Word, trigger: Word) -> bool:
    """Whether a noun stands below a word by way of what describes another noun: ``barred those [responsible for the vote]``."""
    described = False
    while noun.head is not noun and noun is not trigger:
        above = noun.head
        described = described or (noun.dep_ in labels.ADNOMINAL | labels.MODIFIER and noun.i > above.i)
        noun = above
    return described and noun is trigger


def _with_partner(match: Match, findings: Findings) -> Match:
    """``signed an agreement for a World Bank project``: the organisation that the object names, not whom the passage implies."""
    implied = [p for p in match.sources if p.how.startswith("implied")]
    if not match.loaded.symmetric or not implied or len(implied) == len(match.sources):
        return match
    named = _financiers(findings, findings.parsed.words[match.trigger])
    others = [m for m in named if not parties_of(match.sources).issuperset(m.party_ids)]
    if len({m.party_ids for m in others}) != 1:
        return match
    kept = [p for p in match.sources if p not in implied]
    return replace(match, sources=(*kept, participant_of(others[0], "affiliation")))


def _financiers(findings: Findings, verb: Word) -> Iterator[Mention]:
    """The organisations whose programme or project the object of a verb is for."""
    syntax, words = findings.syntax, findings.parsed.words
    kinds = {actor.actor_id: actor.kind for actor in findings.actors}
    for argument in [a for o in sorted(_objects(findings, verb)) for a in syntax.by_function(o, "oblique:for")]:
        if words[argument.head].lemma in WORDS.participants.projects:
            owners = findings.mentions.inside(*noun_span(words[argument.head]))  # "an IMF-monitored programme", too
            yield from (m for m in owners if kinds.get(m.actor_ids[0]) == "organisation")


def _objects(findings: Findings, verb: Word) -> set[int]:
    return {argument.head for argument in findings.syntax.by_function(verb.i, "object")}


def _coordinated(verb: Word) -> Iterator[Word]:
    if not is_clausal(verb):
        return
    if verb.dep_ == "conj" and is_clausal(verb.head):
        yield verb.head
    yield from (child for child in verb.children if child.dep_ == "conj" and is_clausal(child))


def _parties(findings: Findings, heads: Sequence[int]) -> set[str]:
    mentions = (findings.mentions.by_head(head) for head in heads)
    return {party for mention in mentions if mention is not None for party in mention.party_ids}


def _told_apart(decided: Decided, findings: Findings) -> list[Decided]:
    """The events that one word tells with names and dates by turns, now that its parties are known; else itself."""
    match, dates = decided.match, findings.dates
    kinds = {actor.actor_id: actor.kind for actor in findings.actors}
    several = gapped(match, findings.parsed.words, findings.mentions, dates.dates_behind(match.trigger), kinds)
    own = decided.date
    told = [replace(decided, match=m, date=dates.dated_by(timex, m.trigger) if timex else own) for m, timex in several]
    return told or [decided]
