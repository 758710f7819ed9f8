"""What governs a date: the verb or noun that its preposition hangs on, looking through places (``in Minsk on 4 July``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.extractors.parse import Parsed, Word, Words, labels
from verbale.extractors.schema import Timex
from verbale.extractors.timex.attach.cue_words import CUES

_ADJUNCT = {
    "prep", "npadvmod", "advmod", "nmod", "appos", "obl", "nmod:tmod", "obl:tmod", "obl:npmod", "nmod:npmod", "dep", "amod",
    "nummod", "compound", "poss",
}  # fmt: skip
_NAME = frozenset(("NNP", "NNPS"))
_MODIFIED = labels.NOUN | {"ADJ"}
_FINITE_OR_PARTICIPLE = labels.FINITE | {"VBN"}
_AT_ONCE = frozenset(("on", "during"))
_HEIGHT = 10
_OPENING = 2  # tokens before a date that opens its sentence


@dataclass(frozen=True, slots=True)
class Dated:
    """A timex with the token that governs it; ``fronted``: it stands before the first finite verb of its sentence."""

    timex: Timex
    governor: int
    fronted: bool

    @property
    def is_of_event(self) -> bool:
        """Not part of a name, nor of a noun phrase."""
        return self.timex.role == "event"

    @property
    def is_at_once(self) -> bool:
        """``on``, ``in``, ``during`` the date, unlike ``since`` or ``until`` it."""
        return self.timex.relation in _AT_ONCE


def dates_nothing(doc: Words, timex: Timex) -> bool:
    """``met for the first time since 1967``: only how long something had not happened."""
    noun = _before(doc[timex.start - 1]) if timex.relation == "since" and timex.start else None
    return noun is not None and noun.lemma in CUES.counting_back


def governor_of(doc: Words, timex: Timex) -> int:
    """The token that a date modifies."""
    occasion = _occasion_before(doc, timex)
    if occasion is not None:
        return occasion.i
    governor = _attached(doc, timex)
    if _opens_predicate(doc, governor, timex):
        return governor.head.i
    verb = _verb_of_clause_below(doc, governor, timex) or _verb_behind_opening(doc, governor, timex)
    return (verb or governor).i


def top_of(doc: Words, timex: Timex) -> Word | None:
    """The word of an expression that hangs on one outside it."""
    inside = range(timex.start, timex.end)
    return next((doc[i] for i in reversed(inside) if doc[i].head.i not in inside), None)


def _before(word: Word) -> Word | None:
    """The word before another in its sentence."""
    return word.nbor(-1) if word.i and not word.is_sent_start else None


def _occasion_before(doc: Words, timex: Timex) -> Word | None:
    """``the summit [of] 7 May``, ``the election in 2010``: an occasion right before its date."""
    noun = _before(doc[timex.start])
    if noun is not None and noun.tag_ == "IN":
        noun = _before(noun) or noun
    return noun if noun is not None and noun.pos_ in labels.NOUN and noun.lemma in CUES.occasions else None


def _attached(doc: Words, timex: Timex) -> Word:
    """The nearest verb, or modified noun that is no place, on the way up from a date."""
    inside = range(timex.start, timex.end)
    token = doc.root(timex.start, timex.end)
    for _ in range(_HEIGHT):
        head = token.head
        if head.i == token.i:
            break
        if head.i not in inside:
            if head.pos_ in labels.VERBAL and head.lower_ not in CUES.prepositional_participles:
                return head if head.dep_ not in labels.HELPING else head.head
            if head.pos_ in _MODIFIED and token.dep_ in _ADJUNCT and not _is_place(head):
                return head
        token = head
    return token


def _is_place(noun: Word) -> bool:
    """A name or number on the way up from a date that the date does not modify, unless it names an event or a law."""
    if noun.pos_ == "NUM":
        return True
    if noun.ent_type_ in ("EVENT", "LAW") or noun.dep_ in labels.MEANT_SUBJECT:
        return False
    return noun.ent_type_ != "" or noun.tag_ in _NAME or noun.text.isupper()


def _opens_predicate(doc: Words, subject: Word, timex: Timex) -> bool:
    """``Norway on Tuesday told the envoy``: hung on the name, said of the verb."""
    verb = subject.head
    named = subject.tag_ in _NAME and subject.dep_ in labels.MEANT_SUBJECT and timex.role != "name_part"
    if not (named and subject.i < timex.start < timex.end <= verb.i):
        return False
    return all(t.head is verb and t.pos_ in ("ADV", "AUX", "PART") for t in doc[timex.end : verb.i])


def _verb_of_clause_below(doc: Words, governor: Word, timex: Timex) -> Word | None:
    """``vowed to reply after Sweden left on Monday``: the nearest verb of a clause that no comma parts from the date."""
    if governor.pos_ not in labels.VERBAL:
        return None
    below = [c for c in governor.children if c.dep_ == "advcl" and governor.i < c.i < timex.start and c.tag_ in ("VBD", "VBN")]
    below = [c for c in below if any(m.dep_ in ("mark", "advmod") and m.lower_ in CUES.linking for m in c.children)]
    if not below or any(t.text in ",;:" for t in doc[below[-1].i : timex.start]):
        return None
    return below[-1]


def _verb_behind_opening(doc: Words, governor: Word, timex: Timex) -> Word | None:
    """``In 1948, Peru left``: a date that opens a sentence is its verb's, whatever noun it was hung on."""
    sentence = doc[timex.start].sent
    if timex.start - sentence.start > _OPENING or governor.pos_ in labels.VERBAL:
        return None
    root = doc.root(sentence.start, sentence.stop)
    if root.pos_ in labels.VERBAL and root.i > timex.start:
        verb: Word | None = root
    else:
        verb = next((t for t in doc[timex.end : sentence.stop] if t.tag_ in _FINITE_OR_PARTICIPLE), None)
    before = _before(doc[timex.start])
    fronted = timex.end < len(doc) and doc[timex.end].is_punct
    loose = governor.pos_ not in labels.NOUN or (before is not None and governor.i == before.i)
    return verb if fronted or loose else None


def regoverned(doc: Words, dates: Sequence[Dated]) -> list[Dated]:
    """Two dates that the parser hangs on one verb: the second belongs to the verb that stands between them."""
    result: list[Dated] = []
    for dated in dates:
        rival = next((d for d in result if d.governor == dated.governor and _differ(d.timex, dated.timex)), None)
        if rival is not None and doc[dated.governor].pos_ in labels.VERBAL and not _is_range(rival.timex, dated.timex):
            between = [t for t in doc[max(rival.timex.end, dated.governor + 1) : dated.timex.start] if t.pos_ == "VERB"]
            if between:
                dated = replace(dated, governor=between[-1].i)
        result.append(dated)
    return result


def _differ(first: Timex, second: Timex) -> bool:
    return first.timex3_value != second.timex3_value


def _is_range(first: Timex, second: Timex) -> bool:
    return first.edtf == second.edtf and (first.relation, second.relation) == ("since", "until")


def lent(doc: Words, dated: Dated) -> Dated | None:
    """The same date at the verb whose act has no other.

    ``by the treaty of 1904 it ceded``, ``in a statement issued on Monday it condemned``, ``won the election of 7 May``, ``hosted
    the meeting at which they founded the league in May``, ``at the end of the war in 1945 it recognised``.
    """
    noun = doc[dated.governor]
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if noun.lemma in CUES.occasions and whole.lemma in CUES.moments and whole.head.lower_ in CUES.at_moment:
        return _lent_to(dated, whole.head.head)
    dated_noun = _dated_noun(noun, dated)
    if dated_noun is None:
        return None
    verb = dated_noun.head.head if dated_noun.head.dep_ in ("prep", "agent") else dated_noun.head
    return _lent_to(dated, verb) if _is_means(dated_noun) or _is_attended(dated_noun, verb) else None


def _dated_noun(governor: Word, dated: Dated) -> Word | None:
    """The noun that a date in its phrase, or in a clause about how it came about, dates."""
    if governor.dep_ not in labels.ADNOMINAL or governor.pos_ not in labels.VERBAL:
        return governor if dated.timex.role == "attributive" else None
    if governor.dep_ in labels.REDUCED:
        return governor.head if governor.lemma in CUES.coming_about else None
    at_which = any(c.dep_ == "prep" and c.lower_ in CUES.at_occasion and c.i < governor.i for c in governor.children)
    return governor.head if at_which else None


def _is_means(noun: Word) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in CUES.by_instrument and noun.lemma in CUES.instruments


def _is_attended(noun: Word, verb: Word) -> bool:
    return noun.dep_ in labels.OBJECT and noun.lemma in CUES.occasions and verb.lemma in CUES.attending


def _lent_to(dated: Dated, verb: Word) -> Dated | None:
    if verb.pos_ not in labels.VERBAL or not dated.is_at_once:
        return None
    return Dated(replace(dated.timex, role="event"), verb.i, dated.timex.end <= verb.i)


def nearest(dates: Sequence[Dated], trigger: int) -> Dated:
    """The date closest to the trigger; of two equally close ones the later."""

    def distance(dated: Dated) -> tuple[int, int]:
        start, end = dated.timex.start, dated.timex.end
        return (start - trigger if start > trigger else trigger - end + 1), -start

    return min(dates, key=distance)


def is_fronted(parsed: Parsed, timex: Timex) -> bool:
    """Whether no finite verb stands before a date in its sentence."""
    opening = parsed.words[parsed.sentence_at(timex.start).start : timex.start]
    return not any(t.pos_ == "VERB" and t.tag_ in _FINITE_OR_PARTICIPLE for t in opening)
