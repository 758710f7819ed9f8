"""Predicates + rules + dates -> Events: one trigger gives one event, of the most specific rule that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.extractors import ids
from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.circumstances import find_place, find_quantity
from verbale.extractors.events.confidence import confidence
from verbale.extractors.events.counterparts import Context
from verbale.extractors.events.echoes import echoes
from verbale.extractors.events.gapping import gapped
from verbale.extractors.events.match import Match, Matcher
from verbale.extractors.events.participants import Participant, Participants
from verbale.extractors.grammar import Cues, Syntax, assess, compound_lemma, dealings_meant, is_clausal
from verbale.extractors.parse import Parsed, Word, Words, labels
from verbale.extractors.rules import LoadedRule, Role, RuleSet
from verbale.extractors.schema import Actor, Assertion, Event, EventDate, Sentence
from verbale.extractors.timex import DateIndex
from verbale.extractors.version import VERSION

_CONTEXT = 32
_OWN_DATE = {"clause", "name"}
_OPENING = {"(", "[", '"', "“", "‘", "'", "«"}
_OPEN = {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}
_STATED = {"clause", "name", "sentence"}
_ACTOR_ROLE = Role.model_validate({"from": ["subject"]})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with its assertion and date, before ids."""

    match: Match
    assertion: Assertion
    reporters: tuple[Participant, ...]
    date: EventDate
    place: tuple[int, int] | None
    quantity: tuple[int, int] | None

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What is claimed: the type and all parties."""
        parties = (p for q in (*self.match.sources, *self.match.targets) for p in q.party_ids)
        return self.match.loaded.relation_type, frozenset(parties)


def find_events(
    parsed: Parsed, syntax: Syntax, mentions: MentionIndex, actors: Sequence[Actor], dates: DateIndex, rules: RuleSet, cues: Cues
) -> tuple[Event, ...]:
    """All events of one document, in text order."""
    participants = Participants(parsed, syntax, mentions, cues)
    context = Context(parsed, mentions, actors)
    matcher = Matcher(syntax, participants, context)
    candidates: list[Candidate] = []
    for sentence in parsed.sentences:
        if sentence.heading:
            continue
        for match in _matches(parsed, sentence, matcher, mentions, dates, rules, cues.manner.after_in):
            several = gapped(match, parsed.words, mentions, dates.dates_behind(match.trigger), context)
            behind = dict(enumerate(timex for _, timex in several))
            for n, told in enumerate([told for told, _ in several] or [match, *echoes(match, syntax, participants)]):
                candidate = _candidate(syntax, participants, mentions, dates, told, cues)
                if n in behind:
                    candidate = replace(candidate, date=dates.dated_by(behind[n], told.trigger))
                if not match.loaded.rule.dated or candidate.date.method in _OWN_DATE:
                    candidates.append(candidate)
    occurrences = ids.Occurrences()
    events = [_event(parsed, candidate, occurrences) for candidate in _told_once(candidates, parsed.words)]
    return tuple(sorted(events, key=lambda e: (e.trigger_start, e.event_id)))


def _told_once(candidates: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
    """Leave out event nouns that only mention again what the text tells elsewhere (``following the recognition of X``).

    A noun that the sentence states of its subject (``X is a member of Y``) is no mere mention.
    """
    verbal = {c.key for c in candidates if c.match.loaded.rule.trigger.pos != "NOUN"}
    told: dict[tuple[str, frozenset[str]], set[str]] = {}
    for candidate in candidates:
        dates = told.setdefault(candidate.key, set())
        noun = candidate.match.loaded.rule.trigger.pos == "NOUN" and words[candidate.match.trigger].dep_ not in labels.ATTRIBUTE
        if noun and candidate.key[1]:  # of two treaties without known parties nobody can say that they are one
            stated = candidate.date.method in _STATED
            if candidate.date.edtf in dates if stated else dates or candidate.key in verbal:
                continue
        dates.add(candidate.date.edtf)
        yield candidate


def _matches(
    parsed: Parsed,
    sentence: Sentence,
    matcher: Matcher,
    mentions: MentionIndex,
    dates: DateIndex,
    rules: RuleSet,
    manner: frozenset[str],
) -> Iterator[Match]:
    """Verbs before nouns, since a verb may take its object noun into the trigger (``imposed sanctions``).

    A noun of ``manner`` right behind ``in`` tells how something was done (``recalled its envoy in protest``).
    """
    consumed: set[int] = set()
    found = matcher.siblings = []
    tokens = parsed.words[sentence.start : sentence.end]
    lemmas = {token.lemma for token in tokens}
    if "-" in lemmas:
        lemmas |= {cut for token in tokens if (cut := compound_lemma(token))}
    lemmas |= {noun.lemma for token in tokens if (noun := dealings_meant(token)) is not None}
    known = rules.lemmas
    open_words = [
        t
        for t in tokens
        if t.pos_ in _OPEN and (t.lemma in known or t.lower_ in known or compound_lemma(t) in known) and not dates.covers(t.i)
    ]
    triggers = [(is_clausal(t), t, candidates) for t in open_words if (candidates := _candidates(rules, t, lemmas))]
    for verbal, token, candidates in sorted(triggers, key=lambda trigger: not trigger[0]):
        if token.i in consumed or (not verbal and _inside_actor(token, mentions)):
            continue
        if token.lower_ in manner and token.nbor(-1).lower_ == "in":
            continue
        tried = (m for loaded in candidates if (m := matcher.match(loaded, token)) is not None)
        match = next((m for m in tried if not m.loaded.rule.dated or _dated(m, dates)), None)
        if match is not None and not _repeats(match, token, found):
            consumed |= match.consumed
            found.append(match)
    yield from sorted(found, key=lambda m: m.trigger)


def _dated(match: Match, dates: DateIndex) -> bool:
    """Whether the text dates the trigger itself: where it does not, a rule that asks for it gives way to the next."""
    return dates.date_of(match.trigger, [p.head for p in (*match.sources, *match.targets)]).method in _OWN_DATE


def _candidates(rules: RuleSet, token: Word, lemmas: set[str]) -> list[LoadedRule]:
    """The rules that this word may trigger, the most specific first, leaving out those whose other words the sentence lacks.

    A compound that the tokenizer cuts is looked up whole (``re - establish``, ``cease - fire``).
    """
    gerund = token.tag_ == "VBG" and token.dep_ in labels.NOMINAL_PLACE
    pos = "VERB" if is_clausal(token) else "ADJ" if token.pos_ in {"ADJ", "VERB"} and not gerund else "NOUN"
    lemma = token.lower_ if gerund and pos == "NOUN" else token.lemma
    found = rules.candidates(lemma, pos)
    if cut := compound_lemma(token):
        found = rules.candidates(cut, pos) + found
    return [loaded for loaded in found if loaded.possible(lemmas)] if found else []


def _inside_actor(token: Word, mentions: MentionIndex) -> bool:
    """A word inside an actor's name (``European Union``, ``Commission of Inquiry``) triggers nothing."""
    mention = mentions.covering(token.i)
    return mention is not None and mention.end - mention.start > 1 and mention.label not in {"NP", "OFFICE"}


def _repeats(match: Match, token: Word, found: Sequence[Match]) -> bool:
    """``held a meeting``: an event noun below a verb that has told the same kind of event already."""
    if is_clausal(token) or token.dep_ == "conj":
        return False
    adjunct = token.head.pos_ == "ADP"
    governor = token.head.head if adjunct else token.head
    above = [m.loaded for m in found if m.trigger == governor.i and m.loaded.family == match.loaded.family]
    # "after the dissolution of A, B gained independence": an adjunct of another type is an event of its own.
    # So is the war of "the war ended", where the rule keeps it.
    return any(loaded.relation_type == match.loaded.relation_type or not (adjunct or loaded.rule.keeps) for loaded in above)


def _candidate(
    syntax: Syntax, participants: Participants, mentions: MentionIndex, dates: DateIndex, match: Match, cues: Cues
) -> Candidate:
    assertion, reporter = assess(syntax, match.trigger if match.echo is None else match.echo.verb, cues)
    if match.echo is not None and match.echo.turned:
        assertion = replace(assertion, polarity="pos" if assertion.polarity == "neg" else "neg")
    if assertion.polarity == "neg" and match.loaded.negated is not None:
        match = replace(match, loaded=match.loaded.negated)
    rule = match.loaded.rule
    if rule.polarity:
        assertion = Assertion("neg", assertion.modality, f"{assertion.cue} rule".strip())
    if rule.modality and assertion.modality in {"asserted", "reported"}:
        assertion = Assertion(assertion.polarity, rule.modality, f"{assertion.cue} rule".strip())
    reporters: list[Participant] = []
    if reporter is not None and reporter.i != match.trigger and is_clausal(reporter):
        reporters = participants.fill(syntax.by_function(reporter.i, "subject"), _ACTOR_ROLE)
    heads = [p.head for p in (*match.sources, *match.targets)]
    place = match.place or find_place(syntax, mentions, match.trigger, heads)
    quantity = match.quantity or find_quantity(syntax, match.trigger)
    date = dates.date_of(match.trigger, heads)
    if match.echo is not None and not match.echo.turned and not date.edtf:
        date = dates.date_of(match.echo.verb)
    return Candidate(match, assertion, tuple(reporters), date, place, quantity)


def _event(parsed: Parsed, candidate: Candidate, occurrences: ids.Occurrences) -> Event:
    match, loaded = candidate.match, candidate.match.loaded
    sentence = parsed.sentence_at(match.trigger)
    source_ids, target_ids = _ids(match.sources), _ids(match.targets)
    claim = ids.claim_id(loaded.relation_type, source_ids, target_ids)
    trigger_start, trigger_end = parsed.char_span(match.trigger, match.trigger + 1)
    quote_start, quote_end = _evidence(parsed, sentence, match)
    text = parsed.document.text
    date = candidate.date
    sure = confidence(match, candidate.assertion, date, parsed.words)

    def quote(span: tuple[int, int] | None) -> str:
        return parsed.quote(*span) if span else ""

    return Event(
        event_id=ids.event_id(claim, sentence.sentence_id, occurrences.next(claim, sentence.sentence_id)),
        claim_id=claim,
        doc_id=parsed.document.doc_id,
        section=sentence.section,
        sentence_id=sentence.sentence_id,
        relation_type=loaded.relation_type,
        plover=loaded.plover,
        cameo=loaded.cameo,
        trigger=text[trigger_start:trigger_end],
        trigger_start=trigger_start,
        trigger_end=trigger_end,
        sources=_texts(match.sources),
        source_ids=source_ids,
        source_parties=_party_ids(match.sources),
        targets=_texts(match.targets),
        target_ids=target_ids,
        target_parties=_party_ids(match.targets),
        instrument=quote(match.instrument),
        place=quote(candidate.place),
        quantity=quote(candidate.quantity),
        date_text=date.text,
        date_edtf=date.edtf,
        date_start=date.start,
        date_end=date.end,
        date_granularity=date.granularity,
        date_method=date.method,
        polarity=candidate.assertion.polarity,
        modality=candidate.assertion.modality,
        attributed_to=_ids(candidate.reporters),
        confidence=sure.value,
        rule_id=loaded.rule.id,
        quote=text[quote_start:quote_end],
        quote_start=quote_start,
        quote_end=quote_end,
        prefix=text[max(0, quote_start - _CONTEXT) : quote_start],
        suffix=text[quote_end : quote_end + _CONTEXT],
        extractor_version=VERSION,
        model=parsed.model,
        why=(*_why(candidate), sure.reason),
        signs=sure.signs,
    )


def _evidence(parsed: Parsed, sentence: Sentence, match: Match) -> tuple[int, int]:
    """The stretch of the sentence from its first to its last word that the event rests on, whole noun groups included."""
    doc = parsed.words
    inside = [p.head for p in (*match.sources, *match.targets) if sentence.start <= p.head < sentence.end]
    tokens = [match.trigger, *match.consumed, *inside]
    left = min(min(doc[i].left_edge.i if not is_clausal(doc[i]) else i for i in tokens), match.trigger)
    right = max(max(doc[i].i for i in tokens), match.trigger)
    trigger = doc[match.trigger]
    right = max(
        [right]
        + [c.right_edge.i for c in trigger.children if c.i > trigger.i and c.dep_ in {"prep", "dobj", "npadvmod", "agent"}]
    )
    left, right = max(left, sentence.start), min(right, sentence.end - 1)
    while left < match.trigger and doc[left].is_punct and doc[left].text not in _OPENING:
        left += 1
    return parsed.char_span(left, right + 1)


def _ids(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for p in participants for actor in p.actor_ids))


def _party_ids(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for p in participants for party in p.party_ids))


def _texts(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(ids.normalise(p.text) for p in participants if p.text)


def _why(candidate: Candidate) -> tuple[str, ...]:
    """The chain of reasons, one line each, for ``verbale explain``."""
    match = candidate.match
    lines = [f"rule {match.loaded.rule.id}: {match.loaded.relation_type}"]
    for role, filled in (("source", match.sources), ("target", match.targets)):
        lines += [f"{role} {';'.join(p.party_ids)} from {p.text!r} ({p.how})" for p in filled]
    lines.append(f"date {candidate.date.edtf or 'none'} ({candidate.date.method or 'nothing dates it'})")
    lines.append(f"{candidate.assertion.polarity} {candidate.assertion.modality} ({candidate.assertion.cue or 'no cue'})")
    return tuple(lines)
