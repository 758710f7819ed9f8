"""A small picture of the events over time, as SVG in a data address: Prefect's pages show it, and nothing is fetched."""

import csv
from base64 import b64encode
from collections import Counter
from pathlib import Path

_WIDTH, _HEIGHT, _FOOT = 900, 180, 24
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_TICKS = 12
# Prefect's pages are dark or light: grey that can be read on both.
_INK, _BAR = "#8a8f98", "#5b8bd0"


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
    floor = _HEIGHT - _FOOT
    bars = "".join(_bar((year - first) * step, step, floor, (floor - _FOOT) * number / most, f"{year}: {number}")
                   for year, number in sorted(years.items()))  # fmt: skip
    labels = "".join(_label((year - first + 0.5) * step, _HEIGHT - 6, str(year)) for year in ticks(first, last))
    title = f'<text x="0" y="14">dated events per year; the highest bar is {most}</text>'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">'
            f'{bars}<path d="M0 {floor}H{_WIDTH}" stroke="{_INK}"/>'
            f'<g font-family="sans-serif" font-size="13" fill="{_INK}">{title}{labels}</g></svg>')  # fmt: skip


def ticks(first: int, last: int) -> list[int]:
    """Round years to name below the bars, a dozen at most; where there is none, the first."""
    step = next((step for step in _STEPS if (last - first) / step <= _TICKS), _STEPS[-1])
    return list(range(-(-first // step) * step, last + 1, step)) or [first]


def _bar(x: float, step: float, floor: float, height: float, title: str) -> str:
    size = f'width="{max(step - 1, 1):.1f}" height="{height:.1f}"'
    return f'<rect x="{x:.1f}" y="{floor - height:.1f}" {size} fill="{_BAR}"><title>{title}</title></rect>'


def _label(x: float, y: float, text: str) -> str:
    side = "start" if x < 20 else "end" if x > _WIDTH - 20 else "middle"
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{side}">{text}</text>'


def data_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
