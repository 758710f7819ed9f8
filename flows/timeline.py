"""A small picture of the events over time, as SVG in a data address: Prefect's pages show it, and nothing is fetched."""

import csv
from base64 import b64encode
from collections import Counter
from pathlib import Path

_WIDTH, _HEIGHT, _FOOT = 900, 160, 20


def events_by_year(events: Path) -> Counter[int]:
    """Year -> number of dated events of an events table. Years BC are negative."""
    with events.open(encoding="utf-8", newline="") as f:
        starts = [row["date_start"] or row["date_end"] for row in csv.DictReader(f)]
    return Counter(int(start[: start.index("-", 1)]) for start in starts if "-" in start[1:])


def timeline(years: Counter[int]) -> str:
    """Bars per year as an SVG document; empty when no event is dated."""
    if not years:
        return ""
    first, last, most = min(years), max(years), max(years.values())
    step = _WIDTH / (last - first + 1)
    bars = []
    for year, number in sorted(years.items()):
        height = (_HEIGHT - 2 * _FOOT) * number / most
        x, y = (year - first) * step, _HEIGHT - _FOOT - height
        title = f"<title>{year}: {number}</title>"
        size = f'width="{max(step - 1, 1):.1f}" height="{height:.1f}"'
        bars.append(f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="#4a6fa5">{title}</rect>')
    labels = [f'<text x="{x}" y="{_HEIGHT - 5}" text-anchor="{side}">{year}</text>'
              for x, side, year in ((0, "start", first), (_WIDTH, "end", last))]  # fmt: skip
    labels.append(f'<text x="{_WIDTH / 2}" y="14" text-anchor="middle">events per year, {most} at most</text>')
    font = 'font-family="sans-serif" font-size="12" fill="#444"'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">'
            f"{''.join(bars)}<g {font}>{''.join(labels)}</g></svg>")  # fmt: skip


def data_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
