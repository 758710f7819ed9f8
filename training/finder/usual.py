"""What is usual of types and rules in annotated text: how many sources and targets, how often a rule is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from verbale.extractors.evaluation.gold import load_gold
from verbale.extractors.events.learned.models import MOST_COUNTED, Profile, Usual
from verbale.extractors.rules import RuleSet


def profiles_of(folders: Iterable[Path], rules: RuleSet) -> dict[str, Profile]:
    """What is usual of every type that rules or annotations know."""
    seen: dict[str, list[tuple[int, int]]] = {name: [] for name in rules.types}
    for folder in folders:
        for document in load_gold(folder).values():
            for event in document.events:
                seen[event.types[0]].append((len(event.sources), len(event.targets)))
    families = sorted({name.partition(".")[0] for name in seen})
    every = [pair for pairs in seen.values() for pair in pairs]
    found = {}
    for number, (name, pairs) in enumerate(sorted(seen.items())):
        means = np.array([*pairs, np.mean(every, axis=0)]).mean(axis=0)
        family, kind = families.index(name.partition(".")[0]), rules.types[name]
        found[name] = Profile(
            number=number,
            family=family,
            symmetric=kind.symmetric,
            sources=round(float(means[0]), 3),
            targets=round(float(means[1]), 3),
            shapes=shapes_of(pairs, every),
        )
    return found


def shapes_of(pairs: Iterable[tuple[int, int]], every: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    """The shares of the numbers of sources and targets; ten events are as all types are."""
    counts = np.zeros((2, MOST_COUNTED + 1, MOST_COUNTED + 1))
    for table, counted in zip(counts, (pairs, every), strict=True):
        for sources, targets in counted:
            table[min(sources, MOST_COUNTED), min(targets, MOST_COUNTED)] += 1
    shares = counts[0] + 10 * counts[1] / counts[1].sum()
    return tuple(round(float(share), 3) for share in (shares / shares.sum()).ravel())


def as_toml(usual: Usual) -> str:
    """The file as text."""
    lines = ["# What is usual of types and rules in annotated text. Written by training/finder/layers.py and evidence.py."]
    for name, table in (("cuts", usual.cuts), ("limits", usual.limits)):
        lines += ["", f"[{name}]", *(f"{key} = {value}" for key, value in table.model_dump().items())]
    lines += ["", "[types]"]
    for name, profile in usual.types.items():
        cells = ", ".join(f"{key} = {_written(value)}" for key, value in profile.model_dump().items())
        lines.append(f'"{name}" = {{ {cells} }}')
    lines += ["", "[records]  # right in their family, rows"]
    lines += [f'"{rule}" = [{right}, {rows}]' for rule, (right, rows) in sorted(usual.records.items())]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value).lower()
