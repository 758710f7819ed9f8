"""Whom a passage is about: the parties that its heading names, and the topic of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from extractors.mentions import MentionIndex
from extractors.parsing import Parsed
from extractors.pronominal import repeated_clause
from extractors.schema import Actor, Mention

_PARTY_KINDS = {"state", "former_state", "organisation"}
_DOMINANT = 0.3
_HYPHENS = {"-", "–"}
_WORD = re.compile(r"\w+")
_TITLE_WORDS = ("relations", "policy", "history of", "diplomacy")


class Context:
    """Implied parties: ``counterparts(token, known)`` is who else a passage is about, ``topic`` whom the document is about."""

    def __init__(self, parsed: Parsed, index: MentionIndex, actors: Sequence[Actor]) -> None:
        mentions, names = index.mentions, index.names
        self.parsed = parsed
        self.kinds = {actor.actor_id: actor.kind for actor in actors}
        self.unknown_places = {actor.actor_id for actor in actors if actor.kind == "place" and not actor.in_gazetteer}
        self._parties = {actor.actor_id: actor.party_id for actor in actors}
        about = self._about(mentions)
        self.topic = about[:1]
        self._both = about if len(about) == 2 else index.pair
        self._in_sentence: dict[int, tuple[str, ...]] = {}
        # Whom "the Iran–Iraq War" names is party to the war, not to what was done in those years.
        bound = {i for name in names for i in range(name.start, name.end)}
        words = parsed.words
        for mention in mentions:
            beside = (*words[max(mention.start - 1, 0) : mention.start], *words[mention.end : mention.end + 1])
            if mention.start in bound and any(word.text in _HYPHENS for word in beside):
                continue
            if repeated_clause(words[mention.head].head) is not None:  # who did the same is nobody's counterpart
                continue
            ordinal = parsed.sentence_of[mention.start]
            named = (*self._in_sentence.get(ordinal, ()), *(p for p in mention.party_ids if self._is_party(p)))
            self._in_sentence[ordinal] = tuple(dict.fromkeys(named))
        self._pairs = self._heading_parties(mentions)

    def pair(self, token: int) -> tuple[str, ...]:
        """The parties of the heading above this token, with the topic where the heading names one other party."""
        return self._pairs[self.parsed.sentence_of[token]] if self._pairs else ()

    def counterparts(self, token: int, known: Sequence[str], apart: Set[str] = frozenset()) -> tuple[str, ...]:
        """Who else is meant beside ``known``: the one other party that the sentence names (the two states, where none is
        known); where it names nobody else, the rest of the heading's pair, else the topic. Of several others only the
        heading's pair or the topic can say who is meant. Those ``apart`` only say where it happened.
        """
        pair = self.pair(token)
        named = tuple(p for p in self._in_sentence.get(self.parsed.sentence_of[token], ()) if p not in apart)
        fits = bool(pair) and (not known or bool(set(known) & set(pair)))
        # Under a heading that names the two sides, an organisation outside them ("under UN auspices") is neither.
        others = tuple(
            p for p in named if p not in known and ((known and (not fits or p in pair)) or self.kinds.get(p) != "organisation")
        )
        if others and len(others) == (1 if known else 2):
            return others
        rest = tuple(party for party in (pair if fits else self.topic) if party not in known)
        if others:
            return rest if rest and set(rest) <= set(named) else ()
        # Where a text is about two states, a third one's deed may touch either.
        return rest if fits or (known and not self._both) else ()

    def _is_party(self, party: str) -> bool:
        return self.kinds.get(party) in _PARTY_KINDS

    def _about(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """One party, or the two whose relations are told: given by the user; else named by the title (of the document, its file,
        or the heading that the text begins with); else the state that most of the mentions name.
        """
        titled = self._in_title(mentions) or self._in_first_heading(mentions)
        if self.parsed.document.topic and len(titled) != 2:
            return self.parsed.document.topic[:1]  # a topic says what a text is about, not that it is about two sides
        if titled:
            return titled[:2]
        counts = Counter(p for m in mentions for p in m.party_ids if m.method in {"gazetteer", "ner"} and self._is_party(p))
        if not counts:
            return ()
        (best, n), *rest = counts.most_common(2)
        clear = n >= _DOMINANT * counts.total() and (not rest or n >= 1.5 * rest[0][1]) and n >= 3
        return (best,) if clear else ()

    def _in_title(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Parties whose name, as the text writes it, stands in the title, or else in the file's name."""
        document = self.parsed.document
        title = " ".join(_WORD.findall(document.title or document.doc_id.rpartition("/")[2].replace("_", " "))).casefold()
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
        return self._named(mentions, opening[0].sentence_id) if stacked or speaks else ()

    def _named(self, mentions: Sequence[Mention], sentence_id: str) -> tuple[str, ...]:
        found = [p for m in mentions if m.sentence_id == sentence_id for p in m.party_ids if self._is_party(p)]
        return tuple(dict.fromkeys(found))

    def _heading_parties(self, mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
        by_sentence: dict[str, list[str]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence_id, []).extend(p for p in mention.party_ids if self._is_party(p))
        pairs: list[tuple[str, ...]] = []
        current = self._both
        for sentence in self.parsed.sentences:
            if sentence.heading:
                named = tuple(dict.fromkeys(by_sentence.get(sentence.sentence_id, [])))
                if len(named) == 1 and self.topic and named[0] not in self.topic:
                    named = (*self.topic[:1], *named)
                current = named if len(named) == 2 else self._both if set(named) <= set(self._both) else ()
            pairs.append(current)
        return pairs
