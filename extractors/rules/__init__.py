"""What counts as an event of which type? Rule files -> rules, checked and indexed by their triggers."""

from verbale.extractors.rules.files import RELATIONS, RuleError
from verbale.extractors.rules.functions import split_alternatives
from verbale.extractors.rules.loader import load_rules
from verbale.extractors.rules.ruleset import LoadedRule, RuleSet
from verbale.extractors.rules.schema import Party, Role, Rule, Trigger, Type
from verbale.extractors.rules.values import NAMED

__all__ = [
    "NAMED",
    "RELATIONS",
    "LoadedRule",
    "Party",
    "Role",
    "Rule",
    "RuleError",
    "RuleSet",
    "Trigger",
    "Type",
    "load_rules",
    "split_alternatives",
]
