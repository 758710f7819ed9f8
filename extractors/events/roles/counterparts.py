"""Whom a passage is about: the parties that its heading names, and the topic of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from verbale.extractors.actors import Guess, MentionIndex, file_name, local_topics, paragraphs_of, voted
from verbale.extractors.grammar import has_subject
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Actor, Mention

_PARTY_KINDS = {"state", "former_state", "organisation"}
_NAMED = {"gazetteer", "metonym", "acronym", "ner"}
_ATTRIBUTIVE = {"amod", "compound", "nmod"}
_CLAUSES = {"conj", "parataxis", "advcl"}
# Behind these, a capital is where something happened: "signed in Paris".
_PLACED = {"in", "at", "near"}
_HYPHENS = {"-", "–"}
_WORD = re.compile(r"\w+")
_TITLE_WORDS = ("relations", "policy", "history of", "diplomacy")


class Context:
    """Implied parties: ``counterparts(token, known)`` is who else a passage is about, ``topic(token)`` whom it is about."""

    def __init__(self, parsed: Parsed, index: MentionIndex, actors: Sequence[Actor]) -> None:
        mentions, names = index.mentions, index.names
        self.parsed = parsed
        self.kinds = {actor.actor_id: actor.kind for actor in actors}
        self.unknown_places = {actor.actor_id for actor in actors if actor.kind == "place" and not actor.in_gazetteer}
        self._paragraphs = paragraphs_of(parsed)
        guess, self._both = self._about(mentions)
        self._both = self._both or index.pair
        self._in_sentence: dict[int, list[Mention]] = {}
        # Whom "the Iran–Iraq War" names is party to the war, not to what was done in those years.
        bound = {i for name in names for i in range(name.start, name.end)}
        words = parsed.words
        for mention in mentions:
            beside = (*words[max(mention.start - 1, 0) : mention.start], *words[mention.end : mention.end + 1])
            if mention.start in bound and any(word.text in _HYPHENS for word in beside):
                continue
            seat = mention.method == "metonym" and mention.start and words[mention.start - 1].lower_ in _PLACED
            if any(map(self._is_party, mention.party_ids)) and not seat:
                self._in_sentence.setdefault(parsed.sentence_of[mention.start], []).append(mention)
        self._topics = local_topics(parsed, self._named_in_sentences(mentions), self._states(), guess)
        self._pairs = self._heading_parties(mentions)

    def topic(self, token: int) -> tuple[str, ...]:
        """The party that the passage round this token is about, if that is plain."""
        topic = self._topics[self.parsed.sentence_of[token]]
        return (topic,) if topic else ()

    def pair(self, token: int) -> tuple[str, ...]:
        """The parties of the heading above this token, with the topic where the heading names one other party."""
        return self._pairs[self.parsed.sentence_of[token]] if self._pairs else ()

    def counterparts(self, token: int, known: Sequence[str], apart: Set[str] = frozenset()) -> tuple[str, ...]:
        """Who else is meant beside ``known``: the one other party that the sentence names (the two states, where none is
        known); where it names nobody else, the rest of the heading's pair, else the topic. Of several others only the
        heading's pair or the topic can say who is meant. Those ``apart`` only say where it happened.
        """
        pair = self.pair(token)
        fits = bool(pair) and (not known or bool(set(known) & set(pair)))
        side = pair if fits else ()
        def others_of(parties: Sequence[str]) -> tuple[str, ...]:
            return self._others([party for party in parties if party not in apart], known, side)

        named = self._named(token)
        others = others_of(named)
        if not known:
            plain = others_of(self._named(token, adjectives=False))
            if len(plain) == 2 and (len(others) == 2 or set(self.topic(token)) <= set(plain)):
                return plain
            if len(others) == 2:
                return others if fits else self._continued(token) or others
        near = others_of(self._named(token, near=True)) if known else others
        if known and len(near) == 1:
            return near
        rest = tuple(party for party in (pair if fits else self.topic(token)) if party not in known)
        if near:
            return rest if rest and set(rest) <= set(named) else ()
        # Where a text is about two states, a third one's deed may touch either.
        if rest and (fits or (known and not self._both)):
            return rest
        return others if known and len(others) == 1 else ()

    def _continued(self, token: int) -> tuple[str, ...]:
        """``Peru expelled the Chilean envoy. Ties were restored in 1990.``: the topic and the one state beside it before."""
        number = self.parsed.sentence_of[token]
        topic = self.topic(token)
        sentences = self.parsed.sentences
        if not topic or number == 0 or sentences[number - 1].heading or self._paragraphs[number] != self._paragraphs[number - 1]:
            return ()
        named = [p for m in self._in_sentence.get(number - 1, []) for p in m.party_ids if self._is_party(p) and p not in topic]
        return (*topic, named[0]) if len(set(named)) == 1 and self.kinds.get(named[0]) != "organisation" else ()

    def _others(self, named: Sequence[str], known: Sequence[str], pair: Sequence[str]) -> tuple[str, ...]:
        """Who of those named may be the other side. Under a heading that names the two sides, an organisation outside them
        ("under UN auspices") is neither.
        """
        return tuple(
            p for p in named if p not in known and ((known and (not pair or p in pair)) or self.kinds.get(p) != "organisation")
        )

    def _named(self, token: int, near: bool = False, adjectives: bool = True) -> tuple[str, ...]:
        """The parties that the sentence names. ``near``: before the token, though not by an adjective alone (``after the Soviet
        withdrawal``), or in its own phrase, not in a clause that follows (``Peru cut its aid, as did Chile``).
        """
        reach = self._reach(token)
        mentions = self._in_sentence.get(self.parsed.sentence_of[token], [])
        # "Chile gave money; Peru sent food": behind a semicolon another clause begins.
        mentions = [m for m in mentions if not any(w.text == ";" for w in self.parsed.words[token : m.start])]
        if near:
            mentions = [m for m in mentions if (token < m.start <= reach) or (m.end <= token and not self._adjective(m))]
        elif not adjectives:
            mentions = [m for m in mentions if not self._adjective(m)]
        return tuple(dict.fromkeys(p for m in mentions for p in m.party_ids if self._is_party(p)))

    def _reach(self, token: int) -> int:
        """The last token of the clause, without those clauses behind it that have a subject of their own."""
        word = self.parsed.words[token]
        inner = [c for c in word.children if c.i > token and not c.is_punct and not (c.dep_ in _CLAUSES and has_subject(c))]
        return max((c.right_edge.i for c in inner), default=token)

    def _adjective(self, mention: Mention) -> bool:
        return mention.label == "NORP" and self.parsed.words[mention.head].dep_ in _ATTRIBUTIVE

    def _is_party(self, party: str) -> bool:
        return self.kinds.get(party) in _PARTY_KINDS

    def _about(self, mentions: Sequence[Mention]) -> tuple[Guess, tuple[str, ...]]:
        """Whom the document is about, and the two whose relations it tells, if it does: given by the user; else named by the
        title (of the document, its file, or the heading that the text begins with); else the state that most mentions name.
        """
        titled = self._in_title(mentions) or self._in_first_heading(mentions)
        given = self.parsed.document.topic
        if len(titled) == 2:
            return Guess(titled[0]), titled
        if given:  # a topic says what a text is about, not that it is about two sides
            several = len(given) > 2 and titled != given[:1]
            return (Guess("", given[0], given) if several else Guess(given[0])), ()
        if len(titled) == 1:
            return Guess(titled[0]), ()
        counts = Counter(p for m in mentions for p in m.party_ids if m.method in {"gazetteer", "ner"} and self._is_party(p))
        return voted(counts, titled), ()

    def _named_in_sentences(self, mentions: Sequence[Mention]) -> list[list[str]]:
        """The parties that each sentence names, as often as it does."""
        named: list[list[str]] = [[] for _ in self.parsed.sentences]
        for mention in mentions:
            if mention.method in _NAMED:
                named[self.parsed.sentence_of[mention.start]] += [p for p in mention.party_ids if self._is_party(p)]
        return named

    def _states(self) -> set[str]:
        return {actor for actor, kind in self.kinds.items() if kind in {"state", "former_state"}}

    def _in_title(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Parties whose name, as the text writes it, stands in the title, or else in the file's name."""
        document = self.parsed.document
        title = " ".join(_WORD.findall(document.title or file_name(document))).casefold()
        found: dict[str, int] = {}
        for mention in mentions:
            at = f" {title} ".find(f" {' '.join(_WORD.findall(mention.text)).casefold()} ")
            if at >= 0 and len(mention.party_ids) == 1 and len(mention.text) > 1 and self._is_party(mention.party_ids[0]):
                found[mention.party_ids[0]] = min(at, found.get(mention.party_ids[0], at))
        return tuple(sorted(found, key=found.__getitem__))

    def _in_first_heading(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """A heading with another one right below it, or that speaks of relations, heads the text and not its first section."""
        opening = self.parsed.sentences[:2]
        if not opening or not opening[0].heading:
            return ()
        stacked = len(opening) > 1 and opening[1].heading
        speaks = any(word in opening[0].text.lower() for word in _TITLE_WORDS)
        return self._in_heading(mentions, opening[0].sentence_id) if stacked or speaks else ()

    def _in_heading(self, mentions: Sequence[Mention], sentence_id: str) -> tuple[str, ...]:
        found = [p for m in mentions if m.sentence_id == sentence_id for p in m.party_ids if self._is_party(p)]
        return tuple(dict.fromkeys(found))

    def _heading_parties(self, mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
        by_sentence: dict[str, list[str]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence_id, []).extend(p for p in mention.party_ids if self._is_party(p))
        pairs: list[tuple[str, ...]] = []
        current = self._both
        for sentence, topic in zip(self.parsed.sentences, self._topics, strict=True):
            if sentence.heading:
                named = tuple(dict.fromkeys(by_sentence.get(sentence.sentence_id, [])))
                current = named if len(named) < 3 and not set(named) <= set(self._both) else self._both
                current = () if len(named) > 2 and not set(named) <= set(self._both) else current
            with_topic = (topic, *current) if len(current) == 1 and topic and topic not in current else current
            pairs.append(with_topic if len(with_topic) == 2 else ())
        return pairs
