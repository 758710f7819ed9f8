"""One batch of documents -> what they give to the tables: the unit of work of every runner (here, in a process, on a cluster).

Everything in here can be pickled and knows nothing of who calls it.
"""

import gc
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from spacy.language import Language

from verbale.extractors import (
    Document,
    Extraction,
    Parsed,
    Resources,
    extract_parsed,
    load_pipeline,
    load_resources,
    parse_documents,
)
from verbale.extractors.actors import Gazetteer
from verbale.extractors.finder import EventFinder
from verbale.extractors.parse import FINDER, pack, parse_key, unpack
from verbale.extractors.rules import Type
from verbale.flows.caches import Cache, cache_of, records
from verbale.flows.caches.known_actors import kept_gazetteer
from verbale.flows.caches.versions import hash_own
from verbale.flows.line.time_limit import TimeLimit, TooSlow
from verbale.flows.output import Contribution, contribution, in_force, layer_in_force, read_learned
from verbale.flows.settings import Finder, Settings

if TYPE_CHECKING:
    from verbale.extractors.explain import GuidedType


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents to work on, and with what.

    ``settings`` hold wherever the batch is worked on. ``parse_versions``: of parsing code and model, for the keys of parses;
    ``keys``: doc_id -> the key under which to keep what is extracted from it.
    """

    number: int
    documents: tuple[Document, ...]
    settings: Settings
    parse_versions: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What each document gave, in no promised order; ``parsed`` of them were parsed anew; ``seconds`` of wall clock."""

    number: int
    contributions: tuple[Contribution, ...]
    parsed: int
    seconds: float
    trouble: str = ""


@lru_cache(maxsize=2)
def pipeline(model: str, finder: Finder = "on") -> Language:
    """The pipeline, with its learned finder or without, loaded once per process. Raises ModelError."""
    return _lasting(load_pipeline(model, finder))


def pipeline_of(settings: Settings) -> Language:
    """The pipeline of a run: its finder with what decisions taught its last layer, where they did. Raises ModelError."""
    layer = layer_in_force(settings.decisions) if settings.learned and settings.finder == "on" else ()
    return _taught_pipeline(settings.model, settings.decisions, layer) if layer else pipeline(settings.model, settings.finder)


@lru_cache(maxsize=2)
def _taught_pipeline(model: str, decisions: Path, layer: tuple[str, ...]) -> Language:
    """``layer``: which one it is, by what its file holds."""
    found, head = load_pipeline(model), read_learned(decisions).head
    finder = dict(found.components).get(FINDER)
    if isinstance(finder, EventFinder) and head is not None:
        finder.head = head if head.model == finder.identity else None
    return _lasting(found)


@lru_cache(maxsize=2)
def _resources(
    families: tuple[str, ...],
    gazetteer: Gazetteer,
    rules: Path | None,
    cuts: tuple[float | None, float | None, float | None],
    finder: Finder,
    decisions: Path | None,
    contents: tuple[str, ...],
) -> Resources:
    threshold, floor, relations = cuts
    taught = read_learned(decisions).taught if decisions else None
    loaded = load_resources(
        gazetteer=gazetteer, families=families, own_rules=rules, threshold=threshold, floor=floor, finder=finder, taught=taught,
        relations=relations,
    )  # fmt: skip
    return _lasting(loaded)


Loaded = TypeVar("Loaded")
_COLLECTED_AT = 10_000  # new objects


def _lasting(loaded: Loaded) -> Loaded:
    """What stays as long as the process does: the collector of garbage need not look through it again and again.

    Nor through what a document gives, which is records without cycles, at every few hundred of them.
    """
    gc.freeze()
    gc.set_threshold(_COLLECTED_AT, *gc.get_threshold()[1:])
    return loaded


def resources(settings: Settings) -> Resources:
    """Rules, gazetteer and cues, and what decisions taught, loaded once a process for what the own files hold.

    Raises RuleError, GazetteerError, or UsageError for a floor above the calibration's threshold.
    """
    taught = in_force(settings.decisions) if settings.learned else ()
    decisions = settings.decisions if taught else None
    contents = (hash_own(settings.rules), *taught)
    cuts = settings.threshold, settings.floor, settings.relations
    gazetteer = kept_gazetteer(cache_of(settings), settings.actors)
    return _resources(settings.families, gazetteer, settings.rules, cuts, settings.finder, decisions, contents)


def relation_types(settings: Settings) -> dict[str, Type]:
    """The relation types of the rule files: ``family.type`` -> codes and whether it is symmetric."""
    return resources(settings).rules.types


def page_types(settings: Settings) -> "dict[str, GuidedType]":
    """The same as guidelines for reviewers: ``family.type`` -> definition, codes, frame, sentences that tell it."""
    from verbale.extractors.explain import guided_types

    return guided_types(resources(settings).rules)


def work(batch: Batch) -> BatchResult:
    """Parse and extract a batch. A document on which that fails or takes too long is recorded as such; the others go on.

    Documents are parsed several at a time, so that a batch of which one is slow is worked on anew, one by one.
    """
    begin = time.perf_counter()
    pipeline_of(batch.settings), resources(batch.settings)
    parses = Parses(batch.settings, batch.parse_versions)
    try:
        found = list(_in_time(extractions(batch.documents, batch.settings, parses), batch.settings.document_limit))
    except (Exception, TooSlow):
        parses = Parses(batch.settings, batch.parse_versions)
        found = [_extract_one(document, batch.settings, parses) for document in batch.documents]
    for extraction in found:
        key = batch.keys.get(extraction.document.doc_id)
        if key and extraction.document.status == "ok":
            parses.cache.put("extractions", key, records.pack(extraction))
    rows = tuple(map(contribution, found))
    return BatchResult(batch.number, rows, parses.made, time.perf_counter() - begin, parses.cache.trouble)


def extractions(documents: Iterable[Document], settings: Settings, parses: "Parses | None" = None) -> Iterator[Extraction]:
    """Parse (or find the parse of) every document and extract. The order is not that of the documents.

    Without ``parses`` everything is parsed anew, and no parse is kept.
    """
    known = resources(settings)
    for parsed in (parses or Parses(settings)).of(documents):
        yield extract_parsed(parsed, known, settings.mode)


class Parses:
    """Parses from the cache where they are kept, else made and kept. ``made`` counts those.

    Without ``versions``, of parsing code and model, the cache is left alone.
    """

    def __init__(self, settings: Settings, versions: str = "") -> None:
        self.settings, self.versions = settings, versions
        self.cache = cache_of(settings) if versions else Cache(settings.cache_folder, read=False, write=False)
        self.made = 0

    def of(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        missing: list[Document] = []
        for document in documents:
            kept = self._kept(document)
            if kept is None:
                missing.append(document)
            else:
                yield kept
        for parsed in parse_documents(pipeline_of(self.settings), missing):
            self.made += 1
            if parsed.sentences:
                self.cache.put("parses", parse_key(parsed.document, self.versions), pack(parsed))
            yield parsed

    def _kept(self, document: Document) -> Parsed | None:
        if not self.cache.read or not document.blocks:
            return None
        key = parse_key(document, self.versions)
        return self.cache.unpacked("parses", key, lambda content: unpack(pipeline_of(self.settings), document, content))


def _in_time(found: Iterable[Extraction], seconds: float) -> Iterator[Extraction]:
    """The extractions, each in so many seconds. Raises TooSlow."""
    with TimeLimit(seconds) as limit:
        for extraction in found:
            yield extraction
            limit.renew()


def _extract_one(document: Document, settings: Settings, parses: Parses) -> Extraction:
    try:
        return next(_in_time(extractions((document,), settings, parses), settings.document_limit))
    except TooSlow:
        return too_slow(document, settings.document_limit)
    except Exception as error:
        return failed(document, error)


def too_slow(document: Document, seconds: float) -> Extraction:
    """What is recorded of a document that takes longer than it may."""
    place = document.path or document.doc_id
    message = f"{place}: took more than {seconds:g} seconds; cut it into documents, or raise --document-limit"
    return Extraction(replace(document, status="too_slow", error=message))


def failed(document: Document, error: Exception) -> Extraction:
    """What is recorded of a document that cannot be worked on; its text stays out of the tables."""
    reason = " ".join(str(error).split())[:200]
    message = f"{document.path or document.doc_id}: {type(error).__name__}: {reason}; please report this text to the project"
    return Extraction(replace(document, status="failed", error=message))
