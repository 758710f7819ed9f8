"""Why a row exists: sentence, rule or finder, parse, arguments, date, assertion, in words that a domain expert understands."""

from __future__ import annotations

from spacy.language import Language

from verbale.extractors.events import Proposal, seen
from verbale.extractors.explain.finder import carrier_lines, proposal_of
from verbale.extractors.explain.nearest import example_lines
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
from verbale.extractors.parse import Parsed, Word
from verbale.extractors.pipeline import Resources
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import Event, Extraction, Sentence


class UnknownEventError(KeyError):
    """Neither event nor candidate with this id in the extraction."""


def explain_event(
    parsed: Parsed, extraction: Extraction, event_id: str, resources: Resources, nlp: Language, mode: str = "auto"
) -> str:
    """The chain from the words of the text to the row, as plain text. ``nlp`` parsed them. Raises UnknownEventError.

    Of what the finder tells it runs the encoder again, to see which words carry the event.
    """
    event = next((e for e in (*extraction.events, *extraction.candidates) if e.event_id == event_id), None)
    if event is None:
        raise UnknownEventError(event_id)
    sentence = next(s for s in extraction.sentences if s.sentence_id == event.sentence_id)
    word = next(t for t in parsed.words if parsed.offsets[t.idx] == event.trigger_start)
    doubt = "  (a candidate: less sure than the threshold)" if event in extraction.candidates else ""
    proposal = proposal_of(event, word, parsed, resources, mode)
    blocks = [f"{event.event_id}  {event_line(event)}{doubt}", _sentence(event, sentence), _told_by(event, resources.rules)]
    if proposal is not None:
        blocks += _finder(event, proposal, parsed, resources.rules, nlp)
    blocks += [_reading(parsed, word), _decisions(event, proposal, parsed)]
    return "\n\n".join(blocks)


def _sentence(event: Event, sentence: Sentence) -> str:
    """The sentence with its trigger in brackets."""
    at = event.trigger_start - sentence.char_start
    marked = f"{sentence.text[:at]}[{event.trigger}]{sentence.text[at + len(event.trigger) :]}"
    section = f", section {event.section}" if event.section else ""
    where = f"{event.doc_id}, characters {sentence.char_start}-{sentence.char_end}{section}"
    return f"Sentence ({where})\n  {one_line(marked)}"


def _told_by(event: Event, rules: RuleSet) -> str:
    if not event.rule_id:
        kind = rules.types.get(event.relation_type)
        return f"The learned finder tells it, no rule: {kind.definition if kind else event.relation_type}"
    loaded = next((r for r in rules.rules if r.rule.id == event.rule_id), None)
    if loaded is None:
        return f"Rule {event.rule_id} (no longer in the rule files)"
    rule = loaded.rule
    lines = [f"trigger: {rule.trigger.pos.lower()} {either(rule.trigger.lemma)}"]
    lines += [f"condition: {line}" for line in condition_lines(rule)]
    roles = ((name, getattr(rule, name)) for name in ("source", "target", "instrument", "place", "quantity"))
    lines += [f"{name}: {role_line(role)}" for name, role in roles if role is not None]
    return _block(f"Rule {rule.id}: {rules.types[loaded.relation_type].definition}", lines)


def _finder(event: Event, proposal: Proposal, parsed: Parsed, rules: RuleSet, nlp: Language) -> list[str]:
    """What the finder sees; where it tells the row, alone or with a rule, also what that rests on."""
    view = seen(proposal, parsed.words)
    title = f"{view[0].upper()}{view[1:]}"
    if event.method == "rule":
        return [title]
    blocks = [_block(title, carrier_lines(proposal, parsed, nlp))]
    examples = example_lines(event.quote, event.relation_type, rules, parsed.doc.vocab)
    return [*blocks, _block("Examples of the type's rules that are most like it", examples)] if examples else blocks


def _reading(parsed: Parsed, word: Word) -> str:
    """The grammatical functions that the parse gives the trigger."""
    return _block(f"Reading: {word_line(word)}", list(function_lines(parsed, Syntax(parsed.words), word)))


def _decisions(event: Event, proposal: Proposal | None, parsed: Parsed) -> str:
    told = seen(proposal, parsed.words) if proposal is not None else ""  # is a block of its own
    return _block("Decisions", [*(line for line in event.why if line != told), *circumstance_lines(event)])


def _block(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])
