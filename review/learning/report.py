"""What was learned, told in words."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.recalibration import Figures
from verbale.review.learning.cross_validation import FEWEST, Lesson
from verbale.review.learning.examples import Examples


def wanting(found: Examples) -> str:
    """How many decisions more are wanted before anything is learned; empty where there are enough."""
    have = {
        "rows": (len(found.rows), FEWEST.rows),
        "right rows": (found.right, FEWEST.right),
        "wrong rows": (len(found.rows) - found.right, FEWEST.wrong),
        "documents": (len(found.documents), FEWEST.documents),
    }
    more = [f"{least - n} more {what}" for what, (n, least) in have.items() if n < least]
    return f"too few decisions to learn from: {', '.join(more)} wanted" if more else ""


def format_lesson(found: Examples, lesson: Lesson | None) -> str:
    """The report: what it rests on, the figures before and after, and what they come to."""
    return "\n".join(_lines(found, lesson)) + "\n"


def _lines(found: Examples, lesson: Lesson | None) -> Iterator[str]:
    wrong, missed = len(found.rows) - found.right, sum(found.missed.values())
    told = f", {missed} added that no run told" if missed else ""
    documents = f"{len(found.documents)} document{'' if len(found.documents) == 1 else 's'}"
    yield f"{len(found.rows)} rows judged in {documents}: {found.right} right in their family, {wrong} wrong{told}."
    if lesson is None:
        yield wanting(found) + "."
        return
    yield "Each document is judged by what the others teach:"
    yield ""
    yield FIGURES_HEAD
    yield figures_row("as shipped", lesson.before)
    yield figures_row("as learned", lesson.after)
    yield ""
    if lesson.threshold is None:
        yield "No threshold was chosen: about as many rows are events as before."
    if lesson.lines.families:
        yield f"Families with a line of their own: {', '.join(lesson.lines.families)}."
    yield "Precision, recall and F1 are of the rows that people judged and the events that they added, and of no others."


FIGURES_HEAD = "            Brier   AUC     calibration error  threshold  precision  recall  F1"


def figures_row(name: str, f: Figures) -> str:
    """A line below ``FIGURES_HEAD``."""
    shares = f"{f.threshold:<9.3f}  {f.precision:<9.3f}  {f.recall:<6.3f}  {f.f1:.3f}"
    return f"{name}  {f.brier:<6.4f}  {f.auc:<6.4f}  {f.calibration_error:<17.4f}  {shares}"
