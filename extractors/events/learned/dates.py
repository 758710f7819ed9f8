"""Which of the dates near by dates an event, or that none does, as learned from annotated events.

Features of trigger and expression, and of the answer that none dates the event; trained by ``training/finder/date_choice.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, islice, repeat

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.models import Cuts
from verbale.extractors.events.learned.ways import bucket, climb, path
from verbale.extractors.finder import crossed, slot
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Parsed, Word, labels
from verbale.extractors.schema import EventDate, Sentence, Timex
from verbale.extractors.timex import Nearby, clause, goes_on, top_of

_HIGHEST, _DEEPEST = 6, 7
_FAR = _HIGHEST + _DEEPEST + 2  # no way is that long: the two alone bound it
_LONG_HEADING = 6
_ITEM = re.compile(r"\s*(?:[-–—*•]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)])\s")
_MARK = 12  # characters in which the mark of an item stands
_CLOSED = frozenset(("RB", "IN", "CC", "DT", "PRP", "PRP$", "EX", "WRB", "TO"))
NONE = "none"
"""Opens the names of the features of the answer that no expression near by dates an event."""
_Hanging = tuple[Word | None, Word | None, tuple[str, ...]]
"""The word of an expression that hangs on one outside it, that other one, and the features of the clause that they stand in."""


class DateLinks:
    """The temporal expressions that might date the events of one document."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._nearby = Nearby(findings.parsed, findings.timexes)
        # What is said of a trigger holds with every date that stands alike; what is said of a date, and where they begin, with
        # every trigger.
        self._triggers: dict[tuple[int, str], list[str]] = {}
        self._standing: dict[tuple[int, str, str], list[int]] = {}
        self._hangs: dict[tuple[int, int], _Hanging] = {}
        self._starts: dict[int, list[int]] = {}

    def candidates(self, trigger: int) -> list[Timex]:
        """Those of the trigger's sentence, of those before it in its paragraph, of the heading above, the day of the text."""
        return self._nearby.around(trigger)

    def answers(self, trigger: int, near: Sequence[Timex], known: EventDate, kind: str) -> list[list[int]]:
        """Of every expression near by, and at last of the answer that none dates the event, the slots."""
        found = [self.features(trigger, timex, known, kind) for timex in near]
        return [*found, self.none_features(trigger, near, known, kind)]

    def features(self, trigger: int, timex: Timex, known: EventDate, kind: str) -> list[int]:
        """The slots of the two together; ``known``: the date that the rules of attachment give the event; ``kind``: its type."""
        where = self._where(trigger, timex)
        held = list(map(slot, self._held_by(trigger, timex, where)))
        basic = [*map(slot, chain(self._basic(trigger, timex, known, where), self._setting(trigger, timex, where))), *held]
        basic += self._of_trigger_at(trigger, kind, where)
        chosen = slot(f"rules={int(timex.date_id == known.date_id)}{known.method}")
        clausal = slot(f"cl={int(is_clausal(self._findings.parsed.words[trigger]))}")
        family = slot(f"kind of={kind.partition('.')[0]}")
        return [*basic, *crossed(chosen, basic), *crossed(clausal, basic), *crossed(family, held)]

    def none_features(self, trigger: int, near: Sequence[Timex], known: EventDate, kind: str) -> list[int]:
        """The slots of the answer that none of the expressions near by dates the event."""
        sentence_of = self._findings.parsed.sentence_of
        here = sum(sentence_of[timex.start] == sentence_of[trigger] for timex in near)
        names = [f"known={known.method}", f"here={min(3, here)}", f"near={min(3, len(near))}", self._news()]
        found = [slot(NONE), *(slot(f"{NONE} {name}") for name in (*names, *self._of_trigger(trigger, kind)))]
        crosses = (f"{NONE} known={known.method}", f"{NONE} few={min(2, here)}")
        return [*found, *(own for name in crosses for own in crossed(slot(name), found))]

    def _news(self) -> str:
        """Whether the text speaks from a day."""
        return f"news={int(self._nearby.day is not None)}"

    def _where(self, trigger: int, timex: Timex) -> str:
        """How far before the trigger's sentence an expression stands: 0, 1, 2 ..., in the heading, or as the day of the text."""
        sentence_of = self._findings.parsed.sentence_of
        own, other = sentence_of[trigger], sentence_of[timex.start]
        if other != own and other == self._nearby.heading_of(own):
            return "heading"
        return "day" if other != own and timex is self._nearby.day else str(own - other)

    def _of_trigger(self, trigger: int, kind: str) -> list[str]:
        """What the trigger and its clause say, whatever the date."""
        if (trigger, kind) not in self._triggers:
            self._triggers[trigger, kind] = list(self._said_of(trigger, kind))
        return self._triggers[trigger, kind]

    def _of_trigger_at(self, trigger: int, kind: str, where: str) -> list[int]:
        """The slots of the same together with where a date stands."""
        key = trigger, kind, where
        if key not in self._standing:
            self._standing[key] = [slot(f"{name}@{where}") for name in self._of_trigger(trigger, kind)]
        return self._standing[key]

    def _hanging(self, timex: Timex) -> _Hanging:
        """On what an expression hangs."""
        key = timex.start, timex.end
        if key not in self._hangs:
            head = top_of(self._findings.parsed.words, timex)
            above = head.head if head is not None else None
            self._hangs[key] = head, above, tuple(_governing(above))
        return self._hangs[key]

    def _said_of(self, trigger: int, kind: str) -> Iterator[str]:
        parsed = self._findings.parsed
        word = parsed.words[trigger]
        sentence = parsed.sentence_of[trigger]
        start = parsed.sentence_at(trigger).start
        verb = word if word.pos_ in labels.VERBAL else clause(word)
        yield f"pos={word.pos_}{word.tag_}"
        yield f"own={min(3, len(self._nearby.of_sentence(sentence)))}"
        yield f"family={kind.partition('.')[0]}"
        yield f"kind={kind}"
        yield f"lemma={word.lemma}"
        yield f"goes={int(goes_on(parsed.words, trigger, start))}"
        opening, second = parsed.words[start], parsed.words[min(start + 1, len(parsed.words) - 1)]
        yield f"open={_opening(opening)}"
        yield f"open2={_opening(opening)}+{_opening(second)}"
        yield f"item={int(_is_item(parsed, parsed.sentences[sentence]))}"
        yield f"row={int(bool(parsed.sentences[sentence].row))}"
        yield f"subj={_subject(verb)}"
        if verb is None:
            return
        yield f"tense={verb.tag_}{'.'.join(sorted(c.lower_ for c in verb.children if c.dep_ in labels.HELPING))}"
        yield f"dep={verb.dep_}"
        yield from (f"mark={c.lower_}" for c in verb.children if c.dep_ in ("mark", "advmod") and c.tag_ in _CLOSED)
        if verb.head is not verb and verb.dep_ in ("pobj", "pcomp"):
            yield f"mark={verb.head.lower_}"

    def _basic(self, trigger: int, timex: Timex, known: EventDate, where: str) -> Iterator[str]:
        parsed = self._findings.parsed
        words, word = parsed.words, parsed.words[trigger]
        near = self._nearby.of_sentence(parsed.sentence_of[trigger])
        told = self._nearby.of_sentence(parsed.sentence_of[timex.start])
        yield f"sent={where}"
        yield f"rel={timex.relation}"
        yield f"role={timex.role}"
        yield f"gran={timex.granularity}"
        yield f"method={timex.method}"
        yield f"known={int(timex.date_id == known.date_id)}{known.method}"
        yield f"any={known.method}"
        yield f"n={min(4, len(near))}"
        yield f"bracket={int(_bracketed(words, timex.start))}{int(_bracketed(words, trigger))}"
        head, above, governing = self._hanging(timex)
        if where != "0":
            yield f"last={int(told[-1] is timex)}@{where}"
            yield f"only={int(len(told) == 1)}@{where}"
            yield f"between={self._between(trigger, timex)}@{where}"
            yield f"same={int(self._nearby.is_same_block(parsed.sentence_of[timex.start], parsed.sentence_of[trigger]))}"
            yield from (f"{name}@back" for name in governing)
            yield f"first={int(timex.start - parsed.sentence_at(timex.start).start < 4)}@back"
            return
        function = next((a.function for a in self._findings.syntax.arguments(trigger) if timex.start <= a.head < timex.end), "no")
        yield f"fn={function}"
        yield f"path={'none' if head is None else path(climb(word, _HIGHEST), head, _DEEPEST, _FAR)}"
        yield f"above={above.pos_}{above.dep_}" if above is not None else "above=no"
        yield f"prep={above.lemma}" if above is not None and above.pos_ == "ADP" else "prep="
        yield from governing
        yield from self._place(trigger, timex)
        yield f"first={int(timex.start - parsed.sentence_at(trigger).start < 4)}"

    def _setting(self, trigger: int, timex: Timex, where: str) -> Iterator[str]:
        """In what kind of text an expression stands, and below what kind of heading the trigger does."""
        parsed = self._findings.parsed
        day = self._nearby.day
        yield f"{self._news()}@{where}"
        yield f"isday={int(day is not None and timex.timex3_value == day.timex3_value)}@{where}"
        if where == "heading":
            heading, number = parsed.sentence_at(timex.start), parsed.sentence_of[trigger]
            rest = heading.end - heading.start - (timex.end - timex.start)
            yield f"hrest={min(rest, _LONG_HEADING)}"
            yield f"title={int(heading.start == 0)}"
            yield f"after={bucket(number - parsed.sentence_of[timex.start])}"
            yield f"hown={min(2, len(self._nearby.of_sentence(number)))}"
            yield f"hrow={int(bool(parsed.sentences[number].row))}"

    def _held_by(self, trigger: int, timex: Timex, where: str) -> Iterator[str]:
        """The word that an expression hangs on, with or without a preposition, and what that word is to the trigger."""
        head, holder, _ = self._hanging(timex)
        if head is None or holder is None:
            return
        link = holder.lemma if holder.pos_ == "ADP" else ""
        holder = holder.head if link else holder
        at = "0" if where == "0" else "back"
        yield f"over={holder.pos_}{holder.dep_}@{at}"
        yield f"overlemma={holder.lemma}@{at}"
        if where == "0":
            held = self._as_seen_from(trigger, holder)
            yield f"overis={held}"
            yield f"overis={held}{link}"
            yield f"side={int(timex.start < trigger)}{held}"

    def _as_seen_from(self, trigger: int, holder: Word) -> str:
        """What a word is to a trigger: itself, its clause's verb, what hangs on that verb, another."""
        word = self._findings.parsed.words[trigger]
        verb = word if word.pos_ in labels.VERBAL else clause(word)
        if holder.i == trigger:
            return "trigger"
        if verb is None or verb.i not in (holder.i, holder.head.i):
            return "other"
        return "verb" if holder.i == verb.i else "object"

    def _place(self, trigger: int, timex: Timex) -> Iterator[str]:
        """How the expression stands to the trigger among the others of its sentence."""
        parsed = self._findings.parsed
        number = parsed.sentence_of[trigger]
        near = self._nearby.of_sentence(number)
        if number not in self._starts:
            self._starts[number] = [other.start for other in near]
        starts = self._starts[number]
        left, right = bisect_left(starts, trigger) - 1, bisect_right(starts, trigger)
        around = range(max(left, 0), min(right + 1, len(near)))
        nearest = min(around, key=lambda i: abs(starts[i] - trigger))
        yield f"nearest={int(near[nearest] is timex)}"
        yield f"lastleft={int(left >= 0 and near[left] is timex)}"
        yield f"right1={int(right < len(near) and near[right] is timex)}"
        between = parsed.words[min(trigger, timex.start) + 1 : max(trigger, timex.start)]
        yield f"verbs={_at_most(4, (word.pos_ == 'VERB' for word in between))}"
        yield f"commas={_at_most(3, (word.text in ',;' for word in between))}"
        yield f"dist={bucket(timex.start - trigger)}"

    def _between(self, trigger: int, timex: Timex) -> int:
        """How many dates stand in the sentences between an expression and the trigger's sentence, at most two."""
        parsed = self._findings.parsed
        sentences = range(parsed.sentence_of[timex.start] + 1, parsed.sentence_of[trigger])
        return min(2, sum(len(self._nearby.of_sentence(number)) for number in sentences))


def date_chosen(
    known: EventDate, near: Sequence[Timex], told: Sequence[float], cuts: Cuts, dated_by: Callable[[Timex], EventDate]
) -> EventDate:
    """An event's date: the likeliest expression near by, unless it is likelier that none of them is.

    ``told``: of every expression of ``near`` the probability that it dates the event; the rest is that none does. A date in the
    event's name stands, and one that is none of those near by, but counted from another event's.
    """
    counted = bool(known.edtf) and all(timex.date_id != known.date_id for timex in near)
    if not near or known.method == "name" or counted:
        return known
    probability, timex = max(zip(told, near, strict=True), key=lambda pair: pair[0])
    if probability < cuts.none * (1 - sum(told)):
        return EventDate()
    return known if timex.date_id == known.date_id else dated_by(timex)


def _is_item(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a sentence stands in a line that a bullet, number or letter opens."""
    text = parsed.document.text
    begin = text.rfind("\n", 0, sentence.char_start) + 1
    return _ITEM.match(text[begin : begin + _MARK]) is not None


def _subject(verb: Word | None) -> str:
    """A clause's subject: its word or article where that is of a closed class, and its tag."""
    subject = next((c for c in verb.children if c.dep_ in labels.MEANT_SUBJECT), None) if verb is not None else None
    if subject is None:
        return "no"
    article = next((c.lower_ for c in subject.children if c.tag_ in _CLOSED), "")
    return subject.lower_ if subject.tag_ in _CLOSED else f"{subject.tag_}{article}"


def _opening(word: Word) -> str:
    """The word that opens a sentence, where it is of a closed class; else its tag."""
    return word.lower_ if word.tag_ in _CLOSED else word.tag_


def _governing(above: Word | None) -> Iterator[str]:
    """The clause that an expression stands in: its verb's form, its label, what opens it."""
    verb = clause(above) if above is not None else None
    if verb is None:
        yield "gov=no"
        return
    yield f"gov={verb.tag_}{verb.dep_}"
    yield from (f"govmark={c.lower_}" for c in verb.children if c.dep_ in ("mark", "advmod") and c.tag_ in _CLOSED)


def _bracketed(words: Sequence[Word], number: int) -> bool:
    """Whether a word stands inside round brackets of its sentence."""
    for word in reversed(words[max(0, number - 25) : number]):
        if word.text in "()":
            return word.text == "("
    return False


def _at_most(number: int, told: Iterable[bool]) -> int:
    """How often something holds, counted so far and no further."""
    return sum(islice(compress(repeat(1), told), number))
