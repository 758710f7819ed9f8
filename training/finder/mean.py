"""The mean of two nets, weight by weight: one that went on from the other is steadier so on text that neither has seen.

    python -m training.finder.mean BEFORE.pt AFTER.pt --out NET.pt

The method: M. Wortsman et al., Model soups, ICML 2022.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

WHOLE = ("types", "codes", "layers")
"""What both must have alike."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    before, after = (torch.load(path, weights_only=False) for path in (given.before, given.after))
    for name in WHOLE:
        if before.get(name) != after.get(name):
            raise SystemExit(f"{given.after}: other {name} than {given.before}: only nets of one line have a mean")
    state = {
        name: (value + before["state"][name]) / 2 if value.is_floating_point() else value
        for name, value in after["state"].items()
    }
    torch.save({**after, "state": state}, given.out)


if __name__ == "__main__":
    main()
