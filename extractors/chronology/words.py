"""What both forms of a chronology say of an entry besides its sentence: when, where it is told, how often, what disagrees."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.chronology.entries import Chronology, Entry


def summary(found: Chronology) -> str:
    """What stands on top."""
    return (
        f"What the texts tell, each thing once: {len(found.dated)} with a date, {len(found.undated)} without. Planned, supposed, "
        "reported and denied things are said as such. What follows a quote leads to its row."
    )


def when(entry: Entry) -> str:
    """``August 1990``; ``Undated, told after 1990, before 1995`` of what has no date of its own."""
    words = entry.date or ", ".join(filter(None, ("undated", entry.placed)))
    return words[:1].upper() + words[1:]


def place_of(entry: Entry) -> str:
    """Where the first quote stands: document, section, characters."""
    first = entry.evidence[0]
    section = f", {first.section}" if first.section not in ("", first.title) else ""
    return f"{first.title}{section}, characters {first.start}-{first.end}"


def notes_of(entry: Entry) -> Iterator[str]:
    """``Told 3 times in 2 documents.``; ``The tellings disagree: date: 1990 / 1991.``"""
    if entry.n_tellings > 1:
        times = "twice" if entry.n_tellings == 2 else f"{entry.n_tellings} times"
        where = "in one document" if entry.n_documents == 1 else f"in {entry.n_documents} documents"
        own = f", {entry.n_independent} of them independent" if entry.n_documents > entry.n_independent else ""
        yield f"Told {times} {where}{own}."
    if entry.conflict:
        yield f"The tellings disagree: {entry.conflict}."


def marks_of(entry: Entry) -> Iterator[str]:
    """In a word, what keeps an entry from being a plain fact."""
    if entry.modality not in ("", "asserted"):
        yield entry.modality
    if entry.polarity == "neg":
        yield "denied"
