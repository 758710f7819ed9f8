"""What a date modifies: the verb or noun that its preposition hangs on, looking through places (``in Minsk on 4 July``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.extractors.parse import Parsed, Word, Words, is_dateline, labels
from verbale.extractors.schema import Timex
from verbale.extractors.timex.attach.clauses import ADJUNCT, cues

# participles that are prepositions or open a date ("beginning in 1989"): the date belongs to the verb above
_NO_VERBS = frozenset(("including", "following", "according", "beginning", "starting", "commencing", "regarding", "concerning"))
_LINKS = frozenset(("after", "because", "before", "since", "though", "when", "whereas", "while"))
_END_OF_SENTENCE = re.compile(r"[.?!…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A timex with what it modifies; ``fronted``: it stands before the first finite verb of its sentence."""

    timex: Timex
    site: int
    fronted: bool


def logical_sentences(parsed: Parsed) -> list[int]:
    """For every sentence the first one of its logical sentence: a parser's sentence that ends without a full stop goes on."""
    result: list[int] = []
    for i, sentence in enumerate(parsed.sentences):
        previous = parsed.sentences[i - 1] if i else None
        joined = (
            previous is not None
            and not previous.heading
            and not sentence.heading
            and not _END_OF_SENTENCE.search(previous.text)
            and not is_dateline(previous.text)
            and "\n" not in parsed.document.text[previous.char_end : sentence.char_start]
        )
        result.append(result[-1] if joined else i)
    return result


def headings_above(parsed: Parsed) -> list[int]:
    """For every sentence the nearest heading at or above it, -1 where there is none."""
    result, heading = [], -1
    for i, sentence in enumerate(parsed.sentences):
        heading = i if sentence.heading else heading
        result.append(heading)
    return result


def dateline(parsed: Parsed, timexes: Sequence[Timex]) -> str:
    """The TIMEX3 value of the day that a news text speaks from, where one of its first dates names it."""
    date = next((t.anchor_value for t in timexes if t.method == "document_date"), parsed.document.document_date)
    return date if date and any(t.timex3_value == date for t in timexes[:4]) else ""


def resited(doc: Words, dates: Sequence[Dated]) -> list[Dated]:
    """Two dates that the parser hangs on one verb: the second belongs to the verb that stands between them."""
    result: list[Dated] = []
    for dated in dates:
        rival = next((d for d in result if d.site == dated.site and d.timex.timex3_value != dated.timex.timex3_value), None)
        if rival is not None and doc[dated.site].pos_ in labels.VERBAL and not _is_range(rival.timex, dated.timex):
            between = [t for t in doc[max(rival.timex.end, dated.site + 1) : dated.timex.start] if t.pos_ == "VERB"]
            if between:
                dated = replace(dated, site=between[-1].i)
        result.append(dated)
    return result


def _is_range(first: Timex, second: Timex) -> bool:
    return first.edtf == second.edtf and (first.relation, second.relation) == ("since", "until")


def site_of(doc: Words, timex: Timex) -> int:
    """The token that a date modifies."""
    sentence = doc[timex.start].sent
    before = doc[timex.start - 1] if timex.start > sentence.start else None
    noun = doc[before.i - 1] if before is not None and before.tag_ == "IN" and before.i - 1 >= sentence.start else before
    if noun is not None and noun.pos_ in labels.NOUN and noun.lemma in cues()["occasions"]:
        return int(noun.i)
    site = _attached(doc, timex)
    if _opens_predicate(doc, doc[site], timex):
        return int(doc[site].head.i)
    inner = _in_clause(doc, doc[site], timex)
    if inner is not None:
        return int(inner.i)
    if timex.start - sentence.start <= 2 and doc[site].pos_ not in labels.VERBAL:
        root = doc.root(sentence.start, sentence.stop)
        verbs = (
            [root]
            if root.pos_ in labels.VERBAL and root.i > timex.start
            else [t for t in doc[timex.end : sentence.stop] if t.tag_ in ("VBD", "VBZ", "VBP", "VBN")]
        )
        fronted = doc[timex.end].is_punct if timex.end < len(doc) else False
        if verbs and (fronted or doc[site].pos_ not in labels.NOUN or (before is not None and doc[site].i == before.i)):
            return int(verbs[0].i)
    return site


def _opens_predicate(doc: Words, subject: Word, timex: Timex) -> bool:
    """``Norway on Tuesday told the envoy``: hung on the name, said of the verb."""
    verb = subject.head
    named = subject.tag_ in ("NNP", "NNPS") and subject.dep_ in labels.MEANT_SUBJECT and timex.role != "name_part"
    if not (named and subject.i < timex.start < timex.end <= verb.i):
        return False
    return all(t.head is verb and t.pos_ in ("ADV", "AUX", "PART") for t in doc[timex.end : verb.i])


def _in_clause(doc: Words, site: Word, timex: Timex) -> Word | None:
    """``vowed to reply after Sweden left on Monday``: the nearest verb of a clause that no comma parts from the date."""
    below = [c for c in site.children if c.dep_ == "advcl" and site.i < c.i < timex.start and c.tag_ in ("VBD", "VBN")]
    below = [c for c in below if any(m.dep_ in ("mark", "advmod") and m.lower_ in _LINKS for m in c.children)]
    if site.pos_ not in labels.VERBAL or not below or any(t.text in ",;:" for t in doc[below[-1].i : timex.start]):
        return None
    return below[-1]


def _attached(doc: Words, timex: Timex) -> int:
    inside = range(timex.start, timex.end)
    token = doc.root(timex.start, timex.end)
    for _ in range(10):
        head = token.head
        if head.i == token.i:
            return int(token.i)
        if head.pos_ in labels.VERBAL and head.i not in inside and head.lower_ not in _NO_VERBS:
            return int(head.i) if head.dep_ not in labels.HELPING else int(head.head.i)
        place = head.pos_ == "NUM" or (
            head.ent_type_ not in ("EVENT", "LAW")
            and head.dep_ not in labels.MEANT_SUBJECT
            and (head.ent_type_ != "" or head.tag_ in ("NNP", "NNPS") or head.text.isupper())
        )
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and head.i not in inside and token.dep_ in ADJUNCT and not place:
            return int(head.i)
        token = head
    return int(token.i)


def lent(doc: Words, dated: Dated) -> Iterator[Dated]:
    """The same date at the verb whose act has no other.

    ``by the treaty of 1904 it ceded``, ``in a statement issued on Monday it condemned``, ``won the election of 7 May``, ``hosted
    the meeting at which they founded the league in May``.
    """
    noun = doc[dated.site]
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if noun.lemma in cues()["occasions"] and whole.lemma in cues()["moments"] and whole.head.lower_ in ("at", "by", "in", "on"):
        if whole.head.head.pos_ in labels.VERBAL and dated.timex.relation in ("on", "during"):
            verb = whole.head.head
            yield Dated(replace(dated.timex, role="event"), verb.i, dated.timex.end <= verb.i)
        return
    if noun.dep_ in labels.ADNOMINAL and noun.pos_ in labels.VERBAL:
        at_which = any(c.dep_ == "prep" and c.lower_ in ("at", "in", "during") and c.i < noun.i for c in noun.children)
        if not (at_which if noun.dep_ != "acl" else noun.lemma in cues()["coming_about"]):
            return
        noun = noun.head
    elif dated.timex.role != "attributive":
        return
    verb = noun.head.head if noun.head.dep_ in ("prep", "agent") else noun.head
    if verb.pos_ not in labels.VERBAL or dated.timex.relation not in ("on", "during"):
        return
    by = noun.dep_ == "pobj" and noun.head.lower_ in ("by", "in", "under", "with") and noun.lemma in cues()["instruments"]
    at = noun.dep_ in labels.OBJECT and noun.lemma in cues()["occasions"] and verb.lemma in cues()["attending"]
    if by or at:
        timex = replace(dated.timex, role="event")
        yield Dated(timex, verb.i, dated.timex.end <= verb.i)


def nearest(dates: Sequence[Dated], trigger: int) -> Dated:
    """The date closest to the trigger; of two equally close ones the later."""
    return min(
        dates, key=lambda d: (d.timex.start - trigger if d.timex.start > trigger else trigger - d.timex.end + 1, -d.timex.start)
    )


def is_fronted(parsed: Parsed, timex: Timex) -> bool:
    sentence = parsed.sentence_at(timex.start)
    opening = parsed.words[sentence.start : timex.start]
    return not any(t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP", "VBN") for t in opening)
