"""Which date dates an event: its own clause's, its sentence's, the narrative's, the heading's.

The search goes from the surest to the loosest evidence and stops at the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbale.extractors.parse import Parsed, Word, labels
from verbale.extractors.schema import EventDate, Timex
from verbale.extractors.timex.attach.clauses import (
    bearer,
    clause,
    cues,
    other_time,
    timeless,
    word_head,
)
from verbale.extractors.timex.attach.evidence import above, earlier_part, named, own, since
from verbale.extractors.timex.attach.sites import (
    Dated,
    dateline,
    headings_above,
    is_fronted,
    lent,
    logical_sentences,
    resited,
    site_of,
)
from verbale.extractors.timex.calendar.notation import days, edtf, granularity
from verbale.extractors.timex.calendar.points import Point, shift
from verbale.extractors.timex.find.grammar import find
from verbale.extractors.timex.find.local_meaning import Meaning
from verbale.extractors.timex.resolve.meanings import meanings

_NONFINITE = {"xcomp", "ccomp", "pcomp", "advcl", "conj"}
_FINE = {"day", "week", "month", "quarter", "season", "year"}


class DateIndex:
    """The dates of one document, asked for event by event."""

    def __init__(self, parsed: Parsed, timexes: Sequence[Timex]) -> None:
        self._parsed = parsed
        self._doc = parsed.words
        self._group = logical_sentences(parsed)
        self._dates: dict[int, list[Dated]] = defaultdict(list)
        self._relative: list[tuple[Timex, Meaning, int]] = []
        for timex in timexes:
            group = self._group[parsed.sentence_of[timex.start]]
            if timex.date_start or timex.date_end:
                self._dates[group].append(Dated(timex, site_of(self._doc, timex), is_fronted(parsed, timex)))
            elif timex.method == "unresolved":
                self._add_relative(timex)
        for group, dates in self._dates.items():
            dates = resited(self._doc, dates)
            self._dates[group] = dates + [more for dated in dates for more in lent(self._doc, dated)]
        starts = [block.char_start for block in parsed.document.blocks]
        self._blocks = [bisect_right(starts, sentence.char_start) for sentence in parsed.sentences]
        self._headings = headings_above(parsed)
        self._speech = dateline(parsed, timexes)
        self._spoken = next((t.anchor_value for t in timexes if t.method == "document_date"), "") or self._speech
        self._tokens = {i for timex in timexes for i in range(timex.start, timex.end)}

    def covers(self, token: int) -> bool:
        """Whether this token is part of a temporal expression."""
        return token in self._tokens

    def dates_behind(self, trigger: int) -> list[Timex]:
        """The dates of events that stand behind a trigger in its sentence, in order."""
        found = self._dates.get(self._group[self._parsed.sentence_of[trigger]], ())
        own = {d.timex.start: d.timex for d in found if d.timex.start > trigger and d.timex.relation in ("on", "during", "since")}
        return [own[start] for start in sorted(own)]

    def dated_by(self, timex: Timex, trigger: int) -> EventDate:
        """This expression as the date of the event with this trigger."""
        return self._event_date(timex, trigger, "clause")

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
        opened = since(self._doc, trigger, dates)
        if opened is not None:
            return self._ever_since(opened.timex)
        for method, search in (
            ("name", named),
            ("clause", own),
            ("sentence", above),
            ("sentence", earlier_part),
        ):
            found = search(self._doc, trigger, dates)
            if found is not None:
                return self._event_date(found.timex, trigger, method)
            if search is own and (lent := next((d for d in dates if d.timex.role == "event" and d.site in arguments), None)):
                return self._event_date(lent.timex, trigger, method)
        verb = clause(self._doc[trigger])
        if verb is not None and (timeless(verb) or any(c.lower_ == "never" for c in verb.children)):
            return EventDate()
        narrative = None if dates else self._narrative(trigger, group)
        if narrative is not None:
            return narrative
        heading = self._heading(group, trigger)
        return self._event_date(heading, trigger, "heading") if heading is not None else EventDate()

    def _heading(self, group: int, trigger: int) -> Timex | None:
        """The date of the nearest heading above, where it is one and not the line that dates the whole text."""
        heading = self._headings[group]
        if heading < 0 or (heading == group and self._parsed.sentence_of[trigger] != heading):
            return None
        found = [d.timex for d in self._dates.get(self._group[heading], ()) if d.timex.relation in ("on", "during")]
        if len({t.edtf for t in found}) != 1 or found[0].timex3_value == self._speech:
            return None
        return found[0]

    def _narrative(self, trigger: int, group: int) -> EventDate | None:
        """The date of the sentence before in the same paragraph, for what the narrative goes on to tell in the past tense.

        Not where the sentence opens with another time (``After the war ...``) or tells of many events at once.
        """
        token = self._doc[trigger]
        verb = token if token.pos_ in labels.VERBAL else bearer(token)
        if verb is None or not self._narrates(verb) or verb.dep_ in labels.ADNOMINAL:
            return None
        opening = self._doc[self._parsed.sentence_at(trigger).start : verb.i]
        if any(t.lower_ in cues()["elsewhen"] for t in opening):
            return None
        return next((self._event_date(d.timex, trigger, "narrative") for d in self._told_before(group)), None)

    def _told_before(self, group: int) -> Iterator[Dated]:
        """The dates that the sentence before asserts, the last first, if it stands in the same paragraph."""
        before = self._group[group - 1] if group else -1
        if before < 0 or self._blocks[before] != self._blocks[group] or self._parsed.sentences[before].heading:
            return
        for dated in reversed(self._dates.get(before, ())):
            timex, site = dated.timex, self._doc[dated.site]
            fine = timex.role == "event" and timex.relation == "on" and timex.granularity in _FINE
            if not fine or site.pos_ not in labels.VERBAL:
                continue
            told = clause(word_head(self._doc, site.i))
            if told is not None and told.dep_ not in labels.ADNOMINAL and self._narrates(told):
                yield dated

    def _narrates(self, verb: Word) -> bool:
        """Simple past, asserted, with no adverb that leaves the moment."""
        finite = verb
        for _ in range(4):
            helped = any(c.dep_ in labels.HELPING and c.tag_ != "TO" for c in finite.children)
            bare = finite.tag_ in ("VB", "VBG") and not helped
            purpose = finite.tag_ == "VB" and finite.dep_ == "advcl"
            if bare and not purpose and finite.dep_ in _NONFINITE and finite.head.pos_ in labels.VERBAL:
                finite = finite.head
        forms = {c.lower_ for c in finite.children if c.dep_ in labels.HELPING}
        past = finite.tag_ == "VBD" or (finite.tag_ == "VBN" and bool(forms & {"was", "were"})) or "did" in forms
        return past and not other_time(finite) and not any(c.lower_ in cues()["leaving"] for c in finite.children)

    def _add_relative(self, timex: Timex) -> None:
        """``a day after the EU declared``: remember the measure and the verb that it counts from."""
        if not re.search(r"(?:after|before)$", timex.text):
            return
        meaning = next(iter(find(timex.text.lower(), iter([(0, len(timex.text))]), meanings)), None)
        verb = self._counted_from(timex)
        if meaning is not None and meaning.kind == "shift" and verb is not None:
            self._relative.append((timex, meaning, verb))

    def _counted_from(self, timex: Timex) -> int | None:
        """The verb or noun below the ``after`` that ends an expression, else the next verb."""
        link = self._doc[timex.end - 1]
        if link.dep_ == "mark" and link.head.i > link.i and link.head.pos_ == "VERB":
            return link.head.i
        noun = next((c for c in link.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
        if noun is not None:
            return noun.i
        return next((t.i for t in self._doc[timex.end : self._parsed.sentence_at(timex.start).end] if t.pos_ == "VERB"), None)

    def _counted(self, trigger: int, seen: frozenset[int]) -> EventDate | None:
        for number, (timex, meaning, other) in enumerate(self._relative):
            if number in seen or self._parsed.sentence_of[timex.start] != self._parsed.sentence_of[trigger]:
                continue
            verb = clause(self._doc[trigger])
            site = site_of(self._doc, timex)
            if trigger == other or (verb is not None and (verb.i == other or (verb.head.i == other and verb.dep_ == "xcomp"))):
                main = next(
                    (t.i for t in reversed(self._doc[self._parsed.sentence_at(trigger).start : timex.start]) if t.pos_ == "VERB"),
                    None,
                )
                base, count = (self._date_of(main, (), seen | {number}) if main is not None else EventDate()), -meaning.count
                if main is not None and not base.edtf and self._doc[main].tag_ in ("VBZ", "VBP"):
                    base = EventDate(edtf=self._spoken)  # "The move comes a day after ...": news of its day
            elif verb is not None and (verb.i == site or (verb.i < timex.start and clause(self._doc[site]) == verb)):
                base, count = self._date_of(other, (), seen | {number}), meaning.count
                if base.method not in ("clause", "name"):
                    continue
            else:
                continue
            moved = _moved(base, meaning.unit, count)
            if moved is not None:
                return replace(moved, text=timex.text, date_id=timex.date_id, method="clause")
        return None

    def _event_date(self, timex: Timex, trigger: int, method: str) -> EventDate:
        verb = clause(self._doc[trigger])
        result = EventDate(timex.text, timex.edtf, timex.date_start, timex.date_end, timex.granularity, method, timex.date_id)
        if timex.relation == "until" and "/" in timex.edtf and timex.edtf.startswith("..") and verb is not None:
            if verb.lemma in cues()["postponing"]:
                return EventDate()
            if any(c.dep_ == "neg" or c.lower_ in ("not", "n't", "never") for c in verb.children):
                return self._at(timex, method)
        if timex.relation == "by" and method in ("clause", "sentence"):
            return result
        return result

    def _ever_since(self, timex: Timex) -> EventDate:
        """From the date on, with no end."""
        edtf = f"{timex.edtf.split('/')[0]}/.."
        return EventDate(timex.text, edtf, timex.date_start, "", timex.granularity, "clause", timex.date_id)

    def _at(self, timex: Timex, method: str) -> EventDate:
        """``did not recognise it until 1991``: it did then."""
        bare = timex.edtf.removeprefix("../")
        end = timex.date_end
        start = {"year": end[:-5] + "01-01", "month": end[:-2] + "01"}.get(timex.granularity, end)
        return EventDate(timex.text, bare, start, end, timex.granularity, method, timex.date_id)


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
