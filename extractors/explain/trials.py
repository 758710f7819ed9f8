"""Why a rule gave no event at a word: the first thing that it asks for and does not find, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.extractors.events import CircumstanceTrial, Condition, RoleTrial, Trial
from verbale.extractors.explain.phrases import listed, one_line
from verbale.extractors.parse import Parsed, Words
from verbale.extractors.rules import Trigger, fold_functions


def nearest_first(trials: Iterable[Trial]) -> list[Trial]:
    """Those that lack least first; of equals those of which most holds."""
    return sorted(trials, key=lambda trial: (trial.asked.count(False), -trial.asked.count(True)))


def trial_lines(trial: Trial, parsed: Parsed) -> Iterator[str]:
    """Everything that a rule asks for at a word, each with whether it is there: for one who writes this very rule."""
    rule, words = trial.loaded.rule, parsed.words
    yield _marked(trial.fits, trigger_line(rule.trigger))
    for condition in trial.conditions:
        yield _marked(condition.holds, _condition(condition, words))
    for role in trial.roles:
        yield _marked(not role.lacking, _role(role, words))
    for circumstance in trial.circumstances:
        yield _marked(True, _circumstance(circumstance, parsed))
    if rule.dated:
        yield _marked(trial.dated, _dated(trial, words))


def first_failure(trial: Trial, words: Words) -> str:
    """The first thing that a rule asks for and does not find; empty where it finds all."""
    if not trial.fits:
        return trigger_line(trial.loaded.rule.trigger)
    failed = [_condition(condition, words) for condition in trial.conditions if not condition.holds]
    failed += [_role(role, words) for role in trial.roles if role.lacking]
    failed += [] if trial.dated else [_dated(trial, words)]
    return failed[0] if failed else ""


def _marked(holds: bool, text: str) -> str:
    return f"{'holds' if holds else 'FAILS'}  {text}"


def trigger_line(trigger: Trigger) -> str:
    """``trigger must be VERB break with the particle off``."""
    asked = [f"with the particle {' or '.join(trigger.particle)}"] if trigger.particle else []
    for name, value in trigger.attributes.items():
        asked.append(f"with {name} {value if isinstance(value, str) else ' or '.join(value)}")
    return " ".join([f"trigger must be {trigger.pos} {listed(trigger.lemma)}", *asked])


def _condition(condition: Condition, words: Words) -> str:
    """``object must be one of embargo, sanction; it is 'talks'``."""
    any_word = "*" in condition.lemmas
    if condition.wanted:
        asked = "must be there" if any_word else f"must be {_one_of(condition.lemmas)}"
    else:
        asked = "must not be there" if any_word else f"must not be {_one_of(condition.lemmas)}"
    return f"{condition.function} {asked}; {_found(condition.heads, words)}"


def _one_of(lemmas: Sequence[str]) -> str:
    return f"one of {listed(lemmas)}" if len(lemmas) > 1 else lemmas[0]


def _found(heads: Iterable[int], words: Words) -> str:
    shown = ", ".join(dict.fromkeys(repr(words[head].text) for head in heads))
    return f"it is {shown}" if shown else "there is none"


def _role(role: RoleTrial, words: Words) -> str:
    """``target (object): USA``, or what is there instead of a party."""
    name = f"{role.name} ({listed(fold_functions(role.role.from_))})"
    parties = ", ".join(role.parties)
    if not role.lacking:
        return f"{name}: {parties or 'nobody, and nobody is needed'}"
    if role.parties:
        return f"{name} needs {role.role.min} parties; only {parties} is found"
    if not role.heads:
        return f"{name} stays empty: there is none"
    there = "; ".join(f"{function} is {', '.join(repr(words[head].text) for head in heads)}" for function, heads in role.heads)
    return f"{name} stays empty: {there}{_limits(role)}"


def _circumstance(circumstance: CircumstanceTrial, parsed: Parsed) -> str:
    """``place (oblique:in): 'Oslo'``."""
    name = f"{circumstance.name} ({listed(fold_functions(circumstance.role.from_))})"
    if circumstance.span:
        return f"{name}: {one_line(parsed.quote(*circumstance.span))!r}"
    asked = f"; its head must be {_one_of(circumstance.role.head)}" if circumstance.role.head else ""
    return f"{name}: nothing, and nothing is needed{asked}"


def _limits(role: RoleTrial) -> str:
    """What the fillers of a role must be."""
    asked = [f"its head must be {_one_of(role.role.head)}"] if role.role.head else []
    asked += [f"its head must not be {_one_of(role.role.not_head)}"] if role.role.not_head else []
    asked += [f"it must be of kind {' or '.join(role.role.kind)}"] if role.role.kind else []
    return f", but {' and '.join(asked)}" if asked else ", which names no known party beside the other side's"


def _dated(trial: Trial, words: Words) -> str:
    return f"{words[trial.trigger].text!r} must have a date of its own"
