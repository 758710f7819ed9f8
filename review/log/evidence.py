"""The events and sentences of a run, indexed for comparison with decisions, and the snapshot that a decision keeps of them."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from verbale.extractors.ids import normalise
from verbale.extractors.tables import records

if TYPE_CHECKING:
    import pandas as pd

JUDGED = ("relation_type", "source_ids", "source_parties", "target_ids", "target_parties", "date_edtf", "polarity", "modality")
"""Cells that a verdict is always about. An empty date was judged as much as a date."""
DETAILS = ("instrument", "place", "quantity", "attributed_to")
"""Cells that a verdict is about where they were filled: a detail that a later run adds was not judged."""
CONTEXT = ("claim_id", "doc_id", "section", "sentence_id", "trigger", "method", "rule_id", "prefix", "suffix")
SNAPSHOT = (*JUDGED, *DETAILS, *CONTEXT, "sentence", "twins", "same_claim", "table")
"""Columns of a snapshot: cells of the event, its ``sentence``, how often that text stands in the document (``twins``),
``same_claim``, the other events that made the same claim then (they are no candidates for a proposal), and ``table``, where the
row was a candidate: one that people accept is an event from the next run on, though no run was sure enough to tell it."""
AROUND = ("char_start", "beside")
"""What a snapshot of an added event keeps besides: where its sentence began, and the ids of the rows that it had then."""

LONGEST_CELL = 4_000
"""Characters of a cell that a snapshot keeps and that are compared: a party list or a heading may be a page long."""

SIMILAR = 0.7
"""Similarity of sentences that make the same claim at the same time."""
MUCH_ALIKE = 0.85
"""Similarity of sentences that make it at another time, or do not make it."""
_COMMON = 200  # words in more sentences than this tell sentences apart no better than chance, and cost the most
_WORD = re.compile(r"\w+|[^\w\s]")

Row = Mapping[str, str]


class Place(NamedTuple):
    """Where a sentence stands: its document and section, its first character, and its number in the run."""

    doc_id: str
    section: str
    start: int
    number: int


def reviewable(run: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of a run that reviewers judge: its events, and its candidates behind them."""
    import pandas as pd

    parts = [run[name] for name in ("events", "candidates") if name in run and len(run[name])]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0] if parts else run["events"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The events and sentences of a run, indexed for comparison."""

    events: Mapping[str, Row]
    by_claim: Mapping[str, tuple[Row, ...]]
    by_sentence: Mapping[str, tuple[Row, ...]]
    sentences: Mapping[str, str]
    twins: Mapping[tuple[str, str], int]
    by_word: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    corpus: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    candidates: frozenset[str] = frozenset()

    @classmethod
    def of_run(cls, run: Mapping[str, pd.DataFrame], corpus: str = "") -> Evidence:
        """From the tables of a run: ids are of one kind, so a decision holds whether its row is an event or a candidate now."""
        candidates = frozenset(run["candidates"]["event_id"].tolist()) if "candidates" in run else frozenset()
        return replace(cls.of(reviewable(run), run["sentences"]), corpus=corpus, candidates=candidates)

    @classmethod
    def of(cls, events: pd.DataFrame, sentences: pd.DataFrame) -> Evidence:
        """From the tables of a run, typed or as text."""
        rows = records(events)
        by_claim: dict[str, list[Row]] = defaultdict(list)
        by_sentence: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_claim[row["claim_id"]].append(row)
            by_sentence[row["sentence_id"]].append(row)
        lines = records(sentences[["sentence_id", "doc_id", "section", "char_start", "text"]])
        by_word: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            for word in _words(line["text"]):
                by_word[word].append(line["sentence_id"])
        return cls(
            {row["event_id"]: row for row in rows},
            {key: tuple(found) for key, found in by_claim.items()},
            {key: tuple(found) for key, found in by_sentence.items()},
            {line["sentence_id"]: line["text"] for line in lines},
            Counter((line["doc_id"], normalise(line["text"])) for line in lines),
            {word: tuple(found) for word, found in by_word.items()},
            places={
                line["sentence_id"]: Place(line["doc_id"], line["section"], int(line["char_start"]), number)
                for number, line in enumerate(lines)
            },
        )

    def with_rows(self, rows: Iterable[Row]) -> Evidence:
        """The same with rows that reviewers added: decisions on them are compared as those on any row."""
        added = {row["event_id"]: row for row in rows}
        return replace(self, events={**self.events, **added}) if added else self

    @property
    def documents(self) -> frozenset[str]:
        """The documents that have sentences in this run."""
        return frozenset(doc_id for doc_id, _ in self.twins)

    def nearest(self, sentence: str) -> str:
        """The id of the sentence that shares the most rare words with this one, if it is much alike; else ""."""
        shared: Counter[str] = Counter()
        for word in _words(sentence):
            found = self.by_word.get(word, ())
            if len(found) <= _COMMON:
                shared.update(found)
        for sentence_id, _ in shared.most_common(3):
            if similar(sentence, self.sentences[sentence_id]) >= MUCH_ALIKE:
                return sentence_id
        return ""

    def snapshot(self, event_id: str) -> dict[str, str]:
        """What a decision about this row keeps of it. Raises KeyError for a row that is not there."""
        row = self.events[event_id]
        sentence = self.sentences.get(row["sentence_id"], "")
        others = sorted(r["event_id"] for r in self.by_claim[row["claim_id"]] if r["event_id"] != event_id)
        kept = {column: row.get(column, "")[:LONGEST_CELL] for column in (*JUDGED, *DETAILS, *CONTEXT)}
        kept |= {
            "sentence": normalise(sentence)[:2000],
            "twins": str(self.twins.get((row["doc_id"], normalise(sentence)), 1)),
            "same_claim": ";".join(others[:200]),
            "table": "candidates" if event_id in self.candidates else "",
        }
        return {column: cell for column, cell in kept.items() if cell}


@lru_cache(maxsize=4096)
def similar(one: str, other: str) -> float:
    """Similarity of two sentences, 0 to 1: the better of how their words and how their characters match in order."""
    one, other = normalise(one)[:2000], normalise(other)[:2000]
    if one == other:
        return 1.0
    return max(_ratio(_WORD.findall(one), _WORD.findall(other)), _ratio(one, other))


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SIMILAR else 0.0


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text) if len(word) > 4}
