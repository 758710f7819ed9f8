"""The date that an event's own name, noun phrase or clause gives."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.timex.attach.clauses import CORE, PRESENT, bearer, clause, other_time, written_word
from verbale.extractors.timex.attach.cue_words import CUES
from verbale.extractors.timex.attach.governors import Dated, nearest

_PAST = frozenset(("VBD", "VBN"))
_SINCE_THEN = frozenset((("since", "then"), ("ever", "since")))
_HEIGHT = 20
_DEPTH = 4


def named(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """``passed the X Act of 2004``, ``the X Treaty (1997)``: a dated name dates its own adoption."""
    names = {d.governor: d for d in dates if d.timex.role == "name_part"}
    if trigger in names or not names:
        return names.get(trigger)
    inside = (word.i for noun in _adopted(doc[trigger]) for word in (noun, *noun.subtree))
    return next((names[i] for i in inside if i in names), None)


def _adopted(token: Word) -> list[Word]:
    """What a verb of adopting, or its noun, brings into being."""
    if token.lemma not in CUES.adopting and not (token.pos_ == "NOUN" and token.lower_ in CUES.adopting_nouns):
        return []
    objects = [c for c in token.children if c.dep_ in labels.UNDERGOER] if token.pos_ in labels.VERBAL else []
    return objects + [noun for c in token.children if c.lower_ == "of" for noun in c.children]


def since(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """``has been a member since independence in 1970``: the date of the event that a perfect counts from."""
    token = doc[trigger]
    verb = token if token.pos_ in labels.VERBAL else clause(token)
    if verb is None or not is_perfect(verb):
        return None
    for link in _since_links(token, verb):
        inside = range(link.i + 1, _end_of_phrase(doc, link))
        below = [d for d in dates if d.timex.start in inside and d.is_at_once]
        if len(below) == 1 and trigger not in inside and below[0].timex.role != "name_part":
            return below[0]
    return None


def is_perfect(verb: Word) -> bool:
    """``has been``."""
    return any(c.dep_ in labels.HELPING and c.lower_ in CUES.perfect for c in verb.children)


def says_since_then(doc: Words, start: int, end: int) -> bool:
    """Whether a sentence counts from the date before it: ``Since then``, ``ever since``."""
    pairs = ((doc[i].lower_, doc[i + 1].lower_) for i in range(start, min(end, len(doc)) - 1))
    return any(pair in _SINCE_THEN for pair in pairs)


def _since_links(token: Word, verb: Word) -> list[Word]:
    """Every ``since`` below a verb or the trigger in its clause: a preposition or the mark of a clause."""
    found = [c for word in dict.fromkeys((verb, token)) for c in word.children if c.dep_ == "prep"]
    found += [mark for c in verb.children if c.dep_ == "advcl" for mark in c.children if mark.dep_ == "mark"]
    return [link for link in found if link.lower_ == "since"]


def _end_of_phrase(doc: Words, link: Word) -> int:
    """Where a ``since`` phrase ends, with a date behind it that was hung on the verb (``since independence in 1970``)."""
    end = (link.head if link.dep_ == "mark" else link).right_edge.i + 1
    if end + 1 < len(doc) and doc[end].lower_ in ("in", "on"):
        return end + 2
    return end + 3 if end + 1 < len(doc) and doc[end].text == "," else end


def own(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """The date that the trigger's own clause or noun phrase gives."""
    token, word = doc[trigger], written_word(doc, trigger)
    direct = [d for d in dates if d.governor in word and d.timex.role != "name_part"]
    if direct:
        return nearest(direct, trigger)
    if token.pos_ in labels.VERBAL:
        return _of_verb(doc, token, dates)
    of_phrase = _of_noun_phrase(doc, token, [d for d in dates if d.is_of_event])
    if of_phrase is not None:
        return of_phrase
    verb = bearer(token)
    return _of_verb(doc, verb, dates) if verb is not None else None


def _of_noun_phrase(doc: Words, noun: Word, events: Sequence[Dated]) -> Dated | None:
    inside = [d for d in events if _is_inside(doc, noun, d)]
    if inside:
        return nearest(inside, noun.i)
    lenders = {c.i for c in noun.children if c.dep_ == "conj" or _tells_origin(c)}
    below = sorted((d for d in events if d.governor in lenders), key=lambda d: d.governor)
    if below:
        return below[0]
    if noun.dep_ == "conj" and noun.head.pos_ in labels.NOUN:  # "exercises and aid in the 1970s"
        return next((d for d in events if d.governor == noun.head.i and d.timex.start > noun.i), None)
    return None


def _tells_origin(verb: Word) -> bool:
    """``the war that broke out in 1998``."""
    return verb.dep_ in labels.ADNOMINAL and verb.lemma in CUES.coming_about


def _is_inside(doc: Words, noun: Word, dated: Dated) -> bool:
    """Whether a date stands in a noun's phrase, below no verb and no other occasion there."""
    if not noun.left_edge.i <= dated.timex.start <= noun.right_edge.i:
        return False
    return not _is_below_verb(doc, dated.governor, noun.i) and not _is_of_another_occasion(doc[dated.governor], noun)


def _is_below_verb(doc: Words, low: int, high: int) -> bool:
    """Whether a verb stands on the way up from one token to another."""
    token = doc[low]
    for _ in range(_HEIGHT):
        if token.i == high or token.head.i == token.i:
            return False
        if token.pos_ in labels.VERBAL:
            return True
        token = token.head
    return False


def _is_of_another_occasion(governor: Word, trigger: Word) -> bool:
    """``restrictions for the elections of 17 October``: the date is the elections'; at or during an occasion it is both's."""
    shared = governor.head.lower_ in ("at", "during") and governor.head.head.i == trigger.i
    return governor.lemma in CUES.occasions and not shared


def _of_verb(doc: Words, verb: Word, dates: Sequence[Dated]) -> Dated | None:
    """The date of a verb's clause."""
    events = [d for d in dates if d.is_of_event]
    own_tokens = {*written_word(doc, verb.i), *(c.i for c in verb.children if c.dep_ == "acomp")}  # "became independent in 1957"
    direct = [d for d in events if d.governor in own_tokens]
    if direct:
        return nearest(direct, verb.i)
    inside = (d for d in dates if (d.is_of_event and dates_verb(doc, d, verb)) or _dates_occasion_of(doc, d, verb))
    shared = next(inside, None) or _shared_with_next(doc, verb, events)
    return shared or (None if other_time(verb) or verb.tag_ in PRESENT else _of_nonfinite(doc, verb, events))


def _of_nonfinite(doc: Words, verb: Word, events: Sequence[Dated]) -> Dated | None:
    """``agreed to leave in 1970``: the only date of the infinitives and participles below a verb."""
    below = [d for d in events if _is_nonfinite_below(doc[d.governor], verb)]
    return below[0] if len({d.timex.timex3_value for d in below}) == 1 else None


def _dates_occasion_of(doc: Words, dated: Dated, verb: Word) -> bool:
    """``agreed at the summit of 7 May``."""
    occasion = doc[dated.governor]
    if dated.timex.role == "name_part" or occasion.lemma not in CUES.occasions:
        return False
    return occasion.head.lower_ in CUES.at_occasion and occasion.head.head.i == verb.i


def _shared_with_next(doc: Words, verb: Word, events: Sequence[Dated]) -> Dated | None:
    """``occupied and annexed the islands in August``: right before ``and`` and a verb of the same form."""
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ not in ("and", "or"):
        return None
    following = doc[verb.i + 2]
    alike = following.pos_ == "VERB" and following.tag_ == verb.tag_
    if not alike and not (following.tag_ in _PAST and verb.tag_ in _PAST):
        return None
    return next((d for d in events if d.timex.start > following.i and d.governor == following.i), None)


def dates_verb(doc: Words, dated: Dated, verb: Word) -> bool:
    """Whether a date stands with a verb itself, with its subject or object, or deeper in a noun phrase after the verb."""
    noun = doc[dated.governor]
    if noun.i == verb.i:
        return True
    if verb.lemma in CUES.reacting:
        return False  # "condemned the attack on 20 July"
    passes_up = dated.is_at_once or dated.timex.relation == "throughout"
    for _ in range(_DEPTH):
        is_own = noun.i == dated.governor
        if noun.pos_ not in labels.NOUN or not (passes_up or is_own):
            return False
        if _governing_argument(noun) == verb.i:
            return noun.i > verb.i or is_own
        if not _looks_further(noun, dated.timex.start < verb.i):
            return False
        noun = noun.head.head
    return False


def _governing_argument(noun: Word) -> int:
    """The verb of which a noun is a core argument or the object of a preposition that takes part in its time; -1 for none."""
    if noun.dep_ in CORE:
        return noun.head.i
    return noun.head.head.i if _is_same_time(noun) else -1


def _is_same_time(noun: Word) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ not in CUES.apart


def _looks_further(noun: Word, is_before_verb: bool) -> bool:
    """Whether the noun above a prepositional phrase may lead on to the verb; before the verb only through ``of``."""
    return _is_same_time(noun) and (noun.head.lower_ == "of" or not is_before_verb)


def _is_nonfinite_below(token: Word, verb: Word) -> bool:
    """Whether a dated verb hangs below another with only participles, infinitives and objects on the way."""
    if token.pos_ not in labels.VERBAL:
        return False
    purpose = token.dep_ == "advcl" and token.tag_ == "VB" and token.i > verb.i
    if not purpose and (token.tag_ not in ("VBG", "VB") or token.dep_ not in ("xcomp", "acl", "pcomp", "prep")):
        return False
    head = token.head
    if head.pos_ in labels.NOUN and head.dep_ in labels.OBJECT:
        head = head.head
    return head.i == verb.i
