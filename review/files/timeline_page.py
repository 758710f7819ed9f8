"""``timeline.html``: events in time, pairs by period, and a network of parties, as one page of SVG and HTML.

No scripts, nothing from the net, dark where the reader's screen is, narrow where it is narrow. Every event is a link to its row
on the review page, so that keys reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from math import cos, log1p, pi, sin

import pandas as pd

from verbale.extractors.tables import records
from verbale.review.file_names import REVIEW_PAGE
from verbale.review.files.pictures import Dated, Row, dated, lanes, pair_counts, pair_years, periods_of, shown, ticks
from verbale.review.page import ASSETS, fill, hash_of

_LANES, _LANE = 6, 14  # of a family, and the height of each
_NARROWEST = 0.7  # per cent of the width that a day is drawn as
_TIP = 78  # characters
MOST_PAIRS, MOST_PERIODS, MOST_PARTIES = 40, 24, 24
_RADIUS, _LETTERS = 185, 26  # of the network: its circle, and a name
_SHADES = 5


def timeline_page(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The page of a run's events."""
    events = shown(records(tables["events"]))
    names = {actor["actor_id"]: actor["name"] for actor in records(tables["actors"])}
    parties = _parties(events)
    style = (ASSETS / "chronology.css").read_text(encoding="utf-8") + (ASSETS / "timeline.css").read_text(encoding="utf-8")
    style += "".join(_highlight(number) for number in range(len(parties)))
    policy = f"default-src 'none'; style-src '{hash_of(style)}'; base-uri 'none'; form-action 'none'"
    body = "\n".join((*_timeline(dated(events, names)), *_heat_map(events, names), *_network(events, names, parties), "</main>"))
    html = (ASSETS / "chronology.html").read_text(encoding="utf-8").replace("<title>Chronology", "<title>Timeline")
    return fill(html, {"POLICY": policy, "STYLE": style, "BODY": body})


def _timeline(events: Sequence[Dated]) -> Iterator[str]:
    yield '<main class="wide">\n<h1>Events in time</h1>'
    if not events:
        yield "<p>No event has a date.</p>"
        return
    years = ticks(min(one.first for one in events), max(one.last for one in events))
    yield f"<p>{len(events)} dated events by family. Each leads to its evidence; Tab goes from one to the next.</p>"
    kinds = (("coop", "cooperation"), ("conf", "conflict"), ("none", "neither"))
    yield f'<p class="key">{" ".join(f"<span class={kind}>{name}</span>" for kind, name in kinds)}</p>'
    yield '<div class="families">'
    for family, found in groupby(sorted(events, key=lambda one: one.family), key=lambda one: one.family):
        yield from _family(family, list(found), years)
    yield f'<span></span><svg class="axis" height="20" role="presentation">{"".join(_labels(years))}</svg>\n</div>'


def _family(family: str, events: Sequence[Dated], years: Sequence[int]) -> Iterator[str]:
    places = [(_per_cent(one.first, years), _width(one, years)) for one in events]
    found = lanes(((x, x + width) for x, width in places), _LANES)
    height = (max(found) + 1) * _LANE + 4
    lines = "".join(f'<line x1="{_per_cent(y, years):.2f}%" x2="{_per_cent(y, years):.2f}%" y1="0" y2="100%"/>' for y in years)
    yield f'<span class="family">{escape(family)}</span><svg height="{height}" role="group" aria-label="{escape(family)}">{lines}'
    for one, (x, width), lane in zip(events, places, found, strict=True):
        yield _mark(one, min(x, 100 - width), width, lane * _LANE + 3)
    yield "</svg>"


def _mark(one: Dated, x: float, width: float, y: int) -> str:
    told = f"{one.date} {one.relation_type}: {one.who}"
    tip = told if len(told) <= _TIP else told[: _TIP - 1] + "…"
    at, anchor = (x, "start") if x < 50 else (x + width, "end")
    kind = "conf" if "conflict" in one.quad else "coop" if one.quad else "none"
    return (
        f'<a href="{escape(f"{REVIEW_PAGE}#{one.event_id}")}" aria-label="{escape(told)}">{_title(told, one.quote)}'
        f'<rect class="{kind}" x="{x:.2f}%" y="{y}" width="{width:.2f}%" height="{_LANE - 3}" rx="2"/>'
        f'<text class="tip" x="{at:.2f}%" y="{y - 4}" text-anchor="{anchor}">{escape(tip)}</text></a>'
    )


def _title(*lines: str) -> str:
    """What a pointer shows."""
    return f"<title>{escape(chr(10).join(lines))}</title>"


def _labels(years: Sequence[int]) -> Iterator[str]:
    """The years under the axis: the first and the last stand inside it, and every second gives way where it is narrow."""
    for number, year in enumerate(years):
        anchor = "start" if not number else "end" if year == years[-1] else "middle"
        spare = ' class="spare"' if year != years[-1] and (number % 2 or number == len(years) - 2) else ""
        yield f'<text{spare} x="{_per_cent(year, years):.2f}%" y="14" text-anchor="{anchor}">{year}</text>'


def _per_cent(year: float, years: Sequence[int]) -> float:
    return (year - years[0]) / (years[-1] - years[0]) * 100


def _width(one: Dated, years: Sequence[int]) -> float:
    return max(_per_cent(one.last, years) - _per_cent(one.first, years), _NARROWEST)


def _heat_map(events: Sequence[Row], names: Mapping[str, str]) -> Iterator[str]:
    yield "<h2>Pairs by year</h2>"
    counted = pair_years(events)
    if not counted:
        yield "<p>No dated event is between two parties.</p>"
        return
    step, periods = periods_of({year for of_pair in counted.values() for year in of_pair}, MOST_PERIODS)
    ranked = sorted(counted, key=lambda pair: (-counted[pair].total(), pair))
    most = max(_in_period(counted[pair].items(), period, step) for pair in ranked for period in periods)
    left = f" The {MOST_PAIRS} with most of {len(ranked)} pairs." if len(ranked) > MOST_PAIRS else ""
    width = f" {step} years from" if step > 1 else ""
    yield f"<p>Events that began in the{width} year above, in either direction; years without any are left out.{left}</p>"
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Pairs by year"><table class="heat"><thead><tr><td></td>'
    gaps = ["", *(' class="gap"' if after - before > step else "" for before, after in pairwise(periods))]
    yield "".join(f'<th scope="col"{gap}>{period}</th>' for period, gap in zip(periods, gaps, strict=True))
    yield "</tr></thead><tbody>"
    for pair in ranked[:MOST_PAIRS]:
        cells = (_in_period(counted[pair].items(), period, step) for period in periods)
        shaded = "".join(f'<td class="s{_shade(n, most)}">{n}</td>' if n else "<td></td>" for n in cells)
        yield f'<tr><th scope="row">{escape(" – ".join(names.get(p, p) for p in pair))}</th>{shaded}</tr>'
    yield "</tbody></table></div>"


def _in_period(years: Iterable[tuple[int, int]], period: int, step: int) -> int:
    return sum(n for year, n in years if period <= year < period + step)


def _shade(number: float, most: float) -> int:
    return max(1, round(_SHADES * log1p(number) / log1p(most)))


def _parties(events: Sequence[Row]) -> list[str]:
    """The parties of the network: those in the most events with another."""
    involved: dict[str, int] = {}
    for pair, n in pair_counts(events).items():
        for party in pair:
            involved[party] = involved.get(party, 0) + n
    return sorted(sorted(involved, key=lambda party: (-involved[party], party))[:MOST_PARTIES])


def _highlight(number: int) -> str:
    """The style by which a party that is pointed at shows its links alone."""
    return f".net:has(.n{number}:is(:hover,:focus-visible)) line:not(.n{number}){{opacity:.07}}"


def _network(events: Sequence[Row], names: Mapping[str, str], parties: Sequence[str]) -> Iterator[str]:
    yield "<h2>Who has to do with whom</h2>"
    if not parties:
        yield "<p>No event is between two parties.</p>"
        return
    yield f"<p>The {len(parties)} parties with the most events; thick lines: many events. Point at one: its links alone show.</p>"
    numbers = {party: number for number, party in enumerate(parties)}
    links = {pair: n for pair, n in pair_counts(events).items() if numbers.keys() >= set(pair)}
    most = max(links.values())
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Network">'
    yield '<svg class="net" viewBox="-370 -370 740 740" role="group">'
    for (a, b), n in sorted(links.items(), key=lambda link: link[1]):
        (x1, y1), (x2, y2) = (_at(numbers[party], len(parties), _RADIUS) for party in (a, b))
        told = f"{names.get(a, a)} – {names.get(b, b)}: {n}"
        width = 1 + 7 * log1p(n) / log1p(most)
        yield (
            f'<line class="n{numbers[a]} n{numbers[b]}" x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" '
            f'stroke-width="{width:.1f}">{_title(told)}</line>'
        )
    for party, number in numbers.items():
        own = sorted((n, other) for pair, n in links.items() if party in pair for other in pair if other != party)
        others = ", ".join(f"{names.get(other, other)} {n}" for n, other in reversed(own))
        yield _party(number, len(parties), names.get(party, party), others)
    yield "</svg></div>"


def _party(number: int, of: int, name: str, others: str) -> str:
    """A party on the circle, its name turned outwards so that none lies on another."""
    (x, y), turn = _at(number, of, _RADIUS), 360 * number / of - 90
    side, outwards, anchor = (180, -1, "end") if turn > 90 else (0, 1, "start")
    label = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    place = f"rotate({turn + side:.1f}) translate({outwards * (_RADIUS + 11)} 4)"
    return (
        f'<g class="n{number}" tabindex="0" role="img" aria-label="{escape(f"{name}: {others}")}">{_title(name, others)}'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5"/><text transform="{place}" text-anchor="{anchor}">{escape(label)}</text></g>'
    )


def _at(number: int, of: int, radius: float) -> tuple[float, float]:
    angle = 2 * pi * number / of - pi / 2
    return radius * cos(angle), radius * sin(angle)
