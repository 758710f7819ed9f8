"""Which date dates an event: its own clause's, its sentence's, the narrative's, the heading's.

The search goes from the surest to the loosest evidence and stops at the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.extractors.parse import Parsed, Word
from verbale.extractors.schema import EventDate, Timex
from verbale.extractors.timex.attach.clauses import clause, comes_after, other_time, timeless
from verbale.extractors.timex.attach.counted import Counted, counted_from_events, date_beside, is_told_now, main_verb, moved
from verbale.extractors.timex.attach.discourse import dates_of_rows, day_of_text, headings_above, logical_sentences
from verbale.extractors.timex.attach.governors import Dated, dates_nothing, governor_of, is_fronted, lent, regoverned
from verbale.extractors.timex.attach.listing import listed
from verbale.extractors.timex.attach.moments import event_date, ever_since, told_of
from verbale.extractors.timex.attach.narrative import goes_on, told
from verbale.extractors.timex.attach.other_clauses import above, earlier_part
from verbale.extractors.timex.attach.own_clause import is_perfect, named, own, says_since_then, since

_WITHIN = frozenset(("on", "during", "since"))


class DateIndex:
    """The dates of one document, asked for event by event."""

    def __init__(self, parsed: Parsed, timexes: Sequence[Timex]) -> None:
        starts = [block.char_start for block in parsed.document.blocks]
        self._parsed = parsed
        self._timexes = timexes
        self._doc = parsed.words
        self._group = logical_sentences(parsed)
        self._dates = _by_sentence(parsed, timexes, self._group)
        self._counted = counted_from_events(parsed, timexes)
        self._blocks = [bisect_right(starts, sentence.char_start) for sentence in parsed.sentences]
        self._headings = headings_above(parsed)
        self._rows = dates_of_rows(parsed, timexes)
        self._day = day_of_text(parsed, timexes)
        self._spoken = next((t.anchor_value for t in timexes if t.method == "document_date"), "") or self._day
        self._tokens = {i for timex in timexes for i in range(timex.start, timex.end)}

    def covers(self, token: int) -> bool:
        """Whether this token is part of a temporal expression."""
        return token in self._tokens

    def dates_behind(self, trigger: int) -> list[Timex]:
        """The dates of events that stand behind a trigger in its sentence, in order."""
        found = self._dates.get(self._group_of(trigger), ())
        behind = {d.timex.start: d.timex for d in found if d.timex.start > trigger and d.timex.relation in _WITHIN}
        return [behind[start] for start in sorted(behind)]

    def listed_with(self, date: EventDate) -> list[Timex]:
        """The expressions of the list that a date stands in, in order (``in 2007 and 2009``); empty where it stands alone."""
        place = next((n for n, timex in enumerate(self._timexes) if timex.date_id == date.date_id), None)
        return listed(self._doc, self._timexes, place) if place is not None and date.date_id else []

    def dated_by(self, timex: Timex, trigger: int) -> EventDate:
        """This expression as the date of the event with this trigger."""
        return self._event_date(timex, trigger, "clause")

    def date_of(self, trigger: int, arguments: Sequence[int] = ()) -> EventDate:
        """The date of the event with this trigger token; ``arguments`` are the head tokens of its arguments.

        An EventDate with empty cells where the text gives none.
        """
        return self._date_of(trigger, arguments, frozenset())

    def _date_of(self, trigger: int, arguments: Sequence[int], seen: frozenset[int]) -> EventDate:
        """``seen`` are the expressions that are being counted from, so that none counts from itself."""
        counted = self._counted_date(trigger, seen)
        if counted is not None:
            return counted
        if comes_after(self._doc[trigger]):
            return self._date_inside(trigger)
        group = self._group_of(trigger)
        dates = self._dates.get(group, ())
        opened = since(self._doc, trigger, dates)
        if opened is not None:
            return ever_since(opened.timex)
        begun = self._begun_then(trigger, group)
        if begun is not None:
            return begun
        evidence = self._evidence(trigger, arguments, dates)
        best = next(((dated, method) for dated, method in evidence if dated is not None), None)
        if best is not None:
            return self._event_date(best[0].timex, trigger, best[1])
        verb = clause(self._doc[trigger])
        if verb is not None and (timeless(verb) or any(c.lower_ == "never" for c in verb.children)):
            return EventDate()
        narrative = None if dates else self._narrative_date(trigger, group)
        if narrative is not None:
            return narrative
        row = self._parsed.sentence_at(trigger).row
        return self._row_date(row, trigger) if row else self._heading_date(group, trigger)

    def _evidence(self, trigger: int, arguments: Sequence[int], dates: Sequence[Dated]) -> Iterator[tuple[Dated | None, str]]:
        """What the event's name, its clause, its arguments and the clauses around it say, the surest first, with the method."""
        yield named(self._doc, trigger, dates), "name"
        yield told_of(self._doc, trigger, dates), "clause"
        yield own(self._doc, trigger, dates), "clause"
        yield next((d for d in dates if d.is_of_event and d.governor in arguments), None), "clause"
        yield above(self._doc, trigger, dates), "sentence"
        yield earlier_part(self._doc, trigger, dates), "sentence"

    def _narrative_date(self, trigger: int, group: int) -> EventDate | None:
        """The date of the sentence before in the same paragraph, for what the narrative goes on to tell in the past tense."""
        before = self._group[group - 1] if group else -1
        if before < 0 or self._blocks[before] != self._blocks[group] or self._parsed.sentences[before].heading:
            return None
        if not goes_on(self._doc, trigger, self._parsed.sentence_at(trigger).start):
            return None
        last = next(told(self._doc, reversed(self._dates.get(before, ()))), None)
        return self._event_date(last.timex, trigger, "narrative") if last is not None else None

    def _begun_then(self, trigger: int, group: int) -> EventDate | None:
        """``Since then it has taken part``: from the date on at which the sentences before it narrate."""
        sentence = self._parsed.sentence_at(trigger)
        verb = clause(self._doc[trigger])
        if not says_since_then(self._doc, sentence.start, sentence.end) or verb is None or not is_perfect(verb):
            return None
        while (before := self._group[group - 1] if group else -1) >= 0 and self._blocks[before] == self._blocks[group]:
            last = next(told(self._doc, reversed(self._dates.get(before, ()))), None)
            if last is not None:
                return replace(ever_since(last.timex), method="narrative")
            group = before
        return None

    def _row_date(self, row: int, trigger: int) -> EventDate:
        """The date that an entry or a table row begins with; none for what was or will be at another time."""
        verb = clause(self._doc[trigger])
        if row not in self._rows or (verb is not None and other_time(verb)):
            return EventDate()
        return self._event_date(self._rows[row], trigger, "heading")

    def _heading_date(self, group: int, trigger: int) -> EventDate:
        """The date of the nearest heading above, where it is one and not the line that dates the whole text; else none."""
        heading = self._headings[group]
        if heading < 0 or (heading == group and self._parsed.sentence_of[trigger] != heading):
            return EventDate()
        found = [d.timex for d in self._dates.get(self._group[heading], ()) if d.is_at_once]
        if len({timex.edtf for timex in found}) != 1 or found[0].timex3_value == self._day:
            return EventDate()
        return self._event_date(found[0], trigger, "heading")

    def _counted_date(self, trigger: int, seen: frozenset[int]) -> EventDate | None:
        """The date of an event that is told to lie so long before or after another."""
        verb = clause(self._doc[trigger])
        for number, counted in enumerate(self._counted):
            if number in seen or self._parsed.sentence_of[counted.timex.start] != self._parsed.sentence_of[trigger]:
                continue
            date = None
            if self._has_own_date(trigger, verb, counted):
                continue
            if counted.is_of_origin(trigger, verb):
                base = date_beside(counted, (d.timex for d in self._dates.get(self._group_of(trigger), ())))
                base = base if base.edtf else self._main_date(counted, seen | {number})
                date = moved(base, counted.unit, -counted.count, counted.timex)
            elif counted.is_of_result(self._parsed, verb):
                base = self._date_of(counted.origin, (), seen | {number})
                stated = base.method in ("clause", "name")
                date = moved(base, counted.unit, counted.count, counted.timex) if stated else None
            if date is not None:
                return date
            if trigger == counted.origin:
                return self._date_inside(trigger)
        return None

    def _has_own_date(self, trigger: int, verb: Word | None, counted: Counted) -> bool:
        """``began in May 1962, two years after it became free in April 1960``: what is dated itself is not counted to."""
        behind = trigger > counted.timex.start
        words = {trigger} | ({verb.i} if verb is not None else set())
        near = (d for d in self._dates.get(self._group_of(trigger), ()) if d.governor in words and d.is_at_once)
        return any((d.timex.start > counted.timex.start) is behind for d in near)

    def _date_inside(self, trigger: int) -> EventDate:
        """The date in an event's own phrase: from another that is only counted from it, it has none."""
        word, dates = self._doc[trigger], self._dates.get(self._group_of(trigger), ())
        inside = [d for d in dates if word.left_edge.i <= d.timex.start <= word.right_edge.i]
        found = named(self._doc, trigger, inside) or own(self._doc, trigger, inside)
        return self._event_date(found.timex, trigger, "clause") if found is not None else EventDate()

    def _group_of(self, trigger: int) -> int:
        return self._group[self._parsed.sentence_of[trigger]]

    def _main_date(self, counted: Counted, seen: frozenset[int]) -> EventDate:
        """The date of the event that an expression counts to, which in news may be the day of the text."""
        main = main_verb(self._parsed, counted)
        if main is None:
            return EventDate()
        date = self._date_of(main.i, (), seen)
        return EventDate(edtf=self._spoken) if not date.edtf and is_told_now(main) else date

    def _event_date(self, timex: Timex, trigger: int, method: str) -> EventDate:
        return event_date(self._doc, timex, trigger, method)


def _by_sentence(parsed: Parsed, timexes: Sequence[Timex], group: Sequence[int]) -> Mapping[int, Sequence[Dated]]:
    """The dates of every logical sentence with what governs them; those that are lent to another verb come last."""
    found: dict[int, list[Dated]] = defaultdict(list)
    for timex in timexes:
        if (timex.date_start or timex.date_end) and not dates_nothing(parsed.words, timex):
            dated = Dated(timex, governor_of(parsed.words, timex), is_fronted(parsed, timex))
            found[group[parsed.sentence_of[timex.start]]].append(dated)
    result = {}
    for sentence, dates in found.items():
        own_dates = regoverned(parsed.words, dates)
        result[sentence] = own_dates + [more for dated in own_dates if (more := lent(parsed.words, dated)) is not None]
    return result
