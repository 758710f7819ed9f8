"""People whom no list knows and no name tells: ``forty rebels``, ``the miners``. A party all the same, by these words."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.extractors import ids
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import noun_span
from verbale.extractors.parse import Parsed, Word, labels
from verbale.extractors.schema import Actor, Event, Mention

HOW = "unknown"
_POINTING = WORDS.participants.pointing
_COUNTED = {"DET", "NUM"}
_TAGS = {"PRP$", "POS", "CD"}


def group_of(parsed: Parsed, head: Word) -> Participant | None:
    """The people that a noun tells of, by its words without those that count or point; None for what is no noun."""
    if head.pos_ not in labels.NOUN or head.pos_ == "PRON":
        return None
    start, end = noun_span(head)
    while start < head.i and _is_apart(parsed.words[start]):
        start += 1
    name = ids.normalise(parsed.quote(start, end))
    return Participant(name, (name,), (name,), head.i, HOW, span=(start, end)) if name and name[0].isalpha() else None


def _is_apart(word: Word) -> bool:
    return word.pos_ in _COUNTED or word.tag_ in _TAGS or word.lower_ in _POINTING or not word.text[0].isalnum()


def spans_of(participants: Iterable[Participant]) -> tuple[tuple[str, int, int], ...]:
    """(name, start, end) in tokens of those among the participants whom nobody knows."""
    return tuple((p.actor_ids[0], *p.span) for p in participants if p.how == HOW and p.span is not None)


def with_groups(
    parsed: Parsed, events: Iterable[Event], actors: tuple[Actor, ...], mentions: tuple[Mention, ...]
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors and mentions of a document, and those whom only its events know."""
    spans = sorted({span for event in events for span in event.unknown})
    if not spans:
        return actors, mentions
    known = {actor.actor_id for actor in actors}
    new = [Actor(name, name, "group", name) for name in sorted({name for name, _, _ in spans}) if name not in known]
    told = [_mention(parsed, *span) for span in spans]
    every = sorted((*mentions, *told), key=lambda mention: (mention.start, -mention.end))
    return tuple(sorted((*actors, *new), key=lambda actor: actor.actor_id)), tuple(every)


def _mention(parsed: Parsed, name: str, start: int, end: int) -> Mention:
    char_start, char_end = parsed.char_span(start, end)
    sentence = parsed.sentence_at(start)
    mention_id = ids.content_id("m", sentence.sentence_id, name, HOW, str(start - sentence.start))
    place = (char_start, char_end, parsed.document.text[char_start:char_end])
    return Mention(
        mention_id, parsed.document.doc_id, sentence.sentence_id, *place, "NP", (name,), HOW, (name,), start, end, end - 1
    )
