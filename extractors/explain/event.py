"""Why a row exists: sentence, parse, rule, arguments, date, assertion, in words that a domain expert understands."""

from __future__ import annotations

from verbale.extractors.explain.phrases import (
    circumstance_lines,
    condition_lines,
    either,
    event_line,
    function_lines,
    one_line,
    role_line,
    word_line,
)
from verbale.extractors.grammar import Syntax
from verbale.extractors.parse import Parsed
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import Event, Extraction, Sentence


class UnknownEventError(KeyError):
    """Neither event nor candidate with this id in the extraction."""


def explain_event(parsed: Parsed, extraction: Extraction, event_id: str, rules: RuleSet) -> str:
    """The chain from the words of the text to the row, as plain text. Raises UnknownEventError."""
    event = next((e for e in (*extraction.events, *extraction.candidates) if e.event_id == event_id), None)
    if event is None:
        raise UnknownEventError(event_id)
    sentence = next(s for s in extraction.sentences if s.sentence_id == event.sentence_id)
    doubt = "  (a candidate: less sure than the threshold)" if event in extraction.candidates else ""
    headline = f"{event.event_id}  {event_line(event)}{doubt}"
    return "\n\n".join([headline, _sentence(event, sentence), _rule(event, rules), _reading(parsed, event), _decisions(event)])


def _sentence(event: Event, sentence: Sentence) -> str:
    """The sentence with its trigger in brackets."""
    at = event.trigger_start - sentence.char_start
    marked = f"{sentence.text[:at]}[{event.trigger}]{sentence.text[at + len(event.trigger) :]}"
    section = f", section {event.section}" if event.section else ""
    where = f"{event.doc_id}, characters {sentence.char_start}-{sentence.char_end}{section}"
    return f"Sentence ({where})\n  {one_line(marked)}"


def _rule(event: Event, rules: RuleSet) -> str:
    if not event.rule_id:
        return "No rule tells it: the learned finder does"
    loaded = next((r for r in rules.rules if r.rule.id == event.rule_id), None)
    if loaded is None:
        return f"Rule {event.rule_id} (no longer in the rule files)"
    rule = loaded.rule
    lines = [f"trigger: {rule.trigger.pos.lower()} {either(rule.trigger.lemma)}"]
    lines += [f"condition: {line}" for line in condition_lines(rule)]
    roles = ((name, getattr(rule, name)) for name in ("source", "target", "instrument", "place", "quantity"))
    lines += [f"{name}: {role_line(role)}" for name, role in roles if role is not None]
    return _block(f"Rule {rule.id}: {rules.types[loaded.relation_type].definition}", lines)


def _reading(parsed: Parsed, event: Event) -> str:
    """The grammatical functions that the parse gives the trigger."""
    word = next(t for t in parsed.words if parsed.offsets[t.idx] == event.trigger_start)
    return _block(f"Reading: {word_line(word)}", list(function_lines(parsed, Syntax(parsed.words), word)))


def _decisions(event: Event) -> str:
    return _block("Decisions", [*event.why, *circumstance_lines(event)])


def _block(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])
