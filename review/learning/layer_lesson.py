"""Is a refitted last layer worth keeping? Figures of documents left out, beside those of the layer as it is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verbale.review.learning.cross_validation import SLACK, Lesson, learn
from verbale.review.learning.examples import Examples
from verbale.review.learning.lines import Lines
from verbale.review.learning.report import figures_row


@dataclass(frozen=True, slots=True)
class LayerLesson:
    """``shipped``: what helps most with the layer as it is shipped; ``refitted``: the same with the refitted one, measured from
    the shipped one on. Both by cross-validation over documents, of the same examples."""

    shipped: Lesson
    refitted: Lesson

    @property
    def gain(self) -> float:
        """By how much Brier score and F1 together are better with the refitted layer."""
        one, other = self.shipped.after, self.refitted.after
        return one.brier - other.brier + other.f1 - one.f1

    @property
    def helps(self) -> bool:
        """Whether that is more than chance, and neither is worse by more."""
        one, other = self.shipped.after, self.refitted.after
        return self.gain >= SLACK and other.brier <= one.brier + SLACK and other.f1 >= one.f1 - SLACK


def layer_lesson(shipped: Examples, refitted: Examples, threshold: float) -> LayerLesson | None:
    """None where there are too few decisions. ``threshold``: how sure an event must be as it is shipped."""
    plain, anew = learn(shipped, threshold), learn(refitted, threshold)
    if plain is None or anew is None:
        return None
    best = anew if anew.helps else _as_measured(anew)
    return LayerLesson(plain if plain.helps else _as_measured(plain), replace(best, before=plain.before))


def _as_measured(lesson: Lesson) -> Lesson:
    """No line and no threshold, where they do not help."""
    return Lesson(Lines(), None, lesson.before, lesson.before)


def layer_lines(lesson: LayerLesson, words: int, events: int) -> Iterator[str]:
    """What is told of it."""
    yield f"The finder's last layer, refitted on {words} words that people judged ({events} tell an event), documents apart:"
    yield figures_row("as shipped", lesson.shipped.before)
    yield figures_row("as learned", lesson.shipped.after)
    yield figures_row("refitted  ", lesson.refitted.after)
    told = f"Brier score and F1 together are {'better' if lesson.gain > 0 else 'worse'} by {abs(lesson.gain):.4f} than without"
    if lesson.helps:
        yield f"It helps on documents that it had not seen: {told}."
    else:
        yield f"It does not help on documents that it had not seen: {told} (what is less than {SLACK} is chance)."
        yield "The layer stays as it is shipped."
