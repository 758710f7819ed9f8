"""Draw the rooms of the code: ``python docs/pictures/rooms.py`` writes ``rooms.svg`` beside it, from the imports as they are.

A box is a room with the question that its ``__init__`` says it answers. It stands above all rooms that it imports from, and an
arrow leads to those that it needs directly (not by way of another). A module beside the rooms (``extractors/pipeline.py``) has no
box: who imports it needs the rooms that it imports from.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = {"flows": "#e8eef9", "review": "#f6ecdc", "extractors": "#e7f3e8"}
WIDTH, HEIGHT, LANE, GAP_X, GAP_Y, MARGIN = 230, 68, 10, 26, 50, 20
LETTERS, SWEEPS = 34, 40
# How strongly an arrow draws its ends in line: between rooms, into a lane and out of it, along a lane.
STRAIGHT = {(False, False): 1, (False, True): 2, (True, False): 2, (True, True): 8}

Stop = tuple[str, ...]
"""A place in a row: a room (``("flows.cli",)``), or where the arrow between two rooms passes it (``(upper, lower, row)``)."""


def rooms() -> dict[str, str]:
    """Room (``extractors.text``) -> the question that its ``__init__`` says it answers."""
    folders = [path.parent for package in PACKAGES for path in sorted((ROOT / package).glob("*/__init__.py"))]
    said = {}
    for folder in folders:
        doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
        if doc:
            said[".".join(folder.relative_to(ROOT).parts)] = doc.splitlines()[0].partition("? ")[0].rstrip("?") + "?"
    return said


@cache
def imported(place: str) -> frozenset[str]:
    """The rooms and modules beside rooms (``extractors.pipeline``) that one of them imports from."""
    path = ROOT / place.replace(".", "/")
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files if file.exists()]
    return frozenset(place for tree in trees for place in _places(tree)) - {place}


def _places(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("verbale."):
            _, package, *inside = str(node.module).split(".")
            for alias in node.names:
                yield f"{package}.{inside[0]}" if inside else _shown(package, alias.name)


@cache
def _shown(package: str, name: str) -> str:
    """Where a name is from that ``extractors/__init__.py`` shows."""
    path = ROOT / package / "__init__.py"
    for node in ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else ():
        if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}:
            return ".".join(str(node.module).split(".")[1:3])
    return f"{package}.{name}"


def needs(names: Mapping[str, str]) -> dict[str, set[str]]:
    """Room -> the rooms that its modules import from, modules beside the rooms seen through."""

    def reached(place: str) -> set[str]:
        return {room for other in imported(place) for room in ({other} if other in names else reached(other))}

    return {name: reached(name) - {name} for name in names}


def rows_of(needed: Mapping[str, set[str]]) -> dict[str, int]:
    """Room -> its row, counted from the top: the one below the lowest room that needs it.

    Raises ValueError where rooms need each other.
    """
    row: dict[str, int] = {}

    def descend(name: str, below: tuple[str, ...] = ()) -> int:
        if name in below:
            raise ValueError(f"rooms that need each other: {' -> '.join((name, *reversed(below)))}")
        if name not in row:
            users = [user for user, others in needed.items() if name in others]
            row[name] = 1 + max((descend(user, (*below, name)) for user in users), default=-1)
        return row[name]

    for name in needed:
        descend(name)
    return row


def direct(needed: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """What a room needs and does not get by way of another room that it needs."""

    def below(name: str) -> set[str]:
        return needed[name] | {deeper for other in needed[name] for deeper in below(other)}

    def reached(name: str, other: str) -> bool:
        return any(other in below(between) for between in needed[name] - {other})

    return {name: {other for other in found if not reached(name, other)} for name, found in needed.items()}


def routes(row: Mapping[str, int], arrows: Mapping[str, set[str]]) -> list[list[Stop]]:
    """Every arrow as the stops that it makes: the upper room, a lane in each row between, the lower room."""
    return [
        [(upper,), *((upper, lower, str(passed)) for passed in range(row[upper] + 1, row[lower])), (lower,)]
        for upper, lowers in sorted(arrows.items())
        for lower in sorted(lowers)
    ]


def ordered(rows: list[list[Stop]], links: set[tuple[Stop, Stop]]) -> list[list[Stop]]:
    """The rows, each in an order in which few arrows cross: neighbours change places as long as that helps."""

    def crossings() -> int:
        at = {stop: number for row in rows for number, stop in enumerate(row)}
        number = {stop: level for level, row in enumerate(rows) for stop in row}
        ends = [(number[upper], at[upper], at[lower]) for upper, lower in links]
        return sum(a[0] == b[0] and (a[1] - b[1]) * (a[2] - b[2]) < 0 for a in ends for b in ends)

    best = crossings()
    for _ in range(SWEEPS):
        before = best
        for row in rows:
            for first in range(len(row)):
                for second in range(first + 1, len(row)):
                    row[first], row[second] = row[second], row[first]
                    if (now := crossings()) < best:
                        best = now
                    else:
                        row[first], row[second] = row[second], row[first]
        if best == before:
            break
    return rows


def wide(stop: Stop) -> int:
    return WIDTH if len(stop) == 1 else LANE


def columns(rows: Sequence[Sequence[Stop]], links: set[tuple[Stop, Stop]]) -> dict[Stop, float]:
    """The middle of every stop: as straight above and below those it is linked with as its neighbours in the row allow."""
    middle = {stop: number * (WIDTH + GAP_X) * 1.0 for row in rows for number, stop in enumerate(row)}
    for _ in range(SWEEPS):
        for row in [*rows, *reversed(rows)]:
            wanted = []
            for stop in row:
                near = [(middle[b if a == stop else a], STRAIGHT[len(a) > 1, len(b) > 1]) for a, b in links if stop in (a, b)]
                wanted.append(sum(x * pull for x, pull in near) / sum(pull for _, pull in near))
            apart = [(wide(left) + wide(right)) / 2 + GAP_X for left, right in pairwise(row)]
            from_left, from_right = wanted[:], wanted[:]
            for number, gap in enumerate(apart):
                from_left[number + 1] = max(from_left[number + 1], from_left[number] + gap)
            for number, gap in reversed(list(enumerate(apart))):
                from_right[number] = min(from_right[number], from_right[number + 1] - gap)
            middle.update({stop: (a + b) / 2 for stop, a, b in zip(row, from_left, from_right, strict=True)})
    left = min(x - wide(stop) / 2 for stop, x in middle.items())
    return {stop: x - left + MARGIN for stop, x in middle.items()}


def arrow(route: Sequence[Stop], middle: Mapping[Stop, float], top: Mapping[Stop, float]) -> str:
    """An arrow that bends between rows only, so that it crosses no box."""
    path = f"M{middle[route[0]]:.0f} {top[route[0]] + HEIGHT:.0f}"
    for upper, lower in pairwise(route):
        start, end, bend = top[upper] + HEIGHT, top[lower], (top[lower] - top[upper] - HEIGHT) / 2
        path += f" C{middle[upper]:.0f} {start + bend:.0f} {middle[lower]:.0f} {end - bend:.0f} {middle[lower]:.0f} {end:.0f}"
        path += f" V{end + HEIGHT:.0f}" if len(lower) > 1 else ""
    return f'<path d="{path}" fill="none" stroke="#667" stroke-width="1.2" marker-end="url(#tip)"/>'


def box(name: str, sentence: str, x: float, y: float) -> str:
    """A room with its question; ``x`` and ``y`` are the upper left corner."""
    package, room = name.split(".")
    lines = wrap(sentence.replace("`", ""), LETTERS)[:3]
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{PACKAGES[package]}" stroke="#889"/>'
        f'<text x="{x + 10:.0f}" y="{y + 20:.0f}" font-weight="bold" font-size="14">{package}/{room}</text>'
    ) + "".join(
        f'<text x="{x + 10:.0f}" y="{y + 39 + 15 * number:.0f}" fill="#334">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def draw() -> str:
    """The picture as SVG."""
    said = rooms()
    needed = needs(said)
    row = rows_of(needed)
    ways = routes(row, direct(needed))
    links = {pair for way in ways for pair in pairwise(way)}
    level = {stop: row[stop[0]] if len(stop) == 1 else int(stop[2]) for stop in {(name,) for name in said} | set().union(*ways)}
    bottom = max(row.values())
    rows = ordered([sorted(stop for stop in level if level[stop] == number) for number in range(bottom + 1)], links)
    middle = columns(rows, links)
    heights = {stop: MARGIN + number * (HEIGHT + GAP_Y) for stop, number in level.items()}
    right = max(x + wide(stop) / 2 for stop, x in middle.items()) + MARGIN
    size = f"0 0 {right:.0f} {2 * MARGIN + (bottom + 1) * (HEIGHT + GAP_Y) - GAP_Y}"
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="Helvetica, Arial, sans-serif" font-size="12">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#667"/></marker></defs>',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    arrows = [arrow(way, middle, heights) for way in ways]
    boxes = [box(name, sentence, middle[(name,)] - WIDTH / 2, heights[(name,)]) for name, sentence in said.items()]
    return "\n".join([*head, *arrows, *boxes, "</svg>\n"])


if __name__ == "__main__":
    (Path(__file__).parent / "rooms.svg").write_text(draw(), encoding="utf-8")
