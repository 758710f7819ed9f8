"""What a reference may refer to: the mentions before it, by sentence and by head, and whom heading and document are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from verbale.extractors.actors.drafts import Draft, Findings, KnownActors
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.actors.topics import topics_for_references
from verbale.extractors.parse import Word, labels
from verbale.extractors.schema import STATE_KINDS, Actor

_PLURAL_LABELS = {"NORP", "NP", "OFFICE", "PRON"}
_OFFICES = {"ORG", "NP", "OFFICE"}
_NAMES = {"gazetteer", "acronym"}
_DEPTH = 8


class Antecedents:
    """The mentions of a document as a reader has them in mind who goes through it from left to right.

    Each reference that is resolved becomes known to those behind it (``add``), and what it tells of earlier mentions changes
    these (``learn``). ``findings`` are the drafts at the end, the references last.
    """

    def __init__(self, view: TokenView, found: Findings, topics: Sequence[str], pair: tuple[str, ...]) -> None:
        ordered = sorted((d for d in found.drafts if d.party_ids), key=lambda d: (d.start, -d.end))
        self.view = view
        self.words = view.words
        self.actors: KnownActors = found.actors
        self.names = found.names
        self.by_head: dict[int, Draft] = {}
        self.by_sentence: list[list[Draft]] = [[] for _ in view.parsed.sentences]
        self.taken: set[int] = set()
        self.heads_said: dict[str, list[Draft]] = {}
        self.named = Counter(p for d in ordered if d.method in _NAMES for p in d.party_ids)
        """How often the text names each party."""
        self._found = found
        self._given = {draft.key: draft for draft in found.drafts}
        self._persons = [draft.key for draft in found.drafts if draft.label == "PERSON"]
        self._references: list[Draft] = []
        self._topics = topics_for_references(view.parsed, ordered, topics, found.actors, pair)
        for draft in ordered:
            self._remember(draft)

    @property
    def findings(self) -> Findings:
        """What is known by now."""
        return replace(self._found, drafts=(*self._given.values(), *self._references), actors=self.actors)

    @property
    def given(self) -> list[Draft]:
        """The mentions that are no references, in the order of finding."""
        return list(self._given.values())

    @property
    def persons(self) -> list[Draft]:
        """The persons that are named, in the order of finding."""
        return [self._given[key] for key in self._persons]

    def add(self, reference: Draft) -> None:
        """Make a resolved reference known."""
        self._references.append(reference)
        self._remember(reference)

    def learn(self, draft: Draft, actor: Actor) -> None:
        """Whom a mention means that so far meant nobody."""
        self.actors = self.actors.with_actors([actor])
        known = draft._replace(actor_ids=(actor.actor_id,), party_ids=(actor.party_id,))
        self._given[known.key] = known
        self._remember(known)

    def adopt(self, actor_id: str, party: str) -> None:
        """The party of a person whom the text has introduced."""
        person = replace(self.actors.describe(actor_id), kind="person", party_id=party)
        self.actors = self.actors.with_actors([person])
        for draft in self.given:
            if draft.actor_ids == (actor_id,):
                self._exchange(draft, draft._replace(party_ids=(party,)))

    def _remember(self, draft: Draft) -> None:
        """The widest mention stands for its head."""
        old = self.by_head.get(draft.head)
        if old is None or draft.end - draft.start > old.end - old.start:
            self.by_head[draft.head] = draft
        self.by_sentence[self.view.sentence_of[draft.start]].append(draft)
        self.taken.update(range(draft.start, draft.end))
        if draft.method == "office" and draft.label in _OFFICES:
            self.heads_said.setdefault(self.view.lower[draft.head], []).append(draft)

    def _exchange(self, old: Draft, new: Draft) -> None:
        self._given[old.key] = new
        number = self.view.sentence_of[old.start]
        self.by_sentence[number] = [new if d is old else d for d in self.by_sentence[number]]
        if self.by_head.get(old.head) is old:
            self.by_head[old.head] = new
        said = self.view.lower[old.head]
        if said in self.heads_said:
            self.heads_said[said] = [new if d is old else d for d in self.heads_said[said]]

    def topic(self, token: int) -> str:
        """The state that the passage round this token is about; empty where that is open."""
        return self._topics.topic[self.view.sentence_of[token]]

    def heading(self, token: int) -> tuple[str, ...]:
        """The parties that the heading above names (with the topic, where it names one other state)."""
        return self._topics.heading[self.view.sentence_of[token]]

    def group(self, draft: Draft, depth: int = 0) -> list[Draft]:
        """The mention with those coordinated to it (``Poland and Belarus``)."""
        members = [draft]
        if depth < _DEPTH:
            for child in self.words[draft.head].children:
                if child.dep_ == "conj" and child.i in self.by_head:
                    members += self.group(self.by_head[child.i], depth + 1)
        return members

    def is_plural(self, draft: Draft) -> bool:
        """By the tag of its head; demonyms and ``authorities`` are plural, states and organisations are not."""
        several = self.words[draft.head].tag_ in labels.PLURAL and draft.label in _PLURAL_LABELS
        return several or len(draft.actor_ids) > 1

    def previous(self, token: int) -> int | None:
        """The number of the sentence before this token's, in the same section; None behind a heading or at the start."""
        number = self.view.sentence_of[token]
        sentences = self.view.parsed.sentences
        if number == 0 or sentences[number - 1].heading or sentences[number].heading:
            return None
        return number - 1

    def main_subject(self, sentence: int) -> Word | None:
        """The subject of the sentence's main clause."""
        span = self.view.parsed.sentences[sentence]
        for word in self.words[span.start : span.end]:
            if word.head.i == word.i:
                return next((c for c in word.children if c.dep_ in labels.NOMINAL_SUBJECT), None)
        return None

    def states(self, drafts: Iterable[Draft]) -> list[str]:
        """The distinct states behind these mentions, in order."""
        return self.states_of(party for draft in drafts for party in draft.party_ids)

    def states_of(self, parties: Iterable[str]) -> list[str]:
        """Those of these parties that are states, once each."""
        return [p for p in dict.fromkeys(parties) if self.is_state(p)]

    def is_state(self, party: str) -> bool:
        """Whether a party is a state, present or former."""
        return self.actors.kind(party) in STATE_KINDS

    def is_organisation(self, party: str) -> bool:
        """Whether a party is an organisation."""
        return self.actors.kind(party) == "organisation"

    def before(self, token: int) -> list[Draft]:
        """The mentions of this token's sentence that stand wholly before it."""
        return [d for d in self.by_sentence[self.view.sentence_of[token]] if d.end <= token]

    def recent(self, token: int) -> Iterator[Draft]:
        """The mentions of this section that stand wholly before the token, the nearest first."""
        sentences = self.view.parsed.sentences
        for number in range(self.view.sentence_of[token], -1, -1):
            yield from (d for d in reversed(self.by_sentence[number]) if d.end <= token)
            if sentences[number].heading:
                return
