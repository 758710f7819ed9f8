"""What a text says of the order of its events: ``left after the ban``, ``in response to the raid``, ``was followed by talks``.

Only what stands there: both events are told in the sentence, or the second points at the sentence before (``This was followed
by``). The rows that follow from dates alone are for those who read the tables to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from verbale.extractors import ids
from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.events.findings import Findings
from verbale.extractors.grammar import has_subject
from verbale.extractors.parse import Parsed, Word, labels
from verbale.extractors.schema import Event, EventLink, Sentence
from verbale.extractors.timex import coordinated_verbs

Relation = Literal["after", "before", "because of", "in response to"]
_FOLLOWED: Literal["followed by"] = "followed by"
_HOLDING = labels.UNDERGOER | labels.COMPLEMENT | labels.ATTRIBUTE
_HEIGHT, _DEPTH = 5, 3


class LinkWords(Table):
    """Verbs that tie events, and what stands beside them."""

    naming: LowerWords
    following: LowerWords
    causing: LowerWords
    reaching: LowerWords
    pointing: LowerWords


class LinkFile(Table):
    """``event_links.toml``; its comments say what every list means."""

    connectors: dict[Relation, LowerWords]
    words: LinkWords


_FILE = load(LinkFile, "event_links.toml")
_CONNECTORS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
"""First word of a connector -> its words and its relation, the longest first."""
for _forms, _relation in sorted(
    ((tuple(form.split()), relation) for relation, forms in _FILE.connectors.items() for form in forms),
    key=lambda pair: (-len(pair[0]), pair[0]),
):
    _CONNECTORS.setdefault(_forms[0], []).append((_forms, _relation))


class _Found(NamedTuple):
    """Two events by their words, how the first stands to the second, and the words (tokens, end exclusive) that say so."""

    one: int
    relation: str
    other: int
    start: int
    end: int


def stated_links(findings: Findings, events: Sequence[Event]) -> tuple[EventLink, ...]:
    """The links between the events of a document that its words state, in the order of the text."""
    parsed, told = findings.parsed, _by_word(findings.parsed, events)
    links: dict[str, EventLink] = {}
    for sentence in parsed.sentences:
        here = {i: told[i] for i in range(sentence.start, sentence.end) if i in told}
        for found in _in_sentence(findings, sentence, here, told) if here else ():
            link = _link(parsed, told, found)
            if link is not None:
                links.setdefault(link.link_id, link)
    return tuple(links.values())


def _by_word(parsed: Parsed, events: Sequence[Event]) -> dict[int, Event]:
    """The events by their triggers; of several at one word the first."""
    places = {event.trigger_start: event for event in reversed(events)}
    sentences = {event.sentence_id for event in events}
    words = (i for s in parsed.sentences if s.sentence_id in sentences for i in range(s.first_own, s.end))
    return {i: places[start] for i in words if (start := parsed.offsets[parsed.words[i].idx]) in places}


def _link(parsed: Parsed, told: Mapping[int, Event], found: _Found) -> EventLink | None:
    one, other = told[found.one], told[found.other]
    if one is other or other.event_id in one.about or one.event_id in other.about:
        return None
    start, end = parsed.char_span(found.start, found.end)
    words = parsed.document.text[start:end]
    link_id = ids.content_id("l", one.event_id, found.relation, other.event_id)
    return EventLink(link_id, one.doc_id, one.sentence_id, one.event_id, other.event_id, found.relation, words, start, end)


def _in_sentence(
    findings: Findings, sentence: Sentence, here: Mapping[int, Event], told: Mapping[int, Event]
) -> Iterator[_Found]:
    words = findings.parsed.words
    i = sentence.first_own
    while i < sentence.end:
        end, relation = _connector(words, i, sentence.end)
        if relation:
            governor, behind = _sides(words[i:end], end)
            effects = _above(governor, i, here) if governor is not None else []
            others = _below(behind, here) if behind is not None else []
            yield from (_Found(one, relation, other, i, end) for one in effects for other in others if one != other)
        elif words[i].pos_ == "VERB" and i not in here:
            yield from _by_verb(findings, words[i], sentence, here, told)
        i = max(end, i + 1)


def _connector(words: Sequence[Word], i: int, end: int) -> tuple[int, str]:
    """Where the connector that begins at a word ends, and its relation; empty where none does."""
    for forms, relation in _CONNECTORS.get(words[i].lower_, ()):
        last = i + len(forms)
        if last <= end and all(words[i + n].lower_ == form for n, form in enumerate(forms)):
            return last, relation
    return i, ""


def _sides(connector: Sequence[Word], end: int) -> tuple[Word | None, Word | None]:
    """What a connector hangs on, and what hangs on it: ``left [after] the ban``, ``left [because] they banned it``."""
    inside = {word.i for word in connector}
    top = next((word for word in connector if word.head.i not in inside), None)
    if top is None:
        return None, None
    if top.dep_ == "mark":
        clause = top.head
        return (clause.head if clause.dep_ in labels.ADVERBIAL and clause.head is not clause else None), clause
    behind = next((c for word in reversed(connector) for c in word.children if c.i >= end and c.dep_ in ("pobj", "pcomp")), None)
    return top.head, behind


def _above(word: Word, place: int, here: Mapping[int, Event]) -> list[int]:
    """The events of the clause or noun that a connector hangs on, and of the clauses beside it that it is said of, too."""
    for _ in range(_HEIGHT):
        if word.i in here and word.pos_ not in labels.VERBAL:
            return [word.i]
        if word.pos_ in labels.VERBAL:
            return [i for verb in _said_of(word, place) for i in _carried(verb, here) if i < place or verb.i > place]
        if word.head is word:
            return []
        word = word.head
    return []


def _said_of(verb: Word, place: int) -> list[Word]:
    """The coordinated verbs that a connector bears on: all behind it, or all before it where a comma parts it from the last."""
    chain = coordinated_verbs(verb)
    if place < chain[0].i:
        return chain
    before = [other for other in chain if other.i < place]
    parted = place > 0 and verb.doc[place - 1].text == ","
    if not before or not (parted or verb.i < before[-1].i):
        return [verb]
    last = max(n for n, other in enumerate(before) if n == 0 or has_subject(other))
    return before[last:]


def _carried(verb: Word, here: Mapping[int, Event]) -> list[int]:
    """The event of a verb: its own, or that of the noun or verb that it leads to (``held talks``, ``agreed to meet``)."""
    if verb.i in here:
        return [verb.i]
    return [i for child in verb.children if child.dep_ in _HOLDING for i in _below(child, here)]


def _below(word: Word, here: Mapping[int, Event], depth: int = _DEPTH) -> list[int]:
    """The events that a phrase or clause tells: its own and those beside it, else the nearest that it leads to."""
    beside = [i for c in word.children if c.dep_ == "conj" for i in _below(c, here, depth - 1)] if depth else []
    if word.i in here:
        return [word.i, *beside]
    if not depth:
        return []
    held = [c for c in word.children if c.dep_ in _HOLDING | labels.REDUCED]  # "the sanctions imposed by them"
    held += [noun for c in word.children if c.lower_ in _FILE.words.naming for noun in c.children]
    return [*(i for c in held for i in _below(c, here, depth - 1)), *beside]


def _by_verb(
    findings: Findings, verb: Word, sentence: Sentence, here: Mapping[int, Event], told: Mapping[int, Event]
) -> Iterator[_Found]:
    """``the ban was followed by talks``, ``talks followed the ban``, ``the raid led to a ban``."""
    causes = verb.lemma in _FILE.words.causing
    if not causes and verb.lemma not in _FILE.words.following:
        return
    doers, reached = (
        _arguments(findings, verb, "subject"),
        _reached(findings, verb) if causes else _arguments(findings, verb, "object"),
    )
    agent = next((c for c in verb.children if c.lower_ == "by" and c.i > verb.i), None)
    if agent is None:
        late, early = (reached, doers) if causes else (doers, reached)
        yield from _pairs(_all(late, here), "because of" if causes else "after", _all(early, here), verb.i, verb.i + 1)
        return
    done = _all(reached, here) or _pointed_at(findings.parsed, reached, sentence, told)
    if not reached and verb.dep_ in labels.ADVERBIAL:  # "left, followed by talks"
        done = _above(verb.head, verb.i, here)
    by = _all((c for c in agent.children if c.dep_ == "pobj"), here)
    yield from _pairs(done, "because of" if causes else _FOLLOWED, by, verb.i, agent.i + 1)


def _arguments(findings: Findings, verb: Word, function: str) -> list[Word]:
    return [findings.parsed.words[argument.head] for argument in findings.syntax.by_function(verb.i, function)]


def _reached(findings: Findings, verb: Word) -> list[Word]:
    """What a cause brings about: ``prompted a ban``, ``led to a ban``, ``prompted them to leave``."""
    obliques = [word for name in sorted(_FILE.words.reaching) for word in _arguments(findings, verb, f"oblique:{name}")]
    return [*_arguments(findings, verb, "object"), *obliques, *(c for c in verb.children if c.dep_ == "xcomp")]


def _all(words: Iterable[Word], here: Mapping[int, Event]) -> list[int]:
    return [i for word in words for i in _below(word, here)]


def _pairs(ones: Sequence[int], relation: str, others: Sequence[int], start: int, end: int) -> Iterator[_Found]:
    yield from (_Found(one, relation, other, start, end) for one in ones for other in others if one != other)


def _pointed_at(parsed: Parsed, words: Sequence[Word], sentence: Sentence, told: Mapping[int, Event]) -> list[int]:
    """``This was followed by talks``: the last event of the sentence before, in the same paragraph."""
    before = parsed.sentences[sentence.ordinal - 1] if sentence.ordinal else None
    if before is None or not words or any(word.lower_ not in _FILE.words.pointing for word in words):
        return []
    if "\n\n" in parsed.document.text[before.char_end : sentence.char_start]:
        return []
    return [i for i in range(before.start, before.end) if i in told][-1:]
