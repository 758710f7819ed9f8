"""What a reader of annotations gives, and how it tells of what it could not read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from verbale.errors import UserError
from verbale.review.exchange.gold_lines import Problems
from verbale.review.exchange.graph import Graph


class AnnotationError(UserError):
    """Annotations that cannot be read; a line for every problem, with file and line."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was annotated. ``problems``: what could not be read of it."""

    name: str
    path: Path
    graph: Graph
    problems: Problems = field(default_factory=list)

    @classmethod
    def failed(cls, path: Path, problem: str) -> Read:
        """A file of which nothing could be read."""
        return cls(path.stem, path, Graph("", (), ()), [(0, problem)])


def files_of(folder: Path, wanted: str, *patterns: str) -> list[Path]:
    """The files of a folder that match. Raises AnnotationError where there are none; ``wanted`` is what they are called."""
    files = sorted(path for pattern in patterns for path in folder.glob(pattern))
    if not files:
        raise AnnotationError(f"{folder}: no {wanted} in this folder")
    return files
