"""The parties that a sentence or its context offers for an event, and what tells whether each is a source or a target of it.

Boosted trees over the links of all who stand for the party, as parse and encoder see them, over how the passage is about it, and
over what the event's rule found. Trained by ``training/finder/layers.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.links import Frame, directness, features, frame_of
from verbale.extractors.events.learned.models import Profile
from verbale.extractors.events.learned.salience import Salience
from verbale.extractors.events.learned.sight import Seen, Sight, Told
from verbale.extractors.events.learned.units import Unit, Units, kind_number, label_numbers
from verbale.extractors.events.roles.counterparts import Context
from verbale.extractors.events.roles.groups import group_of
from verbale.extractors.events.roles.participants import Participant, Participants
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.finder import Hashed, dealt, probabilities
from verbale.extractors.grammar import Syntax
from verbale.extractors.parse import Parsed, labels

_NEVER = -1.0
_LIKELY = 0.3
"""Probability from which the encoder's word brings a party of another sentence into the choice."""
_TOLD = 0.15
"""The same for a noun that names nobody: from there it tells of people without a name."""
_UNTOLD: Told = (0.0, 0.0, 0.0, 0.0)
IN_COMMON = 12
"""So many numbers at the end of a candidate's features are of its event and its context."""


class Asked(NamedTuple):
    """An event whose parties are looked for. ``sources``, ``targets``: what its rule found; None where no rule tells it.

    ``seen``: the word at which the encoder sees the event, where that is another one.
    """

    trigger: int
    kind: str
    sources: Sequence[Participant] | None = None
    targets: Sequence[Participant] | None = None
    seen: int = -1


class Candidate(NamedTuple):
    """A party that might take part, by whom it would be told, and the features of the choice. ``listed``: the list that it stands
    in, those of one list having one number; -1 for who is not of the sentence. ``key``: no other candidate of the event has it;
    several may be of one party (a state and its minister). ``ruled``: whether the rule has it as source, as target.
    """

    party: str
    participant: Participant
    features: list[float]
    listed: int = -1
    key: str = ""
    ruled: tuple[bool, bool] = (False, False)


class Linked(NamedTuple):
    """An event with the units of its sentence and the slots of their links."""

    asked: Asked
    frame: Frame
    units: tuple[Unit, ...]
    slots: list[list[int]]


class _Scene(NamedTuple):
    """An event with its links. ``own``: key -> the numbers of its units; ``before``: the parties of the sentence before, in
    its order; ``late``: those lately named as subjects; ``seen``: what the encoder sees, ``earlier``: of parties, in the event
    before; ``groups``: unit -> people without a name; ``lists``: list -> the numbers of its units that stand for somebody known;
    ``told``: party -> how many units stand for it.
    """

    linked: Linked
    seen: Seen
    earlier: Mapping[str, Told]
    groups: dict[int, Participant]
    links: Sequence[Sequence[float]]
    own: dict[str, list[int]]
    topic: Sequence[str]
    pair: Sequence[str]
    before: Collection[str]
    late: Sequence[str]
    lists: dict[int, list[int]]
    told: Mapping[str, int]

    def unit(self, key: str) -> Unit | None:
        """The unit of a candidate that is likeliest to take part, if it has one in the sentence."""
        own = self.own.get(key)
        if not own:
            return None
        return self.linked.units[own[0] if len(own) == 1 else max(own, key=lambda n: max(self.links[n]))]

    def mates(self, party: str, own: Unit | None) -> list[float]:
        """Three numbers: how many others are listed with a party's unit, and how likely they are sources and targets."""
        listed = self.lists.get(own.listed, ()) if own else ()
        mates = [self.links[n] for n in listed if party not in self.linked.units[n].parties]
        if not mates:
            return [0.0, _NEVER, _NEVER]
        return [float(len(mates)), max(p[0] for p in mates), max(p[1] for p in mates)]


class Candidates:
    """Offers the candidates of the events of one document."""

    def __init__(self, findings: Findings, participants: Participants, context: Context, profiles: Mapping[str, Profile]) -> None:
        self._parsed = findings.parsed
        self._syntax: Syntax = findings.syntax
        self._context = context
        self._units = Units(findings, participants, context)
        self._salience = Salience(findings)
        self._sight = Sight(findings, self._units)
        self._profiles = profiles
        self._parties_before: dict[int, dict[str, None]] = {}

    @property
    def parsed(self) -> Parsed:
        return self._parsed

    def units_near(self, trigger: int, most: int) -> list[Unit]:
        """The units of the sentences that begin or end at most so many words from a word."""
        near = [s for s in self._parsed.sentences if not s.heading and s.start - most <= trigger < s.end + most]
        return [unit for sentence in near for unit in self._units.of(sentence) if unit.head != trigger or unit.participants]

    def linked(self, asked: Asked) -> Linked:
        """The event with its possible links."""
        sentence = self._parsed.sentence_at(asked.trigger)
        units = tuple(u for u in self._units.of(sentence) if u.head != asked.trigger or u.participants)
        word = self._parsed.words[asked.trigger]
        frame = frame_of(self._syntax, word, asked.kind, units, self._context.topic(asked.trigger))
        return Linked(asked, frame, units, [features(frame, unit) for unit in units])

    def of(self, linked: Linked, links: Sequence[Sequence[float]]) -> list[Candidate]:
        """The candidates of an event; ``links``: per unit the probabilities of being source and target."""
        scene = self._scene(linked, links)
        shared = self._shared(scene)
        ruled = [self._by_key(linked.asked.sources), self._by_key(linked.asked.targets)]
        hows = {key: participant.how for side in reversed(ruled) for key, _, participant in reversed(side)}
        keys = [{key for key, _, _ in side} for side in ruled]
        found = []
        for key, (party, participant) in self._offered(scene, [*ruled[0], *ruled[1]]).items():
            unit, by_rule = scene.unit(key), (key in keys[0], key in keys[1])
            how = _how(hows[key]) if key in hows else 0.0
            numbers = [*self._own(scene, key, party, unit, by_rule, how), *shared]
            found.append(Candidate(party, participant, numbers, unit.listed if unit else -1, key, by_rule))
        return found

    def _by_key(self, side: Sequence[Participant] | None) -> list[tuple[str, str, Participant]]:
        """Key, party and participant of those whom a rule found on a side."""
        return [(self._units.key(p, party), party, p) for p in side or () for party in p.party_ids]

    def _scene(self, linked: Linked, links: Sequence[Sequence[float]]) -> _Scene:
        own: dict[str, list[int]] = {}
        lists: dict[int, list[int]] = {}
        for n, unit in enumerate(linked.units):
            for key in unit.keys:
                own.setdefault(key, []).append(n)
            if unit.participants:
                lists.setdefault(unit.listed, []).append(n)
        trigger = linked.asked.trigger
        late = self._salience.lately(trigger)
        seen = self._sight.of(trigger, linked.asked.seen)
        groups = self._groups(linked, seen, own)
        told = Counter(party for unit in linked.units for party in unit.parties)
        context = (self._context.topic(trigger), self._context.pair(trigger), self._before(trigger), late, lists, told)
        return _Scene(linked, seen, self._sight.before(trigger), groups, links, own, *context)

    def _groups(self, linked: Linked, seen: Seen, own: dict[str, list[int]]) -> dict[int, Participant]:
        """Number of a unit -> the people that it tells of, where the encoder takes somebody unknown for a side of the event."""
        found = {}
        for n, unit in enumerate(linked.units):
            if max(seen.nobody.get(unit.head, _UNTOLD)[:2]) > _TOLD:
                group = group_of(self._parsed, self._parsed.words[unit.head])
                if group is not None and group.party_ids[0] not in own:
                    found[n] = group
                    own[group.party_ids[0]] = [n]
        return found

    def _offered(self, scene: _Scene, ruled: Sequence[tuple[str, str, Participant]]) -> dict[str, tuple[str, Participant]]:
        """Key -> party, and by whom it would be told: the rule's own, the sentence's, those of the one before, the context."""
        linked, trigger = scene.linked, scene.linked.asked.trigger
        found: dict[str, tuple[str, Participant]] = {}
        for key, party, participant in ruled:
            if participant.text:
                found.setdefault(key, (party, participant))
        for participant in scene.groups.values():
            found.setdefault(participant.party_ids[0], (participant.party_ids[0], participant))
        for unit in sorted(linked.units, key=lambda unit: (directness(linked.frame, unit), abs(unit.head - trigger))):
            for participant in unit.participants:
                for party in participant.party_ids:
                    found.setdefault(unit.keys[unit.parties.index(party)], (party, participant))
        for key, party, participant in ruled:
            found.setdefault(key, (party, participant))
        implied = (
            ("topic", scene.topic),
            ("heading", scene.pair),
            ("before", [party for party, told in scene.seen.parties.items() if max(told) > _LIKELY]),
            ("before", (*scene.late, *scene.before, *self._salience.foremost(), *sorted(self._salience.home()))),
        )
        for how, parties in implied:
            for party in parties:
                if party not in found:
                    found[party] = (party, Participant("", (party,), (party,), trigger, f"implied:{how}"))
        return found

    def _before(self, trigger: int) -> Collection[str]:
        """The parties of the sentence before a word's, in its order; none of a heading."""
        number = self._parsed.sentence_of[trigger]
        if number not in self._parties_before:
            before = self._parsed.sentences[number - 1] if number else None
            units = self._units.of(before) if before is not None and not before.heading else ()
            self._parties_before[number] = dict.fromkeys(party for unit in units for party in unit.parties)
        return self._parties_before[number]

    def _own(self, scene: _Scene, key: str, party: str, unit: Unit | None, ruled: tuple[bool, bool], how: float) -> list[float]:
        """What is known of the party in this sentence."""
        asked, links = scene.linked.asked, scene.links
        trigger, own = asked.trigger, scene.own.get(key, [])
        head = unit.head if unit else trigger
        return [
            *_two_best(links, own, 0), *_two_best(links, own, 1), float(len(own)),
            float(party in scene.topic), float(party in scene.pair), float(party in scene.before),
            *label_numbers(unit.label if unit else ""), float(unit is not None and len(unit.parties) > 1),
            kind_number(self._context.kinds.get(party, "")), float(max(-20, min(20, head - trigger))),
            _NEVER if asked.sources is None else float(ruled[0]), _NEVER if asked.targets is None else float(ruled[1]), how,
            float(scene.told.get(party, 0) - len(own)), float(key != party),
            *self._salience.numbers(party, trigger, scene.late), *scene.mates(party, unit), *self._seen(scene, key),
            *scene.earlier.get(party, _UNTOLD)[2:],
        ]  # fmt: skip

    def _seen(self, scene: _Scene, key: str) -> list[float]:
        """What the encoder sees of the party; of people without a name it sees no more than that they are told."""
        for n, group in scene.groups.items():
            if key in group.party_ids:
                told = scene.seen.nobody[scene.linked.units[n].head]
                return scene.seen.of_told(told, key)
        return scene.seen.of_party(key)

    def _shared(self, scene: _Scene) -> list[float]:
        """What is known of the event."""
        linked, links, asked = scene.linked, scene.links, scene.linked.asked
        profile = self._profiles[asked.kind]
        unknown = [n for n, unit in enumerate(linked.units) if not unit.participants]
        persons = [n for n, unit in enumerate(linked.units) if unit.label.startswith("PERSON")]
        known = [n for n, unit in enumerate(linked.units) if unit.participants]
        groups = [[links[n] for n in numbers] for numbers in (unknown, persons, range(len(linked.units)), known)]
        found: list[float] = []
        for side in (0, 1):
            found += [max([p[side] for p in group], default=0.0) for group in groups]
            found += self._nobody(linked, links, unknown, side)
        return [
            *found, float(profile.number), float(profile.family), float(profile.symmetric), profile.sources, profile.targets,
            *scene.seen.in_common(),
            float(linked.frame.clausal), float(len(scene.own)), float(bool(scene.topic)), float(len(scene.pair)),
            _NEVER if asked.sources is None else float(len(asked.sources)),
            _NEVER if asked.targets is None else float(len(asked.targets)),
        ]  # fmt: skip

    def _nobody(self, linked: Linked, links: Sequence[Sequence[float]], unknown: Sequence[int], side: int) -> list[float]:
        """What the likeliest noun that stands for nobody known is like: acts for somebody, a pronoun, plural, how linked."""
        if not unknown:
            return [_NEVER] * 4
        best = max(unknown, key=lambda n: links[n][side])
        head = self._parsed.words[linked.units[best].head]
        agent = head.lemma in WORDS.participants.agents
        return [float(agent), float(head.pos_ == "PRON"), float(head.tag_ in labels.PLURAL), links[best][side]]


def link_probabilities(links: Hashed, linked: Iterable[Linked]) -> list[list[list[float]]]:
    """Per event, per unit: the probabilities of being source and target."""
    events = list(linked)
    told = probabilities(links.odds([slots for event in events for slots in event.slots])).tolist()
    return dealt(told, (event.slots for event in events))


def _two_best(links: Sequence[Sequence[float]], own: Sequence[int], side: int) -> list[float]:
    """The two greatest probabilities of a side among those of some units."""
    if len(own) == 1:
        return [links[own[0]][side], _NEVER]
    return [*sorted((links[n][side] for n in own), reverse=True), _NEVER, _NEVER][:2]


def _how(way: str) -> float:
    """How the rule found a party: named, by reference, implied."""
    return 3.0 if way.startswith("implied") else 2.0 if way in ("pronoun", "definite") else 1.0
