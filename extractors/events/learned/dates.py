"""Which date dates an event, as learned from annotated events: features of trigger and temporal expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.ways import bucket, climb, path
from verbale.extractors.finder import crossed, slot
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Word
from verbale.extractors.schema import EventDate, Timex

_HIGHEST, _DEEPEST = 6, 7
_FAR = _HIGHEST + _DEEPEST + 2  # no way is that long: the two alone bound it


class DateLinks:
    """The temporal expressions that might date the events of one document."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._by_sentence: dict[int, list[Timex]] = {}
        for timex in findings.timexes:
            if timex.date_start or timex.date_end:
                self._by_sentence.setdefault(findings.parsed.sentence_of[timex.start], []).append(timex)

    def candidates(self, trigger: int) -> list[Timex]:
        """Those of the trigger's sentence and of the one before."""
        parsed = self._findings.parsed
        number = parsed.sentence_of[trigger]
        # The entry above tells of another day.
        apart = number > 0 and parsed.sentences[number - 1].row != parsed.sentences[number].row
        return [*([] if apart else self._by_sentence.get(number - 1, ())), *self._by_sentence.get(number, ())]

    def features(self, trigger: int, timex: Timex, known: EventDate) -> list[int]:
        """The slots of the two together; ``known``: the date that the rules of attachment give the event."""
        basic = [slot(name) for name in self._basic(trigger, timex, known)]
        chosen = slot(f"rules={int(timex.date_id == known.date_id)}")
        clausal = slot(f"cl={int(is_clausal(self._findings.parsed.words[trigger]))}")
        return [*basic, *crossed(chosen, basic), *crossed(clausal, basic)]

    def _basic(self, trigger: int, timex: Timex, known: EventDate) -> Iterator[str]:
        parsed = self._findings.parsed
        words, word = parsed.words, parsed.words[trigger]
        here = parsed.sentence_of[timex.start] - parsed.sentence_of[trigger]
        near = self._by_sentence.get(parsed.sentence_of[trigger], [])
        yield f"sent={here}"
        yield f"rel={timex.relation}"
        yield f"role={timex.role}"
        yield f"gran={timex.granularity}"
        yield f"method={timex.method}"
        yield f"known={int(timex.date_id == known.date_id)}{known.method}"
        yield f"any={known.method}"
        yield f"n={min(4, len(near))}"
        yield f"pos={word.pos_}{word.tag_}"
        if here:
            yield f"own={int(bool(near))}"
            yield f"last={int(self._by_sentence[parsed.sentence_of[timex.start]][-1] is timex)}"
            return
        function = next((a.function for a in self._findings.syntax.arguments(trigger) if timex.start <= a.head < timex.end), "no")
        yield f"fn={function}"
        head = next(
            (words[i] for i in range(timex.end - 1, timex.start - 1, -1) if not timex.start <= words[i].head.i < timex.end), None
        )
        yield f"path={'none' if head is None else path(climb(word, _HIGHEST), head, _DEEPEST, _FAR)}"
        above = head.head if head is not None else None
        yield f"above={above.pos_}{above.dep_}" if above is not None else "above=no"
        yield f"prep={above.lemma}" if above is not None and above.pos_ == "ADP" else "prep="
        yield from _place(words, trigger, timex, near)
        yield f"first={int(timex.start - parsed.sentence_at(trigger).start < 4)}"


def is_better(timex: Timex, probability: float, known: EventDate, cut: float) -> bool:
    """Whether an expression is to date an event in place of the date that is known: unless that stands in the event's name."""
    return probability >= cut and timex.date_id != known.date_id and known.method != "name"


def _place(words: Sequence[Word], trigger: int, timex: Timex, near: Sequence[Timex]) -> Iterator[str]:
    """How the expression stands to the trigger among the others of its sentence."""
    nearest = min(near, key=lambda other: abs(other.start - trigger))
    yield f"nearest={int(nearest is timex)}"
    left = [other for other in near if other.start < trigger]
    right = [other for other in near if other.start > trigger]
    yield f"lastleft={int(bool(left) and left[-1] is timex)}"
    yield f"right1={int(bool(right) and right[0] is timex)}"
    between = words[min(trigger, timex.start) + 1 : max(trigger, timex.start)]
    yield f"verbs={min(4, sum(word.pos_ == 'VERB' for word in between))}"
    yield f"commas={min(3, sum(word.text in ',;' for word in between))}"
    yield f"dist={bucket(timex.start - trigger)}"
