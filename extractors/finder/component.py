"""The spaCy component ``verbale_finder``: which words tell of an event, as spans of single words in ``doc.spans["events"]``.

Each span's label is its likeliest type; what is known beside it stands in the group's attributes (``findings``), in the order of
the spans: the probabilities of the likeliest types, of its being an event, a main one, and of the flags; and the words that may
take part in it. The encoder runs in onnxruntime on one thread, window by window, so that what it tells of a text depends on
nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.attrs import ORTH, POS
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import ensure_path

from verbale.extractors.finder.asked import is_asked
from verbale.extractors.finder.floors import NOTED, PROPOSED
from verbale.extractors.finder.head import Head, model_id
from verbale.extractors.finder.leave_one_out import Carried, leave_one_out
from verbale.extractors.finder.pairs import may_take_part, nearness, sentences_apart
from verbale.extractors.finder.paths import Paths, tree_of
from verbale.extractors.finder.pieces import Pieces, Window, inputs_of
from verbale.extractors.finder.sessions import session

GROUP = "events"
_KEPT = 5
"""Types kept of a word."""
_LEAST = 0.03
"""Probability below which somebody takes no part."""
_FILES = ("model.onnx", "vocabulary.txt", "labels.json", "pairs.onnx")

Scores = NDArray[np.float32]
Links = list[tuple[int, list[float]]]
"""A word that may take part, and the probabilities of ``pairs.ANSWERS``."""


class Looked(NamedTuple):
    """A window as the encoder sees it: the words that may tell of an event, their probabilities as shipped, and what the encoder
    makes of them; the same of those that may take part."""

    asked: list[int]
    scores: Scores
    hidden: Scores
    others: list[int]
    beside: Scores


def _sentences_of(doc: Doc) -> list[int]:
    """Of every word the number of its sentence."""
    return [number for number, sent in enumerate(doc.sents) for _ in range(sent.start, sent.end)]


def _words_in(doc: Doc) -> tuple[list[str], list[str]]:
    """The words of a Doc and their parts of speech, each string looked up once: tokens are slow to ask."""
    keys, names = doc.to_array([ORTH, POS]).T.tolist() if len(doc) else ([], []), doc.vocab.strings
    known = {key: names[key] for key in set().union(*keys)}
    words, parts_of_speech = ([known[key] for key in column] for column in keys)
    return words, parts_of_speech


def _rounded(told: Scores) -> NDArray[np.float64]:
    return told.astype(np.float64).round(3)


class EventFinder:
    """Finds events in parsed Docs (it reads parts of speech, trees and sentences), with the model that ``from_disk`` loads."""

    def __init__(self, name: str = "finder") -> None:
        self.name = name
        self.types: list[str] = []
        self.flags: list[str] = []
        self.floor, self.pairs_floor = NOTED, PROPOSED
        self.head: Head | None = None
        self._content: dict[str, bytes] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its spans. Windows go through the encoder one by one: with weights of eight bits the values of all that go
        together are rounded by one scale, so that a document would be told otherwise in other company."""
        return self.tell(doc, self.look(doc))

    def tell(self, doc: Doc, seen: Iterable[Looked]) -> Doc:
        """The Doc with the spans that follow from what the encoder saw in it (``look``)."""
        sentence_of, paths = _sentences_of(doc), Paths(tree_of(doc), self._codes)
        self._mark(doc, [found for window in seen for found in self._found(sentence_of, paths, window)])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """The Docs in order, each with its spans; ``batch_size`` is not asked."""
        return map(self, stream)

    def _windows(self, doc: Doc, words: Sequence[str]) -> Iterator[Window]:
        return self._pieces.windows(words, [(sentence.start, sentence.end) for sentence in doc.sents])

    def look(self, doc: Doc) -> Iterator[Looked]:
        """What the encoder sees, window by window; those without a word that may tell of an event are passed over."""
        words, parts_of_speech = _words_in(doc)
        asked_of = list(map(is_asked, parts_of_speech, words))
        for window in self._windows(doc, words):
            places = dict(zip(window.words, window.places, strict=True))
            asked = [word for word in window.words if asked_of[word]]
            if asked:
                others = [word for word in window.words if may_take_part(parts_of_speech[word], words[word])]
                inputs = inputs_of([window], [(0, places[word]) for word in asked], [(0, places[word]) for word in others])
                scores, hidden, beside = cast(list[Scores], self._session.run(None, inputs))
                yield Looked(asked, scores, hidden, others, beside)

    def _found(self, sentence_of: Sequence[int], paths: Paths, seen: Looked) -> Iterator[tuple[int, Scores, Links]]:
        """(word, probabilities, who may take part) of the words that may tell of an event."""
        asked, scores = seen.asked, self.head(seen.scores, seen.hidden) if self.head else seen.scores
        likely = np.flatnonzero(1 - scores[:, 0] >= self.pairs_floor)
        links = self._links(sentence_of, paths, [asked[i] for i in likely], seen.hidden[likely], seen.others, seen.beside)
        for i in np.flatnonzero(1 - scores[:, 0] >= self.floor).tolist():
            yield asked[i], scores[i], links.get(asked[i], [])

    def _links(
        self, sentence_of: Sequence[int], paths: Paths, triggers: list[int], hidden: Scores, others: list[int], beside: Scores
    ) -> dict[int, Links]:
        """Trigger -> who may take part."""
        if not triggers or not others:
            return {}
        apart = sentences_apart([sentence_of[i] for i in triggers], [sentence_of[i] for i in others])
        inputs = {
            "triggers": hidden, "others": beside[None], "near": nearness(triggers, others), "apart": apart,
            "paths": paths(triggers, others),
        }  # fmt: skip
        (told,) = cast(list[Scores], self._judge.run(None, inputs))
        kept = _rounded(told.max(2)) >= _LEAST
        rows, columns = (numbers.tolist() for numbers in kept.nonzero())
        found: dict[int, Links] = {trigger: [] for trigger in triggers}
        for row, column, p in zip(rows, columns, _rounded(told[kept]).tolist(), strict=True):
            found[triggers[row]].append((others[column], p))
        return found

    def _mark(self, doc: Doc, found: Sequence[tuple[int, Scores, Links]]) -> None:
        n = len(self.types)
        spans, findings = [], []
        for word, scores, links in found:
            best = np.argsort(-scores[1 : n + 1], kind="stable")[:_KEPT]
            spans.append(Span(doc, word, word + 1, label=self.types[best[0]]))
            types = [(self.types[i], round(float(scores[i + 1]), 4)) for i in best]
            told = [round(float(p), 4) for p in (1 - scores[0], *scores[n + 1 :])]
            findings.append([types, *told, links])
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, attrs={"findings": findings}, spans=spans)

    def carried(self, doc: Doc, word: int, family: str) -> Carried:
        """By which other words of its sentence the probability of a family at a word is carried; costs a run of the encoder."""
        window = next(window for window in self._windows(doc, _words_in(doc)[0]) if word in window.words)
        others = [token.i for token in doc[word].sent if any(c.isalnum() for c in token.text)]
        columns = [number for number, name in enumerate(self.types, 1) if name.partition(".")[0] == family]
        return leave_one_out(self._session, window, word, others, self._pieces.unknown, columns, self.head)

    @property
    def identity(self) -> str:
        """By which its model is known."""
        return model_id(self._content["model.onnx"])

    def taught(self, head: Head | None) -> EventFinder:
        """A finder like this with what reviewers taught its last layer; as it is shipped without, or where it is of another."""
        found = copy(self)
        found.head = head if head is not None and head.model == self.identity else None
        return found

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EventFinder:
        """Load the files that training wrote: the model, the pieces' vocabulary, the names of its columns."""
        folder = ensure_path(path)
        return self.from_bytes_of({name: (folder / name).read_bytes() for name in _FILES})

    def from_bytes_of(self, content: dict[str, bytes]) -> EventFinder:
        """Load from the content of the files."""
        self._content = content
        labels = json.loads(content["labels.json"])
        self.types, self.flags = labels["types"], labels["flags"]
        self._pieces = Pieces(content["vocabulary.txt"].decode("utf-8").split("\n"))
        self._session = session(content["model.onnx"])
        self._codes = {name: number for number, name in enumerate(labels["paths"], 1)}
        self._judge = session(content["pairs.onnx"])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._content.items():
            (folder / name).write_bytes(content)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return cast(bytes, srsly.msgpack_dumps(self._content))

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> EventFinder:
        """Load what ``to_bytes`` gave; a finder without a model stays one."""
        files = srsly.msgpack_loads(content)
        return self.from_bytes_of(files) if files else self

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "content": self._content, "head": self.head}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["name"])  # type: ignore[misc]
        if state["content"]:
            self.from_bytes_of(state["content"])
        self.head = state["head"]


@Language.factory(
    "verbale_finder", assigns=["doc.spans"], requires=["token.pos", "token.tag", "token.dep", "token.head", "token.is_sent_start"]
)
def make_finder(nlp: Language, name: str) -> EventFinder:
    """An empty finder: its model comes with the pipeline's files."""
    return EventFinder(name)
