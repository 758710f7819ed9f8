"""INCEpTION: ``NAME.tsv`` (WebAnno TSV 3.3) and ``TypeSystem.xml``, from which a project takes the layers.

The format: https://inception-project.github.io (user guide, appendix "WebAnno TSV 3.3"). Two layers: ``Telling`` marks triggers
and what they name, ``Argument`` links a trigger to them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from verbale.review.exchange.annotators.tokens import Units, sentences_of, tokens_of
from verbale.review.exchange.graph import Graph, Mark, graph_of
from verbale.review.exchange.located import Annotated, Place

SPAN_LAYER, LINK_LAYER = "webanno.custom.Telling", "webanno.custom.Argument"
FEATURES = ("label", "code", "modality", "note", "polarity")
TYPE_SYSTEM = Path(__file__).with_name("TypeSystem.xml")
RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_LETTERS = {"\t": "t", "\n": "n"}
_HEADER = (
    "#FORMAT=WebAnno TSV 3.3",
    f"#T_SP={'|'.join((SPAN_LAYER, *FEATURES))}",
    f"#T_RL={LINK_LAYER}|role|BT_{SPAN_LAYER}",
    "",
)


def webanno_tsv(document: Annotated) -> str:
    """The ``.tsv`` of a document."""
    return "\n".join((*_HEADER, *_Writer(document).lines(), ""))


class _Writer:
    """Rows of tokens with the marks upon them. Every mark bears its number, so that none is taken for another."""

    def __init__(self, document: Annotated) -> None:
        self._graph: Graph = graph_of(document)
        self._units = Units(document.text)
        sentences = list(sentences_of(document))
        self._sentences = [(sentence, tokens_of(document.text, sentence, self._graph.marks)) for sentence in sentences]
        self._upon: dict[Place, list[int]] = defaultdict(list)
        self._first: dict[int, str] = {}
        tokens = [(token, f"{n}-{m}") for n, (_, found) in enumerate(self._sentences, 1) for m, token in enumerate(found, 1)]
        for number, mark in enumerate(self._graph.marks):
            for at in range(bisect_left(tokens, (Place(mark.place.start, 0), "")), len(tokens)):
                token, name = tokens[at]
                if token.end > mark.place.end:
                    break
                self._upon[token].append(number)
                self._first.setdefault(number, name)

    def lines(self) -> Iterator[str]:
        text = self._graph.text
        for n, (sentence, tokens) in enumerate(self._sentences, 1):
            yield ""
            for line in text[sentence.start : sentence.end].split("\n"):
                yield "#Text=" + escaped_text(line)
            for m, token in enumerate(tokens, 1):
                begin, end = map(self._units.unit, token)
                yield "\t".join(
                    (f"{n}-{m}", f"{begin}-{end}", text[token.start : token.end], *self._cells(token, f"{n}-{m}"), "")
                )

    def _cells(self, token: Place, name: str) -> Iterator[str]:
        upon = self._upon.get(token, [])
        for feature in FEATURES:
            yield "|".join(f"{_value(self._graph.marks[i], feature)}[{i + 1}]" for i in upon) or "_"
        begun = {number for number in upon if self._first[number] == name}
        links = [link for link in self._graph.links if link.argument in begun and link.event in self._first]
        yield "|".join(escaped(link.role) for link in links) or "_"
        yield "|".join(f"{self._first[link.event]}[{link.event + 1}_{link.argument + 1}]" for link in links) or "_"


def _value(mark: Mark, feature: str) -> str:
    value = str(getattr(mark, feature))
    return escaped(value) if value else "*"


def escaped(value: str) -> str:
    """A value of a feature: what has a meaning in the format gets a backslash."""
    return RESERVED.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value)


def escaped_text(line: str) -> str:
    """A line of the text."""
    return line.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\f", "\\f").replace("\b", "\\b")
