"""One Universal Dependencies tree in the making, with what the conversion of labels asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tree:
    """One sentence; heads count from 0, the root has -1. PREDICATE and CONJUNCT are passing labels of prepositions."""

    form: list[str]
    lemma: list[str]
    upos: list[str]
    xpos: list[str]
    head: list[int]
    dep: list[str]
    governor: dict[int, int] = field(default_factory=dict)  # nominal -> its first preposition

    def kids(self, i: int) -> list[int]:
        """The dependents of a word, in order."""
        return [k for k, head in enumerate(self.head) if head == i]

    def base(self, i: int) -> str:
        """A word's label without its subtype."""
        return self.dep[i].partition(":")[0]

    def has(self, i: int, *labels: str) -> bool:
        """Whether a word has a dependent of one of these labels."""
        return any(self.base(k) in labels for k in self.kids(i))

    def attach(self, i: int, head: int, dep: str | None = None) -> None:
        """Hang a word elsewhere."""
        self.head[i] = head
        if dep is not None:
            self.dep[i] = dep

    def swap(self, i: int, new: int) -> None:
        """Let ``new``, a dependent of ``i``, take the place of ``i`` in the tree."""
        self.attach(new, self.head[i], self.dep[i])
        self.head[i] = new

    def is_tree(self) -> bool:
        """One root, no cycle."""
        for i in range(len(self.form)):
            steps = 0
            while i >= 0 and steps <= len(self.form):
                i, steps = self.head[i], steps + 1
            if i >= 0:
                return False
        return self.head.count(-1) == 1
