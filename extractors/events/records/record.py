"""What was decided -> the row of an event: its ids, its cells, the words it rests on, the reasons for ``verbale explain``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from verbale.extractors import ids
from verbale.extractors.events.decide import Decided
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.quotes import content_of, cue_words, evidence_of, named_in, persons_of, stretch, whole
from verbale.extractors.events.roles.groups import spans_of
from verbale.extractors.events.roles.members import members_of
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.events.roles.partners import partners_of
from verbale.extractors.parse import Parsed
from verbale.extractors.rules import Coded, coded, is_demanding
from verbale.extractors.schema import Event, Timex
from verbale.extractors.version import VERSION

_AROUND = 32  # characters
# Codes of CAMEO.
_STATEMENT, _APPEAL, _DEMAND = "01", "020", "100"


class Quote(NamedTuple):
    """``text`` stands at ``start`` to ``end`` in the document's text, between ``prefix`` and ``suffix``."""

    text: str
    start: int
    end: int
    prefix: str
    suffix: str


class Parties(NamedTuple):
    """``whole``: the probability that the parties of an event are just right; ``pairs``: as in the event."""

    whole: float
    pairs: tuple[tuple[str, str, float], ...]


class Weight(NamedTuple):
    """How far a row can be relied on (``value``, 0 to 1), who tells it (``method``), and why. ``signs``: of doubt, by name;
    ``parties``: how far its parties can be; None where nothing weighed them."""

    value: float
    method: str
    signs: tuple[str, ...]
    reasons: tuple[str, ...]
    parties: Parties | None = None


def event_of(
    findings: Findings, decided: Decided, occurrences: ids.Occurrences, weight: Weight, dates: Mapping[str, Timex]
) -> Event:
    """The event; ``occurrences`` counts the events of the document, so that equal claims of one sentence stay apart.

    ``dates``: the expressions of the document by their ids.
    """
    parsed, match, loaded, date = findings.parsed, decided.match, decided.match.loaded, decided.date
    sentence = parsed.sentence_at(match.trigger)
    claim = ids.claim_id(loaded.relation_type, _ids(match.sources), _ids(match.targets))
    sources, targets = members_of(match.sources, findings.actors), members_of(match.targets, findings.actors)
    trigger_start, trigger_end = parsed.char_span(match.trigger, match.trigger + 1)
    quote = _quote_of(findings, decided, dates)
    codes = _codes_of(findings, decided)
    return Event(
        event_id=ids.event_id(claim, sentence.sentence_id, occurrences.next(claim, sentence.sentence_id)),
        claim_id=claim,
        doc_id=parsed.document.doc_id,
        section=sentence.section,
        sentence_id=sentence.sentence_id,
        relation_type=loaded.relation_type,
        plover=codes.plover,
        cameo=codes.cameo,
        quad=codes.quad,
        goldstein=codes.goldstein,
        trigger=parsed.document.text[trigger_start:trigger_end],
        trigger_start=trigger_start,
        trigger_end=trigger_end,
        sources=tuple(member.name for member in sources),
        source_ids=tuple(member.actor_id for member in sources),
        source_parties=tuple(member.party for member in sources),
        source_how=tuple(member.how for member in sources),
        targets=tuple(member.name for member in targets),
        target_ids=tuple(member.actor_id for member in targets),
        target_parties=tuple(member.party for member in targets),
        target_how=tuple(member.how for member in targets),
        instrument=_text(parsed, match.instrument),
        place=_text(parsed, decided.place),
        quantity=_text(parsed, decided.quantity),
        persons=tuple(ids.normalise(_text(parsed, span)) for span in persons_of(findings.syntax, findings.mentions, match)),
        content=ids.normalise(_text(parsed, content_of(findings.syntax, match))),
        about=(),
        echo_of="",
        date_text=date.text,
        date_edtf=date.edtf,
        date_mod=date.mod,
        date_start=date.start,
        date_end=date.end,
        date_granularity=date.granularity,
        date_method=date.method,
        polarity=decided.assertion.polarity,
        modality=decided.assertion.modality,
        attributed_to=_ids(decided.reporters),
        confidence=weight.value,
        parties_confidence=f"{weight.parties.whole:.3f}" if weight.parties else "",
        method=weight.method,
        rule_id=loaded.rule.id,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
        prefix=quote.prefix,
        suffix=quote.suffix,
        extractor_version=VERSION,
        model=parsed.model,
        partners=partners_of(match.sources, parsed.words[match.trigger], parsed.words) if loaded.symmetric else (),
        why=(*_reasons(decided), *weight.reasons),
        signs=weight.signs,
        unknown=spans_of(match.participants),
        pairs=weight.parties.pairs if weight.parties else (),
    )


def _codes_of(findings: Findings, decided: Decided) -> Coded:
    """The codes of the type, as far as the words say that it was done; of a type that is a denial the denial changes nothing."""
    loaded, assertion, trigger = decided.match.loaded, decided.assertion, decided.match.trigger
    polarity = "pos" if loaded.denied else assertion.polarity
    words = findings.parsed.words
    cues = {word.lemma for word in cue_words(words, findings.parsed.sentence_at(trigger), trigger, assertion.cue)}
    if loaded.cameo.startswith(_STATEMENT):
        cues.add(words[trigger].lemma)  # "threatened to": by itself what it threatens with is no event
    demands = loaded.cameo == _APPEAL and is_demanding(words[trigger].lemma)
    return coded(loaded.plover, _DEMAND if demands else loaded.cameo, polarity, assertion.modality, cues)


def _ids(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for p in participants for actor in p.actor_ids))


def _text(parsed: Parsed, span: tuple[int, int] | None) -> str:
    return parsed.quote(*span) if span else ""


def _reasons(decided: Decided) -> tuple[str, ...]:
    """The chain of reasons, one line each."""
    match, date, assertion = decided.match, decided.date, decided.assertion
    rule = match.loaded.rule.id
    lines = [f"{f'rule {rule}' if rule else 'the learned finder'}: {match.loaded.relation_type}"]
    for role, filled in (("source", match.sources), ("target", match.targets)):
        lines += [f"{role} {';'.join(p.party_ids)} from {p.text!r} ({p.how})" for p in filled]
    lines.append(f"date {date.edtf or 'none'} ({date.method or 'nothing dates it'})")
    lines.append(f"{assertion.polarity} {assertion.modality} ({assertion.cue or 'no cue'})")
    return tuple(lines)


def _quote_of(findings: Findings, decided: Decided, dates: Mapping[str, Timex]) -> Quote:
    """The smallest stretch of the sentence that proves the row."""
    parsed, trigger = findings.parsed, decided.match.trigger
    sentence = parsed.sentence_at(trigger)
    evidence = evidence_of(findings, decided, dates)
    bounds = range(sentence.first_own, sentence.end)
    found = stretch(parsed.words, bounds, trigger, evidence)
    found = whole(parsed.words, bounds, trigger, found, named_in(decided))
    start, end = parsed.char_span(found.first, found.last + 1)
    text = parsed.document.text
    return Quote(text[start:end], start, end, text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
