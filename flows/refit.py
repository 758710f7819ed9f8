"""The finder's last layer refitted on the decisions of a corpus: what that would have told of documents that it had not seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import cast

import numpy as np

from verbale.errors import UserError
from verbale.extractors import Document, Extraction, Parsed, Resources, extract_parsed, parse_documents
from verbale.extractors.finder import FLAGS, NOTED, EventFinder, Head, Looked
from verbale.extractors.parse import FINDER, findings_in
from verbale.extractors.text import read_documents
from verbale.flows.line import pipeline
from verbale.flows.settings import Settings
from verbale.review.learning import (
    HELD,
    Examples,
    JudgedWords,
    Told,
    answered_words,
    compared,
    known,
    refitted,
    told,
)
from verbale.review.log import ComparedRun

PARTS = 10


@dataclass(frozen=True, slots=True)
class Fewest:
    """How many judged words there must be, events among them, and documents, before the layer is looked at."""

    words: int = 200
    events: int = 100
    documents: int = 10


FEWEST = Fewest()


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layer fitted on all documents, and the examples by layers that were fitted as firmly on other documents than theirs."""

    head: Head
    examples: Examples


@dataclass(frozen=True, slots=True)
class Refit:
    """``fitted``: layers held more and less firmly, each with ``shipped``, the same examples by the layer as it is shipped; none
    where there was too little, as ``note`` says. ``words``: those whose answer people gave, ``events`` among them."""

    note: str = ""
    words: int = 0
    events: int = 0
    fitted: tuple[tuple[Examples, Fitted], ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A document as the encoder saw it."""

    parsed: Parsed
    windows: tuple[Looked, ...]
    words: JudgedWords


def refit(state: ComparedRun, settings: Settings, resources: Resources, documents: Sequence[str]) -> Refit:
    """Refit the layer on the decisions about these documents, each judged by what the others teach. ``settings``: of the run that
    made the tables; ``resources``: without what decisions taught."""
    if settings.finder == "off":
        return Refit("The tables were made without the finder: there is no last layer to refit.")
    finder = dict(pipeline(settings.model, settings.finder).components).get(FINDER)
    if not isinstance(finder, EventFinder):
        return Refit(f"{settings.model} has no finder of ours: there is no last layer to refit.")
    seen = list(_seen(_texts(settings.input, documents), state, settings, finder))
    if lacking := _lacking(seen):
        return Refit(lacking)
    people = known(state, resources.rules.types, (one.words.doc_id for one in seen))
    shipped = _told(((one, None) for one in seen), settings, resources, finder)
    fitted = []
    for held in HELD:
        anew = _told(_apart(seen, finder.identity, held), settings, resources, finder)
        head, (before, after) = refitted([one.words for one in seen], finder.identity, held), compared(people, shipped, anew)
        fitted += [(before, Fitted(head, after))] if head else []
    words = [one.words for one in seen]
    return Refit("", sum(len(w.answers) for w in words), sum(w.events for w in words), tuple(fitted))


def _texts(source: str, documents: Sequence[str]) -> list[Document]:
    """Those of the documents that are still there."""
    wanted = set(documents)
    with suppress(UserError, OSError):
        return [document for document in read_documents(source) if document.doc_id in wanted and document.text]
    return []


def _seen(texts: Iterable[Document], state: ComparedRun, settings: Settings, finder: EventFinder) -> Iterator[_Seen]:
    answers = answered_words(state, finder.types)
    nlp = pipeline(settings.model, settings.finder)
    with nlp.select_pipes(disable=[FINDER]):
        for parsed in parse_documents(nlp, texts):
            windows = tuple(finder.look(parsed.doc))
            yield _Seen(parsed, windows, _judged_words(parsed, windows, answers))


def _judged_words(parsed: Parsed, windows: Sequence[Looked], answers: Mapping[str, "Mapping[int, int | None]"]) -> JudgedWords:
    """The words of a document to which people gave an answer, and those that tell nothing in sentences that hold no event."""
    scores, hidden, found = [], [], []
    for window in windows:
        for word, own, inside in zip(window.asked, window.scores, window.hidden, strict=True):
            said = answers.get(parsed.sentence_at(word).sentence_id)
            if said is None:
                continue
            start, _ = parsed.char_span(word, word + 1)
            answer = said.get(start, said.get(-1))
            if answer is not None and (start in said or 1 - own[0] >= NOTED):
                scores.append(own[: len(own) - FLAGS])
                hidden.append(inside)
                found.append(answer)
    if not found:
        return JudgedWords(parsed.document.doc_id, np.zeros((0, 1), np.float32), np.zeros((0, 1), np.float32), ())
    return JudgedWords(parsed.document.doc_id, np.array(scores), np.array(hidden), tuple(found))


def _lacking(seen: Sequence[_Seen]) -> str:
    """What is wanted before the layer can be looked at; empty where there is enough."""
    own = [one.words for one in seen if one.words.answers]
    if not seen:
        return "The texts of the tables are not where they were: the finder's last layer was not looked at."
    have = {
        "judged words": (sum(len(w.answers) for w in own), FEWEST.words),
        "events among them": (sum(w.events for w in own), FEWEST.events),
        "documents": (len(own), FEWEST.documents),
    }
    more = [f"{least - n} more {what}" for what, (n, least) in have.items() if n < least]
    return f"Too few decisions to refit the finder's last layer: {', '.join(more)} wanted." if more else ""


def _apart(seen: Sequence[_Seen], model: str, held: float) -> Iterator[tuple[_Seen, Head | None]]:
    """Every document with the layer that the other parts teach."""
    for part in range(PARTS):
        head = refitted([one.words for n, one in enumerate(seen) if n % PARTS != part and one.words.answers], model, held)
        yield from ((one, head) for one in seen[part::PARTS])


def _told(seen: Iterable[tuple[_Seen, Head | None]], settings: Settings, resources: Resources, finder: EventFinder) -> Told:
    """What a run with these layers tells of the documents."""
    found = (_extracted(one, head, settings, resources, finder) for one, head in seen)
    return told(chain.from_iterable((*extraction.events, *extraction.candidates) for extraction in found))


def _extracted(one: _Seen, head: Head | None, settings: Settings, resources: Resources, finder: EventFinder) -> Extraction:
    doc = finder.taught(head).tell(one.parsed.doc, one.windows)
    return extract_parsed(replace(one.parsed, findings=findings_in(doc)), resources, cast(str, settings.mode))
