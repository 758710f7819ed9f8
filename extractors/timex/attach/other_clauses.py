"""The date that the clauses around an event's own give it: above, beside, before."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.schema import Timex
from verbale.extractors.timex.attach.clauses import (
    PRESENT,
    apart,
    bearer,
    clause,
    comes_after,
    coordinated_verbs,
    is_when_clause,
    other_time,
    separate,
)
from verbale.extractors.timex.attach.cue_words import CUES
from verbale.extractors.timex.attach.governors import Dated, nearest
from verbale.extractors.timex.attach.own_clause import dates_verb

_HEIGHT = 6


def above(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """A date of a clause above, of a coordinated clause, or of a ``when`` clause below."""
    verb = _verb_of(doc[trigger]) if any(d.is_at_once or _is_of_verb(doc, d) for d in dates) else None
    events = [d for d in dates if d.is_of_event]
    for _ in range(_HEIGHT):
        if verb is None:
            return None
        beside = _beside(doc, verb, events)
        if beside is not None:
            return beside
        parent = _clause_above(verb)
        found = _dates_of_parent(doc, parent, events) if parent is not None and verb.dep_ != "conj" else []
        if found:
            return nearest(found, trigger)
        verb = parent
    return None


def _verb_of(token: Word) -> Word | None:
    """The verb of the clause that tells an event."""
    verb = token if token.pos_ in labels.VERBAL else bearer(token)
    return verb if verb is None else clause(verb) or verb


def _dates_of_parent(doc: Words, verb: Word, events: Sequence[Dated]) -> list[Dated]:
    return [d for d in events if d.timex.relation not in ("until", "by") and dates_verb(doc, d, verb)]


def _is_of_verb(doc: Words, dated: Dated) -> bool:
    return dated.is_of_event and doc[dated.governor].pos_ in labels.VERBAL


def _beside(doc: Words, verb: Word, events: Sequence[Dated]) -> Dated | None:
    """The date of a coordinated verb, of a ``when`` clause, or of the noun that a clause modifies."""
    of_verbs = [d for d in events if _is_of_verb(doc, d)]
    coordinated = _coordinated(doc, verb, of_verbs)
    if coordinated is not None:
        return coordinated
    when = next((d for d in of_verbs if is_when_clause(doc[d.governor], verb)), None)
    if when is not None:
        return when
    modified = next((d for d in events if d.is_at_once and _is_modified_by(d, verb)), None)
    return modified if modified is not None and not other_time(verb) else None


def _clause_above(verb: Word) -> Word | None:
    """The verb of the clause above that a clause shares the time of; None where it has a time of its own."""
    parent = clause(verb.head) if verb.head.i != verb.i else None
    if parent is None or parent.i == verb.i or other_time(verb) or apart(verb):
        return None
    if _is_standing(verb, parent) or _is_past(verb, parent):
        return None
    if verb.dep_ != "advcl" or verb.i < parent.i:
        return parent
    # "left in 1970 but returned in 1971, whereupon ...": what follows goes with the nearest coordinated verb
    return [v for v in coordinated_verbs(parent) if v.i < verb.i][-1]


def _is_standing(verb: Word, parent: Word) -> bool:
    """``Chad, which claims the strip, closed the border``: a relative clause in the present tense says what holds at any time."""
    return verb.dep_ in labels.ADNOMINAL and verb.tag_ in PRESENT and parent.tag_ not in PRESENT


def _is_past(verb: Word, parent: Word) -> bool:
    """``lifted the sanctions imposed by Peru``: a participle on a noun behind the verb tells what had come before."""
    return verb.dep_ in labels.REDUCED and verb.tag_ == "VBN" and verb.i > parent.i


def _is_modified_by(dated: Dated, verb: Word) -> bool:
    """A relative clause on a dated noun, or a clause on the date itself (``on 3 May, when the envoy left``)."""
    on_date = dated.timex.start <= verb.head.i < dated.timex.end
    return on_date or (verb.dep_ in labels.ADNOMINAL and dated.governor == verb.head.i)


def _coordinated(doc: Words, verb: Word, events: Sequence[Dated]) -> Dated | None:
    """A fronted date holds for all coordinated verbs; one at the end for those that share the last verb's subject."""
    chain = coordinated_verbs(verb)
    if len(chain) < 2:
        return None
    verbs = {v.i for v in chain}
    return next((d for d in events if d.governor in verbs and _is_shared(doc, chain, verb, d)), None)


def _is_shared(doc: Words, chain: Sequence[Word], verb: Word, dated: Dated) -> bool:
    """Whether the date of one of coordinated verbs is also that of another."""
    first, last = chain[0], chain[-1]
    before_first = dated.timex.end <= dated.governor == first.i and not separate(doc, first, verb)
    if (dated.fronted or before_first) and dated.governor <= verb.i:
        return True
    # a date behind the last verb that the parser hung on an earlier one
    if dated.timex.start > last.i > dated.governor and verb.i > dated.governor and not separate(doc, first, last):
        return True
    behind_last = dated.timex.start > last.i == dated.governor and verb.i < last.i
    return behind_last and dated.is_at_once and not separate(doc, chain[-2], last) and not other_time(last)


def earlier_part(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """The only date of the sentence where it is fronted, or stands before the colon that the trigger's clause explains."""
    events = [d for d in dates if d.is_of_event and (d.is_at_once or d.timex.relation == "throughout")]
    verb = clause(doc[trigger])
    if len({d.timex.timex3_value for d in events}) != 1 or (verb is not None and other_time(verb)):
        return None
    dated = events[0]
    if dated.timex.end > trigger or is_apart(doc, trigger, dated.timex):
        return None
    if dated.timex.end < trigger and ":" in doc.span_text(dated.timex.end, trigger):
        return dated
    return dated if dated.fronted and _is_of_verb(doc, dated) and _verb_of(doc[trigger]) is not None else None


def is_apart(doc: Words, trigger: int, timex: Timex) -> bool:
    """Whether an event has a time of its own that a date before its clause is not.

    ``In May she left, after they had banned it``, ``in May lifted the ban that they had imposed``, ``left over the ban``,
    ``the vote in May and the subsequent arrests``.
    """
    if timex.end <= trigger and (_is_cause(doc[trigger], timex) or comes_after(doc[trigger])):
        return True
    verb = _verb_of(doc[trigger])
    for _ in range(_HEIGHT):
        parent = clause(verb.head) if verb is not None and verb.head.i != verb.i else None
        if verb is None or parent is None or parent.i == verb.i:
            return False
        if (apart(verb) or _is_past(verb, parent) or _is_perfect(verb)) and timex.end <= verb.left_edge.i:
            return True
        verb = parent
    return False


def _is_perfect(verb: Word) -> bool:
    """``the ban that they had imposed``: a relative clause about what had come before."""
    return verb.dep_ in labels.ADNOMINAL and any(c.dep_ in labels.HELPING and c.lower_ in CUES.had for c in verb.children)


def _is_cause(noun: Word, timex: Timex) -> bool:
    """``after the ban``, ``in response to the ban``: a noun behind what says that it came before, not in the date's phrase."""
    link = noun.head
    if noun.pos_ not in labels.NOUN or noun.dep_ != "pobj" or timex.end > link.left_edge.i:
        return False
    before = f"{link.head.lower_} {link.lower_}"
    return link.lower_ in CUES.causing or before in CUES.causing
