"""Who might take part in the events of a sentence: mentions, and nouns that act for somebody or stand for nobody known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.roles.counterparts import Context
from verbale.extractors.events.roles.participants import ANY_ACTOR, Participant, Participants
from verbale.extractors.parse import Word, labels
from verbale.extractors.schema import Argument, Mention, Sentence

_OWNS = {"poss", "compound", "amod", "nmod"}
_KINDS = ("state", "former_state", "organisation", "institution", "ngo", "company", "person", "group", "place", "")
_KIND_NUMBERS = {kind: float(number) for number, kind in enumerate(_KINDS)}
_OF_NOBODY = labels.NOMINAL_SUBJECT | labels.ANY_OBJECT | {"obl", "agent", "conj"}


class Unit(NamedTuple):
    """Somebody who might take part. ``head``: his word; ``participants``: whom it stands for (none: nobody known).

    ``label``: kind of mention and how it was found; ``kind``: of the first actor; ``parties``: of all participants, each once;
    ``keys``: of each of these what tells it from the same one told by others (``Units.key``); ``listed``: the head of the first
    member of the list that it stands in, its own without one.
    """

    head: int
    start: int
    end: int
    participants: tuple[Participant, ...]
    label: str
    kind: str
    parties: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    listed: int = -1


class Units:
    """The units of one document, sentence by sentence, found when they are asked for."""

    def __init__(self, findings: Findings, participants: Participants, context: Context) -> None:
        self._findings = findings
        self._participants = participants
        self._context = context
        self._known: dict[int, tuple[Unit, ...]] = {}
        self._mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in findings.mentions.mentions:
            self._mentions[findings.parsed.sentence_of[mention.head]].append(mention)

    def of(self, sentence: Sentence) -> tuple[Unit, ...]:
        """The units of a sentence in the order of their heads."""
        found = self._known.get(sentence.ordinal)
        if found is None:
            found = self._known[sentence.ordinal] = tuple(self._find(sentence))
        return found

    def key(self, participant: Participant, party: str) -> str:
        """What tells a party that somebody stands for from the same one told by others in the sentence.

        A state dismisses its own minister, and its police arrest its own citizens: both stand for it, on two sides.
        """
        sentence = self._findings.parsed.sentence_at(participant.head)
        unit = next((unit for unit in self.of(sentence) if unit.head == participant.head and party in unit.parties), None)
        return unit.keys[unit.parties.index(party)] if unit else self._key(participant, party, False)

    def _key(self, participant: Participant, party: str, acts: bool) -> str:
        """``acts``: a noun tells who acts for the party."""
        if len(participant.actor_ids) == 1 and participant.actor_ids != participant.party_ids:
            return participant.actor_ids[0]
        lemma = self._findings.parsed.words[participant.head].lemma
        return f"{party}/{lemma}" if acts else party

    def _find(self, sentence: Sentence) -> list[Unit]:
        widest: dict[int, Mention] = {}
        for mention in self._mentions.get(sentence.ordinal, ()):
            other = widest.get(mention.head)
            if other is None or mention.end - mention.start > other.end - other.start:
                widest[mention.head] = mention
        found = {head: self._of_mention(mention) for head, mention in widest.items()}
        inside = {i for mention in widest.values() for i in range(mention.start, mention.end)}
        dates = self._findings.dates
        for word in self._findings.parsed.words[sentence.start : sentence.end]:
            if word.pos_ in labels.NOUN and word.i not in found and not dates.covers(word.i):
                unit = self._of_noun(word, word.i in inside)
                if unit is not None:
                    found[word.i] = unit
        lists = self._lists(widest.values())
        return [self._owning(found, head)._replace(listed=lists.get(head, self._first(head))) for head in sorted(found)]

    def _owning(self, found: Mapping[int, Unit], head: int) -> Unit:
        """The unit; where it only says whose another one is (``Latvian police``, ``its envoy``, ``the king of Spain``) with that
        one's keys for the parties that both stand for.
        """
        unit, word = found[head], self._findings.parsed.words[head]
        owned = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word.head if word.dep_ in _OWNS else word
        if owned.i == head or owned.i not in found:
            return unit
        other = self._owning(found, owned.i)
        told = dict(zip(other.parties, other.keys, strict=True))
        return unit._replace(keys=tuple(told.get(party, key) for party, key in zip(unit.parties, unit.keys, strict=True)))

    def _lists(self, mentions: Iterable[Mention]) -> dict[int, int]:
        """Head of a mention that follows others in a list -> the first one's head."""
        found: dict[int, int] = {}
        for mention in sorted(mentions, key=lambda mention: mention.start):
            first = found.get(mention.head, self._first(mention.head))
            following = self._participants.listed_behind(mention)
            if following is not None and following.start > mention.start:
                found[mention.head] = found[following.head] = first
        return found

    def _first(self, head: int) -> int:
        """The noun to which the parse joins this one by ``and``."""
        word = self._findings.parsed.words[head]
        while word.dep_ == "conj" and word.head is not word:
            word = word.head
        return word.i

    def _of_mention(self, mention: Mention) -> Unit:
        text = self._findings.parsed.quote(mention.start, mention.end)
        span = (mention.start, mention.end)
        participant = Participant(text, mention.actor_ids, mention.party_ids, mention.head, mention.method, span=span)
        kind = self._context.kinds.get(mention.actor_ids[0], "") if mention.actor_ids else ""
        label = f"{mention.label}/{mention.method}"
        found = (participant,) if mention.party_ids else ()
        acts = mention.label in {"NP", "OFFICE"} and mention.method == "office"
        keys = tuple(self._key(participant, party, acts) for party in mention.party_ids)
        return Unit(mention.head, mention.start, mention.end, found, label, kind, mention.party_ids, keys)

    def _of_noun(self, word: Word, inside: bool) -> Unit | None:
        """A noun that acts for somebody (``the Polish government``), or that stands where a party would and names none."""
        if not inside and word.pos_ != "PRON":
            acting = self._participants.fill([Argument("", word.i, word.i, word.i + 1)], ANY_ACTOR)
            if acting:
                kind = self._context.kinds.get(acting[0].actor_ids[0], "") if acting[0].actor_ids else ""
                told = {party: self._key(p, party, True) for p in reversed(acting) for party in reversed(p.party_ids)}
                parties = tuple(dict.fromkeys(party for p in acting for party in p.party_ids))
                keys = tuple(told[party] for party in parties)
                return Unit(word.i, word.i, word.i + 1, tuple(acting), f"none/{acting[0].how}", kind, parties, keys)
        if inside or word.dep_ not in _OF_NOBODY:
            return None
        return Unit(word.i, word.i, word.i + 1, (), f"none/{word.pos_}", "")


def kind_number(kind: str) -> float:
    """The number by which the choice of parties knows a kind of actor."""
    return _KIND_NUMBERS.get(kind, float(len(_KINDS)))


@cache
def label_numbers(label: str) -> tuple[float, ...]:
    """Four numbers for the label of a unit: whether it is a person, of a nation, no mention, a pronoun."""
    return tuple(map(float, (*map(label.startswith, ("PERSON", "NORP", "none")), "pronoun" in label)))
