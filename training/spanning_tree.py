"""The best tree over arc scores (Chu and Liu, Edmonds), with exactly one root."""

from __future__ import annotations

import numpy as np

NEVER = -1e9


def find_cycle(heads: np.ndarray) -> list[int]:
    """The nodes of one cycle, or none; node 0 is the root."""
    done = {0}
    for node in range(1, len(heads)):
        path: list[int] = []
        while node not in done and node not in path:
            path.append(node)
            node = int(heads[node])
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


def arborescence(scores: np.ndarray) -> np.ndarray:
    """Heads of the best tree that hangs from node 0; ``scores[dependent, head]``."""
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    rest = [node for node in range(len(scores)) if node not in cycle]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    kept = scores[cycle, heads[cycle]]
    leaving = scores[np.ix_(rest, cycle)]
    small[:-1, -1] = leaving.max(1)
    entering = scores[np.ix_(cycle, rest)] - kept[:, None]
    small[-1, :-1] = entering.max(0) + kept.sum()
    solved = arborescence(small)
    result = heads.copy()
    for i, node in enumerate(rest):
        if i:
            result[node] = cycle[leaving[i].argmax()] if solved[i] == len(rest) else rest[solved[i]]
    entry = int(solved[-1])
    result[cycle[entering[:, entry].argmax()]] = rest[entry]
    return result


def single_root_tree(scores: np.ndarray) -> np.ndarray:
    """Heads (0 root, else counted from 1) of one sentence; ``scores`` is words x (root + words)."""
    full = np.full((len(scores) + 1, len(scores) + 1), NEVER)
    full[1:] = scores
    heads = arborescence(full)
    if (heads[1:] == 0).sum() == 1:
        return heads[1:]
    best: tuple[float, np.ndarray] | None = None
    for root in np.argsort(-scores[:, 0])[:3]:
        trial = full.copy()
        trial[1:, 0] = NEVER
        trial[root + 1] = NEVER
        trial[root + 1, 0] = scores[root, 0]
        heads = arborescence(trial)
        total = float(trial[np.arange(1, len(trial)), heads[1:]].sum())
        if best is None or total > best[0]:
            best = total, heads[1:]
    assert best is not None
    return best[1]
