"""The line for Python: text in, tables out, nothing written.

What the command line does with folders, caches and processes is ``verbale.flows``; this is for notebooks and programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Literal

import pandas as pd
from spacy.language import Language

from verbale.errors import UsageError
from verbale.extractors.parse import BUNDLED, Finder, load_pipeline
from verbale.extractors.pipeline import Resources, load_resources
from verbale.extractors.pipeline import extract as extract_documents
from verbale.extractors.schema import Document
from verbale.extractors.tables import PLACES, find_happenings, relate, statements, tellings, to_tables
from verbale.extractors.tables import read_tables as read_folder
from verbale.extractors.text import make_document, read_documents

Source = str | Path | Document
Mode = Literal["auto", "narrative", "news"]

_SHORT = ("date_edtf", "source_parties", "relation_type", "target_parties", "quote")
_ROWS = 10
_QUOTE = 60


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Tables(Mapping[str, pd.DataFrame]):
    """The tables of one or more documents, by name: ``tables.events`` is ``tables["events"]``.

    Cells are never missing: an unknown is an empty string, dates are strings (EDTF, ISO days), lists are joined by ``;``.
    Rows are in the order of the text.
    """

    frames: Mapping[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    @property
    def documents(self) -> pd.DataFrame:
        """One row a text: what was read, or could not be (``status``, ``error``)."""
        return self.frames["documents"]

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences with their sections and offsets."""
        return self.frames["sentences"]

    @property
    def actors(self) -> pd.DataFrame:
        """Who is named, each once, with the party behind."""
        return self.frames["actors"]

    @property
    def mentions(self) -> pd.DataFrame:
        """Where actors are named or meant."""
        return self.frames["mentions"]

    @property
    def dates(self) -> pd.DataFrame:
        """The expressions of time, normalised."""
        return self.frames["dates"]

    @property
    def events(self) -> pd.DataFrame:
        """Who did what to whom, when, in which words, by which rule."""
        return self.frames["events"]

    @property
    def candidates(self) -> pd.DataFrame:
        """What may be an event but is less sure than the threshold, with the columns of ``events``; counted nowhere."""
        return self.frames["candidates"]

    @property
    def event_links(self) -> pd.DataFrame:
        """What the text says of the order of its events: after, before, because of, in response to, followed by."""
        return self.frames["event_links"]

    @property
    def relations(self) -> pd.DataFrame:
        """What the events of all documents say about each pair of parties."""
        return self.frames["relations"]

    @property
    def happenings(self) -> pd.DataFrame:
        """What happened, once each, with all events that tell it."""
        return self.frames["happenings"]

    def __repr__(self) -> str:
        return "\n".join([self._counted(), *("  " + "  ".join(line) for line in self._lines()), *self._left_out()])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in _SHORT)
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>" for line in self._lines())
        left_out = "".join(f"<p>{escape(line.strip())}</p>" for line in self._left_out())
        return f"<p>{escape(self._counted())}</p><table><tr>{head}</tr>{body}</table>{left_out}"

    def _counted(self) -> str:
        shown = ("documents", "events", "happenings", "relations", "dates", "actors", "mentions")
        numbers = {name: len(self.frames[name]) for name in shown if name in self.frames}
        return "verbale: " + ", ".join(f"{number} {name[:-1] if number == 1 else name}" for name, number in numbers.items())

    def _lines(self) -> list[tuple[str, ...]]:
        """The first events, a few cells each."""
        events = self.events.head(_ROWS)
        columns = [[" ".join(str(cell).split()) for cell in events[name].tolist()] for name in _SHORT]
        columns[-1] = [quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…" for quote in columns[-1]]
        return list(zip(*columns, strict=True))

    def _left_out(self) -> list[str]:
        more = len(self.events) - _ROWS
        return [f"  {more} more: .events has them all"] if more > 0 else []


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline with rules and gazetteer, kept for many texts: ``pipeline(texts)`` is ``extract(texts)``."""

    nlp: Language
    resources: Resources
    mode: Mode = "auto"

    def __call__(
        self, source: Source | Iterable[Source], *, title: str = "", date: str = "", topic: Iterable[str] = ()
    ) -> Tables:
        """The tables of a text, a path (file, folder or glob), or a list of both.

        ``title``, ``date`` (ISO day from which "yesterday" is counted) and ``topic`` (codes of the states that it is about) say
        what is known of the texts given as strings. Raises UsageError for what is neither text nor path, InputError for
        a path where nothing is.
        """
        documents = list(_documents(source, title, date, tuple(topic)))
        extractions = list(extract_documents(documents, self.nlp, self.resources, self.mode))
        symmetric = {name for name, kind in self.resources.rules.types.items() if kind.symmetric}
        said, told, sure = [], [], self.resources.relations
        for extraction in extractions:
            actors = {actor.actor_id: actor for actor in extraction.actors}
            said += statements(extraction.events, actors, extraction.timexes)
            told += tellings(extraction.events, actors)
        found = to_tables(extractions, relate(said, symmetric, sure=sure), find_happenings(told, symmetric))
        return _in_text_order(found, [d.doc_id for d in documents])


def load(
    model: str = BUNDLED,
    *,
    families: Iterable[str] = (),
    actors: str | Path | None = None,
    rules: str | Path | None = None,
    mode: Mode = "auto",
    finder: Finder = "on",
    threshold: float | None = None,
    floor: float | None = None,
    relations: float | None = None,
) -> Pipeline:
    """A pipeline to keep.

    ``model``: the bundled pipeline, an installed one's name, or a path; ``families``: only these relation families;
    ``actors``, ``rules``: folders of actor tables and rule files of one's own; ``mode``: how relative dates resolve;
    ``finder``: whether the pipeline's learned finder tells events beside the rules; ``threshold``, ``floor``: how sure an event
    of the table and a candidate must be, where it is not as the calibration says; ``relations``: how sure two parties of an event
    must be for ``relations`` to tell of them (0: all are told).
    Raises ModelError, RuleError, GazetteerError or UsageError (all UserError), each with the mend.
    """
    own_actors, own_rules = (Path(given) if given is not None else None for given in (actors, rules))
    resources = load_resources(
        actors=own_actors, families=tuple(families), own_rules=own_rules, threshold=threshold, floor=floor, finder=finder,
        relations=relations,
    )  # fmt: skip
    return Pipeline(load_pipeline(model, finder), resources, mode)


@cache
def _default() -> Pipeline:
    return load()


def extract(
    source: Source | Iterable[Source],
    *,
    title: str = "",
    date: str = "",
    topic: Iterable[str] = (),
    pipeline: Pipeline | None = None,
) -> Tables:
    """The tables of a text, a path (file, folder or glob), or a list of both, by the bundled pipeline unless one is given.

    >>> extract("Kenya recalled its ambassador from Ghana on 3 May 2019.").events["relation_type"].tolist()
    ['envoy.recall']

    A string that names an existing file or folder is a path, any other string is a text; say ``Path(...)`` to be sure.
    The pipeline is loaded at the first call and kept. Raises as ``Pipeline.__call__`` does.
    """
    return (pipeline or _default())(source, title=title, date=date, topic=topic)


def read_tables(folder: str | Path) -> Tables:
    """The tables that a run has written into a folder, with the types that ``extract`` gives.

    Raises UserError where there are none, or for one that cannot be read.
    """
    frames = read_folder(Path(folder))
    return _in_text_order(frames, frames["documents"]["doc_id"].tolist())


def _documents(source: Source | Iterable[Source], title: str, date: str, topic: tuple[str, ...]) -> Iterator[Document]:
    """The documents of what was given; texts are named ``text``, of several ``text-1``, ``text-2`` ..."""
    several = not isinstance(source, (str, Path, Document))
    if isinstance(source, (str, Path, Document)):
        given: Iterable[Source] = [source]
    elif isinstance(source, Iterable):
        given = source
    else:
        raise UsageError(f"a text, a path or a list of them is wanted, not {type(source).__name__}")
    for number, item in enumerate(given, 1):
        if isinstance(item, Document):
            yield item
        elif isinstance(item, Path) or (isinstance(item, str) and _is_path(item)):
            yield from read_documents(item)
        elif isinstance(item, str):
            doc_id = f"text-{number}" if several else "text"
            yield make_document(doc_id, item, title=title, document_date=date, topic=topic)
        else:
            raise UsageError(f"item {number} is neither text nor path but {type(item).__name__}")


def _is_path(text: str) -> bool:
    """Whether a string names a file or folder that is there."""
    try:
        return bool(text.strip()) and "\n" not in text and Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a zero byte
        return False


def _in_text_order(frames: Mapping[str, pd.DataFrame], doc_ids: Iterable[str]) -> Tables:
    rank = {doc_id: n for n, doc_id in enumerate(doc_ids)}
    ordered = dict(frames)
    for name, place in PLACES.items():
        frame = frames[name]
        keys = frame.assign(_rank=frame["doc_id"].map(rank)).sort_values(["_rank", place], kind="stable").index
        ordered[name] = frame.loc[keys].reset_index(drop=True)
    documents = frames["documents"]
    by_rank = documents["doc_id"].map(rank).sort_values(kind="stable").index
    ordered["documents"] = documents.loc[by_rank].reset_index(drop=True)
    return Tables(ordered)
