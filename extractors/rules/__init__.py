"""What counts as an event of which type? Rule files -> rules, checked and indexed by their triggers."""

from verbale.extractors.rules.check import check_examples, select_rules
from verbale.extractors.rules.codes import Coded, coded, is_demanding
from verbale.extractors.rules.examples import Example
from verbale.extractors.rules.files import RELATIONS, RuleError, rule_ids_in, rule_paths
from verbale.extractors.rules.functions import GROUPS, fold_functions, split_alternatives
from verbale.extractors.rules.lint import Evidence, Finding, advice_counts, evidence_lines, joined, lint_rules, repeated_lists
from verbale.extractors.rules.loader import load_rules
from verbale.extractors.rules.ruleset import LoadedRule, RuleSet
from verbale.extractors.rules.schema import ExampleText, Party, Role, Rule, Trigger, Type
from verbale.extractors.rules.values import NAMED

__all__ = [
    "GROUPS",
    "NAMED",
    "RELATIONS",
    "Coded",
    "Evidence",
    "Example",
    "ExampleText",
    "Finding",
    "LoadedRule",
    "Party",
    "Role",
    "Rule",
    "RuleError",
    "RuleSet",
    "Trigger",
    "Type",
    "advice_counts",
    "check_examples",
    "coded",
    "evidence_lines",
    "fold_functions",
    "is_demanding",
    "joined",
    "lint_rules",
    "load_rules",
    "repeated_lists",
    "rule_ids_in",
    "rule_paths",
    "select_rules",
    "split_alternatives",
]
