"""UIMA CAS: ``NAME.xmi`` with ``TypeSystem.xml``, by dkpro-cassis (an extra). The layers are those of ``inception.py``.

Files that other tools wrote, INCEpTION's ``NAME.json`` among them, are read by the same names of types and features.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.errors import UserError
from verbale.review.exchange.annotators.inception import FEATURES, LINK_LAYER, SPAN_LAYER, TYPE_SYSTEM
from verbale.review.exchange.annotators.read import Read, files_of
from verbale.review.exchange.annotators.tokens import sentences_of, tokens_of
from verbale.review.exchange.gold_lines import Problems
from verbale.review.exchange.graph import Graph, Link, Mark, graph_of
from verbale.review.exchange.located import Annotated, Place

_SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."


class NoCassisError(UserError):
    """The library that reads and writes UIMA is not installed; the message says how to get it."""


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise NoCassisError("UIMA CAS needs dkpro-cassis: pip install 'verbale[uima]'") from None
    return cassis


def xmi(document: Annotated) -> str:
    """The ``.xmi`` of a document. Raises NoCassisError where dkpro-cassis is not there."""
    cassis = _cassis()
    system = cassis.load_typesystem(TYPE_SYSTEM.read_text(encoding="utf-8"))
    cas = cassis.Cas(system, lenient=False)
    cas.sofa_string, cas.sofa_mime, cas.document_language = document.text, "text/plain", document.language or "x-unspecified"
    graph = graph_of(document)
    for sentence in sentences_of(document):
        cas.add(system.get_type(f"{_SEGMENTS}Sentence")(begin=sentence.start, end=sentence.end))
        for token in tokens_of(document.text, sentence, graph.marks):
            cas.add(system.get_type(f"{_SEGMENTS}Token")(begin=token.start, end=token.end))
    spans = []
    for mark in graph.marks:
        features = {name: getattr(mark, name) or None for name in FEATURES}
        spans.append(system.get_type(SPAN_LAYER)(begin=mark.place.start, end=mark.place.end, **features))
        cas.add(spans[-1])
    for event, role, argument in graph.links:
        head, child = spans[event], spans[argument]
        ends = {"begin": child.begin, "end": child.end, "Governor": head, "Dependent": child}
        cas.add(system.get_type(LINK_LAYER)(role=role, **ends))
    return str(cas.to_xmi(pretty_print=True))


def read_uima(folder: Path) -> Iterator[Read]:
    """Every ``NAME.xmi`` and ``NAME.json`` of a folder; types are those of ``TypeSystem.xml`` beside them."""
    cassis = _cassis()
    for path in files_of(folder, "NAME.xmi or NAME.json", "*.xmi", "*.json"):
        try:
            cas = _load(cassis, path)
        except Exception as error:  # whatever the parsers of XML and JSON make of a file that is none
            yield Read.failed(path, f"it cannot be read ({type(error).__name__}: {error})")
            continue
        problems: Problems = []
        yield Read(path.stem, path, _graph(cas, problems), problems)


def _load(cassis: Any, path: Path) -> Any:
    if path.suffix == ".json":
        with path.open("rb") as file:
            return cassis.load_cas_from_json(file)
    beside = path.with_name(TYPE_SYSTEM.name)
    system = cassis.load_typesystem((beside if beside.is_file() else TYPE_SYSTEM).read_text(encoding="utf-8"))
    with path.open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=system, lenient=True)


def _graph(cas: Any, problems: Problems) -> Graph:
    spans, links = (_all(cas, layer) for layer in (SPAN_LAYER, LINK_LAYER))
    number = {id(span): at for at, span in enumerate(spans)}
    joined = []
    for link in links:
        head, child = getattr(link, "Governor", None), getattr(link, "Dependent", None)
        if id(head) in number and id(child) in number:
            joined.append(Link(number[id(head)], (link.role or "").lower(), number[id(child)]))
        else:
            problems.append((0, f"a link at {link.begin} leads from or to a mark that is not there"))
    heads = {link.event for link in joined}
    marks = [_mark(span, at in heads) for at, span in enumerate(spans)]
    return Graph(cas.sofa_string or "", tuple(marks), tuple(joined))


def _all(cas: Any, layer: str) -> list[Any]:
    """All annotations of a type in the order of their ids, which is that of their making; none where the type is not known."""
    if not cas.typesystem.contains_type(layer):
        return []
    return sorted(cas.select(layer), key=lambda one: (one.begin, one.xmiID or 0))


def _mark(span: Any, heads: bool) -> Mark:
    about: dict[str, Any] = {name: getattr(span, name, None) or "" for name in FEATURES}
    return Mark(Place(span.begin, span.end), **about, is_event=heads or "." in about["label"])
