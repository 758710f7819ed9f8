"""Why a row exists: sentence, parse, rule, arguments, date, assertion, in words that a domain expert understands."""

from __future__ import annotations

from verbale.extractors.grammar import Syntax, is_clausal
from verbale.extractors.parse import Parsed
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import Event, Extraction, Sentence


class UnknownEventError(KeyError):
    """No event with this id in the extraction."""


def explain_event(parsed: Parsed, extraction: Extraction, event_id: str, rules: RuleSet) -> str:
    """The chain from the words of the text to the row, as plain text. Raises UnknownEventError."""
    event = next((e for e in extraction.events if e.event_id == event_id), None)
    if event is None:
        raise UnknownEventError(event_id)
    sentence = next(s for s in extraction.sentences if s.sentence_id == event.sentence_id)
    parts = [_headline(event), _sentence(event, sentence), _rule(event, rules), _reading(parsed, event), _reasons(event)]
    return "\n\n".join(parts)


def _headline(event: Event) -> str:
    sources, targets = ", ".join(event.source_parties) or "-", ", ".join(event.target_parties)
    arrow = f"{sources} -> {targets}" if targets else sources
    when = event.date_edtf or "undated"
    how = f"{event.polarity} {event.modality}"
    return "  ".join([event.event_id, event.relation_type, arrow, when, how, f"confidence {event.confidence:.2f}"])


def _sentence(event: Event, sentence: Sentence) -> str:
    at = event.trigger_start - sentence.char_start
    marked = f"{sentence.text[:at]}[{event.trigger}]{sentence.text[at + len(event.trigger) :]}"
    where = f"{event.doc_id}, characters {sentence.char_start}-{sentence.char_end}"
    return f"Sentence ({where}{', section ' + event.section if event.section else ''})\n  {' '.join(marked.split())}"


def _rule(event: Event, rules: RuleSet) -> str:
    loaded = next((r for r in rules.rules if r.rule.id == event.rule_id), None)
    if loaded is None:
        return f"Rule {event.rule_id} (no longer in the rule files)"
    rule = loaded.rule
    kind = rules.types[loaded.relation_type]
    conditions = [f"{function} = {' | '.join(words)}" for function, words in rule.with_.items()]
    conditions += [f"no {function} = {' | '.join(words)}" for function, words in rule.without.items()]
    lines = [f"Rule {rule.id}: {kind.definition}", f"  trigger: {rule.trigger.pos.lower()} {' | '.join(rule.trigger.lemma)}"]
    lines += [f"  condition: {condition}" for condition in conditions]
    for name, role in (("source", rule.source), ("target", rule.target)):
        if role is not None:
            lines.append(f"  {name}: {' or '.join(role.from_)}" + (f" (head {' | '.join(role.head)})" if role.head else ""))
    return "\n".join(lines)


def _reading(parsed: Parsed, event: Event) -> str:
    """The grammatical functions that the parse gives the trigger."""
    token = next(t for t in parsed.words if parsed.offsets[t.idx] == event.trigger_start)
    lines = [f"Reading: {token.text} ({'verb' if is_clausal(token) else token.pos_.lower()} {token.lemma_})"]
    for argument in Syntax(parsed.words).arguments(token.i):
        how = "" if argument.path == "direct" else f" ({argument.path})"
        lines.append(f"  {argument.function}: {' '.join(parsed.quote(argument.start, argument.end).split())}{how}")
    return "\n".join(lines)


def _reasons(event: Event) -> str:
    return "Decisions\n" + "\n".join(f"  {line}" for line in event.why)
