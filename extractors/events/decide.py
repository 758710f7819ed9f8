"""What a match tells: when, whether it happened and who says so; and which matches only mention again what others tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.extractors.events.echoes import echoes, echoes_alone
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.gapping import gapped
from verbale.extractors.events.match import DatedMatch, Match
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.roles.circumstances import find_place, find_quantity
from verbale.extractors.events.roles.fillers import Fillers
from verbale.extractors.events.roles.participants import ANY_ACTOR, Participant
from verbale.extractors.events.triggers import OWN_DATE, matches_in
from verbale.extractors.grammar import ENGLISH, Cues, assess, is_clausal, is_infinitive, is_passive, noun_span
from verbale.extractors.parse import Parsed, Word, Words, labels
from verbale.extractors.rules import Rule, RuleSet
from verbale.extractors.schema import Argument, Assertion, EventDate
from verbale.extractors.timex import DateIndex

_STATED = {"clause", "name", "sentence"}
_DONE = {"VBD", "VBG", "VBN"}
_WOULD = frozenset({"would", "could", "can"})
LISTED, DONE, THEN = "as listed", "done so", "would then"
"""Cues of what a list tells as decided, of what somebody then did, and of what came in a story."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A match with all that the text says of it. ``reporters``: who says it; ``place``, ``quantity``: spans of tokens."""

    match: Match
    date: EventDate
    assertion: Assertion
    reporters: tuple[Participant, ...]
    place: tuple[int, int] | None
    quantity: tuple[int, int] | None

    @property
    def claim(self) -> tuple[str, frozenset[str]]:
        """What is claimed: the type and all parties."""
        return self.match.loaded.relation_type, frozenset(party for p in self.match.participants for party in p.party_ids)


def told_by_rules(findings: Findings, matcher: Matcher, rules: RuleSet, cues: Cues) -> list[Decided]:
    """What the rules find, each event once."""
    decided = [
        one
        for sentence in findings.parsed.sentences
        if sentence.tells
        for dated in matches_in(sentence, findings, matcher, rules)
        for one in decide(dated, findings, matcher.fillers, cues)
    ]
    return list(told_once(decided, findings.parsed.words))


def decide(dated: DatedMatch, findings: Findings, fillers: Fillers, cues: Cues) -> Iterator[Decided]:
    """The events that a match stands for: one for each of its dates, or its own and those that pro-forms add to it."""
    for match, date in _events_of(dated, findings, fillers):
        assertion, reporters = _assertion(match, fillers, cues)
        assertion = _to_come(assertion, date, match, findings.parsed, cues)
        assertion = _has_come(assertion, date, match, findings.parsed)
        assertion = _as_triggered(assertion, match, findings.parsed.words, cues, told_by_others=bool(reporters))
        assertion = _as_done(_as_listed(assertion, match.trigger, findings.parsed, cues), findings.parsed.words[match.trigger])
        match, assertion = _in_phase(match, assertion, findings.parsed.words)
        if assertion.polarity == "neg" and match.loaded.negated is not None:
            match = replace(match, loaded=match.loaded.negated)
            if not match.loaded.denied:  # "not accepted" is a rejection, not the denial of one
                assertion = replace(assertion, polarity="pos")
        place = match.place or find_place(findings.syntax, findings.mentions, match.trigger)
        quantity = match.quantity or find_quantity(findings.syntax, match.trigger)
        yield Decided(match, date, _as_ruled(assertion, match.loaded.rule), reporters, place, quantity)


def _events_of(dated: DatedMatch, findings: Findings, fillers: Fillers) -> Iterator[DatedMatch]:
    match, dates = dated.match, findings.dates
    several = gapped(match, findings.parsed.words, findings.mentions, dates.dates_behind(match.trigger), fillers.context.kinds)
    if several:
        yield from (DatedMatch(told, dates.dated_by(timex, told.trigger) if timex else dated.date) for told, timex in several)
        return
    listed = dates.listed_with(dated.date)
    yield from (dated._replace(date=dates.dated_by(timex, match.trigger)) for timex in listed)
    if not listed:
        yield dated
    for echo in echoes(match, findings.syntax, fillers.participants):
        date = _date_of_echo(echo, dates)
        if not match.loaded.rule.dated or date.method in OWN_DATE:
            yield DatedMatch(echo, date)


def _date_of_echo(match: Match, dates: DateIndex) -> EventDate:
    """A pro-form's own date, else, unless it says the opposite, that of the verb that it stands for."""
    date = dates.date_of(match.trigger, match.heads)
    shared = match.echo is not None and not match.echo.turned and not date.edtf
    return dates.date_of(match.echo.verb) if match.echo is not None and shared else date


def _assertion(match: Match, fillers: Fillers, cues: Cues) -> tuple[Assertion, tuple[Participant, ...]]:
    """Polarity and modality of a match, and who reports it, if anybody does."""
    assertion, reporters = assess(fillers.syntax, match.trigger if match.echo is None else match.echo.verb, cues)
    if match.echo is not None and match.echo.turned:
        assertion = replace(assertion, polarity="pos" if assertion.polarity == "neg" else "neg")
    found = (_named_by(reporter, fillers) for reporter in reporters if reporter.i != match.trigger)
    return assertion, next((named for named in found if named), ())


def _to_come(assertion: Assertion, date: EventDate, match: Match, parsed: Parsed, cues: Cues) -> Assertion:
    """``flies to Lima on Thursday``, ``to sign a treaty on Thursday`` in a text of Monday: a verb of no past tense with a day
    after the text's own tells a plan."""
    written, told = parsed.document.document_date, assertion.modality in {"asserted", "reported"}
    if not told or not written or date.start <= written or match.loaded.family in cues.triggers.saying:
        return assertion
    trigger = parsed.words[match.trigger]
    infinitive = trigger.tag_ == "VB" and any(c.lower_ == "to" for c in trigger.children)
    if trigger.tag_ in {"VBZ", "VBP"} or infinitive:
        return replace(assertion, modality="planned", cue=f"{assertion.cue} after the text".strip())
    return assertion


def _has_come(assertion: Assertion, date: EventDate, match: Match, parsed: Parsed) -> Assertion:
    """``they would be ceded in 1945``: the future of a story, with a date of its own before the text's, is told as a fact."""
    trigger, written = parsed.words[match.trigger], parsed.document.document_date
    above = [clause_of(trigger), *trigger.ancestors]
    said = any(word.dep_ in labels.COMPLEMENT | labels.ADVERBIAL | labels.ADNOMINAL for word in above)  # "that it would be"
    supposed = said or any(c.lower_ in {"if", "have"} for word in above for c in word.children)
    if assertion.cue != "would" or assertion.modality == "reported" or supposed or date.method not in OWN_DATE:
        return assertion
    past = date.end < written if written and date.end else not written
    return replace(assertion, modality="asserted", cue=THEN) if past and date.edtf else assertion


def _as_listed(assertion: Assertion, trigger: int, parsed: Parsed, cues: Cues) -> Assertion:
    """``decided to: - prolong the sanctions; - open an embassy``: what a list tells as decided is done."""
    above, own = parsed.words[trigger].head, parsed.sentence_at(trigger).first_own
    if assertion.modality == "asserted" and above.i < own <= trigger and above.lemma in cues.triggers.deciding:
        return replace(assertion, cue=f"{assertion.cue} {LISTED}".strip())
    return assertion


def _as_done(assertion: Assertion, trigger: Word) -> Assertion:
    """``agreed to join, doing so in 1949``, ``promised to leave and did so``: what was to be done is said to be done."""
    forms = (c for above in (trigger, trigger.head) for c in above.children if c.i > trigger.i and c.lemma == "do")
    done = any(form.tag_ in _DONE and echoes_alone(form) for form in forms)
    if assertion.polarity == "neg" or not done or not is_infinitive(trigger):
        return assertion
    return replace(assertion, modality="asserted", cue=f"{assertion.cue} {DONE}".strip())


def _as_triggered(assertion: Assertion, match: Match, words: Words, cues: Cues, *, told_by_others: bool) -> Assertion:
    """What a trigger says itself of its type: ``attempted a raid``, ``agreed to lend``."""
    trigger, family, known = words[match.trigger], match.loaded.family, cues.triggers
    kind, said = match.loaded.relation_type, set(assertion.cue.split())
    tried = {family, kind} & known.attempted and known.trying & said
    listed = family in known.resolved and said - cues.negation.governors == {"to"}
    if assertion.modality == "planned" and (tried or listed):
        return replace(assertion, modality="reported" if told_by_others else "asserted")
    if assertion.modality == "hypothetical" and said and said <= known.permitting.get(kind, frozenset()):
        return Assertion("pos", "asserted", assertion.cue)
    above = f"{assertion.cue} {trigger.head.lower_}".strip()
    if assertion.modality == "asserted" and family in known.consented and _is_agreed(trigger, cues):
        return replace(assertion, modality="planned", cue=above)
    if assertion.polarity == "pos" and family in known.backed and _is_unbacked(trigger, cues):
        return replace(assertion, polarity="neg", cue=above)
    return _as_undone(assertion, match, trigger, cues)


def _as_undone(assertion: Assertion, match: Match, trigger: Word, cues: Cues) -> Assertion:
    """``broke off the talks``; and of a trigger that no rule knows, ``cancelled the talks``, ``offered aid``."""
    known, family = cues.triggers, match.loaded.family
    told = f"{assertion.cue} {trigger.lower_}".strip()
    kind = match.loaded.relation_type
    undone = not match.loaded.rule.id and trigger.lemma in known.denying.get(kind, ())
    if undone or _is_broken_off(trigger, known.broken.get(kind, {})):
        return Assertion("neg" if assertion.polarity == "pos" else "pos", assertion.modality, told)
    if assertion.polarity == "neg" and _is_refusal(match, trigger, cues):
        bare = set(assertion.cue.split()) <= cues.negation.adverbs | cues.negation.determiners | cues.planned.auxiliaries | _WOULD
        return Assertion("pos", "asserted" if bare else assertion.modality, assertion.cue)
    real = assertion.modality in {"asserted", "reported"} and not match.loaded.rule.id
    if real and trigger.lemma in known.promising and family not in known.saying:
        return Assertion(assertion.polarity, "planned", told)
    return assertion


def _is_refusal(match: Match, trigger: Word, cues: Cues) -> bool:
    """``said it would not join the talks``: of a type that refuses, told by a word that does not, the denial is the refusal."""
    own = cues.triggers.refusing.get(match.loaded.relation_type)
    return own is not None and not match.loaded.rule.id and trigger.lemma not in own


def _in_phase(match: Match, assertion: Assertion, words: Words) -> tuple[Match, Assertion]:
    """A match whose state begins or ends as an event of the type that says so; an end is no denial of the state."""
    begun, ended = match.loaded.begun, match.loaded.ended
    verb = _phase_verb(words[match.trigger]) if begun or ended else None
    if verb is None:
        return match, assertion
    if begun is not None and verb.lemma in ENGLISH.verbs.beginning:
        return replace(match, loaded=begun), assertion
    if ended is not None and verb.lemma in ENGLISH.verbs.ending:
        denied = any(c.dep_ == "neg" for c in verb.children)
        return replace(match, loaded=ended), replace(assertion, polarity="neg" if denied else "pos")
    return match, assertion


def _phase_verb(word: Word) -> Word | None:
    """The verb whose complement tells the state."""
    clause = clause_of(word)
    return clause.head if clause.dep_ in labels.COMPLEMENT and is_clausal(clause.head) else None


def clause_of(word: Word) -> Word:
    """The verb that tells an event: of a noun said of a subject its copula (``to be a member``), else the word itself."""
    return word.head if word.dep_ in labels.ATTRIBUTE and is_clausal(word.head) else word


def _is_agreed(trigger: Word, cues: Cues) -> bool:
    """``agreed to lend``: an infinitive below the word of those who agree."""
    infinitive = trigger.tag_ == "VB" and trigger.dep_ in labels.COMPLEMENT | labels.ADVERBIAL
    return infinitive and trigger.head.lemma in cues.triggers.consenting and trigger.head.i < trigger.i


def _is_broken_off(trigger: Word, particles: Mapping[str, str]) -> bool:
    """``broke off the talks``, ``the talks were broken off``: somebody ended them; of themselves talks only ``break off``."""
    particle = particles.get(trigger.lemma)
    ended = particle is not None and any(c.lower_ == particle and c.i > trigger.i for c in trigger.children)
    return ended and (is_passive(trigger) or any(c.dep_ in labels.OBJECT for c in trigger.children))


def _is_unbacked(trigger: Word, cues: Cues) -> bool:
    """``its membership was not supported``: what others would have to support, who do not."""
    verb = trigger.head
    asked = trigger.dep_ in labels.UNDERGOER and verb.lemma in cues.triggers.backing
    return asked and any(c.dep_ == "neg" for c in verb.children)


def _named_by(reporter: Word, fillers: Fillers) -> tuple[Participant, ...]:
    """Who says it: the subject of a verb, whose report or claim it is, or the source itself (``according to Peru``)."""
    if is_clausal(reporter):
        told = fillers.syntax.by_function(reporter.i, "subject")
    elif reporter.head.lower_ == "to":
        told = [Argument("", reporter.i, *noun_span(reporter))]
    else:
        told = [
            a
            for name in ("possessor", "premodifier", "oblique:by", "oblique:from")
            for a in fillers.syntax.by_function(reporter.i, name)
        ]
    return tuple(fillers.participants.fill(told, ANY_ACTOR))


def _as_ruled(assertion: Assertion, rule: Rule) -> Assertion:
    """The assertion, where the rule itself says that something was denied or only planned (``stopped short of``)."""
    if rule.polarity:
        assertion = Assertion("neg", assertion.modality, f"{assertion.cue} rule".strip())
    if rule.modality and assertion.modality in {"asserted", "reported"}:
        assertion = Assertion(assertion.polarity, rule.modality, f"{assertion.cue} rule".strip())
    return assertion


def told_once(decided: Sequence[Decided], words: Words) -> Iterator[Decided]:
    """Leave out event nouns that only mention again what the text tells elsewhere (``following the recognition of X``).

    A noun that the sentence states of its subject (``X is a member of Y``) is no mere mention.
    """
    verbal = {one.claim for one in decided if one.match.loaded.rule.trigger.pos != "NOUN"}
    dates_of: dict[tuple[str, frozenset[str]], set[str]] = {}
    for one in decided:
        dates = dates_of.setdefault(one.claim, set())
        noun = one.match.loaded.rule.trigger.pos == "NOUN" and words[one.match.trigger].dep_ not in labels.ATTRIBUTE
        if noun and one.claim[1]:  # of two treaties without known parties nobody can say that they are one
            stated = one.date.method in _STATED
            if one.date.edtf in dates if stated else dates or one.claim in verbal:
                continue
        dates.add(one.date.edtf)
        yield one
