"""Document + pipeline -> Parsed: one Doc over the reading view, mapped back exactly to the original text.

Every block is parsed as a Doc of its own, so that no sentence crosses a heading or paragraph, and the Docs are joined with a
space between them: token indices and sentences run through the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from verbale.extractors import ids
from verbale.extractors.parse.doc_arrays import joined
from verbale.extractors.parse.language import model_version
from verbale.extractors.parse.long_sentences import cut_in, said
from verbale.extractors.parse.tokens import Words, words_of
from verbale.extractors.schema import Block, Document, Finding, Sentence
from verbale.extractors.text import BlockView, block_view, width_at, with_blocks

FINDER = "finder"
"""The pipeline's component that finds events."""
FOUND = "events"
"""Where it leaves them: a group of spans."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed document. ``doc.text`` is the reading view; ``offsets`` maps its characters into ``document.text``.

    ``words`` are the tokens of ``doc`` as extraction reads them; ``findings``: what the event finder found, by word;
    None of a pipeline without one. ``cut``: how many sentences were too long to be read as one, as the document's note says.
    """

    document: Document
    doc: Doc
    words: Words = field(repr=False, compare=False)
    offsets: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[int, ...]
    model: str
    findings: dict[int, Finding] | None = field(default=None, repr=False, compare=False)
    cut: int = field(default=0, repr=False, compare=False)

    def char_span(self, start: int, end: int) -> tuple[int, int]:
        """Token indices (end exclusive) -> character offsets into the original text."""
        last = self.words[end - 1]
        end = self.offsets[last.idx + len(last.text) - 1]
        return self.offsets[self.words[start].idx], end + width_at(self.document.text, end)

    def quote(self, start: int, end: int) -> str:
        """The original text of the tokens start..end."""
        char_start, char_end = self.char_span(start, end)
        return self.document.text[char_start:char_end]

    def sentence_at(self, token: int) -> Sentence:
        return self.sentences[self.sentence_of[token]]


def parse_documents(nlp: Language, documents: Iterable[Document], batch_size: int = 64) -> Iterator[Parsed]:
    """Parse documents in order, block by block in batches, and find their events, if the pipeline has a finder.

    Documents without text give an empty Doc.
    """
    yield from with_findings(nlp, _parsed(nlp, documents, batch_size))


def _parsed(nlp: Language, documents: Iterable[Document], batch_size: int) -> Iterator[Parsed]:
    model = model_version(nlp)

    def tasks() -> Iterator[tuple[str, tuple[Document, list[BlockView], int]]]:
        for document in map(with_blocks, documents):
            views = [block_view(document.text, block) for block in document.blocks]
            if not any(view.text for view in views):
                yield "", (document, views, -1)
            for i, view in enumerate(views):
                if view.text:
                    yield view.text, (document, views, i)

    parts: list[tuple[int, Doc]] = []
    # The finder reads whole documents: what a short paragraph tells of, those around it say.
    for doc, (document, views, i) in nlp.pipe(tasks(), as_tuples=True, batch_size=batch_size, disable=[FINDER]):
        if i >= 0:
            parts.append((i, doc))
        if not any(view.text for view in views[i + 1 :]):
            yield assemble(nlp, document, views, parts, model)
            parts = []


def with_findings(nlp: Language, stream: Iterable[Parsed]) -> Iterator[Parsed]:
    """The documents with what the pipeline's event finder found in them."""
    finder: Any = dict(nlp.components).get(FINDER) if FINDER in nlp.pipe_names else None
    if finder is None:
        yield from stream
        return
    for parsed in stream:
        yield replace(parsed, findings=findings_in(finder(parsed.doc)))


def findings_in(doc: Doc) -> dict[int, Finding]:
    """What the event finder left in a Doc, by word."""
    group = doc.spans[FOUND]
    told = zip(group, group.attrs["findings"], strict=True)
    return {span.start: _finding(span.start, *row) for span, row in told}


def _finding(token: int, types: Any, *rest: Any) -> Finding:
    event, core, denied, unreal, reported, links = rest
    likeliest = tuple((name, p) for name, p in types)
    return Finding(token, likeliest, event, core, denied, unreal, reported, tuple((i, tuple(p)) for i, p in links))


def parse(nlp: Language, document: Document) -> Parsed:
    return next(parse_documents(nlp, [document]))


def assemble(nlp: Language, document: Document, views: list[BlockView], parts: list[tuple[int, Doc]], model: str) -> Parsed:
    """Join the block Docs into one and find the sentences with their sections and ids."""
    if not parts:
        empty = nlp.make_doc("")
        return Parsed(document, empty, words_of(empty), (), (), (), model)
    cut = sum(cut_in(part) for _, part in parts)
    document = replace(document, note=said(document.note, cut))
    doc = joined([part for _, part in parts])
    offsets: list[int] = []
    for i, part in parts:
        offsets.extend(views[i].offsets)
        if not part[-1].whitespace_:
            offsets.append(views[i].offsets[-1] + 1)
    spans = _sentence_spans([part for _, part in parts])
    blocks = [document.blocks[i] for i, _ in parts]
    occurrences = ids.Occurrences()
    sentences: list[Sentence] = []
    sentence_of = [0] * len(doc)
    for ordinal, (start, end, part_number) in enumerate(spans):
        block = blocks[part_number]
        own = _first_own(doc, offsets, start, end, block)
        first, last = doc[own], doc[end - 1]
        end_char = offsets[last.idx + len(last) - 1]
        char_start, char_end = offsets[first.idx], end_char + width_at(document.text, end_char)
        text = document.text[char_start:char_end]
        key = ids.normalise(text)
        sentence_id = ids.sentence_id(document.doc_id, text, occurrences.next(key))
        place = (ordinal, char_start, char_end, text, start, end)
        kind = (block.heading, block.dateline, block.lead, block.row, own)
        sentences.append(Sentence(sentence_id, document.doc_id, block.section, *place, *kind))
        sentence_of[start:end] = [ordinal] * (end - start)
    return Parsed(document, doc, words_of(doc), tuple(offsets), tuple(sentences), tuple(sentence_of), model, cut=cut)


def _first_own(doc: Doc, offsets: list[int], start: int, end: int, block: Block) -> int:
    """The first token of a sentence that stands in its block itself, and not in the stretch above with which the block begins."""
    if block.opening is None:
        return start
    return next((i for i in range(start, end) if offsets[doc[i].idx] >= block.char_start), start)


def _sentence_spans(docs: list[Doc]) -> list[tuple[int, int, int]]:
    """(start, end, number of the block) of every sentence, in tokens of the joined Doc."""
    spans = []
    base = 0
    for number, doc in enumerate(docs):
        spans += [(base + sent.start, base + sent.end, number) for sent in doc.sents]
        base += len(doc)
    return spans
