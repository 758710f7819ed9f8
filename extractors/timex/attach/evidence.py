"""The evidence in a sentence for an event's date, one function a kind: its name, its own clause, the clauses around it."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.parse import Word, Words, labels
from verbale.extractors.timex.attach.clauses import (
    CORE,
    apart,
    bearer,
    clause,
    coordinated_verbs,
    cues,
    is_when_clause,
    other_time,
    separate,
    written_word,
)
from verbale.extractors.timex.attach.sites import Dated, nearest

_PERFECT = {"has", "have", "had", "'ve", "’ve", "'s"}


def named(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """``passed the X Act of 2004``, ``the X Treaty (1997)``: a dated name dates its own adoption."""
    token = doc[trigger]
    named = [d for d in dates if d.timex.role == "name_part"]
    if not named:
        return None
    heads = {d.site: d for d in named}
    if trigger in heads:
        return heads[trigger]
    objects = [c for c in token.children if c.dep_ in labels.UNDERGOER] if token.pos_ in labels.VERBAL else []
    if token.lemma in cues()["adopting"] or (token.pos_ == "NOUN" and token.lower_ in cues()["adopting_nouns"]):
        objects += [g for c in token.children if c.lower_ == "of" for g in c.children]
        for item in objects:
            for index in [item.i, *(t.i for t in item.subtree)]:
                if index in heads:
                    return heads[index]
    return None


def since(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """``has been a member since independence in 1970``: the date of the event that a perfect counts from."""
    verb = doc[trigger] if doc[trigger].pos_ in labels.VERBAL else clause(doc[trigger])
    if verb is None or not any(c.dep_ in labels.HELPING and c.lower_ in _PERFECT for c in verb.children):
        return None
    links = [c for t in {verb, doc[trigger]} for c in t.children if c.dep_ == "prep"]
    links += [g for c in verb.children if c.dep_ == "advcl" for g in c.children if g.dep_ == "mark"]
    for link in (c for c in links if c.lower_ == "since"):
        end = (link.head if link.dep_ == "mark" else link).right_edge.i + 1
        if end + 1 < len(doc) and doc[end].lower_ in {"in", "on", ","}:  # "since independence in 1970", hung on the verb
            end += 2 if doc[end].lower_ != "," else 3
        inside = range(link.i + 1, end)
        below = [d for d in dates if d.timex.start in inside and d.timex.relation in ("on", "during")]
        if len(below) == 1 and trigger not in inside and below[0].timex.role != "name_part":
            return below[0]
    return None


def own(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """The date that the trigger's own clause or noun phrase gives."""
    token = doc[trigger]
    word = written_word(doc, trigger)
    events = [d for d in dates if d.timex.role == "event"]
    direct = [d for d in dates if d.site in word and (d.timex.role != "name_part")]
    if direct:
        return nearest(direct, trigger)
    if token.pos_ in labels.VERBAL:
        return _of_verb(doc, token, events, dates)
    inside = [
        d
        for d in events
        if token.left_edge.i <= d.timex.start <= token.right_edge.i
        and _verb_between(doc, d.site, trigger) is None
        and not _of_another_occasion(doc[d.site], token)
    ]
    if inside:
        return nearest(inside, trigger)
    for child in token.children:
        shared = [d for d in events if d.site == child.i]
        if shared and (child.dep_ == "conj" or (child.dep_ in labels.ADNOMINAL and child.lemma in cues()["coming_about"])):
            return shared[0]
    if token.dep_ == "conj" and token.head.pos_ in labels.NOUN:  # "exercises and aid in the 1970s"
        shared = [d for d in events if d.site == token.head.i and d.timex.start > token.i]
        if shared:
            return shared[0]
    verb = bearer(token)
    return _of_verb(doc, verb, events, dates) if verb is not None else None


def _of_another_occasion(site: Word, trigger: Word) -> bool:
    """``restrictions for the elections of 17 October``: the date is the elections'; at or during an occasion it is both's."""
    return site.lemma in cues()["occasions"] and not (site.head.lower_ in ("at", "during") and site.head.head.i == trigger.i)


def _of_verb(doc: Words, verb: Word, events: Sequence[Dated], dates: Sequence[Dated]) -> Dated | None:
    word = written_word(doc, verb.i)
    # "became independent in 1957"
    complements = {c.i for c in verb.children if c.dep_ == "acomp"}
    direct = [d for d in events if d.site in word or d.site in complements]
    if direct:
        return nearest(direct, verb.i)
    for dated in dates:
        site = doc[dated.site]
        if dated.timex.role == "event" and _dates_verb(doc, dated, verb):
            return dated
        if (
            dated.timex.role != "name_part"
            and site.lemma in cues()["occasions"]
            and site.head.lower_ in ("at", "in", "during")
            and site.head.head.i == verb.i
        ):
            return dated
    follower = doc[verb.i + 2] if verb.i + 2 < len(doc) and doc[verb.i + 1].lower_ in ("and", "or") else None
    if (follower is not None and follower.pos_ == "VERB" and follower.tag_ == verb.tag_) or (
        follower is not None and follower.tag_ in ("VBD", "VBN") and verb.tag_ in ("VBD", "VBN")
    ):
        after = [d for d in events if d.timex.start > follower.i and d.site == follower.i]
        if after:
            return after[0]
    if other_time(verb) or verb.tag_ in ("VBZ", "VBP"):
        return None
    below = [d for d in events if _nonfinite_below(doc, d.site, verb)]
    return below[0] if len({d.timex.timex3_value for d in below}) == 1 else None


def _dates_verb(doc: Words, dated: Dated, verb: Word) -> bool:
    """Whether a date stands with a verb itself, with its subject or object, or deeper in a noun phrase after the verb."""
    site = doc[dated.site]
    if site.i == verb.i:
        return True
    for _ in range(4):
        if site.pos_ not in labels.NOUN or (dated.timex.relation not in ("on", "during", "throughout") and site.i != dated.site):
            return False
        if site.dep_ in CORE:
            return bool(site.head.i == verb.i) and (site.i > verb.i or site.i == dated.site)
        if site.dep_ == "pobj" and site.head.head.i == verb.i:
            return site.head.lower_ not in cues()["apart"] and (site.i > verb.i or site.i == dated.site)
        if (
            site.dep_ != "pobj"
            or site.head.lower_ in cues()["apart"]
            or (site.head.lower_ != "of" and dated.timex.start < verb.i)
        ):
            return False
        site = site.head.head
    return False


def above(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """A date of a clause above, of a coordinated clause, or of a ``when`` clause below."""
    events = [d for d in dates if d.timex.role == "event" and doc[d.site].pos_ in labels.VERBAL]
    every = [d for d in dates if d.timex.role == "event"]
    dates = [d for d in dates if d.timex.relation in ("on", "during")]
    token = doc[trigger]
    verb = token if token.pos_ in labels.VERBAL else bearer(token)
    if not (events or dates) or verb is None:
        return None
    verb = clause(verb) or verb
    for _ in range(6):
        shared = _coordinated(doc, verb, events)
        if shared is not None:
            return shared
        when = [d for d in events if is_when_clause(doc[d.site], verb)]
        if when:
            return when[0]
        modified = [d for d in dates if d.timex.role == "event" and _modified_by(d, verb)]
        if modified and not other_time(verb):
            return modified[0]
        parent = clause(verb.head) if verb.head.i != verb.i else None
        if parent is None or parent.i == verb.i or other_time(verb) or apart(verb) or _standing(verb, parent):
            return None
        parent = _nearest_clause(verb, parent)
        if verb.dep_ != "conj":
            own = [d for d in every if _dates_verb(doc, d, parent) and d.timex.relation not in ("until", "by")]
            if own:
                return nearest(own, trigger)
        verb = parent
    return None


def _standing(verb: Word, parent: Word) -> bool:
    """``Chad, which claims the strip, closed the border``: a relative clause in the present tense says what holds at any time."""
    return verb.dep_ in labels.ADNOMINAL and verb.tag_ in ("VBZ", "VBP") and parent.tag_ not in ("VBZ", "VBP")


def _nearest_clause(verb: Word, parent: Word) -> Word:
    """``left in 1970 but returned in 1971, whereupon ...``: what follows goes with the nearest coordinated verb."""
    if verb.dep_ != "advcl" or verb.i < parent.i:
        return parent
    return [v for v in coordinated_verbs(parent) if v.i < verb.i][-1]


def _modified_by(dated: Dated, verb: Word) -> bool:
    """A relative clause on a dated noun, or a clause on the date itself (``on 3 May, when the envoy left``)."""
    return dated.timex.start <= verb.head.i < dated.timex.end or (verb.dep_ in labels.ADNOMINAL and dated.site == verb.head.i)


def _coordinated(doc: Words, verb: Word, events: Sequence[Dated]) -> Dated | None:
    """A fronted date holds for all coordinated verbs; one at the end for those that share the last verb's subject."""
    chain = coordinated_verbs(verb)
    if len(chain) < 2:
        return None
    for dated in events:
        if dated.site not in {v.i for v in chain}:
            continue
        last = chain[-1]
        before = dated.timex.end <= dated.site == chain[0].i and not separate(doc, chain[0], verb)
        if (dated.fronted or before) and dated.site <= verb.i:
            return dated
        # a date behind the last verb that the parser hung on an earlier one
        if dated.timex.start > last.i > dated.site and verb.i > dated.site and not separate(doc, chain[0], last):
            return dated
        if (
            dated.site == last.i
            and dated.timex.start > last.i
            and verb.i < last.i
            and not separate(doc, chain[-2], last)
            and not other_time(last)
            and dated.timex.relation in ("on", "during")
        ):
            return dated
    return None


def earlier_part(doc: Words, trigger: int, dates: Sequence[Dated]) -> Dated | None:
    """The only date of the sentence where it is fronted, or stands before the colon that the trigger's clause explains."""
    events = [d for d in dates if d.timex.role == "event" and d.timex.relation in ("on", "during", "throughout")]
    verb = clause(doc[trigger])
    if len({d.timex.timex3_value for d in events}) != 1 or (verb is not None and other_time(verb)):
        return None
    dated = events[0]
    between = doc.span_text(dated.timex.end, trigger) if dated.timex.end < trigger else ""
    told = doc[trigger].pos_ in labels.VERBAL or bearer(doc[trigger]) is not None
    if ":" in between or (told and dated.fronted and doc[dated.site].pos_ in labels.VERBAL and dated.timex.end <= trigger):
        return dated
    return None


def _verb_between(doc: Words, low: int, high: int) -> Word | None:
    """A verb on the way up from one token to another."""
    token = doc[low]
    for _ in range(20):
        if token.i == high or token.head.i == token.i:
            return None
        if token.pos_ in labels.VERBAL:
            return token
        token = token.head
    return None


def _nonfinite_below(doc: Words, site: int, verb: Word) -> bool:
    """Whether a date's site hangs below a verb with only participles, infinitives and places on the way."""
    token = doc[site]
    if token.pos_ not in labels.VERBAL:
        return False
    purpose = token.dep_ == "advcl" and token.tag_ == "VB" and token.i > verb.i
    if not purpose and (token.tag_ not in ("VBG", "VB") or token.dep_ not in ("xcomp", "acl", "pcomp", "prep")):
        return False
    head = token.head
    if head.pos_ in labels.NOUN and head.dep_ in labels.OBJECT:
        head = head.head
    return bool(head.i == verb.i)
