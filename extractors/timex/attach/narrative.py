"""Narration: the simple past that goes on telling at the date of the sentence before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.timex.attach.clauses import bearer, clause, other_time, word_head
from verbale.extractors.timex.attach.cue_words import CUES
from verbale.extractors.timex.attach.governors import Dated

_NONFINITE_PLACES = frozenset(("xcomp", "ccomp", "pcomp", "advcl", "conj"))
_FINE = frozenset(("day", "week", "month", "quarter", "season", "year"))
_DEPTH = 4


def goes_on(doc: Words, trigger: int, sentence_start: int) -> bool:
    """Whether an event may happen at the date of the sentence before: told in the simple past, in no relative clause.

    Not where its sentence opens with another time (``After the war ...``) or tells of many events at once.
    """
    token = doc[trigger]
    verb = token if token.pos_ in labels.VERBAL else bearer(token)
    if verb is None or verb.dep_ in labels.ADNOMINAL or not narrates(verb):
        return False
    return not any(t.lower_ in CUES.elsewhen for t in doc[sentence_start : verb.i])


def told(doc: Words, dates: Iterable[Dated]) -> Iterator[Dated]:
    """Of a sentence's dates those at which it narrates."""
    for dated in dates:
        verb = doc[dated.governor]
        fine = dated.timex.relation == "on" and dated.timex.granularity in _FINE
        if not (dated.is_of_event and fine and verb.pos_ in labels.VERBAL):
            continue
        main = clause(word_head(doc, verb.i))
        if main is not None and main.dep_ not in labels.ADNOMINAL and narrates(main):
            yield dated


def narrates(verb: Word) -> bool:
    """Simple past, asserted, with no adverb that leaves the moment."""
    finite = _finite_above(verb)
    forms = {c.lower_ for c in finite.children if c.dep_ in labels.HELPING}
    past = finite.tag_ == "VBD" or (finite.tag_ == "VBN" and bool(forms & {"was", "were"})) or "did" in forms
    return past and not other_time(finite) and not any(c.lower_ in CUES.leaving for c in finite.children)


def _finite_above(verb: Word) -> Word:
    """``agreed to leave``: the finite verb above an infinitive or participle; a purpose (``to protest``) stays its own."""
    for _ in range(_DEPTH):
        bare = verb.tag_ in ("VB", "VBG") and not any(c.dep_ in labels.HELPING and c.tag_ != "TO" for c in verb.children)
        purpose = verb.tag_ == "VB" and verb.dep_ == "advcl"
        if not bare or purpose or verb.dep_ not in _NONFINITE_PLACES or verb.head.pos_ not in labels.VERBAL:
            break
        verb = verb.head
    return verb
