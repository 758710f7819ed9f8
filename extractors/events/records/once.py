"""Which of the events of a sentence tell one deed: verbs that only lead to it, announce it or say by which means it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from verbale.extractors.events.decide import clause_of
from verbale.extractors.events.records.ties import Told
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal, is_infinitive, means_of, next_form
from verbale.extractors.parse import Word, Words, labels

ANNOUNCEMENT = "statement.announce"
"""The type of what is said where nothing else is told."""
_SAYING = ANNOUNCEMENT.partition(".")[0]
_ANNOUNCED = labels.COMPLEMENT | labels.OBJECT
_BESIDE = labels.ADVERBIAL | {"conj", "parataxis", "dep"}
_RELATIVES = frozenset({"which", "whom"})
_INFINITIVE = labels.ADVERBIAL | labels.REDUCED
_FINDER = "finder"
_DEEDS = WORDS.deeds
_By = Mapping[int, Sequence[Told]]
"""Events by the word that they hang below, or at which they stand."""


def each_deed_once(told: Sequence[Told], words: Words, sure: float) -> list[Told]:
    """Each deed once, as far as it is ``sure`` (a confidence).

    Without announcements of deeds that the sentence tells, and without verbs that only lead to their own deed:
    ``released a statement in which it denounced X`` is a denunciation, ``announced that it was recalling its envoy`` a recall,
    ``sought to improve ties`` one planned improvement; ``attacked it by shelling its port`` is one attack, ``set money aside to
    help it`` one grant.
    """
    by_sentence: dict[str, list[Told]] = {}
    below: dict[int, list[Told]] = {}
    at: dict[int, list[Told]] = {}
    for one in told:
        if one.event.confidence >= sure:
            by_sentence.setdefault(one.event.sentence_id, []).append(one)
            word = clause_of(words[one.decided.match.trigger])
            at.setdefault(word.i, []).append(one)
            if is_clausal(word) and word.head is not word:
                below.setdefault(word.head.i, []).append(one)

    def is_told_again(one: Told) -> bool:
        beside = by_sentence.get(one.event.sentence_id, ())
        kind = one.event.relation_type
        if _tells_how(one, beside, words) or _is_said_of_any(one, beside, words):
            return True
        if kind.startswith(_SAYING) and any(_is_said_by_nobody(inner, one, words) for inner in beside):
            return True
        if kind == ANNOUNCEMENT:
            return any(_is_announced(inner, one, words) for inner in beside)
        return _only_leads(one, below, words) or _only_follows(one, at, words)

    return [one for one in told if not is_told_again(one)]


def _only_leads(outer: Told, below: _By, words: Words) -> bool:
    """``sought to improve ties``, ``decided in May to send it``, ``announced that it recalled him``: the deed is told below."""
    for inner in below.get(outer.decided.match.trigger, ()):
        word = clause_of(words[inner.decided.match.trigger])
        if word.dep_ == "xcomp" and (_is_same_deed(inner, outer) or _is_surer(inner, outer, words)):
            return True
        if _is_led_to(inner, outer, word, words) and _is_same_deed(inner, outer):
            return True
        if word.dep_ == "ccomp" and _is_read_into(inner, outer, words):
            return True
    return False


def _only_follows(inner: Told, at: _By, words: Words) -> bool:
    """``set money aside to help it``: an infinitive that says what the deed of the verb above it, of the same type, was for."""
    word = clause_of(words[inner.decided.match.trigger])
    for outer in at.get(word.head.i, ()):
        if outer is inner:
            continue
        if word.dep_ == "xcomp" and _is_surer(outer, inner, words):
            return True
        below = word.dep_ in _INFINITIVE and is_infinitive(word) and word.i > word.head.i
        if below and _is_same_deed(inner, outer) and not _is_led_to(inner, outer, word, words):
            return True
    return False


def _is_led_to(inner: Told, outer: Told, word: Word, words: Words) -> bool:
    """Whether an infinitive below a word that no rule knows, and that only says who means or decides it, tells the deed itself.

    A date of the upper word would be lost with it.
    """
    leading = _is_read_at(outer, _DEEDS.leading, words)
    dated = bool(inner.event.date_edtf) or not outer.event.date_edtf
    return leading and dated and word.dep_ in _INFINITIVE and is_infinitive(word)


def _is_surer(one: Told, other: Told, words: Words) -> bool:
    """Of ``aims to improve ties``, told at both verbs with other parties, the row whose parties are surer."""
    upper = min(one, other, key=lambda told: told.decided.match.trigger)
    if (
        not _is_read_at(upper, _DEEDS.leading, words)
        or one.event.relation_type != other.event.relation_type
        or _parties(one) == _parties(other)
    ):
        return False
    return _certainty(one) > _certainty(other)


def _is_read_at(one: Told, lemmas: Set[str], words: Words) -> bool:
    """Whether the finder alone tells an event, at one of some words that by themselves tell none."""
    return one.event.method == _FINDER and words[one.decided.match.trigger].lemma in lemmas


def _certainty(one: Told) -> tuple[float, float]:
    return float(one.event.parties_confidence or 0), one.event.confidence


def _is_read_into(inner: Told, outer: Told, words: Words) -> bool:
    """``announced that it recalled its envoy``: the deed that somebody announces, read into the verb that announces it."""
    told = _is_read_at(outer, _DEEDS.telling, words)
    families = {one.event.relation_type.partition(".")[0] for one in (inner, outer)}
    return told and len(families) == 1 and _parties(inner) == _parties(outer)


def _tells_how(one: Told, beside: Iterable[Told], words: Words) -> bool:
    """Whether a gerund only tells by which means the deed of the verb above it, of the same type, was done."""
    verb = means_of(words[one.decided.match.trigger])
    kind = one.event.relation_type
    return verb is not None and any(
        other.decided.match.trigger == verb.i and other.event.relation_type == kind for other in beside
    )


def _is_said_of_any(outer: Told, beside: Iterable[Told], words: Words) -> bool:
    """``a visit is due``, ``the war was over``: what is only said of the noun that tells the deed."""
    word, kind = words[outer.decided.match.trigger], outer.event.relation_type
    if word.head.lemma != "be":
        return False
    nouns = (words[inner.decided.match.trigger] for inner in beside if inner.event.relation_type == kind)
    return any(noun.dep_ in labels.NOMINAL_SUBJECT and noun.head is word.head and noun is not word for noun in nouns)


def _is_announced(inner: Told, outer: Told, words: Words) -> bool:
    """Whether an announcement says nothing but that the inner event is told, by the same party, below it."""
    kind = inner.event.relation_type
    if kind == ANNOUNCEMENT or not _doers(outer) or not _doers(outer) <= _doers(inner):
        return False
    word, above = words[inner.decided.match.trigger], words[outer.decided.match.trigger]
    said = kind.startswith(_SAYING) and _is_below(word, above.i)
    return said or (word.dep_ in _ANNOUNCED and word.head is above)


def _is_said_by_nobody(inner: Told, outer: Told, words: Words) -> bool:
    """``scholars contend that Norway left``: who says so is no party, so that one of what is said was taken for the speaker."""
    word, above = words[inner.decided.match.trigger], words[outer.decided.match.trigger]
    if inner.event.modality != "reported" or not _is_below(word, above.i):
        return False
    sources = outer.decided.match.sources
    return bool(sources) and all(_is_told_of(words[p.head], above.i) for p in sources)


def _is_same_deed(inner: Told, outer: Told) -> bool:
    """Whether two events, of which one's verb leads to the other's, say the same of the same parties at the same time."""
    dates = {one.event.date_edtf for one in (inner, outer)} - {""}

    def said(one: Told) -> tuple[str, str, str, frozenset[str]]:
        return one.event.sentence_id, one.event.relation_type, one.event.polarity, _parties(one)

    return said(inner) == said(outer) and len(dates) < 2


def _is_below(word: Word, above: int) -> bool:
    """Whether a word stands in what another says, not in a clause beside it."""
    top = _top_below(word, above)
    return top is not None and (top.dep_ not in _BESIDE or _is_relative(top))


def _is_told_of(word: Word, above: int) -> bool:
    """Whether a word stands in the clause that a verb of saying has for its complement."""
    top = _top_below(word, above)
    return top is not None and top.dep_ in labels.COMPLEMENT


def _top_below(word: Word, above: int) -> Word | None:
    """Of the words from this one upwards the one right below another; None where it stands elsewhere."""
    while word.head is not word:
        if word.head.i == above:
            return word
        word = word.head
    return None


def _is_relative(clause: Word) -> bool:
    """``a statement in May in which it denounced``: a relative clause that parsers hang beside the verb."""
    return clause.dep_ in labels.ADVERBIAL and next_form(clause.left_edge) in _RELATIVES


def _doers(one: Told) -> frozenset[str]:
    return frozenset(one.event.source_parties)


def _parties(one: Told) -> frozenset[str]:
    return frozenset((*one.event.source_parties, *one.event.target_parties))
