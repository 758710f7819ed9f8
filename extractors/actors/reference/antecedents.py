"""What a reference may refer to: the mentions before it, by sentence and by head, and whom heading and document are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.extractors.actors.drafts import Draft, Scene
from verbale.extractors.parse import Word, labels

_NAMED = {"GPE", "ORG", "NORP", "OFFICE", "PERSON", "NP", "PRON"}
_STATES = {"state", "former_state"}
_PLURAL = {"NNS", "NNPS"}


class Antecedents:
    """The mentions of a document as a reader has them in mind at a token."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft], topics: Sequence[str], pair: tuple[str, ...] = ()) -> None:
        self.scene = scene
        self.doc = scene.parsed.words
        self.topics = topics
        self.by_head: dict[int, Draft] = {}
        self.by_sentence: list[list[Draft]] = [[] for _ in scene.parsed.sentences]
        self.taken: set[int] = set()
        self.heads_said: dict[str, list[Draft]] = {}
        for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
            if draft.party_ids:
                self.add(draft)
        self.headings = self._headings(pair)

    def add(self, draft: Draft) -> None:
        """Make a mention known; the widest one stands for its head."""
        scene = self.scene
        if draft.head < 0:
            draft.head = scene.head_of(draft.start, draft.end)
        old = self.by_head.get(draft.head)
        if old is None or draft.end - draft.start > old.end - old.start:
            self.by_head[draft.head] = draft
        self.by_sentence[scene.parsed.sentence_of[draft.start]].append(draft)
        self.taken.update(range(draft.start, draft.end))
        if draft.method == "office" and draft.label in {"ORG", "NP", "OFFICE"}:
            self.heads_said.setdefault(scene.lower[draft.head], []).append(draft)

    def topic(self, token: int) -> str:
        """The state that the passage round this token is about; empty where that is open."""
        return self.topics[self.scene.parsed.sentence_of[token]]

    def group(self, draft: Draft, depth: int = 0) -> list[Draft]:
        """The mention with those coordinated to it (``Poland and Belarus``)."""
        members = [draft]
        if depth < 8:
            for child in self.doc[draft.head].children:
                if child.dep_ == "conj" and child.i in self.by_head:
                    members += self.group(self.by_head[child.i], depth + 1)
        return members

    def is_plural(self, draft: Draft) -> bool:
        """By the tag of its head; demonyms and ``authorities`` are plural, states and organisations are not."""
        return len(draft.actor_ids) > 1 or (
            self.doc[draft.head].tag_ in _PLURAL and draft.label in {"NORP", "NP", "OFFICE", "PRON"}
        )

    def previous(self, token: int) -> int | None:
        """The number of the sentence before this token's, in the same section; None behind a heading or at the start."""
        number = self.scene.parsed.sentence_of[token]
        sentences = self.scene.parsed.sentences
        if number == 0 or sentences[number - 1].heading or sentences[number].heading:
            return None
        return number - 1

    def main_subject(self, sentence: int) -> Word | None:
        """The subject of the sentence's main clause."""
        span = self.scene.parsed.sentences[sentence]
        for token in self.doc[span.start : span.end]:
            if token.head.i == token.i:
                return next((c for c in token.children if c.dep_ in labels.NOMINAL_SUBJECT), None)
        return None

    def states(self, drafts: Iterable[Draft]) -> list[str]:
        """The distinct states behind these mentions, in order."""
        return self.states_of(party for draft in drafts for party in draft.party_ids)

    def states_of(self, parties: Iterable[str]) -> list[str]:
        """Those of these parties that are states, once each."""
        return [p for p in dict.fromkeys(parties) if self.kind(p) in _STATES]

    def kind(self, party: str) -> str:
        """The kind of a party, empty for one that is no actor."""
        scene = self.scene
        return scene.describe(party).kind if party in scene.actors or party in scene.gazetteer else ""

    def before(self, token: int) -> list[Draft]:
        """The mentions of this token's sentence that stand wholly before it."""
        return [d for d in self.by_sentence[self.scene.parsed.sentence_of[token]] if d.end <= token]

    def recent(self, token: int) -> Iterator[Draft]:
        """The mentions of this section that stand wholly before the token, the nearest first."""
        sentences = self.scene.parsed.sentences
        for number in range(self.scene.parsed.sentence_of[token], -1, -1):
            yield from (d for d in reversed(self.by_sentence[number]) if d.end <= token)
            if sentences[number].heading:
                return

    def heading(self, token: int) -> tuple[str, ...]:
        """The parties that the heading above names (with the topic, where it names one other state)."""
        return self.headings[self.scene.parsed.sentence_of[token]]

    def _headings(self, pair: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Whom the heading above each sentence names; ``pair``: the two of the document, which a heading without others keeps."""
        found: list[tuple[str, ...]] = []
        current = pair
        for number, (sentence, topic) in enumerate(zip(self.scene.parsed.sentences, self.topics, strict=True)):
            if sentence.heading:
                parties = [p for d in self.by_sentence[number] for p in d.party_ids]
                named = tuple(p for p in dict.fromkeys(parties) if self.kind(p) in _STATES | {"organisation"})
                if pair and set(named) <= set(pair):
                    named = pair
                current = named if named or not _is_date(sentence.text) else current
            found.append((topic, *current) if len(current) == 1 and topic and topic not in current else current)
        return found


def _is_date(text: str) -> bool:
    return any(c.isdigit() for c in text) and len(text.split()) <= 4
