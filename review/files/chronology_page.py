"""A chronology as one page of HTML: no scripts, no network, dark where the reader's screen is, narrow where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from verbale.extractors.chronology import (
    Chronology,
    Entry,
    by_document,
    by_year,
    marks_of,
    notes_of,
    pair_anchor,
    partners_of,
    party_anchor,
    place_of,
    summary,
    title_of,
    when,
)
from verbale.review.file_names import REVIEW_PAGE
from verbale.review.page import ASSETS, fill, hash_of

_PARTS = (("in-time", "In time"), ("undated", "Undated"), ("pairs", "Pairs"), ("parties", "Parties"))


def chronology_page(found: Chronology) -> bytes:
    """The page; what follows a quote leads to its row on the review page, which lies beside it."""
    style = (ASSETS / "chronology.css").read_text(encoding="utf-8")
    html = (ASSETS / "chronology.html").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src '{hash_of(style)}'; base-uri 'none'; form-action 'none'"
    return fill(html, {"POLICY": policy, "STYLE": style, "BODY": "\n".join(_body(found))})


def _body(found: Chronology) -> Iterator[str]:
    yield f'<main id="top">\n<h1>Chronology</h1>\n<p>{escape(summary(found))}</p>'
    yield from _index(found)
    yield '<h2 id="in-time">In time</h2>'
    for year, entries in by_year(found):
        yield from (f"<h3>{escape(year)}</h3>", *_told(entries))
    yield '<h2 id="undated">Undated</h2>\n<p>In the order of the texts.</p>'
    for title, entries in by_document(found):
        yield from (f"<h3>{escape(title)}</h3>", *_told(entries))
    yield '<h2 id="pairs">Pairs</h2>'
    for pair, entries in found.pairs.items():
        yield from (_heading(pair_anchor(pair), title_of(found, pair)), *_told(entries))
    yield '<h2 id="parties">Parties</h2>\n<p>Their quotes stand above.</p>'
    for party, entries in found.parties.items():
        yield from (_heading(party_anchor(party), found.names[party]), *_told(entries, quoted=False))
    yield "</main>"


def _index(found: Chronology) -> Iterator[str]:
    yield "<nav>"
    links = (f"<li><a href={_quoted(f'#{name}')}>{title}</a></li>" for name, title in _PARTS)
    yield f'<ul class="parts">{"".join(links)}</ul>'
    yield '<ul class="index">'
    partners = partners_of(found)
    for party, entries in found.parties.items():
        others = ", ".join(_link(pair_anchor(pair), found.names[other], n) for other, pair, n in partners.get(party, ()))
        yield f"<li>{_link(party_anchor(party), found.names[party], len(entries))}"
        yield f'<div class="others">with {others}</div></li>' if others else "</li>"
    yield "</ul>\n</nav>"


def _told(entries: Iterable[Entry], *, quoted: bool = True) -> Iterator[str]:
    yield '<ul class="told">'
    for entry in entries:
        marks = "".join(f' <span class="mark">{escape(mark)}</span>' for mark in marks_of(entry))
        what = f'<div class="what">{escape(entry.sentence)}{marks}</div>'
        body = _evidence(entry) if quoted else f'<div class="where">{_row(entry.evidence[0].event_id, "row")}</div>'
        yield f'<li><div class="when">{escape(when(entry))}</div><div>{what}{body}</div></li>'
    yield "</ul>"


def _evidence(entry: Entry) -> str:
    first, *more = entry.evidence
    parts = [f"<blockquote>{escape(first.quote)}</blockquote>"]
    parts.append(f'<div class="where">{_row(first.event_id, place_of(entry))}</div>')
    notes = [escape(note) for note in notes_of(entry)]
    if entry.conflict:
        notes[-1] = f"<b>{notes[-1]}</b>"
    if more:
        notes.append(f"Also: {', '.join(_row(other.event_id, other.title) for other in more)}.")
    if notes:
        parts.append(f'<div class="notes">{" ".join(notes)}</div>')
    return "".join(parts)


def _heading(anchor: str, title: str) -> str:
    return f'<h3 id={_quoted(anchor)}>{escape(title)} <a href="#top">index</a></h3>'


def _link(anchor: str, name: str, number: int) -> str:
    return f"<a href={_quoted(f'#{anchor}')}>{escape(name)}</a> <span>{number}</span>"


def _row(event_id: str, text: str) -> str:
    return f"<a href={_quoted(f'{REVIEW_PAGE}#{event_id}')}>{escape(text)}</a>"


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'
