"""Draw the rooms of the code: ``python docs/pictures/rooms.py`` writes ``rooms.svg`` beside it, from the imports as they are.

A box is a room with the question that its ``__init__`` says it answers; it stands above all rooms that it imports from, and an
arrow leads to those that it needs directly (not by way of another).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = {"flows": "#e8eef9", "review": "#f6ecdc", "extractors": "#e7f3e8"}
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 230, 84, 26, 46, 20
LETTERS = 36


def rooms() -> dict[str, str]:
    """Room (``extractors.text``) -> what its ``__init__`` says of it."""
    folders = [path.parent for package in PACKAGES for path in sorted((ROOT / package).glob("*/__init__.py"))]
    said = {}
    for folder in folders:
        doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
        if doc:
            said[".".join(folder.relative_to(ROOT).parts)] = doc.splitlines()[0]
    return said


def needs(names: Mapping[str, str]) -> dict[str, set[str]]:
    """Room -> the rooms that its modules import from."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        for path in (ROOT / name.replace(".", "/")).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("verbale."):
                    target = ".".join(str(node.module).split(".")[1:3])
                    if target in names and target != name:
                        found[name].add(target)
    return found


def floors(needed: Mapping[str, set[str]]) -> dict[str, int]:
    """Room -> its floor: one above the highest that it needs. Raises ValueError where rooms need each other."""
    height: dict[str, int] = {}

    def climb(name: str, above: tuple[str, ...] = ()) -> int:
        if name in above:
            raise ValueError(f"rooms that need each other: {' -> '.join((*above, name))}")
        if name not in height:
            height[name] = 1 + max((climb(other, (*above, name)) for other in needed[name]), default=-1)
        return height[name]

    for name in needed:
        climb(name)
    return height


def direct(needed: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """What a room needs and does not get by way of another room that it needs."""

    def below(name: str) -> set[str]:
        return needed[name] | {deeper for other in needed[name] for deeper in below(other)}

    def reached(name: str, other: str) -> bool:
        return any(other in below(between) for between in needed[name] - {other})

    return {name: {other for other in found if not reached(name, other)} for name, found in needed.items()}


def draw() -> str:
    """The picture as SVG."""
    said = rooms()
    needed = needs(said)
    floor = floors(needed)
    top = max(floor.values())
    rows = [sorted(name for name in said if floor[name] == level) for level in range(top, -1, -1)]
    widest = max(map(len, rows))
    total = widest * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    place: dict[str, tuple[float, float]] = {}
    for number, row in enumerate(rows):
        left = (total - (len(row) * (WIDTH + GAP_X) - GAP_X)) / 2
        for column, name in enumerate(row):
            place[name] = (left + column * (WIDTH + GAP_X), MARGIN + number * (HEIGHT + GAP_Y))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total:.0f} {2 * MARGIN + len(rows) * (HEIGHT + GAP_Y) - GAP_Y}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="12">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#667"/></marker></defs>',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for name, others in sorted(direct(needed).items()):
        x, y = place[name]
        for other in sorted(others):
            to_x, to_y = place[other]
            start_x, start_y, end_x, end_y = x + WIDTH / 2, y + HEIGHT, to_x + WIDTH / 2, to_y
            bend = (end_y - start_y) / 2
            parts.append(
                f'<path d="M{start_x:.0f} {start_y:.0f} C{start_x:.0f} {start_y + bend:.0f} {end_x:.0f} {end_y - bend:.0f} '
                f'{end_x:.0f} {end_y:.0f}" fill="none" stroke="#667" stroke-width="1.2" marker-end="url(#tip)"/>'
            )
    for name, sentence in said.items():
        x, y = place[name]
        package, room = name.split(".")
        parts.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{PACKAGES[package]}" stroke="#889"/>'
            f'<text x="{x + 10:.0f}" y="{y + 20:.0f}" font-weight="bold" font-size="14">{package}/{room}</text>'
        )
        for number, line in enumerate(wrap(sentence.split("? ")[0] + ("?" if "? " in sentence else ""), LETTERS)[:3]):
            parts.append(f'<text x="{x + 10:.0f}" y="{y + 39 + 15 * number:.0f}" fill="#334">{escape(line)}</text>')
    return "\n".join([*parts, "</svg>\n"])


if __name__ == "__main__":
    (Path(__file__).parent / "rooms.svg").write_text(draw(), encoding="utf-8")
