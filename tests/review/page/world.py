"""Texts that can be edited, extracted and reviewed in a browser again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.browser import browser
from verbale.review.log.decision_files import read
from verbale.review.log.evidence import Evidence
from verbale.review.page.payload import Judged, Review
from verbale.review.page.render import static_page
from verbale.review.reviewing import Reviewing

TEXTS = synthetic.library(3, 24)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """One browser for the files of this folder; beyond it its event loop would be in the way of tests that run their own."""
    with browser() as launched:
        yield launched


@dataclass
class World:
    """Texts that can be edited, and the review of what the toy extractor finds in them."""

    decisions: Path
    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))
    verbs: dict[str, str] = field(default_factory=lambda: dict(synthetic.VERBS))
    run: dict[str, Any] = field(default_factory=dict)
    number: int = 0

    @classmethod
    def of(cls, folder: Path, texts: Mapping[str, str] = TEXTS) -> World:
        """Texts that were extracted, with the decisions in a folder of their own."""
        made = cls(folder / "decisions", dict(texts))
        made.extract()
        return made

    def extract(self) -> None:
        self.run, self.number = synthetic.run(self.texts, self.verbs), self.number + 1

    def review(self) -> Review:
        return Review(self.run, synthetic.TYPES, run={"id": str(self.number)})

    def reviewing(self, reviewer: str = "ann") -> Reviewing:
        """``serving`` gives it a port."""
        return Reviewing(self.review, lambda: str(self.number), self.decisions, reviewer, 0, types=frozenset(synthetic.TYPES))

    def judged(self) -> Judged:
        return Judged.of(read(self.decisions).decisions, Evidence.of(self.run["events"], self.run["sentences"]))

    def as_file(self, folder: Path) -> str:
        """The address of the page as a file, with what the log holds."""
        path = folder / "review.html"
        path.write_bytes(static_page(self.review(), self.judged()).html)
        return path.as_uri()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.of(tmp_path)


def marks(page: Any) -> list[str]:
    return page.locator(".row .mark").all_inner_texts()


def keys(page: Any, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def saved(page: Any) -> None:
    page.locator("#saving", has_text="Saved in").wait_for()


def select(page: Any, words: str) -> None:
    """Select words in the text as a reader would."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const nodes = []; let all = "";
          while (walker.nextNode()) { nodes.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
          const point = at => { const [from, node] = nodes.filter(([f]) => f <= at).at(-1); return [node, at - from]; };
          const start = all.indexOf(words);
          getSelection().setBaseAndExtent(...point(start), ...point(start + words.length));
        }""",
        words,
    )
    page.locator("#picked q", has_text=words.strip()).wait_for()
