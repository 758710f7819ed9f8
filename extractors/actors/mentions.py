"""Doc -> mentions of actors, in the order of the text: names, offices, and what refers back to them.

Every stage takes the tokens and the findings of the stages before, and returns new findings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.extractors import ids
from verbale.extractors.actors.acronyms import define_acronyms
from verbale.extractors.actors.drafts import Draft, KnownActors, NameSpan
from verbale.extractors.actors.gazetteer import Gazetteer
from verbale.extractors.actors.holders import name_office_holders
from verbale.extractors.actors.names import add_recognised_names, find_gazetteer_names
from verbale.extractors.actors.offices import join_offices
from verbale.extractors.actors.persons import settle_persons
from verbale.extractors.actors.readings import decide_readings
from verbale.extractors.actors.reference.resolve import resolve_references
from verbale.extractors.actors.short_names import tie_short_names
from verbale.extractors.actors.token_view import TokenView, token_view
from verbale.extractors.actors.topics import document_pair, document_speakers, sentence_topics
from verbale.extractors.actors.treaty_names import set_treaty_names_apart
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Actor, Mention, Timex

__all__ = ["MentionIndex", "MentionResult", "find_mentions"]


@dataclass(frozen=True, slots=True)
class MentionResult:
    """``mentions`` by start, longer ones first; ``actors``: every actor they name; ``names``: names that are no actors;
    ``pair``: the two states whose relations the document tells, if its title or topic says so.
    """

    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    names: tuple[NameSpan, ...] = ()
    pair: tuple[str, ...] = ()


def find_mentions(parsed: Parsed, gazetteer: Gazetteer, timexes: Sequence[Timex] = ()) -> MentionResult:
    """All mentions of actors in a parsed document, resolved; ``timexes`` date the readings of names that changed hands."""
    if not parsed.sentences:
        return MentionResult()
    view = token_view(parsed, timexes)
    found = find_gazetteer_names(view, gazetteer)
    found = set_treaty_names_apart(view, found)
    found = define_acronyms(view, found)
    found = add_recognised_names(view, found)
    found = decide_readings(view, found)
    found = name_office_holders(view, found)
    found = join_offices(view, found)
    found = tie_short_names(view, found)
    pair = document_pair(parsed.document, gazetteer)
    topics = sentence_topics(parsed, found.drafts, gazetteer)
    found = settle_persons(view, found, topics)
    found = resolve_references(view, found, topics, pair, document_speakers(parsed.document, gazetteer))
    mentions = _records(view, found.drafts)
    return MentionResult(mentions, _described(found.actors, mentions, pair), found.names, pair)


def _records(view: TokenView, drafts: Iterable[Draft]) -> tuple[Mention, ...]:
    parsed = view.parsed
    occurrences = ids.Occurrences()
    mentions = []
    for draft in sorted((d for d in drafts if d.actor_ids), key=lambda d: (d.start, -d.end)):
        char_start, char_end = parsed.char_span(draft.start, draft.end)
        sentence_id = parsed.sentence_at(draft.start).sentence_id
        text = parsed.document.text[char_start:char_end]
        said = ids.normalise(text)
        mention_id = ids.content_id("m", sentence_id, said, occurrences.next(sentence_id, said))
        mentions.append(
            Mention(mention_id, parsed.document.doc_id, sentence_id, char_start, char_end, text, draft.label,
                    draft.actor_ids, draft.method, draft.party_ids, draft.start, draft.end, draft.head)
        )  # fmt: skip
    return tuple(mentions)


def _described(actors: KnownActors, mentions: Iterable[Mention], pair: Iterable[str]) -> tuple[Actor, ...]:
    """Every actor mentioned, every party behind one that is an actor of its own, and the two that the document is about."""
    used = set(pair)
    for mention in mentions:
        used.update(mention.actor_ids, mention.party_ids)
    return tuple([actors.describe(actor_id) for actor_id in sorted(used) if actor_id in actors])


class MentionIndex:
    """Looks mentions up by token. ``outer``: the mentions that lie in no other one."""

    def __init__(self, parsed: Parsed, result: MentionResult) -> None:
        self.parsed = parsed
        self.mentions = result.mentions
        self.names = result.names
        self.pair = result.pair
        self._heads: dict[int, Mention] = {}
        self._covering: dict[int, Mention] = {}
        outer = []
        reach = 0
        for mention in result.mentions:
            if mention.end > reach:
                outer.append(mention)
                reach = mention.end
            known = self._heads.get(mention.head)
            if known is None or mention.end - mention.start > known.end - known.start:
                self._heads[mention.head] = mention
            for i in range(mention.start, mention.end):
                inner = self._covering.get(i)
                if inner is None or mention.end - mention.start <= inner.end - inner.start:
                    self._covering[i] = mention
        self.outer = tuple(outer)
        self._starts = [mention.start for mention in result.mentions]

    def by_head(self, token: int) -> Mention | None:
        """The widest mention whose head is this token."""
        return self._heads.get(token)

    def covering(self, token: int) -> Mention | None:
        """The innermost mention that holds this token."""
        return self._covering.get(token)

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly within start..end, in the order of the text."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]
