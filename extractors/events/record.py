"""What was decided -> the row of an event: its ids, its cells, the words it rests on, the reasons for ``verbale explain``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verbale.extractors import ids
from verbale.extractors.events.decide import Decided
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Parsed, labels
from verbale.extractors.schema import Event
from verbale.extractors.version import VERSION

_AROUND = 32  # characters
_OPENING = {"(", "[", '"', "“", "‘", "'", "«"}
_BEHIND = labels.OBJECT | labels.ADJUNCT


class Quote(NamedTuple):
    """``text`` stands at ``start`` to ``end`` in the document's text, between ``prefix`` and ``suffix``."""

    text: str
    start: int
    end: int
    prefix: str
    suffix: str


class Weight(NamedTuple):
    """How far a row can be relied on (``value``, 0 to 1), who tells it (``method``), and why. ``signs``: of doubt, by name."""

    value: float
    method: str
    signs: tuple[str, ...]
    reasons: tuple[str, ...]


def event_of(parsed: Parsed, decided: Decided, occurrences: ids.Occurrences, weight: Weight) -> Event:
    """The event; ``occurrences`` counts the events of the document, so that equal claims of one sentence stay apart."""
    match, loaded, date = decided.match, decided.match.loaded, decided.date
    sentence = parsed.sentence_at(match.trigger)
    source_ids, target_ids = _ids(match.sources), _ids(match.targets)
    claim = ids.claim_id(loaded.relation_type, source_ids, target_ids)
    trigger_start, trigger_end = parsed.char_span(match.trigger, match.trigger + 1)
    quote = _quote_of(parsed, match)
    return Event(
        event_id=ids.event_id(claim, sentence.sentence_id, occurrences.next(claim, sentence.sentence_id)),
        claim_id=claim,
        doc_id=parsed.document.doc_id,
        section=sentence.section,
        sentence_id=sentence.sentence_id,
        relation_type=loaded.relation_type,
        plover=loaded.plover,
        cameo=loaded.cameo,
        trigger=parsed.document.text[trigger_start:trigger_end],
        trigger_start=trigger_start,
        trigger_end=trigger_end,
        sources=_texts(match.sources),
        source_ids=source_ids,
        source_parties=_parties(match.sources),
        targets=_texts(match.targets),
        target_ids=target_ids,
        target_parties=_parties(match.targets),
        instrument=_text(parsed, match.instrument),
        place=_text(parsed, decided.place),
        quantity=_text(parsed, decided.quantity),
        date_text=date.text,
        date_edtf=date.edtf,
        date_start=date.start,
        date_end=date.end,
        date_granularity=date.granularity,
        date_method=date.method,
        polarity=decided.assertion.polarity,
        modality=decided.assertion.modality,
        attributed_to=_ids(decided.reporters),
        confidence=weight.value,
        method=weight.method,
        rule_id=loaded.rule.id,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
        prefix=quote.prefix,
        suffix=quote.suffix,
        extractor_version=VERSION,
        model=parsed.model,
        why=(*_reasons(decided), *weight.reasons),
        signs=weight.signs,
    )


def _ids(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for p in participants for actor in p.actor_ids))


def _parties(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for p in participants for party in p.party_ids))


def _texts(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(ids.normalise(p.text) for p in participants if p.text)


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


def _quote_of(parsed: Parsed, match: Match) -> Quote:
    """The stretch of the sentence from its first to its last word that the event rests on, whole noun groups included."""
    first, last = _evidence(parsed, match)
    start, end = parsed.char_span(first, last + 1)
    text = parsed.document.text
    return Quote(text[start:end], start, end, text[max(0, start - _AROUND) : start], text[end : end + _AROUND])


def _evidence(parsed: Parsed, match: Match) -> tuple[int, int]:
    """The first and the last token of the quote."""
    words, sentence = parsed.words, parsed.sentence_at(match.trigger)
    trigger = words[match.trigger]
    named = [head for head in match.heads if sentence.start <= head < sentence.end]
    evidence = [words[i] for i in (trigger.i, *match.consumed, *named)]
    left = min(word.i if is_clausal(word) else word.left_edge.i for word in evidence)
    behind = [c.right_edge.i for c in trigger.children if c.i > trigger.i and c.dep_ in _BEHIND]
    right = max([word.i for word in evidence] + behind)
    left, right = max(left, sentence.first_own), min(right, sentence.end - 1)
    while left < trigger.i and words[left].is_punct and words[left].text not in _OPENING:
        left += 1
    return left, right
