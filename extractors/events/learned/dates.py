"""Which date dates an event, as learned from annotated events: features of trigger and temporal expression."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, islice, repeat

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.models import Cuts
from verbale.extractors.events.learned.ways import bucket, climb, path
from verbale.extractors.finder import crossed, slot
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Word, labels
from verbale.extractors.schema import EventDate, Timex
from verbale.extractors.timex import Nearby, clause, goes_on

_HIGHEST, _DEEPEST = 6, 7
_FAR = _HIGHEST + _DEEPEST + 2  # no way is that long: the two alone bound it
_CLOSED = frozenset(("RB", "IN", "CC", "DT", "PRP", "PRP$", "EX", "WRB", "TO"))


class DateLinks:
    """The temporal expressions that might date the events of one document."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._nearby = Nearby(findings.parsed, findings.timexes)
        # What is said of a trigger holds with every date; where dates begin, with every trigger.
        self._triggers: dict[tuple[int, str], list[str]] = {}
        self._starts: dict[int, list[int]] = {}

    def candidates(self, trigger: int) -> list[Timex]:
        """Those of the trigger's sentence, of those before it in its paragraph, of the heading above, the day of the text."""
        return self._nearby.around(trigger)

    def features(self, trigger: int, timex: Timex, known: EventDate, kind: str) -> list[int]:
        """The slots of the two together; ``known``: the date that the rules of attachment give the event; ``kind``: its type."""
        where = self._where(trigger, timex)
        basic = [slot(name) for name in self._basic(trigger, timex, known, where)]
        if (trigger, kind) not in self._triggers:
            self._triggers[trigger, kind] = list(self._of_trigger(trigger, kind))
        basic += [slot(f"{name}@{where}") for name in self._triggers[trigger, kind]]
        chosen = slot(f"rules={int(timex.date_id == known.date_id)}{known.method}")
        clausal = slot(f"cl={int(is_clausal(self._findings.parsed.words[trigger]))}")
        return [*basic, *crossed(chosen, basic), *crossed(clausal, basic)]

    def _where(self, trigger: int, timex: Timex) -> str:
        """How far before the trigger's sentence an expression stands: 0, 1, 2 ..., in the heading, or as the day of the text."""
        sentence_of = self._findings.parsed.sentence_of
        own, other = sentence_of[trigger], sentence_of[timex.start]
        if other != own and other == self._nearby.heading_of(own):
            return "heading"
        return "day" if other != own and timex is self._nearby.day else str(own - other)

    def _of_trigger(self, trigger: int, kind: str) -> Iterator[str]:
        """What the trigger and its clause say, whatever the date."""
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
        yield f"open={_opening(parsed.words[start])}"
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
        head = next(
            (words[i] for i in range(timex.end - 1, timex.start - 1, -1) if not timex.start <= words[i].head.i < timex.end), None
        )
        above = head.head if head is not None else None
        if where != "0":
            yield f"last={int(told[-1] is timex)}@{where}"
            yield f"only={int(len(told) == 1)}@{where}"
            yield f"between={self._between(trigger, timex)}@{where}"
            yield f"same={int(self._nearby.is_same_block(parsed.sentence_of[timex.start], parsed.sentence_of[trigger]))}"
            yield from (f"{name}@back" for name in _governing(above))
            yield f"first={int(timex.start - parsed.sentence_at(timex.start).start < 4)}@back"
            return
        function = next((a.function for a in self._findings.syntax.arguments(trigger) if timex.start <= a.head < timex.end), "no")
        yield f"fn={function}"
        yield f"path={'none' if head is None else path(climb(word, _HIGHEST), head, _DEEPEST, _FAR)}"
        yield f"above={above.pos_}{above.dep_}" if above is not None else "above=no"
        yield f"prep={above.lemma}" if above is not None and above.pos_ == "ADP" else "prep="
        yield from _governing(above)
        yield from self._place(trigger, timex)
        yield f"first={int(timex.start - parsed.sentence_at(trigger).start < 4)}"

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
    """An event's date: the likeliest expression near by where it is likely enough, else what rules know, unless that is unlikely.

    ``told``: of every expression of ``near`` the probability that it dates the event. A date in the event's name stands.
    """
    if not near or known.method == "name":
        return known
    probability, timex = max(zip(told, near, strict=True), key=lambda pair: pair[0])
    if probability >= cuts.date:
        return known if timex.date_id == known.date_id else dated_by(timex)
    own = [p for p, timex in zip(told, near, strict=True) if timex.date_id == known.date_id]
    return EventDate() if own and max(own) < cuts.keep else known


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
