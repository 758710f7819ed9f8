"""A chronology as Markdown: read as it stands, or through anything that shows Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from verbale.extractors.chronology.entries import Chronology, Entry
from verbale.extractors.chronology.sections import by_document, by_year, pair_anchor, partners_of, party_anchor, title_of
from verbale.extractors.chronology.words import notes_of, place_of, summary, when

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(chronology: Chronology, page: str) -> str:
    """The whole chronology. ``page``: the file that shows a row at ``#event_id``."""
    return "\n".join(_lines(chronology, page)) + "\n"


def _lines(found: Chronology, page: str) -> Iterator[str]:
    yield from ("# Chronology", "", summary(found), "", "## Index", "")
    yield "[In time](#in-time) · [Undated](#undated) · [Pairs](#pairs) · [Parties](#parties)"
    yield ""
    partners = partners_of(found)
    for party, entries in found.parties.items():
        others = [_link(found.names[other], pair_anchor(pair), number) for other, pair, number in partners.get(party, ())]
        line = f"- {_link(found.names[party], party_anchor(party), len(entries))}"
        yield f"{line}; with {', '.join(others)}" if others else line
    yield from ("", "## In time")
    for year, entries in by_year(found):
        yield from ("", f"### {year}", "")
        yield from _entries(entries, page)
    yield from ("", "## Undated")
    for title, entries in by_document(found):
        yield from ("", f"### {_plain(title)}", "")
        yield from _entries(entries, page)
    yield from ("", "## Pairs")
    for pair, entries in found.pairs.items():
        yield from _anchored(pair_anchor(pair), title_of(found, pair))
        yield from _entries(entries, page)
    yield from ("", "## Parties")
    for party, entries in found.parties.items():
        yield from _anchored(party_anchor(party), found.names[party])
        yield from map(_short(page), entries)


def _link(name: str, anchor: str, number: int) -> str:
    return f"[{_plain(name)}](#{anchor}) {number}"


def _anchored(anchor: str, title: str) -> Iterator[str]:
    yield from ("", f'<a id="{anchor}"></a>', "", f"### {_plain(title)}", "")


def _entries(entries: Iterable[Entry], page: str) -> Iterator[str]:
    for entry in entries:
        first, *more = entry.evidence
        row = f"[{_plain(place_of(entry))}]({page}#{first.event_id})"
        yield f"- **{when(entry)}.** {_plain(entry.sentence)} “{_plain(first.quote)}” ({row})"
        notes = [_plain(note) for note in notes_of(entry)]
        if more:
            notes.append(f"Also: {', '.join(f'[{_plain(other.title)}]({page}#{other.event_id})' for other in more)}.")
        if notes:
            yield f"  {' '.join(notes)}"


def _short(page: str) -> Callable[[Entry], str]:
    """A line without the quote, which stands in time and with the pair."""
    return lambda entry: f"- **{when(entry)}.** {_plain(entry.sentence)} ([row]({page}#{entry.evidence[0].event_id}))"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", text)
