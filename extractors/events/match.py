"""One predicate against one rule: the conditions, then the roles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from verbale.extractors.events.counterparts import Context
from verbale.extractors.events.participants import Participant, Participants
from verbale.extractors.events.trigger import trigger_fits
from verbale.extractors.grammar import Syntax, conjuncts, has_subject, head_lemmas, is_clausal
from verbale.extractors.parse import Word
from verbale.extractors.rules import NAMED, LoadedRule, Role, Rule, split_alternatives
from verbale.extractors.schema import Argument, Echo

_ANYBODY = Role.model_validate({"from": ["subject"]})
_STATES = {"state", "former_state"}
# Who "the two countries", "each other" are, the heading or the topic says.
_VAGUE = {"two", "both", "each", "other", "another"}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds of a trigger, with who fills its roles. ``consumed``: tokens that are part of the trigger.

    ``echo``: where the trigger is a pro-form, the verb that it stands for.
    """

    loaded: LoadedRule
    trigger: int
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    instrument: tuple[int, int] | None
    place: tuple[int, int] | None
    quantity: tuple[int, int] | None
    consumed: frozenset[int]
    echo: Echo | None = None


class Condition(NamedTuple):
    """What a rule asks of one function of its trigger, and what is there.

    ``heads``: the tokens that fill the function; ``meant``: those of them that are among ``lemmas``;
    ``wanted``: whether there must be such a one (``with``) or must not (``without``).
    """

    function: str
    lemmas: tuple[str, ...]
    wanted: bool
    heads: tuple[int, ...]
    meant: tuple[int, ...]

    @property
    def holds(self) -> bool:
        return bool(self.meant) == self.wanted


class Sides(NamedTuple):
    """Who fills the two roles of a rule. ``lacking``: the role (``source``, ``target``) that the rule needs and nobody fills."""

    sources: list[Participant]
    targets: list[Participant]
    lacking: str


class Matcher:
    """Matches rules at tokens of one document."""

    def __init__(self, syntax: Syntax, participants: Participants, context: Context) -> None:
        self.syntax = syntax
        self.participants = participants
        self.context = context
        self.siblings: list[Match] = []
        """What the sentence was found to tell so far: its events share what they leave unsaid."""

    def match(self, loaded: LoadedRule, token: Word) -> Match | None:
        """The match of this rule at this token, or None where a condition fails or a needed role stays empty."""
        rule = loaded.rule
        if not trigger_fits(rule, token):
            return None
        consumed: set[int] = set()
        for condition in self.conditions(rule, token):
            if not condition.holds:
                return None
            if _joins_trigger(condition, rule):
                consumed.update(condition.meant)
        sources, targets, lacking = self.sides(loaded, token)
        if lacking:
            return None
        instrument, place, quantity = (self._span(role, token) for role in (rule.instrument, rule.place, rule.quantity))
        return Match(loaded, token.i, tuple(sources), tuple(targets), instrument, place, quantity, frozenset(consumed))

    def conditions(self, rule: Rule, token: Word) -> Iterator[Condition]:
        """The conditions of a rule, one by one, with what they meet around this trigger."""
        for wanted, asked in ((True, rule.with_), (False, rule.without)):
            for function, lemmas in asked.items():
                heads = tuple(a.head for a in self._either(token, function))
                meant = heads if "*" in lemmas else tuple(head for head in heads if self._is(head, lemmas))
                yield Condition(function, lemmas, wanted, heads, meant)

    def sides(self, loaded: LoadedRule, token: Word) -> Sides:
        """Who fills the roles of a rule at this trigger, and which role that it needs stays empty."""
        return self._all_sides(loaded.rule, token) if loaded.symmetric else self._two_sides(loaded, token)

    def _all_sides(self, rule: Rule, token: Word) -> Sides:
        """The parties of a symmetric event, all as sources."""
        sources = _distinct([*self._role(rule, rule.source, token), *self._role(rule, rule.target, token)])
        least = max((role.min for role in (rule.source, rule.target) if role is not None), default=1)
        needed = least
        above = self._elaborated(token)
        if not sources and above is not None and rule.source is not None and rule.source.implied:
            sources = _spelled([*above.sources, *above.targets])
        if not sources:
            needed = 2
        elif needed > 1 and rule.source is not None and self._one_sided(rule.source, token, sources):
            needed = least = len(parties_of(sources)) + 1  # whom "with" names have no dealings with each other
        sources = self._imply(rule.source, token, sources, sources, needed)
        # Where trigger and cue leave no doubt of the type, one known party will do: the other may be a pronoun or a stranger.
        enough = 1 if rule.source is not None and rule.source.optional else least
        lacking = "" if len(parties_of(sources)) >= min(enough, least) else "source"
        return Sides(sources, [], lacking)

    def _two_sides(self, loaded: LoadedRule, token: Word) -> Sides:
        """Who acts and who is acted on; nobody acts on himself.

        Of ``A and B agreed to give aid to B``, where the subject is lent by a governing verb, A gives.
        """
        rule = loaded.rule
        sources = self._role(rule, rule.source, token) or self._near_subject(rule, token)
        named = self._role(rule, rule.target, token)
        above = self._elaborated(token)
        if above is not None:
            sources = sources or (_spelled(above.sources) if rule.source is not None and rule.source.implied else [])
            named = named or (_spelled(above.targets) if rule.target is not None and rule.target.implied else [])
        givers = [p for p in sources if not set(p.party_ids) & parties_of(named)]
        if givers and len(givers) < len(sources) and len(givers) + len(named) >= len(sources):
            sources = givers
        acting, subjects = {p.actor_ids for p in sources}, {p.head for p in sources}
        named = [p for p in named if p.head not in subjects]
        targets = [p for p in named if p.actor_ids not in acting]
        if named and not targets:
            targets = self._role(rule, rule.target, token, acting)
        if not named:
            targets = self._shared_target(loaded, token, sources) or self._imply(rule.target, token, targets, sources, 1)
        sources = sources or self._shared_sides(loaded, token, targets)
        needed = rule.source.min if rule.source is not None else 1
        sources = self._imply(rule.source, token, sources, [*sources, *targets], needed)
        lacking = "source" if _missing(rule.source, sources) else "target" if _missing(rule.target, targets) else ""
        return Sides(sources, targets, lacking)

    def _near_subject(self, rule: Rule, token: Word) -> list[Participant]:
        """``The dispute grew as Peru recalled its envoy, and called on Chile``: the nearer clause's actor is meant."""
        if rule.source is None or "subject" not in rule.source.from_ or token.dep_ != "conj" or has_subject(token):
            return []
        for other in reversed(self.syntax.doc[token.head.i + 1 : token.i]):
            if is_clausal(other) and other.tag_ in {"VBD", "VBZ", "VBP"}:
                return self.fitting(self.syntax.by_function(other.i, "subject"), rule.source)
        return []

    def _elaborated(self, token: Word) -> Match | None:
        """``X decided against Y: aid was cut and visas were refused``: after the colon is spelled out what stands before."""
        node = token
        while node.dep_ == "conj" and is_clausal(node.head):
            node = node.head
        if node.dep_ != "parataxis":
            return None
        return next((sibling for sibling in self.siblings if sibling.trigger == node.head.i and sibling.targets), None)

    def _shared_sides(self, loaded: LoadedRule, token: Word, targets: list[Participant]) -> list[Participant]:
        """``lifted an embargo that had been imposed``: who does one thing with an object did the other of its family, too."""
        source = loaded.rule.source
        if source is None or not source.implied:
            return []
        objects = {c.i for a in self.syntax.by_function(token.i, "object") for c in conjuncts(self.syntax.doc[a.head])}
        for sibling in reversed(self.siblings):
            touched = {c.i for i in sibling.consumed for c in conjuncts(self.syntax.doc[i])}
            if sibling.loaded.family == loaded.family and objects & touched:
                return _spelled([p for p in sibling.sources if not set(p.party_ids) & parties_of(targets)])
        return []

    def _shared_target(self, loaded: LoadedRule, token: Word, sources: Sequence[Participant]) -> list[Participant]:
        """``applied to join the EU, becoming a candidate``: events of one family, or coordinated, by the same actor."""
        target = loaded.rule.target
        if target is None or not target.implied or not sources:
            return []
        for sibling in reversed(self.siblings):
            same = sibling.loaded.family == loaded.family and parties_of(sibling.sources) == parties_of(sources)
            if same and sibling.targets:
                return _spelled(sibling.targets)
            # "X accused Y of theft, which Y denied": an answer goes back to where the first word came from.
            answered = loaded.family == "statement" and parties_of(sibling.targets) == parties_of(sources)
            if answered and sibling.loaded.family == loaded.family and sibling.trigger < token.i:
                return _spelled(sibling.sources)
        above = self._coordinated(token)
        fits = above is not None and target.implied == "counterpart" and parties_of(above.sources) == parties_of(sources)
        return _spelled(above.targets) if above is not None and fits else []

    def _coordinated(self, token: Word) -> Match | None:
        """``expelled the Libyan envoy and severed ties``: the deed of one state to others that this verb is coordinated to."""
        before = [sibling for sibling in self.siblings if sibling.trigger < token.i]
        if token.dep_ != "conj" or not before:
            return None
        last = max(before, key=lambda sibling: sibling.trigger)
        node, other = token, self.syntax.doc[last.trigger]
        while node.dep_ == "conj" and node is not other:
            node = node.head
        while other.dep_ == "conj" and other is not node:
            other = other.head
        kinds = {self.context.kinds.get(party) for party in parties_of(last.targets)}
        return last if node is other and kinds and kinds <= _STATES and not last.loaded.symmetric else None

    def _by_function(self, token: Word, function: str) -> list[Argument]:
        if function.startswith("governor"):
            head = token.head
            rest = function.partition("/")[2]
            if head == token or not (is_clausal(head) or head.pos_ in {"NOUN", "PROPN", "ADJ", "ADP"}):
                return []
            if head.pos_ == "ADP":
                head = head.head
            return self._by_function(head, rest) if rest else [Argument("governor", head.i, head.i, head.i + 1)]
        return self.syntax.by_function(token.i, function)

    def _cued(self, rule: Rule, token: Word, function: str) -> list[Argument]:
        """``In the wake of war it assisted in the relief of Chad``: of two ``in``, the one that the rule asks for."""
        first, _, rest = function.partition("/")
        lemmas = rule.cued.get(first) if rest else None
        nouns = [a.head for a in self._by_function(token, first) if self._is(a.head, lemmas)] if lemmas else []
        if not nouns:
            return self._by_function(token, function)
        return [b for noun in nouns for b in self._by_function(self.syntax.doc[noun], rest)]

    def _either(self, token: Word, functions: str) -> list[Argument]:
        return [argument for function in split_alternatives(functions) for argument in self._by_function(token, function)]

    def _is(self, index: int, lemmas: Collection[str]) -> bool:
        """Whether a noun is one of these, or a name of the kind that they ask for; of ``two of its jets`` the jets count."""
        word = self.syntax.doc[index]
        found = head_lemmas(word)
        if word.pos_ == "PROPN" and any(word.ent_type_ in labels for name, labels in NAMED.items() if name in lemmas):
            return True
        if found.isdisjoint(lemmas) and not found.isdisjoint(self.participants.partitives):
            return any(self._is(a.head, lemmas) for a in self.syntax.by_function(index, "oblique:of") if a.head > index)
        return not found.isdisjoint(lemmas)

    def _role(
        self, rule: Rule, role: Role | None, token: Word, acting: Set[tuple[str, ...]] = frozenset()
    ) -> list[Participant]:
        """The participants that fill a role: of the first function that gives any beside those ``acting``, or of all."""
        if role is None:
            return []
        if role.all:
            found = [a for function in role.from_ for a in self._cued(rule, token, function)]
            return [p for p in self.fitting(found, role) if p.actor_ids not in acting]
        for function in role.from_:
            found = self._cued(rule, token, function)
            near = [a for a in found if a.path != "object"]
            fitting = self.fitting(near, role) or (self.fitting(found, role) if len(near) < len(found) else [])
            fitting = [p for p in fitting if p.actor_ids not in acting] if acting else fitting
            if fitting:
                return fitting
        return []

    def fitting(self, arguments: list[Argument], role: Role) -> list[Participant]:
        """The participants that arguments give, of the kinds that the role admits."""
        found = self.participants.fill(arguments, role)
        # A town that no gazetteer knows is where something happened, not who did it or to whom.
        found = [p for p in found if not set(p.actor_ids) <= self.context.unknown_places]
        if role.kind:
            kinds = self.context.kinds
            found = [p for p in found if any(kinds.get(actor) in role.kind for actor in p.actor_ids)]
        return found

    def _imply(
        self, role: Role | None, token: Word, found: list[Participant], known: Sequence[Participant], needed: int
    ) -> list[Participant]:
        """Fill a role that the sentence leaves open, where heading or topic leave no doubt."""
        if role is None or not role.implied or len(parties_of(found)) >= needed or self._names_another(role, token):
            return found
        if role.implied == "topic":
            parties = tuple(p for p in self.context.topic(token.i) if p not in parties_of(known))
        else:
            where = [a for f in ("oblique:in", "oblique:at") for a in self.syntax.by_function(token.i, f)]
            where = [a for a in where if self.syntax.doc[a.head].pos_ == "PROPN"]
            apart = parties_of(self.fitting(where, _ANYBODY)) - parties_of(known)
            parties = self.context.counterparts(token.i, sorted(parties_of(known)), apart)
        missing = needed - len(parties_of(found))
        if not parties or len(parties) > max(missing, 1):
            return found
        return found + [Participant("", (party,), (party,), token.i, f"implied:{role.implied}") for party in parties]

    def _one_sided(self, role: Role, token: Word, found: Sequence[Participant]) -> bool:
        """``relations with Chile and Peru were restored``: the other side is not among those whom ``with`` names."""
        functions = [f for f in role.from_ if f.endswith("oblique:with")]
        partners = {p.head for f in functions for p in self.fitting(self._by_function(token, f), role)}
        return bool(found) and all(p.head in partners for p in found)

    def _names_another(self, role: Role, token: Word) -> bool:
        """``ties with the rebels``: the sentence names a counterpart, though none that is known; nobody else is meant."""
        for function in role.from_:
            if function.rpartition("/")[2] in {"oblique:with", "oblique:between"}:
                for argument in self._by_function(token, function):
                    head = self.syntax.doc[argument.head]
                    if not _vague(head) and not self.fitting([argument], role):
                        return True
        return False

    def _span(self, role: Role | None, token: Word) -> tuple[int, int] | None:
        if role is None:
            return None
        doc = self.syntax.doc
        for function in role.from_:
            for argument in self._by_function(token, function):
                if not role.head or doc[argument.head].lemma in role.head:
                    return argument.start, argument.end
        return None


def _joins_trigger(condition: Condition, rule: Rule) -> bool:
    """Whether the words that met a condition are part of the trigger and tell no event of their own."""
    kept = condition.function.startswith("governor") or condition.function in rule.keeps
    return condition.wanted and not kept and "*" not in condition.lemmas


def _vague(head: Word) -> bool:
    """A noun that names nobody by itself: a pronoun, ``each other``, ``the two countries``."""
    words = {head.lower_, *(c.lower_ for c in head.children)}
    return head.pos_ not in {"NOUN", "PROPN", "NUM"} or not words.isdisjoint(_VAGUE)


def parties_of(participants: Sequence[Participant]) -> set[str]:
    """All parties that participants act for."""
    return {party for p in participants for party in p.party_ids}


def _spelled(participants: Sequence[Participant]) -> list[Participant]:
    """Participants of another event of the sentence, taken over."""
    return [p._replace(text="", how="implied:sibling") for p in participants]


def _distinct(participants: Sequence[Participant]) -> list[Participant]:
    return list({p.actor_ids: p for p in reversed(participants)}.values())[::-1]


def _missing(role: Role | None, found: Sequence[Participant]) -> bool:
    return role is not None and not role.optional and len(parties_of(found)) < role.min
