"""Rules that another rule makes superfluous: wherever they hold it holds, too, and gives the same event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from verbale.extractors.rules.functions import ANY
from verbale.extractors.rules.ruleset import LoadedRule
from verbale.extractors.rules.schema import Role, Rule, Trigger

_ROLES = ("source", "target", "instrument", "place", "quantity")


def covering_rules(rules: Iterable[LoadedRule]) -> dict[str, str]:
    """Id of a rule -> id of one that covers it. Of two that cover each other the later one is superfluous."""
    by_claim: dict[tuple[str, ...], list[LoadedRule]] = defaultdict(list)
    for loaded in rules:
        by_claim[_claim(loaded)].append(loaded)
    pairs = ((loaded, _covering(loaded, alike)) for alike in by_claim.values() for loaded in alike)
    return {loaded.rule.id: other.rule.id for loaded, other in pairs if other is not None}


def _claim(loaded: LoadedRule) -> tuple[str, ...]:
    """What a rule says of its trigger: rules that say different things never cover each other."""
    rule = loaded.rule
    return (rule.trigger.pos, loaded.relation_type, rule.negated, rule.polarity, rule.modality, loaded.plover, loaded.cameo)


def _covering(loaded: LoadedRule, alike: Iterable[LoadedRule]) -> LoadedRule | None:
    """The first of some rules that covers this one; of equals the first one of all."""
    others = (other for other in alike if other is not loaded and covers(other.rule, loaded.rule))
    return next((other for other in others if other.order < loaded.order or not covers(loaded.rule, other.rule)), None)


def covers(wide: Rule, narrow: Rule) -> bool:
    """Whether ``wide`` holds wherever ``narrow`` does, with parties that are the same or more."""
    return (
        _trigger_covers(wide.trigger, narrow.trigger)
        and wide.dated <= narrow.dated
        and set(narrow.keeps) <= set(wide.keeps)
        and all(_asked_covers(lemmas, narrow.with_.get(function)) for function, lemmas in wide.with_.items())
        and all(_barred_covers(lemmas, narrow.without.get(function)) for function, lemmas in wide.without.items())
        and all(_role_covers(getattr(wide, name), getattr(narrow, name)) for name in _ROLES)
    )


def _trigger_covers(wide: Trigger, narrow: Trigger) -> bool:
    particle = not wide.particle or (narrow.particle and set(narrow.particle) <= set(wide.particle))
    attributes = wide.attributes.items() <= narrow.attributes.items()
    return set(narrow.lemma) <= set(wide.lemma) and bool(particle) and attributes


def _asked_covers(wide: Sequence[str], narrow: Sequence[str] | None) -> bool:
    """``with``: what the narrow rule asks for is among what the wide one asks for."""
    return narrow is not None and (ANY in wide or set(narrow) <= set(wide))


def _barred_covers(wide: Sequence[str], narrow: Sequence[str] | None) -> bool:
    """``without``: the narrow rule excludes all that the wide one excludes."""
    return narrow is not None and (ANY in narrow or set(wide) <= set(narrow))


def _role_covers(wide: Role | None, narrow: Role | None) -> bool:
    """Whether the wide role is filled by all that fills the narrow one, tried in the same order."""
    if wide is None or narrow is None:
        return narrow is None and (wide is None or wide.optional or wide.min == 0)
    return _admits(wide, narrow) and _asks_no_more(wide, narrow) and narrow.implied in ("", wide.implied)


def _admits(wide: Role, narrow: Role) -> bool:
    """Whether all that may fill the narrow role may fill the wide one."""
    in_order = [function for function in wide.from_ if function in narrow.from_]
    return (
        in_order == list(narrow.from_)
        and wide.all == narrow.all
        and wide.party in (narrow.party, "any")
        and _limits_covers(wide.head, narrow.head)
        and _limits_covers(wide.kind, narrow.kind)
        and set(wide.not_head) <= set(narrow.not_head)
        and set(narrow.through) <= set(wide.through)
    )


def _asks_no_more(wide: Role, narrow: Role) -> bool:
    return wide.min <= narrow.min and wide.optional >= narrow.optional


def _limits_covers(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    """Limits on a filler: none is widest."""
    return not wide or ANY in wide or (bool(narrow) and set(narrow) <= set(wide))
