"""Which date dates an event: its own clause's, its sentence's, the narrative's, the heading's.

The search goes from the surest to the loosest evidence and stops at the first; every step is a function over the parse. What a
date modifies (its *site*) is the verb or noun that its preposition hangs on, looking through places (``in Minsk on 4 July``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors.parsing import Parsed
from extractors.schema import EventDate, Timex
from extractors.timex.grammar import find
from extractors.timex.normalise import Meaning, meanings
from extractors.timex.points import Point, shift
from extractors.timex.represent import days, edtf, granularity

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON"}
_AUXILIARY = {"aux", "auxpass", "aux:pass", "cop"}
_CORE = {"nsubj", "nsubjpass", "nsubj:pass", "dobj", "obj", "attr", "oprd", "csubj", "appos", "acomp"}
_SUBJECT = {"nsubj", "nsubjpass", "nsubj:pass", "csubj"}
_SUBORDINATE = {"advcl", "relcl", "acl", "acl:relcl", "ccomp", "xcomp", "csubj", "csubjpass", "csubj:pass", "pcomp", "parataxis", "conj", "dep", "prep"}
_ADJUNCT = {"prep", "npadvmod", "advmod", "nmod", "appos", "obl", "nmod:tmod", "obl:tmod", "obl:npmod", "nmod:npmod", "dep", "amod", "nummod", "compound", "poss"}
_ADOPTING = frozenset("adopt approve conclude enact initial pass promulgate ratify sign endorse reach agree negotiate".split())
_POSTPONING = frozenset("postpone delay defer extend prolong renew adjourn reschedule".split())
_OCCASIONS = frozenset(
    "election referendum vote summit conference meeting war coup ceremony congress session assembly crisis revolution uprising talk game convention "
    "plebiscite poll conflict invasion visit attack".split())
_RELATIVE = {"relcl", "acl:relcl", "acl"}
# verbs that say when what their subject names came about
_COMING_ABOUT = frozenset("begin start erupt break open launch commence occur happen take hold sign conclude found establish create form adopt sign follow".split())
_REACH = 2
_FINE = {"day", "week", "month", "quarter", "season", "year"}
_NEVER = frozenset(("never",))
_LATER = frozenset("later subsequently eventually previously formerly originally finally ultimately recently earlier long traditionally repeatedly always often since "
                   "nowadays today currently".split())
_WHEN = frozenset("when as while once where".split())
_END_OF_SENTENCE = re.compile(r"[.?!…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A timex with what it modifies; ``fronted``: it stands before the first finite verb of its sentence."""

    timex: Timex
    site: int
    fronted: bool


class DateIndex:
    """The dates of one document, asked for event by event."""

    def __init__(self, parsed: Parsed, timexes: Sequence[Timex]) -> None:
        self._parsed = parsed
        self._doc = parsed.doc
        self._group = _logical_sentences(parsed)
        self._dates: dict[int, list[Dated]] = defaultdict(list)
        self._relative: list[tuple[Timex, Meaning, int]] = []
        for timex in timexes:
            group = self._group[parsed.sentence_of[timex.start]]
            if timex.date_start or timex.date_end:
                self._dates[group].append(Dated(timex, _site(self._doc, timex), self._is_fronted(timex)))
            elif timex.method == "unresolved":
                self._add_relative(timex)
        for group, dates in self._dates.items():
            self._dates[group] = _resited(self._doc, dates)
        self._speech = _dateline(parsed, timexes)

    def date_of(self, trigger: int, arguments: Sequence[int] = ()) -> EventDate:
        """The date of the event with this trigger token; ``arguments`` are the head tokens of its arguments.

        An EventDate with empty cells where the text gives none.
        """
        return self._date_of(trigger, arguments, frozenset())

    def _date_of(self, trigger: int, arguments: Sequence[int], seen: frozenset[int]) -> EventDate:
        counted = self._counted(trigger, seen)
        if counted is not None:
            return counted
        group = self._group[self._parsed.sentence_of[trigger]]
        dates = self._dates.get(group, [])
        for method, search in (("name", self._named), ("clause", self._own), ("sentence", self._above), ("sentence", self._earlier_part)):
            found = search(trigger, arguments, dates)
            if found is not None:
                return self._event_date(found.timex, trigger, method)
        verb = _clause(self._doc[trigger])
        if verb is not None and (_timeless(verb) or any(c.lower_ in _NEVER for c in verb.children)):
            return EventDate()
        narrative = self._narrative(trigger, group)
        if narrative is not None:
            return narrative
        heading = self._heading(group, trigger)
        return self._event_date(heading, trigger, "heading") if heading is not None else EventDate()

    # -- evidence, from the surest to the loosest -------------------------------------------------------------------------

    def _named(self, trigger: int, arguments: Sequence[int], dates: Sequence[Dated]) -> Dated | None:
        """``passed the X Act of 2004``, ``the X Treaty (1997)``: a dated name dates its own adoption."""
        token = self._doc[trigger]
        named = [d for d in dates if d.timex.role == "name_part"]
        if not named:
            return None
        heads = {d.site: d for d in named}
        if trigger in heads:
            return heads[trigger]
        objects = [c for c in token.children if c.dep_ in ("dobj", "obj", "nsubjpass", "nsubj:pass")] if token.pos_ in VERBAL else []
        if token.lemma_.lower() in _ADOPTING or token.pos_ == "NOUN" and re.search(r"(?:adoption|signature|signing|passage|conclusion|ratification)$", token.lower_):
            objects += [g for c in token.children if c.lower_ == "of" for g in c.children]
            for item in objects:
                for index in [item.i, *(t.i for t in item.subtree)]:
                    if index in heads:
                        return heads[index]
        return None

    def _own(self, trigger: int, arguments: Sequence[int], dates: Sequence[Dated]) -> Dated | None:
        """The date that the trigger's own clause or noun phrase gives."""
        token = self._doc[trigger]
        word = _hyphenated(self._doc, trigger)
        events = [d for d in dates if d.timex.role == "event"]
        direct = [d for d in dates if d.site in word and (d.timex.role != "name_part")]
        if direct:
            return _nearest(direct, trigger)
        if token.pos_ in VERBAL:
            return self._of_verb(token, events, dates)
        inside = [d for d in events if token.left_edge.i <= d.timex.start <= token.right_edge.i and self._verb_between(d.site, trigger) is None]
        if inside:
            return _nearest(inside, trigger)
        for child in token.children:
            shared = [d for d in events if d.site == child.i]
            if shared and (child.dep_ == "conj" or child.dep_ in _RELATIVE and child.lemma_.lower() in _COMING_ABOUT):
                return shared[0]
        verb = _bearer(token)
        return self._of_verb(verb, events, dates) if verb is not None else None

    def _of_verb(self, verb: Token, events: Sequence[Dated], dates: Sequence[Dated]) -> Dated | None:
        word = _hyphenated(self._doc, verb.i)
        direct = [d for d in events if d.site in word]
        if direct:
            return _nearest(direct, verb.i)
        for dated in dates:
            site = self._doc[dated.site]
            if dated.timex.role == "event" and self._dates_verb(dated, verb):
                return dated
            if dated.timex.role != "name_part" and site.lemma_.lower() in _OCCASIONS and site.head.lower_ in ("at", "in", "during") and site.head.head.i == verb.i:
                return dated
        follower = self._doc[verb.i + 2] if verb.i + 2 < len(self._doc) and self._doc[verb.i + 1].lower_ in ("and", "or") else None
        if follower is not None and follower.pos_ == "VERB" and follower.tag_ == verb.tag_ or follower is not None and follower.tag_ in ("VBD", "VBN") and verb.tag_ in ("VBD", "VBN"):
            after = [d for d in events if d.timex.start > follower.i and d.site == follower.i]
            if after:
                return after[0]
        if _other_time(verb) or verb.tag_ in ("VBZ", "VBP"):
            return None
        below = [d for d in events if self._nonfinite_below(d.site, verb)]
        return below[0] if len({d.timex.timex3_value for d in below}) == 1 else None

    def _dates_verb(self, dated: Dated, verb: Token) -> bool:
        """Whether a date stands with a verb itself or with its subject or object."""
        site = self._doc[dated.site]
        if site.i == verb.i:
            return True
        for _ in range(4):
            if site.pos_ not in NOMINAL or dated.timex.relation not in ("on", "during", "throughout") and site.i != dated.site:
                return False
            if site.dep_ in _CORE:
                return bool(site.head.i == verb.i)
            if site.dep_ != "pobj" or site.head.lower_ != "of":
                return False
            site = site.head.head
        return False

    def _above(self, trigger: int, arguments: Sequence[int], dates: Sequence[Dated]) -> Dated | None:
        """A date of a clause above, of a coordinated clause, or of a ``when`` clause below."""
        events = [d for d in dates if d.timex.role == "event" and self._doc[d.site].pos_ in VERBAL]
        every = [d for d in dates if d.timex.role == "event"]
        dates = [d for d in dates if d.timex.relation in ("on", "during")]
        token = self._doc[trigger]
        verb = token if token.pos_ in VERBAL else _bearer(token)
        if not (events or dates) or verb is None:
            return None
        verb = _clause(verb) or verb
        for _ in range(6):
            shared = self._coordinated(verb, events)
            if shared is not None:
                return shared
            when = [d for d in events if _is_when_clause(self._doc[d.site], verb)]
            if when:
                return when[0]
            if verb.dep_ in _RELATIVE and not _other_time(verb):
                noun = [d for d in dates if (d.site == verb.head.i or d.timex.start <= verb.head.i < d.timex.end) and d.timex.role == "event"]
                if noun:
                    return noun[0]
            parent = _clause(verb.head) if verb.head.i != verb.i else None
            if parent is None or parent.i == verb.i or _other_time(verb) or _apart(verb):
                return None
            if verb.dep_ != "conj":
                own = [d for d in every if self._dates_verb(d, parent) and d.timex.relation not in ("until", "by")]
                if own:
                    return _nearest(own, trigger)
            verb = parent
        return None

    def _coordinated(self, verb: Token, events: Sequence[Dated]) -> Dated | None:
        """A fronted date holds for all coordinated verbs; one at the end for those that share the last verb's subject."""
        chain = _conjuncts(verb)
        if len(chain) < 2:
            return None
        for dated in events:
            if dated.site not in {v.i for v in chain}:
                continue
            if dated.fronted and dated.site <= verb.i:
                return dated
            last = chain[-1]
            if dated.site == last.i and dated.timex.start > last.i and verb.i < last.i and not _separate(self._doc, chain[-2], last) \
                    and not _other_time(last) and dated.timex.relation in ("on", "during"):
                return dated
        return None

    def _earlier_part(self, trigger: int, arguments: Sequence[int], dates: Sequence[Dated]) -> Dated | None:
        """The only date of the sentence where it is fronted, or stands before the colon that the trigger's clause explains."""
        events = [d for d in dates if d.timex.role == "event" and d.timex.relation in ("on", "during", "throughout")]
        verb = _clause(self._doc[trigger])
        if len({d.timex.timex3_value for d in events}) != 1 or verb is not None and _other_time(verb):
            return None
        dated = events[0]
        between = self._doc[dated.timex.end : trigger].text if dated.timex.end < trigger else ""
        if ":" in between or dated.fronted and self._doc[dated.site].pos_ in VERBAL and dated.timex.end <= trigger:
            return dated
        return None

    def _heading(self, group: int, trigger: int) -> Timex | None:
        """The date of the nearest heading above, where it is one and not the line that dates the whole text."""
        for i in range(group, -1, -1):
            if self._parsed.sentences[i].heading:
                found = [d.timex for d in self._dates.get(self._group[i], ()) if d.timex.relation in ("on", "during")]
                if len({t.edtf for t in found}) != 1 or found[0].timex3_value == self._speech:
                    return None
                return found[0] if i != group or self._parsed.sentence_of[trigger] == i else None
        return None

    def _narrative(self, trigger: int, group: int) -> EventDate | None:
        """The date of the sentences before in the same paragraph, for what the narrative goes on to tell in the past tense."""
        token = self._doc[trigger]
        verb = token if token.pos_ in VERBAL else _bearer(token)
        if verb is None or not self._narrates(verb):
            return None
        for dated in self._told_before(group):
            return self._event_date(dated.timex, trigger, "narrative")
        return None

    def _told_before(self, group: int) -> Iterator[Dated]:
        """The dates that the sentences before assert, from the nearest back, within the paragraph."""
        block = self._block(group)
        for i in range(group - 1, max(-1, group - 1 - _REACH), -1):
            if self._block(i) != block or self._parsed.sentences[i].heading:
                return
            dates = [d for d in self._dates.get(i, ()) if d.timex.role == "event" and d.timex.relation == "on" and d.timex.granularity in _FINE]
            for dated in reversed(dates):
                site = self._doc[dated.site]
                clause = _clause(_word_head(self._doc, site.i))
                if clause is not None and clause.dep_ not in _RELATIVE and self._narrates(clause):
                    yield dated

    def _narrates(self, verb: Token) -> bool:
        """Simple past, asserted, with no adverb that leaves the moment."""
        finite = verb
        for _ in range(4):
            if finite.tag_ in ("VB", "VBG") and finite.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "conj") and finite.head.pos_ in VERBAL:
                finite = finite.head
        forms = {c.lower_ for c in finite.children if c.dep_ in _AUXILIARY}
        past = finite.tag_ == "VBD" or finite.tag_ == "VBN" and bool(forms & {"was", "were"}) or bool(forms & {"did"})
        return past and not _other_time(finite) and not any(c.lower_ in _LATER or c.lower_ in _NEVER for c in finite.children)

    def _block(self, sentence: int) -> int:
        starts = [b.char_start for b in self._parsed.document.blocks]
        return bisect_right(starts, self._parsed.sentences[sentence].char_start)

    # -- events that count from each other --------------------------------------------------------------------------------

    def _add_relative(self, timex: Timex) -> None:
        """``a day after the EU declared``: remember the measure and the verb that it counts from."""
        if not re.search(r"(?:after|before)$", timex.text):
            return
        meaning = next(iter(find(timex.text.lower(), iter([(0, len(timex.text))]), meanings)), None)
        sentence = self._parsed.sentence_at(timex.start)
        verb = next((t.i for t in self._doc[timex.end : sentence.end] if t.pos_ == "VERB"), None)
        if meaning is not None and meaning.kind == "shift" and verb is not None:
            self._relative.append((timex, meaning, verb))

    def _counted(self, trigger: int, seen: frozenset[int]) -> EventDate | None:
        for number, (timex, meaning, other) in enumerate(self._relative):
            if number in seen or self._parsed.sentence_of[timex.start] != self._parsed.sentence_of[trigger]:
                continue
            verb = _clause(self._doc[trigger])
            site = _site(self._doc, timex)
            if verb is not None and (verb.i == other or verb.head.i == other and verb.dep_ == "xcomp"):
                main = next((t.i for t in reversed(self._doc[self._parsed.sentence_at(trigger).start : timex.start]) if t.pos_ == "VERB"), None)
                base, count = (self._date_of(main, (), seen | {number}) if main is not None else EventDate()), -meaning.count
            elif verb is not None and (verb.i == site or verb.i < timex.start and _clause(self._doc[site]) == verb):
                base, count = self._date_of(other, (), seen | {number}), meaning.count
                if base.method not in ("clause", "name"):
                    continue
            else:
                continue
            moved = _moved(base, meaning.unit, count)
            if moved is not None:
                return replace(moved, text=timex.text, date_id=timex.date_id, method="clause")
        return None

    # -- small questions --------------------------------------------------------------------------------------------------

    def _is_fronted(self, timex: Timex) -> bool:
        sentence = self._parsed.sentence_at(timex.start)
        return not any(t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP", "VBN") for t in self._doc[sentence.start : timex.start])

    def _verb_between(self, low: int, high: int) -> Token | None:
        """A verb on the way up from one token to another."""
        token = self._doc[low]
        for _ in range(20):
            if token.i == high or token.head.i == token.i:
                return None
            if token.pos_ in VERBAL:
                return token
            token = token.head
        return None

    def _nonfinite_below(self, site: int, verb: Token) -> bool:
        """Whether a date's site hangs below a verb with only participles, infinitives and places on the way."""
        token = self._doc[site]
        if token.pos_ not in VERBAL:
            return False
        if token.tag_ not in ("VBG", "VB") or token.dep_ not in ("xcomp", "acl", "pcomp", "prep"):
            return False
        head = token.head
        if head.pos_ in NOMINAL and head.dep_ in ("dobj", "obj"):
            head = head.head
        return bool(head.i == verb.i)

    def _event_date(self, timex: Timex, trigger: int, method: str) -> EventDate:
        verb = _clause(self._doc[trigger])
        result = EventDate(timex.text, timex.edtf, timex.date_start, timex.date_end, timex.granularity, method, timex.date_id)
        if timex.relation == "until" and "/" in timex.edtf and timex.edtf.startswith("..") and verb is not None:
            if verb.lemma_.lower() in _POSTPONING:
                return EventDate()
            if any(c.dep_ == "neg" or c.lower_ in ("not", "n't", "never") for c in verb.children):
                return self._at(timex, method)
        if timex.relation == "by" and method in ("clause", "sentence"):
            return result
        return result

    def _at(self, timex: Timex, method: str) -> EventDate:
        """``did not recognise it until 1991``: it did then."""
        bare = timex.edtf.removeprefix("../")
        end = timex.date_end
        start = {"year": end[:-5] + "01-01", "month": end[:-2] + "01"}.get(timex.granularity, end)
        return EventDate(timex.text, bare, start, end, timex.granularity, method, timex.date_id)


def _logical_sentences(parsed: Parsed) -> list[int]:
    """For every sentence the first one of its logical sentence: a parser's sentence that ends without a full stop goes on."""
    result: list[int] = []
    for i, sentence in enumerate(parsed.sentences):
        previous = parsed.sentences[i - 1] if i else None
        joined = previous is not None and not previous.heading and not sentence.heading and not _END_OF_SENTENCE.search(previous.text) \
            and "\n" not in parsed.document.text[previous.char_end : sentence.char_start]
        result.append(result[-1] if joined else i)
    return result


def _dateline(parsed: Parsed, timexes: Sequence[Timex]) -> str:
    """The TIMEX3 value of the document's date where one of its first dates names it."""
    date = parsed.document.document_date
    return date if date and any(t.timex3_value == date for t in timexes[:4]) else ""


def _resited(doc: Doc, dates: Sequence[Dated]) -> list[Dated]:
    """Two dates that the parser hangs on one verb: the second belongs to the verb that stands between them."""
    result: list[Dated] = []
    for dated in dates:
        rival = next((d for d in result if d.site == dated.site and d.timex.timex3_value != dated.timex.timex3_value), None)
        if rival is not None and doc[dated.site].pos_ in VERBAL and not _is_range(rival.timex, dated.timex):
            between = [t for t in doc[max(rival.timex.end, dated.site + 1) : dated.timex.start] if t.pos_ == "VERB"]
            if between:
                dated = replace(dated, site=between[-1].i)
        result.append(dated)
    return result


def _is_range(first: Timex, second: Timex) -> bool:
    return first.edtf == second.edtf and (first.relation, second.relation) == ("since", "until")


def _site(doc: Doc, timex: Timex) -> int:
    """The token that a date modifies."""
    sentence = doc[timex.start].sent
    before = doc[timex.start - 1] if timex.start > sentence.start else None
    noun = doc[before.i - 1] if before is not None and before.tag_ == "IN" and before.i - 1 >= sentence.start else before
    if noun is not None and noun.pos_ in NOMINAL and noun.lemma_.lower() in _OCCASIONS:
        return int(noun.i)
    site = _attached(doc, timex)
    if timex.start - sentence.start <= 2 and doc[site].pos_ not in VERBAL:
        root = sentence.root
        verbs = [root] if root.pos_ in VERBAL and root.i > timex.start else [t for t in sentence if t.i >= timex.end and t.tag_ in ("VBD", "VBZ", "VBP", "VBN")]
        fronted = doc[timex.end].is_punct if timex.end < len(doc) else False
        if verbs and (fronted or doc[site].pos_ not in NOMINAL or before is not None and doc[site].i == before.i):
            return int(verbs[0].i)
    return site


def _attached(doc: Doc, timex: Timex) -> int:
    inside = range(timex.start, timex.end)
    token = doc[timex.start : timex.end].root
    for _ in range(10):
        head = token.head
        if head.i == token.i:
            return int(token.i)
        if head.pos_ in VERBAL and head.i not in inside and head.lower_ not in ("including", "following", "according"):
            return int(head.i) if head.dep_ not in _AUXILIARY else int(head.head.i)
        place = head.pos_ == "NUM" or (head.ent_type_ not in ("EVENT", "LAW") and
                                       head.dep_ not in _SUBJECT and (head.ent_type_ != "" or head.tag_ in ("NNP", "NNPS") or head.text.isupper()))
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and head.i not in inside and token.dep_ in _ADJUNCT and not place:
            return int(head.i)
        token = head
    return int(token.i)


def _clause(token: Token) -> Token | None:
    """The verb whose clause a token stands in."""
    for _ in range(20):
        if token.pos_ in VERBAL and token.dep_ not in _AUXILIARY:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _bearer(noun: Token) -> Token | None:
    """The verb of which a noun is a core argument or an adjunct: what dates the verb dates the event that the noun names."""
    token = noun
    for step in range(5):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ == "prep" and token.lower_ in ("following", "after"):
            direct = noun.head.i == token.i or noun.dep_ == "conj" and noun.head.head.i == token.i
            return head if direct and head.pos_ in VERBAL else None
        if token.dep_ == "prep" and token.lower_ == "of" and head.pos_ in NOMINAL and step <= 1:
            token = head
            continue
        if head.pos_ in VERBAL:
            return head if token.dep_ in _CORE or token.dep_ == "prep" and token.i != noun.i and token.lower_ in ("in", "at", "by", "to", "on", "with", "under", "from", "through") else None
        if not (head.dep_ == "prep" or token.dep_ in ("conj",)):
            return None
        token = head
    return None


def _conjuncts(verb: Token) -> list[Token]:
    """The coordinated verbs of a clause in order."""
    first = verb
    for _ in range(8):
        if first.dep_ != "conj" or first.head.pos_ not in VERBAL:
            break
        first = first.head
    chain = [first]
    todo = [first]
    while todo and len(chain) < 10:
        token = todo.pop()
        children = [c for c in token.children if c.dep_ == "conj" and c.pos_ in VERBAL]
        chain += children
        todo += children
    return sorted(chain, key=lambda t: t.i)


def _separate(doc: Doc, verb: Token, last: Token) -> bool:
    """Whether the last of coordinated clauses has a subject of its own after a comma: another event at another time."""
    return _has_subject(last) and any(t.text in ",;" for t in doc[verb.i : last.i])


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "nsubj:pass", "expl", "csubj") for c in verb.children)


def _other_time(verb: Token) -> bool:
    """Perfect, modal or future: a clause that need not share the time of the clause above it."""
    forms = {c.lower_ for c in verb.children if c.dep_ in _AUXILIARY}
    return bool(forms & {"had", "has", "have", "'ve", "’ve", "'d", "would", "will", "could", "may", "might", "can", "shall", "should"})


def _apart(verb: Token) -> bool:
    """A finite clause after ``after``, ``before``, ``until`` ...: another time than the clause above."""
    if verb.tag_ == "VBG":
        return False
    if verb.dep_ in ("pobj", "pcomp") and verb.head.lower_ in _APART:
        return True
    return verb.dep_ == "advcl" and any(c.lower_ in _APART for c in verb.children if c.dep_ in ("mark", "advmod", "prep", "case"))


_APART = frozenset("after before until till since although though".split())


def _timeless(verb: Token) -> bool:
    """A state told in the present tense: ``the members are ...``."""
    return verb.lemma_.lower() in ("be", "have", "remain", "consist", "include", "belong") and verb.tag_ in ("VBZ", "VBP")


def _is_when_clause(site: Token, verb: Token) -> bool:
    return site.dep_ == "advcl" and site.head.i == verb.i and any(c.lower_ in _WHEN and c.dep_ in ("advmod", "mark") for c in site.children)


def _hyphenated(doc: Doc, index: int) -> range:
    """The tokens of the written word around a token: ``re-elected``."""
    start = end = index
    while start > 0 and not doc[start - 1].whitespace_ and (doc[start].text == "-" or doc[start - 1].text == "-") and index - start < 4:
        start -= 1
    while end + 1 < len(doc) and not doc[end].whitespace_ and (doc[end].text == "-" or doc[end + 1].text == "-") and end - index < 4:
        end += 1
    return range(start, end + 1)


def _word_head(doc: Doc, index: int) -> Token:
    """Of a written word that was cut at its hyphen, the token that the rest hangs on."""
    word = _hyphenated(doc, index)
    return next((doc[i] for i in word if doc[i].head.i not in word or doc[i].head.i == i), doc[index])


def _nearest(dates: Sequence[Dated], trigger: int) -> Dated:
    """The date closest to the trigger; of two equally close ones the later."""
    return min(dates, key=lambda d: (d.timex.start - trigger if d.timex.start > trigger else trigger - d.timex.end + 1, -d.timex.start))


def _moved(base: EventDate, unit: str, count: int) -> EventDate | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", base.edtf)
    if match is None:
        return None
    year, month, day = (int(g or 0) for g in match.groups())
    if month > 12:
        return None
    point = shift(Point("day" if day else "month" if month else "year", year, month, day), unit, count)
    if point is None:
        return None
    start, end = days(point)
    return EventDate("", edtf(point), start, end, granularity(point), "clause", "")

