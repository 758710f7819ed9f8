"""Whom an event leaves unsaid: the party that its sentence names beside, or whom the passage is about."""

from __future__ import annotations

from collections.abc import Sequence, Set

from verbale.extractors.actors import TOWN, MentionIndex, paragraphs_of, topics_for_events
from verbale.extractors.events.roles.enumerations import HYPHENS
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import has_subject
from verbale.extractors.parse import Parsed, labels
from verbale.extractors.schema import PARTY_KINDS, Actor, Mention

_CLAUSES = {"conj", "parataxis", "advcl"}


class Context:
    """Implied parties: ``counterparts(token, known)`` is who else a passage is about, ``topic(token)`` whom it is about."""

    def __init__(self, parsed: Parsed, index: MentionIndex, actors: Sequence[Actor]) -> None:
        self.parsed = parsed
        self.kinds = {actor.actor_id: actor.kind for actor in actors}
        self.unknown_places = {actor.actor_id for actor in actors if actor.kind == "place" and not actor.in_gazetteer}
        self._paragraphs = paragraphs_of(parsed)
        self._topics = topics_for_events(parsed, index.mentions, self.kinds, index.pair)
        self._in_sentence = self._sides(index)

    def _sides(self, index: MentionIndex) -> dict[int, list[Mention]]:
        """By sentence, the mentions that name who may be a side of what happened."""
        # Whom "the Iran–Iraq War" names is party to the war, not to what was done in those years.
        bound = {i for name in index.names for i in range(name.start, name.end)}
        found: dict[int, list[Mention]] = {}
        for mention in index.mentions:
            hyphenated = mention.start in bound and self._is_hyphenated(mention)
            if any(map(self._is_party, mention.party_ids)) and not hyphenated and not self._is_place(mention):
                found.setdefault(self.parsed.sentence_of[mention.start], []).append(mention)
        return found

    def _is_hyphenated(self, mention: Mention) -> bool:
        words = self.parsed.words
        beside = (*words[max(mention.start - 1, 0) : mention.start], *words[mention.end : mention.end + 1])
        return any(word.text in HYPHENS for word in beside)

    def _is_place(self, mention: Mention) -> bool:
        """``signed in Paris``: a town that only says where."""
        before = self.parsed.words[mention.start - 1].lower_ if mention.start else ""
        return mention.method == TOWN or (mention.method == "metonym" and before in WORDS.places.before_seat)

    def topic(self, token: int) -> tuple[str, ...]:
        """The party that the passage round this token is about, if that is plain."""
        topic = self._topics.topic[self.parsed.sentence_of[token]]
        return (topic,) if topic else ()

    def pair(self, token: int) -> tuple[str, ...]:
        """The two parties of the heading above this token, or the topic with the one other party that the heading names; else the
        two states that the paragraph names, its topic being one of them.
        """
        heading = self._topics.heading[self.parsed.sentence_of[token]]
        return heading if len(heading) == 2 else ()

    def counterparts(self, token: int, known: Sequence[str], apart: Set[str] = frozenset()) -> tuple[str, ...]:
        """Who else is meant beside ``known``: the one other party that the sentence names (the two states, where none is
        known); where it names nobody else, the rest of the heading's pair, else the topic. Of several others only the
        heading's pair or the topic can say who is meant. Those ``apart`` only say where it happened.
        """
        return self._beside(token, known, apart) if known else self._both_sides(token, apart)

    def _both_sides(self, token: int, apart: Set[str]) -> tuple[str, ...]:
        """The two sides, where the event names neither."""
        pair, named = self.pair(token), self._named(token)
        others = self._states([p for p in named if p not in apart])
        plain = self._states([p for p in self._named(token, adjectives=False) if p not in apart])
        if len(plain) == 2 and (len(others) == 2 or set(self.topic(token)) <= set(plain)):
            return plain
        if len(others) == 2:
            return others if pair else self._continued(token) or others
        if others:
            rest = pair or self.topic(token)
            return rest if set(rest) <= set(named) else ()
        return pair

    def _beside(self, token: int, known: Sequence[str], apart: Set[str]) -> tuple[str, ...]:
        """The other side of those who are known."""
        pair = self.pair(token)
        sides = pair if set(known) & set(pair) else ()
        barred = {*apart, *known}
        named = self._named(token)
        near = self._may_be_sides(self._named(token, near=True), barred, sides)
        if len(near) == 1:
            return near
        rest = tuple(party for party in sides or self.topic(token) if party not in known)
        if near:
            return rest if set(rest) <= set(named) else ()
        # Where a text is about two states, a third one's deed may touch either.
        if rest and (sides or not self._topics.pair):
            return rest
        others = self._may_be_sides(named, barred, sides)
        return others if len(others) == 1 else ()

    def _states(self, parties: Sequence[str]) -> tuple[str, ...]:
        return tuple(party for party in parties if self.kinds.get(party) != "organisation")

    def _may_be_sides(self, parties: Sequence[str], barred: Set[str], sides: Sequence[str]) -> tuple[str, ...]:
        """Those of these parties that are not barred. Under a heading that names the two sides, an organisation outside them
        ("under UN auspices") is neither.
        """
        free = tuple(party for party in parties if party not in barred)
        return tuple(party for party in free if party in sides or self.kinds.get(party) != "organisation") if sides else free

    def _continued(self, token: int) -> tuple[str, ...]:
        """``Peru expelled the Chilean envoy. Ties were restored in 1990.``: the topic and the one state beside it before."""
        number = self.parsed.sentence_of[token]
        topic = self.topic(token)
        sentences = self.parsed.sentences
        if not topic or number == 0 or sentences[number - 1].heading or self._paragraphs[number] != self._paragraphs[number - 1]:
            return ()
        named = [p for m in self._in_sentence.get(number - 1, []) for p in m.party_ids if self._is_party(p) and p not in topic]
        return (*topic, named[0]) if len(set(named)) == 1 and self.kinds.get(named[0]) != "organisation" else ()

    def _named(self, token: int, near: bool = False, adjectives: bool = True) -> tuple[str, ...]:
        """The parties that the sentence names. ``near``: before the token, though not by an adjective alone (``after the Soviet
        withdrawal``), or in its own phrase, not in a clause that follows (``Peru cut its aid, as did Chile``).
        """
        mentions = self._before_semicolon(token)
        if near:
            reach = self._reach(token)
            mentions = [m for m in mentions if (token < m.start <= reach) or (m.end <= token and not self._adjective(m))]
        elif not adjectives:
            mentions = [m for m in mentions if not self._adjective(m)]
        return tuple(dict.fromkeys(p for m in mentions for p in m.party_ids if self._is_party(p)))

    def _before_semicolon(self, token: int) -> list[Mention]:
        """The mentions of the sentence up to the next semicolon: behind it another clause begins (``Chile gave money; Peru sent
        food``).
        """
        mentions = self._in_sentence.get(self.parsed.sentence_of[token], [])
        if not mentions:
            return []
        last = mentions[-1].start
        stop = next((word.i for word in self.parsed.words[token:last] if word.text == ";"), last)
        return [mention for mention in mentions if mention.start <= stop]

    def _reach(self, token: int) -> int:
        """The last token of the clause, without those clauses behind it that have a subject of their own."""
        word = self.parsed.words[token]
        inner = [c for c in word.children if c.i > token and not c.is_punct and not (c.dep_ in _CLAUSES and has_subject(c))]
        return max((c.right_edge.i for c in inner), default=token)

    def _adjective(self, mention: Mention) -> bool:
        return mention.label == "NORP" and self.parsed.words[mention.head].dep_ in labels.PREMODIFIER

    def _is_party(self, party: str) -> bool:
        return self.kinds.get(party) in PARTY_KINDS
