"""Doc -> mentions of actors, in the order of the text: names, offices, and what refers back to them.

Steps: gazetteer names and the names that the recogniser finds; names that are no actors taken out; readings decided; offices and
persons joined and given their party; acronyms and short names tied to their long forms; pronouns and definite noun phrases.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.extractors import ids
from verbale.extractors.actors.acronyms import define_acronyms
from verbale.extractors.actors.drafts import Draft, NameSpan, Scene, make_scene
from verbale.extractors.actors.gazetteer import Gazetteer
from verbale.extractors.actors.names import find_gazetteer_names, find_recognised
from verbale.extractors.actors.offices import join_offices
from verbale.extractors.actors.readings import decide_readings, settle_persons, tie_short_names
from verbale.extractors.actors.reference.resolve import resolve_references
from verbale.extractors.actors.titles import own_pair
from verbale.extractors.actors.treaty_names import find_names
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Actor, Mention, Timex

__all__ = ["MentionIndex", "MentionResult", "NameSpan", "find_mentions"]


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
    scene = make_scene(parsed, gazetteer, timexes)
    known = find_gazetteer_names(scene)
    names, known = find_names(scene, known)
    acronyms = define_acronyms(scene, known, names)
    drafts = find_recognised(scene, acronyms.drafts, acronyms.names)
    drafts = decide_readings(scene, drafts)
    drafts = join_offices(scene, drafts)
    drafts = tie_short_names(scene, drafts)
    settle_persons(scene, drafts)
    drafts = resolve_references(scene, drafts)
    mentions = _records(scene, drafts)
    pair = own_pair(scene)
    return MentionResult(mentions, _actors(scene, mentions, pair), tuple(acronyms.names), pair)


def _records(scene: Scene, drafts: Iterable[Draft]) -> tuple[Mention, ...]:
    parsed = scene.parsed
    occurrences = ids.Occurrences()
    mentions = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if not draft.actor_ids:
            continue
        char_start, char_end = parsed.char_span(draft.start, draft.end)
        sentence = parsed.sentence_at(draft.start)
        text = parsed.document.text[char_start:char_end]
        mention_id = ids.content_id(
            "m", sentence.sentence_id, ids.normalise(text), occurrences.next(sentence.sentence_id, ids.normalise(text))
        )
        head = draft.head if draft.head >= 0 else scene.head_of(draft.start, draft.end)
        mentions.append(
            Mention(mention_id, parsed.document.doc_id, sentence.sentence_id, char_start, char_end, text, draft.label,
                    draft.actor_ids, draft.method, draft.party_ids, draft.start, draft.end, head)
        )  # fmt: skip
    return tuple(mentions)


def _actors(scene: Scene, mentions: Iterable[Mention], pair: Sequence[str]) -> tuple[Actor, ...]:
    """Every actor mentioned, every party behind one that is an actor of its own, and the two that the document is about."""
    used: dict[str, Actor] = {party: scene.describe(party) for party in pair}
    for mention in mentions:
        for actor_id in (*mention.actor_ids, *mention.party_ids):
            if actor_id not in used and (actor_id in scene.actors or actor_id in scene.gazetteer):
                used[actor_id] = scene.describe(actor_id)
    return tuple(used[actor_id] for actor_id in sorted(used))


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
