"""What a rule asks of its trigger token itself."""

from __future__ import annotations

from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import Rule


def trigger_fits(rule: Rule, token: Word) -> bool:
    """Whether a token has the particle and the attributes that the rule asks of its trigger; its lemma is looked up before."""
    if rule.trigger.particle:
        particles = {c.lower_ for c in token.children if c.dep_ in labels.PARTICLE | {"advmod", "npadvmod", "prep"}}
        if not particles & set(rule.trigger.particle):
            return False
    return not rule.trigger.attributes or all(
        _attribute(token, name) in ([value] if isinstance(value, str) else value)
        for name, value in rule.trigger.attributes.items()
    )


def _attribute(token: Word, name: str) -> str:
    if name == "IS_TITLE":
        return str(token.is_title).lower()
    return str(getattr(token, name.lower() + "_", None) if name != "MORPH" else token.morph)
