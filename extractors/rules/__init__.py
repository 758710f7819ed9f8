"""What counts as an event of which type? Rule files -> rules, checked and indexed by their triggers."""

from verbale.extractors.rules.loader import (
    NAMED,
    RELATIONS,
    LoadedRule,
    Role,
    Rule,
    RuleSet,
    Trigger,
    Type,
    load_rules,
    split_alternatives,
)

__all__ = [
    "NAMED",
    "RELATIONS",
    "LoadedRule",
    "Role",
    "Rule",
    "RuleSet",
    "Trigger",
    "Type",
    "load_rules",
    "split_alternatives",
]
