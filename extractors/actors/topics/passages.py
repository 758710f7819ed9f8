"""Whom a document and each of its passages are about: the document's own state, or where it tells of several, its section's.

This is asked twice of a document: when its names are read, for those who are spoken of as "President X", "the government", "it"
(``sentence_topics``); and when all its mentions are known, for whom an event leaves unsaid, who may be an organisation, too
(``topics_for_events``). Both times ``sections`` cuts the text into passages and counts. Whom the document as a whole is about
depends on what is asked: ``_home`` says whose "the government" is, a state named in so many words; ``_side`` who is left unsaid,
and may be any party that the title or the user's topic puts first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from verbale.extractors.actors.drafts import KnownActors
from verbale.extractors.actors.gazetteer import Gazetteer, Name, atom_view
from verbale.extractors.actors.topics.leads import Named, leads_of
from verbale.extractors.actors.topics.sections import Guess, in_paragraphs, local_topics, paragraphs_of, voted
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import PARTY_KINDS, STATE_KINDS, Document, Mention

_NAMING = {"gazetteer", "metonym", "acronym", "ner"}
# A first heading with one of these heads the whole text: "Foreign relations of Peru".
_RELATIONS = ("relations", "policy", "history of", "diplomacy")
_WITH = ("relations", "with")
_JOINTS = {(), ("-",), ("and",), ("and", "the")}
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")
_TITLE_WORD = re.compile(r"\w[\w'’.]*|[^\w\s]")
_WORD = re.compile(r"\w+")


class Naming(Named, Protocol):
    """What stands for parties at a token, with how it was found."""

    @property
    def method(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Topics:
    """Whom the passages of a document are about, by sentence. ``topic``: the one party, empty where that is open; ``heading``:
    the parties that the heading above names, with the topic where it names one other; for events, where these are no two, those
    of the paragraph. ``pair``: the two whose relations the document tells, if it does.
    """

    topic: Sequence[str]
    heading: Sequence[tuple[str, ...]]
    pair: tuple[str, ...]


def sentence_topics(parsed: Parsed, drafts: Sequence[Naming], gazetteer: Gazetteer) -> list[str]:
    """The state that each sentence is about, empty where that is open, as far as the names that are read tell."""
    named = _by_sentence(parsed, drafts, gazetteer.is_state)
    states = {party for parties in named for party in parties}
    leads = leads_of(parsed, paragraphs_of(parsed), drafts, gazetteer.is_state)
    return local_topics(parsed, named, states, _home(parsed.document, drafts, gazetteer), leads)


def topics_for_references(
    parsed: Parsed, drafts: Iterable[Naming], topics: Sequence[str], actors: KnownActors, pair: tuple[str, ...]
) -> Topics:
    """The topics of sentences with whom the headings above them name; ``drafts`` in the order of the text, ``pair`` as of
    ``document_pair``. The line with the day of a dispatch leaves its headline in force.
    """
    headings = _headings(parsed, drafts, topics, pair, lambda party: actors.kind(party) in PARTY_KINDS, keeps=_is_date)
    return Topics(topics, headings, pair)


def topics_for_events(parsed: Parsed, mentions: Sequence[Mention], kinds: Mapping[str, str], pair: tuple[str, ...]) -> Topics:
    """Whom an event leaves unsaid: state or organisation. ``kinds``: the kind of every actor; ``pair``: as of
    ``document_pair``, for a text whose title names no two.
    """

    def is_party(actor: str) -> bool:
        return kinds.get(actor) in PARTY_KINDS

    guess, both = _side(parsed, mentions, is_party)
    named = _by_sentence(parsed, mentions, is_party)
    states = {actor for actor, kind in kinds.items() if kind in STATE_KINDS}
    leads = leads_of(parsed, paragraphs_of(parsed), mentions, states.__contains__)
    topics = local_topics(parsed, named, states, guess, leads)
    both = both or pair
    known = _known_outside_headings(parsed, mentions)
    headings = _headings(parsed, known, topics, both, is_party)
    return Topics(topics, _with_paragraphs(headings, topics, in_paragraphs(parsed, named, states)), both)


def _with_paragraphs(
    headings: Sequence[tuple[str, ...]], topics: Sequence[str], around: Sequence[Collection[str]]
) -> list[tuple[str, ...]]:
    """Whom the headings name; where they name no two, the two states that the paragraph names, or its one with the topic."""
    found: list[tuple[str, ...]] = []
    for heading, topic, parties in zip(headings, topics, around, strict=True):
        sides = tuple(dict.fromkeys([*([topic] if topic else ()), *sorted(parties)]))
        found.append(sides if len(heading) != 2 and len(sides) == 2 else heading)
    return found


def document_pair(document: Document, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The two states whose relations the document tells: joined in its title, else given as its topic; empty where none are."""
    if document.title:
        return _joined_in(document.title, gazetteer)
    both = tuple(code for code in document.topic if gazetteer.is_state(code))
    return both if len(both) == len(document.topic) == 2 else ()


def _by_sentence(parsed: Parsed, mentions: Iterable[Naming], is_party: Callable[[str], bool]) -> list[list[str]]:
    """The parties that each sentence names, as often as it does."""
    named: list[list[str]] = [[] for _ in parsed.sentences]
    for mention in mentions:
        if mention.method in _NAMING:
            named[parsed.sentence_of[mention.start]] += [p for p in mention.party_ids if is_party(p)]
    return named


def _home(document: Document, drafts: Iterable[Naming], gazetteer: Gazetteer) -> Guess:
    """The one state the document is about: given with it, or named by its title; else the one that most mentions name."""
    titled = tuple(_states_in(document.title or _file_name(document), gazetteer))
    if len(titled) == 1:
        return Guess(titled[0])
    if document.topic:
        states = tuple(code for code in document.topic if gazetteer.is_state(code))
        return Guess(states[0]) if len(states) == 1 else Guess("", "", states)
    named = (d.party_ids[0] for d in drafts if d.method == "gazetteer" and d.party_ids)
    return voted(Counter(party for party in named if gazetteer.is_state(party)), titled)


def _side(parsed: Parsed, mentions: Sequence[Mention], is_party: Callable[[str], bool]) -> tuple[Guess, tuple[str, ...]]:
    """Whom the document is about, and the two whose relations it tells, if it does: given by the user; else named by the
    title (of the document, its file, or the heading that the text begins with); else the party that most mentions name.
    """
    known = _known_outside_headings(parsed, mentions)
    titled = _parties_in_title(parsed.document, known, is_party) or _in_first_heading(parsed, known, is_party)
    given = parsed.document.topic
    if len(titled) == 2:
        return Guess(titled[0]), titled
    if given:  # a topic says what a text is about, not that it is about two sides
        several = len(given) > 2 and titled != given[:1]
        return (Guess("", given[0], given) if several else Guess(given[0])), ()
    if len(titled) == 1:
        return Guess(titled[0]), ()
    counts = Counter(p for m in mentions if m.method in {"gazetteer", "ner"} for p in m.party_ids if is_party(p))
    return voted(counts, titled), ()


def _headings(
    parsed: Parsed,
    mentions: Iterable[Naming],
    topics: Sequence[str],
    pair: tuple[str, ...],
    is_party: Callable[[str], bool],
    keeps: Callable[[str], bool] = lambda _: False,
) -> list[tuple[str, ...]]:
    """By sentence, whom the heading above names: the document's pair, where it names nobody else. ``mentions``: in the order of
    the text; ``keeps``: whether a heading that names nobody leaves the one above in force.
    """
    named: dict[int, list[str]] = {}
    for mention in mentions:
        number = parsed.sentence_of[mention.start]
        if parsed.sentences[number].heading:
            named.setdefault(number, []).extend(p for p in mention.party_ids if is_party(p))
    found: list[tuple[str, ...]] = []
    current = pair
    for number, (sentence, topic) in enumerate(zip(parsed.sentences, topics, strict=True)):
        if sentence.heading:
            parties = tuple(dict.fromkeys(named.get(number, ())))
            if pair and set(parties) <= set(pair):
                current = pair
            elif parties or not keeps(sentence.text):
                current = parties
        found.append((topic, *current) if len(current) == 1 and topic and topic not in current else current)
    return found


def _is_date(text: str) -> bool:
    """Whether a heading only tells the day of a dispatch."""
    return any(c.isdigit() for c in text) and len(text.split()) <= 4


def _file_name(document: Document) -> str:
    """The last part of a document's id as words, which stand for a title where there is none."""
    return _EXTENSION.sub("", document.doc_id.rpartition("/")[2]).replace("_", " ").title()


def _states_in(title: str, gazetteer: Gazetteer) -> list[str]:
    """The states that a title names outright."""
    found = (name.actor_id for _, name in read_title(title, gazetteer) if name is not None and name.use == "name")
    return list(dict.fromkeys(found))


def _joined_in(title: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The only two states of a title, if ``-`` or ``and`` joins them, or ``relations with``: ``Peru–Chile relations``,
    ``Sino-Indian border``, ``Chilean relations with Peru``.
    """
    read = read_title(title, gazetteer)
    states = [(i, name.actor_id) for i, (_, name) in enumerate(read) if name is not None and name.use != "metonym"]
    if len(states) != 2 or states[0][1] == states[1][1]:
        return ()
    (first, one), (last, other) = states
    between = tuple(word for word, _ in read[first + 1 : last])
    return (one, other) if between in _JOINTS or between[-2:] == _WITH else ()


def read_title(title: str, gazetteer: Gazetteer) -> list[tuple[str, Name | None]]:
    """The words of a title in lower case, those that name a state with the name."""
    atoms = atom_view(_TITLE_WORD.findall(title.replace("_", " ")))
    capitals = title.isupper() or title.islower()
    found: list[tuple[str, Name | None]] = []
    at = 0
    while at < len(atoms.exact):
        length, names = gazetteer.names.longest(atoms, at, capitals)
        plain = length and not names[0].ambiguous and gazetteer.is_state(names[0].actor_id)
        found.append((atoms.lower[at], names[0] if plain else None))
        at += max(length, 1)
    return found


def _known_outside_headings(parsed: Parsed, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions but those of names that only headings write with capitals: ``RADIO SUMMARY`` is nobody."""
    told = Counter(m.party_ids for m in mentions if not parsed.sentence_at(m.start).heading)
    return [m for m in mentions if m.method != "ner" or told[m.party_ids] > 1]


def _parties_in_title(document: Document, mentions: Iterable[Mention], is_party: Callable[[str], bool]) -> tuple[str, ...]:
    """Parties whose name, as the text writes it, stands in the title, or else in the file's name."""
    title = f" {_folded(document.title or _file_name(document))} "
    found: dict[str, int] = {}
    for mention in mentions:
        if len(mention.party_ids) == 1 and len(mention.text) > 1 and is_party(mention.party_ids[0]):
            at = title.find(f" {_folded(mention.text)} ")
            if at >= 0:
                found[mention.party_ids[0]] = min(at, found.get(mention.party_ids[0], at))
    return tuple(sorted(found, key=found.__getitem__))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


def _in_first_heading(parsed: Parsed, mentions: Iterable[Mention], is_party: Callable[[str], bool]) -> tuple[str, ...]:
    """A heading with another one right below it, or that speaks of relations, heads the text and not its first section."""
    opening = parsed.sentences[:2]
    if not opening or not opening[0].heading:
        return ()
    stacked = len(opening) > 1 and opening[1].heading
    if not stacked and not any(word in opening[0].text.lower() for word in _RELATIONS):
        return ()
    found = [p for m in mentions if m.sentence_id == opening[0].sentence_id for p in m.party_ids if is_party(p)]
    return tuple(dict.fromkeys(found))
